"""A small writer of OFD packages for tests: lines of text, ruling lines and tables in millimetres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass
class OfdWriter:
    """Collects pages, each a list of objects as XML."""

    pages: list[list[str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def page(self) -> None:
        """Begin a page."""
        self.pages.append([])

    def text(
        self, x: float, y: float, text: str, *, size: float = 4.0, grouped: bool = True
    ) -> None:
        """Print `text` with its base line starting at (x, y)."""
        steps = [size if c >= "\u2e80" else size / 2 for c in text[:-1]]
        same = grouped and len(set(steps)) == 1
        deltas = f"g {len(steps)} {steps[0]}" if same else " ".join(map(str, steps))
        attributes = f'X="0" Y="{size}"' + (f' DeltaX="{deltas}"' if steps else "")
        self.pages[-1].append(
            f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 200 {size * 1.3}" Font="1" Size="{size}">'
            f"<ofd:TextCode {attributes}>{escape(text)}</ofd:TextCode></ofd:TextObject>"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a thin line."""
        self.pages[-1].append(
            f'<ofd:PathObject ID="2" Boundary="{x0} {y0} {x1 - x0 + 0.2} {y1 - y0 + 0.2}" '
            f'LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}'
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def table(self, x: float, y: float, rows: Sequence[Sequence[str]], width: float = 40.0) -> None:
        """Draw a ruled table with its top left corner at (x, y), rows 8 mm high."""
        columns = len(rows[0])
        for i in range(len(rows) + 1):
            self.line(x, y + 8 * i, x + width * columns, y + 8 * i)
        for k in range(columns + 1):
            self.line(x + width * k, y, x + width * k, y + 8 * len(rows))
        for i, row in enumerate(rows):
            for k, text in enumerate(row):
                if text:
                    self.text(x + width * k + 2, y + 8 * i + 5.5, text)

    def picture(self, data: bytes, boundary: str) -> None:
        """Place a picture resource."""
        self.files["Doc_0/Res/image_1.png"] = data
        self.pages[-1].append(f'<ofd:ImageObject ID="9" ResourceID="7" Boundary="{boundary}"/>')

    def data(self, *, title: str = "") -> bytes:
        """Return the package."""
        listed = "".join(
            f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>'
            for i in range(len(self.pages))
        )
        parts = {
            "OFD.xml": f"<ofd:OFD {_SPACE}><ofd:DocBody><ofd:DocInfo><ofd:Title>{title}</ofd:Title>"
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea>"
            "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/DocumentRes.xml": f'<ofd:Res {_SPACE} BaseLoc="Res"><ofd:MultiMedias>'
            '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>image_1.png</ofd:MediaFile>'
            "</ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
        }
        for i, objects in enumerate(self.pages):
            parts[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
                f'<ofd:Page {_SPACE}><ofd:Content><ofd:Layer ID="5">{"".join(objects)}</ofd:Layer>'
                "</ofd:Content></ofd:Page>"
            )
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
            for name, content in self.files.items():
                archive.writestr(name, content)
        return target.getvalue()
