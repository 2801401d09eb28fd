"""The rules that find relations, as data: what each reads, what it tells, and what it rests on (规则表).

A rule is a generator of candidate relations over the ledger; the names of its relations are those that
`confidence.toml` and the tests know. To add one, write the generator, list it here, and give it its three
texts in `tests/constraints/rules.toml`: its relation holds, fails, is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from extraction.constraints.arithmetic.relation import Relation
from extraction.constraints.ledger.entries import Ledger
from extraction.constraints.rules.balances import (
    both_sides,
    budget_year,
    carried,
    debt_rooms,
    debts,
    identities,
    netting,
    savings,
    still_open,
    template_totals,
    triples,
)
from extraction.constraints.rules.marks import full_marks, part_marks, rated_marks, scores
from extraction.constraints.rules.prices import months, price_gaps, products
from extraction.constraints.rules.rates import (
    beside_plan,
    completion,
    defined,
    earlier,
    growth,
    keyed,
    share_lists,
    surveys,
    table_rates,
    year_points,
)
from extraction.constraints.rules.restated import (
    below_tables,
    equals,
    referred,
    retold,
    table_totals,
    twin_rates,
)
from extraction.constraints.rules.sums import (
    bounds,
    breakdowns,
    class_counts,
    closing,
    counted_lists,
    outline,
    paragraphs,
    partitions,
    rollups,
    table_sums,
    totals_behind,
)
from extraction.constraints.rules.words import wording
from extraction.constraints.verdicts import parallel
from extraction.constraints.verdicts.judging import Judged


class Basis(Enum):
    """What says that the relation is meant."""

    TEXT = "text"
    """Words of running text (其中, 分别, 比上年, 占)."""
    TABLE = "table"
    """Rows and columns."""
    ACCOUNT = "account"
    """What the figures are: one quantity twice, a known identity, a class and its items."""
    MARKS = "marks"
    """The structure of a score table."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A finder of candidate relations.

    Attributes:
        basis: what says that its relations are meant.
        find: yields candidates, the likeliest of a figure first.
        relations: the names that its relations bear.
    """

    basis: Basis
    find: Callable[[Ledger], Iterator[Relation]]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedRule:
    """A finder of relations that follow from others that are told already."""

    basis: Basis
    find: Callable[[Sequence[Judged], Ledger, Sequence[Relation]], Iterator[Relation]]
    relations: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule(Basis.TEXT, breakdowns.breakdowns, ("breakdown", "breakdown-again", "breakdown-by-number", "breakdown-less-one", "sentence")),
    Rule(Basis.TEXT, totals_behind.totals_behind, ("total-after",)),
    Rule(Basis.TEXT, closing.closing_totals, ("closing-total",)),
    Rule(Basis.TEXT, paragraphs.paragraph_totals, ("paragraphs",)),
    Rule(Basis.TEXT, paragraphs.headed_totals, ("headed-paragraphs",)),
    Rule(Basis.ACCOUNT, rollups.rollups, ("rollup",)),
    Rule(Basis.ACCOUNT, outline.outline_totals, ("outline",)),
    Rule(
        Basis.TEXT,
        growth.growths,
        (
            "growth-base", "growth-prior", "growth-levels", "growth-respective", "growth-initial",
            "growth-cut", "growth-apart", "adjustment-rate", "points",
        ),
    ),
    Rule(Basis.TEXT, year_points.year_points, ("year-points",)),
    Rule(Basis.TEXT, surveys.defined, ("answers-share",)),
    Rule(Basis.TEXT, defined.defined_rates, ("defined-rate",)),
    Rule(Basis.TEXT, beside_plan.beside_plans, ("over-plan", "over-by", "left-open", "goal-completion")),
    Rule(Basis.TEXT, still_open.still_open, ("still-open", "rate-of-done")),
    Rule(Basis.TEXT, earlier.differences, ("difference", "rise-over-level")),
    Rule(
        Basis.TEXT,
        share_lists.shares,
        ("share", "share-in-brackets", "share-of-list", "share-before-part", "execution-rate", "named-rate", "counted-rate",
            "rate-less-rest",),
    ),
    Rule(Basis.TEXT, completion.completions, ("fulfilment",)),
    Rule(Basis.TEXT, budget_year.budget_years, ("adjusted-budget", "execution-apart", "saved")),
    Rule(Basis.TABLE, table_sums.table_sums, ("table-sum",)),
    Rule(Basis.ACCOUNT, bounds.bounds, ("bound", "debt-limit")),
    Rule(Basis.ACCOUNT, debts.debt_rolls, ("debt-roll", "debt-issues", "debt-limit-raised")),
    Rule(Basis.ACCOUNT, debt_rooms.debt_rooms, ("debt-room",)),
    Rule(
        Basis.TABLE,
        table_rates.table_rates,
        ("column-share", "share-of-total-row", "column-growth", "column-difference"),
    ),
    Rule(Basis.ACCOUNT, both_sides.both_sides, ("both-sides",)),
    Rule(Basis.ACCOUNT, partitions.partitions, ("partition",)),
    Rule(Basis.ACCOUNT, identities.identities, ("identity", "identity-in-a-row")),
    Rule(Basis.MARKS, scores.score_totals, ("score-total",)),
    Rule(Basis.MARKS, scores.class_scores, ("class-scores",)),
    Rule(Basis.MARKS, part_marks.part_marks, ("part-marks",)),
    Rule(Basis.MARKS, full_marks.full_marks, ("full-marks",)),
    Rule(Basis.MARKS, full_marks.weights, ("weights", "weighted-mark")),
    Rule(Basis.MARKS, scores.level_marks, ("level-marks",)),
    Rule(Basis.MARKS, scores.above_full_marks, ("above-full-marks",)),
    Rule(Basis.MARKS, rated_marks.score_rates, ("score-rate",)),
    Rule(Basis.MARKS, rated_marks.execution_marks, ("execution-marks",)),
    Rule(Basis.TEXT, triples.balances, ("balance",)),
    Rule(Basis.TEXT, products.products, ("price-times-number",)),
    Rule(Basis.TEXT, price_gaps.price_gaps, ("gap-times-number",)),
    Rule(Basis.ACCOUNT, equals.restatements, ("restatement",)),
    Rule(
        Basis.ACCOUNT,
        keyed.keyed,
        ("growth-keyed", "difference-keyed", "completion-keyed", "share-keyed", "excess"),
    ),
    Rule(Basis.TABLE, table_totals.table_totals, ("table-total", "over-tables")),
    Rule(Basis.ACCOUNT, netting.nettings, ("netting",)),
    Rule(Basis.TEXT, carried.carried, ("carried",)),
    Rule(Basis.TEXT, template_totals.template_totals, ("template-total",)),
    Rule(Basis.TEXT, savings.savings, ("savings",)),
    Rule(Basis.TEXT, retold.retold, ("retold", "retold-change", "retold-swapped")),
    Rule(Basis.TEXT, counted_lists.counted_lists, ("counted-list",)),
    Rule(Basis.ACCOUNT, class_counts.class_counts, ("class-counts",)),
    Rule(Basis.TEXT, months.month_prices, ("month-and-year",)),
    Rule(Basis.TEXT, referred.referred, ("referred-back",)),
    Rule(Basis.TEXT, surveys.over_valid, ("survey",)),
    Rule(Basis.TABLE, below_tables.below_tables, ("below-table",)),
    Rule(Basis.TEXT, twin_rates.twin_rates, ("twin-rate",)),
    Rule(Basis.MARKS, equals.self_scores, ("self-score",)),
    Rule(Basis.TEXT, wording.orders, ("wording",)),
    Rule(Basis.TEXT, wording.levels, ("wording",)),
    Rule(Basis.TEXT, wording.moves, ("wording",)),
    Rule(Basis.TEXT, wording.kept, ("wording",)),
)  # fmt: skip
"""Rules over the ledger alone."""

DERIVED: tuple[DerivedRule, ...] = (
    DerivedRule(Basis.TEXT, parallel.parallel_sums, ("parallel-changes", "parallel-roles")),
    DerivedRule(Basis.TEXT, parallel.sibling_shares, ("sibling-share",)),
    DerivedRule(Basis.TEXT, parallel.share_lists, ("share-list",)),
)
"""Rules whose candidates follow from relations that are already told."""
