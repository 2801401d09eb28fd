"""Give every figure its key (账目身份): one pass over the facts, each part decided once with its source."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.facts.dating import own_period, period_of, planned_year, titled_year
from extraction.facts.headings import Headings, Surroundings
from extraction.facts.key import Key, Source
from extraction.facts.key_context import (
    UNIT_REPORTS,
    Context,
    Found,
    fund_of,
    measure_of,
    not_done,
    own_role,
    role_of_figure,
    scope_of,
)
from extraction.facts.key_names import (
    Named,
    bare_item,
    code_of_cells,
    read_name,
    says_nothing,
    title_subject,
)
from extraction.facts.model import Facts, Figure
from extraction.labels import Label
from extraction.lexicon.numbering import sentence_ends
from extraction.lexicon.source import longest_first
from extraction.taxonomy.concepts import concepts_by_id, find_concept
from extraction.taxonomy.dimensions import last_value, measure_words, place_named

_SENTENCE = re.compile(f"[{sentence_ends()}\n]")
_PLACES = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:市|州|县|区|旗|盟|省)")
_TITLE_REACH = 400
_REPORT_REACH = 60_000
_SENTENCE_REACH = 1_000
_PARAGRAPH_REACH = 2_000
"""Characters before a figure in which its sentence and its paragraph say what it is of."""
_FEWEST_REGION_BUDGETS = 3
_REGION_BUDGET = re.compile(
    r"(?:全[省市州县区盟旗]|本级|[省市州县]级|地区)[^，。；\n]{0,8}(?:一般公共预算|政府性基金|公共财政预算)[^，。；\n]{0,6}(?:收入|支出)"
)
_SPENDING = re.compile(r"支出")
_EARNING = re.compile(r"收入")
_BARE_SIDE = re.compile(
    r"(?:一般公共预算)?(支出|收入)(?:年初|调整)?(?:预算|决算)(?:数|总额|合计|安排)?"
)
_MEASURES = ("share", "completion", "growth")
_WHOLE_PROJECT = re.compile(r"全年(?:预算|执行)数[^，。；]{0,3}$")
_NO_TOPIC = re.compile(r"(?:备注|说明|附注|注|.{0,6}情况(?:说明)?)")
_HANDED_DOWN = re.compile(r"下达|分配|转贷|安排")
_DEBTS = frozenset({"债务", "债券"})
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
    return replace(
        facts,
        amounts=tuple(reader.keyed(f) for f in facts.amounts),
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
        self._schemes = _schemes(figures, report.year)
        head = (report.title or "") + text[:_TITLE_REACH]
        self._unit = report.kind in UNIT_REPORTS and not governs(text)
        self._titled = titled_year(report.title, text, report.year)
        self._planned = planned_year(report.title)
        periods = {m.id: m.text for m in facts.markup.mentions if m.label is Label.PERIOD}
        links = (k for k in facts.markup.links if k.target in periods)
        self._dated = {link.source: periods[link.target] for link in links}
        self._own = frozenset(m[0] for m in _PLACES.finditer(head) if place_named(m[0]))

    def keyed(self, figure: Figure) -> Figure:
        """Return the figure with its key."""
        context = self._context(figure)
        named, source = self._named(figure, context)
        measure, base = measure_of(figure, context)
        found: dict[str, Found] = {
            "scope": self._scope(figure, context),
            "fund": self._fund(figure, named, context),
            "period": period_of(figure, context, linked=self._dated.get(figure.mention.id)),
            "role": role_of_figure(figure, context),
        }
        if figure.mention.label is Label.AMOUNT and not_done(figure, found["role"], context):
            found["role"] = self._ahead(found["period"]) or found["role"]
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
        period = own_period(figure, found["period"], sure=self._titled)
        return replace(figure, key=key, period=period, role=own_role(figure, key.role, context))

    def _ahead(self, period: Found) -> Found:
        """Return "budget" for a year after the one that the report's title reports on."""
        year = self._report.year
        if period is None or year is None or str(year) not in (self._report.title or ""):
            return None
        return ("budget", "report") if period[0] is not None and period[0][:4] > str(year) else None

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
        if figure.owner is not None:
            return f"unit:{bare_item(figure.owner.text)}", "name"
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

    def _named(self, figure: Figure, context: Context) -> tuple[Named, Source]:
        cell = figure.mention.cell
        year = self._report.year
        if cell is None:
            return _granted(self._spoken(figure, context), context.near), "name"
        code = self._code(figure)
        scheme = self._schemes.get(cell.table, "")
        row = read_name(cell.row_path[-1], year=year, scheme=scheme) if cell.row_path else Named()
        if code is not None:
            row = Named(account=code, fund=row.fund)
        elif _may_be_received(row.account) and not _spends(cell.row_path[-1], context):
            row = Named(item=bare_item(cell.row_path[-1]), fund=row.fund)
        column = _of_column(cell.column_path, year)
        return _crossed(row, column, self._total(context)), "row"

    def _spoken(self, figure: Figure, context: Context) -> Named:
        """Return what a figure in prose measures; a topic that opens its sentence belongs to its name."""
        named = _of_names(figure, self._report.year)
        known = named.concept or named.account or named.item
        if (
            known is None
            and self._report.kind == "项目自评"
            and _WHOLE_PROJECT.search(context.near)
        ):
            return Named(concept="project-funds")
        side = next((m for m in map(_BARE_SIDE.fullmatch, _names(figure)) if m), None)
        if known is None and side and not self._unit:
            spends = side[1] == "支出"  # of the fund that the sentence or paragraph names
            return Named(concept="expenditure-of-year" if spends else "revenue-of-year")
        opening, mark, _ = re.split("([,，:：])", f"{context.sentence}，", maxsplit=1)
        if mark in "，," and (named.concept or named.account or named.item):
            return named  # what opens a sentence before a comma is seldom a name
        start = figure.mention.start - len(context.sentence)
        first = bisect.bisect_left(self._starts, start)
        if first < len(self._starts) and self._starts[first] < start + len(opening):
            opening = opening[: self._starts[first] - start]
        for place in longest_first(self._own):
            opening = opening.replace(place, "")
        topic = read_name(opening, year=self._report.year)
        if topic.item is None or topic.item == named.item or _NO_TOPIC.fullmatch(topic.item):
            return named
        known = named.concept or named.account or named.item
        if known is None or topic.item.endswith(known):
            return named
        return replace(named, item=f"{topic.item}|{named.item}" if named.item else topic.item)

    def _total(self, context: Context) -> str | None:
        """Return which total a bare 合计 is, by its label, its column and the table's title."""
        label = "".join(context.row[-1:])
        subject = title_subject(context.above.title, self._own)
        if subject:
            concept = find_concept(subject)
            return concept.id if concept else None
        for words in (label, "".join(context.column), context.above.title):
            spending, earning = bool(_SPENDING.search(words)), bool(_EARNING.search(words))
            if spending != earning:
                side = "expenditure" if spending else "revenue"
                return f"{side}-{'total' if '总计' in label else 'of-year'}"
        return None

    def _code(self, figure: Figure) -> str | None:
        """Return the account code that stands in cells of its own left of the row's label."""
        cell = figure.mention.cell
        if cell is None or not cell.row_path:
            return None
        start = figure.mention.start
        line = self._text.rfind("\n", 0, start) + 1
        cells = self._text[line:start].split("\t")
        label = "".join(cell.row_path[-1].split())
        places = [i for i, c in enumerate(cells) if "".join(c.split()) == label]
        if not places:
            return None
        codes: list[str] = []
        for c in reversed(cells[: places[-1]]):
            plain = c.strip()
            if plain and not plain.isdigit():
                break
            if plain:
                codes.insert(0, plain)
        return code_of_cells(tuple(codes))


