"""Is the page whole? Signs that a web page was cut off or lost a piece, which the parser mends in silence.

Pages that a system wrote close what they open. One that does not close its page, or closes its tables and
layers another number of times than it opens them, has lost something; so has one whose parsed text is
shorter than what stands between its tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extraction.document import Gap

_ENCLOSED = {"<!--": "-->", "<%": "%>", "<?": "?>"}
_RAW = ("script", "style", "textarea", "title", "noscript", "template")
_OPENING = re.compile(r"<(?:!--|%|\?)")
_RAW_OPENING = re.compile(rf"<({'|'.join(_RAW)})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(html|body|table|tr|td|th|div|span)\b([^<>]*)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LEAST_KEPT = 0.98
_FEW = 20


def without_enclosed(text: str) -> str:
    """Return the page without comments and server tags; one that never ends stays, each is looked at once."""
    parts: list[str] = []
    position, endless = 0, set[str]()
    for match in _OPENING.finditer(text):
        closer = _ENCLOSED[match[0]]
        if match.start() < position or closer in endless:
            continue
        end = text.find(closer, match.end())
        if end < 0:
            endless.add(closer)
            continue
        parts.append(text[position : match.start()])
        position = end + len(closer)
    return "".join((*parts, text[position:]))


def _without_raw(text: str) -> str:
    """Return the page without scripts, styles and the like."""
    lower = text.lower()
    parts: list[str] = []
    position, endless = 0, set[str]()
    for match in _RAW_OPENING.finditer(text):
        closer = f"</{match[1].lower()}"
        if match.start() < position or closer in endless:
            continue
        end = lower.find(closer, match.end())
        if end < 0:
            endless.add(closer)
            continue
        parts.append(text[position : match.start()])
        position = end
    return "".join((*parts, text[position:]))


def gaps(page: str, parsed_text: str) -> Iterator[Gap]:
    """Yield what tells that a page has lost something.

    Args:
        page: the decoded page without comments; parsed_text: all text that the parser found in it.
    """
    markup = _without_raw(page)
    opened, closed = Counter[str](), Counter[str]()
    for match in _TAG.finditer(markup):
        if not match[3].endswith("/"):
            (closed if match[1] else opened)[match[2].lower()] += 1
    # Closing a cell or a row is left to the browser by some; a page that does so does it everywhere.
    uneven = [n for n, k in closed.items() if k != opened[n] and n not in ("html", "body")]
    if any(opened[n] > closed[n] for n in ("html", "table", "div")) or uneven:
        yield Gap("全文", "网页标记不完整，可能有内容缺失")
    written = len(_CHINESE.findall(_ANY_TAG.sub("", markup)))
    if written > _FEW and len(_CHINESE.findall(parsed_text)) < _LEAST_KEPT * written - _FEW / 4:
        yield Gap("全文", "网页标记损坏，部分文字未能读取")
