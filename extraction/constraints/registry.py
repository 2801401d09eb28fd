"""The rules that find relations, as data: what each reads, what it tells, and what it rests on (规则表).

A rule is a generator of candidate relations over the ledger; the names of its relations are those that
`confidence.toml` and the tests know, listed by what tells the relation which figures are meant. To add one,
write the generator, list it here, and give it its three texts in `tests/constraints/rules.toml`: its relation
holds, fails, is not there.
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
    claimed_limits,
    debt_rooms,
    debts,
    identities,
    left_over,
    less_named,
    netting,
    savings,
    still_open,
    template_totals,
    triples,
)
from extraction.constraints.rules.marks import full_marks, part_marks, rated_marks, scores
from extraction.constraints.rules.prices import months, named_averages, price_gaps, products
from extraction.constraints.rules.rates import (
    beside_plan,
    completion,
    defined,
    earlier,
    executed,
    growth,
    keyed,
    of_one_whole,
    share_lists,
    surveys,
    table_rates,
    tax_shares,
    year_points,
)
from extraction.constraints.rules.restated import (
    below_tables,
    counts_again,
    equals,
    referred,
    retold,
    same_words,
    stale,
    table_totals,
    twin_rates,
    wrong_units,
)
from extraction.constraints.rules.sums import (
    bounds,
    breakdowns,
    by_levels,
    class_counts,
    closing,
    counted_above,
    counted_lists,
    listed_number,
    outline,
    paragraphs,
    partitions,
    revenue_kinds,
    rollups,
    table_sums,
    taken_up,
    totals_behind,
)
from extraction.constraints.rules.words import wording
from extraction.constraints.verdicts import companions, parallel
from extraction.constraints.verdicts.grounds import Grounds
from extraction.constraints.verdicts.judged import Judged


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
        linked: names of its relations that go by what their figures are linked to.
        pointed: names of those that do so, where words or a row of shares point at the figure that is meant.
        by_words: names of those that go by the words before their figures, whatever these are linked to.
        by_order: names of those that take numbers, full marks, marks got and weights alike, by their order.
        witnessed: whether its figures stand beside others that agree, so that their scope is one.
    """

    basis: Basis
    find: Callable[[Ledger], Iterator[Relation]]
    linked: tuple[str, ...] = ()
    pointed: tuple[str, ...] = ()
    by_words: tuple[str, ...] = ()
    by_order: tuple[str, ...] = ()
    witnessed: bool = False

    @property
    def relations(self) -> tuple[str, ...]:
        """The names that its relations bear."""
        return (*self.linked, *self.pointed, *self.by_words, *self.by_order)


@dataclass(frozen=True, slots=True)
class DerivedRule:
    """A finder of relations that follow from others that are told already.

    Attributes:
        by_words: names of those that go by where their figures stand, whatever these are linked to.
    """

    basis: Basis
    find: Callable[[Sequence[Judged], Ledger, Sequence[Relation]], Iterator[Relation]]
    linked: tuple[str, ...] = ()
    by_words: tuple[str, ...] = ()

    @property
    def relations(self) -> tuple[str, ...]:
        """The names that its relations bear."""
        return (*self.linked, *self.by_words)


