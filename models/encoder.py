"""Shapes of the encoder (编码器): ModernBERT over characters, in a few sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import ModernBertConfig

SIZES: dict[str, tuple[int, int, int, int]] = {
    # name: layers, width, heads, feed-forward width
    "tiny": (2, 32, 2, 48),
    "2x192": (2, 192, 3, 384),
    "4x256": (4, 256, 4, 512),
    "6x384": (6, 384, 6, 768),
}


def encoder_config(size: str, *, vocabulary: int, window: int = 512) -> ModernBertConfig:
    """Return the configuration of a named size.

    Every layer sees its whole window: at 512 characters a sliding mask costs more than it saves.
    Raises ValueError for an unknown size.
    """
    from transformers import ModernBertConfig

    if size not in SIZES:
        raise ValueError(f"unknown encoder size {size!r}; expected one of {', '.join(SIZES)}")
    layers, width, heads, inner = SIZES[size]
    rope = {"rope_type": "default", "rope_theta": 10_000.0}
    return ModernBertConfig(
        vocab_size=vocabulary,
        hidden_size=width,
        intermediate_size=inner,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        max_position_embeddings=window,
        layer_types=["full_attention"] * layers,
        rope_parameters={"full_attention": rope},
        pad_token_id=0,
        bos_token_id=2,
        cls_token_id=2,
        eos_token_id=3,
        sep_token_id=3,
    )
