"""What an extraction leaves behind: records, texts, tables of facts, and the account of the run."""
