"""Names that stand elsewhere than right before their value (名称在后、在上).

20万元用于教材编印: the name stands behind. 收入X，支出Y，结余Z: a bare account is a name where several stand in a row.
A name alone on the line above governs the figures of the line below that name none themselves.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extraction.facts.leads import lead
from extraction.labels import FIGURES, Label
from extraction.lexicon.dates import period_pattern
from extraction.lexicon.names import name_words
from extraction.lexicon.numbering import numbering_end
from extraction.lexicon.roles import role_words
from extraction.lexicon.source import ahead, any_of
from extraction.lexicon.totals import sum_pattern
from extraction.linking.draft import Draft, item_at
from extraction.markup import Mention
from extraction.quantities.folding import fold
from extraction.span import Span, trim

_SENTENCE = re.compile(r"[。；;！？\n]")
_HEADING = 26
_FULL_LINE = 30
_PURPOSE = 26
_UP_TO = 12
"""Characters between a bare account and its value: words of role, 为, 达."""
_NEAR = 60
"""Characters before a bare account in which the account that it answers stands."""
_NAME = re.compile(r"[一-鿿“”（）()、·\-—]{2,26}")


def name_behind(draft: Draft) -> None:
    """Link amounts whose clause names nothing to what the words behind them say they are for."""
    for figure in draft.mentions(Label.AMOUNT):
        if figure.change is not None or not _spent_alone(draft, figure):
            continue
        match = _purpose().match(draft.text, figure.end, figure.end + 60)
        if match is not None and match["name"] not in name_words().doings:
            item = item_at(draft, Span(*match.span("name")))
            if item is not None:
                before = draft.targets(figure.id, Label.ITEM)
                draft.relink(figure.id, Label.ITEM, item.id)
                _drop_idle(draft, before)


def _drop_idle(draft: Draft, names: tuple[Mention, ...]) -> None:
    """Drop names that no figure links to any more and that say money alone (统筹|资金|5亿元用于…)."""
    for name in names:
        if _spent().fullmatch(name.text) and not draft.figures_of(name.id):
            draft.drop(name.id)


def _spent_alone(draft: Draft, figure: Mention) -> bool:
    """Tell whether the clause before an amount holds only words such as 其中 and 安排."""
    before = draft.value_before(figure.start, reach=80)
    floor = max(before.end if before else 0, _line_start(draft.text, figure.start))
    words = lead(draft.text, figure.start, floor=floor)
    head, colon, rest = words.rpartition(":")
    if colon and any(word in head for word in name_words().heading_not):
        words = rest
    words = period_pattern().sub("", re.sub(r"[\s:：、]+", "", words))
    words = words[numbering_end(words) :] if words else words
    return _spent().fullmatch(re.sub(r"^\d{1,2}\)", "", words)) is not None


def _line_start(text: str, offset: int) -> int:
    """Return where the line begins that a short line (a title, a heading) stands above, else 0."""
    start = text.rfind("\n", 0, offset) + 1
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    return start if start and start - above < _FULL_LINE else 0


def bare_accounts(draft: Draft) -> None:
    """Make 收入, 支出, 结余 names where a sentence tells two or more of them one after another."""
    text = draft.text
    for begin, end in _sentences(text):
        found = list(_bare_in(draft, begin, end))
        kinds = {_kind(span.of(text)) for span, _ in found}
        several = len(found) > 1 and len(kinds) > 1 and "收入" in kinds
        if not several and not (len(found) == 1 and _answers(draft, found[0][0])):
            continue
        for span, value in found:
            item = item_at(draft, span)
            if item is not None:
                _take_figures(draft, item, value, end)


def _answers(draft: Draft, bare: Span) -> bool:
    """Tell whether a bare 支出 stands behind the 收入 of a named budget in its line (…预算收入X亿元；支出|Y亿元)."""
    if _kind(bare.of(draft.text)) != "支出":
        return False
    line = draft.text.rfind("\n", 0, bare.start) + 1
    near = draft.before(bare.start, reach=min(bare.start - line, _NEAR))
    named = next((m for m in near if m.label is Label.ITEM and m.cell is None), None)
    return (
        named is not None
        and named.text.endswith("收入")
        and named.text not in name_words().bare
        and bool(draft.figures_of(named.id))
    )


def _bare_in(draft: Draft, begin: int, end: int) -> list[tuple[Span, Mention]]:
    """Return the bare accounts that open a clause and stand before a value, each with that value."""
    found: list[tuple[Span, Mention]] = []
    for match in _bare().finditer(draft.text, begin, end):
        span = Span(*match.span("name"))
        value = next((m for m in draft.after(span.end, reach=_UP_TO) if m.label in FIGURES), None)
        if value is None or value.cell is not None or value.change is not None:
            continue
        if not _up_to().fullmatch(draft.text, span.end, value.start):
            continue
        found.append((span, value))
    return found


def _take_figures(draft: Draft, item: Mention, value: Mention, end: int) -> None:
    """Link a value and the changes behind it, up to the next name, to the account before them."""
    draft.relink(value.id, Label.ITEM, item.id)
    for m in draft.after(value.end, reach=end - value.end):
        if m.label is Label.ITEM or m.start >= end:
            return
        names = draft.targets(m.id, Label.ITEM)
        if m.label in FIGURES and all(n.start < item.start for n in names):
            draft.relink(m.id, Label.ITEM, item.id)


def name_above(draft: Draft) -> None:
    """Let a name alone on a line govern the figures below it that name nothing themselves."""
    text = draft.text
    for figure in draft.mentions(*FIGURES):
        line = text.rfind("\n", 0, figure.start) + 1
        above = text.rfind("\n", 0, max(0, line - 1)) + 1
        span = _opening(draft, line, figure)
        if span is None and line and _names_nothing(draft, line, figure):
            span = _heading(text, Span(above, line - 1))
        item = item_at(draft, span) if span is not None else None
        if item is not None:
            _govern(draft, item, figure)


def _opening(draft: Draft, line: int, figure: Mention) -> Span | None:
    """Return the account that is a line's first sentence, where only words of role stand between it and a figure.

    ——项目支出。安排|5亿元: the figure is of the account.
    """
    match = _account().match(draft.text, line, figure.start)
    if match is None or any(word in match["name"] for word in name_words().heading_not):
        return None
    words = period_pattern().sub("", "".join(fold(draft.text[match.end() : figure.start]).split()))
    before = draft.before(figure.start, reach=figure.start - match.end())
    named = any(m.label in (*FIGURES, Label.ITEM, Label.INDICATOR) for m in before)
    generic = not words or _generic().fullmatch(words) is not None
    return Span(*match.span("name")) if generic and not named else None


def _names_nothing(draft: Draft, line: int, figure: Mention) -> bool:
    """Tell whether a figure is the first of its line and only words of role stand before it."""
    told = (*FIGURES, Label.ITEM, Label.INDICATOR)
    before = draft.before(figure.start, reach=figure.start - line - 1)
    if any(m.label in told and not _says_only_role(m) for m in before):
        return False
    words = period_pattern().sub("", "".join(fold(draft.text[line : figure.start]).split()))
    words = words[numbering_end(words) :]
    return bool(words) and _generic().fullmatch(words) is not None


def _says_only_role(mention: Mention) -> bool:
    """Tell whether a name says no more than that money was spent or planned (全年支出)."""
    return mention.label is Label.ITEM and _generic().fullmatch(fold(mention.text)) is not None


def _heading(text: str, line: Span) -> Span | None:
    """Return the name that fills a line, numbering and a closing colon aside; None where it is none."""
    start = numbering_end(text, line.start)
    span = trim(text, Span(min(start, line.end), line.end))
    name = span.of(text).rstrip("：:。")
    if not _NAME.fullmatch(name) or len(name) > _HEADING:
        return None
    if any(word in name for word in name_words().heading_not):
        return None
    return Span(span.start, span.start + len(name))


def _govern(draft: Draft, item: Mention, first: Mention) -> None:
    """Link the figures of a line, from the first up to a name of their own, to the name above."""
    text = draft.text
    stop = text.find("\n", first.end)
    end = stop if stop >= 0 else len(text)
    for m in (first, *draft.after(first.end, reach=end - first.end)):
        if m.start >= end or m.label in (Label.ITEM, Label.INDICATOR):
            return
        if m.label in FIGURES:
            draft.relink(m.id, Label.ITEM, item.id)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(ends) if b > a]


def _kind(name: str) -> str:
    return next((k for k in ("收入", "支出") if k in name), "结余")


@cache
def _spent() -> re.Pattern[str]:
    return re.compile(rf"(?>{any_of(name_words().spent)}|[,，、和])*+")


@cache
def _purpose() -> re.Pattern[str]:
    words = name_words()
    doing, working = any_of(words.used_doing), any_of(words.used_working)
    return re.compile(
        rf"\s*(?:资金|左右|以上)?[，,]?(?:(?:主要|全部|专项|将)*{any_of(words.used_for)}(?:{doing})?(?=[一-鿿“])|"
        rf"{doing}|(?={working}))(?P<name>[一-鿿“”（）()、]{{2,{_PURPOSE}}}?)"
        r"(?=[，,。；;\n]|等[，,。；;]|\s*\Z|\d)"
    )


@cache
def _bare() -> re.Pattern[str]:
    words = name_words()
    begins = ahead([*words.bare_fronts, *words.bare], r"\s")
    return re.compile(
        rf"{begins}(?:(?<=[，,；;。、\n：:])|(?<=\d年)|(?<=年度)|(?<=其中)|\A)\s*(?>{any_of(words.bare_fronts)})*"
        rf"(?P<name>{any_of(words.bare)})(?={_up_to().pattern}[\d－-])"
    )


@cache
def _account() -> re.Pattern[str]:
    """An account that fills the first sentence of a line."""
    ends = any_of((*name_words().money_nouns, "收入"))
    mark = r"[ \t]*(?:[—－\-•·]{1,2}|[①-⑩]|[（(]?[\d一二三四五六七八九十]{1,2}[)）.、．])?[ \t]*"
    return re.compile(rf"{mark}(?P<name>[一-鿿“”]{{2,18}}{ends})。[ \t]*")


@cache
def _up_to() -> re.Pattern[str]:
    """Words between a bare account and its value, of role among them (支出|年初预算合计|204亿元)."""
    return re.compile(r"(?:(?:年初|调整)?预算(?:数|额|合计|总计|总额)?)?[为共达约：:\s]*")


@cache
def _generic() -> re.Pattern[str]:
    verbs = rf"[为是共计达约了的：:]|完成|安排|下达|财政拨款|全年|本年|当年|支出|收入|实际|{sum_pattern('grand')}"
    return re.compile(rf"(?>{any_of(role_words())}|{verbs})++")
