"""What a layer holds: mentions, links, relations and decisions, each an element with a key.

    mention   key = its id; value = the contract's mention object plus "accepted" (a person agreed) and
              "corrected" (what should stand there instead, in a person's words)
    link      key = "source>target"; value = {source, target, confidence} and its "rank" among the links
              of its source (the guidelines order them: nearest level first); without one it comes last
    relation  key = "e1", "e2" …; value = {kind, expression, terms, status} (an annotated equation)
    decision  key names what was decided ("done", "check:<fingerprint>" …); value = {"verdict": …, …}

Values are plain JSON, so that an event can keep any of them before and after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from annotations.record import AnnotationRecord, Equation, from_markup
from extraction.markup import Markup
from extraction.serialisation import markup_from_json, markup_to_json

Kind = Literal["mention", "link", "relation", "decision"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Value = dict[str, Any]
DONE = "done"
"""Key of the decision that says a layer's review is finished."""
OUT = "memory-out:"
"""How the key of the decision begins that takes a piece of the layer's text out of the memory."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish: give the element `value`, or delete it where `value` is None."""

    kind: Kind
    key: str
    value: Value | None

    def to_json(self) -> list[Any]:
        """Return `[kind, key, value]`."""
        return [self.kind, self.key, self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did, as its event keeps it: the element before and after (None: absent)."""

    kind: Kind
    key: str
    before: Value | None
    after: Value | None

    def inverse(self) -> Edit:
        """Return the edit that takes it back."""
        return Edit(self.kind, self.key, self.before)

    def to_json(self) -> list[Any]:
        """Return `[kind, key, before, after]`."""
        return [self.kind, self.key, self.before, self.after]


@dataclass(frozen=True, slots=True)
class LayerState:
    """A layer's elements at one version; treat the mappings as read-only."""

    version: int = 0
    mentions: Mapping[str, Value] = field(default_factory=dict)
    links: Mapping[str, Value] = field(default_factory=dict)
    relations: Mapping[str, Value] = field(default_factory=dict)
    decisions: Mapping[str, Value] = field(default_factory=dict)

    def of(self, kind: Kind) -> Mapping[str, Value]:
        """Return the elements of one kind by key."""
        return {
            "mention": self.mentions,
            "link": self.links,
            "relation": self.relations,
            "decision": self.decisions,
        }[kind]

    @property
    def accepted(self) -> frozenset[str]:
        """Ids of the mentions that a person agreed with or made."""
        return frozenset(k for k, m in self.mentions.items() if m.get("accepted"))

    @property
    def done(self) -> bool:
        """Whether the review of this layer is finished."""
        return self.decisions.get(DONE, {}).get("verdict") == "done"

    def ordered(self) -> list[Value]:
        """Return the mentions in text order."""
        return sorted(self.mentions.values(), key=lambda m: (m["start"], m["end"]))

    def markup(self) -> Markup:
        """Return mentions and links as the extraction package knows them."""
        return markup_from_json({"mentions": self.ordered(), "links": self._ordered_links()})

    def _ordered_links(self) -> list[Value]:
        """The links by the place of their source, its own in their rank."""
        start = {key: m["start"] for key, m in self.mentions.items()}
        last = len(self.links)
        return sorted(
            self.links.values(),
            key=lambda k: (start[k["source"]], k.get("rank", last), start[k["target"]]),
        )

    def record(self, *, document: str, sha256: str, characters: int) -> AnnotationRecord:
        """Return the layer as an annotation record, relations as its equations."""
        equations = tuple(
            Equation(e["kind"], e["expression"], tuple(e["terms"]), e.get("status"))
            for e in self.relations.values()
        )
        plain = from_markup(self.markup(), document=document, sha256=sha256, characters=characters)
        return replace(plain, equations=equations)


def link_key(source: str, target: str) -> str:
    """Return the key of a link."""
    return f"{source}>{target}"


def edits_of_markup(markup: Markup, *, accepted: bool = False) -> tuple[Edit, ...]:
    """Return the edits that bring mentions and links into an empty layer."""
    data = markup_to_json(markup)
    mentions = [Edit("mention", m["id"], {**m, "accepted": accepted}) for m in data["mentions"]]
    ranks: Counter[str] = Counter()
    links: dict[str, Value] = {}
    for k in data["links"]:
        links.setdefault(link_key(k["source"], k["target"]), {**k, "rank": ranks[k["source"]]})
        ranks[k["source"]] += 1
    return (*mentions, *(Edit("link", key, value) for key, value in links.items()))


def edits_of_record(record: AnnotationRecord, *, accepted: bool = True) -> tuple[Edit, ...]:
    """Return the edits that bring an annotation record into an empty layer."""
    relations = (Edit("relation", f"e{i}", e.to_json()) for i, e in enumerate(record.equations, 1))
    return (*edits_of_markup(record.markup(), accepted=accepted), *relations)


def edits_of_state(state: LayerState) -> tuple[Edit, ...]:
    """Return the edits that copy a layer, but for the decision that its review is finished."""
    return tuple(
        Edit(kind, key, value)
        for kind in KINDS
        for key, value in state.of(kind).items()
        if (kind, key) != ("decision", DONE)
    )


def differences(before: LayerState, after: LayerState) -> tuple[Change, ...]:
    """Return what leads from one state to the other, element by element."""
    return tuple(_differences(before, after))


def _differences(before: LayerState, after: LayerState) -> Iterable[Change]:
    for kind in KINDS:
        old, new = before.of(kind), after.of(kind)
        for key in [*old, *(k for k in new if k not in old)]:
            if old.get(key) != new.get(key):
                yield Change(kind, key, old.get(key), new.get(key))
