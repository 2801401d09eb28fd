"""Tests of `extraction.quantities`."""
