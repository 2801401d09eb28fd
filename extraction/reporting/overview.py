"""A report's verdict on one page, and a batch at a glance (一页结论, 总览).

Only what the record itself holds is shown: budget and execution are those of the execution rate that was
checked, the mark is one that names a total. What is not stated stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extraction.decisions import record_decisions
from extraction.lexicon.totals import whole_mark_words

_EXECUTION = re.compile(r"执行率|预算完成率|支付率|支付进度|执行进度|完成预算")
_INITIAL = re.compile(r"年初(?!结)|预算批复|批复预算")
_ADJUSTED = re.compile(r"调整|全年预算")
_TOTAL_MARK = re.compile(rf"{whole_mark_words()}|评价得分")
_WAN = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one report comes to.

    Attributes:
        initial, adjusted, actual: 万元; the budget, the adjusted budget and what was spent.
        rate: execution rate in percent, as stated.
        met, unmet, undetermined: indicators by status.
        score: the report's total mark.
        findings: those that nobody rejected; `rejected`, `confirmed`, `explained` by people's word.
        unread: numbers that could not be read.
    """

    initial: Decimal | None
    adjusted: Decimal | None
    actual: Decimal | None
    rate: Decimal | None
    met: int
    unmet: int
    undetermined: int
    score: Decimal | None
    findings: int
    confirmed: int
    rejected: int
    explained: int
    unread: int


def verdict(record: dict[str, Any]) -> Verdict:
    """Return the verdict of one record's JSON."""
    statuses = Counter(i["status"] for i in record["indicators"])
    words = Counter(d["verdict"] for d in record_decisions(record).values())
    told = sum(c["status"] == "violated" and c.get("told", True) for c in record["checks"])
    budget, actual, rate = _execution(record)
    initial, adjusted = _budgets(record, budget)
    return Verdict(
        initial, adjusted, actual, rate,
        statuses["met"], statuses["unmet"], statuses["undetermined"],
        _score(record),
        max(0, told - words["rejected"]),
        words["confirmed"], words["rejected"], words["explained"],
        (record.get("census") or {}).get("unread", len(record["unread"])),
    )  # fmt: skip


def _names(record: dict[str, Any], fact: dict[str, Any]) -> str:
    texts = {m["id"]: m["text"] for m in record["mentions"]}
    return "/".join("".join(texts[i].split()) for i in fact["items"])


def _execution(record: dict[str, Any]) -> tuple[str | None, Decimal | None, Decimal | None]:
    """The budget's mention, the amount spent and the rate of the largest execution rate that was checked."""
    rates = {r["mention"]: r for r in record["rates"]}
    money = {a["mention"]: a for a in record["amounts"] if a["yuan"] is not None}
    found = []
    for check in record["checks"]:
        rate = rates.get(check["terms"][0]) if check["kind"] == "share" else None
        parts = [t for t in check["terms"][1:] if t in money]
        if rate is not None and len(parts) == 2 and _EXECUTION.search(_names(record, rate)):
            actual, budget = parts
            found.append((Decimal(money[budget]["yuan"]), budget, actual, rate))
    if not found:
        return None, None, None
    _, budget, actual, rate = max(found, key=lambda f: f[0])
    return budget, Decimal(money[actual]["yuan"]) / _WAN, Decimal(rate["value"])


def _budgets(record: dict[str, Any], base: str | None) -> tuple[Decimal | None, Decimal | None]:
    """The initial and the adjusted budget: the base of the rate by its name, the other of the same row."""
    money = {a["mention"]: a for a in record["amounts"] if a["yuan"] is not None}
    if base is None:
        return None, None
    value, names = Decimal(money[base]["yuan"]) / _WAN, _names(record, money[base])
    if not _ADJUSTED.search(names):
        return value, None
    rest = set(names.split("/"))
    for amount in money.values():
        theirs = _names(record, amount)
        first = _INITIAL.search(theirs) and not _ADJUSTED.search(theirs)
        same = len(rest) == 1 or rest & set(theirs.split("/"))
        if amount["role"] == "budget" and first and same:
            return Decimal(amount["yuan"]) / _WAN, value
    return None, value


def _score(record: dict[str, Any]) -> Decimal | None:
    texts = {m["id"]: "".join(m["text"].split()) for m in record["mentions"]}
    marks = [
        Decimal(s["value"])
        for s in record["scores"]
        if s["kind"] == "score" and s["subject"] and _TOTAL_MARK.search(texts[s["subject"]])
    ]
    return max(marks, default=None)
