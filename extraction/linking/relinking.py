"""Links that cannot be (关联修正): into a bracket that closed, and from a total of several names to one of them."""

from __future__ import annotations

import re
from functools import cache

from extraction.facts.leads import lead
from extraction.labels import FIGURES, NAMES, Label
from extraction.lexicon.names import lead_end, name_words
from extraction.lexicon.source import any_of
from extraction.lexicon.totals import sum_words
from extraction.linking.draft import Draft, item_at
from extraction.markup import Mention
from extraction.quantities.folding import fold
from extraction.span import Span

_FAR = 2000
"""Characters before a value in which the names that 分别 stands behind are looked for."""
_REACH = 200
_EACH = re.compile(r"分别[一-鿿]{0,4}?(?:为|是|达|达到|完成|占)?\s*\Z")
_CLAUSE = re.compile(r"[，,：:（(]")
_MEMBER = re.compile(r"[^、和及与，,]+")
_JOINS = frozenset("、和及与，") | {"以及"}
_STOP = re.compile(r"[。；;！？\n]")


def mend_links(draft: Draft) -> None:
    """Let changes behind a bracket belong to the whole before it, and totals of several names to none of them."""
    for figure in draft.mentions(*FIGURES):
        _respectively(draft, figure)
        _out_of_bracket(draft, figure)
        _several(draft, figure)
        _of_the_level(draft, figure)


def _respectively(draft: Draft, first: Mention) -> None:
    """Give the k-th value behind 分别 the k-th name before it, where there are as many of each."""
    text = draft.text
    far = max(0, first.start - _FAR)
    begin = max(far, *(text.rfind(c, far, first.start) + 1 for c in "。；;\n"))
    match = _EACH.search(text, begin, first.start)
    if match is None:
        return
    values = _run(list(draft.after(first.start, reach=_REACH)), text, *FIGURES)
    around = [m for m in draft.within(begin, match.start()) if m.label is not Label.PERIOD]
    names = _run(around[::-1], text, Label.ITEM)[::-1]
    if len(names) < len(values):
        names = _split_list(draft, begin, match.start(), len(values))
    if len(values) == len(names) > 1 and len({v.label for v in values}) == 1:
        for value, name in zip(values, names, strict=True):
            draft.relink(value.id, Label.ITEM, name.id)


def _split_list(draft: Draft, begin: int, end: int, count: int) -> list[Mention]:
    """Return the members of the list that ends at `end` as names, where there are `count` of them."""
    start = begin + max((m.end() for m in _CLAUSE.finditer(draft.text[begin:end])), default=0)
    start = max((m.end for m in draft.within(start, end) if m.label is Label.PERIOD), default=start)
    start += lead_end(draft.text[start:end])
    parts = list(_MEMBER.finditer(draft.text, start, end))
    if len(parts) != count or any(len(p[0]) < 2 for p in parts):
        return []
    found = [item_at(draft, Span(*p.span())) for p in parts]
    return [m for m in found if m is not None]


def _run(mentions: list[Mention], text: str, *labels: Label) -> list[Mention]:
    """Return the mentions of some labels from the first on that only 、 and 和 part."""
    run: list[Mention] = []
    for m in mentions:
        if m.label not in labels or m.cell is not None:
            break
        if run:
            left, right = sorted((run[-1], m), key=lambda x: x.span)
            if text[left.end : right.start].strip() not in _JOINS:
                break
        run.append(m)
    return run


def _out_of_bracket(draft: Draft, figure: Mention) -> None:
    """Take back links to names inside a bracket that closed before the figure (（其中：…），比上年下降5%)."""
    items = draft.targets(figure.id, Label.ITEM)
    inside = [
        m for m in items if m.end <= figure.start and _closed(draft.text, m.end, figure.start)
    ]
    if not inside:
        return
    left = [m for m in items if m not in inside]
    if not left:
        opening = _opening(draft.text, inside[0].start)
        left = [*_name_of_whole(draft, opening)] if opening is not None else []
    if left:
        draft.relink(figure.id, Label.ITEM, *(m.id for m in left))


def _of_the_level(draft: Draft, figure: Mention) -> None:
    """Give a change without a name that of the level it changed, behind its bracket (会议费8万元（…），比上年减少1万元)."""
    if figure.change is None or draft.targets(figure.id, Label.ITEM, Label.INDICATOR):
        return
    level = draft.value_before(figure.start, reach=_REACH)
    if level is not None and _closed(draft.text, level.end, figure.start):
        opening = _opening(draft.text, level.start)
        level = draft.value_before(opening, reach=6) if opening is not None else None
    if level is None or level.label not in FIGURES:
        return
    between = draft.within(level.end, figure.start)
    own = any(m.label in NAMES and _opening(draft.text, m.start) is None for m in between)
    if own or _STOP.search(draft.text, level.end, figure.start):
        return
    names = draft.targets(level.id, Label.ITEM)
    if names:
        draft.relink(figure.id, Label.ITEM, *(m.id for m in names))


def _closed(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket that was open at `start` closes before `end`, within one sentence."""
    between = fold(text[start:end])
    if _STOP.search(between):
        return False
    depth = 0
    for character in between:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return False


def _opening(text: str, inside: int) -> int | None:
    depth = 0
    for offset in range(inside - 1, max(-1, inside - _REACH), -1):
        character = text[offset]
        if character in "）)":
            depth += 1
        elif character in "（(":
            if not depth:
                return offset
            depth -= 1
    return None


def _name_of_whole(draft: Draft, opening: int) -> tuple[Mention, ...]:
    """Return what the figure right before a bracket measures."""
    value = draft.value_before(opening, reach=6)
    return draft.targets(value.id, Label.ITEM) if value is not None else ()


def _several(draft: Draft, figure: Mention) -> None:
    """Take back the links of a total of several names (两项合计16万元) to names with values of their own."""
    before = draft.value_before(figure.start, reach=_REACH)
    words = lead(draft.text, figure.start, floor=before.end if before else 0)
    if not _totals().match("".join(words.split())):
        return
    items = draft.targets(figure.id, Label.ITEM)
    own = [m for m in items if any(f.id != figure.id for f in draft.figures_of(m.id))]
    if own and all(m.end <= (before.start if before else 0) for m in own):
        left = [m.id for m in items if m not in own]
        draft.relink(figure.id, Label.ITEM, *left)


@cache
def _totals() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of(name_words().several)}){any_of(sum_words())}?(?:支出|收入|费用|资金|经费)?(?:为|共|达|约)*$"
    )
