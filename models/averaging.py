"""Averaging of networks (权重平均): several that grew from one base, read as one.

Networks that were fine-tuned from the same weights lie close enough for the mean of their weights to be a
network, steadier than each of them (model soups, Wortsman et al. 2022). The base itself may be one of them:
then what was learned before is forgotten less.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from models.network import TaggerNetwork

TRAINING = "training.json"
_COPIED = ("tokenizer.json", "tokenizer_config.json")


def average(old: TaggerNetwork, new: TaggerNetwork, share: float) -> dict[str, torch.Tensor]:
    """Return the tensors between two networks of one shape, `share` of the way from old to new."""
    before, after = old.state_dict(), new.state_dict()
    return {
        name: torch.lerp(before[name], after[name], share)
        if after[name].is_floating_point()
        else after[name]
        for name in after
    }


def average_networks(folders: Sequence[Path], output: Path) -> Path:
    """Write the mean of saved networks of one shape to `output`, and return that folder.

    Its `training.json` holds what the first says was held out, and the runs of all; folders without
    that file (exported weights) are named only.

    Raises:
        ValueError: no folder is given, or the shapes differ.
    """
    if not folders:
        raise ValueError("expected networks to average, found none")
    network = TaggerNetwork.load(folders[0]).float()
    for number, folder in enumerate(folders[1:], start=2):
        other = TaggerNetwork.load(folder).float()
        if _shapes(other) != _shapes(network):
            raise ValueError(f"expected a network of the shape of {folders[0]}, found {folder}")
        network.load_state_dict(average(network, other, 1 / number))
    network.save(output)
    for name in _COPIED:
        shutil.copyfile(folders[0] / name, output / name)
    runs = [_training(folder) for folder in folders]
    report = {**runs[0], "averaged": [_short(r, f) for r, f in zip(runs, folders, strict=True)]}
    (output / TRAINING).write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    return output


def _shapes(network: TaggerNetwork) -> dict[str, torch.Size]:
    return {name: tensor.shape for name, tensor in network.state_dict().items()}


def _training(folder: Path) -> dict[str, object]:
    path = folder / TRAINING
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def _short(run: dict[str, object], folder: Path) -> dict[str, object]:
    names = ("base", "settings", "sources", "steps", "seconds")
    kept: dict[str, object] = {name: run[name] for name in names if name in run}
    return kept or {"weights": folder.name}
