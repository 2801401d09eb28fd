"""Removes from a web page what is not the report: navigation, footers, scripts, share buttons.

The knowledge is in `boilerplate.toml`. An element is only removed by its name while it is a small
part of the page and holds no table of numbers: losing figures is worse than keeping a menu.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from lxml import etree

from extraction.loading.html.styles import PageStyle

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_NUMBER = re.compile(r"\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s*(?:%|％|万元|元|亿元)")
_LISTS = ("ul", "ol", "dl", "div", "td", "p", "table")
_LARGEST_SHARE = 5
_FEWEST_LINKS = 3
_LINKED_PARTS = 10
_LINKED = 7
_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What `boilerplate.toml` says."""

    tags: frozenset[str]
    tokens: frozenset[str]
    phrases: re.Pattern[str]

    def is_phrase(self, line: str) -> bool:
        """Tell whether a line is page furniture (当前位置：首页 > …)."""
        return len(line) <= 120 and self.phrases.fullmatch(line) is not None


@functools.cache
def known_boilerplate() -> Boilerplate:
    """Return the packaged table."""
    raw = resources.files(__package__).joinpath("boilerplate.toml").read_text("utf-8")
    table = tomllib.loads(raw)
    phrases = re.compile("|".join(f"(?:{p})" for p in table["phrases"]))
    return Boilerplate(frozenset(table["tags"]), frozenset(table["tokens"]), phrases)


def strip_boilerplate(body: etree._Element, style: PageStyle) -> None:
    """Remove page furniture and what `style` hides from `body` in place; text behind it stays."""
    known = known_boilerplate()
    _remove(e for e in body.iter() if not isinstance(e.tag, str) or e.tag in known.tags)
    lengths = _lengths(body)
    _remove(e for e in body.iter() if _is_hidden(e, style) and lengths[e] * 2 <= lengths[body])
    lengths = _lengths(body)
    _remove(e for e in body.iter() if e is not body and _is_named(e, known, lengths, body))
    _remove(e for e in _with_links(body) if _is_link_list(e, lengths, body))


def _lengths(body: etree._Element) -> dict[etree._Element, int]:
    """Return the number of characters inside each element, white space not counted."""
    lengths: dict[etree._Element, int] = {}
    for _, element in etree.iterwalk(body, events=("end",)):
        inside = _ink(element.text)
        lengths[element] = inside + sum(lengths.get(c, 0) + _ink(c.tail) for c in element)
    return lengths


def _ink(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0


def _with_links(body: etree._Element) -> list[etree._Element]:
    """Return the lists and blocks close around at least `_FEWEST_LINKS` links."""
    counts: dict[etree._Element, int] = {}
    for link in body.iter("a"):
        for above in itertools.islice(link.iterancestors(*_LISTS), _LEVELS):
            counts[above] = counts.get(above, 0) + 1
    return [e for e, count in counts.items() if count >= _FEWEST_LINKS and e is not body]


def _remove(elements: Iterable[etree._Element]) -> None:
    for element in list(elements):
        parent = element.getparent()
        if parent is None:
            continue
        tail = element.tail or ""
        before = element.getprevious()
        parent.remove(element)
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail


def _texts(element: etree._Element) -> list[str]:
    return [str(text) for text in element.itertext()]


def _is_hidden(element: etree._Element, style: PageStyle) -> bool:
    return element.tag == "input" or style.unread(element)


def _is_named(
    element: etree._Element,
    known: Boilerplate,
    lengths: dict[etree._Element, int],
    body: etree._Element,
) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " " or known.tokens.isdisjoint(w.lower() for w in _WORD.findall(names)):
        return False
    small = lengths[element] * _LARGEST_SHARE <= lengths[body]
    return small and not _holds_figures(element)


def _is_link_list(
    element: etree._Element, lengths: dict[etree._Element, int], body: etree._Element
) -> bool:
    linked = sum(lengths[a] for a in element.iter("a"))
    mostly = linked * _LINKED_PARTS >= lengths[element] * _LINKED
    return mostly and lengths[element] * 2 <= lengths[body] and not _holds_figures(element)


def _holds_figures(element: etree._Element) -> bool:
    return len(_NUMBER.findall(" ".join(_texts(element)))) > 1
