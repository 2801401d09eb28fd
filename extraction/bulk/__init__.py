"""Many inputs at once: find them, extract each, keep one failure from stopping the rest."""
