"""Tables in text dumps: rows and columns rebuilt where the text still allows it."""

from extraction.loading.dumps.find import find_tables

__all__ = ["find_tables"]
