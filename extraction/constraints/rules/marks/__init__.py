"""Marks and weights (分值、得分、权重): of indicators, classes and whole reports."""
