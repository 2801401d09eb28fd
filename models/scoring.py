"""The network as a scorer for `extraction.tagging.neural` (推理): the same tagging code as ONNX."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoTokenizer, PreTrainedTokenizerBase

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
from models.network import TaggerNetwork

Floats = NDArray[np.float32]


def reader_for(tokenizer: PreTrainedTokenizerBase) -> TokenReader:
    """Return the reader of a fast tokenizer: by character if every token is one."""
    vocabulary = tokenizer.get_vocab()
    special = set(tokenizer.all_special_tokens)
    if all(len(token) == 1 or token in special for token in vocabulary):
        return CharacterReader(vocabulary)
    backend: Any = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ValueError("expected a fast tokenizer, which tells the characters of its tokens")
    return SubwordReader(backend)


class TorchScorer:
    """Scores windows and pairs with a network in evaluation mode."""

    def __init__(self, network: TaggerNetwork, reader: TokenReader) -> None:
        self._network, self._reader = network.eval(), reader
        self._device = next(network.parameters()).device

    @torch.no_grad()
    def windows(self, texts: Sequence[str]) -> list[tuple[Floats, Floats, Floats]]:
        """Return class scores, flag scores and link vectors of every character."""
        read = [self._reader.read(text) for text in texts]
        scored: list[tuple[Floats, Floats, Floats]] = []
        done: dict[int, tuple[Floats, ...]] = {}
        for places in of_one_length(read):
            rows = torch.tensor([read[i][0] for i in places], device=self._device)
            outputs = [t.float().cpu().numpy() for t in self._network(rows, None)]
            for k, i in enumerate(places):
                done[i] = tuple(o[k] for o in outputs)
        for i, (_, place) in enumerate(read):
            classes, flags, links = done[i]
            scored.append(
                (
                    spread_classes(classes, place),
                    spread_values(flags, place),
                    spread_values(links, place),
                )
            )
        return scored

    @torch.no_grad()
    def pairs(self, source: Floats, target: Floats, features: Floats) -> Floats:
        """Return a logit for each pair."""
        tensors = [torch.from_numpy(np.ascontiguousarray(a)) for a in (source, target, features)]
        logits = self._network.pairs(*(t.to(self._device) for t in tensors))
        return np.asarray(logits.cpu().numpy(), dtype=np.float32)


def torch_tagger(folder: Path, settings: TaggerSettings | None = None) -> NeuralTagger:
    """Return a tagger that runs a saved network in torch."""
    scorer = TorchScorer(
        TaggerNetwork.load(folder), reader_for(AutoTokenizer.from_pretrained(folder))
    )
    settings = settings or TaggerSettings()
    advisor = PatternTagger() if settings.advice.heeded else None
    name = f"torch/{folder.name}"
    return NeuralTagger(name, scorer.windows, scorer.pairs, settings, advisor=advisor)
