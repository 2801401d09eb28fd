"""Label Studio tasks: regions with labels, relations, and per-region choices for the flags.

A task holds the text at `data.text`; `data.jixiao` keeps name, hash, ids, yuan and equations, which the
tool carries along. Offsets are code points in current versions and UTF-16 units before 1.5
(HumanSignal/label-studio issue 1347): a reader takes whichever makes every surface agree. Beside the
tasks, `NAME.config.xml` is the labelling interface they need.
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
from annotations.formats.offsets import Utf16Offsets
from annotations.record import Annotation
from extraction.labels import Label

_CHOICES = {"+": "increase", "-": "decrease", "b": "budget"}
_FLAGS = {v: k for k, v in _CHOICES.items()}


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read exported tasks; each finished annotation (else each prediction) gives one text."""
    losses = Losses()
    texts: list[AnnotatedText] = []
    for file in inputs(path, ".json"):
        try:
            tasks = json.loads(read_utf8(file))
        except ValueError as error:
            raise ImportRefusedError(str(file), f"expected JSON, found {error}") from error
        for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
            texts.extend(_read_task(task, f"{file}: task {number}", settings, losses))
    return Reading(tuple(texts), losses)


def _read_task(
    task: Any, where: str, settings: FormatSettings, losses: Losses
) -> Iterator[AnnotatedText]:
    try:
        text, extra = task["data"]["text"], task["data"].get(sidecar.KEY)
        done = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
        versions = done or list(task.get("predictions") or ())
        losses.add("skipped annotation", len(task.get("annotations") or ()) - len(done))
        kept = sidecar.from_sidecar(extra, where)
        name = kept.document or str(task.get("id", where))
        for place, version in enumerate(versions or [{"result": []}], 1):
            reader = _Version(text, kept, f"{where}, annotation {place}", settings, losses)
            yield reader.read(version, name)
    except (KeyError, TypeError, AttributeError) as error:
        raise ImportRefusedError(where, f"expected a Label Studio task, found {error!r}") from error


class _Version:
    """Reads the regions and relations of one annotation."""

    def __init__(
        self,
        text: str,
        kept: sidecar.Sidecar,
        where: str,
        settings: FormatSettings,
        losses: Losses,
    ) -> None:
        self.text, self.kept, self.where = text, kept, where
        self.settings, self.losses = settings, losses

    def read(self, version: Mapping[str, Any], name: str) -> AnnotatedText:
        results = list(version["result"])
        regions = [r for r in results if r["type"] == "labels"]
        offsets = self._offsets(regions)
        names = sidecar.Names([k.id for k in self.kept.spans.values()])
        flags = {r["id"]: r["value"]["choices"] for r in results if r["type"] == "choices"}
        spans: dict[str, tuple[Annotation, str]] = {}
        for region in regions:
            where = f"{self.where}, region {region['id']}"
            label = read_label(_one(region["value"]["labels"], where), self.settings, where)
            if label is None:
                self.losses.add("span with a label that is not taken over")
                continue
            value, (start, end) = region["value"], offsets[region["id"]]
            span_at(self.text, start, end, value.get("text"), where)
            span = self.kept.annotation(
                start, end, label, self.text[start:end], fallback=names.fresh()
            )
            if region["id"] in flags:
                chosen = "".join(_FLAGS.get(c, "") for c in flags[region["id"]])
                span = replace(span, flags=chosen)
            spans[region["id"]] = (span, where)
        self._link(results, spans)
        known = {s.id for s, _ in spans.values()}
        author = version.get("completed_by") or ""
        return build(
            name,
            self.text,
            spans.values(),
            where=self.where,
            equations=self.kept.surviving(known, self.losses),
            sha256=self.kept.sha256,
            annotator=author.get("email", "") if isinstance(author, Mapping) else str(author),
        )

    def _offsets(self, regions: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
        """Return code-point offsets: as given, or from UTF-16 where only that fits every surface."""
        given = {r["id"]: (r["value"]["start"], r["value"]["end"]) for r in regions}
        table = Utf16Offsets(self.text)
        surfaces = {r["id"]: r["value"].get("text") for r in regions}
        end = len(self.text)
        as_given = all(e <= end and self.text[s:e] == surfaces[k] for k, (s, e) in given.items())
        if table.same or as_given:
            return given
        points = {k: (table.to_points(s), table.to_points(e)) for k, (s, e) in given.items()}
        sound = {k: (s, e) for k, (s, e) in points.items() if s is not None and e is not None}
        fits = all(k in sound and self.text[slice(*sound[k])] == surfaces[k] for k in given)
        return sound if fits else given

    def _link(
        self, results: Sequence[Mapping[str, Any]], spans: dict[str, tuple[Annotation, str]]
    ) -> None:
        for relation in (r for r in results if r["type"] == "relation"):
            source, target = relation["from_id"], relation["to_id"]
            if relation.get("direction") == "left":
                source, target = target, source
            if source not in spans or target not in spans:
                self.losses.add("relation with a span that is not taken over")
                continue
            span, where = spans[source]
            spans[source] = (replace(span, links=(*span.links, spans[target][0].id)), where)


def _one(labels: Sequence[str], where: str) -> str:
    if len(labels) != 1:
        raise ImportRefusedError(where, f"expected one label a region, found {labels}")
    return labels[0]


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write all texts as tasks of one file, with the labelling interface beside it."""
    tasks = [_task(n, annotated, settings) for n, annotated in enumerate(texts, 1)]
    write_utf8(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    write_utf8(path.with_suffix(".config.xml"), interface())
    return Losses()


def _task(number: int, annotated: AnnotatedText, settings: FormatSettings) -> dict[str, Any]:
    result = list(_results(annotated, settings))
    version: dict[str, Any] = {"result": result}
    if settings.predictions:
        version["model_version"] = annotated.annotator or "jixiao"
    else:
        version["completed_by"] = {"email": annotated.annotator}
    data = {"text": annotated.text, sidecar.KEY: sidecar.to_sidecar(annotated)}
    kind = "predictions" if settings.predictions else "annotations"
    return {"id": number, "data": data, kind: [version]}


def _results(annotated: AnnotatedText, settings: FormatSettings) -> Iterator[dict[str, Any]]:
    table = Utf16Offsets(annotated.text)
    for span in annotated.record.spans:
        start, end = span.start, span.end
        if settings.utf16:
            start, end = table.to_units(start), table.to_units(end)
        place = {"start": start, "end": end, "text": span.text}
        shared = {"id": span.id, "to_name": "text"}
        labels = {**place, "labels": [span.label.value]}
        yield {**shared, "from_name": "label", "type": "labels", "value": labels}
        if span.flags:
            choices = {**place, "choices": [_CHOICES[f] for f in span.flags]}
            yield {**shared, "from_name": "flags", "type": "choices", "value": choices}
    for span in annotated.record.spans:
        for target in span.links:
            ends = {"from_id": span.id, "to_id": target}
            yield {"type": "relation", "direction": "right", "labels": [], **ends}


def interface() -> str:
    """Return the labelling interface (XML) that the tasks need."""
    labels = "\n".join(f'    <Label value="{label.value}"/>' for label in Label)
    choices = "\n".join(f'    <Choice value="{choice}"/>' for choice in _FLAGS)
    return (
        f'<View>\n  <Labels name="label" toName="text">\n{labels}\n  </Labels>\n'
        '  <Text name="text" value="$text" granularity="symbol"/>\n'
        '  <Choices name="flags" toName="text" perRegion="true" choice="multiple" '
        'whenTagName="label">\n'
        f"{choices}\n  </Choices>\n  <Relations/>\n</View>\n"
    )
