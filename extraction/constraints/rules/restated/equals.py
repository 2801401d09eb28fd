"""One fact stated twice (前后一致): equal keys are equal, in prose, tables and annexes.

Figures with the same complete key are the same fact, and different values are told. Where a part of the
key is unknown, only equal values are: they confirm each other, and different ones accuse nobody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.constraints.arithmetic.intervals import Interval
from extraction.constraints.arithmetic.relation import Claim, Relation, Term
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import core
from extraction.constraints.rules.restated.totals_apart import TotalsApart
from extraction.facts.key import Key
from extraction.labels import Label
from extraction.lexicon.totals import weighing_words, whole_mark_words

_GENERIC = re.compile(
    r"^(?:金额|数量|比例|占比|决算|预算|执行数?|执行率|完成|本年|上年|年初|全年|调整后?|小计|合|计|总|项目|其他.{0,2}|"
    r"人员|资金|经费|支出|收入|数|比上年.*|增减.*)$"
)
_AVERAGE = re.compile(r"平均[^，。；]{0,6}$")
_SELF_SCORE = re.compile(rf"{whole_mark_words()}|得分$|自评结果")
_OTHERS = re.compile(r"复核|复评|再评|财政|评价组|专家|第三方|核定|上年|去年|平均")
"""Words before a mark that others gave, or that is of another year."""
_WEIGHED = re.compile(weighing_words())
_MARKED = re.compile(r"整体|项目")
_TITLES = re.compile(
    r"项目名称|(?:自评|评分|评价|目标|指标)[^，。；]{0,6}(?:表|报告)\W*$|^\W{0,6}[^，。；]{0,24}项目[:：]?\s*$"
)
_CLAUSE = 40
_TITLE_ABOVE = 60
"""Lines above a total among which its table's title is looked for."""
_DEBTS = "债务"
_RULE = "restatement"
_AGREES = "restatement:agrees"
_FEWEST_DIGITS = 3
_RECENT = 6
_PAIR = 2
_INFERRED = frozenset({"report", "heading", "paragraph"})
_Fact = tuple[str | None, ...]


def restatements(ledger: Ledger) -> Iterator[Relation]:
    """Yield facts stated again: differing ones by their keys, agreeing ones also by their names."""
    told: set[str] = set()
    differing: list[Relation] = []
    for group, one_fund in _facts(ledger):
        for relation in _by_key(group, one_fund=one_fund):
            told.add(relation.stated)
            if relation.rule == _AGREES:
                yield replace(relation, rule=_RULE)
            else:
                differing.append(relation)
    totals = TotalsApart(ledger)
    apart = [r for r in differing if not totals.explain(r)]
    yield from _between_like_places(apart, ledger)
    for named in _named(ledger).values():
        yield from _agreeing(named, told)


def _between_like_places(found: Sequence[Relation], ledger: Ledger) -> Iterator[Relation]:
    """Yield contradictions, but not several between the same two tables: those are of two scopes."""
    pairs: Counter[tuple[str, str]] = Counter()
    for relation in found:
        pairs[_places(relation, ledger)] += 1
    for relation in found:
        places = _places(relation, ledger)
        if pairs[places] == 1 or "" in places:
            yield relation


def _places(relation: Relation, ledger: Ledger) -> tuple[str, str]:
    one, other = (ledger.by_id[t].place for t in relation.terms[:2])
    return (one.table if one else "", other.table if other else "")


def _facts(ledger: Ledger) -> Iterator[tuple[list[Entry], bool]]:
    """Yield the figures of one fact, and whether the report tells it of one fund only."""
    groups: dict[_Fact, list[Entry]] = defaultdict(list)
    funds: dict[_Fact, set[str | None]] = defaultdict(set)
    for entry in ledger.of_kind("money", "count", "rate"):
        if entry.key is not None and entry.key.complete and not entry.aside:
            groups[(*entry.key.fact, _debts_of(ledger, entry), entry.family)].append(entry)
            funds[_of_any_fund(entry)].add(entry.key.fund)
    for group in groups.values():
        single = _told_once_each(group)
        if len(single) > 1:
            yield single, len(funds[_of_any_fund(group[0])]) == 1


def _debts_of(ledger: Ledger, entry: Entry) -> str | None:
    """Return what debts that say no more are parts of: limits or balances (债务限额A（一般债务B，专项债务C）)."""
    if entry.key is None or entry.key.item != _DEBTS or entry.key.concept is not None:
        return None
    before = ledger.entries[max(0, entry.index - _RECENT) : entry.index]
    whole = (
        e.key.concept
        for e in reversed(before)
        if e.sentence == entry.sentence and e.key is not None and e.key.concept is not None
    )
    return next((concept for concept in whole if concept.startswith("debt-")), None)


