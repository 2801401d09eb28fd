"""Words against numbers (文字与数字), and numbers that their own form makes wrong (书写)."""
