"""Take corrections out: as gold JSON, or as corrected results (records, tables, workbook, page)."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from annotations.gold import to_json
from annotations.producing import ProduceSettings, produce
from annotations.review.context import context_of, session_of
from annotations.review.heavy import in_turn

router = APIRouter()


@router.get("/export/layers/{layer_id}.json")
def one(request: Request, layer_id: int) -> Response:
    """Return a layer as a gold file."""
    session_of(request)
    record = context_of(request).store.export(layer_id)
    name = f'attachment; filename="{record.sha256[:16]}.json"'
    return JSONResponse(to_json(record), headers={"Content-Disposition": name})


@router.get("/export/corrected.zip")
@in_turn("computing")
def everything(request: Request) -> Response:
    """Return every finished layer as a gold file, with its text, in one archive."""
    session_of(request)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for found in context_of(request).store.corrected():
            name = found.document.sha256[:16]
            data = json.dumps(to_json(found.record), ensure_ascii=False, indent=0)
            archive.writestr(f"gold/{name}.json", data + "\n")
            archive.writestr(
                f"text/{found.document.sha256}.txt", found.text.encode("utf-8", "surrogatepass")
            )
    headers = {"Content-Disposition": 'attachment; filename="corrected.zip"'}
    return Response(out.getvalue(), media_type="application/zip", headers=headers)


@router.get("/export/results.zip")
@in_turn("computing")
def results(request: Request, done: bool = False) -> Response:
    """Return the corrected results of all documents (of the finished ones) in one archive."""
    session_of(request)
    return _results(request, ProduceSettings(done_only=done, each=True))


@router.get("/export/documents/{document_id}.zip")
@in_turn("computing")
def result(request: Request, document_id: int) -> Response:
    """Return the corrected result of one document."""
    session_of(request)
    stored = context_of(request).store.document(document_id)
    return _results(request, ProduceSettings(documents=frozenset({stored.id})))


def _results(request: Request, settings: ProduceSettings) -> Response:
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        produce(context_of(request).store, folder, settings)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
                archive.write(path, path.relative_to(folder).as_posix())
    headers = {"Content-Disposition": 'attachment; filename="results.zip"'}
    return Response(out.getvalue(), media_type="application/zip", headers=headers)
