"""Totals over numbered paragraphs (一、（一）1．（1）): a heading's figure is the sum of those below it.

The styles of numbering stand for levels in the order of 党政机关公文格式 (GB/T 9704-2012, 7.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extraction.constraints.arithmetic.relation import Claim, Relation, total
from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.lists import add
from extraction.constraints.rules.sums.paragraphs import rows_of_figures
from extraction.lexicon.numbering import list_number_of

_Lane = tuple[str, bool, bool]


@dataclass(slots=True)
class _Node:
    """A numbered paragraph with its first figure of each lane, and the paragraphs below it."""

    depth: int
    line: int
    figures: dict[_Lane, Entry] = field(default_factory=dict)
    below: list[_Node] = field(default_factory=list)


def outline_totals(ledger: Ledger) -> Iterator[Relation]:
    """Yield, for every heading with a figure, the sum of its direct parts and of its last ones."""
    heads = rows_of_figures(ledger)
    for node in tuple(_nodes(ledger, heads)):
        for lane, whole in node.figures.items():
            direct = [n.figures[lane] for n in node.below if lane in n.figures]
            leaves = [n.figures[lane] for n in _leaves(node) if lane in n.figures]
            branches = [
                [n.figures[lane] for n in _leaves(child) if lane in n.figures]
                for child in node.below
            ]
            whole_list = len(direct) == len(node.below) > 1 and node.below[0].line == node.line + 1
            for parts in (direct, leaves, *branches):
                if parts and add(parts).meets(whole.value):
                    claim = Claim.LIKELY if whole_list else Claim.SUGGESTED
                    yield _outlined(whole, parts, claim)
                    break
            else:
                apart = len({p.core for p in direct}) == len(direct)
                if whole_list and apart and all(_leads(ledger, p) for p in direct):
                    yield _outlined(whole, direct, Claim.LIKELY)


def _leads(ledger: Ledger, part: Entry) -> bool:
    """Tell whether a figure is the first of its paragraph, be it budget or not."""
    return not any(
        e.line == part.line
        and e.family == part.family
        and (e.change is None) == (part.change is None)
        for e in ledger.entries[max(0, part.index - 6) : part.index]
    )


def _outlined(whole: Entry, parts: list[Entry], claim: Claim) -> Relation:
    return Relation("sum", whole.id, total(tuple(p.id for p in parts)), "outline", claim, 0.75)


def _nodes(ledger: Ledger, heads: dict[int, dict[_Lane, Entry]]) -> Iterator[_Node]:
    stack: list[_Node] = []
    for line in range(len(ledger.line_starts)):
        number = list_number_of(ledger.line_text(line))
        if number is None:
            continue
        node = _Node(number.depth, line, heads.get(line, {}))
        while stack and stack[-1].depth >= node.depth:
            stack.pop()
        if stack:
            stack[-1].below.append(node)
        stack.append(node)
        yield node


def _leaves(node: _Node) -> Iterator[_Node]:
    for child in node.below:
        if child.below:
            yield from _leaves(child)
        else:
            yield child
