"""Fine-tuning (微调) of the network on annotated texts.

The schedule is sized by a wall-clock budget or a number of steps; the network is measured on held-out
examples as it goes, and the best state is kept. Settings, metrics and the sources of the data are
saved beside the weights.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoTokenizer

from models.batches import IGNORED, Batch, Batches, Source
from models.examples import Example, characters
from models.names import NamePool, Names
from models.network import TaggerNetwork
from models.precision import autocast
from models.pretraining import (
    learning_rate_factor,
    matrix_optimizer,
    progress_bar,
    show_progress,
)
from models.scoring import reader_for

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """Everything that decides the outcome of fine-tuning.

    `minutes` is the wall-clock budget, `steps` the largest number of updates; a step sees `lanes` ×
    `windows` × `room` characters. With held-out examples the loss on them is taken every
    `evaluate_every` steps, and training stops early after `patience` rounds without a better one.
    """

    minutes: float = 20.0
    steps: int = 100_000
    lanes: int = 8
    windows: int = 2
    room: int = 510
    learning_rate: float = 1e-3
    head_rate: float = 2e-3
    warm_up: float = 0.05
    flag_weight: float = 0.3
    link_weight: float = 1.0
    dropout: float = 0.1
    evaluate_every: int = 150
    patience: int = 8
    seed: int = 7
    threads: int = 0
    compile: bool = False


def to_tensors(batch: Batch, device: str) -> dict[str, Tensor]:
    """Return a batch's arrays as tensors."""
    fields = {name: getattr(batch, name) for name in Batch.__dataclass_fields__}
    return {name: torch.from_numpy(array).to(device) for name, array in fields.items()}


