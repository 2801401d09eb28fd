"""Marks (分值, 得分): class marks are the sum of their indicators', the total that of all.

Full marks are added level by level (一级指标 → 二级指标 → indicator), marks got over all rows above a
total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extraction.constraints.arithmetic.relation import Claim, Relation, Term, total
from extraction.constraints.ledger.entries import Entry, EntryKind, Ledger
from extraction.constraints.ledger.lists import add
from extraction.constraints.ledger.naming import bare
from extraction.labels import Label
from extraction.lexicon.totals import whole_mark_words
from extraction.markup import Mention

_TOTAL_NAME = re.compile(rf"{whole_mark_words()}|^得分$|综合评价|总评|小计")
_EXTRA = re.compile(r"加分|附加|奖励|扣分")
_FULL = Decimal(100)
_TABLE = 400
_NEAR = 12
_GOAL = re.compile(r"(?:应|目标|不低于|不少于|达到?|≥)(?:值|为|是)*\s*$")
_SLASH = re.compile(r"\s*[/／]\s*")
_FULL_BEFORE = re.compile(r"满分(?:为|是)?$|分值(?:为|是)?$")
_GOT_BEHIND = re.compile(r"[^。；;]{0,30}得(?:分为?)?")
_NEAR = 4
"""Figures behind a full mark among which the mark got is looked for."""
_Path = tuple[str, ...]


def score_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield totals of full marks and of marks got over the rows of a score table.

    Each vouches for the other: where the full marks of the rows add up, so must the marks got.
    """
    full = _totals(ledger, "weight")
    got = _totals(ledger, "score")
    for own, other in ((full, got), (got, full)):
        for whole, parts in own:
            sure = any(
                len(rest) == len(parts)
                and abs(total_entry.line - whole.line) <= _NEAR
                and add(rest).meets(total_entry.value)
                for total_entry, rest in other
            ) or (own is got and whole.number != _FULL and _marks_all(ledger, parts))
            claim = Claim.STATED if sure else Claim.LIKELY
            if _has_gaps(ledger, parts):
                claim = Claim.SUGGESTED
            ids = tuple(p.id for p in parts)
            full_marks = whole.kind == "weight" and add(parts).point == _FULL
            relation = Relation("sum", whole.id, total(ids), "score-total", claim, 0.88)
            yield replace(relation, certain=claim is Claim.STATED and (sure or full_marks))


def class_scores(ledger: Ledger) -> Iterator[Relation]:
    """Yield the score of a report over those of its classes, whose full marks are a hundred (过程20分得18.9分)."""
    of_class: dict[Mention, dict[str, list[Entry]]] = {}
    overall: list[Entry] = []
    for score in ledger.facts.scores:
        entry = ledger.by_id.get(score.mention.id)
        if entry is None or entry.place is not None:
            continue
        if score.subject is not None and score.subject.label == Label.LEVEL:
            kinds = of_class.setdefault(score.subject, {"weight": [], "score": []})
            kinds[score.kind].append(entry)
        elif score.kind == "score" and not _of_indicator(score.subject):
            overall.append(entry)
    rows = [
        (k["weight"][0], k["score"][0]) for k in of_class.values() if k["weight"] and k["score"]
    ]
    full = sum((w.number for w, _ in rows), Decimal(0))
    once = all(len(k["weight"]) <= 1 and len(k["score"]) <= 1 for k in of_class.values())
    if len(rows) < 3 or full != _FULL or not once or len({e.number for e in overall}) != 1:
        return
    if sum(score.number > weight.number for weight, score in rows) <= 1:  # one may be the slip
        ids = tuple(score.id for _, score in rows)
        yield Relation("sum", overall[0].id, total(ids), "class-scores", Claim.STATED, 0.9)


def _of_indicator(subject: Mention | None) -> bool:
    return subject is not None and subject.label == Label.INDICATOR


def _marks_all(ledger: Ledger, parts: Sequence[Entry]) -> bool:
    """Tell whether the full marks of the rows are a hundred; one row may have them in its heading alone."""
    ids = {p.id for p in parts}
    full = {s.subject: s.value for s in ledger.facts.scores if s.kind == "weight" and s.subject}
    rows = [s for s in ledger.facts.scores if s.mention.id in ids]
    known = [full[s.subject] for s in rows if s.subject in full]
    rest = _FULL - sum(known, Decimal(0))
    open_rows = [s.value for s in rows if s.subject not in full]
    if len(rows) != len(parts) or len(known) < 3 or len(open_rows) > 1:
        return False
    if not open_rows:
        return rest == 0
    headings = {w.number for w in ledger.of_kind("weight")}
    return rest in headings and open_rows[0] <= rest


