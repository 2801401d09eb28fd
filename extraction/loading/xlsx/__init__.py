"""Loads workbooks: XLSX and XLS."""

from extraction.loading.xlsx.legacy import load_xls
from extraction.loading.xlsx.loader import load_xlsx

__all__ = ["load_xls", "load_xlsx"]
