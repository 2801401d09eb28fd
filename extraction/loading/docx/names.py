"""Qualified names of WordprocessingML (ECMA-376 Part 1, 17) that the loader speaks of."""

from __future__ import annotations

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

ALTERNATE = f"{_MC}AlternateContent"
CHOICE = f"{_MC}Choice"
FALLBACK = f"{_MC}Fallback"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def w(name: str) -> str:
    """Return the qualified name of `w:name`."""
    return _W + name


def local(tag: object) -> str:
    """Return the local name of a `w:` element's tag, "" for comments and other namespaces."""
    if isinstance(tag, str) and tag.startswith(_W):
        return tag.rpartition("}")[2]
    return ""
