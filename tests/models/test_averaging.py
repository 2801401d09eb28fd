"""Averaging: the mean of networks of one shape, what it reports, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from models.averaging import average_networks
from models.network import TaggerNetwork


def test_the_mean_lies_between(network: Path, encoder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    changed = TaggerNetwork.load(network)
    with torch.no_grad():
        for weight in changed.parameters():
            weight.add_(1.0)
    changed.save(other)
    mean = TaggerNetwork.load(average_networks((network, other), tmp_path / "mean"))
    first = TaggerNetwork.load(network).state_dict()
    for name, tensor in mean.named_parameters():
        assert torch.allclose(tensor, first[name] + 0.5, atol=1e-5), name


def test_the_report_names_every_run(network: Path, weights: Path, tmp_path: Path) -> None:
    output = average_networks((network, weights), tmp_path / "mean")
    report = json.loads((output / "training.json").read_text("utf-8"))
    assert report["averaged"][0]["steps"] == 12
    assert report["averaged"][1] == {"weights": weights.name}
    assert report["held_out"]


def test_nothing_to_average_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="found none"):
        average_networks((), tmp_path)
