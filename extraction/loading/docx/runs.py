"""The text of a Word paragraph as a reader sees it, tracked changes accepted.

Deleted, moved-away, hidden and struck-out text is left out; inserted text is in. Field codes are
left out, their results are in. The parts of a formula stay apart. A raised digit becomes ¹²³ so that a note mark never joins a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extraction.loading.docx.names import ALTERNATE, CHOICE, FALLBACK, MATH_TEXT, local, w
from extraction.loading.docx.styles import Styles, is_raised, is_unread

_SKIPPED = frozenset(
    {"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "rt"}
)
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# The places of the Symbol and Wingdings fonts that stand for signs in reports.
_SYMBOLS = {
    "symbol": {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0x2D: "-", 0xB0: "°"},
    "wingdings": {0xFE: "☑", 0xA8: "□", 0x6F: "□", 0xFC: "✓", 0x6C: "●", 0x6E: "■"},
    "wingdings 2": {0x52: "☑", 0xA3: "□", 0x50: "✓"},
}


@dataclass(slots=True)
class Fields:
    """Open complex fields, innermost last; they reach over paragraphs (a table of contents does)."""

    stack: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Whether the text here is a field's code, not its result."""
        return any(not separated for _, separated in self.stack)

    @property
    def in_contents(self) -> bool:
        """Whether the text here is the result of a TOC field (目录)."""
        return any(code.split()[:1] == ["TOC"] for code, _ in self.stack)

    def read(self, element: etree._Element) -> None:
        """Follow a `w:fldChar` or `w:instrText`."""
        if local(element.tag) == "instrText":
            if self.stack and not self.stack[-1][1]:
                self.stack[-1] = (self.stack[-1][0] + (element.text or ""), False)
            return
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self.stack.append(("", False))
        elif kind == "separate" and self.stack:
            self.stack[-1] = (self.stack[-1][0], True)
        elif kind == "end" and self.stack:
            self.stack.pop()


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph's text, with `\\n` for line breaks, text boxes and pictures anchored in it, note ids."""

    text: str
    boxes: tuple[etree._Element, ...]
    notes: tuple[tuple[str, str], ...]
    contents: bool
    pictures: tuple[etree._Element, ...] = ()


def read_paragraph(
    paragraph: etree._Element, fields: Fields, styles: Styles | None = None
) -> ParagraphText:
    """Return what `w:p` shows; `fields` carries open fields from one paragraph to the next."""
    named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    look = _Look(styles or Styles(), "" if named is None else named.get(w("val")) or "")
    parts: list[str] = []
    boxes: list[etree._Element] = []
    notes: list[tuple[str, str]] = []
    pictures: list[etree._Element] = []
    contents = fields.in_contents
    for element, raised in _walk(paragraph, look, raised=False):
        name = local(element.tag)
        if name in ("fldChar", "instrText"):
            fields.read(element)
            contents = contents or fields.in_contents
        elif name == "txbxContent":
            boxes.append(element)
        elif name in ("drawing", "pict"):
            pictures.append(element)
        elif name in ("footnoteReference", "endnoteReference"):
            notes.append((name.removesuffix("Reference"), element.get(w("id")) or ""))
        elif not fields.in_code:
            shown = _shown(element, name)
            parts.append(shown.translate(_RAISED) if raised else shown)
    return ParagraphText("".join(parts), tuple(boxes), tuple(notes), contents, tuple(pictures))


@dataclass(frozen=True, slots=True)
class _Look:
    """The document's styles and the style of the paragraph at hand."""

    styles: Styles
    paragraph: str


def _walk(
    element: etree._Element, look: _Look, *, raised: bool
) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the elements that show something, in order; text boxes whole, skipped ones not at all."""
    for child in element:
        name = local(child.tag)
        if child.tag == ALTERNATE:
            yield from _alternative(child, look, raised=raised)
        elif name in ("txbxContent", "instrText"):
            yield child, raised
        elif name == "r":
            properties = look.styles.properties(child, look.paragraph)
            if not is_unread(properties):
                yield from _walk(child, look, raised=is_raised(properties))
        elif name not in _SKIPPED and isinstance(child.tag, str):
            yield child, raised
            yield from _walk(child, look, raised=raised)


def _alternative(
    element: etree._Element, look: _Look, *, raised: bool
) -> Iterator[tuple[etree._Element, bool]]:
    """Take the first choice that holds a text box or text, else the fallback; never both."""
    for branch in (*element.findall(CHOICE), *element.findall(FALLBACK)):
        found = list(_walk(branch, look, raised=raised))
        if any(local(e.tag) in ("t", "txbxContent") for e, _ in found):
            yield from found
            return


def _shown(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if element.tag == MATH_TEXT:
        return f" {element.text or ''} "
    if name in ("tab", "ptab"):
        return "\t"
    if name in ("br", "cr"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        return _symbol(element)
    return ""


def _symbol(element: etree._Element) -> str:
    font = (element.get(w("font")) or "").lower()
    try:
        code = int(element.get(w("char")) or "", 16)
    except ValueError:
        return ""
    place = code - 0xF000 if code >= 0xF000 else code
    known = _SYMBOLS.get(font, {})
    if place in known:
        return known[place]
    if font == "symbol" and 0x20 <= place < 0x40:
        return chr(place)
    return "\ufffd" if code >= 0xE000 or font in _SYMBOLS else chr(code)
