"""Give every figure its key (账目身份): one pass over the facts, each part decided once with its source."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, replace

from extraction.facts.dating import is_of_draft, own_period, period_of, planned_year, titled_year
from extraction.facts.headings import Headings
from extraction.facts.key import Key, Measure, Source
from extraction.facts.key_context import (
    UNIT_REPORTS,
    Context,
    Found,
    fund_of,
    is_counted,
    measure_of,
    not_done,
    own_role,
    role_of_figure,
    scope_of,
    was_arranged,
)
from extraction.facts.key_names import Named, bare_item
from extraction.facts.key_subjects import Subjects
from extraction.facts.linked_dates import linked_dates
from extraction.facts.model import Facts, Figure
from extraction.facts.periods import normalise_period
from extraction.facts.rates import Levels, role_of_rate
from extraction.facts.regions import cities_above, is_own_level, is_whole_level, region_of
from extraction.labels import Label
from extraction.lexicon.numbering import sentence_ends
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.totals import sum_words
from extraction.taxonomy.concepts import concepts_by_id
from extraction.taxonomy.dimensions import last_value, place_named

_SENTENCE = re.compile(f"[{sentence_ends()}\n]")
_PLACES = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:市|州|县|区|旗|盟|省)")
_YEAR = re.compile(rf"(?<!\d){YEAR_DIGITS}(?=\s*年)")
_TITLE_REACH = 400
_REPORT_REACH = 60_000
_SENTENCE_REACH = 1_000
_PARAGRAPH_REACH = 2_000
_BEHIND = 24
"""Characters before a figure in which its sentence and its paragraph say what it is of."""
_FEWEST_REGION_BUDGETS = 3
_REGION_BUDGET = re.compile(
    r"(?:全[省市州县区盟旗]|本级|[省市州县]级|地区)[^，。；\n]{0,8}(?:一般公共预算|政府性基金|公共财政预算)[^，。；\n]{0,6}(?:收入|支出)"
)
_OF_BUDGET = frozenset({"three-public", "vehicles"})


@dataclass(frozen=True, slots=True)
class Report:
    """What a figure's key needs to know of the report as a whole."""

    kind: str = "其他"
    year: int | None = None
    title: str | None = None


def assign_keys(text: str, facts: Facts, report: Report) -> Facts:
    """Return the facts with the key of every amount, rate and count."""
    reader = _KeyReader(text, facts, report)
    amounts = tuple(reader.keyed(f) for f in facts.amounts)
    reader.levels = Levels(amounts)
    return replace(
        facts,
        amounts=amounts,
        rates=tuple(reader.keyed(f) for f in facts.rates),
        counts=tuple(reader.keyed(f) for f in facts.counts),
    )


def governs(text: str) -> bool:
    """Tell whether a government reports on the budgets of a region (全市…, 市本级… 一般公共预算), not a unit on its own."""
    said = sum(1 for _ in _REGION_BUDGET.finditer(text[:_REPORT_REACH]))
    return said >= _FEWEST_REGION_BUDGETS


