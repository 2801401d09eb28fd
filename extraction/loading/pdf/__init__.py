"""PDF: characters and ruling lines of every page to paragraphs and tables."""

from extraction.loading.pdf.loader import PdfSettings, load_pdf

__all__ = ["PdfSettings", "load_pdf"]
