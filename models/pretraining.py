"""Masked-language-model pre-training (预训练) of the character encoder on any folder of text.

The schedule is sized by a wall-clock budget or a number of steps, whichever ends first; a run that
was stopped continues from its last checkpoint with `resume`. Settings, counts of the corpus and
metrics are saved beside the weights.
"""

from __future__ import annotations

import json
import logging
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from extraction.tagging.characters import CharacterIds
from models.corpus import (
    CorpusCounts,
    corpus_files,
    file_weight,
    read_paragraphs,
    shares_text,
    shingles,
)
from models.encoder import encoder_config
from models.masking import IGNORED, mask_batch
from models.precision import autocast
from models.tokenizer import SPECIAL_TOKENS, build_tokenizer, build_vocabulary

if TYPE_CHECKING:
    import torch
    from datasets import Dataset
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

log = logging.getLogger(__name__)
NUMBER_CHARACTERS = "0123456789.,%"
POSITIONS = 512  # rotary ones cost nothing, and fine-tuning may use longer windows than this
LOGIT_ROWS = 1024  # positions whose scores over the whole vocabulary exist at one time


@dataclass(frozen=True, slots=True)
class PretrainSettings:
    """Everything that decides the outcome of a pre-training run.

    `minutes` is the wall-clock budget, `steps` the largest number of updates; `weights` pairs the
    beginning of a corpus file's name with the number of times its text is read.
    """

    size: str = "4x256"
    window: int = 512
    batch: int = 24
    rate: float = 0.25
    learning_rate: float = 2e-3
    warm_up: float = 0.02
    minutes: float = 60.0
    steps: int = 1_000_000
    checkpoint_minutes: float = 4.0
    weights: tuple[tuple[str, float], ...] = field(default=())
    seed: int = 7
    threads: int = 0
    compile: bool = False


def pack(
    paragraphs: Iterator[str], ids: CharacterIds, *, window: int, frame: tuple[int, int]
) -> Iterator[list[int]]:
    """Join paragraphs by line breaks and cut them into rows of `window` ids, framed."""
    room = window - 2
    pending: list[int] = []
    newline = ids("\n")
    for paragraph in paragraphs:
        pending += ids(paragraph) + newline
        while len(pending) >= room:
            yield [frame[0], *pending[:room], frame[1]]
            pending = pending[room:]


def load_rows(
    corpus: Path,
    tokenizer: PreTrainedTokenizerFast,
    settings: PretrainSettings,
    excluded: frozenset[str],
) -> tuple[Dataset, CorpusCounts]:
    """Return the packed rows of a corpus as a shuffled data set, and what was kept and dropped."""
    from datasets import Dataset

    ids = CharacterIds(tokenizer.get_vocab())
    frame = (tokenizer.cls_token_id, tokenizer.sep_token_id)
    counts = CorpusCounts()
    rows: list[np.ndarray[Any, np.dtype[np.uint16]]] = []
    rng = np.random.default_rng(settings.seed)
    for path in corpus_files(corpus):
        kept = _kept(path, excluded, counts)
        packed = pack(kept, ids, window=settings.window, frame=frame)
        block = np.array(list(packed), dtype=np.uint16).reshape(-1, settings.window)
        weight = file_weight(path.name, settings.weights)
        whole, part = int(weight), weight - int(weight)
        rows += [block] * whole
        rows.append(block[rng.random(len(block)) < part])
        log.info(
            "%s: %d rows x %.1f, %d paragraphs dropped",
            path.name,
            len(block),
            weight,
            counts.dropped[path.name],
        )
    data = Dataset.from_dict({"input_ids": np.concatenate(rows)})
    return data.with_format("numpy").shuffle(seed=settings.seed).flatten_indices(), counts


def _kept(path: Path, excluded: frozenset[str], counts: CorpusCounts) -> Iterator[str]:
    name = path.name
    counts.paragraphs[name] = counts.characters[name] = counts.dropped[name] = 0
    for paragraph in read_paragraphs(path):
        if shares_text(paragraph, excluded):
            counts.dropped[name] += 1
            continue
        counts.paragraphs[name] += 1
        counts.characters[name] += len(paragraph)
        yield paragraph


def progress_bar(done: float = 0.0) -> Any:
    """Return a bar of 100 per cent on standard error; it is silent where that is no terminal."""
    from tqdm import tqdm

    form = "{percentage:3.0f}%|{bar}| {elapsed}<{remaining} {postfix}"
    return tqdm(total=100.0, initial=100 * done, bar_format=form, disable=None)


def show_progress(bar: Any, done: float, *, loss: float) -> None:
    """Move a bar to a share of the budget (0 to 1)."""
    bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
    bar.update(100 * done - bar.n)


