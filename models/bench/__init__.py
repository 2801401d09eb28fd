"""Benchmarks of the model: ratios within one run, never timed tests."""
