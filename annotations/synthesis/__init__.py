"""Synthetic reports (合成报告): grammars of report styles with exact labels, links and equations."""

from annotations.synthesis.report import synthesise

__all__ = ["synthesise"]
