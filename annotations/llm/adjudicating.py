"""Adjudication (裁定): a second opinion on what is doubtful in a record, decision by decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from annotations.llm.annotating import flags
from annotations.llm.asking import Judge, ask_all
from annotations.llm.client import ChatClient, Question
from annotations.llm.doubts import Doubt, doubts, inside
from annotations.llm.outcome import Outcome, Suggested
from annotations.llm.questions import adjudication_question
from annotations.llm.quotes import QuoteError, locate
from annotations.llm.standing import Standing, changed
from extraction.document import Document
from extraction.labels import Label
from extraction.markup import Link, Markup, Mention
from extraction.record import Record


def adjudication_questions(
    document: Document, record: Record, *, low: float, length: int
) -> Iterator[tuple[Doubt, Question]]:
    """Yield every doubt with its question: exactly what adjudicating asks, in order."""
    markup, text = record.facts.markup, document.text
    links: dict[str, list[str]] = {}
    for link in markup.links:
        links.setdefault(link.source, []).append(link.target)
    for doubt in doubts(text, markup, record.checks, low=low, length=length):
        known = inside(markup, doubt.passage)
        here = {m.id for m in known}
        shown = {k: [t for t in v if t in here] for k, v in links.items()}
        passage = doubt.passage.shown(text)
        question = adjudication_question(passage, known, shown, doubt.mentions, doubt.reason)
        yield doubt, question


def adjudicate(
    client: ChatClient, document: Document, record: Record, *, low: float = 0.6
) -> tuple[Markup, Outcome]:
    """Return the record's mark-up with the accepted decisions, and what came of asking.

    An answer is all decisions on one doubt: it is taken over if it decides on nothing else, every quote
    is found, every number can be read and no relation breaks that held; otherwise it is dropped.

    Args:
        low: mentions below this confidence are asked about too.
    """
    year = record.document.fiscal_year
    standing = Standing(document, record.facts.markup, fiscal_year=year)
    length = client.settings.passage

    def questions() -> Iterator[tuple[Question, Judge]]:
        for doubt, question in adjudication_questions(document, record, low=low, length=length):
            yield question, _DoubtJudge(standing, doubt)

    outcome = ask_all(client, questions())
    return standing.markup, outcome


class _DoubtJudge:
    """Takes the decisions on one doubt over."""

    def __init__(self, standing: Standing, doubt: Doubt) -> None:
        self._standing, self._doubt = standing, doubt

    def __call__(self, value: Mapping[str, Any]) -> tuple[str, list[Suggested]]:
        by_id = self._standing.markup.by_id()
        decided = [d["id"] for d in value["decisions"]]
        if len(set(decided)) != len(decided) or not set(decided) <= set(self._doubt.mentions):
            return "decision on something else", []
        if any(not self._quoted(d["quote"]) for d in value["decisions"]):
            return "quote not in the passage", []
        gone = [d for d in value["decisions"] if d["action"] == "remove" and d["id"] in by_id]
        new = [d for d in value["decisions"] if d["action"] == "change" and d["id"] in by_id]
        try:
            suggested = [Suggested(by_id[d["id"]], None) for d in gone]
            suggested += [Suggested(by_id[d["id"]], self._changed(by_id[d["id"]], d)) for d in new]
        except QuoteError as error:
            return str(error), []
        suggested = [s for s in suggested if s.before != s.after or self._relinked(s, new)]
        added = [s.after for s in suggested if s.after is not None]
        markup = changed(
            self._standing.markup,
            remove=[s.before.id for s in suggested if s.before is not None],
            add=added,
            links=[Link(d["id"], t) for d in new for t in d["links"]],
        )
        if isinstance(markup, str):
            return markup, []
        reason = self._standing.propose(markup)
        return reason, [] if reason else suggested

    def _quoted(self, quote: str) -> bool:
        """Tell whether a quote stands in the passage, wherever."""
        text = self._standing.document.text
        return bool(quote) and any(quote in span.of(text) for span in self._doubt.passage.spans)

    def _changed(self, mention: Mention, data: Mapping[str, Any]) -> Mention:
        text = self._standing.document.text
        span = mention.span
        if data["quote"] != mention.text:
            span = locate(text, self._doubt.passage, data["quote"], data["context"])
        change, role = flags(data)
        near = span.overlaps(mention.span)
        return replace(
            mention,
            label=Label(data["label"]),
            span=span,
            text=span.of(text),
            change=change,
            role=role if role == "budget" or mention.role == "budget" else mention.role,
            cell=mention.cell if near else None,
            unit=mention.unit if near else None,
            operator=mention.operator if near else None,
            page=mention.page if near else None,
            box=None if span != mention.span else mention.box,
        )

    def _relinked(self, suggested: Suggested, new: list[Mapping[str, Any]]) -> bool:
        if suggested.before is None:
            return False
        name = suggested.before.id
        now = {k.target for k in self._standing.markup.links if k.source == name}
        return any(d["id"] == name and set(d["links"]) != now for d in new)
