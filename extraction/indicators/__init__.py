"""Indicator accounts (指标账): name, goal, result, marks and verdict of a whole account decided together."""
