"""Accounts of the 政府收支分类科目: names, codes, editions, and the account of each amount."""

from extraction.accounts.assignment import assign_accounts
from extraction.accounts.table import (
    Account,
    account_names,
    find_account,
    find_accounts,
    load_accounts,
)

__all__ = [
    "Account",
    "account_names",
    "assign_accounts",
    "find_account",
    "find_accounts",
    "load_accounts",
]
