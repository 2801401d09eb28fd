"""Pre-annotation (预标注): all mentions of a document that no model has been trained for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotations.llm.asking import Judge, ask_all
from annotations.llm.client import ChatClient, Question
from annotations.llm.outcome import Outcome, Suggested
from annotations.llm.passages import Passage, passages
from annotations.llm.questions import annotation_question
from annotations.llm.quotes import QuoteError, locate
from annotations.llm.standing import Standing, changed
from extraction.document import Document
from extraction.identity import identify
from extraction.labels import Label
from extraction.markup import Change, Link, Markup, Mention, Role


def annotation_questions(document: Document, length: int) -> Iterator[tuple[Passage, Question]]:
    """Yield every passage with its question: exactly what annotating asks, in order."""
    for passage in passages(document, length):
        yield passage, annotation_question(passage.shown(document.text))


def annotate(client: ChatClient, document: Document) -> tuple[Markup, Outcome]:
    """Return the mark-up of a document as the model sees it, and what came of asking.

    An answer is the whole of a passage: it is taken over if every quote is found, no two overlap, every
    number can be read and no relation breaks; otherwise all of it is dropped.
    """
    standing = Standing(document, Markup(), fiscal_year=identify(document).fiscal_year)

    def questions() -> Iterator[tuple[Question, Judge]]:
        for passage, question in annotation_questions(document, client.settings.passage):
            yield question, _PassageJudge(standing, passage)

    outcome = ask_all(client, questions())
    return standing.markup, outcome


class _PassageJudge:
    """Takes the mentions of one passage over."""

    def __init__(self, standing: Standing, passage: Passage) -> None:
        self._standing, self._passage = standing, passage

    def __call__(self, value: Mapping[str, Any]) -> tuple[str, list[Suggested]]:
        names = {m["id"]: f"s{self._passage.spans[0].start}_{m['id']}" for m in value["mentions"]}
        if len(names) != len(value["mentions"]):
            return "repeated id", []
        try:
            mentions = [self._mention(m, names[m["id"]]) for m in value["mentions"]]
        except QuoteError as error:
            return str(error), []
        wanted = [(names[m["id"]], t) for m in value["mentions"] for t in m["links"]]
        if any(target not in names for _, target in wanted):
            return "link to nothing", []
        links = [Link(source, names[target]) for source, target in wanted]
        markup = changed(self._standing.markup, remove=(), add=mentions, links=links)
        if isinstance(markup, str):
            return markup, []
        reason = self._standing.propose(markup)
        return reason, [] if reason else [Suggested(None, m) for m in mentions]

    def _mention(self, data: Mapping[str, Any], name: str) -> Mention:
        text = self._standing.document.text
        span = locate(text, self._passage, data["quote"], data["context"])
        change, role = flags(data)
        return Mention(name, Label(data["label"]), span, span.of(text), change=change, role=role)


def flags(data: Mapping[str, Any]) -> tuple[Change | None, Role | None]:
    """Return the change and role of an answered mention."""
    changes: dict[str, Change | None] = {
        "none": None,
        "increase": "increase",
        "decrease": "decrease",
    }
    return changes[data["change"]], "budget" if data["budget"] else None
