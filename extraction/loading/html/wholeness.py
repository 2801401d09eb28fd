"""Is the page whole? Signs that a web page was cut off or lost a piece, which the parser mends in silence.

Pages that a system wrote close what they open. One that does not close its page, or closes its tables and
layers another number of times than it opens them, has lost something; so has one whose parsed text is
shorter than what stands between its tags, one with bytes that no encoding explains, with tags broken off in an
attribute, or with a report's text inside a script or style that does not end where it should.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from extraction.document import Gap

_ENCLOSED = {"<!--": "-->", "<%": "%>", "<?": "?>"}
_RAW = ("script", "style", "textarea", "title", "noscript", "template")
_OPENING = re.compile(r"<(?:!--|%|\?)")
_RAW_OPENING = re.compile(rf"<({'|'.join(_RAW)})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(html|body|table|tr|td|th|div|span)\b([^<>]*)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_UNEXPLAINED = re.compile("[\ufffd\x00-\x08\x0b\x0e-\x1f\x80-\x9f]")
_TAG_START = re.compile("<[a-zA-Z]")
_QUOTED = r"""(?:"[^"<]*+"|"[^"]{0,300}+"|'[^'<]*+'|'[^']{0,300}+')"""
_NAME = r"""[^\s"'<>/=]++"""
_WHOLE_TAG = re.compile(
    rf"""<[a-zA-Z][\w:.-]*+(?:[\s/]*+{_NAME}(?:\s*+=\s*+(?:{_QUOTED}|[^\s"'<>]++))?+)*+[\s/]*+>"""
)
_TAIL_OF_TAG = re.compile(
    r"""[\w;-]=?["']\s*+/?>|[\w-]=(?:"[^"'<>\n]*+"|'[^"'<>\n]*+')\s*+/?>""", re.ASCII
)
"""What is left of a tag whose beginning is gone, where whole tags are taken out."""
_END_TAG = re.compile(r"</[a-zA-Z][^<>]*>?")
_WHOLE_END = re.compile(r"</[a-zA-Z][\w:.-]*+\s*+/?>")
_STYLE = re.compile(r"""\sstyle\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w+;")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SWALLOWED = 200
_LEAST_KEPT = 0.98
_FEW = 20


def without_enclosed(text: str) -> tuple[str, list[str]]:
    """Return the page without comments and server tags, and those."""
    parts: list[str] = []
    taken: list[str] = []
    position = 0
    for start, end, closer in _enclosed(text, text, _OPENING, lambda m: _ENCLOSED[m[0]]):
        parts.append(text[position:start])
        position = end + len(closer)
        taken.append(text[start:position])
    return "".join((*parts, text[position:])), taken


def _without_raw(text: str) -> str:
    """Return the page without scripts, styles and the like; the tags that end them stay."""
    parts: list[str] = []
    position = 0
    lower = text.lower()
    for start, end, _ in _enclosed(text, lower, _RAW_OPENING, lambda m: f"</{m[1].lower()}"):
        parts.append(text[position:start])
        position = end
    return "".join((*parts, text[position:]))


def _enclosed(
    text: str,
    searched: str,
    opening: re.Pattern[str],
    closer_of: Callable[[re.Match[str]], str],
) -> Iterator[tuple[int, int, str]]:
    """Yield where each enclosed stretch opens, where its closer begins in the searched text, and that closer.

    One that never ends is none, and its closer is looked for once.
    """
    position, endless = 0, set[str]()
    for match in opening.finditer(text):
        closer = closer_of(match)
        if match.start() < position or closer in endless:
            continue
        end = searched.find(closer, match.end())
        if end < 0:
            endless.add(closer)
            continue
        yield match.start(), end, closer
        position = end + len(closer)


def _has_broken_tags(markup: str) -> bool:
    """Tell whether a tag breaks off in an attribute, or the tail of one stands in the text."""
    rest = _WHOLE_TAG.sub("\n", markup)
    if any(not _WHOLE_END.fullmatch(m[0]) for m in _END_TAG.finditer(rest)):
        return True
    return bool(_TAG_START.search(rest) or _TAIL_OF_TAG.search(_ANY_TAG.sub("\n", rest)))


def _has_broken_styles(markup: str) -> bool:
    """Tell whether two styles were joined: a bracket without its other half, a piece without a colon among others."""
    for match in _STYLE.finditer(markup):
        style = _REFERENCE.sub("", match[1] or match[2] or "")
        if style.count("(") != style.count(")"):
            return True
        told = [p for p in _IN_BRACKETS.sub("", style).split(";") if p.strip()]
        bare = sum(":" not in p and "：" not in p for p in told)
        if bare and len(told) - bare > 1:
            return True
    return False


def gaps(page: str, parsed_text: str, raw_texts: Iterable[str] = ()) -> Iterator[Gap]:
    """Yield what tells that a page has lost something.

    Args:
        page: the decoded page without comments; parsed_text: all text that the parser found in it.
        raw_texts: what of it the parser found in each script and style, and the comments that were taken out.
    """
    markup = _without_raw(page)
    if _UNEXPLAINED.search(page):
        yield Gap("全文", "网页中有无法识别的字符，可能有内容损坏或缺失")
    if _has_broken_tags(markup) or _has_broken_styles(markup):
        yield Gap("全文", "网页标记断裂，可能有内容缺失")
    opened, closed = Counter[str](), Counter[str]()
    for match in _TAG.finditer(markup):
        if not match[3].endswith("/"):
            (closed if match[1] else opened)[match[2].lower()] += 1
    # Closing a cell or a row is left to the browser by some; a page that does so does it everywhere.
    uneven = [n for n, k in closed.items() if k != opened[n] and n not in ("html", "body")]
    if any(opened[n] > closed[n] for n in ("html", "table", "div")) or uneven:
        yield Gap("全文", "网页标记不完整，可能有内容缺失")
    everything = len(_CHINESE.findall(parsed_text))
    swallowed = max((len(_CHINESE.findall(raw)) for raw in raw_texts), default=0)
    if swallowed > max(_SWALLOWED, everything // 2):
        yield Gap("全文", "网页脚本、样式或注释没有结束，部分正文未能读取")
    written = len(_CHINESE.findall(_ANY_TAG.sub("", markup)))
    if written > _FEW and everything < _LEAST_KEPT * written - _FEW / 4:
        yield Gap("全文", "网页标记损坏，部分文字未能读取")
