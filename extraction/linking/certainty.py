"""Goals and results that are not certain are refused (存疑的指标对不取): no guess stands among the pairs.

A name, goal or result that cannot be one (数量指标 as a goal, a lone 于) goes from the mark-up. A pair of prose
whose parts the tagger doubts, or whose goal and result are not of one kind, is taken apart: its values stay and
belong to nothing, its name stays where it is certain itself or has marks of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from extraction.labels import Label
from extraction.lexicon.comparators import before_pattern
from extraction.lexicon.goals import goal_qualities
from extraction.lexicon.indicators import indicator_classes, standards
from extraction.lexicon.organisations import seal_pattern
from extraction.lexicon.outcomes import outcome
from extraction.lexicon.source import any_of
from extraction.markup import Markup, Mention
from extraction.quantities import find_quantities
from extraction.tables.units import blank_of_form
from extraction.tables.vocabulary import header_word, is_level, plain_header

_LEAST = 0.4
"""Below this confidence of its name or of a value a pair of prose is wrong more often than right."""
_SURE, _SURE_PARTS = 0.95, 2
"""A name and a value that are as sure as this carry a doubtful third part."""
NAMED = 0.9
"""A name as sure as this stays where its goal or result is refused."""
_ENDS = frozenset({Label.TARGET, Label.ACTUAL})
_MARKS = frozenset({Label.WEIGHT, Label.SCORE})
"""What nothing but an indicator or a class is given."""
_OPEN = re.compile(rf"{before_pattern()}\s*\Z")
_SHORTEST_NONE = 4
_LONE = frozenset("是否无有优良中差高低好零")
"""Words of one character that can be a goal or a result."""
_HEADS = ("指标", "目标")
"""How a class ends that cannot be an indicator's name too (成本 can)."""
_COLUMNS = ("指标", "指标值", "目标值", "完成值", "实际值")
"""How a column's header ends that stands in a cell by mistake; 长期目标 may be a goal in words."""
_FIGURE = re.compile(r"[\d０-９一二三四五六七八九十百千万两半几零]")
_CAPTION = re.compile(r"(?:金额|计量)?单位[:：]")
_CLASS_REACH = 24
_BACK = 600
"""Characters at the end of a text whose lines tell how its rows end."""
_UNENDED = re.compile(r"(?:较|与|及|在|对|于|为)\Z")
"""How words end that go on: no name."""
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")


def refused(text: str, markup: Markup) -> Markup:
    """Return the mark-up without indicators, goals and results that are not certain."""
    impossible = {m.id for m in markup.mentions if _impossible(m) or _broken_off(text, m)}
    values = _values(markup, impossible)
    for ident in impossible & values.keys():
        impossible.update(m.id for m in values[ident] if m.cell is not None)
    known = markup.by_id()
    doubted = {
        ident
        for ident, ends in values.items()
        if ident not in impossible and _doubted(known[ident], ends)
    }
    marked = {k.target for k in markup.links if known[k.source].label in _MARKS}
    named = {i for i in doubted if i in marked or (known[i].confidence or 0) >= NAMED}
    gone = impossible | (doubted - named)
    parted = {m.id for ident in named for m in values[ident]}
    kept = markup.without(gone)
    links = (k for k in kept.links if not (k.target in named and k.source in parted))
    return replace(kept, links=tuple(links)) if parted else kept


def without_class_results(text: str, markup: Markup) -> Markup:
    """Return the mark-up without rates of a whole class (产出指标完成情况：100%): summaries, no facts of their own."""
    known = markup.by_id()
    named = {
        k.source for k in markup.links if known[k.target].label in (Label.ITEM, Label.INDICATOR)
    }
    gone = {
        m.id
        for m in markup.mentions
        if m.label is Label.RATE and m.cell is None and m.id not in named
        and _class_result().search(text, max(0, m.start - _CLASS_REACH), m.start)
    }  # fmt: skip
    return markup.without(gone)


