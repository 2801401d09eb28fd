"""Tables of knowledge, each with its grammar documented at the top."""
