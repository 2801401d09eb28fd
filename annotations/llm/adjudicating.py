"""Adjudication (裁定): a second opinion on what is doubtful in a record, decision by decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotations.llm.annotating import flags
from annotations.llm.asking import Judge, ask_all
from annotations.llm.client import ChatClient, Question
from annotations.llm.doubts import Doubt, doubts, inside
from annotations.llm.outcome import Outcome, Suggested
from annotations.llm.pending import with_changes
from annotations.llm.questions import adjudication_question
from annotations.llm.quotes import QuoteError, locate
from annotations.llm.standing import SILENCED, Examined, Standing
from extraction.document import Document
from extraction.labels import VALUES, Label
from extraction.markup import Markup, Mention
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

    An answer is all decisions on one doubt. It is dropped where it decides on something else, quotes what is not
    there, breaks a relation or brings a number that cannot be read. What adds (a link, a wider name) is taken
    over. What takes away (removes, relabels, unlinks, moves, turns a flag) is taken over only where it is proved: a
    relation of the text holds with it and not without it, none that held is lost, and no finding falls
    silent. The rest is `pending` in the outcome: suggestions for a person.

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


_Decision = Mapping[str, Any]


class _DoubtJudge:
    """Takes the decisions on one doubt over, as far as they are proved."""

    def __init__(self, standing: Standing, doubt: Doubt) -> None:
        self._standing, self._doubt = standing, doubt
        self._before = standing.markup.by_id()

    def __call__(self, value: Mapping[str, Any]) -> tuple[str, list[Suggested]]:
        self._before = self._standing.markup.by_id()
        decided = [d["id"] for d in value["decisions"]]
        if not decided:
            return "decision on nothing", []
        if len(set(decided)) != len(decided) or not set(decided) <= set(self._doubt.mentions):
            return "decision on something else", []
        if any(not self._quoted(d["quote"]) for d in value["decisions"]):
            return "quote not in the passage", []
        wanted = [
            d for d in value["decisions"] if d["action"] != "keep" and d["id"] in self._before
        ]
        try:
            found = [(d, self._suggested(d)) for d in wanted]
        except QuoteError as error:
            return str(error), []
        found = [(d, s) for d, s in found if s.after != s.before or self._relinks(s)]
        whole = self._with([s for _, s in found])
        if isinstance(whole, str):
            return whole, []
        tried = self._standing.examine(whole)
        reason = self._standing.objection(tried)
        if reason and reason != SILENCED:
            return reason, []
        return "", self._taken([s for _, s in found], tried)

    def _taken(self, changes: list[Suggested], tried: Examined) -> list[Suggested]:
        """Take over what adds and what is proved; return all with a mark at the rest."""
        proved = [
            s for s in changes if not self._takes_away(s) or self._is_proved(s, changes, tried)
        ]
        markup = self._with(proved)
        if isinstance(markup, str) or self._standing.propose(markup):
            proved = []
        return [replace(s, proved=s in proved) for s in changes]

    def _is_proved(self, one: Suggested, changes: list[Suggested], tried: Examined) -> bool:
        others = self._with([s for s in changes if s is not one])
        if isinstance(others, str) or one.before is None:
            return False
        places = [(one.after or one.before).span]
        if one.after is not None and one.after.label not in VALUES:
            spans = tried.markup.by_id()
            places = [spans[k.source].span for k in tried.markup.links if k.target == one.before.id]
        return self._standing.proves(tried, self._standing.examine(others), places)

    def _takes_away(self, change: Suggested) -> bool:
        """Tell whether a change takes something of what stands away."""
        before, after = change.before, change.after
        if before is None or after is None:
            return before is not None
        same = all(getattr(before, n) == getattr(after, n) for n in ("label", "change", "role"))
        wider = after.span.covers(before.span) and (
            after.span == before.span or before.label not in VALUES
        )
        return not same or not wider or not self._targets(before.id) <= set(change.links)

    def _targets(self, name: str) -> set[str]:
        return {k.target for k in self._standing.markup.links if k.source == name}

    def _relinks(self, change: Suggested) -> bool:
        if change.before is None or change.after is None:
            return False
        return self._targets(change.before.id) != set(change.links)

    def _with(self, changes: Sequence[Suggested]) -> Markup | str:
        return with_changes(self._standing.markup, changes)

    def _suggested(self, decision: _Decision) -> Suggested:
        mention = self._before[decision["id"]]
        if decision["action"] == "remove":
            return Suggested(mention, None)
        links = tuple(decision["links"])
        return Suggested(mention, self._changed(mention, decision), links)

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
