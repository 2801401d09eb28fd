"""Accounts of indicators whose cells were run together without anything between them (粘连的指标表)."""
