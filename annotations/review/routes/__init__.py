"""Routes of the review application, one module a concern; each only calls what does the work."""
