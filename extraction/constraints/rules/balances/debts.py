"""Debt in tables and sentences (债务): what was owed, what was issued and repaid, what is owed now.

Source: 地方政府债务信息公开样式 (年初余额 + 发行额 - 还本额 = 年末余额), by kind of debt and by column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import takewhile

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.grids import Grid, grids
from extraction.lexicon.numbering import list_number_of
from extraction.lexicon.periods import YEAR_DIGITS

_BALANCE = re.compile(r"余额(?!.{0,4}限额)")
_LIMIT = re.compile(r"限额")
_OPENING = re.compile(r"上年末|年初|期初|上一年末")
_CLOSING = re.compile(r"当年|本年末|年末|期末|年底")
_YEAR = re.compile(rf"({YEAR_DIGITS})年")
_ISSUED = re.compile(r"发行")
_REPAID = re.compile(r"还本|(?:偿还|归还)[^，。；]{0,8}本金|化解|核销")
_ADDED = re.compile(r"新增.{0,8}限额|限额.{0,4}新增|财政赤字")
_LENT_ON = re.compile(r"转贷|外债|外贷|国际金融组织")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_NUMBERED_YEAR = re.compile(rf"\s*[^\d]{{1,4}}{YEAR_DIGITS}")
_FEW = 4
_MAY_BE_MORE = frozenset({"debt-limit-raised"})
"""Part of what is added to a limit may be told elsewhere (置换债务限额)."""
_REVALUATION = Decimal("0.0003")
_KINDS = {"一般债": "general", "专项债": "special"}
_BARE_KIND = re.compile(r"^(?:其中[:：]?)?(?:地方政府)?(?:一般|专项)债[务券]?$")


@dataclass(slots=True)
class _Roll:
    """The movements of one kind of debt in one column."""

    opening: list[Entry] = field(default_factory=list)
    issued: list[Entry] = field(default_factory=list)
    repaid: list[Entry] = field(default_factory=list)
    closing: list[Entry] = field(default_factory=list)


def debt_rolls(ledger: Ledger) -> Iterator[Relation]:
    """Yield the closing balances of tables as opening balance, issues and repayments make them.

    Where none of a report fits, its repayments or limits may be counted in another way (隐性债务置换): all are
    only likely then, so that nothing but a slip of the pen accuses.
    """
    yield from spoken_rolls(ledger)
    found = list(_all_rolls(ledger))
    for rule in dict.fromkeys(r.rule for r in found):
        yield from _as_firm_as_the_others([r for r in found if r.rule == rule], ledger)


def _as_firm_as_the_others(found: Sequence[Relation], ledger: Ledger) -> Iterator[Relation]:
    """Yield the relations of one rule, stated where one of the report holds, else likely."""
    held = [r.expression.value(ledger.values).meets(ledger.values[r.stated]) for r in found]
    firm = any(held) and found[0].rule not in _MAY_BE_MORE
    for relation in found:
        claim = Claim.STATED if firm else Claim.LIKELY
        yield replace(relation, claim=Claim.SUGGESTED if _revalued(relation, ledger) else claim)


def spoken_rolls(ledger: Ledger) -> Iterator[Relation]:
    """Yield the closing balance of a sentence that tells opening balance, issues and repayments as well."""
    sentences: dict[int, list[Entry]] = {}
    for entry in ledger.of_kind("money"):
        if entry.spoken and not entry.aside:
            sentences.setdefault(entry.sentence, []).append(entry)
    for found in sentences.values():
        years = [int(y) for e in found for y in _YEAR.findall(words_before(ledger, e))]
        rolls: dict[str, _Roll] = {}
        for entry in found:
            _sort(rolls, words_before(ledger, entry), entry, years)
        if len(rolls) == 1 and len(found) <= _FEW:
            roll = next(iter(rolls.values()))
            whole = len(roll.opening) == len(roll.closing) == len(roll.repaid) == 1
            if whole and len(roll.issued) == 1 and len(found) == _FEW:
                yield from _rolled(roll)


def words_before(ledger: Ledger, entry: Entry) -> str:
    """Return the words that lead up to a figure, back to the one before it."""
    return re.split(r"[。；;]", ledger.lead(entry))[-1]


def _revalued(relation: Relation, ledger: Ledger) -> bool:
    """Tell whether the gap is so small that foreign debts at another rate of exchange explain it."""
    stated = ledger.values[relation.stated].point
    gap = abs(relation.expression.value(ledger.values).point - stated)
    return gap <= abs(stated) * _REVALUATION


def _all_rolls(ledger: Ledger) -> Iterator[Relation]:
    for grid in grids(ledger):
        names = _row_names(grid)
        years = [int(y) for n in names.values() if is_balance(n) for y in _YEAR.findall(n)]
        for _, line in grid.lines(across=False):
            rolls: dict[str, _Roll] = {}
            for row, entry in line.items():
                _sort(rolls, names[row], entry, years)
            found = {kind: tuple(_rolled(roll)) for kind, roll in rolls.items()}
            yield from _issued_in_parts(line, names)
            yield from _limit_raised(line, names)
            if found.get("general") and found.get("special"):
                found.pop("all", None)  # an error in one kind would be told twice
            yield from (r for told in found.values() for r in told)


def is_balance(name: str) -> bool:
    """Tell whether a name is that of a debt that is owed, not of what may be."""
    return bool(_BALANCE.search(name)) and not _LIMIT.search(name)


def _row_names(grid: Grid) -> Mapping[int, str]:
    """Return the rows' names, a bare kind (专项债务) under the heading that is numbered above it."""
    names: dict[int, str] = {}
    head = ""
    for row in grid.rows:
        own = "".join(grid.name(row, across=False).split())
        plain = re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+", "", own)
        if _heads_kinds(own):
            head = own
        names[row] = f"{head}{plain}" if _BARE_KIND.match(plain) else own
    return names


