"""What a figure measures (所指): its row and column, or its name and the topic of its sentence, read together."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extraction.facts.account_rows import codes_below
from extraction.facts.key import Source
from extraction.facts.key_context import Context
from extraction.facts.key_names import (
    Named,
    bare_item,
    code_of_cells,
    read_name,
    says_nothing,
    title_subject,
)
from extraction.facts.model import Figure
from extraction.facts.rates import is_ratio
from extraction.labels import Label
from extraction.lexicon.funds import fund_names
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.source import any_of, longest_first
from extraction.markup import CellReference
from extraction.taxonomy.concepts import concepts_by_id, find_concept
from extraction.taxonomy.dimensions import all_values, measure_words

_SPENDING = re.compile(r"支出")
_EARNING = re.compile(r"收入")
_BARE_SIDE = re.compile(
    r"(?:一般公共预算)?(支出|收入)(?P<budget>(?:年初|调整)?(?:预算|决算)(?:数|总额|合计|安排)?)?"
)
_OF_FUND = re.compile(rf"{any_of(fund_names())}(?:收入|支出|收支)")
"""A fund's revenue or expenditure, whose other side a bare 支出 in the same sentence is."""
_MEASURES = ("share", "completion", "growth")
_WHOLE_PROJECT = re.compile(r"全年(?:预算|执行)数[^，。；]{0,3}$")
_NO_TOPIC = re.compile(
    r"(?:备注|附注|注|需要)|(?:主要|具体|分|从|按|其)[\u4e00-\u9fff]*"
    r"|[\u4e00-\u9fff]*(?:情况|说明|包括|如下|划分|原因|事项|因素|用于|构成|来源|方面|项目看|范围)"
)
"""Words that open a list or an account of reasons and name nothing (主要包括：, 按税种划分：)."""
_NEW_LIMITS = re.compile(r"新增[^，。、和及]{0,8}限额")
_MOVED = re.compile(rf"{any_of(outlay_words().moved)}(?!后|到|至|为)")
"""增加限额5亿元 is what it was moved by, 增加后限额 the limit itself."""
_HANDED_DOWN = re.compile(r"下达|分配|转贷|安排")
_DEBTS = frozenset({"债务", "债券"})
_WITH_ADDED = frozenset({"收入合计", "支出合计"})
_OUTER_NUMBER = re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.．]")
_TOTALS = {"revenue-of-year": "revenue-total", "expenditure-of-year": "expenditure-total"}
_LAST_YEAR = re.compile(r"上年[末底]")
_OF_GOVERNMENT = {"superior-subsidy-revenue": "subsidy-from-superior"}
"""What a unit's concept is where a government reports."""


