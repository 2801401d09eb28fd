"""The label set of token classification and the groups the rest of the package speaks of."""

from __future__ import annotations

from enum import StrEnum


class Label(StrEnum):
    """What a mention is; the annotation guidelines define each span."""

    ORG = "ORG"
    PERIOD = "PERIOD"
    ITEM = "ITEM"
    AMOUNT = "AMOUNT"
    RATE = "RATE"
    COUNT = "COUNT"
    INDICATOR = "INDICATOR"
    LEVEL = "LEVEL"
    TARGET = "TARGET"
    ACTUAL = "ACTUAL"
    STATUS = "STATUS"
    WEIGHT = "WEIGHT"
    SCORE = "SCORE"


FIGURES = frozenset({Label.AMOUNT, Label.RATE, Label.COUNT})
"""Numbers that measure an ITEM (金额, 比率, 数量)."""

FIGURE_OF_KIND = {"money": Label.AMOUNT, "rate": Label.RATE, "count": Label.COUNT}
"""The label of a figure by the kind of its quantity."""

ASSESSMENTS = frozenset({Label.TARGET, Label.ACTUAL, Label.STATUS, Label.WEIGHT, Label.SCORE})
"""What is said of an INDICATOR (目标值, 实际值, 完成情况, 分值, 得分)."""

VALUES = FIGURES | (ASSESSMENTS - {Label.STATUS})
"""Every label whose mention carries a value."""

NAMES = frozenset({Label.ITEM, Label.INDICATOR})
"""Mentions that name what is measured."""
