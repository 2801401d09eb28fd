"""Masks what names a person (个人信息脱敏): names, phones, identity numbers, mail addresses.

Every masked character becomes `MASK`, one for one, so that offsets hold. A person's name is known by
what stands beside it (联系人：, 项目负责人, 同志, 先生), with a family name of redaction.toml in front;
names without such a sign stay. Money and counts never look like a phone or an identity number here:
a longer run of digits, or one with a decimal point or a unit, is left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

from extraction.document import Document
from extraction.span import Span

MASK = "＊"
_LEFT = r"(?<![\d.．,，A-Za-z０-９])"
_RIGHT = r"(?![\d０-９]|[.．,，][\d０-９]|\s*(?:元|万|亿|％|%|人|个|平方))"
_NUMBERS = (
    # Resident identity number, GB 11643: region, date of birth, sequence, check character.
    rf"{_LEFT}[1-9]\d{{5}}(?:18|19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}[\dXx]{_RIGHT}",
    rf"{_LEFT}[1-9]\d{{7}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{{3}}{_RIGHT}",
    # Mobile and fixed-line numbers.
    rf"{_LEFT}(?:(?:\+|00)86[- ]?)?1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}}{_RIGHT}",
    rf"{_LEFT}(?:\(0\d{{2,3}}\)|（0\d{{2,3}}）|0\d{{2,3}}[-—－ ])[2-9]\d{{6,7}}(?:[-—转]\d{{1,5}})?{_RIGHT}",
    r"(?:电话|手机|联系方式|传真)(?:号码)?[\s:：|]*([2-9]\d{6,7}|1\d{10})(?!\d)",
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
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
    for pattern in _number_patterns():
        for match in pattern.finditer(text):
            yield Span(*match.span(1 if match.lastindex else 0))
    for pattern in _name_patterns():
        for match in pattern.finditer(text):
            yield Span(*match.span("name"))


@cache
def _number_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in _NUMBERS)


@cache
def _name_patterns() -> tuple[re.Pattern[str], ...]:
    data = resources.files("extraction").joinpath("redaction.toml").read_text(encoding="utf-8")
    words = tomllib.loads(data)
    double = "|".join(words["double_family_names"])
    family = f"(?:{double}|[{words['family_names']}])"
    given = r"[\u4e00-\u9fff·](?:[ \u3000]?[\u4e00-\u9fff])?"
    name = rf"(?P<name>{family}[ \u3000]{{0,2}}{given})"
    first = "|".join(sorted(words["before"], key=len, reverse=True))
    last = "|".join(sorted(words["after"], key=len, reverse=True))
    ends = r"(?=$|[\s，。；、,;:：()（）|\]】/]|" + "|".join(words["follow"]) + ")"
    stops = "".join(words["not_given"])
    kept = rf"(?!{family}[{stops}])"
    return (
        re.compile(
            rf"(?:{first})(?:[（(][^（）()\n]{{1,8}}[）)])?[ \t\u3000]*[:：|\t][\s|]*{kept}{name}{ends}",
            re.M,
        ),
        re.compile(rf"(?<![\u4e00-\u9fff]){kept}{name}(?={last})"),
        re.compile(rf"(?:{words['inline']})[\s]?{kept}{name}(?={last})"),
    )
