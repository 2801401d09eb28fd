"""The periods that titles, headers and row labels state (栏目期间): 2022年度, 上年, 二○二五年, 2022."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extraction.lexicon.periods import YEAR_DIGITS, last_year
from extraction.quantities.folding import fold
from extraction.span import Span
from extraction.tables.vocabulary import header_word

_SPELT = dict(zip("〇○零一二三四五六七八九", "000123456789", strict=True))
_SPELT_YEAR = re.compile(r"[一二][九〇○零][〇○零一二三四五六七八九]{2}(?=\s*年)")
_PERIOD = re.compile(
    rf"{YEAR_DIGITS}\s*(?:年度?)?\s*[-—–~～至]\s*{YEAR_DIGITS}\s*年度?"
    rf"|{YEAR_DIGITS}\s*年度?(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日|末|底)?|末|底)?"
    rf"|{YEAR_DIGITS}(?=\s*[）)]?\s*年度)"
    r"|[一二][九〇○零][〇○零一二三四五六七八九]{2}\s*年度?"
)
_STATED = re.compile(
    rf"(?P<year>{YEAR_DIGITS})(?:年度?)?(?:(?P<month>\d{{1,2}})月)?(?:末|底|初)?(?P<rest>.*)"
)
_RELATIVE = (
    (re.compile(rf"(?<![比较占为与同对]){last_year()}"), "上年", -1),
    (re.compile(r"(?<![比较占为与同对])(?:下年|次年|明年)"), "下年", 1),
    (re.compile(r"(?<![比较占为与同对])(?:本年|当年|今年|本期)"), "本年", 0),
)
_CARRIED = re.compile(r"结转|结余")
_VALUE = re.compile(
    r"年初|年末|调整|预计|决算|预算|执行|实际|完成|计划|合计|小计|金额|支出|收入|情况|万?元|%|增减|增长|比|余额|限额"
    r"|数|额|值|[()]"
)
_NUMBERING = re.compile(
    r"^(?:其中[:：]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d))"
)
_LONGEST = 16
ROW_NAMED = 2
"""Characters of a name that a row label may hold beside its period (2024年付息预计执行数)."""


def spelt_out(text: str) -> str:
    """Return `text`, folded, with years in Chinese numerals (二○二五年) in digits; same length."""
    return _SPELT_YEAR.sub(lambda m: "".join(_SPELT[c] for c in m[0]), fold(text))


def stated_period(text: str, *, named: int = 6) -> str | None:
    """Return the period that a header or row label states: 2022年决算数 → 2022年, 上年数 → 上年.

    None where the year belongs to a name (2021年老旧小区改造项目) or to what was carried over
    (上年结转): words of a value may follow it, and at most `named` characters that name something.
    """
    plain = _NUMBERING.sub("", "".join(spelt_out(text).split()))
    if not plain or len(plain) > _LONGEST or _CARRIED.search(plain):
        return None
    match = _STATED.match(plain)
    if match is not None:
        rest = match["rest"]
        known = not rest or header_word(rest) is not None
        if not known and (not _VALUE.search(rest) or len(_VALUE.sub("", rest)) > named):
            return None
        month = f"{match['month']}月" if match["month"] else ""
        return f"{match['year']}年{month}"
    return next((word for pattern, word, _ in _RELATIVE if pattern.search(plain)), None)


_DEBT = re.compile(
    rf"({YEAR_DIGITS})年(?:[末底初])?(?![-~—至]).{{0,16}}(?:债[务券].{{0,10}}(?:余额|限额|发行|还本|付息|利息|偿还)|财政赤字)"
)


def debt_period(label: str) -> str | None:
    """Return the year that a row of a debt table states (2024年末地方政府专项债务余额实际数), else None."""
    match = _DEBT.match(_NUMBERING.sub("", "".join(spelt_out(label).split())))
    return f"{match[1]}年" if match else None


def path_period(path: Iterable[str]) -> str | None:
    """Return the period of a header path: the innermost header that states one tells."""
    return next((p for text in reversed(tuple(path)) if (p := stated_period(text))), None)


def resolved(period: str | None, year: int | None) -> str | None:
    """Return a relative period (上年) as a year, counted from the table's own where that is known."""
    if year is None:
        return period
    shift = next((s for _, word, s in _RELATIVE if word == period), None)
    return period if shift is None else f"{year + shift}年"


def year_of(text: str) -> int | None:
    """Return the first year written in `text`."""
    match = re.search(YEAR_DIGITS, spelt_out(text))
    return int(match.group()) if match else None


def periods_in(text: str, span: Span) -> Iterator[Span]:
    """Yield the periods (2021年度, 2021年) written in a title, document names in 《》 left out.

    A line that runs on as prose dates the table only where it speaks of one (情况见下表).
    """
    if "，" in span.of(text) and "表" not in span.of(text):
        return
    surface = re.sub(r"《[^》]*》|〔[^〕]*〕", lambda m: " " * len(m.group()), span.of(text))
    for match in _PERIOD.finditer(surface):
        yield Span(span.start + match.start(), span.start + match.end())


def periods_above(text: str, titles: Iterable[Span]) -> Iterator[Span]:
    """Yield the periods of the titles, nearest first, down to a row of several years.

    Such a row (项目  2022年  2023年) heads columns that could not be told; what stands above it dates none of them.
    """
    heads: set[str] = set()
    for title in titles:
        words = title.of(text).split()
        years = [w for w in words if _ONLY_YEAR.fullmatch(w)]
        heads = heads | set(years) if len(years) == len(words) else set(years)
        if len(heads) > 1:
            return
        if len(years) < len(words):
            yield from periods_in(text, title)


_ONLY_YEAR = re.compile(rf"{YEAR_DIGITS}年?度?")