def _of_any_fund(entry: Entry) -> _Fact:
    return replace(entry.key, fund=None).fact if entry.key is not None else ()


def _told_once_each(group: Sequence[Entry]) -> list[Entry]:
    """Return one figure a place: a place with two different ones shows that the key is too coarse."""
    places: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in group:
        place = ("", entry.line) if entry.place is None else (entry.place.table, -1)
        places[place].append(entry)
    return [
        found[0]
        for found in places.values()
        if all(e.value.meets(found[0].value) for e in found[1:])
    ]


def _by_key(group: Sequence[Entry], *, one_fund: bool) -> Iterator[Relation]:
    """Yield each figure of a fact against the value that most of them have."""
    clusters: list[list[Entry]] = []
    for entry in group:
        for cluster in clusters:
            if _same(cluster[0], entry):
                cluster.append(entry)
                break
        else:
            clusters.append([entry])
        if len(clusters) > 2:
            return
    for cluster in clusters:
        for e in cluster[1:]:
            yield replace(_equal(e, cluster[0], Claim.SUGGESTED, 0.85), rule=_AGREES)
    if len(clusters) == 2:
        few, many = sorted(clusters, key=len)
        if len(few) == 1:
            first, last = sorted((few[0], many[0]), key=lambda e: e.index)
            yield _differing(last, first, one_fund=one_fund)


def _same(one: Entry, other: Entry) -> bool:
    return one.value.meets(other.value) or _cut_off(one, other)


def _differing(entry: Entry, other: Entry, *, one_fund: bool) -> Relation:
    """Return the contradiction: told where both keys say so themselves, likely where one part is inferred."""
    weak = max(_weakness(k, one_fund=one_fund) for k in (entry.key, other.key) if k is not None)
    if entry.kind == "rate" and not _execution_of_unit(entry, other):
        weak = 2  # a rate is of its base, which no key names yet: it confirms, it does not accuse
    claim = (Claim.STATED, Claim.LIKELY)[weak] if weak < 2 else Claim.SUGGESTED
    return _equal(entry, other, claim, 0.85 - 0.1 * weak)


def _execution_of_unit(entry: Entry, other: Entry) -> bool:
    """Tell whether a unit tells the execution rate of one concept in prose and in a table (执行率)."""
    keys = entry.key, other.key
    own = all(k is not None and k.scope == "unit" and k.concept is not None for k in keys)
    completed = own and all(k is not None and k.measure == "completion" for k in keys)
    return completed and (entry.place is None) is not (other.place is None)


def _weakness(key: Key, *, one_fund: bool) -> int:
    """Count the parts of a key that stand neither beside the figure nor in its table's title."""
    inferred = [part for part in ("scope", "fund", "role") if key.sources.get(part) in _INFERRED]
    inferred += ["concept"] if key.sources.get("concept") == "title" else []
    if (
        key.scope == "unit"
    ):  # a unit reports on itself and, where it says nothing else, on all its money
        sole = one_fund and key.concept is not None
        inferred = [p for p in inferred if p == "concept" or (p == "fund" and not sole)]
    return len(inferred)


def _named(ledger: Ledger) -> dict[tuple[str, ...], list[Entry]]:
    """Return the figures by their names, kind of number, role and owner."""
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in ledger.of_kind("money", "count", "rate"):
        change = entry.change is not None
        lane = str(change), str(entry.role == "budget" and not change), entry.owner or ""
        for name in dict.fromkeys(core(i) for i in entry.items):
            if len(name) >= 2 and not _GENERIC.match(name):
                groups[(entry.family, name, *lane)].append(entry)
    return groups


def _agreeing(group: Sequence[Entry], told: set[str]) -> Iterator[Relation]:
    """Yield figures of one name that agree with one before them: with an equal one, else a rounded one."""
    exact: dict[object, Entry] = {}
    recent: list[Entry] = []
    for entry in group:
        same = exact.get(entry.value.point)
        near = same if same is not None and _comparable(entry, same) else None
        if near is None:
            near = next(
                (e for e in reversed(recent) if _comparable(entry, e) and _same(e, entry)), None
            )
        if near is not None and entry.digits >= _FEWEST_DIGITS and entry.id not in told:
            yield _equal(entry, near, Claim.SUGGESTED, 0.8)
        exact.setdefault(entry.value.point, entry)
        recent = [*recent[1 - _RECENT :], entry]


