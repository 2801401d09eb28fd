"""Schema migrations of the store, oldest first under `versions`."""
