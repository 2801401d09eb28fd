"""Finders of candidate relations (规则): one module a kind of statement."""
