"""Loads DOCX documents."""

from extraction.loading.docx.loader import load_docx

__all__ = ["load_docx"]
