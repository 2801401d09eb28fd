"""A memory of corrections: one corrected report, and the next of its template is read from it.

python examples/remember_corrections.py      (needs the extra `review`)
"""

from __future__ import annotations

from annotations.corpus.families import members
from annotations.memory import Memory
from extraction.pipeline import check_markup, default_pipeline


def main() -> None:
    """Print what the machine and what memory finds in the second report of a family."""
    first, second, *_ = members("score-table")
    memory = Memory().take_in(first.document, first.gold.markup(), name="the corrected report")
    machine = default_pipeline("pattern").extract(second.document)
    advice = memory.advise(second.document, machine.facts.markup)
    advised = check_markup(second.document, advice.markup)
    print(f"machine: {machine!r}")
    print(f"memory:  {advised!r}")
    mention, source = next(iter(advice.sources.items()))
    text = next(m.text for m in advice.markup.mentions if m.id == mention)
    print(f"“{text}” as in {source.reports} corrected report, entry {source.entries[0]}")


if __name__ == "__main__":
    main()
