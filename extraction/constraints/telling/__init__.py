"""What a reader is told: findings, their sentences, and what they are known by (表述)."""
