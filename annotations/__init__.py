"""Annotations: gold records, the written corpus, synthesis, review and LLM assistance."""
