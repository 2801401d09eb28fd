"""How runs of a Word document are shown, by their own properties and by those of their styles.

Effective properties follow ECMA-376 Part 1, 17.7.2: the run's own, then its character style, then
its paragraph's style, each with the styles it is based on, then the document's defaults.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from extraction.loading.docx.names import w

_OFF = frozenset({"0", "false", "off", "none"})
_UNREAD = ("vanish", "strike", "dstrike", "del")
_ILLEGIBLE = 4
"""Half-points of a text that nobody sees."""
_LOW = 3
"""Half-points above the baseline from which a run counts as raised (w:position)."""
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The run properties (`w:rPr`) of every style, nearest first along `w:basedOn`."""

    chains: Mapping[str, tuple[etree._Element, ...]] = field(default_factory=dict)
    defaults: tuple[etree._Element, ...] = ()

    def properties(self, run: etree._Element, paragraph: str) -> tuple[etree._Element, ...]:
        """Return the property elements that hold for `run` in a paragraph of style `paragraph`."""
        own = run.find(w("rPr"))
        if own is None:
            return (*self.chains.get(paragraph, ()), *self.defaults)
        named = own.find(w("rStyle"))
        style = "" if named is None else named.get(w("val")) or ""
        return (own, *self.chains.get(style, ()), *self.chains.get(paragraph, ()), *self.defaults)


def read_styles(styles: etree._Element | None) -> Styles:
    """Return the styles part's run properties; without a part there are none."""
    if styles is None:
        return Styles()
    own: dict[str, etree._Element] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind(w("style")):
        ident = style.get(w("styleId")) or ""
        properties, parent = style.find(w("rPr")), style.find(w("basedOn"))
        if properties is not None:
            own[ident] = properties
        if parent is not None:
            based[ident] = parent.get(w("val")) or ""
    default = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    chains = {ident: found for ident in {*own, *based} if (found := _chain(ident, own, based))}
    return Styles(chains, () if default is None else (default,))


def _chain(
    ident: str, own: Mapping[str, etree._Element], based: Mapping[str, str]
) -> tuple[etree._Element, ...]:
    found: list[etree._Element] = []
    for _ in range(_DEEPEST):
        if ident in own:
            found.append(own[ident])
        if ident not in based:
            break
        ident = based[ident]
    return tuple(found)


def is_unread(properties: tuple[etree._Element, ...]) -> bool:
    """Tell whether text with these properties is hidden, struck out or too small for anybody to see."""
    size = _first(properties, "sz") or ""
    small = size.isdecimal() and int(size) <= _ILLEGIBLE
    return small or any(_is_on(properties, name) for name in _UNREAD)


def is_raised(properties: tuple[etree._Element, ...]) -> bool:
    """Tell whether text with these properties stands above the line, as note marks do."""
    align = _first(properties, "vertAlign")
    if align is not None and align != "baseline":
        return align == "superscript"
    position = _first(properties, "position") or ""
    return position.isdecimal() and int(position) > _LOW


def _is_on(properties: tuple[etree._Element, ...], name: str) -> bool:
    for element in properties:
        found = element.find(w(name))
        if found is not None:
            return (found.get(w("val")) or "1") not in _OFF
    return False


def _first(properties: tuple[etree._Element, ...], name: str) -> str | None:
    for element in properties:
        found = element.find(w(name))
        if found is not None:
            return found.get(w("val"))
    return None
