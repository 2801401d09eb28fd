"""The parts of an OFD package: documents, pages, templates and pictures, by their XML (GB/T 33190—2016).

OFD is a zip of XML files that name one another by paths, relative to the file that names them or, with
a leading slash, to the root. Producers differ in namespaces and prefixes; elements are known by their
local names.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extraction.errors import DamagedError, EncryptedError, LimitExceededError
from extraction.loading.office_package import Package

MAXIMUM_PAGES = 5_000
_A4 = (0.0, 0.0, 210.0, 297.0)
_KIND = "an OFD document"
_REMEDY = "open it in an OFD reader and save it anew, or as PDF"


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page: its area in millimetres (x, y, width, height) and its contents, templates first."""

    area: tuple[float, float, float, float]
    contents: tuple[etree._Element, ...]


class OfdPackage:
    """Reads the XML of a package; all errors name the file and the part."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._names = {name.lower(): name for name in package.names}
        self._root = self._xml("OFD.xml")
        if child(self._root, "Encryptions") is not None or "encryptions.xml" in self._names:
            remedy = "save it without a password"
            raise EncryptedError(_KIND, "a password-protected file", remedy, path=package.path)
        self._areas: dict[str, tuple[float, float, float, float]] = {}
        self._pictures: dict[str, str] = {}

    @property
    def title(self) -> str | None:
        """The title that the document declares."""
        found = next((e for e in self._root.iter() if local(e) == "Title"), None)
        text = "" if found is None else (found.text or "").strip()
        return text or None

    def pages(self) -> Iterator[OfdPage]:
        """Yield the pages of all documents in the package."""
        count = 0
        for body in children(self._root, "DocBody"):
            root = child(body, "DocRoot")
            if root is None or not (root.text or "").strip():
                continue
            where = _resolve("OFD.xml", (root.text or "").strip())
            for page in self._document(where):
                count += 1
                if count > MAXIMUM_PAGES:
                    limit = f"at most {MAXIMUM_PAGES} pages"
                    found = "more"
                    path = self._package.path
                    raise LimitExceededError(limit, found, "split the file", path=path)
                yield page
        if not count:
            raise self._damaged("a document without pages")

    def picture(self, resource: str) -> bytes | None:
        """Return the bytes of a picture resource, None if it is not in the package."""
        name = self._names.get(self._pictures.get(resource, "").lower())
        return None if name is None else self._package.read(name)

    def _document(self, where: str) -> Iterator[OfdPage]:
        document = self._xml(where)
        common = child(document, "CommonData")
        area = _area(common) or _A4
        templates: dict[str, etree._Element] = {}
        for element in () if common is None else common:
            target = _resolve(where, element.get("BaseLoc") or (element.text or "").strip())
            if local(element) == "TemplatePage":
                templates[element.get("ID") or ""] = self._xml(target)
            elif local(element) in ("PublicRes", "DocumentRes"):
                self._read_resources(target)
        pages = child(document, "Pages")
        for element in () if pages is None else children(pages, "Page"):
            page = self._xml(_resolve(where, element.get("BaseLoc") or ""))
            used = [templates.get(t.get("TemplateID") or "") for t in children(page, "Template")]
            contents = tuple(e for e in (*used, page) if e is not None)
            yield OfdPage(_area(page) or area, contents)

    def _read_resources(self, where: str) -> None:
        if where.lower() not in self._names:
            return
        root = self._xml(where)
        base = _resolve(where, (root.get("BaseLoc") or "") + "/")
        for media in (e for e in root.iter() if local(e) == "MultiMedia"):
            file = child(media, "MediaFile")
            if file is not None and file.text:
                place = posixpath.join(base, file.text.strip())
                self._pictures[media.get("ID") or ""] = posixpath.normpath(place).lstrip("/")

    def _xml(self, where: str) -> etree._Element:
        name = self._names.get(where.lower())
        if name is None:
            raise self._damaged(f"no part {where}")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self._package.read_xml(name), parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged(f"broken XML in {where} ({error})") from error

    def _damaged(self, found: str) -> DamagedError:
        return DamagedError(_KIND, found, _REMEDY, path=self._package.path)


def local(element: etree._Element) -> str:
    """Return an element's local name, "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the children with a local name."""
    return [e for e in element if local(e) == name]


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child with a local name."""
    return next(iter(children(element, name)), None)


def numbers(text: str | None) -> list[float]:
    """Return the numbers of a space-separated list; what is no number is left out."""
    found = []
    for part in (text or "").split():
        try:
            value = float(part)
        except ValueError:
            continue
        if abs(value) < 1e7:
            found.append(value)
    return found


def _area(element: etree._Element | None) -> tuple[float, float, float, float] | None:
    """Return the physical box of a page area."""
    for area in () if element is None else (e for e in element if local(e) in ("PageArea", "Area")):
        box = child(area, "PhysicalBox")
        values = numbers(None if box is None else box.text)
        if len(values) == 4 and values[2] > 0 and values[3] > 0:
            return values[0], values[1], values[2], values[3]
    return None


def _resolve(where: str, target: str) -> str:
    path = target if target.startswith("/") else posixpath.join(posixpath.dirname(where), target)
    return posixpath.normpath(path).lstrip("/")