def _values(markup: Markup, impossible: set[str]) -> Mapping[str, Sequence[Mention]]:
    """Return goals and results by the indicator that they belong to."""
    known = markup.by_id()
    found: dict[str, list[Mention]] = defaultdict(list)
    for link in markup.links:
        source, target = known[link.source], known[link.target]
        if (
            source.label in _ENDS
            and target.label is Label.INDICATOR
            and source.id not in impossible
        ):
            found[target.id].append(source)
    return found


def _impossible(mention: Mention) -> bool:
    plain = "".join(mention.text.split())
    if mention.label is Label.INDICATOR:
        headed = plain_header(plain).endswith(_HEADS) and _heads(plain)
        headed = headed or plain in standards()
        short = len(_LETTER.findall(plain)) < 2 or _UNENDED.search(plain) is not None
        return short or headed or (_said(plain) and not _begins_with_none(mention, plain))
    if mention.label in _ENDS and (_CAPTION.match(plain) or _unit_alone(plain)):
        return True
    if mention.label not in _ENDS or _FIGURE.search(plain):
        return False
    if _heads(plain) or re.search(seal_pattern(), plain) or _OPEN.search(plain):
        return True
    if _classed().search(plain):
        return True
    return len(plain) == 1 and plain not in _LONE


def _begins_with_none(mention: Mention, plain: str) -> bool:
    """Tell whether a table names something that only begins as an outcome of nothing does (无公害产品认证率)."""
    found = outcome(plain)
    told = found is not None and found.kind == "none" and plain not in goal_qualities()
    return mention.cell is not None and told and len(plain) >= _SHORTEST_NONE


@cache
def _class_result() -> re.Pattern[str]:
    return re.compile(rf"{any_of(indicator_classes())}完成(?:情况|率)?[:：]\s*\Z")


def _unit_alone(plain: str) -> bool:
    """Tell whether a value is a blank of a form: a unit, with a sign or without, and no figure (≥%, 公里)."""
    return not _FIGURE.search(plain) and blank_of_form(plain)


@cache
def _classed() -> re.Pattern[str]:
    """A value in words that ends with a class has run into the next row."""
    return re.compile(any_of(n for n in indicator_classes() if n.endswith("指标")) + r"\Z")


def _broken_off(text: str, mention: Mention) -> bool:
    """Tell whether the text breaks off in a figure: the lines above end with a bar, the last one in digits."""
    whole = text.rstrip()
    if mention.label not in _ENDS or mention.end < len(whole) or not whole[-1].isdigit():
        return False
    above = [line.rstrip() for line in whole[-_BACK:].split("\n")[1:-1] if line.strip()]
    return len(above) > 1 and all(line.endswith("|") for line in above)


def _heads(plain: str) -> bool:
    """Tell whether words are a class or a header: neither a name nor a value."""
    return not _said(plain) and _headed(plain)


def _said(plain: str) -> bool:
    """Tell whether words say how it went (及时, 有效, 全部完成): a value, and no name."""
    return outcome(plain) is not None or plain in goal_qualities()


def _headed(plain: str) -> bool:
    return (
        plain in standards()
        or is_level(plain)
        or (header_word(plain) is not None and plain.endswith(_COLUMNS))
    )


def certain(confidences: Iterable[float | None]) -> bool:
    """Tell whether a name and its values are told apart surely enough to be a pair of prose."""
    sure = [1.0 if c is None else c for c in confidences]
    return min(sure) >= _LEAST or sum(c >= _SURE for c in sure) >= _SURE_PARTS


def _doubted(name: Mention, ends: Sequence[Mention]) -> bool:
    """Tell whether a pair of prose is not certain; what a table decided is not doubted here."""
    if name.cell is not None or any(m.cell is not None for m in ends):
        return False
    if not certain(m.confidence for m in (name, *ends)):
        return True
    return not of_one_kind(ends)


def of_one_kind(ends: Sequence[Mention]) -> bool:
    """Tell whether goals and results measure one kind of thing, as far as they say (no count answers a rate)."""
    return len({kind for m in ends for kind in _kinds(m)}) <= 1


def _kinds(mention: Mention) -> Iterator[str]:
    """Yield what a value measures, nothing for words and bare numbers."""
    found = tuple(find_quantities(mention.text))
    if len(found) == 1 and found[0].quantity.unit:
        yield found[0].quantity.kind
