"""One fact told more than once (前后一致): in prose, tables, summaries and annexes."""
