"""Export (导出) of a fine-tuned network to weights that run without torch.

A folder of weights holds `model.onnx` (fp32, optional), `model.int8.onnx`, `pairs.onnx`, the token
classifier and the other heads in fp16 safetensors, `tokenizer.json` and `config.json`, whose
section `jixiao` names the labels, the reading of scores and the SHA-256 of every other file.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from extraction.linking.pair_features import FEATURES
from extraction.tagging.neural import TaggerSettings
from models.examples import LABELS
from models.network import HEADS, LINK_WIDTH, TaggerNetwork

log = logging.getLogger(__name__)
_IN_FULL = re.compile(r"Wqkv|attention/self|/(?:head|classifier|flags|links)/")
CONFIG, INT8, FP32, PAIRS = "config.json", "model.int8.onnx", "model.onnx", "pairs.onnx"


class _Windows(nn.Module):
    """The three outputs for rows of equal length, which need no mask."""

    def __init__(self, network: TaggerNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return class scores, flag scores and link vectors."""
        return self.network(input_ids, None)  # type: ignore[no-any-return]


def export(
    network_folder: Path,
    output: Path,
    *,
    settings: TaggerSettings | None = None,
    keep_fp32: bool = False,
) -> Path:
    """Write the weights of a saved network to `output` and return that folder."""
    network = TaggerNetwork.load(network_folder).eval()
    output.mkdir(parents=True, exist_ok=True)
    fp32 = output / FP32
    _write_windows(network, fp32)
    _write_pairs(network, output / PAIRS)
    _quantise(fp32, output / INT8)
    for graph in (fp32, output / INT8):
        _fuse(network, graph)
    if not keep_fp32:
        fp32.unlink()
    _write_tensors(network, network_folder, output)
    write_config(network_folder, output, settings or TaggerSettings())
    return output


def _write_windows(network: TaggerNetwork, path: Path) -> None:
    example = torch.randint(5, network.token_model.config.vocab_size, (2, 64))
    names = ["classes", "flags", "links"]
    axes = {0: "windows", 1: "tokens"}
    torch.onnx.export(
        _Windows(network),
        (example,),
        str(path),
        input_names=["input_ids"],
        output_names=names,
        dynamic_axes={"input_ids": axes, **dict.fromkeys(names, axes)},
        opset_version=17,
        dynamo=False,
    )


def _fuse(network: TaggerNetwork, path: Path) -> None:
    """Put fused operators into the graph of windows, where the encoder is one that can be fused."""
    import onnx

    from models.fusion import Rotation, fuse

    rotation = Rotation.of(network.token_model.config)
    if rotation is not None:
        graph = onnx.load(str(path))
        log.info("fused attention blocks: %d", fuse(graph, rotation))
        onnx.save(graph, str(path))


def _write_pairs(network: TaggerNetwork, path: Path) -> None:
    example = torch.zeros(3, LINK_WIDTH), torch.zeros(3, LINK_WIDTH), torch.zeros(3, FEATURES)
    names = ["source", "target", "features"]
    torch.onnx.export(
        network.pairs,
        example,
        str(path),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={n: {0: "pairs"} for n in (*names, "logits")},
        opset_version=17,
        dynamo=False,
    )


def _quantise(source: Path, target: Path) -> None:
    """Write the int8 graph: weights by channel, activations at run time.

    Weights keep to seven bits: the products of eight overflow on processors without VNNI, which then read otherwise
    than the others. What makes attention scores and the heads stay in fp32: in int8 they cost most of what is lost.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names = [node.name for node in onnx.load(str(source)).graph.node]
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=[name for name in names if _IN_FULL.search(name)],
    )


def _write_tensors(network: TaggerNetwork, source: Path, output: Path) -> None:
    network.half()
    network.save(output)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(source / name, output / name)


def write_config(source: Path, output: Path, settings: TaggerSettings) -> None:
    """Add the section `jixiao` to `config.json`: labels, settings, hashes, summary of training."""
    path = output / CONFIG
    config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    config["jixiao"] = {
        "labels": [label.value for label in LABELS],
        "settings": asdict(settings),
        "sha256": {
            name: digest(output / name)
            for name in (INT8, FP32, PAIRS, "model.safetensors", HEADS, "tokenizer.json")
            if (output / name).exists()
        },
        "training": _summary(source),
    }
    path.write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _summary(source: Path) -> dict[str, Any] | None:
    path = source / "training.json"
    if not path.exists():
        return None
    report = json.loads(path.read_text(encoding="utf-8"))
    if "averaged" in report:
        return {"averaged": report["averaged"]}
    return {key: report[key] for key in ("settings", "sources", "steps", "seconds")}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
