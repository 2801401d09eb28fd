"""The commands of the eval package."""
