"""Answers kept on disk by the content of their question (缓存): the same question is never paid twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class AnswerCache:
    """A folder of JSON files, each named by the hash of its request and server."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @staticmethod
    def key(url: str, body: Mapping[str, Any]) -> str:
        """Return the hash of a request; streaming or not makes no other question."""
        asked = {"url": url, **{k: v for k, v in body.items() if not k.startswith("stream")}}
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """Return a kept answer; a file that was damaged counts as none."""
        if self._folder is None:
            return None
        try:
            content = json.loads(self._path(key).read_text(encoding="utf-8"))["content"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return content if isinstance(content, str) else None

    def put(self, key: str, content: str, body: Mapping[str, Any]) -> None:
        """Keep an answer with its question, whole or not at all."""
        if self._folder is None:
            return
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.part")
        kept = json.dumps({"request": body, "content": content}, ensure_ascii=False, indent=1)
        partial.write_text(kept, encoding="utf-8")
        partial.replace(path)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / key[:2] / f"{key}.json"