class Subjects:
    """Tells what the figures of one report measure."""

    def __init__(
        self,
        text: str,
        figures: Sequence[Figure],
        *,
        kind: str,
        year: int | None,
        unit: bool,
        own_places: frozenset[str],
    ) -> None:
        """Read the rows of the tables.

        Args:
            figures: of the report, in text order.
            kind, year: of the report.
            unit: whether a unit reports on itself.
            own_places: names of the reporting region.
        """
        self._text = text
        self._kind = kind
        self._year = year
        self._unit = unit
        self._own = own_places
        self._starts = [f.mention.start for f in figures]
        self._schemes = _schemes(figures, year)
        self._rows = _rows(figures)
        self._numbered: dict[str, Mapping[int, str]] = {}
        self._below = {t: codes_below(rows, year=year) for t, rows in self._rows.items()}

    def of(self, figure: Figure, context: Context) -> tuple[Named, Source]:
        """Return what a figure measures, and where that is said."""
        cell = figure.mention.cell
        year = self._year
        if cell is None:
            spoken = _granted(self._spoken(figure, context), context.near)
            if figure.mention.label is Label.COUNT and spoken.account:
                spoken = Named(
                    item=bare_item(figure.items[0].text)
                )  # hospitals, not spending on them
            return self._of_level(self._with_transfers(spoken, figure, context)), "name"
        code = self._code(figure)
        scheme = self._schemes.get(cell.table, "")
        row = read_name(cell.row_path[-1], year=year, scheme=scheme) if cell.row_path else Named()
        code = code or self._below.get(cell.table, {}).get(cell.row)
        if code is not None:
            row = Named(account=code, fund=row.fund)
        elif _may_be_received(row.account) and not _spends(cell.row_path[-1], context):
            row = Named(item=bare_item(cell.row_path[-1]), fund=row.fund)
        if row.item in _DEBTS:
            row = _of_debt(self.heading_row(cell), row)
        column = _of_column(cell.column_path, year)
        told = _of_new_limits(_crossed(row, column, self._total(context)), context.above.title)
        return self._of_level(told), "row"

    def _with_transfers(self, named: Named, figure: Figure, context: Context) -> Named:
        """Return 收入合计 of a government behind what it adds to its own revenue (加上上级补助…) as its total."""
        added = "加上" in context.sentence and any(n in _WITH_ADDED for n in _names(figure))
        if self._unit or not added or named.concept not in _TOTALS:
            return named
        return replace(named, concept=_TOTALS[named.concept])

    def _of_level(self, named: Named) -> Named:
        """Return a name with what it means for a government: 上级补助收入 is no revenue of a unit there."""
        if self._unit or named.concept not in _OF_GOVERNMENT:
            return named
        return replace(named, concept=_OF_GOVERNMENT[named.concept])

    def heading_row(self, cell: CellReference) -> tuple[str, ...]:
        """Return the row above that a kind of debt is a part of (债务余额 over 其中：一般债务, 专项债务), () for others."""
        labels = self._rows[cell.table] if cell.row_path else {}
        if not labels or not _is_kind_of_debt(cell.row_path[-1]):
            return ()
        above = [labels[row] for row in sorted(labels) if row < cell.row]
        while above and _is_kind_of_debt(above[-1]):
            above.pop()
        return tuple(above[-1:])

    def numbered_row(self, cell: CellReference) -> str | None:
        """Return the numbered row that a row without a number stands below (一、2031年还本预算数 over 其中：再融资)."""
        if not cell.row_path:
            return None
        if cell.table not in self._numbered:
            self._numbered[cell.table] = _numbered_rows(self._rows[cell.table])
        return self._numbered[cell.table].get(cell.row)

    def _spoken(self, figure: Figure, context: Context) -> Named:
        """Return what a figure in prose measures; a topic that opens its sentence belongs to its name."""
        named = _of_names(figure, self._year)
        known = named.concept or named.account or named.item
        if known is None and self._kind == "项目自评" and _WHOLE_PROJECT.search(context.near):
            return Named(concept="project-funds")
        side = next((m for m in map(_BARE_SIDE.fullmatch, _names(figure)) if m), None)
        told = side is not None and (side["budget"] or _tells_fund(context))
        if known is None and side and told and not self._unit:
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
        topic = read_name(opening, year=self._year)
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


def _numbered_rows(labels: Mapping[int, str]) -> Mapping[int, str]:
    """Return, by each row without a number of its own, the label of the nearest numbered row above it."""
    found: dict[int, str] = {}
    above: str | None = None
    for row in sorted(labels):
        if _OUTER_NUMBER.match(labels[row]):
            above = labels[row]
        elif above is not None:
            found[row] = above
    return found


def _is_kind_of_debt(label: str) -> bool:
    return read_name(label).item in _DEBTS


def _tells_fund(context: Context) -> bool:
    """Tell whether the sentence, or a paragraph on one fund alone, has named revenue or expenditure of a fund."""
    if _OF_FUND.search(context.sentence):
        return True
    alone = len(all_values("fund", context.paragraph)) == 1
    return alone and bool(_OF_FUND.search(context.paragraph))


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
        measure = is_ratio(words) or any(measure_words(k).search(words) for k in _MEASURES)
        if measure or says_nothing(bare_item(words)):
            continue
        named = read_name(words, year=year)
        return _of_debt(path[:place], named) if named.item in _DEBTS else named
    return Named()


def _granted(named: Named, near: str) -> Named:
    """Return a limit of debts that was handed down as that: 新增 and 追加 say a new one, 下达 alone not which."""
    if named.concept != "debt-limit":
        return named
    if _MOVED.search(near):
        return replace(named, concept="debt-limit-new")
    return replace(named, concept=None, item="债务限额") if _HANDED_DOWN.search(near) else named


def _of_new_limits(named: Named, title: str) -> Named:
    """Return a limit in a table of new ones as that (新增政府债务限额分配表: 一般债务限额 is what general debt may rise by)."""
    new = named.concept == "debt-limit" and title.count("限额") == 1 and _NEW_LIMITS.search(title)
    return replace(named, concept="debt-limit-new") if new else named


def _of_debt(above: tuple[str, ...], kind: Named) -> Named:
    """Return which figure of a debt a column is of: 一般债务 under 债务限额 is the limit of the general debt."""
    for words in reversed(above):
        concept = concepts_by_id().get(read_name(_LAST_YEAR.sub("", words)).concept or "")
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


def _rows(figures: Sequence[Figure]) -> Mapping[str, dict[int, str]]:
    """Return by table and row the label of every row that holds a figure."""
    rows: dict[str, dict[int, str]] = defaultdict(dict)
    for figure in figures:
        cell = figure.mention.cell
        if cell is not None and cell.row_path:
            rows[cell.table].setdefault(cell.row, cell.row_path[-1])
    return rows
