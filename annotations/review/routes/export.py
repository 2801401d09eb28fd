"""Take corrections out: one layer, or all that is done, as gold JSON."""

from __future__ import annotations

import io
import json
import zipfile

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from annotations.gold import to_json
from annotations.review.context import context_of, session_of

router = APIRouter()


@router.get("/export/layers/{layer_id}.json")
def one(request: Request, layer_id: int) -> Response:
    """Return a layer as a gold file."""
    session_of(request)
    record = context_of(request).store.export(layer_id)
    name = f'attachment; filename="{record.sha256[:16]}.json"'
    return JSONResponse(to_json(record), headers={"Content-Disposition": name})


@router.get("/export/corrected.zip")
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
