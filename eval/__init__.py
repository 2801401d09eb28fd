"""Measuring: scores against gold, benchmarks, reports on accuracy."""
