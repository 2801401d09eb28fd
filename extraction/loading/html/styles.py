"""What a page's own style hides, strikes out or raises: style attributes and the plain rules of `<style>`.

Selectors of one element (`td`, `.k`, `p.k`, `#k`, several in a list) are understood; rules with
combinators, pseudo classes or a medium other than the screen are not and hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<parts>(?:[.#][\w\u4e00-\u9fff-]+)*)\Z")
_PART = re.compile(r"([.#])([\w\u4e00-\u9fff-]+)")
_GONE = re.compile(
    r"(?<![\w-])display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE
)
_UNSEEN = re.compile(
    r"(?<![\w-])(?:font-size\s*:\s*(?:0(?:\.0+)?(?:px|pt|em|rem|%)?|(?:0?\.\d+|1)(?:px|pt))"
    r"|opacity\s*:\s*0(?:\.0+)?|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}(?:px|pt|em|rem|%))"
    r"\s*(?:;|!|\Z)",
    re.IGNORECASE,
)
"""No size, no colour or no place on the page: of words inside a line alone, since scripts show whole blocks later."""
_STRUCK = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_SHOWN = re.compile(r"(?<![\w-])display\s*:\s*(?!none)\w", re.IGNORECASE)
_RAISED = re.compile(r"(?<![\w-])vertical-align\s*:\s*super\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*[\[(（【]?注?\d{1,2}[\])）】]?\s*")
_INLINE = ("span", "font", "a", "b", "small", "em", "i", "u")
_LONGEST_SHEET = 1 << 20


@dataclass(frozen=True, slots=True)
class _Selector:
    tag: str
    classes: frozenset[str]
    ident: str

    def matches(self, element: etree._Element, classes: frozenset[str]) -> bool:
        return (
            self.tag in ("", "*", element.tag)
            and self.classes <= classes
            and self.ident in ("", element.get("id") or "")
        )


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The rules of a page that hide or strike out, and those that raise, by the class, id or tag they name."""

    rules: Mapping[str, tuple[_Selector, ...]]
    raising: Mapping[str, tuple[_Selector, ...]]

    def unread(self, element: etree._Element) -> bool:
        """Tell whether the reader does not see the element, or sees it struck out."""
        own = element.get("style") or ""
        if (
            element.tag in (*_INLINE, "sup", "sub", "strong")
            and not len(element)
            and _UNSEEN.search(own)
        ):
            return True
        if _GONE.search(own) or _STRUCK.search(own) or element.get("hidden") is not None:
            return True
        return not _SHOWN.search(own) and _ruled(element, self.rules)

    def raise_notes(self, body: etree._Element) -> None:
        """Make superscripts of the numbers of notes that stand above the line by style alone."""
        for element in body.iter(*_INLINE):
            raised = _RAISED.search(element.get("style") or "") or _ruled(element, self.raising)
            if raised and _NOTE.fullmatch("".join(map(str, element.itertext()))):
                element.tag = "sup"


def _ruled(element: etree._Element, rules: Mapping[str, tuple[_Selector, ...]]) -> bool:
    if not rules:
        return False
    classes = frozenset((element.get("class") or "").split())
    keys = (*classes, f"#{element.get('id') or ''}", f"<{element.tag}")
    return any(s.matches(element, classes) for k in keys for s in rules.get(k, ()))


def page_style(root: etree._Element) -> PageStyle:
    """Return the rules of the page's `<style>` elements."""
    rules: dict[str, list[_Selector]] = {}
    raising: dict[str, list[_Selector]] = {}
    for sheet in root.iter("style"):
        if (sheet.get("media") or "all").strip().lower() not in ("all", "screen"):
            continue
        text = _COMMENT.sub("", (sheet.text or "")[:_LONGEST_SHEET])
        for selectors, declarations in _RULE.findall(_without_media(text)):
            if _GONE.search(declarations) or _STRUCK.search(declarations):
                _add(rules, selectors.split(","))
            if _RAISED.search(declarations):
                _add(raising, selectors.split(","))
    return PageStyle(_fixed(rules), _fixed(raising))


def _fixed(rules: Mapping[str, list[_Selector]]) -> dict[str, tuple[_Selector, ...]]:
    return {key: tuple(found) for key, found in rules.items()}


def _without_media(text: str) -> str:
    """Drop the blocks of `@media` and other at-rules with what they hold."""
    kept: list[str] = []
    depth = start = 0
    for match in re.finditer(r"@[\w-]+[^{};]*[{;]|[{}]", text):
        mark = match.group()
        if mark.startswith("@"):
            if depth == 0:
                kept.append(text[start : match.start()])
                start = match.end()
            depth += mark.endswith("{")
        elif depth:
            depth += 1 if mark == "{" else -1
            start = match.end()
    kept.append(text[start:] if depth == 0 else "")
    return "".join(kept)


def _add(rules: dict[str, list[_Selector]], selectors: Iterable[str]) -> None:
    for written in selectors:
        match = _SELECTOR.match(written.strip())
        if match is None or not match.group():
            continue
        parts = _PART.findall(match["parts"] or "")
        classes = frozenset(name for kind, name in parts if kind == ".")
        ident = next((name for kind, name in parts if kind == "#"), "")
        tag = (match["tag"] or "").lower()
        key = next(iter(sorted(classes)), f"#{ident}" if ident else f"<{tag}")
        if tag in ("body", "html") and not parts:
            continue
        rules.setdefault(key, []).append(_Selector(tag, classes, ident))
