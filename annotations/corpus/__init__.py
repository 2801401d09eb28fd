"""The project's own annotated reports, and the samples that every format is tested with."""