def learning_rate_factor(progress: float, *, warm_up: float) -> float:
    """Return the share of the peak rate at a progress from 0 to 1: linear rise, cosine fall."""
    if progress < warm_up:
        return max(progress / warm_up, 0.02)
    done = min((progress - warm_up) / (1 - warm_up), 1.0)
    return 0.5 * (1 + math.cos(math.pi * done))


def matrix_optimizer(weights: list[torch.nn.Parameter], rate: float) -> torch.optim.Optimizer:
    """Return Muon for hidden matrices, AdamW where torch is older than 2.9 and has none."""
    import torch

    if hasattr(torch.optim, "Muon"):
        return torch.optim.Muon(weights, lr=rate, weight_decay=0.02, adjust_lr_fn="match_rms_adamw")
    log.warning("torch %s has no Muon (2.9 has): AdamW is used throughout", torch.__version__)
    return torch.optim.AdamW(weights, lr=rate, betas=(0.9, 0.98), weight_decay=0.02)


def build_optimizers(model: torch.nn.Module, rate: float) -> list[torch.optim.Optimizer]:
    """Return Muon for the hidden matrices and AdamW for everything else."""
    import torch

    hidden: list[torch.nn.Parameter] = []
    rest: list[torch.nn.Parameter] = []
    for name, weight in model.named_parameters():
        matrix = weight.ndim == 2 and (".layers." in f".{name}" or ".layer." in name)
        (hidden if matrix else rest).append(weight)
    muon = matrix_optimizer(hidden, rate)
    adam = torch.optim.AdamW(rest, lr=rate, betas=(0.9, 0.98), weight_decay=0.0)
    for optimizer in (muon, adam):
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return [muon, adam]


def _predictor(model: Any) -> tuple[torch.nn.Module, torch.nn.Module]:
    """Return what turns hidden vectors into scores over the vocabulary: of ModernBERT or of BERT."""
    if hasattr(model, "decoder"):
        return model.head, model.decoder
    return model.cls.predictions.transform, model.cls.predictions.decoder


