"""What was there, what came and went, what is left (收支平衡): budgets, carry-overs, debts, both sides of an account."""
