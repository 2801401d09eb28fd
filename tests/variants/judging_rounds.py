"""Passages of several relations each, in rounds (data files): with one figure wrong, and right but tempting."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tests.variants.cases import case

UNMET: set[str] = set()
"""What passages not read rightly yet say of themselves."""


def _write_down(text: dict[str, Any]) -> None:
    wrong = text.get("wrong")
    if text.get("unmet"):
        UNMET.add(text["why"])
    case(text["kind"], text["why"], text["text"], {"finding": wrong} if wrong else {"findings": 0})


for _file in sorted(Path(__file__).parent.glob("round_*.toml")):
    for _text in tomllib.loads(_file.read_text(encoding="utf-8"))["text"]:
        _write_down(_text)
