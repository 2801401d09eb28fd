"""Prices times numbers (单价 × 数量): averages, gaps in price, months of a year."""
