"""The census in the words of a reader of reports (清点结果)."""

from __future__ import annotations

from typing import Any

from extraction.census.model import (
    CRITERION,
    EXPLAINED,
    IGNORED,
    NO_SINGLE_NUMBER,
    OTHER_GOAL,
    UNPLACED,
    WITHOUT_INDICATOR,
    Census,
    Reason,
)

_UNREAD = {
    UNPLACED: "未归入任何金额、比率、数量或指标",
    CRITERION: "在评分标准或名词解释中",
    EXPLAINED: "在表内说明文字中",
    WITHOUT_INDICATOR: "没有对应的绩效指标",
    OTHER_GOAL: "指标另有目标值",
    NO_SINGLE_NUMBER: "文字中不是单独一个数",
}
_ELSE = "写法不能确定"


def unread_words(reason: str) -> str:
    """Return why a number is unread, in the words of a reader of reports."""
    return _UNREAD.get(reason, _ELSE)


def ignored_words(reason: str) -> str:
    """Return why a number is no figure, in the words of a reader of reports."""
    return IGNORED[Reason(reason)]


def unread_places(census: Census | None) -> list[list[Any]]:
    """Return start, end and reason in a reader's words of every unread number, in text order."""
    numerals = census.unread if census is not None else ()
    return [[n.span.start, n.span.end, unread_words(n.reason or "")] for n in numerals]


def census_line(census: dict[str, Any]) -> str:
    """Return the counts of a record's census in one sentence."""
    ignored = census["ignored"]
    reasons = "、".join(f"{ignored_words(k)} {n}" for k, n in ignored.items())
    listed = f"（{reasons}）" if reasons else ""
    total = sum(ignored.values())
    return (
        f"数字清点：读出 {census['read']} 个，未读 {census['unread']} 个，不计 {total} 个{listed}"
    )
