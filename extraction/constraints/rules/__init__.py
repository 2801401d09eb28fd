"""Finders of candidate relations (规则): a folder for what is related, a module for a kind of statement."""
