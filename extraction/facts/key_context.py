"""Whose a figure is, of which fund, year and kind: the parts of a key that stand around it (上下文).

Nearest first: the figure's names and the words right before it, its sentence, its paragraph where that
names one value only, the table's title, the headings above, the kind of report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extraction.facts.headings import Surroundings
from extraction.facts.key import Measure, Source
from extraction.facts.model import Figure
from extraction.labels import Label
from extraction.lexicon.funds import fund_names, without_funds
from extraction.lexicon.organisations import is_unit_name
from extraction.lexicon.outlays import outlay_words
from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.lexicon.roles import adjusted_to, last_role, spoken
from extraction.lexicon.source import any_of
from extraction.markup import Role
from extraction.taxonomy.dimensions import (
    all_scopes,
    all_values,
    budget_stage,
    last_scope,
    last_value,
    measure_words,
    place_named,
    scope_at_ends,
)

UNIT_REPORTS = frozenset({"绩效自评", "项目自评", "部门决算", "部门预算"})
_OTHER_YEARS = re.compile(rf"(?:比|较|与|同)(?:{last_year()}|{YEAR_DIGITS}年)度?(?:同期)?的$")
"""What makes a rate that of another year, which this year's is told against (占比比上年的58.9%提高): it is what this year's is."""
_PRIOR_BASE = re.compile(rf"{last_year()}|同期|同比|{YEAR_DIGITS}年(?:决算|执行|完成)")
_BUDGET_BASE = re.compile(r"预算|计划|任务|目标")
_EITHER = re.compile(r"[（(](?:年初|调整|变动)[)）](?=预算)")
"""A header of whichever budget is the last one (完成(调整)预算的%)."""
_STANDARD = re.compile(r"标准|限价|定额")
_STANDARD_OF_WORK = re.compile(r"高标准|标准(?=化|厂房|地(?!区))")
"""What a standard is not: 高标准农田, 标准化厂房."""
_CLAUSE = re.compile(r"[，,；;]")
_LABEL_HEADER = re.compile(r"科目|项目|名称")
_PLANNED = re.compile(
    r"预算(?:草案|安排|编制|收支安排)|(?:收支|收入|支出)预算(?!收支|执行|完成)|代编预算|计划安排"
)
_ADJUSTED_TO = re.compile(rf"{adjusted_to()}(?:了|约|为)?\s*$")
_PLAN_WORDS = re.compile(r"预算|计划|安排|批复|下达|核定|目标|年初")
_EXECUTED = re.compile(r"预算(?:收支)?(?:执行|完成)|决算|执行情况|完成情况")
_GIVEN = any_of([*outlay_words().may_be_given, "投入", "统筹", "筹措"])
_ARRANGED = re.compile(rf"{_GIVEN}(?:了|资金|各类资金)?\s*$")
_BUDGETED = re.compile(r"预算|年初|计划|拟|将|建议")
_DONE = re.compile(r"完成|执行|实际|实现|决算|已|达到?")
_OF_PLAN = re.compile(
    r"\s*[，,]?\s*(?:已?完成|实现|为|达到?)(?:了)?(?:年初|全年|年度|调整后?|汇总|变更)*的?预算数?的?\s*\d[\d.]*\s*[%％]"
)
"""Behind a level: what it is of its budget (，完成预算的98%), so that it is what was done."""
_SO_FAR = re.compile(r"截[至止](?![^，]{0,12}[底末])")
_PLACE_BEFORE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[对向在至给从由为与及和年]))(?![个家条处座批年月]|[省市县区]级)(?:(?![对向])[\u4e00-\u9fff]){1,7}?(?<![市县区])(?:市|州|县|区|旗|盟|镇|乡|街道)"
    r"(?![市县区乡镇村场民级属直域内外上集委])"
)
"""A region's name at the front of a clause: words run through a 市 or 区 in its middle (丰富市民生活, 市县, 乡村), and what a
level does for others (市级对县) is none."""
_OF_BUDGET = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[年月对是]))(?![年月日个]|[一二三四五六七八九十]是|其中|对|[\u4e00-\u9fff]*[对向给])(?P<place>[\u4e00-\u9fff]{2,14}?(?:[市州县区旗镇乡]|新城))"
    rf"(?={any_of(n for n in fund_names() if n != '财政专户')})"
)
"""Whose budget a fund's name is of that follows right behind (城乡一体化示范区一般公共预算收入)."""
_OWN_LEVEL = re.compile(r"[（(]本级[）)]\Z")
"""Behind a unit's name: the unit without those below it, no level of government."""
_NO_PLACE = re.compile(r"^(?:不?含|不?包括|除|扣除)|[\u4e00-\u9fff]{2}强[市县区镇]$")
"""Words that leave a place out of a figure, and what a place strives to become (工业强县)."""
_BEFORE_PLACE = re.compile(
    r"批复|核定|核拨|拨付|拨给|划拨|下达|下拨|追加|安排|支持|投入|补助|资助|财政|[上下]半年|全年|今年|去年|当年|年初|年中|年末|季度"
)
"""What was done for a place, by whom or when: no part of its name (财政年初批复市水务局)."""
_BRACKETED = re.compile(r"[（(]其中[^（()）]*[)）]")
_ONWARD = re.compile(r"[；;。]|，(?=[我全本][省市州县区旗镇乡])")
"""Where a sentence leaves the parts that it told (其中市级…；我市…)."""
_SHORTEST_PLACE = 2
Found = tuple[str, Source] | None


