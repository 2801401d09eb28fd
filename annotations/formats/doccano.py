"""doccano's JSON Lines: `text`, `entities` and `relations`, or the older `label` triples.

Offsets are code points. doccano keeps no surfaces; they stand in the key `jixiao`, which it carries along
as metadata, with name, hash, ids, flags, yuan and equations. Without that key surfaces cannot be
verified, which is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.formats import sidecar
from annotations.formats.files import inputs, read_utf8, write_utf8
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
from annotations.record import Annotation

RELATION = "link"


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read an export: one JSON object a line, objects over several lines, or one list of them."""
    losses, texts = Losses(), []
    for file in inputs(path, ".jsonl"):
        for line, item in _objects(file):
            where = f"{file}:{line}"
            try:
                texts.append(_read(item, where, f"{file.stem}-{line}", settings, losses))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                if isinstance(error, ImportRefusedError):
                    raise
                problem = f"expected a doccano example, found {error!r}"
                raise ImportRefusedError(where, problem) from error
    return Reading(tuple(texts), losses)


def _objects(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield every JSON object of a file with the line where it starts."""
    content, decoder, position = read_utf8(path), json.JSONDecoder(), 0
    while True:
        while position < len(content) and content[position].isspace():
            position += 1
        if position == len(content):
            return
        line = content.count("\n", 0, position) + 1
        try:
            item, position = decoder.raw_decode(content, position)
        except ValueError as error:
            raise ImportRefusedError(f"{path}:{line}", f"expected JSON, found {error}") from error
        for one in item if isinstance(item, list) else [item]:
            yield line, one


def _read(
    item: Mapping[str, Any], where: str, name: str, settings: FormatSettings, losses: Losses
) -> AnnotatedText:
    text = item["text"] if "text" in item else item["data"]
    extra = item.get(sidecar.KEY) or (item.get("meta") or {}).get(sidecar.KEY)
    kept = sidecar.from_sidecar(extra, where)
    surfaces = _surfaces(extra) if isinstance(extra, Mapping) else {}
    names = sidecar.Names([k.id for k in kept.spans.values()])
    spans: dict[Any, tuple[Annotation, str]] = {}
    for key, start, end, label_name in _entities(item):
        place = f"{where}, entity {key}"
        label = read_label(label_name, settings, place)
        if label is None:
            losses.add("span with a label that is not taken over")
            continue
        surface = surfaces.get((start, end))
        span_at(text, start, end, surface, place)
        losses.add("surface to verify offsets against (none in the file)", int(surface is None))
        span = kept.annotation(start, end, label, text[start:end], fallback=names.fresh())
        spans[key] = (span, place)
    for relation in item.get("relations", ()):
        if relation["from_id"] not in spans or relation["to_id"] not in spans:
            losses.add("relation with a span that is not taken over")
            continue
        span, place = spans[relation["from_id"]]
        target = spans[relation["to_id"]][0].id
        spans[relation["from_id"]] = (replace(span, links=(*span.links, target)), place)
    return build(
        kept.document or name,
        text,
        spans.values(),
        where=where,
        equations=kept.surviving({s.id for s, _ in spans.values()}, losses),
        sha256=kept.sha256,
        annotator=str(item.get("annotator", "")),
    )


def _entities(item: Mapping[str, Any]) -> Iterator[tuple[Any, int, int, str]]:
    if "entities" in item:
        for e in item["entities"]:
            yield e["id"], e["start_offset"], e["end_offset"], e["label"]
        return
    for number, (start, end, label) in enumerate(item.get("label", item.get("labels", ()))):
        yield number, start, end, label


def _surfaces(extra: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    places = ((s[0], s[1]) for s in extra.get("spans", ()))
    return dict(zip(places, extra.get("surfaces", ()), strict=False))


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write all texts into one file."""
    lines = [json.dumps(_item(n, t), ensure_ascii=False) for n, t in enumerate(texts, 1)]
    write_utf8(path, "".join(line + "\n" for line in lines))
    return Losses()


def _item(number: int, annotated: AnnotatedText) -> dict[str, Any]:
    spans = annotated.record.spans
    place = {s.id: k for k, s in enumerate(spans)}
    links = [(s.id, t) for s in spans for t in s.links]
    item: dict[str, Any] = {
        "id": number,
        "text": annotated.text,
        "entities": [
            {"id": k, "label": s.label.value, "start_offset": s.start, "end_offset": s.end}
            for k, s in enumerate(spans)
        ],
        "relations": [
            {"id": k, "from_id": place[a], "to_id": place[b], "type": RELATION}
            for k, (a, b) in enumerate(links)
        ],
        sidecar.KEY: {**sidecar.to_sidecar(annotated), "surfaces": [s.text for s in spans]},
    }
    return {**item, "annotator": annotated.annotator} if annotated.annotator else item
