"""What a figure can be of (账目分类): accounts and concepts with their names, and the parts of a key.

`accounts.tsv` holds the 政府收支分类科目, `concepts.toml` the totals, balances, debts and counts that reports
of units and governments name, `dimensions.toml` the words of scope, fund and measure, and
`calculations.toml` what adds up to what. Pure data: nothing here knows of reports or figures.
"""

from extraction.taxonomy.accounts import (
    Account,
    account_names,
    find_account,
    find_accounts,
    load_accounts,
)
from extraction.taxonomy.concepts import Concept, find_concept, load_concepts

__all__ = [
    "Account",
    "Concept",
    "account_names",
    "find_account",
    "find_accounts",
    "find_concept",
    "load_accounts",
    "load_concepts",
]