def _cut_off(one: Entry, other: Entry) -> bool:
    """Tell whether one figure is the other in a coarser unit, cut off instead of rounded (截位)."""
    return one.unit != other.unit and one.value.meets_cut_off(other.value)


def _equal(entry: Entry, other: Entry, claim: Claim, confidence: float) -> Relation:
    return Relation("equal", entry.id, Term(other.id), _RULE, claim, confidence)


def _comparable(one: Entry, other: Entry) -> bool:
    if one.period and other.period and one.period != other.period:
        return False
    if one.aside or other.aside or one.line == other.line:
        return False
    if one.place and other.place and one.place.table == other.place.table:
        return False
    return (one.value.point < 0) == (other.value.point < 0)


def self_scores(ledger: Ledger) -> Iterator[Relation]:
    """Yield the report's own total score stated again, where the report has one score table."""
    subjects = {s.mention.id: s.subject for s in ledger.facts.scores}
    totals: list[Entry] = []
    for entry in ledger.of_kind("score"):
        subject = subjects.get(entry.id)
        named = subject is not None and _SELF_SCORE.search(subject.text)
        if _AVERAGE.search(ledger.before(entry, 10)):
            continue  # 自评平均分 is of many projects
        if entry.depth:
            continue  # 道路维修（57.4）: the mark of one of the projects that the sentence names
        if subject is None or subject.label == Label.ORG or (subject.label == Label.ITEM and named):
            totals.append(entry)
    totals = [t for t in totals if _percent_score(t.value) and not _of_several(ledger, t)]
    values = Counter(t.value.point for t in totals)
    differ = len(values) == _PAIR
    alone = len(totals) == _PAIR or (differ and min(values.values()) == 1)
    claim = Claim.STATED if alone and _one_table(ledger) else Claim.SUGGESTED
    for entry in totals[1:]:
        first = next((t for t in totals if t.value.point == entry.value.point), totals[0])
        other = first if first is not entry else totals[0]
        if other.sentence == entry.sentence and other.value.point != entry.value.point:
            continue  # marks of several projects (分别为91.2分和94.6分)
        if entry.line == other.line and _WEIGHED.search(ledger.between(other, entry)):
            continue  # one of the marks that the other weighs (专家打分91分；…，加权后89分)
        if {_marked(ledger, entry), _marked(ledger, other)} == {"整体", "项目"}:
            continue  # a unit's mark for all it did, and that of one of its projects
        if len(totals) > _PAIR and _reviewed(ledger, entry) != _reviewed(ledger, other):
            continue  # what others gave is another mark
        if other.value.point == entry.value.point or differ:
            yield Relation("equal", entry.id, Term(other.id), "self-score", claim, 0.75)


def _reviewed(ledger: Ledger, score: Entry) -> bool:
    return _OTHERS.search(ledger.clause_before(score, _CLAUSE)) is not None


def _of_several(ledger: Ledger, score: Entry) -> bool:
    """Tell whether a sentence gives the marks of several projects or units (甲91.5分，乙90.3分，丙93.6分)."""
    near = ledger.entries[max(0, score.index - _RECENT) : score.index + _RECENT + 1]
    marks = {
        e.number
        for e in near
        if e.kind == "score" and e.sentence == score.sentence and _percent_score(e.value)
    }
    return score.place is None and len(marks) > _PAIR


def _marked(ledger: Ledger, score: Entry) -> str | None:
    """Return what a total of marks is of, the unit's work (整体) or a project (项目), None where nothing says so.

    The words before it in its clause say so, else the nearest line above that names a table, a project or a report.
    """
    said = _MARKED.findall(ledger.clause_before(score, _CLAUSE))
    for line in range(score.line - 1, max(-1, score.line - _TITLE_ABOVE), -1):
        if said:
            break
        words = ledger.line_text(line)
        said = _MARKED.findall(words) if _TITLES.search(words) else []
    return str(said[-1]) if said else None


def _percent_score(value: Interval) -> bool:
    return 50 <= value.point <= 100


def _one_table(ledger: Ledger) -> bool:
    """Tell whether full marks of 100 stand at most once, but in a sentence on them (满分100分): one score table, one report."""
    full = [e for e in ledger.of_kind("weight") if e.value.point == 100]
    told = [e for e in full if e.place is not None or not ledger.before(e, 4).endswith("满分")]
    return len(told) <= 1
