"""A memory of corrections: what people corrected in one report advises the next of its template."""

from annotations.memory.advice import Advice, Source
from annotations.memory.memory import Entry, Memory, load_memory, merged

__all__ = ["Advice", "Entry", "Memory", "Source", "load_memory", "merged"]
