"""Loaders: from the bytes of a report to an immutable `Document`."""
