"""A fallback font for machines without Chinese fonts, so that text does not depend on what is installed.

Where a PDF does not embed its font and the system has none for Chinese, pdfium finds no glyph, takes
the size of a lone character for nothing and leaves it out of the page's text. The packaged font has one
shape, a box, for every Chinese character: enough to measure, none to read. It is offered to pdfium only
where a page of our own shows that it is needed, so pages are drawn as before wherever they can be read.

`fonts/boxes.ttf` is our own, made by `tests/loading/pdf/boxes_font.py`.
"""

from __future__ import annotations

import ctypes
import logging
import os
import re
import sys
from contextlib import ExitStack
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pypdfium2.raw as raw

_PROBE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 33>> stream
BT /F 12 Tf 20 20 Td <7C73> Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>> endobj
6 0 obj <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 7 0 R
/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>> endobj
7 0 obj <</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 880/Descent -120/CapHeight 880
/FontBBox[0 -120 1000 880]/ItalicAngle 0/StemV 90>> endobj
trailer <</Root 1 0 R>>
"""
"""A page with one character, 米, in a font that is not embedded."""
_SYSTEM_FOLDERS = (
    b"/usr/share/fonts",
    b"/usr/share/X11/fonts/Type1",
    b"/usr/share/X11/fonts/TTF",
    b"/usr/local/share/fonts",
)
_KNOWN = re.compile(
    r"noto(?:sans|serif)(?:mono)?cjk|wqy|uming|ukai|sim(?:sun|hei)|sourcehan|droidsansfallback"
)
_log = logging.getLogger(__name__)
_kept = ExitStack()
_held: list[Any] = []
"""What pdfium points to and Python must not free."""


def reads_lone_characters() -> bool:
    """Tell whether pdfium reads a lone character in a Chinese font that is not embedded."""
    probe = raw.FPDF_LoadMemDocument(_PROBE, len(_PROBE), None)
    page = raw.FPDF_LoadPage(probe, 0)
    text = raw.FPDFText_LoadPage(page)
    found = bool(raw.FPDFText_CountChars(text) > 0)
    raw.FPDFText_ClosePage(text)
    raw.FPDF_ClosePage(page)
    raw.FPDF_CloseDocument(probe)
    return found


def _known_font() -> bool:
    folders = (Path(f.decode()) for f in _SYSTEM_FOLDERS)
    found = (name for folder in folders for _, _, names in os.walk(folder) for name in names)
    return any(_KNOWN.match(name.lower()) for name in found)


@cache
def provide() -> bool:
    """Offer the packaged font to pdfium where the system has none; tell whether that was needed.

    To be called before the first document is opened: pdfium starts anew with the folder added. A
    known font file in the system's folders spares the probe, for which pdfium would load the font.
    """
    if not sys.platform.startswith("linux") or _known_font() or reads_lone_characters():
        return False
    folder = _kept.enter_context(as_file(files(__package__).joinpath("fonts")))
    folders = [*_SYSTEM_FOLDERS, str(folder).encode()]
    paths = (ctypes.c_char_p * (len(folders) + 1))(*folders, None)
    config = raw.FPDF_LIBRARY_CONFIG(version=2)
    config.m_pUserFontPaths = ctypes.cast(paths, type(config.m_pUserFontPaths))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(config)
    _held.append((paths, config))
    _log.info(
        "no Chinese font on this machine: text of fonts that are not embedded is measured by boxes"
    )
    return True
