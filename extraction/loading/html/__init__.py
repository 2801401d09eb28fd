"""Loads web pages."""

from extraction.loading.html.loader import load_html

__all__ = ["load_html"]
