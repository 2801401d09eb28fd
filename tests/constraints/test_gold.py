"""The relations of the shared gold, with its own marks as input."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from annotations.gold import read_gold
from extraction.constraints.discover import find_checks
from extraction.facts.build import build_facts
from extraction.facts.keys import Report, assign_keys
from extraction.labels import Label

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = Path(os.environ.get("JIXIAO_SHARED", _ROOT.parent / "shared"))
_GOLD = sorted((_SHARED / "gold").glob("*.json"))

_REPORT = Report("部门决算", 2022)
pytestmark = pytest.mark.skipif(not _GOLD, reason="the shared gold is not at hand")


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_scorer", _SHARED / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(_SHARED / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _scored(path: Path, scorer: ModuleType) -> dict[str, tuple[int, int, int]]:
    record = read_gold(path)
    text = (_SHARED / "reports/text" / f"{record.document}.txt").read_bytes().decode("utf-8")
    markup = record.markup()
    facts = assign_keys(text, build_facts(markup, text=text), _REPORT)
    checks = find_checks(text, facts)
    predicted: dict[str, Any] = {
        "mentions": [
            {
                "id": m.id,
                "start": m.start,
                "end": m.end,
                "label": Label(m.label).value,
                "text": m.text,
            }
            for m in markup.mentions
        ],
        "checks": [
            {"kind": c.kind, "status": c.status, "terms": list(c.terms), "told": c.told}
            for c in checks
        ],
    }
    gold = {
        "spans": [s.to_json() for s in record.spans],
        "equations": [e.to_json() for e in record.equations],
    }
    result: dict[str, tuple[int, int, int]] = scorer.score(predicted, gold)
    return result


def test_checks_and_findings_reach_nine_in_ten() -> None:
    scorer = _scorer()
    rows = [_scored(path, scorer) for path in _GOLD]
    checks = [sum(r["checks"][i] for r in rows) for i in range(3)]
    found = [sum(r["findings"][i] for r in rows) for i in range(3)]
    assert checks[0] / checks[2] >= 0.90
    assert found[0] / found[1] >= 0.90
    assert found[0] / found[2] >= 0.90
