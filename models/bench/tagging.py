"""Speed of the tagger (标注速度): characters a second of int8, fp32 and torch in one run.

    python -m models.bench.tagging NETWORK [--threads 2] [--characters 14000]

NETWORK is a folder written by `jixiao train`. The text is synthetic, so that the bench runs anywhere.
Every figure is the best of several rounds, the model alone first, then with decoding and linking.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from annotations.synthesis import synthesise


def sample(characters: int) -> str:
    """Return so many characters of synthetic reports."""
    parts: list[str] = []
    size, seed = 0, 0
    while size < characters:
        text, _ = synthesise(seed)
        parts.append(text)
        size, seed = size + len(text) + 1, seed + 1
    return "\n".join(parts)[:characters]


def best_seconds(work: Callable[[], object], *, rounds: int = 5) -> float:
    """Return the shortest of several runs, after one to warm up."""
    work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def measure(network: Path, *, threads: int, characters: int) -> dict[str, Any]:
    """Return characters a second by runtime: scoring alone, and tagging with links."""
    import torch

    from extraction.tagging.onnx_tagger import OnnxTagger
    from models.export import export
    from models.scoring import torch_tagger

    torch.set_num_threads(threads)
    text = sample(characters)
    found: dict[str, Any] = {"threads": threads, "characters": characters}
    with tempfile.TemporaryDirectory() as folder:
        export(network, Path(folder), keep_fp32=True)
        taggers: dict[str, Any] = {
            name: OnnxTagger(folder, threads=threads, precision=name) for name in ("int8", "fp32")
        }
        taggers["torch"] = torch_tagger(network)
        for name, tagger in taggers.items():
            alone = best_seconds(lambda tagger=tagger: tagger.score(text))  # type: ignore[misc]
            whole = best_seconds(lambda tagger=tagger: tagger.tag_text(text))  # type: ignore[misc]
            found[name] = {
                "score": round(characters / alone),
                "tag": round(characters / whole),
            }
    return found


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--characters", type=int, default=14_000)
    args = parser.parse_args()
    figures = measure(args.network, threads=args.threads, characters=args.characters)
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
