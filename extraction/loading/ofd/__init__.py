"""Loads OFD documents (GB/T 33190)."""

from extraction.loading.ofd.loader import load_ofd

__all__ = ["load_ofd"]
