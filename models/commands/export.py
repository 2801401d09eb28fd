"""`jixiao export`: turn a fine-tuned network into weights that run without torch."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.commands.passages import add_passages

if TYPE_CHECKING:
    from extraction.tagging.neural import TaggerSettings
    from models.examples import Example

HELP = "export a fine-tuned network as ONNX weights"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `jixiao export`."""
    parser.add_argument(
        "network",
        type=Path,
        nargs="+",
        help="folder written by `jixiao train`; of several from one base the weights are averaged",
    )
    parser.add_argument("--output", type=Path, required=True, help="folder of the weights")
    parser.add_argument("--fp32", action="store_true", help="keep the fp32 graph too")
    parser.add_argument(
        "--calibrate",
        type=Path,
        nargs="*",
        default=[],
        metavar="PATH",
        help="inline mark-up that was not trained on, to fit confidences and advice on; of a folder, "
        "what training held out",
    )
    add_passages(parser, what="annotated passages not trained on, to fit on besides")
    parser.add_argument(
        "--settings", type=Path, help="settings fitted before: JSON, or a folder of weights"
    )


def run(args: argparse.Namespace) -> int:
    """Export; return 0."""
    from models.averaging import average_networks

    if len(args.network) == 1:
        _export(args.network[0], args)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _export(average_networks(args.network, Path(folder)), args)
    return 0


def _export(network: Path, args: argparse.Namespace) -> None:
    from extraction.tagging.neural import TaggerSettings
    from extraction.tagging.onnx_tagger import read_settings
    from models.examples import read_inline
    from models.export import export
    from models.sources import passages_of

    settings = TaggerSettings()
    if args.settings:
        settings = read_settings(_stored(args.settings))
    if args.calibrate or args.passages:
        files = list(_held_out(network, args.calibrate))
        examples = [read_inline(path) for path in files]
        if args.passages:
            examples += passages_of(args.passages, args.documents)
        settings = _calibrated(network, examples)
    export(network, args.output, settings=settings, keep_fp32=args.fp32)


def _stored(path: Path) -> dict[str, Any]:
    from extraction.tagging.onnx_tagger import read_section

    if path.is_dir():
        return dict(read_section(path)["settings"])
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _held_out(network: Path, paths: list[Path]) -> Iterator[Path]:
    """Yield files as they are, and of folders those of their files that training held out."""
    for path in paths:
        if path.is_dir():
            training = json.loads((network / "training.json").read_text(encoding="utf-8"))
            names = (path / f"{name}.txt" for name in training["held_out"])
            yield from (name for name in names if name.exists())
        else:
            yield path


def _calibrated(network: Path, examples: Sequence[Example]) -> TaggerSettings:
    """Return settings fitted on examples that were not trained on; print what they reach there."""
    from extraction.tagging.patterns import PatternTagger
    from models.calibration import calibrate
    from models.scoring import torch_tagger

    settings, reached = calibrate(torch_tagger(network), PatternTagger(), examples)
    print(json.dumps({"settings": asdict(settings), "reached": reached}, indent=1))
    return settings
