"""From candidates to checks: what is meant, what fails, what would mend it, how sure (判定)."""