def _schemes(figures: Sequence[Figure], year: int | None) -> dict[str, str]:
    """Return by table the classification of most of its accounts (功能科目, 经济科目)."""
    votes: dict[str, Counter[str]] = {}
    for figure in figures:
        cell, account = figure.mention.cell, figure.account
        if cell is not None and account and account[0] in "235":
            scheme = "functional" if account[0] == "2" else "economic"
            votes.setdefault(cell.table, Counter())[scheme] += 1
    return {table: counted.most_common(1)[0][0] for table, counted in votes.items()}


def _may_be_received(account: str | None) -> bool:
    """Tell whether an account's name may also head what came in (教育); an economic class (会议费) never does."""
    return account is not None and not account.startswith("3")


def _spends(name: str, context: Context) -> bool:
    """Tell whether a row without a code is one of expenditure: 教育 may also head a transfer received."""
    title = context.above.title
    return "支出" in name or ("支出" in title and "收入" not in title)


def _names(figure: Figure) -> Sequence[str]:
    return ["".join(m.text.split()) for m in figure.items]


def _of_names(figure: Figure, year: int | None) -> Named:
    """Return what the linked names of a figure in prose say, the first that says anything."""
    for item in figure.items:
        named = read_name(item.text, year=year)
        if named.concept or named.account or named.item:
            return named
    return Named()


def _of_column(path: tuple[str, ...], year: int | None) -> Named:
    """Return what a column's own words say beside role, year and scope (基本支出, 财政拨款)."""
    for place, words in reversed(list(enumerate(path))):
        if says_nothing(bare_item(words)) or any(measure_words(k).search(words) for k in _MEASURES):
            continue
        named = read_name(words, year=year)
        return _of_debt(path[:place], named) if named.item in _DEBTS else named
    return Named()


def _granted(named: Named, near: str) -> Named:
    """Return a limit of debts that was handed down as that: 新增 says a new one, 下达 alone not which."""
    if named.concept != "debt-limit":
        return named
    if "新增" in near:
        return replace(named, concept="debt-limit-new")
    return replace(named, concept=None, item="债务限额") if _HANDED_DOWN.search(near) else named


def _of_debt(above: tuple[str, ...], kind: Named) -> Named:
    """Return which figure of a debt a column is of: 一般债务 under 债务限额 is the limit of the general debt."""
    for words in reversed(above):
        concept = concepts_by_id().get(read_name(words).concept or "")
        if concept is not None and concept.side == "debt":
            return replace(kind, concept=concept.id, item=None)
    return kind


def _crossed(row: Named, column: Named, total: str | None) -> Named:
    """Return what row and column say together: a total takes its meaning from the column or the title."""
    fund = row.fund or column.fund
    nature = row.nature or column.nature
    if row.total or not (row.concept or row.account or row.item):
        if column.concept or column.account or column.item:
            return replace(column, fund=fund, nature=nature)
        return replace(row, concept=total, fund=fund, total=True) if row.total else row
    if column.concept and (row.account or row.item):
        return replace(row, concept=column.concept, fund=fund, nature=nature)
    if column.item:
        own = row.item or row.concept or row.account
        return Named(item=f"{own}|{column.item}", fund=fund, nature=nature)
    return replace(row, fund=fund, nature=nature)


def _nature(context: Context) -> str | None:
    for words in (*context.column[::-1], context.near, context.above.title):
        found = last_value("nature", words)
        if found:
            return found
    return None


def surroundings(text: str, facts: Facts) -> dict[str, Surroundings]:
    """Return what stands above every figure, by mention id."""
    figures = facts.figures
    headings = Headings(text, [f.mention.start for f in figures], [])
    return {f.mention.id: headings.above(f.mention.start) for f in figures}
