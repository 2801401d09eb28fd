"""Masks what names a person (个人信息脱敏): names, phones, identity numbers, mail addresses.

Every masked character becomes `MASK`, one for one, so that offsets hold. All is looked for in the folded
text, so that full-width digits and signs hide nothing. A person's name is known by what stands beside it
(联系人：, 项目负责人, 同志, 先生) or above it (a column 姓名), with a family name of redaction.toml in front,
and so are the names listed behind it; names without such a sign stay. Money and counts never look like a
phone or an identity number here: a longer run of digits, or one with a decimal point or a unit, is left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from extraction.document import Document
from extraction.span import Span

MASK = "＊"
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-") | dict.fromkeys(
    map(ord, "\u00a0\u2002\u2003\u3000"), " "
)
"""Full-width forms, dashes and blanks, one for one; numerals of cheques stay, since 陆 is a family name."""
_LEFT = r"(?<![\dA-Za-z])(?<!\d\.)"
_RIGHT = r"(?!\d|\.\d|[ \t]*(?:元|万元|亿元|%|‰|平方|公里|吨))"
_DATE = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_FIXED = r"[2-9]\d{2,3}[- ]?\d{4}(?:(?:-|转)\d{1,5})?"
_MOBILE = r"1[3-9]\d(?:[- ]?\d{4}[- ]?\d{4}|\d[- ]\d{3}[- ]\d{4})"
_NUMBERS = (
    # Resident identity number, GB 11643: region, date of birth, sequence, check character.
    rf"{_LEFT}[1-9]\d{{5}}[- ]?(?:18|19|20)\d{{2}}{_DATE}[- ]?\d{{3}}[\dXx]{_RIGHT}",
    rf"{_LEFT}[1-9]\d{{7}}{_DATE}\d{{3}}{_RIGHT}",
    # Mobile and fixed-line numbers.
    rf"{_LEFT}(?:\(?(?:\+|00)?86\)?[- ]?)?{_MOBILE}{_RIGHT}",
    rf"{_LEFT}(?:\(?(?:\+|00)86\)?[- ]?)?(?:\(0\d{{2,3}}\)[- ]?|0\d{{2,3}}[- ]?){_FIXED}{_RIGHT}",
    # Whatever numbers a field of phones lists.
    r"(?:电话|手机|联系方式|传真|热线|TEL|Tel|tel)(?:号码|号)?(?:\([^()\n]{1,10}\))?[\s:|.]*"
    rf"((?:{_FIXED}|{_MOBILE}|[48]00[- ]?\d{{3,4}}[- ]?\d{{3,4}})(?:[\s,;、/|或和]{{1,3}}(?:{_FIXED}|{_MOBILE}))*)(?!\d)",
    r"(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]*(?:@|[\[(]at[\])])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
)


def redact_text(text: str) -> str:
    """Return the text with personal data masked; its length and its line ends stay."""
    characters = list(text)
    for span in find_personal(text):
        for i in range(span.start, span.end):
            if not characters[i].isspace():
                characters[i] = MASK
    return "".join(characters)


def redact_document(document: Document) -> Document:
    """Return the document with personal data masked in its text, its title and its path."""
    title = None if document.title is None else redact_text(document.title)
    text, path = redact_text(document.text), redact_text(document.path)
    return replace(document, text=text, title=title, path=path)


def find_personal(text: str) -> Iterator[Span]:
    """Yield the stretches of text that name or identify a person; they may overlap."""
    folded = text.translate(_PLAIN)
    for pattern in _number_patterns():
        for match in pattern.finditer(folded):
            yield Span(*match.span(1 if match.lastindex else 0))
    yield from _listed_names(folded)
    yield from _names_below(folded)
    names = _names()
    for pattern in names.beside:
        for match in pattern.finditer(folded):
            yield Span(*match.span("name"))


def _listed_names(text: str) -> Iterator[Span]:
    """Yield the names behind a field of persons, one or a list of them with notes in brackets."""
    names = _names()
    for field in names.field.finditer(text):
        here: int | None = field.end()
        while here is not None and (match := names.one.match(text, here)):
            yield Span(*match.span("name"))
            following = names.between.match(text, match.end())
            here = following.end() if following else None


def _names_below(text: str) -> Iterator[Span]:
    """Yield the names in a column that a header of persons opens (姓名), down to a row of another width."""
    names = _names()
    columns: dict[int, int] = {}
    width = start = 0
    for line in text.split("\n"):
        cells = line.split("\t")
        places = _starts(cells, start)
        start += len(line) + 1
        headed = {i: len(cells) for i, cell in enumerate(cells) if names.header.fullmatch(cell)}
        if len(cells) > 1 and headed:
            columns, width = headed, len(cells)
        elif len(cells) != width:
            columns = {}
        for column in columns:
            whole = names.alone.fullmatch(cells[column])
            if whole and column not in headed:
                yield Span(places[column] + whole.start("name"), places[column] + whole.end("name"))


def _starts(cells: list[str], start: int) -> list[int]:
    places = [start]
    for cell in cells:
        places.append(places[-1] + len(cell) + 1)
    return places


@cache
def _number_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in _NUMBERS)


@dataclass(frozen=True, slots=True)
class _Names:
    """What names of persons are known by: a field before a list of them, a header above, words beside."""

    field: re.Pattern[str]
    one: re.Pattern[str]
    between: re.Pattern[str]
    header: re.Pattern[str]
    alone: re.Pattern[str]
    beside: tuple[re.Pattern[str], ...]


@cache
def _names() -> _Names:
    data = resources.files("extraction").joinpath("redaction.toml").read_text(encoding="utf-8")
    words = tomllib.loads(data)
    family = f"(?:{'|'.join(words['double_family_names'])}|[{words['family_names']}])"
    kept = rf"(?!{family}[{''.join(words['not_given'])}])"
    han = "[\u4e00-\u9fff]"
    transcribed = rf"{han}{{1,8}}(?:[·•]{han}{{1,8}})+"
    name = rf"(?P<name>{transcribed}|{kept}{family} {{0,2}}{han}(?: ?{han})?)"
    listed = rf"(?P<name>{transcribed}|{kept}{family} {{0,2}}{han}(?: ?{han}){{0,2}})"
    first = _any(words["before"])
    follow = _any([*words["follow"], *words["before"]])
    ends = rf"(?=$|[\s。、,;:()|\]】/*]|和|及|与|{follow})"
    last = _any(words["after"])
    return _Names(
        field=re.compile(rf"{first}(?:\([^()\n]{{1,8}}\))?[ \t]*(?:[:|\t][\s|]*|(?=\()\([ \t]*)"),
        one=re.compile(rf"{listed}{ends}", re.M),
        between=re.compile(
            r"[ \t]*(?:\([^()\n]{0,24}\))?(?:[ \t]*[、,;/|和及与]+[ \t|]*|[ \t]+)"
            rf"(?:{first}[ \t]*:?[ \t]*)?"
        ),
        header=re.compile(rf"\s*{first}\s*"),
        alone=re.compile(rf"\s*{listed}\s*"),
        beside=(
            re.compile(rf"(?<!{han}){name}(?={last})"),
            re.compile(rf"(?:{words['inline']}|{_any(words['titles'])})[\s]?{name}(?={last})"),
            re.compile(rf"{_any(words['titles'])}{name}(?=[\s。、,;:()]|{_any(words['acting'])})"),
        ),
    )


def _any(words: list[str]) -> str:
    return f"(?:{'|'.join(sorted(set(words), key=len, reverse=True))})"