@dataclass(frozen=True, slots=True)
class Context:
    """The words around one figure, nearest first.

    Attributes:
        near: names and words right before a figure in prose; empty in tables.
        behind: what follows a figure in prose.
        sentence, paragraph: up to the figure.
        row, column: paths of a cell.
        above: title and headings.
        unit: whether a unit reports on itself, not a government on its region.
        kind, year: the report's own.
        planned: the year that the report's title plans (2024年预算执行情况和2025年预算草案), None where it names none.
    """

    near: str
    sentence: str
    paragraph: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    above: Surroundings
    unit: bool
    kind: str
    year: int | None
    planned: int | None = None
    behind: str = ""

    def layers(self) -> Iterator[tuple[str, Source]]:
        """Yield the stretches to look in for one value, nearest first."""
        yield from ((w, "row") for w in reversed(self.row))
        yield from ((w, "column") for w in reversed(self.column))
        yield self.near, "words"
        yield self.sentence, "sentence"
        if self.above.title:
            yield self.above.title, "title"

    @property
    def so_far(self) -> bool:
        """Whether the figure's sentence speaks of what was done up to a day (截至3月5日)."""
        return bool(_SO_FAR.search(re.split("[。！？]", self.paragraph)[-1]))

    @property
    def headings(self) -> Iterable[str]:
        """The headings above, nearest first."""
        return reversed(self.above.headings)


def scope_of(context: Context, own_places: frozenset[str]) -> Found:
    """Return whose the figure is; a region's name beside it (东山区) is its own scope."""
    for words, source in context.layers():
        if source in ("row", "column"):
            place = place_named(words)
            if place and place not in own_places:
                return f"region:{place}", source
            unit = _OWN_LEVEL.sub("", words)
            if unit != words and is_unit_name(unit):
                return f"unit:{unit}", source
        if source in ("words", "sentence"):
            found = _spoken_scope(words, own_places)
        elif source == "title":
            found = last_scope(words)
        else:
            found = scope_at_ends(words)
        if found:
            return found, source
    if context.unit:
        return "unit", "report"
    if context.row or context.column:
        titled = any(place in context.above.title for place in own_places)
        return ("whole", "title") if titled else _of_headings("scope", context)
    others = _budgets_of(context.paragraph, own_places)
    if others:  # the paragraph goes on from its region's own budget to a zone's
        told = _all("scope", context.paragraph) | others
        return (next(iter(told)), "paragraph") if len(told) == 1 else None
    return _of_paragraph("scope", context) or _of_headings("scope", context)


def _budgets_of(words: str, own_places: frozenset[str]) -> frozenset[str]:
    """Return the regions and zones whose budgets the words name."""
    named = (m["place"] for m in _OF_BUDGET.finditer(words))
    others = (p for p in named if p not in own_places and last_scope(p) is None)
    return frozenset(f"region:{p}" for p in others if p[0] not in "全本我该各")