class Pretraining:
    """One run: a model, its optimizers and the progress that a checkpoint keeps."""

    def __init__(
        self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, settings: PretrainSettings
    ) -> None:
        import torch

        self.model: Any = model
        self.tokenizer, self.settings = tokenizer, settings
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.nn.Module.to(model, self.device)
        self.optimizers = build_optimizers(model, settings.learning_rate)
        self.encoder: Callable[..., Any] = model.base_model
        if settings.compile:
            self.encoder = torch.compile(model.base_model)
        self.step, self.elapsed, self.cursor = 0, 0.0, 0
        self.history: list[dict[str, float]] = []
        vocab = tokenizer.get_vocab()
        self._digits = np.zeros(len(vocab), dtype=bool)
        self._digits[[vocab[c] for c in NUMBER_CHARACTERS]] = True

    def loss(self, ids: np.ndarray[Any, Any], rng: np.random.Generator) -> torch.Tensor:
        """Return the mean cross entropy over the masked positions of a batch of rows."""
        import torch

        inputs, labels = mask_batch(
            ids.astype(np.int64),
            digits=self._digits,
            special=len(SPECIAL_TOKENS),
            mask_id=self.tokenizer.mask_token_id,
            rate=self.settings.rate,
            rng=rng,
        )
        x, y = torch.from_numpy(inputs).to(self.device), torch.from_numpy(labels).to(self.device)
        with autocast(self.device):
            hidden = self.encoder(input_ids=x).last_hidden_state
            chosen = y != IGNORED
            wanted = y[chosen]
            total = torch.zeros((), device=self.device)
            head, decoder = _predictor(self.model)
            parts = head(hidden[chosen]).split(LOGIT_ROWS)
            for part, of in zip(parts, torch.split(wanted, LOGIT_ROWS), strict=True):
                logits = decoder(part).float()
                total = total + torch.nn.functional.cross_entropy(logits, of, reduction="sum")
        return total / max(len(wanted), 1)

    def update(self, ids: np.ndarray[Any, Any], rng: np.random.Generator) -> float:
        """Do one optimizer step on a batch; return its loss."""
        import torch

        factor = learning_rate_factor(self.progress, warm_up=self.settings.warm_up)
        loss = self.loss(ids, rng)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    @property
    def progress(self) -> float:
        """The share of the budget that is spent, from 0 to 1."""
        by_time = self.elapsed / (self.settings.minutes * 60)
        return min(max(by_time, self.step / self.settings.steps), 1.0)

    def save(self, folder: Path) -> None:
        """Write model, tokenizer, optimizer state and progress to a folder."""
        import torch

        folder.mkdir(parents=True, exist_ok=True)
        self.model.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        state = {
            "step": self.step,
            "elapsed": self.elapsed,
            "cursor": self.cursor,
            "history": self.history,
        }
        tensors = [optimizer.state_dict() for optimizer in self.optimizers]
        torch.save(tensors, folder / "optimizers.tmp")
        (folder / "optimizers.tmp").replace(folder / "optimizers.pt")
        (folder / "progress.json").write_text(json.dumps(state), encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """Continue from a folder written by `save`."""
        import torch

        state = json.loads((folder / "progress.json").read_text(encoding="utf-8"))
        self.step, self.elapsed = state["step"], state["elapsed"]
        self.cursor, self.history = state["cursor"], state["history"]
        weights = type(self.model).from_pretrained(folder).state_dict()
        self.model.load_state_dict(weights)
        stored = torch.load(folder / "optimizers.pt", weights_only=True)
        for optimizer, tensors in zip(self.optimizers, stored, strict=True):
            optimizer.load_state_dict(tensors)

    def run(self, rows: Dataset, folder: Path) -> None:
        """Train until the budget is spent, with checkpoints in `folder`."""
        batch = self.settings.batch
        batches = max(len(rows) // batch, 1)
        saved, recent = self.elapsed, []
        bar = progress_bar(self.progress)
        while self.progress < 1.0:
            began = time.monotonic()
            epoch, place = divmod(self.cursor, batches)
            if place == 0 and epoch:
                rows = rows.shuffle(seed=self.settings.seed + epoch).flatten_indices()
            rng = np.random.default_rng((self.settings.seed, self.cursor))
            ids = rows[place * batch : (place + 1) * batch]["input_ids"]
            recent.append(self.update(ids, rng))
            self.step += 1
            self.cursor += 1
            self.elapsed += time.monotonic() - began
            show_progress(bar, self.progress, loss=recent[-1])
            if self.step % 50 == 0:
                self._note(sum(recent) / len(recent))
                recent = []
            if self.elapsed - saved > self.settings.checkpoint_minutes * 60:
                self.save(folder)
                saved = self.elapsed
        bar.close()
        self.save(folder)

    def _note(self, loss: float) -> None:
        entry = {"step": self.step, "seconds": round(self.elapsed, 1), "loss": round(loss, 4)}
        self.history.append(entry)
        seen = self.step * self.settings.batch * self.settings.window
        log.info(
            "step %d, %.0f s, loss %.3f, %.0f characters/s",
            self.step,
            self.elapsed,
            loss,
            seen / max(self.elapsed, 1e-9),
        )


def pretrain(
    corpus: Path,
    output: Path,
    settings: PretrainSettings,
    *,
    exclude: Path | None = None,
    base: Path | None = None,
    resume: bool = False,
) -> Path:
    """Train an encoder on a corpus and save it to `output`; return that folder.

    `exclude` is a folder of texts whose paragraphs must not be seen (see `models.corpus`). With `base`, an encoder
    (ModernBERT or BERT over our characters) goes on from where it stands (`size` is its own). Where `base` has
    the heads of a tagger, `output`/network holds the encoder with them: fine-tune it again before it is used.
    """
    import torch
    from transformers import AutoModelForMaskedLM, AutoTokenizer, ModernBertForMaskedLM

    from models.network import HEADS

    torch.manual_seed(settings.seed)
    if settings.threads:
        torch.set_num_threads(settings.threads)
    output.mkdir(parents=True, exist_ok=True)
    texts = [p.read_text(encoding="utf-8") for p in corpus_files(exclude)] if exclude else []
    excluded = shingles(texts)
    reach = max(settings.window, POSITIONS)
    resumed = resume and (output / "progress.json").exists()
    if resumed:
        tokenizer: Any = AutoTokenizer.from_pretrained(output)
    elif base:
        tokenizer = AutoTokenizer.from_pretrained(base)
    else:
        vocabulary = build_vocabulary(t for p in corpus_files(corpus) for t in read_paragraphs(p))
        tokenizer = build_tokenizer(vocabulary, max_length=reach)
    rows, counts = load_rows(corpus, tokenizer, settings, excluded)
    if base:
        model: Any = AutoModelForMaskedLM.from_pretrained(base, dtype=torch.float32)
    else:
        config = encoder_config(settings.size, vocabulary=len(tokenizer), window=reach)
        model = ModernBertForMaskedLM(config)
    run = Pretraining(model, tokenizer, settings)
    if resumed:
        run.restore(output)
    report = {"settings": asdict(settings), "corpus": asdict(counts), "rows": len(rows)}
    (output / "pretraining.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    run.run(rows, output)
    if base and (base / HEADS).exists():
        _with_heads(run, base, output / "network")
    return output


def _with_heads(run: Pretraining, base: Path, output: Path) -> None:
    """Write a network: the encoder of a run under the heads of the weights that it began from."""
    from models.network import TaggerNetwork

    network = TaggerNetwork.load(base)
    body = {k: v.cpu() for k, v in run.model.base_model.state_dict().items()}
    network.token_model.base_model.load_state_dict(body)
    network.save(output)
    run.tokenizer.save_pretrained(output)
