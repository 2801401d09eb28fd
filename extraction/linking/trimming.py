"""The edges of names (名称去尾): verbs and comparators that a model took in, and phrases that name nothing.

社零总额超|1.6万亿元 is 社零总额, 加专项债券|77亿元 is 专项债券, 按法定程序|调整为1.9亿元 names nothing: the figure is
of what the figure before it is of.
"""

from __future__ import annotations

import re
from functools import cache

from extraction.labels import FIGURES, Label
from extraction.lexicon.names import name_words
from extraction.lexicon.periods import names_of_plans
from extraction.lexicon.source import any_of
from extraction.linking.draft import Draft
from extraction.markup import Mention
from extraction.span import Span

_REACH = 120
_AFTER = re.compile(r"加(?=上(?:解|[年级]))|[一-鿿]{2,20}后(?=总[收支]|[收支][入出]总)")
"""What stands before a total or another figure that is added: 转移性收入后|总收入, 加|上解支出."""
_SIDES = frozenset({"支出", "收入"})
_SHORTEST = 2
_SENTENCE = re.compile(r"[。；;！？\n]")
_OPENS = re.compile(r"[，,。；;：:、（(\n]\s*\Z")
_AMONG_OTHERS = re.compile(r"(?<![高中初优平同均一二三])等\Z")
_AFFECTED = re.compile(r"受[^受，。]{1,10}\Z")
_SPENT = re.compile(r"(?<=项目)支出\Z|(?<=活动)支出\Z|(?<=工程)支出\Z")
_SORT = re.compile(
    r"(?:(?:预算|拨款|基本|财政|部门|单位|年度|本年|其他|各类|结转|结余|年初|年中|追加|新增|专项|基金|经费|重点|民生|刚性|全部|所有|部分|主要|[类级等的个、])项目"
    r"|(?:经营|业务|事业|投资|筹资|专业|日常)活动|(?:基建|建设|其他|重点)工程)支出\Z"
)
"""Spending of a sort (财政拨款项目支出, 经营活动支出), an account: nothing of its own name."""
_SHORTEST_PROJECT = 8


def trim_names(draft: Draft) -> None:
    """Cut the edges of every ITEM of prose, and drop those that name nothing."""
    for item in draft.mentions(Label.ITEM):
        share = item.text in _SIDES and draft.text.startswith("占", item.end)
        if share or _nothing().fullmatch(item.text):
            _drop(draft, item)  # 交通支出7亿元，支出|占比7%: the share is of what was told
        elif item.text in name_words().doings:
            draft.drop(item.id)
        else:
            _cut(draft, item)


def _cut(draft: Draft, item: Mention) -> None:
    text = draft.text
    if item.text.endswith("占") and text.startswith("比", item.end):
        draft.move(item.id, Span(item.start, item.end + 1))
        return
    start, end = item.start, item.end
    tail = _tail().search(item.text) or _AMONG_OTHERS.search(item.text)
    if tail and text.startswith(("支出", "收入"), item.end):
        tail = None  # 资源勘探工业信息等|支出 is one name
    tail = tail or _spent_project(item.text)
    affected = _AFFECTED.search(item.text)
    if tail:
        end = item.start + tail.start()
    elif affected and text.startswith("影响", item.end):
        end = item.start + affected.start()
    if after := _AFTER.match(item.text):
        start += after.end()
    if doing := _doing().match(item.text):
        start += doing.end()
    front = _added().match(item.text)
    if front and (start == 0 or _OPENS.search(text, max(0, start - 2), start)):
        start += front.end()
    if end - start >= _SHORTEST and (start, end) != (item.start, item.end):
        draft.move(item.id, Span(start, end))


def _spent_project(name: str) -> re.Match[str] | None:
    """Return the verb behind a project's or event's own name (基层服务能力提升项目|支出); an account keeps it."""
    named = len(name) >= _SHORTEST_PROJECT and not _SORT.search(name)
    return _SPENT.search(name) if named else None


def _drop(draft: Draft, item: Mention) -> None:
    """Drop a phrase that names nothing; its figures are of what the figure before it is of."""
    before = draft.value_before(item.start, reach=_REACH)
    names: tuple[Mention, ...] = ()
    near = before is not None and not _SENTENCE.search(draft.text, before.end, item.start)
    if before is not None and near and before.label in FIGURES:
        names = draft.targets(before.id, Label.ITEM)
    draft.drop(item.id, instead=names[0].id if names else None)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"{any_of(name_words().trailing)}+\Z")


@cache
def _added() -> re.Pattern[str]:
    return re.compile(rf"加(?!{any_of(name_words().added_not)})(?=[一-鿿]{{3}})")


@cache
def _doing() -> re.Pattern[str]:
    """Verbs before an account (完成|一般公共预算支出)."""
    return re.compile(rf"{any_of(name_words().doings)}(?=[一-鿿（）]+(?:收入|支出)\Z)")


@cache
def _nothing() -> re.Pattern[str]:
    ways, grounds = any_of(name_words().by_way_of), any_of(name_words().grounds)
    plans = any_of(names_of_plans())
    return re.compile(
        rf"(?:{ways}[一-鿿]{{0,8}}{grounds}|法定程序|[“\"]?{plans}[”\"]?(?:时期|期间|以来)?)"
    )
