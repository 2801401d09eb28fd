"""Commands that this folder adds to `jixiao`."""
