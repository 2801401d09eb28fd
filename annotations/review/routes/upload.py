"""Bring a report in through the browser: bounded in size, of a known kind, read like any other."""

from __future__ import annotations

import logging
import threading
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from annotations.accounts.roles import require
from annotations.review.context import Context, context_of, page, refuse_forged, session_of
from annotations.review.heavy import WAITING_UPLOADS, in_turn
from annotations.store import edits_of_markup
from annotations.store.importing import MODEL
from extraction.errors import (
    DamagedError,
    EncryptedError,
    LimitExceededError,
    LoadError,
    MissingToolError,
    UnsupportedFormatError,
)
from extraction.labels import VALUES
from extraction.loading.formats import detect_format
from extraction.loading.source import Source

router = APIRouter()
_log = logging.getLogger(__name__)
_ONE_AT_A_TIME = threading.Lock()
"""Identical uploads at once are one; the others wait for the one worker anyway."""
_WAITING = threading.BoundedSemaphore(WAITING_UPLOADS)
ACCEPTED = frozenset({"txt", "pdf", "docx", "html", "xlsx", "xls", "ofd", "doc", "wps", "et"})
"""All formats that `extract` reads."""
_REASONS = {
    UnsupportedFormatError: "upload_type",
    EncryptedError: "upload_encrypted",
    DamagedError: "upload_damaged",
    LimitExceededError: "upload_limit",
    MissingToolError: "upload_tool",
}


@router.post("/upload")
@in_turn("uploading")
def upload(
    request: Request, report: Annotated[UploadFile, File()], csrf: Annotated[str, Form()] = ""
) -> Response:
    """Read an uploaded report and open it."""
    session = session_of(request)
    context = context_of(request)
    refuse_forged(session, csrf)
    require(session.role, "edit")
    data = report.file.read(context.settings.maximum_upload + 1)
    if len(data) > context.settings.maximum_upload:
        return page(request, "error.html", status=413, problem="upload_large")
    name = PurePath((report.filename or "report").replace("\\", "/")).name[:200] or "report"
    try:
        source = Source.of(name, data)
        if detect_format(source) not in ACCEPTED:
            return page(request, "error.html", status=415, problem="upload_type")
        if not _WAITING.acquire(blocking=False):
            return page(request, "error.html", status=503, problem="error_503")
        try:
            document_id = _take_in(context, source)
        finally:
            _WAITING.release()
        if document_id is None:
            return page(request, "error.html", status=422, problem="upload_no_report")
    except LoadError as error:
        _log.warning("upload refused: %s", error)
        return page(request, "error.html", status=422, problem=_reason(error), message=name)
    return RedirectResponse(f"/documents/{document_id}", 303)


def _reason(error: LoadError) -> str:
    """The message that says in the reader's words why a file is not read."""
    found = (key for kind, key in _REASONS.items() if isinstance(error, kind))
    return next(found, "upload_failed")


def _take_in(context: Context, source: Source) -> int | None:
    """Read and store a report; None where the file holds no figure and no indicator."""
    known = context.store.find_document(source.sha256)
    if known is not None:
        return known.id
    with _ONE_AT_A_TIME:
        known = context.store.find_document(source.sha256)  # by an upload that went before
        if known is not None:
            return known.id
        found = context.reader.read(source)
        if not any(m.label in VALUES for m in found.markup.mentions):
            return None
        document, header = found.document, {"partial": found.partial}
        kept = context.originals.keep(source.sha256, document.format, source.data)
        stored = context.store.add_document(document, source=kept, header_json=header)
        edits = edits_of_markup(found.markup)
        origin = f"upload, {found.model}"
        context.store.create_layer(stored.id, MODEL, kind="model", edits=edits, origin=origin)
        return stored.id
