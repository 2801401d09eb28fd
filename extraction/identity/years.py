"""The fiscal year of a report (年度): that of its title before any date on which the paper was filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extraction.lexicon.periods import YEAR_DIGITS, signature_words
from extraction.quantities.folding import fold

YEAR = re.compile(
    rf"(?<!\d)({YEAR_DIGITS}|[一二两][零九oO][零一二三四五六七八九]{{2}})\s*(?:年|财政年)(?!第?\d*号)"
)
_FIELD = re.compile(
    rf"(?:预算|评价|项目|填报|所属|会计|决算)?年度\s*[:\t |]\s*({YEAR_DIGITS})(?!\d)"
)
_DIGITS = str.maketrans("零oO两二一三四五六七八九", "000221" + "3456789")
_RANGE = re.compile(r"(?:\d{4}年?[-—–~～至到])$")
_COMPARED = re.compile(r"[比较与]$")
_AUDITED = re.compile(
    rf"({YEAR_DIGITS})年度?[^，,。；;\d]{{0,14}}(?:预算执行|财政收支|财务收支|决算草案)[^。\n]{{0,24}}审计"
)
"""The year that an audit is of, not that of its plan."""
_DATED = re.compile(r"\s*\d{1,2}\s*月")
_FIRST, _LAST = 1990, 2100


def fiscal_year(title: str | None, lines: Sequence[str], text: str) -> int | None:
    """Return the year of the title, of a field, of the lines below the title, else the one named most often."""
    audited = next((m for line in lines[:12] if (m := _AUDITED.search(fold(line)))), None)
    if audited and not any(_years(title or "", dates=False)):
        return int(audited[1])
    for part, dates in ((title or "", True), *((line, False) for line in _below(lines))):
        stated = next(_years(part, dates=dates), None)
        if stated is not None:
            return stated
    counted = Counter(_years(text[:200_000], dates=True))
    return max(counted.items(), key=lambda item: (item[1], item[0]))[0] if counted else None


def _below(lines: Sequence[str]) -> Iterator[str]:
    """Yield what may say the year, strongest first: fields and （2022年度）, then whole lines."""
    head = [line for line in lines[:12] if not _signs(line)]
    yield from (m[0] for line in head for m in _FIELD.finditer(fold(line)))
    yield from (line for line in head if re.fullmatch(r"\s*\(.{4,12}年度?\)\s*", fold(line)))
    yield from head


def _signs(line: str) -> bool:
    """Tell whether a line says when the paper was made (填报日期：2023年3月28日)."""
    return any(word in line for word in signature_words())


def _years(text: str, *, dates: bool) -> Iterator[int]:
    """Yield the years of a stretch, those of dates (2023年3月) last and only if asked."""
    folded = fold(text)
    field = _FIELD.search(folded)
    if field:
        yield int(field[1])
    dated = []
    for match in YEAR.finditer(folded):
        year = int(match[1].translate(_DIGITS))
        before = folded[max(0, match.start() - 6) : match.start()]
        if not _FIRST <= year <= _LAST or _RANGE.search(before) or _COMPARED.search(before):
            continue
        if _DATED.match(folded, match.end()):
            dated.append(year)
        else:
            yield year
    if dates:
        yield from dated
