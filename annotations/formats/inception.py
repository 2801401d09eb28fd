"""INCEpTION's UIMA CAS XMI: `NAME.xmi` files with one `TypeSystem.xml`, or the zip it exports.

Layers: `webanno.custom.Mention` (features label, change, budget, identifier, yuan), the relation
`webanno.custom.MentionLink` (Dependent → Governor) and `webanno.custom.Equation` (kind, expression,
status) at a first term. Set the layers to character granularity, crossing sentences. UIMA counts UTF-16
units; the library converts. XML cannot hold control characters: each becomes a blank, which is said.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cassis import (  # type: ignore[import-untyped]  # it ships no types
    Cas,
    TypeSystem,
    load_cas_from_xmi,
    load_typesystem,
)
from lxml import etree

from annotations.formats.files import inputs, named
from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
    build,
    read_label,
    span_at,
)
from annotations.formats.sidecar import Names
from annotations.record import Annotation, AnnotationRecord, Equation
from extraction.errors import MarkupError

_MENTION = "webanno.custom.Mention"
_LINK = "webanno.custom.MentionLink"
_EQUATION = "webanno.custom.Equation"
_META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_FEATURES = {
    _MENTION: ("label", "change", "budget", "identifier", "yuan"),
    _EQUATION: ("kind", "expression", "status"),
    _META: ("documentTitle", "documentId"),
}
_TYPES = "TypeSystem.xml"
_LARGEST = 256 * 1024 * 1024
_CHANGES = {"+": "increase", "-": "decrease"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read an .xmi, a .zip or a folder of them; the type system lies beside each."""
    losses, texts = Losses(), []
    folder = path.is_dir()
    files = [
        *(inputs(path, ".xmi") if not folder or any(path.rglob("*.xmi")) else ()),
        *(sorted(path.rglob("*.zip")) if folder else ()),
    ]
    for file in files or inputs(path, ".xmi"):
        for where, types, data in _members(file):
            texts.append(_read(where, types, data, settings, losses))
    return Reading(tuple(texts), losses)


