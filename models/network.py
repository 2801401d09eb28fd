"""The network (网络): one encoder, three heads, one forward pass.

The token head is an ordinary `AutoModelForTokenClassification` and is saved as such; beside it lie
the flag head (change and budget of a value, read at its characters) and the link head, four vectors
a character from which a small scorer judges pairs of spans.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoModelForTokenClassification

from extraction.linking.pair_features import FEATURES
from models.examples import CHANGES, CLASSES

HEADS = "heads.safetensors"
LINK_WIDTH = 48
PAIR_WIDTH = 64
FLAGS = len(CHANGES) + 2  # change, then budget no/yes


class PairScorer(nn.Module):
    """Judge (source, target) pairs of spans: vectors (n, LINK_WIDTH) each and FEATURES a pair."""

    def __init__(self) -> None:
        super().__init__()
        self.source = nn.Linear(LINK_WIDTH, PAIR_WIDTH)
        self.target = nn.Linear(LINK_WIDTH, PAIR_WIDTH, bias=False)
        self.product = nn.Linear(LINK_WIDTH, PAIR_WIDTH, bias=False)
        self.features = nn.Linear(FEATURES, PAIR_WIDTH, bias=False)
        self.output = nn.Linear(PAIR_WIDTH, 1)

    def forward(self, source: Tensor, target: Tensor, features: Tensor) -> Tensor:
        """Return one logit a pair."""
        hidden = self.source(source) + self.target(target) + self.product(source * target)
        hidden = hidden + self.features(features)
        return self.output(nn.functional.gelu(hidden)).squeeze(-1)  # type: ignore[no-any-return]


class TaggerNetwork(nn.Module):
    """Encoder with token, flag and link heads."""

    token_model: Any

    def __init__(self, token_model: nn.Module) -> None:
        super().__init__()
        self.token_model = token_model
        width = int(self.token_model.config.hidden_size)
        self.flags = nn.Linear(width, FLAGS)
        self.links = nn.Linear(width, 4 * LINK_WIDTH)
        self.pairs = PairScorer()

    @classmethod
    def from_base(cls, base: str | Path) -> TaggerNetwork:
        """Put fresh heads on a pre-trained encoder (a folder or a name on the Hugging Face hub)."""
        token_model = AutoModelForTokenClassification.from_pretrained(
            base,
            num_labels=len(CLASSES),
            id2label=dict(enumerate(CLASSES)),
            label2id={c: i for i, c in enumerate(CLASSES)},
            dtype=torch.float32,  # shipped weights lie in fp16, which no step can be taken in
        )
        return cls(token_model)

    @classmethod
    def load(cls, folder: str | Path) -> TaggerNetwork:
        """Load a saved network, or put fresh heads on an encoder where there are none saved."""
        network = cls.from_base(folder)
        heads = Path(folder) / HEADS
        if heads.exists():
            tensors = load_file(heads)
            network.load_state_dict(tensors, strict=False)
        return network

    def save(self, folder: Path) -> None:
        """Write the token classifier as an ordinary model, and the other heads beside it."""
        folder.mkdir(parents=True, exist_ok=True)
        self.token_model.save_pretrained(folder)
        state = {k: v for k, v in self.state_dict().items() if not k.startswith("token_model.")}
        save_file({k: v.contiguous() for k, v in state.items()}, folder / HEADS)

    def set_dropout(self, rate: float) -> None:
        """Set the rate of every dropout layer; attention scores drop nothing (it would unfuse them)."""
        for name, module in self.named_modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0 if name.endswith("attention.self.dropout") else rate

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return class scores, flag scores and link vectors of every token."""
        encoder = self.token_model.base_model
        hidden = encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self._classify(hidden), self.flags(hidden), self.links(hidden)

    def _classify(self, hidden: Tensor) -> Tensor:
        model = self.token_model
        if hasattr(model, "head"):
            hidden = model.head(hidden)
        dropout = getattr(model, "drop", None) or getattr(model, "dropout", None)
        if dropout is not None:
            hidden = dropout(hidden)
        return model.classifier(hidden)  # type: ignore[no-any-return]
