"""Precision of training (精度): bfloat16 where the machine multiplies it fast, else fp32."""

from __future__ import annotations

from typing import Any

import torch


def autocast(device: str) -> Any:
    """Return the context of a forward pass on `device` ("cpu" or "cuda").

    It is bfloat16 on a GPU and on a processor with matrix tiles (AMX). A processor without them
    multiplies bfloat16 at about half the rate of fp32, so there the context changes nothing.
    """
    fast = device == "cuda" or torch.cpu._is_amx_tile_supported()
    return torch.autocast(device, dtype=torch.bfloat16, enabled=fast)