def _spoken_scope(words: str, own_places: frozenset[str]) -> str | None:
    """Return the scope that was named last before the figure, be it a word or a region's name."""
    words = _without_parts(words)
    named = last_scope(words)
    places = [
        m
        for m in _PLACE_BEFORE.finditer(words)
        if _place_of(m[0]) and m[0] not in own_places and not _NO_PLACE.search(m[0])
    ]
    zones = [m for m in _OF_BUDGET.finditer(words) if _budgets_of(words[m.start() :], own_places)]
    if not places and not zones:
        return named
    last = max((*places, *zones), key=lambda m: m.end())
    behind = last_scope(words[last.end() :])
    zone = last.groupdict().get("place")
    return behind or f"region:{zone or _place_of(last[0])}"


def _without_parts(words: str) -> str:
    """Return the words without closed brackets and without what was said of parts before the clause went on to another whole."""
    *before, last = _ONWARD.split(_BRACKETED.sub("", words))
    return "；".join([*(clause.split("其中")[0] for clause in before), last])


def _place_of(words: str) -> str | None:
    """Return the region that words end with, without what was done for it; None where nothing is left of a name."""
    named = place_named(words)
    own = _BEFORE_PLACE.split(named)[-1] if named else ""
    return own if len(own) >= _SHORTEST_PLACE else None


def _of_paragraph(dimension: str, context: Context) -> Found:
    values = _all(dimension, context.paragraph)
    return (next(iter(values)), "paragraph") if len(values) == 1 else None


def _all(dimension: str, text: str) -> frozenset[str]:
    return all_scopes(_without_parts(text)) if dimension == "scope" else all_values(dimension, text)


def _of_headings(dimension: str, context: Context) -> Found:
    for heading in context.headings:
        values = _all(dimension, heading)
        if values:
            return (next(iter(values)), "heading") if len(values) == 1 else None
    return None


def fund_of(context: Context) -> Found:
    """Return the fund; 财政拨款 alone is all money from the budget, and a unit's figure of no fund is of all."""
    for words, source in context.layers():
        found = last_value("fund", words)
        if found:
            return found, source
    known = _of_paragraph("fund", context) or _of_headings("fund", context)
    if known or not context.unit:
        return known
    told = (context.above.title, context.sentence, *context.headings)
    if any("财政拨款" in words for words in told):
        return "appropriation", "heading"
    return "all", "report"


def role_of_figure(figure: Figure, context: Context) -> Found:
    """Return which statement an amount or count is of; the year before's outturn is one of its year."""
    words = "".join((*context.row, *context.column)) or context.near
    stated = last_role(words)
    if figure.role == "prior":
        return (
            (None if "预算" in words else ("actual", "column")) if stated else ("actual", "words")
        )
    if figure.mention.role == "actual" and figure.mention.cell is None:
        return "actual", "words"
    if stated is None and _OF_PLAN.match(context.behind):
        return "actual", "words"
    if stated is None and context.so_far:
        return "actual", "sentence"  # up to a day: what was done, whatever the heading plans
    if figure.role == "budget" and stated is None and not figure.mention.cell:
        told = None if _PLAN_WORDS.search(context.sentence + words) else role_by_report(context)
        if told is not None:
            return told  # no word near it says so: the tagger guessed, and the report knows
    if figure.role == "budget" or stated == "budget":
        reached = "adjusted" if _ADJUSTED_TO.search(context.near) else None
        stage = reached or budget_stage(words) or budget_stage(context.above.title)
        return stage or "budget", "column" if context.column else "words"
    if figure.role != "actual":
        return figure.role, "words"
    if stated == "actual":
        return "actual", "column" if context.column else "words"
    if any(_LABEL_HEADER.search(header) for header in context.column[-1:]):
        return None  # a header of labels over figures: the columns are not what they seem
    return role_by_report(context)


def is_counted(figure: Figure, role: Found, context: Context) -> bool:
    """Tell whether a count has its role only from where it stands: what a unit has or did is no plan of its budget."""
    inferred = (
        role is not None and role[0] != "actual" and role[1] in ("title", "heading", "report")
    )
    spoken = figure.mention.label is Label.COUNT and figure.mention.cell is None
    return spoken and inferred and not _PLAN_WORDS.search(context.sentence)


