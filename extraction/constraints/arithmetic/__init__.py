"""Relations between figures and what rounding lets them say (算术)."""