def _members(path: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield the place, the type system and the content of every CAS in a file."""
    if path.suffix != ".zip":
        types = path.with_name(_TYPES)
        if not types.is_file():
            raise ImportRefusedError(str(path), f"expected {_TYPES} beside it, found none")
        yield str(path), types.read_bytes(), path.read_bytes()
        return
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(i.file_size for i in archive.infolist()) > _LARGEST:
                raise ImportRefusedError(str(path), f"expected at most {_LARGEST} bytes unpacked")
            members = {i.filename: i for i in archive.infolist()}
            types_name = next(n for n in members if n.endswith(_TYPES))
            for name in sorted(n for n in members if n.endswith(".xmi")):
                yield f"{path}!/{name}", archive.read(types_name), archive.read(name)
    except (zipfile.BadZipFile, StopIteration) as error:
        problem = f"expected a zip with {_TYPES}, found {error!r}"
        raise ImportRefusedError(str(path), problem) from error


def _read(
    where: str, types: bytes, data: bytes, settings: FormatSettings, losses: Losses
) -> AnnotatedText:
    cas = _loaded(where, types, data)
    text = cas.sofa_string or ""
    names = Names([m.identifier for m in _all(cas, _MENTION) if m.identifier])
    spans: dict[int, tuple[Annotation, str]] = {}
    for mention in _all(cas, _MENTION):
        place = f"{where}, xmi:id {mention.xmiID}"
        label = read_label(mention.label or "", settings, place)
        if label is None:
            losses.add("span with a label that is not taken over")
            continue
        start, end = span_at(text, mention.begin, mention.end, None, place)
        flags = {"increase": "+", "decrease": "-"}.get(mention.change or "", "")
        flags += "b" if mention.budget == "true" else ""
        name = mention.identifier or names.fresh()
        span = Annotation(name, label, start, end, text[start:end], (), flags, mention.yuan)
        spans[mention.xmiID] = (span, place)
    for link in _all(cas, _LINK):
        ends = (link.Dependent, link.Governor)
        if any(e is None or e.xmiID not in spans for e in ends):
            losses.add("relation with a span that is not taken over")
            continue
        span, place = spans[ends[0].xmiID]
        target = spans[ends[1].xmiID][0].id
        spans[ends[0].xmiID] = (replace(span, links=(*span.links, target)), place)
    equations = _equations(cas, {s.id for s, _ in spans.values()}, where, losses)
    meta = next(iter(_all(cas, _META)), None)
    digest = getattr(meta, "documentId", None) or ""
    return build(
        getattr(meta, "documentTitle", None) or Path(where).stem,
        text,
        spans.values(),
        where=where,
        equations=equations,
        sha256=digest if re.fullmatch(r"[0-9a-f]{64}", digest) else None,
    )


def _equations(cas: Cas, known: set[str], where: str, losses: Losses) -> list[Equation]:
    found: list[Equation] = []
    for fs in _all(cas, _EQUATION):
        try:
            equation = Equation.parse(f"{fs.kind}: {fs.expression}")
        except MarkupError as error:
            raise ImportRefusedError(f"{where}, xmi:id {fs.xmiID}", str(error)) from error
        if set(equation.terms) <= known:
            found.append(replace(equation, status=fs.status))
        else:
            losses.add("equation over a span that is gone")
    return found


def _loaded(where: str, types: bytes, data: bytes) -> Cas:
    try:
        for part in (types, data):
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            root: Any = etree.fromstring(part, parser)
            if root.getroottree().docinfo.doctype:
                raise ImportRefusedError(where, "expected XML without a DOCTYPE, found one")
        typesystem = load_typesystem(io.BytesIO(types))
        return load_cas_from_xmi(io.BytesIO(data), typesystem=typesystem, lenient=True)
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError) as error:
        if isinstance(error, ImportRefusedError):
            raise
        line = getattr(error, "lineno", None)
        place = f"{where}:{line}" if line else where
        raise ImportRefusedError(place, f"expected a UIMA CAS, found {error!r}") from error


def _all(cas: Cas, name: str) -> list[Any]:
    """Return the structures of a type in the order they were written; an index sorts by offset."""
    found = cas.select(name) if cas.typesystem.contains_type(name) else ()
    return sorted(found, key=lambda fs: fs.xmiID)


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write a folder of .xmi files with their type system."""
    losses = Losses()
    path.mkdir(parents=True, exist_ok=True)
    types = type_system()
    (path / _TYPES).write_bytes(types.to_xml().encode("utf-8"))
    for name, annotated in named(texts):
        cas = _cas(annotated, types, losses)
        (path / f"{name}.xmi").write_bytes(cas.to_xmi().encode("utf-8"))
    return losses


def type_system() -> TypeSystem:
    """Return the layers."""
    types = TypeSystem()
    for name, features in _FEATURES.items():
        base = "uima.tcas.DocumentAnnotation" if name == _META else "uima.tcas.Annotation"
        kind = types.create_type(name=name, supertypeName=base)
        for feature in features:
            types.create_feature(kind, name=feature, rangeType="uima.cas.String")
    link = types.create_type(name=_LINK, supertypeName="uima.tcas.Annotation")
    for end in ("Dependent", "Governor"):
        types.create_feature(link, name=end, rangeType=_MENTION)
    return types


def _cas(annotated: AnnotatedText, types: TypeSystem, losses: Losses) -> Cas:
    record = annotated.record
    text = _writable(annotated.text, losses)
    cas = Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = text, "text/plain"
    meta = types.get_type(_META)
    title = _writable(record.document, losses)
    cas.add(meta(begin=0, end=len(text), documentTitle=title, documentId=record.sha256))
    mentions: dict[str, Any] = {}
    for span in record.spans:
        change = next((_CHANGES[f] for f in span.flags if f in _CHANGES), None)
        mentions[span.id] = types.get_type(_MENTION)(
            begin=span.start,
            end=span.end,
            label=span.label.value,
            change=change,
            budget="true" if "b" in span.flags else None,
            identifier=_writable(span.id, losses),
            yuan=span.yuan,
        )
        cas.add(mentions[span.id])
    for span in record.spans:
        for target in span.links:
            ends = {"Dependent": mentions[span.id], "Governor": mentions[target]}
            cas.add(types.get_type(_LINK)(begin=span.start, end=span.end, **ends))
    _add_equations(cas, types, record, losses)
    losses.add("annotator", int(bool(annotated.annotator)))
    return cas


def _add_equations(cas: Cas, types: TypeSystem, record: AnnotationRecord, losses: Losses) -> None:
    place = {s.id: s for s in record.spans}
    for equation in record.equations:
        first = place[equation.terms[0]]
        kept = {"kind": equation.kind, "expression": equation.expression, "status": equation.status}
        cas.add(types.get_type(_EQUATION)(begin=first.start, end=first.end, **kept))


def _writable(text: str, losses: Losses) -> str:
    """Return the text with a blank for every character that XML cannot hold."""
    plain, count = _NOT_XML.subn(" ", text)
    losses.add("control character (replaced by a blank)", count)
    return plain
