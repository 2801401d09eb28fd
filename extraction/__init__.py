"""Extraction: from a report's file to its checked record."""
