"""From mark-up to facts: read every value exactly and tie it to what its links say.

A value whose number cannot be read surely goes to `unread` with the reason and nowhere else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from extraction.facts.linked_dates import linked_dates
from extraction.facts.model import Facts, Figure, Goal, Indicator, Score, Unread
from extraction.facts.periods import normalise_period, year_in
from extraction.facts.roles import role_of_names, with_roles
from extraction.facts.status import judge
from extraction.labels import FIGURES, Label
from extraction.lexicon.periods import whole_time_pattern
from extraction.markup import Markup, Mention
from extraction.quantities import Quantity, UnreadQuantity, find_quantities, read_quantity
from extraction.quantities.fragments import is_behind_front, is_bracketed_code

_WORDED = re.compile(r"[\u4e00-\u9fff][^\u4e00-\u9fff]*[\u4e00-\u9fff]|[A-Za-z]{3}")
_CODED = "fills a bracket behind a name, as codes do"
_CUT = "its front stands in the cell before it"
SAYS_NOTHING = "neither a unit nor a name says what it is"
_KIND = {Label.AMOUNT: "money", Label.RATE: "rate", Label.COUNT: "count"}


@dataclass(frozen=True, slots=True)
class _Links:
    """Mentions by what points to what, in link order."""

    targets: Mapping[str, tuple[Mention, ...]]
    sources: Mapping[str, tuple[Mention, ...]]
    confidence: Mapping[tuple[str, str], float | None]

    def to(self, mention: Mention, *labels: Label) -> tuple[Mention, ...]:
        """Return what `mention` points to, of the given labels."""
        return tuple(t for t in self.targets.get(mention.id, ()) if t.label in labels)

    def of(self, mention: Mention, label: Label) -> Mention | None:
        """Return the first mention of `label` that points to `mention`."""
        return next(iter(self.all_of(mention, label)), None)

    def all_of(self, mention: Mention, label: Label) -> tuple[Mention, ...]:
        """Return all mentions of `label` that point to `mention`, in text order."""
        return tuple(s for s in self.sources.get(mention.id, ()) if s.label == label)


def build_facts(
    markup: Markup, *, text: str | None = None, fiscal_year: int | None = None
) -> Facts:
    """Return the facts of a report from its mentions and links.

    Args:
        markup: mentions with links; a value's `unit` is the one it inherits from its table.
        text: the document's text, whose words decide what the mark-up leaves open (role); None where
            the mark-up holds all decisions, as that of a record does.
        fiscal_year: the report's year, for periods that leave it out.
    """
    if text is not None:
        markup = with_roles(text, markup)
    links, dates = _index(markup), linked_dates(markup, text)
    unread: list[Unread] = []
    figures: dict[Label, list[Figure]] = {label: [] for label in FIGURES}
    scores: list[Score] = []
    for mention in markup.mentions:
        if mention.label in FIGURES:
            read = _read(mention, links, text)
            if isinstance(read, Unread):
                unread.append(read)
            else:
                dated = dates.get(mention.id)
                figures[mention.label].append(_figure(mention, read, links, dated, fiscal_year))
        elif mention.label in (Label.WEIGHT, Label.SCORE):
            number = read_quantity(mention.text, kind="number", unit=mention.unit)
            if isinstance(number, UnreadQuantity):
                unread.append(Unread(mention, number.reason))
            else:
                scores.append(_score(mention, number, links))
    refused = {u.mention.id for u in unread}
    return Facts(
        markup=markup,
        amounts=tuple(figures[Label.AMOUNT]),
        rates=tuple(figures[Label.RATE]),
        counts=tuple(figures[Label.COUNT]),
        indicators=_indicators(markup, links, refused),
        scores=tuple(scores),
        unread=tuple(unread),
    )


def _read(mention: Mention, links: _Links, text: str | None) -> Quantity | Unread:
    """Return the quantity of a figure, or why it is left unread."""
    read = read_quantity(mention.text, kind=_KIND[mention.label], unit=mention.unit)
    if isinstance(read, UnreadQuantity):
        return Unread(mention, read.reason)
    if _says_nothing(mention, read, links):
        return Unread(mention, SAYS_NOTHING)
    if text is not None and is_behind_front(text, mention.start):
        return Unread(mention, _CUT)
    if text is not None and _is_code(mention, read, text):
        return Unread(mention, _CODED)
    return read


def _says_nothing(mention: Mention, read: Quantity, links: _Links) -> bool:
    """Tell whether a tagger's amount has neither unit nor name: a number beside words that were lost, as in pictures."""
    tagged = mention.label is Label.AMOUNT and mention.confidence is not None
    headed = mention.cell is not None and bool(mention.cell.row_path or mention.cell.column_path)
    names = links.to(mention, Label.ITEM, Label.INDICATOR, Label.ORG)
    named = any(_WORDED.search(name.text) for name in names)
    return tagged and not (read.unit or headed or named or mention.change)


