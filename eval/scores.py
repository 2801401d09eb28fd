"""Scores of a record against its gold: spans, values, items, links, numbers, pairs, checks, findings.

    spans     exact start, end and label, over all labels
    values    the same over labels that carry a value; items over ITEM and INDICATOR
    names     items as far as overlap goes, equal but for what annotators settle by convention (支出, 决算数, 全年)
    links     value → item and assessment → indicator, both ends, the target by overlap
    numbers   amounts whose exact extent and yuan value are right (gold without yuan counts neither way)
    pairs     indicators whose name, target and actual overlap the gold ones
    checks    relations of kind sum, share, growth, product, diff: kind, terms (Jaccard ≥ ½), verdict
    findings  violated relations of any kind, with at least two terms in common

Every score is a `Counts`, so that pooling documents is adding. A score whose layer the gold does not hold
is `ABSENT`: nothing is scored that nobody annotated. Of gold out of a review store, findings are scored by
what was decided on them: confirmed ones are right, rejected and explained ones wrong, others do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from annotations.record import AnnotationRecord
from eval.counts import ABSENT, Counts
from eval.matching import Extent, matched, overlap, shared_terms
from extraction.labels import NAMES, VALUES, Label

Labelled = tuple[int, int, str]
_RELATIONS = frozenset({"sum", "share", "growth", "product"})
_AS_SUM = {"diff": "sum"}
_NOT_COUNTED = frozenset({"format", "target"})
_LAYER = {
    "spans": "spans", "values": "spans", "items": "spans", "names": "spans", "links": "links", "pairs": "links",
    "numbers": "numbers", "checks": "equations", "findings": "findings",
}  # fmt: skip
"""The layer of the gold that each score needs."""
Relation = tuple[str, tuple[Extent, ...], bool]
Pair = tuple[Extent, Extent | None, Extent | None]


def score(record: dict[str, Any], gold: AnnotationRecord) -> dict[str, Counts]:
    """Return every score of one record's JSON against its gold.

    Raises:
        KeyError: the record refers to a mention that it does not have.
    """
    found = {
        **_span_scores(record, gold),
        "names": _names(record, gold),
        "links": _links(record, gold),
        "numbers": _numbers(record, gold),
        "pairs": _pairs(record, gold),
        "checks": _checks(record, gold),
        "findings": _judged(record, gold) if gold.judged else _findings(record, gold),
    }
    held = gold.annotated
    return {name: c if _LAYER[name] in held else ABSENT for name, c in found.items()}


def _extents(record: dict[str, Any]) -> dict[str, Extent]:
    return {m["id"]: (m["start"], m["end"]) for m in record["mentions"]}


def _gold_extents(gold: AnnotationRecord) -> dict[str, Extent]:
    return {s.id: (s.start, s.end) for s in gold.spans}


def labelled(record: dict[str, Any]) -> set[Labelled]:
    """Return the labelled extents of a record."""
    return {(m["start"], m["end"], m["label"]) for m in record["mentions"]}


def gold_labelled(gold: AnnotationRecord) -> set[Labelled]:
    """Return the labelled extents of a gold record."""
    return {(s.start, s.end, s.label.value) for s in gold.spans}


def _span_scores(record: dict[str, Any], gold: AnnotationRecord) -> dict[str, Counts]:
    found, wanted = labelled(record), gold_labelled(gold)
    groups = {"spans": frozenset(Label), "values": VALUES, "items": NAMES}
    scores = {}
    for name, labels in groups.items():
        p, g = ({x for x in side if x[2] in labels} for side in (found, wanted))
        scores[name] = Counts(len(p & g), len(p), len(g))
    return scores


_TAIL = re.compile(r"(?:支出|[预决]算数?|执行数|完成数|数|合计|总计|小计|共计)+$")
_FRONT = re.compile(r"^(?:全年|当年|累计|实际|本部门|我局)+")
_Name = tuple[int, int, str, str]


def _core(name: str) -> str:
    """A name without blanks, quotes, brackets, and the tails and fronts that conventions differ in."""
    bare = re.sub(r"[\s“”\"'（）()、，,]", "", name)
    return _TAIL.sub("", _FRONT.sub("", bare)) or bare


def _names(record: dict[str, Any], gold: AnnotationRecord) -> Counts:
    found: list[_Name] = [
        (m["start"], m["end"], m["label"], _core(m.get("text", "")))
        for m in record["mentions"]
        if m["label"] in NAMES
    ]
    wanted: list[_Name] = [
        (s.start, s.end, s.label.value, _core(s.text)) for s in gold.spans if s.label in NAMES
    ]
    return Counts(matched(found, wanted, _same_name), len(found), len(wanted))


def _same_name(found: _Name, wanted: _Name) -> bool:
    return found[2:] == wanted[2:] and overlap(found[:2], wanted[:2])


def _value_links(record: dict[str, Any]) -> set[tuple[Extent, Extent]]:
    at = _extents(record)
    links = set()
    for kind in ("amounts", "rates", "counts"):
        for fact in record.get(kind, ()):
            links |= {(at[fact["mention"]], at[i]) for i in fact.get("items") or ()}
    for indicator in record.get("indicators", ()):
        for part in ("target", "actual", "weight", "score"):
            value = _mention_of(indicator.get(part))
            if value is not None:
                links.add((at[value], at[indicator["name"]]))
    return links


def _mention_of(part: Any) -> str | None:
    return part.get("mention") if isinstance(part, dict) else part


def _links(record: dict[str, Any], gold: AnnotationRecord) -> Counts:
    at, label = _gold_extents(gold), {s.id: s.label for s in gold.spans}
    wanted = {
        (at[s.id], at[t])
        for s in gold.spans
        if s.label in VALUES
        for t in s.links
        if label[t] in NAMES
    }
    by_value: dict[Extent, list[Extent]] = defaultdict(list)
    for value, target in wanted:
        by_value[value].append(target)
    found, hits = _value_links(record), 0
    for value, target in found:
        partner = next((g for g in by_value.get(value, ()) if overlap(target, g)), None)
        if partner is not None:
            by_value[value].remove(partner)
            hits += 1
    return Counts(hits, len(found), len(wanted))


def _numbers(record: dict[str, Any], gold: AnnotationRecord) -> Counts:
    at = _extents(record)
    wanted = {(s.start, s.end): s.yuan for s in gold.spans if s.label == Label.AMOUNT}
    free = {extent for extent, yuan in wanted.items() if yuan is None}
    found = [a for a in record.get("amounts", ()) if at[a["mention"]] not in free]
    right = sum(_same_number(a.get("yuan"), wanted.get(at[a["mention"]])) for a in found)
    return Counts(right, len(found), len(wanted) - len(free))


def _same_number(found: Any, wanted: str | None) -> bool:
    try:
        return wanted is not None and Decimal(str(found)) == Decimal(wanted)
    except InvalidOperation:
        return False


def _gold_pairs(gold: AnnotationRecord) -> list[Pair]:
    at = _gold_extents(gold)
    rows: dict[str, list[Extent | None]] = {
        s.id: [at[s.id], None, None] for s in gold.spans if s.label == Label.INDICATOR
    }
    slots = {Label.TARGET: 1, Label.ACTUAL: 2}
    for s in gold.spans:
        slot = slots.get(s.label)
        for target in s.links:
            if slot and target in rows and rows[target][slot] is None:
                rows[target][slot] = at[s.id]
    return [(r[0], r[1], r[2]) for r in rows.values() if r[0] is not None]


def _pairs(record: dict[str, Any], gold: AnnotationRecord) -> Counts:
    at = _extents(record)

    def pair(indicator: dict[str, Any]) -> Pair:
        target, actual = (_mention_of(indicator.get(k)) for k in ("target", "actual"))
        return at[indicator["name"]], _at(at, target), _at(at, actual)

    found = [pair(k) for k in record.get("indicators", ())]
    wanted = _gold_pairs(gold)
    return Counts(matched(found, wanted, _same_pair), len(found), len(wanted))


def _at(extents: dict[str, Extent], mention: str | None) -> Extent | None:
    return None if mention is None else extents.get(mention)


def _same_pair(found: Pair, wanted: Pair) -> bool:
    return all(
        (a is None) == (b is None) and (a is None or b is None or overlap(a, b))
        for a, b in zip(found, wanted, strict=True)
    )


def _relations(record: dict[str, Any]) -> Iterator[Relation]:
    at = _extents(record)
    for c in record.get("checks", ()):
        if not c.get("told", True):
            continue
        terms = tuple(at[t] for t in dict.fromkeys(c["terms"]) if t in at)
        yield _AS_SUM.get(c["kind"], c["kind"]), terms, c["status"] == "violated"


def _gold_relations(gold: AnnotationRecord) -> Iterator[Relation]:
    at = _gold_extents(gold)
    for e in gold.equations:
        terms = tuple(at[t] for t in dict.fromkeys(e.terms))
        yield _AS_SUM.get(e.kind, e.kind), terms, e.status == "violated"


def _checks(record: dict[str, Any], gold: AnnotationRecord) -> Counts:
    found = [c for c in _relations(record) if c[0] in _RELATIONS]
    wanted = [e for e in _gold_relations(gold) if e[0] in _RELATIONS and len(e[1]) > 1]
    return Counts(matched(found, wanted, _same_check), len(found), len(wanted))


def _same_check(found: Relation, wanted: Relation) -> bool:
    return found[0] == wanted[0] and found[2] == wanted[2] and _alike(found[1], wanted[1], 2)


def _alike(found: tuple[Extent, ...], wanted: tuple[Extent, ...], least: int) -> bool:
    shared = shared_terms(found, wanted)
    return shared >= least and 2 * shared >= len(found) + len(wanted) - shared


def _findings(record: dict[str, Any], gold: AnnotationRecord) -> Counts:
    found = [c for c in _relations(record) if c[2] and c[0] not in _NOT_COUNTED]
    wanted = [e for e in _gold_relations(gold) if e[2]]
    return Counts(matched(found, wanted, _same_finding), len(found), len(wanted))


def _judged(record: dict[str, Any], gold: AnnotationRecord) -> Counts:
    """Score findings by what a person decided on: those that nobody decided on count neither way."""
    at = _gold_extents(gold)
    words = [
        ((_AS_SUM.get(f.kind, f.kind), tuple(at[t] for t in f.terms if t in at), True), f.verdict)
        for f in gold.judged
    ]
    confirmed = [w for w, verdict in words if verdict == "confirmed"]
    found = [c for c in _relations(record) if c[2]]
    known = [c for c in found if any(_same_finding(c, w) for w, _ in words)]
    right = matched(known, confirmed, _same_finding)
    return Counts(right, len(known), len(confirmed))


def _same_finding(found: Relation, wanted: Relation) -> bool:
    kinds = found[0] == wanted[0] or "equal" in (found[0], wanted[0])
    return kinds and _alike(found[1], wanted[1], min(2, len(wanted[1])))
