"""Numbering of lists and headings (序号), and the characters that end sentences and clauses."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extraction.lexicon.source import any_of, load


@cache
def _data() -> dict[str, Any]:
    return load("numbering.toml")


@cache
def sentence_ends() -> str:
    """Return the characters that end a sentence."""
    return str(_data()["sentence"]["ends"])


@cache
def clause_ends() -> str:
    """Return the characters that end a clause within a sentence."""
    return str(_data()["clause"]["ends"])


@cache
def list_number() -> str:
    """Return an expression for the number that opens a heading or a line of a list.

    It covers 一、 （一） 1. 1） （1） ① 第一部分 指标1： 一是; a point before a digit is a decimal one.
    """
    n = _data()["numbering"]
    chinese, circled = n["chinese"], "".join(n["circled"])
    number = rf"(?:[{chinese}]{{1,3}}|\d{{1,2}})"
    return (
        rf"(?:第{number}{any_of(n['parts'])}[：:、.．\s]?"
        rf"|{any_of(n['marked'])}\s*{number}\s*[：:{n['behind']}]"
        rf"|[（(]\s*{number}\s*[)）][、.．]?"
        rf"|[{chinese}]{{1,3}}\s*[{n['behind']}]"
        rf"|\d{{1,2}}\s*(?:[、．)）]|\.(?!\d))"
        rf"|[{circled}]"
        rf"|[{chinese}]{any_of(n['spoken'])}(?=[^否的]))"
    )


@cache
def _opening() -> re.Pattern[str]:
    bullets = re.escape(_data()["numbering"]["bullets"])
    return re.compile(rf"\s*(?:{list_number()}|[{bullets}](?![\d.]))\s*")


def numbering_end(text: str, start: int = 0) -> int:
    """Return the offset behind the number or bullet that opens a line; `start` where none does."""
    match = _opening().match(text, start)
    return match.end() if match else start


def without_numbering(text: str) -> str:
    """Return a name or line without every number and bullet at its front (（1）①设备费 -> 设备费)."""
    end = 0
    while (after := numbering_end(text, end)) > end:
        end = after
    return text[end:]