def _heads_kinds(name: str) -> bool:
    """Tell whether a row's number stands right before its name, so that the bare kinds below it are its own.

    Where a year stands between them (三、2023年发行额), the template counts bonds below it, and what was lent from
    abroad in the total alone: the kinds come to less than they owe.
    """
    number = list_number_of(name)
    return number is not None and number.depth == 0 and not _NUMBERED_YEAR.match(name)


def _sort(rolls: dict[str, _Roll], name: str, entry: Entry, years: list[int]) -> None:
    if _LIMIT.search(name) or entry.change is not None:
        return
    kind = next((k for word, k in _KINDS.items() if word in name), "all")
    roll = rolls.setdefault(kind, _Roll())
    if is_balance(name):
        own = [int(y) for y in _YEAR.findall(name)]
        opens = _OPENING.search(name) or (own and len(set(years)) == 2 and max(own) == min(years))
        if opens:
            roll.opening.append(entry)
        elif _CLOSING.search(name):
            roll.closing.append(entry)
    elif _ISSUED.search(name):
        roll.issued.append(entry)
    elif _REPAID.search(name):
        roll.repaid.append(entry)


def _rolled(roll: _Roll) -> Iterator[Relation]:
    if len(roll.opening) != 1 or len(roll.closing) != 1 or len(roll.repaid) > 1:
        return
    issued = _issues(roll.issued)
    if not issued:
        return
    parts = (roll.opening[0], *issued, *roll.repaid)
    signs = (*(1 for _ in range(1 + len(issued))), *(-1 for _ in roll.repaid))
    expression = total(tuple(p.id for p in parts), signs)
    yield Relation(
        "sum", roll.closing[0].id, expression, "debt-roll", Claim.STATED, 0.85, certain=True
    )


def _issued_in_parts(line: Mapping[int, Entry], names: Mapping[int, str]) -> Iterator[Relation]:
    """Yield what was issued as the loans handed on and the bonds of its own below it (template row 三)."""
    rows = sorted(line)
    for i, row in enumerate(rows):
        if not _NUMBERED.match(names[row]) or not _ISSUED.search(names[row]):
            continue
        below = list(takewhile(lambda r: not _NUMBERED.match(names[r]), rows[i + 1 :]))
        kinds = [bool(_LENT_ON.search(names[r])) for r in below]
        bonds = [r for r, lent in zip(below, kinds, strict=True) if not lent]
        if len(bonds) == 1 and len(below) <= 2 and _ISSUED.search(names[bonds[0]]):
            expression = total(tuple(line[r].id for r in below))
            yield Relation("sum", line[row].id, expression, "debt-issues", Claim.STATED, 0.85)


def _limit_raised(line: Mapping[int, Entry], names: Mapping[int, str]) -> Iterator[Relation]:
    """Yield the limit of a year as that of the year before and what was added to it (template row 七)."""
    limits: list[tuple[int, Entry]] = []
    added: list[Entry] = []
    for row, entry in line.items():
        year = _YEAR.search(names[row])
        if _ADDED.search(names[row]):
            added.append(entry)
        elif year and _LIMIT.search(names[row]):
            limits.append((int(year[1]), entry))
    if len(limits) == 2 and len(added) == 1 and limits[1][0] - limits[0][0] == 1:
        (_, before), (_, now) = limits
        expression = total((before.id, added[0].id))
        yield Relation("sum", now.id, expression, "debt-limit-raised", Claim.STATED, 0.85)


def _issues(found: list[Entry]) -> list[Entry]:
    """Return the issues that count: the total where one stands above its parts, else all of them."""
    if len(found) < 2:
        return found
    first, rest = found[0], found[1:]
    if first.place is not None and _heads_kinds(first.place.row_name):
        return [first]
    if "债务" in first.name and all("债券" in e.name for e in rest):
        return [first]  # bonds are a part of the debt that was issued
    if (
        sum(e.value.point for e in rest) == first.value.point
        or rest[-1].value.point == first.value.point
    ):
        return [first]
    return found
