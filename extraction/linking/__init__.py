"""Linking: which name, period, unit and indicator each value belongs to."""

from extraction.linking.linker import Linker
from extraction.linking.rules import RuleLinker

__all__ = ["Linker", "RuleLinker"]
