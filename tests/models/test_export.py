from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from extraction.errors import ModelError
from extraction.tagging.onnx_tagger import OnnxTagger
from models.scoring import torch_tagger
from models.sources import synthetic

TEXT = synthetic(5).text


def test_fp32_weights_score_as_torch_does(network: Path, weights: Path) -> None:
    ours = torch_tagger(network).score(TEXT)
    theirs = OnnxTagger(weights, precision="fp32").score(TEXT)
    for a, b in zip(ours, theirs, strict=True):
        assert np.allclose(a, b, atol=1e-3)


def test_fp32_weights_tag_as_torch_does(network: Path, weights: Path) -> None:
    ours = torch_tagger(network).tag_text(TEXT)
    theirs = OnnxTagger(weights, precision="fp32").tag_text(TEXT)
    assert [(m.span, m.label) for m in ours.mentions] == [
        (m.span, m.label) for m in theirs.mentions
    ]


def test_int8_weights_tag(weights: Path) -> None:
    tagger = OnnxTagger(weights, threads=2)
    markup = tagger.tag_text(TEXT)
    markup.verify(TEXT)
    assert tagger.name.startswith("onnx/")
    assert all(m.confidence is not None and 0 <= m.confidence <= 1 for m in markup.mentions)


@pytest.mark.parametrize("name", ["model.onnx", "model.int8.onnx"])
def test_attention_is_fused(weights: Path, name: str) -> None:
    import onnx

    kinds = [n.op_type for n in onnx.load(str(weights / name)).graph.node]
    layers = json.loads((weights / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"]
    assert kinds.count("MultiHeadAttention") == layers
    assert "Softmax" not in kinds


def test_int8_weights_keep_to_seven_bits(weights: Path) -> None:
    import onnx
    from onnx.numpy_helper import to_array

    graph = onnx.load(str(weights / "model.int8.onnx")).graph
    used = {n.input[1] for n in graph.node if n.op_type == "MatMulInteger"}
    eights = [to_array(i) for i in graph.initializer if i.name in used]
    assert eights
    assert all(w.dtype == np.int8 and w.min() >= -64 and w.max() <= 64 for w in eights)


def test_an_empty_text_has_no_mentions(weights: Path) -> None:
    assert OnnxTagger(weights).tag_text("").mentions == ()


def test_changed_weights_are_refused(weights: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(weights, tmp_path / "w")
    with (folder / "model.int8.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="sha256"):
        OnnxTagger(folder)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="section"):
        OnnxTagger(tmp_path)
