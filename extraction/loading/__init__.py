"""Loaders: from the bytes of a report to an immutable `Document`."""

from extraction.loading.load import load, load_source
from extraction.loading.source import Source, read_source

__all__ = ["Source", "load", "load_source", "read_source"]
