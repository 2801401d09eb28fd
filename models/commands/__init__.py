"""The commands `jixiao pretrain`, `jixiao train` and `jixiao export`.

Each module offers `add_arguments(parser)` and `run(args) -> int`; heavy imports happen in `run`.
"""
