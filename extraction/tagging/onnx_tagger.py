"""The shipped tagger (ONNX 标注器): exported weights, run by onnxruntime alone.

A folder of weights is checked against the SHA-256 sums in its `config.json` before anything is
loaded; the layout of the folder is described in `models.export`, which writes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extraction.document import Document
from extraction.errors import ModelError
from extraction.labels import Label
from extraction.linking.learned import LinkSettings
from extraction.markup import Markup
from extraction.tagging.advice import AdviceSettings
from extraction.tagging.neural import NeuralTagger, TaggerSettings
from extraction.tagging.patterns import PatternTagger
from extraction.tagging.tokens import (
    CharacterReader,
    SubwordReader,
    TokenReader,
    of_one_length,
    spread_classes,
    spread_values,
)
from extraction.tagging.windows import WindowPlan

Floats = NDArray[np.float32]
PRECISIONS = {"int8": "model.int8.onnx", "fp32": "model.onnx"}


class OnnxTagger:
    """A `Tagger` on exported weights.

    Attributes:
        hands: tells how many windows are scored at once, each by itself on a thread of its own; asked before
            each few windows.

    Raises:
        ModelError: the folder is incomplete, a file's hash is not the recorded one, or the labels
            are not this version's.
    """

    def __init__(self, path: str | Path, *, threads: int = 1, precision: str = "int8") -> None:
        folder = Path(path)
        if precision not in PRECISIONS:
            raise ValueError(f"expected a precision of {sorted(PRECISIONS)}, found {precision!r}")
        model, section = PRECISIONS[precision], read_section(folder)
        for name in (model, "pairs.onnx", "tokenizer.json"):
            verify(folder / name, section["sha256"].get(name))
        if section["labels"] != [label.value for label in Label]:
            raise ModelError(f"{folder}: expected the labels {list(Label)}, found other ones")
        self._reader = _reader(folder)
        self._windows_session = _session(folder / model, threads)
        self._pairs_session = _session(folder / "pairs.onnx", threads)
        name = f"onnx/{section['sha256'][model][:12]}"
        settings = read_settings(section["settings"])
        self.hands: Callable[[], int] = lambda: 1
        advisor = PatternTagger() if settings.advice.heeded else None
        self._tagger = NeuralTagger(name, self._windows, self._pairs, settings, advisor=advisor)

    @property
    def name(self) -> str:
        """`onnx/` and the beginning of the weights' hash."""
        return self._tagger.name

    @property
    def neural(self) -> NeuralTagger:
        """The tagger that reads the scores."""
        return self._tagger

    @property
    def settings(self) -> TaggerSettings:
        """How scores are read."""
        return self._tagger.settings

    def score(self, text: str) -> tuple[Floats, Floats, Floats]:
        """Return class scores, flag scores and link vectors of every character of a text."""
        return self._tagger.score(text)

    def tag(self, document: Document) -> Markup:
        """Return the mentions and links of a document, each with its confidence."""
        return self._tagger.tag(document)

    def tag_text(self, text: str) -> Markup:
        """Return the mentions and links of a bare text."""
        return self._tagger.tag_text(text)

    def _windows(self, texts: Sequence[str]) -> list[tuple[Floats, Floats, Floats]]:
        size = self.settings.batch
        batches = [texts[i : i + size] for i in range(0, len(texts), size)]
        hands = self.hands() if len(batches) > 1 else 1
        if hands == 1:
            return list(chain.from_iterable(map(self._batch, batches)))
        with ThreadPoolExecutor(hands) as pool:
            return list(chain.from_iterable(pool.map(self._batch, batches)))

    def _batch(self, texts: Sequence[str]) -> list[tuple[Floats, Floats, Floats]]:
        read = [self._reader.read(text) for text in texts]
        scored: dict[int, tuple[Floats, Floats, Floats]] = {}
        for places in of_one_length(read):
            rows = np.array([read[i][0] for i in places], dtype=np.int64)
            classes, flags, links = self._windows_session.run(None, {"input_ids": rows})
            for k, i in enumerate(places):
                place = read[i][1]
                scored[i] = (
                    spread_classes(classes[k], place),
                    spread_values(flags[k], place),
                    spread_values(links[k], place),
                )
        return [scored[i] for i in range(len(texts))]

    def _pairs(self, source: Floats, target: Floats, features: Floats) -> Floats:
        inputs = {"source": source, "target": target, "features": features}
        return np.asarray(self._pairs_session.run(None, inputs)[0], dtype=np.float32)


def read_section(folder: Path) -> dict[str, Any]:
    """Return the section `jixiao` of a weights folder's `config.json`.

    Raises:
        ModelError: there is none.
    """
    path = folder / "config.json"
    try:
        section = json.loads(path.read_text(encoding="utf-8"))["jixiao"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{path}: expected exported weights with a section `jixiao` (see `jixiao export`)"
        ) from error
    return dict(section)


def read_settings(stored: dict[str, Any]) -> TaggerSettings:
    """Return the settings as `models.export` stored them."""
    parts: dict[str, Any] = {
        "plan": WindowPlan(**stored["plan"]),
        "links": LinkSettings(**stored["links"]),
        "advice": AdviceSettings.read(stored.get("advice", {})),
    }
    lines: dict[str, Any] = {
        name: tuple(stored[name]) for name in ("mention_line", "link_line") if name in stored
    }
    return TaggerSettings(**{**stored, **parts, **lines})


def verify(path: Path, expected: str | None) -> None:
    """Check a file against its recorded hash.

    Raises:
        ModelError: the file is missing, was never recorded, or has another hash.
    """
    if not path.exists() or expected is None:
        raise ModelError(f"{path}: expected this file of the weights and its hash, found none")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise ModelError(f"{path}: expected sha256 {expected}, found {found}; fetch it again")


def _reader(folder: Path) -> TokenReader:
    data = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = data["model"]["vocab"]
    special = {token["content"] for token in data.get("added_tokens", ())}
    if data["model"]["type"] == "WordLevel" and all(
        len(token) == 1 or token in special for token in vocabulary
    ):
        return CharacterReader(vocabulary)
    return SubwordReader.from_file(folder / "tokenizer.json")


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )
