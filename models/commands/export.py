"""`jixiao export`: turn a fine-tuned network into weights that run without torch."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "export a fine-tuned network as ONNX weights"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `jixiao export`."""
    parser.add_argument("network", type=Path, help="folder written by `jixiao train`")
    parser.add_argument("--output", type=Path, required=True, help="folder of the weights")
    parser.add_argument("--fp32", action="store_true", help="keep the fp32 graph too")
    parser.add_argument("--temperature", type=float, default=1.0, help="of the class scores")
    parser.add_argument("--link-temperature", type=float, default=1.0)
    parser.add_argument("--link-threshold", type=float, default=0.5)


def run(args: argparse.Namespace) -> int:
    """Export; return 0."""
    from extraction.linking.learned import LinkSettings
    from extraction.tagging.neural import TaggerSettings
    from models.export import export

    links = LinkSettings(threshold=args.link_threshold, temperature=args.link_temperature)
    settings = TaggerSettings(temperature=args.temperature, links=links)
    export(args.network, args.output, settings=settings, keep_fp32=args.fp32)
    return 0
