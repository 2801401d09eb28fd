"""Totals and their parts (合计 = 各部分之和): in sentences, lists, paragraphs and tables."""
