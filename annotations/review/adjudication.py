"""Differences between two annotators, and the layer that decides them (仲裁).

Where both marked the same characters with the same label they agree. What is left falls into regions:
stretches of overlapping mentions that differ. A decision takes one side's mentions for a region into
the consensus layer, with that side's links whose ends are both there. Links between marks that both have,
and decisions on findings, are disputes of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from annotations.store import Edit, LayerState, link_key
from annotations.store.content import Value
from annotations.store.verdicts import PREFIX
from extraction.constraints.telling.fingerprint import same_values

Side = Literal["a", "b"]
_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A region where the two differ: its offsets and each side's mentions in it."""

    start: int
    end: int
    a: tuple[Value, ...]
    b: tuple[Value, ...]

    @property
    def key(self) -> str:
        """Key of the decision on this region."""
        return f"region:{self.start}-{self.end}"


def _place(m: Value) -> _Place:
    return m["label"], m["start"], m["end"]


def _marks(m: Value) -> tuple[Any, ...]:
    return (*_place(m), m.get("change"), m.get("role") == "budget")


def differences(a: LayerState, b: LayerState) -> tuple[Difference, ...]:
    """Return the regions in text order where the mentions of two layers differ."""
    same = {_marks(m) for m in a.mentions.values()} & {_marks(m) for m in b.mentions.values()}
    left = [("a", m) for m in a.mentions.values() if _marks(m) not in same]
    left += [("b", m) for m in b.mentions.values() if _marks(m) not in same]
    left.sort(key=lambda pair: (pair[1]["start"], pair[1]["end"]))
    regions: list[list[tuple[str, Value]]] = []
    end = -1
    for side, mention in left:
        if mention["start"] >= end:
            regions.append([])
        regions[-1].append((side, mention))
        end = max(end, mention["end"])
    return tuple(_difference(r) for r in regions)


def _difference(region: list[tuple[str, Value]]) -> Difference:
    return Difference(
        start=min(m["start"] for _, m in region),
        end=max(m["end"] for _, m in region),
        a=tuple(m for side, m in region if side == "a"),
        b=tuple(m for side, m in region if side == "b"),
    )


def agreed(a: LayerState, b: LayerState) -> tuple[Edit, ...]:
    """Return the first content of a consensus: what both marked alike, and the links they share."""
    theirs = {_marks(m) for m in b.mentions.values()}
    kept = {k: m for k, m in a.mentions.items() if _marks(m) in theirs}
    shared = _links_by_place(a) & _links_by_place(b)
    edits = [Edit("mention", k, {**m, "accepted": True}) for k, m in kept.items()]
    for key, link in a.links.items():
        ends = (link["source"], link["target"])
        if all(e in kept for e in ends) and _ends(a, link) in shared:
            edits.append(Edit("link", key, link))
    words = (k for k in a.decisions if k.startswith(PREFIX) and _same_word(k, a, b))
    return (*edits, *(Edit("decision", k, a.decisions[k]) for k in words))


def _same_word(key: str, a: LayerState, b: LayerState) -> bool:
    return a.decisions[key].get("verdict") == b.decisions.get(key, {}).get("verdict")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A link that one of two has between marks of both, or a finding that they decided otherwise.

    Attributes:
        key: of its decision; `start`, `end` where it is shown.
        a, b: what each says: the two ends' texts or nothing; the verdict or nothing.
    """

    key: str
    kind: Literal["link", "verdict"]
    start: int
    end: int
    a: tuple[str, ...]
    b: tuple[str, ...]


def disputes(a: LayerState, b: LayerState) -> tuple[Dispute, ...]:
    """Return the links and decisions on findings that two layers differ in, in text order."""
    return (*sorted(_link_disputes(a, b), key=lambda d: (d.start, d.key)), *_word_disputes(a, b))


def _link_disputes(a: LayerState, b: LayerState) -> Iterator[Dispute]:
    both = {_place(m) for m in a.mentions.values()} & {_place(m) for m in b.mentions.values()}
    mine, theirs = _links_by_place(a), _links_by_place(b)
    texts = {_place(m): m["text"] for m in (*a.mentions.values(), *b.mentions.values())}
    for source, target in mine ^ theirs:
        if source in both and target in both:
            said = (texts[source], texts[target])
            one = (source, target) in mine
            key = f"link:{source[1]}-{source[2]}>{target[1]}-{target[2]}"
            ends = (said, ()) if one else ((), said)
            yield Dispute(key, "link", source[1], source[2], *ends)


def _word_disputes(a: LayerState, b: LayerState) -> Iterator[Dispute]:
    """Findings are the same by kind and values: their names may differ with what each corrected."""
    mine, theirs = _words(a), _words(b)
    for values in sorted({*mine, *theirs}):
        one, two = (w.get(values, ("", ""))[1] for w in (mine, theirs))
        if one != two:
            said = tuple((w,) if w else () for w in (one, two))
            yield Dispute(f"word:{values}", "verdict", 0, 0, said[0], said[1])


def _words(state: LayerState) -> dict[str, tuple[str, str]]:
    """Key and verdict of each decision on a finding, by the finding's kind and values."""
    return {
        same_values(key.removeprefix(PREFIX)): (key, str(value.get("verdict") or ""))
        for key, value in state.decisions.items()
        if key.startswith(PREFIX)
    }


