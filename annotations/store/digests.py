"""The link of a chain of events: a digest of what an event says and of the digest before it (审计链)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def chained(before: str | None, told: Iterable[Any]) -> str:
    """Return the digest of what an event says (JSON values, in fixed order) behind the digest `before`."""
    line = json.dumps(
        [before or "", *told], ensure_ascii=True, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(line.encode()).hexdigest()
