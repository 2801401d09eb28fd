"""Decisions on findings as a layer keeps them: key "check:<fingerprint>", value with who and when."""

from __future__ import annotations

from annotations.store.content import LayerState, Value
from extraction.decisions import VERDICTS, Decision

PREFIX = "check:"
"""How the key of a decision on a finding begins; the fingerprint follows."""


def verdict_key(fingerprint: str) -> str:
    """Return the key of the decision on a finding."""
    return PREFIX + fingerprint


def verdicts(state: LayerState) -> tuple[Decision, ...]:
    """Return what was decided on findings, in the order of their fingerprints."""
    found = sorted((k, v) for k, v in state.decisions.items() if k.startswith(PREFIX))
    return tuple(_decision(k, v) for k, v in found if v.get("verdict") in VERDICTS)


def _decision(key: str, value: Value) -> Decision:
    texts = {name: str(value.get(name) or "") for name in ("reason", "note", "who", "when")}
    return Decision(key.removeprefix(PREFIX), value["verdict"], **texts)


def assignments(state: LayerState) -> dict[str, str]:
    """Return who is to look at a finding, by its fingerprint."""
    found = ((k, v.get("assigned")) for k, v in state.decisions.items() if k.startswith(PREFIX))
    return {k.removeprefix(PREFIX): str(who) for k, who in found if who}
