"""Fused attention (融合注意力) in an exported graph: the same sums in fewer, larger steps.

What torch writes for one attention block is some sixty small operators, a third of the time of a short window.
ONNX Runtime has one operator for the rotation of queries and keys and one for attention itself; this pass puts
them in their place. Weights stay as they are, so that a graph that is already quantised can be fused too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

_DOMAIN = "com.microsoft"
_WHOLE, _SINES, _COSINES, _PARTS = "full_attention", "rope_sin", "rope_cos", "rope_parts"
_BEGIN = "rope_begin"
_LEAST_POSITIONS = 1024
"""A window longer than those of training is turned as torch would turn it, up to here."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """How a ModernBERT encoder turns its queries and keys.

    Attributes:
        heads: attention heads of a layer; width: of a head.
        theta: base of the angles; positions: tokens that a window may have.
    """

    heads: int
    width: int
    theta: float
    positions: int

    @classmethod
    def of(cls, config: Any) -> Rotation | None:
        """Return what a configuration says, None where not every layer looks at the whole window so."""
        kinds = set(getattr(config, "layer_types", None) or ())
        if config.model_type != "modernbert" or kinds != {_WHOLE}:
            return None
        heads = int(config.num_attention_heads)
        told = config.rope_parameters[_WHOLE]
        if told["rope_type"] != "default":
            return None
        width = int(config.hidden_size) // heads
        positions = max(int(config.max_position_embeddings), _LEAST_POSITIONS)
        return cls(heads, width, float(told["rope_theta"]), positions)

    def tables(self) -> list[onnx.TensorProto]:
        """Return cosines and sines by position, shape (positions, width / 2), and the first position."""
        shares = np.arange(0, self.width, 2, dtype=np.float32) / np.float32(self.width)
        steps = np.float32(1) / np.float32(self.theta) ** shares  # in fp32, as it was trained
        angles = np.outer(np.arange(self.positions, dtype=np.float32), steps)
        return [
            numpy_helper.from_array(np.cos(angles), _COSINES),
            numpy_helper.from_array(np.sin(angles), _SINES),
            numpy_helper.from_array(np.array([0], dtype=np.int64), _BEGIN),
            numpy_helper.from_array(np.full(3, self.heads * self.width, dtype=np.int64), _PARTS),
        ]


def fuse(model: onnx.ModelProto, rotation: Rotation) -> int:
    """Put fused operators into a graph in place; return how many attention blocks were found."""
    graph = model.graph
    found = [
        n.name.removesuffix("Wqkv/MatMul") for n in graph.node if n.name.endswith("Wqkv/MatMul")
    ]
    if not found:
        return 0
    ends = {block: _exit(graph, block) for block in found}
    nodes = [n for n in graph.node if not set(n.output) & set(ends.values())]
    for block, end in ends.items():
        nodes += _attention(block, end, rotation)
    graph.initializer.extend(rotation.tables())
    ordered = list(_ordered(nodes, [o.name for o in graph.output]))
    del graph.node[:]
    graph.node.extend(ordered)
    if all(o.domain != _DOMAIN for o in model.opset_import):
        model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    return len(found)


def _exit(graph: onnx.GraphProto, block: str) -> str:
    """Return the name of what goes into the projection behind attention."""
    made = {o: n for n in graph.node for o in n.output}
    projection = next(
        n
        for n in graph.node
        if n.name.startswith(f"{block}Wo/") and n.op_type in ("MatMul", "MatMulInteger")
    )
    name = projection.input[0]
    maker = made[name]
    return str(maker.input[0] if maker.op_type == "DynamicQuantizeLinear" else name)


def _attention(block: str, out: str, rotation: Rotation) -> Iterator[onnx.NodeProto]:
    inputs = [f"{block}{part}" for part in ("query", "key", "value")]
    projected = f"{block}Wqkv/MatMul_output_0"
    yield helper.make_node("Split", [projected, _PARTS], inputs, name=f"{block}parts", axis=-1)
    for name in inputs[:2]:
        yield helper.make_node(
            "RotaryEmbedding",
            [name, _BEGIN, _COSINES, _SINES],
            [f"{name}_turned"],
            name=f"{name}/turn",
            domain=_DOMAIN,
            num_heads=rotation.heads,
            interleaved=0,
        )
    yield helper.make_node(
        "MultiHeadAttention",
        [f"{inputs[0]}_turned", f"{inputs[1]}_turned", inputs[2]],
        [out],
        name=f"{block}attention",
        domain=_DOMAIN,
        num_heads=rotation.heads,
    )


def _ordered(nodes: Sequence[onnx.NodeProto], outputs: Sequence[str]) -> Iterator[onnx.NodeProto]:
    """Yield the nodes that the outputs hang on, each behind those that it hangs on."""
    made = {o: n for n in nodes for o in n.output}
    done: set[str] = set()
    waiting = list(reversed(outputs))
    while waiting:
        node = made.get(waiting[-1])
        needed = [i for i in node.input if i in made and i not in done] if node else []
        if needed and waiting[-1] not in done:
            waiting += reversed(needed)
            continue
        name = waiting.pop()
        if node is not None and name not in done:
            done.update(node.output)
            yield node
