"""Makes `extraction/loading/pdf/fonts/boxes.ttf`: one box for every Chinese character (needs fontTools).

python -m tests.loading.pdf.boxes_font TARGET
"""

from __future__ import annotations

import sys
from typing import Any

_FULL = (
    (0xA1, 0x500),
    (0x2010, 0x2800),
    (0x2E80, 0xA000),
    (0xF900, 0xFB00),
    (0xFE30, 0xFE50),
    (0xFF01, 0xFFEF),
)
_CHINESE_JAPANESE_KOREAN = 1 << 17 | 1 << 18 | 1 << 19 | 1 << 20


def make() -> Any:
    """Return the font: glyphs "full" and "half", a character map of format 13 (many to one)."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "full", "half"])
    boxes = {".notdef": 1000, "full": 1000, "half": 500}
    builder.setupGlyf({name: _box(width) for name, width in boxes.items()})
    builder.setupHorizontalMetrics({name: (width, 40) for name, width in boxes.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    half = dict.fromkeys(range(0x21, 0x7F), "half")
    builder.setupCharacterMap(half)
    builder.setupOS2(
        sTypoAscender=880,
        sTypoDescender=-120,
        usWinAscent=880,
        usWinDescent=120,
        ulCodePageRange1=_CHINESE_JAPANESE_KOREAN,
        ulUnicodeRange2=1 << 27,
    )
    builder.setupNameTable({"familyName": "Jixiao Boxes", "styleName": "Regular"})
    builder.setupPost()
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = {**half, **{c: "full" for first, end in _FULL for c in range(first, end)}}
    builder.font["cmap"].tables = [table]
    return builder.font


def _box(width: int) -> Any:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    corners = [(40, -80), (40, 800), (width - 40, 800), (width - 40, -80)]
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    make().save(sys.argv[1])
