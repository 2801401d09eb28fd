"""Propose the extents of quantities in running text, skipping what only looks like one.

One pass over the folded text: at each digit or spelt numeral, dates, section numbers, document
numbers, telephones, codes, times and versions are passed over; what matches the grammar of
quantities is proposed if `read_surface` reads it. Folding keeps offsets, so `text[start:end]`
is always the surface.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extraction.quantities.fragments import is_fragment
from extraction.quantities.grammar import (
    ARABIC,
    ARABIC_ALONE,
    DATE,
    PREFIX,
    REFERENCE,
    SPELT,
    SPELT_START,
    START,
)
from extraction.quantities.model import FoundQuantity, Quantity, UnreadQuantity
from extraction.quantities.reading import read_surface
from extraction.quantities.sight import Sight, see

_NOT_BEFORE_SPELT = frozenset("第统之进唯同某逐专单任届大会零一二三四五六七八九十百千万亿兆几点")
_NOT_SIGNED = frozenset("-—)%年月日时")
_UNIT_BEFORE_SIGN = re.compile(r"[一-鿿]\((?:%|‰|[千百十]?[万亿]{0,2}元)\)-$")
_CODE_BEFORE = re.compile(r"(?:电话|传真|邮编|手机|[代编号邮]码|账号|热线)[^\n]{0,8}$")
_NOT_NEGATIVE = frozenset("减担肩自抱胜背欠辜")
_INDIVISIBLE = frozenset("本个项家名台件条次人位户批辆座所")
_CLASSES = frozenset("类款项")
_LARGEST_COUNT = Decimal(10) ** 15
_LONG_DIGITS = re.compile(r"\d{10}")
_RATIO_SIGNS = frozenset(":∶/")
_SPELT_DIGITS = frozenset("一二两三四五六七八九")
_NO_SHARE = re.compile(r"数[ ]?[%％‰]")
"""The end of a header (变动数%), where 数 stands for no number of its own."""
_QUOTE_BEFORE = re.compile(r"[“\"‘「]\Z")
_NAME_REST = re.compile(r"[一-鿿]{1,8}[”\"’」]")
_PLACE = re.compile(r"[一二三四五六七八九](?:台|里|道|河|户)(?:市|区|县|镇|乡|村|街|大道|桥|江)")
_NO_COUNT = re.compile(
    r"[一二三四五六七八九十]{1,2}支(?:路|渠|沟|流(?![程入水])|线)|[三五]位一体|百岁(?:老人|高龄|寿星)"
    r"|[\d一二两三四五六]{1,2}[ ]?位(?:小数|有效数字|数(?![一-鿿]))|[\d一二两三四五六七八九十]{1,3}[ ]?个半(?:月|小时|学时|天|年|日|世纪)"
)
"""Names and words that begin like a count: a branch road, a trinity, the very old, decimals, months and a half."""
_QUOTED_MEASURES = re.compile(r"\d{1,3}[条项][”\"’」]")
_GLUED = re.compile(r"\.\d{3,}$")
_NOT_BEFORE_SOME = frozenset("少多系指基人总次个户件分函倍级位参代岁天年月半")
_BEHIND_PRICE = re.compile(
    r"(?:补贴|补助|补偿|奖励|收费|收取|支付|[价费金]格?|[涨降加]价?|提高|降低|增加|减少|标准为?|每[一-鿿]{1,3})[了至到]?\Z"
    r"|(?:花费?|支付|付)了?(?:[你我他她您]们?)?\Z"
)
_BEHIND_MEAN = re.compile(
    r"(?:[为到至于达均由从过仅率]|[≥≤<>=]|平均|实际|指标值|完成值|[量数率次位](?:的?目标值?)|约)[ ]?\Z"
    r"|(?:每|[人户年月日村]均)[^，,。；;\d\n]{0,10}\Z"
)
_BASE = re.compile(r"[十百千万]+(?![一二三四五六七八九])")
"""How many a rate is told for (每千人2.6个托位): no quantity of its own."""
_LONE_COIN = re.compile(r"[一二三四五六七八九两几]+[角毛]")
_PIECES = re.compile(r".*块", re.DOTALL)
_EACH = re.compile(r"每[一-鿿]{1,3}\Z")
_CLAUSE_END = re.compile(r"[\s，。；、,;)）]|\Z")
_MEANS = 14
"""How far before a number it is looked for what it is the mean of."""
_PRICED = 8
"""How far before a number its price is looked for."""
_REACH = 16
"""How far around a bare number its line is looked at."""
_CELL_ENDS = ("", "\t", "\r", "\n")
_WHITE = frozenset(" \n\r\f\v")


def covered_by_dates(text: str) -> str:
    """Return folded `text` with every date and clock time blanked out, same length."""
    return DATE.sub(lambda match: " " * len(match[0]), text)


@lru_cache(maxsize=2)
def seen(text: str) -> Sight:
    """Return `see(text)` of the last texts: callers often go through one text piece by piece."""
    return see(text)


def find_quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundQuantity]:
    """Yield the quantities of `text[start:end]` in order, with offsets into `text`.

    Extents are number and unit as written, with a sign or currency before them; words such as
    约 or 以上 stay outside. Numbers without a unit are proposed with kind "number" where they
    have decimals or thousands separators, or stand alone between blanks.
    """
    sight = seen(text)
    until = len(text) if end is None else min(end, len(text))
    first, stop = sight.seen(start), sight.seen(until)
    for met in _placed(text, sight, _found(sight, first, stop, START), until):
        found = _within_cell(text, met)
        if not (found.quantity.kind == "count" and _names(text, found.start, found.end)):
            yield found


def _within_cell(text: str, found: FoundQuantity) -> FoundQuantity:
    """Return a quantity without a unit of things that only begins the next cell (330000⇥根据合同)."""
    cut = text.find("\t", found.start, found.end)
    if cut < 0 or found.quantity.kind != "count" or text[found.end : found.end + 1] in _CELL_ENDS:
        return found
    end = found.start + len(text[found.start : cut].rstrip())
    number = read_surface(text[found.start : end])
    return FoundQuantity(found.start, end, number) if isinstance(number, Quantity) else found


def find_spelt(text: str) -> Iterator[FoundQuantity]:
    """Yield the quantities of a text that begin with a numeral in characters (三百二十万元)."""
    sight = seen(text)
    yield from _placed(text, sight, _found(sight, 0, len(sight.text), SPELT_START), len(text))


def _placed(
    text: str, sight: Sight, quantities: Iterator[FoundQuantity], until: int
) -> Iterator[FoundQuantity]:
    """Yield quantities of seen text with their offsets in the source, none beyond `until`."""
    for found in quantities:
        begin, last = sight.start(found.start), sight.end(found.end)
        if last > until:
            continue
        quantity = found.quantity
        surface = text[begin:last]
        if surface != quantity.surface:
            read = read_surface(surface)
            if not isinstance(read, Quantity):
                continue
            quantity = read
        yield FoundQuantity(begin, last, quantity)


def _found(
    sight: Sight, start: int, stop: int, opening: re.Pattern[str]
) -> Iterator[FoundQuantity]:
    """Yield the quantities of a stretch of seen text, with offsets into it."""
    folded = sight.text
    at = taken = start
    while match := opening.search(folded, at, stop):
        begin = match.start()
        at = begin + 1
        extent = _passed_over(folded, begin, stop)
        if extent:
            at = extent
            continue
        if doubt := sight.doubt_at(begin):
            at = doubt.end
            continue
        pattern = ARABIC if folded[begin].isdigit() else SPELT
        candidate = pattern.match(folded, begin, stop)
        if not candidate:
            continue
        first = max(_with_prefix(folded, begin), taken)
        at = last = candidate.end()
        if is_fragment(folded, begin, last):
            continue
        quantity = read_surface(folded[first:last])
        if isinstance(quantity, UnreadQuantity) and folded[begin].isdigit():
            at = last = _without_range(folded, begin, last)
            quantity = read_surface(folded[first:last])
        if isinstance(quantity, Quantity) and _is_proposed(folded, first, last, quantity):
            spoken = _spoken(folded, first, last, quantity)
            if spoken is not None:
                taken = last
                yield FoundQuantity(first, last, spoken)


def _without_range(text: str, begin: int, last: int) -> int:
    """Return the end of the first number where what follows it is no range after all."""
    match = ARABIC_ALONE.match(text, begin, last)
    return match.end() if match and not text[match.end() - 1].isdigit() else last


def _passed_over(text: str, begin: int, stop: int) -> int | None:
    """Return the end of a date, reference or ordinal that begins here."""
    before = text[begin - 1] if begin else " "
    if before == "第" or (before in _NOT_BEFORE_SPELT and not text[begin].isdigit()):
        match = REFERENCE.match(text, begin, stop)
        return match.end() if match else begin + 1
    if before == "每" and (base := _BASE.match(text, begin, stop)):
        return base.end()
    if text[begin] == "数" and before in _NOT_BEFORE_SOME:
        return begin + 1
    match = DATE.match(text, begin, stop)
    return match.end() if match else None


def _with_prefix(text: str, begin: int) -> int:
    """Return where the sign or currency before the number begins, else `begin`."""
    match = PREFIX.search(text[max(0, begin - 8) : begin])
    first = begin - len(match[0]) if match else begin
    return first - 1 if has_sign(text, first) else first


def has_sign(text: str, first: int) -> bool:
    """Tell whether the character of seen `text` before the number at `first` is its minus."""
    if not first:
        return False
    before = text[first - 2] if first > 1 else " "
    if text[first - 1] == "负":
        return before not in _NOT_NEGATIVE
    if text[first - 1] != "-":
        return False
    joined = before in _NOT_SIGNED or (before.isascii() and before.isalnum())
    return not joined or bool(_UNIT_BEFORE_SIGN.search(text[max(0, first - 12) : first]))


def _is_proposed(text: str, first: int, last: int, quantity: Quantity) -> bool:
    surface = text[first:last]
    if _NO_SHARE.match(surface):
        return False
    if _LONE_COIN.fullmatch(surface) and not is_priced(text, first):
        return False
    if quantity.kind == "count":
        if "." in surface and quantity.unit in _INDIVISIBLE and not _averages(text, first):
            return False
        if (
            quantity.unit in _CLASSES
            and text[first - 1 : first] == "("
            and text[last : last + 1] == ")"
        ):
            return False
        return quantity.base_value < _LARGEST_COUNT and not _LONG_DIGITS.match(surface)
    if quantity.kind != "number" or quantity.unit:
        return True
    return _stands_alone(text, first, last)


def _averages(text: str, first: int) -> bool:
    """Tell whether a mean is told right before a number (由3.4次降为1.9次): else 1.15家 is the first point, of 15家."""
    return _BEHIND_MEAN.search(text[max(0, first - _MEANS) : first]) is not None


def is_priced(text: str, first: int) -> bool:
    """Tell whether a price is named right before a number: then 八角 is no word, and 30块 are no pieces."""
    return _BEHIND_PRICE.search(text[max(0, first - _PRICED) : first]) is not None


def _spoken(text: str, first: int, last: int, quantity: Quantity) -> Quantity | None:
    """Return 30块 as money behind a price, None where it may be money or pieces (每村两块, 5块一张)."""
    if quantity.unit != "块" or not _PIECES.fullmatch(text, first, last):
        return quantity
    if text[last : last + 1] == "一":
        return None
    if not (_CLAUSE_END.match(text, last) and is_priced(text, first)):
        return quantity
    if _EACH.search(text[max(0, first - _PRICED) : first]):
        return None
    money = read_surface(text[first:last], kind="money")
    return money if isinstance(money, Quantity) else None


def is_no_count(text: str, first: int) -> bool:
    """Tell whether what looks like a count here begins a name or a span of time (三支路, 三个半月)."""
    return _NO_COUNT.match(text, first) is not None


def _names(text: str, first: int, last: int) -> bool:
    """Tell whether a count in characters begins a name: a quoted one (“两项补贴”) or a place's (九台区)."""
    if is_no_count(text, first):
        return True
    if _QUOTE_BEFORE.search(text, max(0, first - 1), first) and _QUOTED_MEASURES.match(text, first):
        return True
    if text[first] not in _SPELT_DIGITS:
        return False
    quoted = _QUOTE_BEFORE.search(text, max(0, first - 1), first) is not None
    return (quoted and _NAME_REST.match(text, last) is not None) or bool(_PLACE.match(text, first))


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Tell a number without unit, as in a cell, from a section number, a code or glued cells."""
    before = text[first - 1] if first else "\n"
    after = text[last] if last < len(text) else "\n"
    line_start = first < _REACH or "\n" in text[first - _REACH : first]
    line_start = line_start and not text[max(0, first - _REACH) : first].rpartition("\n")[2].strip()
    following = text[last : last + _REACH].partition("\n")[0].strip()
    if before in _RATIO_SIGNS or after in _RATIO_SIGNS or after in "年月日号":
        return False
    if "." in text[first:last] or "," in text[first:last]:
        if "," in text[first:last] and _GLUED.search(text[first:last]):
            return False
        if line_start:
            return not following or following[0] < "\u3000"
        return "," in text[first:last] or not (before > "\u4e00" and after > "\u4e00")
    if before not in _WHITE or after not in _WHITE:
        return False
    if line_start and following and (last - first < 3 or following[0] > "\u3000"):
        return False
    return not _CODE_BEFORE.search(text, max(0, first - 16), first)
