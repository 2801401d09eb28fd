"""Indicators whose values stand on lines of their own behind keys (目标值：12台 / 完成值：12台).

The name is the short line right above the first key; the keys come in the order target, actual, weight,
score, each at most once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.labels import Label
from extraction.span import Span, trim
from extraction.tagging.patterns.indicators import Found

_MARKS = r"\d{1,3}(?:\.\d+)?\s*分?"
_KEYED = re.compile(
    r"^[ \t\u3000]*+(?:[-•·●◆]|\d{1,2}[.、．]|指标\d*[：:])?[ \t\u3000]*+(?P<name>[^\n：:。，；|\t]{2,40})\n"
    r"[ \t\u3000]*(?:年度|年初|预期|计划)?(?:目标值|指标值|计划值|预期值)[：:](?P<target>[^\n。；]{1,30})"
    r"(?:\n[ \t\u3000]*(?:实际|年度|全年)?(?:完成值|实际值|完成情况|实际完成|实际完成值|完成)[：:](?P<actual>[^\n。；，]{1,30}))?"
    rf"(?:\n[ \t\u3000]*(?:分值|权重)[：:][ ]*(?P<weight>{_MARKS})(?=\n|\Z))?"
    rf"(?:\n[ \t\u3000]*(?:自评)?得分[：:][ ]*(?P<score>{_MARKS})(?=\n|\Z))?",
    re.MULTILINE,
)
_LABELS = {
    "name": Label.INDICATOR,
    "target": Label.TARGET,
    "actual": Label.ACTUAL,
    "weight": Label.WEIGHT,
    "score": Label.SCORE,
}


def read_keyed(text: str, part: Span) -> Iterator[tuple[Found, ...]]:
    """Yield the indicators of a stretch that give their values behind keys, each as its mentions."""
    for match in _KEYED.finditer(text, part.start, part.end):
        spans = {k: Span(*match.span(k)) for k in _LABELS if match[k] is not None}
        found = tuple(Found(_LABELS[k], trim(text, s)) for k, s in spans.items())
        if all(len(f.span) for f in found):
            yield found