def _is_code(mention: Mention, read: Quantity, text: str) -> bool:
    """Tell whether a tagger took the code of an account for an amount (其他教育支出（2059999）)."""
    bare = mention.confidence is not None and not read.unit and mention.cell is None
    return bare and is_bracketed_code(text, mention.start, mention.end)


def _index(markup: Markup) -> _Links:
    by_id = markup.by_id()
    targets: dict[str, list[Mention]] = defaultdict(list)
    sources: dict[str, list[Mention]] = defaultdict(list)
    confidence: dict[tuple[str, str], float | None] = {}
    for link in markup.links:
        targets[link.source].append(by_id[link.target])
        sources[link.target].append(by_id[link.source])
        confidence[link.source, link.target] = link.confidence
    return _Links(
        {k: tuple(v) for k, v in targets.items()},
        {k: tuple(sorted(v, key=lambda m: m.span)) for k, v in sources.items()},
        confidence,
    )


def _figure(
    mention: Mention, read: Quantity, links: _Links, dated: str | None, year: int | None
) -> Figure:
    items = links.to(mention, Label.ITEM, Label.INDICATOR)
    return Figure(
        mention=mention,
        quantity=read,
        items=items,
        owner=next(iter(links.to(mention, Label.ORG)), None),
        role=mention.role or (None if mention.change else role_of_names(items)) or "actual",
        period=_period(mention, dated, year),
        confidence=_joint(mention, items, links),
    )


def _period(mention: Mention, dated: str | None, year: int | None) -> str | None:
    """Return the period of a figure: its own words, counted from the date it links to, or that one."""
    period = normalise_period(dated, fiscal_year=year) if dated else None
    if mention.period is None:
        return period
    return normalise_period(mention.period, fiscal_year=year_in(period) or year) or period


def _joint(mention: Mention, items: tuple[Mention, ...], links: _Links) -> float | None:
    """Return the confidence of the value times that of its weakest link, None if unknown."""
    if mention.confidence is None:
        return None
    known = [links.confidence.get((mention.id, item.id)) for item in items]
    return round(mention.confidence * min((c for c in known if c is not None), default=1.0), 4)


def _score(mention: Mention, read: Quantity, links: _Links) -> Score:
    subject = next(
        iter(links.to(mention, Label.INDICATOR, Label.ITEM, Label.LEVEL, Label.ORG)), None
    )
    kind: Literal["score", "weight"] = "score" if mention.label == Label.SCORE else "weight"
    full = links.of(subject, Label.WEIGHT) if subject and kind == "score" else None
    return Score(mention, kind, read.value, subject, full)


def _indicators(markup: Markup, links: _Links, refused: set[str]) -> tuple[Indicator, ...]:
    return tuple(
        _indicator(m, links, refused) for m in markup.mentions if m.label == Label.INDICATOR
    )


def _indicator(name: Mention, links: _Links, refused: set[str]) -> Indicator:
    target, actual = _target(name, links), links.of(name, Label.ACTUAL)
    weight, score = links.of(name, Label.WEIGHT), links.of(name, Label.SCORE)
    goal = Goal(target, goal_quantity(target)) if target else None
    final = _adjusted(name, links)
    aim = Goal(final, goal_quantity(final)) if final else goal
    done = Goal(actual, goal_quantity(actual)) if actual else None
    levels = links.to(name, Label.LEVEL)
    return Indicator(
        name=name,
        levels=levels,
        target=goal,
        actual=done,
        status=judge(name, levels, aim, done),
        claimed=links.of(name, Label.STATUS),
        weight=weight if weight and weight.id not in refused else None,
        score=score if score and score.id not in refused else None,
    )


def _target(name: Mention, links: _Links) -> Mention | None:
    """Return the indicator's goal: of two columns that of the year, not of all years (实施周期指标值)."""
    found = links.all_of(name, Label.TARGET)
    return next((t for t in found if not _of_all_years(t)), next(iter(found), None))


def _adjusted(name: Mention, links: _Links) -> Mention | None:
    """Return the goal that replaced the first one in the year (调整指标值), which is what the result answers to."""
    found = links.all_of(name, Label.TARGET)
    return next((t for t in found[1:] if _ADJUSTED.search(_head(t))), None)


def _head(goal: Mention) -> str:
    """Return the words of the header above a goal, empty outside tables."""
    return goal.cell.column_path[-1] if goal.cell is not None and goal.cell.column_path else ""


_ADJUSTED = re.compile(r"调整后?(?:的?)?(?:指标|目标|绩效)?(?:值|目标)")


def _of_all_years(goal: Mention) -> bool:
    return whole_time_pattern().search(_head(goal)) is not None


def goal_quantity(mention: Mention) -> Quantity | None:
    """Return the number of a target or actual; None for a qualitative or unclear one."""
    read = read_quantity(mention.text, unit=mention.unit)
    if isinstance(read, Quantity):
        stated = mention.operator if read.operator == "=" and not read.approximate else None
        return replace(read, operator=stated) if stated else read
    found = tuple(find_quantities(mention.text))
    return found[0].quantity if len(found) == 1 else None