def not_done(figure: Figure, role: Found, context: Context) -> bool:
    """Tell whether nothing beside a figure says that it was done: of a year ahead it is then a plan (支出11亿元 in a draft)."""
    if role is None:
        return True
    told = role == ("actual", "words") and figure.mention.cell is None
    return told and not context.so_far and not _DONE.search(context.near)


def was_arranged(context: Context) -> bool:
    """Tell whether a figure is what was arranged for something (安排4亿元支持…), in words that speak of no budget."""
    return bool(_ARRANGED.search(context.near)) and not _BUDGETED.search(context.sentence)


def own_role(figure: Figure, told: str | None, context: Context) -> Role:
    """Return an amount's role in the record where its key knows better than the words beside it.

    A draft's title or heading makes its figures a budget; a standard (每人每月800元的标准) is neither.
    """
    if figure.quantity.kind != "money" or figure.change is not None:
        return figure.role
    if figure.role == "actual" and _STANDARD.search(_last_clause(context.near)):
        return "standard"
    if figure.role == "budget" and told == "actual" and (context.so_far or was_arranged(context)):
        return "actual"
    planned = figure.role == "actual" and told in ("budget", "initial", "adjusted")
    return "budget" if planned else figure.role


def _last_clause(words: str) -> str:
    """Return a figure's names and the clause that leads to it (落实补助标准，安排|3亿元: the standard is another's)."""
    names, _, lead = _STANDARD_OF_WORK.sub("", words).partition("，")
    clauses = [c for c in _CLAUSE.split(lead) if c.strip()]
    return names + (clauses[-1] if clauses else "")


def role_by_report(context: Context) -> Found:
    """Return what title, headings and kind of report say of figures that say nothing themselves."""
    stretches: list[tuple[str, Source]] = [(context.above.title, "title")]
    stretches += [(heading, "heading") for heading in context.headings]
    for words, source in stretches:
        done, planned = bool(_EXECUTED.search(words)), bool(_PLANNED.search(words))
        if source == "title" and not done:  # a table of a budget, whatever its title goes on with
            planned = planned or "预算" in spoken(words)
        if done and planned:  # 2024年预算执行情况和2025年预算草案: the sentence says which
            planned = done = bool(_PLAN_WORDS.search(context.sentence))
            done = not done
        if done or planned:
            return "actual" if done else "budget", source
    if not context.unit:
        return None
    if context.kind == "部门决算":
        return "actual", "report"
    return ("budget", "report") if context.kind == "部门预算" else None


def measure_of(figure: Figure, context: Context) -> tuple[Measure | None, str | None]:
    """Return the kind of measure and, of a rate or change, what it is held against."""
    words = _EITHER.sub("", "".join((*context.row[-1:], *context.column))) or context.near
    if figure.quantity.kind != "rate":
        if (figure.quantity.unit and "/" in figure.quantity.unit) or measure_words("per").search(
            _last_clause(words)
        ):
            return "per_head", None
        if figure.change is not None:
            return "change", _base(words)
        return (
            ("change", _base(words))
            if measure_words("change").search(words[-12:])
            else ("level", None)
        )
    last = _last_measure(_OTHER_YEARS.sub("", words))
    told = _base(words if figure.mention.cell else words.partition("，")[2])
    if figure.change is not None and last is None:
        return "growth", told
    if last == "completion":
        return last, budget_stage(words) or "budget"
    return (last or "rate"), told


def _last_measure(words: str) -> Measure | None:
    kinds: tuple[Measure, ...] = ("share", "completion", "growth")
    ends = [
        (m.end(), m.end() - m.start(), kind)
        for kind in kinds
        for m in measure_words(kind).finditer(words)
    ]
    return max(ends)[2] if ends else None


def _base(words: str) -> str | None:
    words = without_funds("".join(words.split()))  # 一般公共预算收入 names a fund, no base
    if _PRIOR_BASE.search(words):
        return "prior"
    if _BUDGET_BASE.search(words):
        return budget_stage(words) or "budget"
    return None