class _KeyReader:
    """Reads keys off one report."""

    def __init__(self, text: str, facts: Facts, report: Report) -> None:
        self._text = text
        self._report = report
        figures = facts.figures
        self._starts = [f.mention.start for f in figures]
        self._ends = [f.mention.end for f in figures]
        tables: dict[str, tuple[int, int]] = {}
        for m in facts.markup.mentions:
            if m.cell is not None:
                first, last = tables.get(m.cell.table, (m.start, m.end))
                tables[m.cell.table] = (min(first, m.start), max(last, m.end))
        self._headings = Headings(text, self._starts, list(tables.values()))
        head = (report.title or "") + text[:_TITLE_REACH]
        self._unit = report.kind in UNIT_REPORTS and not governs(text)
        self._titled = titled_year(report.title, text, report.year)
        self._planned = planned_year(report.title)
        self._dated = linked_dates(facts.markup, text)
        named = {m[0] for m in _PLACES.finditer(head) if place_named(m[0])}
        line = text.find("\n")
        titles = (m for m in facts.markup.mentions if m.label is Label.ORG and m.end <= line)
        self._own = frozenset(named | {r for m in titles if (r := region_of(m.text))})
        self._cities = cities_above(f.mention.cell for f in figures if f.mention.cell)
        self.levels = Levels(())
        self._subjects = Subjects(
            text,
            figures,
            kind=report.kind,
            year=report.year,
            unit=self._unit,
            own_places=self._own,
        )

    def keyed(self, figure: Figure) -> Figure:
        """Return the figure with its key."""
        context = self._context(figure)
        named, source = self._subjects.of(figure, context)
        measure, base = measure_of(figure, context)
        found: dict[str, Found] = {
            "scope": self._scope(figure, context),
            "fund": self._fund(figure, named, context),
            "period": self._of_heading_row(figure)
            or period_of(figure, context, linked=self._dated.get(figure.mention.id)),
        }
        found["role"] = self._role(figure, context, measure, found["period"])
        if figure.mention.label is Label.AMOUNT and not_done(figure, found["role"], context):
            found["role"] = self._ahead(found["period"]) or found["role"]
        if figure.role == "budget" and self._is_past(found["period"]) and was_arranged(context):
            found["role"] = ("actual", "sentence")
        parts: dict[str, str | None] = {k: v[0] if v else None for k, v in found.items()}
        sources: dict[str, Source] = {k: v[1] for k, v in found.items() if v}
        own = {"concept": named.concept, "account": named.account, "item": named.item}
        nature = named.nature or _nature(context)
        if named.concept == "project-funds":
            nature = None
        parts |= {**own, "nature": nature, "base": base}
        sources |= {k: source for k, v in {**own, "nature": nature}.items() if v is not None}
        if named.total and named.concept is not None:
            sources["concept"] = "title"
        key = Key(**parts, measure=measure, sources=sources)
        sure = self._titled or is_of_draft(found["role"], context)
        period = own_period(figure, found["period"], sure=sure)
        if self._of_heading_row(figure):
            period = key.period
        return replace(figure, key=key, period=period, role=own_role(figure, key.role, context))

    def _of_heading_row(self, figure: Figure) -> Found:
        """Return the period that a debt's heading row states for its kinds (上年末债务余额 over 其中：一般债务)."""
        cell = figure.mention.cell
        for label in self._subjects.heading_row(cell) if cell else ():
            year = int(figure.period[:4]) if figure.period else self._report.year
            period = normalise_period(label, fiscal_year=year)
            if period is not None:
                return period, "row"
        return self._of_numbered_row(figure)

    def _of_numbered_row(self, figure: Figure) -> Found:
        """Return the year of the numbered row that a row without year or number stands below, where its column has none."""
        cell = figure.mention.cell
        above = self._subjects.numbered_row(cell) if cell else None
        if cell is None or above is None or cell.row_path[-1].strip() in sum_words():
            return None
        if _YEAR.search("".join((*cell.row_path, *cell.column_path))):
            return None
        years = set(_YEAR.findall(above))
        return (years.pop(), "row") if len(years) == 1 else None

    def _role(
        self, figure: Figure, context: Context, measure: Measure | None, period: Found
    ) -> Found:
        if figure.quantity.kind != "rate":
            told = role_of_figure(figure, context)
            return None if is_counted(figure, told, context) else told
        if measure == "completion":
            return "actual", "name"  # of what was done; its base says against what
        start = figure.mention.start
        level = None
        if figure.mention.cell is None:
            level = self.levels.before(start, start - len(context.sentence))
        return role_of_rate(context, level, self._ahead(period))

    def _ahead(self, period: Found) -> Found:
        """Return "budget" for a year after the one that the report's title reports on."""
        year = self._report.year
        if period is None or year is None or str(year) not in (self._report.title or ""):
            return None
        return ("budget", "report") if period[0] is not None and period[0][:4] > str(year) else None

    def _is_past(self, period: Found) -> bool:
        """Tell whether a period is the year that a report on two years says was run, or before it."""
        year = self._report.year
        if self._planned is None or year is None or period is None or period[0] is None:
            return False
        return period[0][:4] <= str(year) < str(self._planned)

    def _context(self, figure: Figure) -> Context:
        mention = figure.mention
        above = self._headings.above(mention.start)
        cell = mention.cell
        near, sentence, paragraph = "", "", ""
        if cell is None:
            near, sentence, paragraph = self._words(figure)
        return Context(
            near=near,
            sentence=sentence,
            paragraph=paragraph,
            row=cell.row_path if cell else (),
            column=cell.column_path if cell else (),
            above=above,
            unit=self._unit,
            kind=self._report.kind,
            year=self._report.year,
            planned=self._planned,
            behind=self._text[mention.end : mention.end + _BEHIND] if cell is None else "",
        )

    def _words(self, figure: Figure) -> tuple[str, str, str]:
        """Return the words since the figure before, the sentence and the paragraph up to the figure."""
        start = figure.mention.start
        floor = max(0, start - _PARAGRAPH_REACH)
        line = max(floor, self._text.rfind("\n", floor, start) + 1)
        if line > floor and not self._text[line:start].strip():  # its line was broken before it
            line = max(floor, self._text.rfind("\n", floor, line - 1) + 1)
        paragraph = self._text[line:start]
        ends = (
            m.end() for m in _SENTENCE.finditer(paragraph, max(0, start - line - _SENTENCE_REACH))
        )
        sentence = paragraph[max(ends, default=max(0, start - line - _SENTENCE_REACH)) :]
        i = bisect.bisect_left(self._starts, start) - 1
        before = self._ends[i] if i >= 0 else 0
        near = self._text[max(before, start - len(sentence)) : start]
        names = "".join(m.text for m in figure.items if m.end <= start)
        return f"{names}，{near}", sentence, paragraph

    def _scope(self, figure: Figure, context: Context) -> Found:
        cell, owner = figure.mention.cell, figure.owner.text if figure.owner else ""
        if cell is None and region_of(owner) in self._own:
            owner = ""  # the place that the whole report is of
        label = owner or (cell.row_path[-1] if cell and cell.row_path else "")
        if cell is not None and is_own_level(label):
            city = self._cities.get((cell.table, cell.row))
            if city is not None:
                return f"region:{city}本级", "row"
            return ("own", "row") if is_whole_level(label) else None
        region = region_of(label)
        if region is not None and (owner or region not in self._own):
            return f"region:{region}", "name" if owner else "row"
        if owner and is_own_level(owner):
            return ("own", "name") if is_whole_level(owner) else None
        if owner:
            return f"unit:{bare_item(owner)}", "name"
        return scope_of(context, self._own)

    def _fund(self, figure: Figure, named: Named, context: Context) -> Found:
        concept = concepts_by_id().get(named.concept or "")
        if figure.mention.label == Label.COUNT or named.concept == "project-funds":
            return "all", "name"
        if named.fund:
            return named.fund, "name"
        if concept is not None and (concept.id in _OF_BUDGET or concept.part_of in _OF_BUDGET):
            return "appropriation", "name"
        if concept is not None and concept.side == "debt":
            return fund_of(context) or ("all", "name")
        return fund_of(context)


def _nature(context: Context) -> str | None:
    for words in (*context.column[::-1], context.near, context.above.title):
        found = last_value("nature", words)
        if found:
            return found
    return None