def _has_gaps(ledger: Ledger, parts: Sequence[Entry]) -> bool:
    """Tell whether rows are amiss: an indicator with marks of the other kind only, or with two of one."""
    ids, kind = {p.id for p in parts}, parts[0].kind
    subjects = [s.subject for s in ledger.facts.scores if s.mention.id in ids and s.subject]
    known = set(subjects)
    if any(s.label == Label.INDICATOR and subjects.count(s) > 1 for s in known):
        return True
    start, end = parts[0].mention.start, parts[-1].mention.end
    return any(
        _of_indicator(s.subject)
        and s.subject not in known
        and s.kind != kind
        and start < s.mention.start < end
        for s in ledger.facts.scores
    )


def _totals(ledger: Ledger, kind: EntryKind) -> list[tuple[Entry, list[Entry]]]:
    """Return each total with its rows: indicators and items, or the classes where those fit."""
    subjects = {s.mention.id: s.subject for s in ledger.facts.scores}
    upper = {level.text for i in ledger.facts.indicators for level in i.levels}
    found: list[tuple[Entry, list[Entry]]] = []
    rows: list[Entry] = []
    levels: list[Entry] = []
    for entry in ledger.of_kind(kind):
        subject = subjects.get(entry.id)
        if subject is not None and subject.label == Label.LEVEL and subject.text in upper:
            levels.append(entry)
        elif subject is not None and subject.label == Label.LEVEL:
            rows.append(entry)  # a row of its own, nothing stands under it (预算执行率)
        elif not _is_total(entry, subject, rows, levels):
            rows.append(entry)
        elif (parts := _rows_of(entry, rows, levels)) is not None:
            found.append((entry, parts))
            rows, levels = [], []
    return found


def _is_total(
    entry: Entry, subject: Mention | None, rows: Sequence[Entry], levels: Sequence[Entry]
) -> bool:
    if _of_indicator(subject):
        return False
    if any("平均" in i for i in entry.items):
        return False
    named = any(_TOTAL_NAME.search(i) for i in entry.items)
    if named or entry.value.point >= _FULL or subject is None or subject.label == Label.ORG:
        return True
    return any(len(p) >= 2 and add(p).point == entry.value.point for p in (rows, levels))


def _rows_of(entry: Entry, rows: Sequence[Entry], levels: Sequence[Entry]) -> list[Entry] | None:
    groups = [[r for r in group if entry.line - r.line < _TABLE] for group in (rows, levels)]
    groups = [g for g in groups if len(g) >= 2]
    fitting = [g for g in groups if add(g).meets(entry.value)]
    chosen = (fitting or groups)[:1]
    if not chosen or (not fitting and entry.line - chosen[0][-1].line > _NEAR):
        return None
    return chosen[0]


def level_marks(ledger: Ledger) -> Iterator[Relation]:
    """Yield the full marks of every class as the sum of those one level down."""
    weights = _level_weights(ledger)
    children: dict[str, dict[str, None]] = {}
    tops: dict[str, None] = {}
    for indicator in ledger.facts.indicators:
        names = [bare(level.text) for level in reversed(indicator.levels)]
        chain = [weights[p] for p in _paths(names) if p in weights]
        if indicator.weight is not None and indicator.weight.id in ledger.by_id:
            chain.append(indicator.weight.id)
        if chain:
            tops.setdefault(chain[0])
        for upper, lower in pairwise(chain):
            if upper != lower:
                children.setdefault(upper, {}).setdefault(lower)
    groups = {upper: tuple(lower) for upper, lower in children.items()}
    yield from _told(ledger, groups, weights.values(), tuple(tops))


def _paths(names: Sequence[str]) -> Iterator[_Path]:
    for depth in range(1, len(names) + 1):
        yield tuple(names[:depth])


def _level_weights(ledger: Ledger) -> Mapping[_Path, str]:
    """Return the weight of each level by its path; a level repeated on the next page counts once."""
    of_level = {
        s.subject.id: s.mention.id
        for s in ledger.facts.scores
        if s.kind == "weight" and s.subject is not None and s.subject.label == Label.LEVEL
    }
    found: dict[_Path, str] = {}
    for indicator in ledger.facts.indicators:
        levels = list(reversed(indicator.levels))
        names = [bare(level.text) for level in levels]
        for depth, level in enumerate(levels, 1):
            if level.id in of_level:
                found.setdefault(tuple(names[:depth]), of_level[level.id])
    return found


