"""The commands of the extraction package."""