def settle(
    dispute: Dispute, side: Side, chosen: LayerState, consensus: LayerState
) -> tuple[Edit, ...]:
    """Return the edits that take one side's link or verdict into the consensus."""
    verdict = Edit("decision", dispute.key, {"verdict": side})
    if dispute.kind == "verdict":
        values = dispute.key.removeprefix("word:")
        wanted = {k: chosen.decisions[k] for v, (k, _) in _words(chosen).items() if v == values}
        known = [k for v, (k, _) in _words(consensus).items() if v == values]
        gone = [Edit("decision", k, None) for k in known if k not in wanted]
        return (*gone, *(Edit("decision", k, v) for k, v in wanted.items()), verdict)
    source, target = (
        next((k for k, m in consensus.mentions.items() if (m["start"], m["end"]) == ends), None)
        for ends in _ends_of(dispute)
    )
    if source is None or target is None:
        return (verdict,)
    key = link_key(source, target)
    linked = dispute.a if side == "a" else dispute.b
    value = {"source": source, "target": target, "confidence": None} if linked else None
    if value is None and key not in consensus.links:
        return (verdict,)
    return Edit("link", key, value), verdict


def _ends_of(dispute: Dispute) -> list[tuple[int, int]]:
    found = []
    for part in dispute.key.removeprefix("link:").split(">"):
        start, _, end = part.partition("-")
        found.append((int(start), int(end)))
    return found


def _ends(state: LayerState, link: Value) -> tuple[_Place, _Place]:
    return _place(state.mentions[link["source"]]), _place(state.mentions[link["target"]])


def _links_by_place(state: LayerState) -> set[tuple[_Place, _Place]]:
    return {_ends(state, link) for link in state.links.values()}


def decide(
    difference: Difference, side: Side, chosen: LayerState, consensus: LayerState
) -> tuple[Edit, ...]:
    """Return the edits that take one side's mentions for a region into the consensus."""
    edits = {
        ("mention", key): Edit("mention", key, None)
        for key, m in consensus.mentions.items()
        if m["start"] < difference.end and m["end"] > difference.start
    }
    names = {
        _place(m): key for key, m in consensus.mentions.items() if ("mention", key) not in edits
    }
    taken = set(names.values())
    for mention in difference.a if side == "a" else difference.b:
        name = mention["id"]
        while name in taken:
            name = f"c{name}"
        taken.add(name)
        names[_place(mention)] = name
        value = {**mention, "id": name, "accepted": True}
        edits["mention", name] = Edit("mention", name, value)
    fresh = {key for (_, key), edit in edits.items() if edit.value is not None}
    for known in chosen.links.values():
        source, target = _ends(chosen, known)
        if source in names and target in names and fresh & {names[source], names[target]}:
            link = {**known, "source": names[source], "target": names[target]}
            key = link_key(names[source], names[target])
            edits["link", key] = Edit("link", key, link)
    verdict = Edit("decision", difference.key, {"verdict": side})
    return (*edits.values(), verdict)
