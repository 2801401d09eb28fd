"""Shares, growth and completion (占比、增幅、完成率): rates, and the levels that they are of."""
