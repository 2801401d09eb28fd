"""What asking cost: requests, tokens, money and time (用量统计), held against the budget."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from annotations.llm.errors import BudgetSpentError
from annotations.llm.settings import Budget, Prices


@dataclass(slots=True)
class Meter:
    """Counts as it goes; `retries` is by reason, `seconds` one entry a request that was answered."""

    prices: Prices
    budget: Budget
    requests: int = 0
    cached: int = 0
    retries: Counter[str] = field(default_factory=Counter)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def tokens(self) -> int:
        """All tokens so far."""
        return self.prompt_tokens + self.completion_tokens

    @property
    def cost(self) -> Decimal:
        """All money so far."""
        return self.prices.of(self.prompt_tokens, self.completion_tokens)

    def allow(self, characters: int, answer_tokens: int) -> None:
        """Count one more request that is about to be sent.

        Args:
            characters: of the prompt; a Chinese character is taken for one token.
            answer_tokens: the longest answer.

        Raises:
            BudgetSpentError: it might pass the budget.
        """
        tokens = self.tokens + characters + answer_tokens
        money = self.cost + self.prices.of(characters, answer_tokens)
        for what, planned, limit in (
            ("requests", self.requests + 1, self.budget.requests),
            ("tokens", tokens, self.budget.tokens),
            (self.prices.currency, money, self.budget.money),
        ):
            if limit is not None and planned > limit:
                raise BudgetSpentError(f"the budget of {limit} {what} does not allow more")
        self.requests += 1

    def note(self, prompt_tokens: int, completion_tokens: int, seconds: float) -> None:
        """Count an answer."""
        self.prompt_tokens += prompt_tokens
        self.completion_tokens += completion_tokens
        self.seconds.append(seconds)

    def lines(self) -> list[str]:
        """Return what was spent, a line each."""
        retried = ", ".join(f"{n} × {why}" for why, n in self.retries.most_common())
        found = [
            f"requests: {self.requests} ({self.cached} more answered from the cache)",
            f"retries: {self.retries.total()}" + (f" ({retried})" if retried else ""),
            f"tokens: {self.prompt_tokens} prompt + {self.completion_tokens} completion",
            f"cost: {self.cost.normalize():f} {self.prices.currency}",
        ]
        if self.seconds:
            ordered = sorted(self.seconds)
            middle, slow = (ordered[math.ceil(share * len(ordered)) - 1] for share in (0.5, 0.95))
            found.append(f"latency: median {middle:.2f} s, 95% {slow:.2f} s")
        return found
