"""Accounts of indicators whose table fell apart (散落的指标表), laid out as a whole over their header's columns."""