def losses(network: TaggerNetwork, forward: Any, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the losses of the token, change, budget and link heads."""
    full = bool(batch["mask"].all())
    classes, flags, links = forward(batch["ids"], None if full else batch["mask"])
    entropy = nn.functional.cross_entropy
    flat = classes.float().flatten(0, 1)
    found = {"tokens": entropy(flat, batch["classes"].flatten(), ignore_index=IGNORED)}
    scores = flags.float().flatten(0, 1)
    for name, columns in (("changes", slice(0, 3)), ("budgets", slice(3, 5))):
        wanted = batch[name].flatten()
        known = wanted != IGNORED
        if known.any():
            found[name] = entropy(scores[known][:, columns], wanted[known])
    if len(batch["linked"]):
        vectors = links.float().flatten(0, 1)
        source, target = pair_tensors(vectors, batch["starts"], batch["ends"])
        logits = network.pairs(source, target, batch["features"])
        bce = nn.functional.binary_cross_entropy_with_logits(
            logits, batch["linked"], reduction="sum"
        )
        found["links"] = bce / (batch["linked"].sum() + 1)
    return found


def pair_tensors(vectors: Tensor, starts: Tensor, ends: Tensor) -> tuple[Tensor, Tensor]:
    """Return source and target vectors of pairs (see `extraction.linking.learned.pair_vectors`)."""
    a, b, c, d = vectors.chunk(4, dim=-1)
    return a[starts[:, 0]] + b[ends[:, 0]], c[starts[:, 1]] + d[ends[:, 1]]


class Finetuning:
    """One run: a network, its optimizers and the metrics so far."""

    def __init__(self, network: TaggerNetwork, settings: TrainSettings) -> None:
        self.network, self.settings = network, settings
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        network.to(self.device)
        self.forward: Any = torch.compile(network) if settings.compile else network
        self.optimizers = self._optimizers()
        self.history: list[dict[str, float]] = []
        self.step, self.elapsed = 0, 0.0

    def _optimizers(self) -> list[torch.optim.Optimizer]:
        encoder = self.network.token_model.base_model
        matrices = [
            p for n, p in encoder.named_parameters() if p.ndim == 2 and "embeddings" not in n
        ]
        chosen = {id(p) for p in matrices}
        known = {id(p) for p in encoder.parameters()}
        rest = [p for p in encoder.parameters() if id(p) not in chosen]
        heads = [p for p in self.network.parameters() if id(p) not in known]
        rate, head = self.settings.learning_rate, self.settings.head_rate
        muon = matrix_optimizer(matrices, rate)
        adam = torch.optim.AdamW(
            [{"params": rest, "lr": rate / 2}, {"params": heads, "lr": head}], weight_decay=0.01
        )
        for optimizer in (muon, adam):
            for group in optimizer.param_groups:
                group["peak"] = group["lr"]
        return [muon, adam]

    @property
    def progress(self) -> float:
        """The share of the budget that is spent, from 0 to 1."""
        by_time = self.elapsed / (self.settings.minutes * 60)
        return min(max(by_time, self.step / self.settings.steps), 1.0)

    def update(self, batch: Batch) -> dict[str, float]:
        """Do one optimizer step; return the losses."""
        factor = learning_rate_factor(self.progress, warm_up=self.settings.warm_up)
        self.network.train()
        with autocast(self.device):
            found = losses(self.network, self.forward, to_tensors(batch, self.device))
        torch.autograd.backward(self._total(found))
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return {name: float(loss.detach()) for name, loss in found.items()}

    def _total(self, found: dict[str, Tensor]) -> Tensor:
        flag, link = self.settings.flag_weight, self.settings.link_weight
        weights = {"tokens": 1.0, "changes": flag, "budgets": flag, "links": link}
        return torch.stack([weights[name] * loss for name, loss in found.items()]).sum()

    @torch.no_grad()
    def measure(self, batches: Sequence[Batch]) -> float:
        """Return the mean total loss on held-out batches."""
        self.network.eval()
        totals = []
        for batch in batches:
            with autocast(self.device):
                found = losses(self.network, self.network, to_tensors(batch, self.device))
            totals.append(float(self._total(found)))
        return float(np.mean(totals))

    def run(
        self,
        batches: Batches,
        held_out: Sequence[Batch],
        *,
        keep: Callable[[], None],
        told: Callable[[float], None],
    ) -> None:
        """Train until the budget is spent or the held-out loss stops falling.

        `keep` is called for a checkpoint every `evaluate_every` steps: when the held-out loss is the
        lowest so far, or always where nothing is held out. `told` hears the progress after each step.
        """
        best, state, waited = float("inf"), None, 0
        recent: list[dict[str, float]] = []
        stream = iter(batches)
        bar = progress_bar()
        while self.progress < 1.0 and waited < self.settings.patience:
            began = time.monotonic()
            last = self.update(next(stream))
            recent.append(last)
            self.step += 1
            if self.step % 50 == 0:
                self._note(recent)
                recent = []
            if self.step % self.settings.evaluate_every == 0:
                loss = self._watch(held_out)
                waited = 0 if loss < best or not held_out else waited + 1
                if loss < best:
                    best, state = loss, _copy(self.network)
                if not waited:
                    keep()
            self.elapsed += time.monotonic() - began
            show_progress(bar, self.progress, loss=sum(last.values()))
            told(self.progress)
        bar.close()
        if held_out and state is not None and self.measure(held_out) > best:
            self.network.load_state_dict(state)

    def _watch(self, held_out: Sequence[Batch]) -> float:
        """Return and note the held-out loss; infinity where nothing is held out."""
        if not held_out:
            return float("inf")
        loss = self.measure(held_out)
        self.history.append({"step": self.step, "held_out": round(loss, 4)})
        log.info("step %d: held-out loss %.4f", self.step, loss)
        return loss

    def _note(self, recent: list[dict[str, float]]) -> None:
        names = ("tokens", "changes", "budgets", "links")
        means = {
            n: round(float(np.mean([r[n] for r in recent if n in r] or [0])), 4) for n in names
        }
        self.history.append({"step": self.step, "seconds": round(self.elapsed, 1), **means})
        log.info("step %d, %.0f s, %s", self.step, self.elapsed, means)


def _copy(network: nn.Module) -> dict[str, Tensor]:
    return {k: v.detach().clone() for k, v in network.state_dict().items()}


def finetune(
    base: str | Path,
    sources: Sequence[Source],
    output: Path,
    settings: TrainSettings,
    *,
    held_out: Sequence[Example] = (),
    names: Names | None = None,
    told: Callable[[float], None] = lambda share: None,
) -> TaggerNetwork:
    """Train a network from an encoder or a saved network and save it to `output`.

    `names` are real names that the examples' own are changed for now and then (`models.names`). While it
    runs, `output` holds the last checkpoint, from which a stopped training can start again as
    its base; `training.json` comes when it is done.
    """
    torch.manual_seed(settings.seed)
    if settings.threads:
        torch.set_num_threads(settings.threads)
    tokenizer = AutoTokenizer.from_pretrained(base)
    network = TaggerNetwork.load(base)
    network.set_dropout(settings.dropout)
    reader = reader_for(tokenizer)
    shape = {"windows": settings.windows, "room": settings.room}
    batches = Batches(
        sources, reader, lanes=settings.lanes, seed=settings.seed, names=names, **shape
    )
    run = Finetuning(network, settings)
    tokenizer.save_pretrained(output)
    run.run(
        batches,
        fixed_batches(held_out, batches, settings),
        keep=lambda: network.save(output),
        told=told,
    )
    network.eval()
    network.save(output)
    report = {
        "base": str(base),
        "settings": asdict(settings),
        "sources": [
            {"examples": len(s.examples), "characters": characters(s.examples), "share": s.share}
            for s in sources
        ],
        "held_out": [e.name for e in held_out],
        "names": {label: len(found) for label, found in (names or {}).items()},
        "steps": run.step,
        "seconds": round(run.elapsed, 1),
        "history": run.history,
    }
    (output / "training.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    return network


def fixed_batches(
    examples: Sequence[Example], batches: Batches, settings: TrainSettings
) -> list[Batch]:
    """Return unaugmented batches over held-out examples, the same ones every time."""
    from models.augmentation import Noise
    from models.batches import Lane

    if not examples:
        return []
    still = Noise(0, 0, 0, 0, 0, 0, 0, 0)
    lane = Lane([Source(tuple(examples), 1.0, still)], NamePool(()), settings.seed)
    length = settings.windows * settings.room
    count = min(max(characters(examples) // length, 1), 48)
    segments = [lane.segment(length) for _ in range(count)]
    return [
        batches.build(segments[k : k + settings.lanes]) for k in range(0, count, settings.lanes)
    ]