RULES: tuple[Rule, ...] = (
    Rule(
        Basis.TEXT, breakdowns.breakdowns,
        linked=("breakdown", "breakdown-again", "breakdown-less-one", "sentence"),
        by_words=("breakdown-by-number",),
    ),
    Rule(Basis.TEXT, totals_behind.totals_behind, by_words=("total-after", "spent-in-all")),
    Rule(Basis.TEXT, by_levels.by_levels, by_words=("by-levels",)),
    Rule(Basis.TEXT, taken_up.taken_up, linked=("taken-up",)),
    Rule(Basis.ACCOUNT, revenue_kinds.revenue_kinds, linked=("revenue-kinds",)),
    Rule(Basis.TEXT, closing.closing_totals, by_words=("closing-total",)),
    Rule(Basis.TEXT, paragraphs.paragraph_totals, linked=("paragraphs",)),
    Rule(Basis.TEXT, paragraphs.headed_totals, linked=("headed-paragraphs",)),
    Rule(Basis.ACCOUNT, rollups.rollups, linked=("rollup",)),
    Rule(Basis.ACCOUNT, outline.outline_totals, linked=("outline",)),
    Rule(
        Basis.TEXT, growth.growths,
        linked=("growth-base", "growth-levels", "growth-initial", "growth-cut", "adjustment-rate"),
        pointed=("growth-respective",),
        by_words=("growth-prior", "growth-apart", "points"),
    ),
    Rule(Basis.TEXT, year_points.year_points, linked=("year-points",)),
    Rule(Basis.TEXT, surveys.defined, by_words=("answers-share",)),
    Rule(Basis.TEXT, surveys.of_named_forms, by_words=("forms-share",)),
    Rule(Basis.TEXT, defined.defined_rates, by_words=("defined-rate",)),
    Rule(Basis.TEXT, beside_plan.beside_plans, by_words=("over-plan", "over-by", "left-open", "goal-completion")),
    Rule(Basis.TEXT, still_open.still_open, by_words=("still-open", "rate-of-done")),
    Rule(Basis.TEXT, earlier.differences, linked=("difference", "rise-over-level")),
    Rule(
        Basis.TEXT, share_lists.shares,
        linked=("share-in-brackets", "execution-rate", "named-rate"),
        pointed=("share", "share-of-list"),
        by_words=("counted-rate", "rate-less-rest"),
        by_order=("share-before-part",),
    ),
    Rule(Basis.ACCOUNT, tax_shares.tax_shares, linked=("tax-share",)),
    Rule(Basis.TEXT, of_one_whole.of_one_whole, by_words=("of-one-whole",)),
    Rule(Basis.TEXT, completion.completions, linked=("fulfilment",)),
    Rule(Basis.TEXT, budget_year.budget_years, linked=("execution-apart", "saved"), by_words=("adjusted-budget",)),
    Rule(Basis.TEXT, executed.execution_rates, linked=("execution-before",)),
    Rule(Basis.TABLE, table_sums.table_sums, linked=("table-sum",)),
    Rule(Basis.ACCOUNT, bounds.bounds, linked=("debt-limit",), by_words=("bound",)),
    Rule(Basis.TEXT, claimed_limits.claimed_limits, by_words=("limit-kept",)),
    Rule(Basis.ACCOUNT, debts.debt_rolls, linked=("debt-roll", "debt-issues", "debt-limit-raised")),
    Rule(Basis.ACCOUNT, debt_rooms.debt_rooms, by_words=("debt-room",)),
    Rule(
        Basis.TABLE, table_rates.table_rates,
        linked=("column-share", "share-of-total-row", "column-growth", "column-difference"),
    ),
    Rule(Basis.ACCOUNT, both_sides.both_sides, linked=("both-sides",)),
    Rule(Basis.ACCOUNT, partitions.partitions, linked=("partition",)),
    Rule(Basis.ACCOUNT, identities.identities, linked=("identity", "identity-in-a-row")),
    Rule(Basis.MARKS, scores.score_totals, linked=("score-total",)),
    Rule(Basis.MARKS, scores.class_scores, linked=("class-scores",)),
    Rule(Basis.MARKS, part_marks.part_marks, by_words=("part-marks",)),
    Rule(Basis.MARKS, full_marks.full_marks, by_order=("full-marks",)),
    Rule(Basis.MARKS, full_marks.weights, by_order=("weights", "weighted-mark")),
    Rule(Basis.MARKS, scores.level_marks, linked=("level-marks",)),
    Rule(Basis.MARKS, scores.above_full_marks, linked=("above-full-marks",)),
    Rule(Basis.MARKS, rated_marks.score_rates, linked=("score-rate",)),
    Rule(Basis.MARKS, rated_marks.execution_marks, by_order=("execution-marks",)),
    Rule(Basis.TEXT, triples.balances, linked=("balance",)),
    Rule(Basis.TEXT, products.products, by_words=("price-times-number",)),
    Rule(Basis.TEXT, named_averages.named_averages, linked=("named-average",)),
    Rule(Basis.TEXT, price_gaps.price_gaps, by_words=("gap-times-number",)),
    Rule(Basis.ACCOUNT, equals.restatements, linked=("restatement",)),
    Rule(
        Basis.ACCOUNT, keyed.keyed,
        linked=("growth-keyed", "difference-keyed", "completion-keyed", "share-keyed", "excess"),
    ),
    Rule(Basis.TABLE, table_totals.table_totals, linked=("table-total", "over-tables"), witnessed=True),
    Rule(Basis.ACCOUNT, netting.nettings, by_words=("netting",)),
    Rule(Basis.TEXT, less_named.less_named, by_words=("less-named",)),
    Rule(Basis.TEXT, carried.carried, by_words=("carried",)),
    Rule(Basis.TEXT, template_totals.template_totals, linked=("template-total",)),
    Rule(Basis.TEXT, left_over.left_over, by_words=("left-over",)),
    Rule(Basis.TEXT, savings.savings, by_words=("savings",)),
    Rule(Basis.TEXT, retold.retold, linked=("retold", "retold-change", "retold-swapped"), witnessed=True),
    Rule(Basis.TEXT, counts_again.counts_again, by_words=("count-again",), witnessed=True),
    Rule(Basis.TEXT, counted_lists.counted_lists, by_words=("counted-list",)),
    Rule(Basis.TEXT, counted_above.totals_of_items, by_words=("items-above",)),
    Rule(Basis.TEXT, listed_number.listed_numbers, by_words=("listed-number",)),
    Rule(Basis.ACCOUNT, class_counts.class_counts, by_order=("class-counts",)),
    Rule(Basis.TEXT, months.month_prices, by_words=("month-and-year",)),
    Rule(Basis.TEXT, months.year_totals, by_words=("months-of-year",)),
    Rule(Basis.TEXT, referred.referred, by_words=("referred-back",), witnessed=True),
    Rule(Basis.TEXT, same_words.same_words, by_words=("same-words",), witnessed=True),
    Rule(Basis.TEXT, surveys.over_valid, by_words=("survey",)),
    Rule(Basis.TABLE, below_tables.below_tables, linked=("below-table",)),
    Rule(Basis.TEXT, twin_rates.twin_rates, by_words=("twin-rate",), witnessed=True),
    Rule(Basis.ACCOUNT, stale.stale, linked=("stale",), witnessed=True),
    Rule(Basis.TEXT, wrong_units.wrong_units, by_words=("wrong-unit",), witnessed=True),
    Rule(Basis.MARKS, equals.self_scores, linked=("self-score",), witnessed=True),
    Rule(Basis.TEXT, wording.orders, linked=("wording",)),
    Rule(Basis.TEXT, wording.levels, linked=("wording",)),
    Rule(Basis.TEXT, wording.moves, linked=("wording",)),
    Rule(Basis.TEXT, wording.kept, linked=("wording",)),
)  # fmt: skip
"""Rules over the ledger alone."""

DERIVED: tuple[DerivedRule, ...] = (
    DerivedRule(
        Basis.TEXT, parallel.parallel_sums, linked=("parallel-changes", "parallel-roles")
    ),
    DerivedRule(Basis.TEXT, companions.companion_sums, by_words=("parallel-figures",)),
    DerivedRule(Basis.TEXT, parallel.sibling_shares, linked=("sibling-share",)),
    DerivedRule(Basis.TEXT, parallel.share_lists, linked=("share-list",)),
)  # fmt: skip
"""Rules whose candidates follow from relations that are already told."""

GROUNDS = Grounds(
    pointed=frozenset(name for rule in RULES for name in rule.pointed),
    by_words=frozenset(
        name
        for names in (*(rule.by_words for rule in RULES), *(rule.by_words for rule in DERIVED))
        for name in names
    ),
    by_order=frozenset(name for rule in RULES for name in rule.by_order),
    witnessed=frozenset(name for rule in RULES if rule.witnessed for name in rule.relations),
)
"""What the relations of all rules go by, for those who weigh them."""
