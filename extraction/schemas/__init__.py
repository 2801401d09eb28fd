"""JSON Schemas (draft 2020-12) of what the package writes."""
