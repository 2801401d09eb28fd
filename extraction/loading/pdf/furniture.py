"""Page furniture: headers, footers, page numbers and tables of contents (页眉, 页脚, 页码, 目录).

They stay in the text but are closed to extraction. A running header or footer is known by its return at the
same height on other pages, digits aside; pages are therefore judged with a few neighbours in view.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extraction.document import RegionKind
from extraction.loading.pdf.blocks import TableBlock
from extraction.loading.pdf.layout import PageLayout
from extraction.loading.pdf.lines import Line

WINDOW = 4
Kinds = dict[int, RegionKind]
_MARGIN = 0.11
_PAGE_NUMBER = re.compile(
    r"[-—–－_·•~\s]*(?:第?\s*(?:\d{1,4}|[ivxlIVXL]{1,6}|[一二三四五六七八九十百]{1,5})\s*页?"
    r"(?:\s*[,，/／、]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?)[-—–－_·•~\s]*"
)
_LEADER = re.compile(r"(?:[.．·…⋯]\s*){4,}\s*[\d（()）\-—]{0,8}\s*$")
_TABLE_HEAD = re.compile(
    r"单位[：:（(]|公开\s*\d*\s*表|附表|续表|表(?:[（(].{1,12}[)）])?$|^[（(]\s*\d{4}\s*年度?\s*[)）]$"
)
_CONTENTS_TITLE = re.compile(r"目[录錄次]|CONTENTS", re.IGNORECASE)
_ENTRY = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}(?:[、.．]|部分|章|节)|[（(][一二三四五六七八九十\d]{1,3}[)）]|附[件表录]"
)


class Furniture:
    """Remembers what stood in the margins of the pages seen so far and those just ahead."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, int]] = Counter()
        self._in_contents = False

    def look(self, page: PageLayout) -> None:
        """Take note of a page; call it for every page, `WINDOW` pages ahead of `regions`."""
        self._seen.update({_key(line, page) for line in _marginal(page)})

    def regions(self, page: PageLayout) -> Kinds:
        """Return the kind of each line of `page` that is furniture, by its index in `blocks`."""
        found: Kinds = {}
        for index in _marginal_indexes(page):
            line = page.blocks[index]
            if isinstance(line, Line) and (kind := self._kind(line, page)):
                found[index] = kind
        return {**self._contents(page, found), **found}

    def _kind(self, line: Line, page: PageLayout) -> RegionKind | None:
        top = line.box.bottom < page.height / 2
        if _PAGE_NUMBER.fullmatch(line.text):
            return RegionKind.PAGE_NUMBER
        if self._seen[_key(line, page)] >= 3 and not _TABLE_HEAD.search(line.text):
            return RegionKind.HEADER if top else RegionKind.FOOTER
        return None

    def _contents(self, page: PageLayout, known: Kinds) -> Kinds:
        """Return the lines of a table of contents: with leaders, or all below its title."""
        found: Kinds = {}
        rest = [(i, b) for i, b in enumerate(page.blocks) if isinstance(b, Line) and i not in known]
        tables = any(isinstance(b, TableBlock) for b in page.blocks)
        title = next((n for n, (_, b) in enumerate(rest[:4]) if _is_title(b)), None)
        listed = rest if self._in_contents else rest[title:] if title is not None else []
        texts = [b.text for _, b in listed]
        entries = sum(bool(_ENTRY.match(t) or _LEADER.search(t)) for t in texts)
        whole = bool(listed) and not tables and not any("。" in t for t in texts)
        if whole and entries >= 0.5 * max(1, len(texts) - 1):
            found = {i: RegionKind.CONTENTS for i, _ in listed}
        self._in_contents = bool(found)
        for i, line in rest:
            if _LEADER.search(line.text):
                found[i] = RegionKind.CONTENTS
        return found


def _is_title(line: Line) -> bool:
    return bool(_CONTENTS_TITLE.fullmatch("".join(line.text.split())))


def _marginal_indexes(page: PageLayout) -> list[int]:
    """Return the indexes of up to three lines at the head and at the foot, inside the margins."""
    indexes = [i for i, b in enumerate(page.blocks) if isinstance(b, Line)]
    line_at = {i: page.blocks[i].box for i in indexes}
    head = [i for i in indexes[:3] if line_at[i].bottom < _MARGIN * page.height]
    foot = [i for i in indexes[-3:] if line_at[i].top > (1 - _MARGIN) * page.height]
    return [*head, *(i for i in foot if i not in head)]


def _marginal(page: PageLayout) -> Sequence[Line]:
    return [b for i in _marginal_indexes(page) if isinstance(b := page.blocks[i], Line)]


def _key(line: Line, page: PageLayout) -> tuple[str, int]:
    """Return what a running header keeps from page to page: its text without digits, its height."""
    text = re.sub(r"[\d\s]+", "#", line.text)
    height = line.box.top if line.box.top < page.height / 2 else line.box.top - page.height
    return text, round(height / 4)
