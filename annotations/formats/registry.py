"""The formats by name; other packages add theirs through the entry-point group `jixiao.formats`.

A format is a module with `read(path, settings) -> Reading` and `write(texts, path, settings) -> Losses`;
it is imported when it is first used, since some need heavy libraries.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Protocol, cast

from annotations.formats.model import AnnotatedText, FormatSettings, Losses, Reading
from extraction.errors import MissingToolError

_GROUP = "jixiao.formats"


class FormatModule(Protocol):
    """What the module of a format offers."""

    def read(self, path: Path, settings: FormatSettings) -> Reading:
        """Read a file or folder; raise `ImportRefusedError` where it contradicts itself."""
        ...

    def write(self, texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
        """Write texts to a file or folder; return what could not be carried over."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, what it is, what a path of it holds, and the package it needs."""

    name: str
    description: str
    holds: str
    module: str
    needs: str = ""

    def read(self, path: str | Path, settings: FormatSettings | None = None) -> Reading:
        """Read a file or folder of this format.

        Raises:
            ImportRefusedError: it contradicts its text or itself; the message names the line or item.
            MissingToolError: the package it needs is not installed.
        """
        return self._load().read(Path(path), settings or FormatSettings())

    def write(
        self,
        texts: Sequence[AnnotatedText],
        path: str | Path,
        settings: FormatSettings | None = None,
    ) -> Losses:
        """Write texts in this format; return what it could not carry."""
        return self._load().write(texts, Path(path), settings or FormatSettings())

    def _load(self) -> FormatModule:
        try:
            return cast(FormatModule, importlib.import_module(self.module))
        except ImportError as error:
            raise MissingToolError(
                f"the package {self.needs or error.name} for the format {self.name}",
                "none",
                f"install it: pip install {self.needs or error.name}",
            ) from error


def _own(name: str, module: str, holds: str, description: str, needs: str = "") -> Format:
    return Format(name, description, holds, f"annotations.formats.{module}", needs)


_OWN = (
    _own("json", "own_json", "folder or .json", "this project's stand-off JSON with its texts"),
    _own("inline", "inline_text", "folder or .txt", "marks in the text: ⟦LABEL id>links|text⟧"),
    _own("records", "records", "folder", "what `jixiao extract` wrote (read only)"),
    _own("labelstudio", "label_studio", ".json", "Label Studio tasks"),
    _own("doccano", "doccano", ".jsonl", "doccano sequence labelling with relations"),
    _own("brat", "brat", "folder of .txt and .ann", "brat stand-off"),
    _own("inception", "inception", "folder, .xmi or .zip", "UIMA CAS XMI", "dkpro-cassis"),
    _own("conll", "conll", ".conll", "CoNLL columns with BIO tags"),
    _own("docbin", "docbin", ".spacy", "spaCy DocBin", "spacy"),
    _own("datasets", "hub_datasets", "folder", "Hugging Face datasets on disk", "datasets"),
)


def formats() -> dict[str, Format]:
    """Return every format by name, this package's first."""
    found = {f.name: f for f in _OWN}
    for entry in sorted(metadata.entry_points(group=_GROUP)):
        found.setdefault(entry.name, Format(entry.name, entry.value, "path", entry.value))
    return found
