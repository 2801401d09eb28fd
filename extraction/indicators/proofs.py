"""What shares prove, walked through an account beside what its passages tell (占比证明)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.indicators.alignment import aligned
from extraction.indicators.passages import passages
from extraction.indicators.reading import quantities_in, read_values
from extraction.indicators.shares import asks, may_share, proved
from extraction.indicators.sureness import of_accounts
from extraction.indicators.told import MOST_WAITING, NEXT, Told
from extraction.indicators.values import Value
from extraction.span import Span


def proofs(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    """Yield what shares prove, each with the clauses of its result as the stretch that it decides."""
    if not any(may_share(text, span) for span in spans):
        return
    asked: list[Value] = []
    for passage in passages(text, spans):
        span = passage.span
        if NEXT.search(text, span.start, span.end):
            continue
        values = aligned(
            text, span, read_values(text, span, quantities_in(text, span), passage.mode)
        )
        if may_share(text, span):
            for account in proved(text, [*asked, *filter(asks, values)], values):
                if account.actual is not None and not of_accounts(text, account):
                    clauses = Span(account.actual.span.start, account.rates[0].span.end)
                    yield Told(replace(passage, span=clauses), (account,), explained=True)
        asked = [*asked, *filter(asks, values)][-MOST_WAITING:]


def with_proofs(text: str, told: Sequence[Told], proof: Sequence[Told]) -> tuple[Told, ...]:
    """Return what passages tell, without what a proof tells better, and the proofs themselves."""
    ends = {v.span for p in proof for a in p.accounts for v in (a.target, a.actual) if v}
    kept = (
        replace(
            t,
            accounts=tuple(
                a
                for a in t.accounts
                if a.paired
                or not any(v is not None and v.span in ends for v in (a.target, a.actual))
            ),
        )
        for t in told
    )
    paired = {
        v.span for t in told for a in t.accounts if a.paired for v in (a.target, a.actual) if v
    }
    sure = (
        p
        for p in proof
        if not any(
            v is not None and v.span in paired for a in p.accounts for v in (a.target, a.actual)
        )
    )
    return (*kept, *sure)