def _told(
    ledger: Ledger,
    groups: Mapping[str, tuple[str, ...]],
    levels: Iterable[str],
    tops: tuple[str, ...],
) -> Iterator[Relation]:
    instances = [
        (ledger.by_id[upper], [ledger.by_id[c] for c in lower if c in ledger.by_id])
        for upper, lower in groups.items()
        if upper in ledger.by_id
    ]
    whole = _overall(ledger, set(levels), tops)
    if whole is not None:
        instances.append(whole)
    instances = [i for i in instances if i[1]]
    wrong = [(w, parts) for w, parts in instances if not add(parts).meets(w.value)]
    fits = len(instances) - len(wrong)
    fails = 1 if len(wrong) > 1 and _of_one_figure(wrong) else len(wrong)
    likely = Claim.LIKELY if fits > fails else Claim.SUGGESTED
    claim = Claim.STATED if fits >= 2 and fits >= 2 * fails else likely
    for whole_entry, parts in instances:
        ids = tuple(p.id for p in parts)
        alone = len(parts) == 1 and parts[0].place is None  # others may have been overlooked
        own = (
            Claim.SUGGESTED
            if alone or _overlooked(ledger, whole_entry, parts, instances)
            else claim
        )
        relation = Relation("sum", whole_entry.id, total(ids), "level-marks", own, 0.85)
        yield replace(relation, certain=own is Claim.STATED and fits > 2 * fails)


def _overlooked(
    ledger: Ledger,
    whole: Entry,
    parts: Sequence[Entry],
    instances: Sequence[tuple[Entry, list[Entry]]],
) -> bool:
    """Tell whether full marks of prose stand in a class that is short of its own, beside those known as its parts."""
    if whole.place is not None or add(parts).high >= whole.value.low:
        return False
    following = min(
        (w.index for w, _ in instances if w.index > whole.index), default=parts[-1].index + _NEAR
    )
    return any(
        w.place is None and whole.index < w.index < following and w not in parts
        for w in ledger.of_kind("weight")
    )


def _of_one_figure(wrong: Sequence[tuple[Entry, list[Entry]]]) -> bool:
    """Tell whether all sums that fail have one figure in common, which alone may be wrong."""
    return bool(set.intersection(*({w, *parts} for w, parts in wrong)))


def _overall(
    ledger: Ledger, levels: set[str], tops: tuple[str, ...]
) -> tuple[Entry, list[Entry]] | None:
    """Return the total of full marks with the weights of the topmost classes."""
    parts = [ledger.by_id[t] for t in tops if t in ledger.by_id]
    if len(parts) < 2 or not set(tops) <= levels:
        return None
    for entry in ledger.of_kind("weight"):
        if entry.id in tops or entry.value.point != _FULL:
            continue
        if add(parts).meets(entry.value):
            return entry, parts
        outside = [e for e in ledger.of_kind("weight") if _stands_alone(ledger, e)]
        both = sorted({*parts, *outside} - {entry}, key=lambda e: e.index)
        return (entry, both) if add(both).meets(entry.value) else None
    return None


def _stands_alone(ledger: Ledger, entry: Entry) -> bool:
    """Tell whether a weight belongs to no class and no indicator (the budget execution row)."""
    for score in ledger.facts.scores:
        if score.mention.id == entry.id:
            return score.subject is not None and score.subject.label == Label.ITEM
    return False


def above_full_marks(ledger: Ledger) -> Iterator[Relation]:
    """Yield full marks that the marks got for the same indicator exceed; extra marks are none of it."""
    for full, got in dict.fromkeys((*_of_indicators(ledger), *_side_by_side(ledger))):
        if full.mention.text.endswith(("%", "％")) and got.number > full.number:
            continue  # 权重30%，得80分: a weight of a mark out of a hundred
        first, second = sorted((full, got), key=lambda e: e.index)
        between = ledger.between(first, second)
        if _SLASH.fullmatch(between):
            continue  # 4／5: which is the full mark, the page alone says
        if first is got and full.place is None and "其中" in between:
            continue  # 自评得94.8分，其中预算执行率（满分10分）: the full mark of a part
        if full.place is None and _GOAL.search(ledger.before(full, 8)):
            continue  # 满意度应为90分，已得92.3分: a goal in marks
        if got.value.point > full.value.point > 0:
            yield Relation(
                "score", full.id, Term(got.id), "above-full-marks", Claim.STATED, 0.85,
                bound=True, certain=True,
            )  # fmt: skip


def _of_indicators(ledger: Ledger) -> Iterator[tuple[Entry, Entry]]:
    """Yield the full mark and the mark of every indicator that has both."""
    for indicator in ledger.facts.indicators:
        full, got = (
            ledger.by_id.get(m.id) if m is not None else None
            for m in (indicator.weight, indicator.score)
        )
        if full is not None and got is not None and not _EXTRA.search(indicator.name.text):
            yield full, got


def _side_by_side(ledger: Ledger) -> Iterator[tuple[Entry, Entry]]:
    """Yield what a sentence tells of a full mark and the mark got behind it, whatever they are linked to."""
    for full in ledger.of_kind("weight"):
        if full.place is not None or not _FULL_BEFORE.search(ledger.before(full, 4)):
            continue
        near = ledger.entries[full.index + 1 : full.index + _NEAR]
        got = next((e for e in near if e.kind in ("weight", "score")), None)
        if got is None or got.kind != "score" or got.sentence != full.sentence:
            continue
        words = ledger.between(full, got)
        if _GOT_BEHIND.fullmatch(words) and not _EXTRA.search(words):
            yield full, got
