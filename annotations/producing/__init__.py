"""Corrected results (更正后的成果): from the store the same outputs that `extract` writes."""

from annotations.producing.produce import Produced, ProduceSettings, produce
from annotations.producing.records import corrected_record

__all__ = ["ProduceSettings", "Produced", "corrected_record", "produce"]
