"""`jixiao annotate suggest`: say what would be sent to a language model, ask, send, take over."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotations.llm import ChatClient, LlmSettings, Outcome
    from annotations.llm.client import Question
    from extraction.document import Document
    from extraction.markup import Markup
    from extraction.record import Record

KEY = "JIXIAO_LLM_KEY"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a folder of `jixiao extract` (adjudicates its doubts), or documents to annotate",
    )
    parser.add_argument("--output", type=Path, help="folder for the suggestions (format json)")
    parser.add_argument("--store", help="database of `jixiao review` to put the suggestions into")
    parser.add_argument("--low", type=float, default=0.6, help="confidence that is in doubt")
    parser.add_argument("--yes", action="store_true", help="send without asking")
    parser.add_argument(
        "--dry-run", action="store_true", help="print the requests as JSON Lines and send nothing"
    )
    server = parser.add_argument_group("language model (nothing is sent without a URL)")
    server.add_argument("--llm-url", help="base URL of an OpenAI-compatible API, up to /v1")
    server.add_argument("--llm-model", help="name of the model")
    server.add_argument(
        "--dialect",
        choices=("auto", "json_schema", "json_object"),
        default="auto",
        help="how structured output is asked for",
    )
    server.add_argument("--stream", action="store_true", help="take answers in pieces")
    server.add_argument("--timeout", type=float, default=120.0, help="seconds without a byte")
    server.add_argument(
        "--answer-seconds", type=float, default=600.0, help="of one question with all its tries"
    )
    server.add_argument(
        "--deadline", type=float, default=8 * 3600.0, help="seconds of the whole run"
    )
    server.add_argument("--retries", type=int, default=4, help="of a request that failed")
    server.add_argument("--passage", type=int, default=500, help="characters of a passage, about")
    server.add_argument("--answer-tokens", type=int, default=2048, help="longest answer")
    server.add_argument("--cache", type=Path, help="folder of earlier answers")
    money = parser.add_argument_group("cost and budget")
    money.add_argument("--price-prompt", type=Decimal, default=Decimal(0), help="of 10⁶ tokens")
    money.add_argument("--price-completion", type=Decimal, default=Decimal(0), help="of 10⁶ tokens")
    money.add_argument("--currency", default="CNY", help="of the prices")
    money.add_argument("--max-requests", type=int, help="stop before more requests")
    money.add_argument("--max-tokens", type=int, help="stop before more tokens")
    money.add_argument("--max-cost", type=Decimal, help="stop before more money")


@dataclass(frozen=True, slots=True)
class _Job:
    """A document to annotate, or with its record to adjudicate."""

    document: Document
    record: Record | None
    low: float

    def questions(self, length: int) -> Iterator[Question]:
        """Yield what will be asked at first, in order."""
        from annotations.llm.adjudicating import adjudication_questions
        from annotations.llm.annotating import annotation_questions

        if self.record is None:
            yield from (q for _, q in annotation_questions(self.document, length))
            return
        asked = adjudication_questions(self.document, self.record, low=self.low, length=length)
        yield from (q for _, q in asked)

    def run(self, client: ChatClient) -> tuple[Markup, Outcome]:
        """Ask everything."""
        from annotations.llm import adjudicate, annotate

        if self.record is None:
            return annotate(client, self.document)
        return adjudicate(client, self.document, self.record, low=self.low)


def run(arguments: argparse.Namespace) -> int:
    """Return 0, 1 if asking ended early, nothing usable was answered or an input cannot be read, 2 if it was not agreed to or settings are missing."""
    if not arguments.llm_url or not arguments.llm_model:
        print("expected --llm-url and --llm-model; nothing was sent", file=sys.stderr)
        return 2
    if not arguments.dry_run and not (arguments.output or arguments.store):
        print("expected --output or --store for the suggestions", file=sys.stderr)
        return 2
    from annotations.llm import ChatClient

    settings = _settings(arguments)
    failed: list[str] = []
    jobs = [job for path in arguments.inputs for job in _jobs(Path(path), arguments.low, failed)]
    for line in failed:
        print(line, file=sys.stderr)
    jobs = list(_unasked(jobs, f"llm:{settings.model}", arguments.store))
    client = ChatClient(settings)
    if arguments.dry_run:
        for job in jobs:
            for question in job.questions(settings.passage):
                print(json.dumps(client.body(question), ensure_ascii=False))
        return 0
    if not _agreed(jobs, settings, arguments.yes):
        return 2
    return _ask(jobs, client, arguments) or int(bool(failed))


def _unasked(jobs: list[_Job], who: str, where: str | None) -> Iterator[_Job]:
    """Yield the documents that a store has no suggestions on yet: nothing is paid twice."""
    from annotations.store import Store

    if where is None:
        yield from jobs
        return
    store = Store.open(where)
    for job in jobs:
        known = store.find_document(job.document.sha256)
        if known is not None and store.find_layer(known.id, who) is not None:
            print(f"{job.document.path}: has suggestions of {who} already", file=sys.stderr)
        else:
            yield job
    store.close()


def _settings(arguments: argparse.Namespace) -> LlmSettings:
    from annotations.llm import Budget, LlmSettings, Prices

    return LlmSettings(
        arguments.llm_url,
        arguments.llm_model,
        key=os.environ.get(KEY, ""),
        dialect=arguments.dialect,
        timeout=arguments.timeout,
        answer_seconds=arguments.answer_seconds,
        deadline=arguments.deadline,
        retries=arguments.retries,
        stream=arguments.stream,
        answer_tokens=arguments.answer_tokens,
        passage=arguments.passage,
        prices=Prices(arguments.price_prompt, arguments.price_completion, arguments.currency),
        budget=Budget(arguments.max_requests, arguments.max_tokens, arguments.max_cost),
        cache=arguments.cache,
    )


def _jobs(path: Path, low: float, failed: list[str]) -> Iterator[_Job]:
    """Yield the records of an output folder, else the documents at a path; what cannot be read is told."""
    from extraction.bulk.inputs import expand_inputs
    from extraction.errors import LoadError
    from extraction.loading import load
    from extraction.output.folder import RECORDS

    if path.name == RECORDS or (path / RECORDS).is_file():
        yield from _records(path if path.is_dir() else path.parent, low)
        return
    for found in expand_inputs([str(path)]):
        try:
            yield _Job(load(found), None, low)
        except LoadError as error:
            failed.append(str(error))


def _records(folder: Path, low: float) -> Iterator[_Job]:
    from extraction.document import Document
    from extraction.errors import RecordError
    from extraction.loading.dumps import find_tables
    from extraction.output.folder import read_records, read_text
    from extraction.record import Record

    for data in read_records(folder):
        record = Record.from_dict(data)
        head = record.document
        text = read_text(folder, head.sha256)
        if text is None:
            raise RecordError(f"{folder}: expected the text of {head.path}, found none")
        document = Document(head.path, head.sha256, head.format, text, tables=find_tables(text))
        yield _Job(document, record, low)


def _agreed(jobs: list[_Job], settings: LlmSettings, yes: bool) -> bool:
    """Say on stderr what will be sent, and ask where somebody can answer."""
    total = 0
    for job in jobs:
        questions = list(job.questions(settings.passage))
        size = sum(len(q.system) + len(q.user) for q in questions)
        total += len(questions)
        kind = "annotate" if job.record is None else "adjudicate"
        print(
            f"{job.document.path}: {kind}, {len(questions)} passages, {size} characters",
            file=sys.stderr,
        )
    print(
        f"{total} requests with these passages as they are, nothing redacted, will be sent to "
        f"{settings.endpoint} (model {settings.model}); --dry-run prints them",
        file=sys.stderr,
    )
    if yes or not total:
        return True
    if not sys.stdin.isatty():
        print("expected --yes, since nobody can be asked; nothing was sent", file=sys.stderr)
        return False
    print("send? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A document with what came of asking about it."""

    document: Document
    markup: Markup
    outcome: Outcome
    annotated: bool

    @property
    def is_whole(self) -> bool:
        """Whether every question was answered: else another run asks again."""
        return not (self.outcome.stopped or self.outcome.unanswered or self.is_empty)

    @property
    def is_empty(self) -> bool:
        """Whether nothing came that can be used: no answer, or no mention on a text with numbers."""
        found_none = self.annotated and not self.outcome.suggested
        numbers = any(c.isdigit() for c in self.document.text)
        return self.outcome.is_silent or (found_none and numbers)


def _ask(jobs: list[_Job], client: ChatClient, arguments: argparse.Namespace) -> int:
    from annotations.llm import Outcome

    total, who = Outcome(), f"llm:{client.settings.model}"
    done: list[_Asked] = []
    try:
        for number, job in enumerate(jobs, 1):
            if sys.stderr.isatty():
                print(f"{number}/{len(jobs)} {job.document.path}", file=sys.stderr)
            markup, outcome = job.run(client)
            total.add(outcome)
            done.append(_Asked(job.document, markup, outcome, job.record is None))
            if total.stopped:
                break
    finally:
        client.close()
        _write(done, who, arguments.output)
        stored = _store(done, who, arguments.store)
        print("\n".join([*total.lines(), *client.meter.lines()]))
    empty = [asked.document.path for asked in done if asked.is_empty]
    for path in empty:
        print(f"{path}: nothing usable was answered", file=sys.stderr)
    return 1 if total.stopped or empty or not stored else 0


def _write(done: list[_Asked], who: str, output: Path | None) -> None:
    """Write the suggestions as a folder of the format json, if one was named."""
    from annotations.formats import AnnotatedText, formats
    from annotations.record import from_markup

    if output is None:
        return
    texts = []
    for asked in done:
        document, size = asked.document, len(asked.document.text)
        name = Path(document.path).stem
        record = from_markup(asked.markup, document=name, sha256=document.sha256, characters=size)
        texts.append(AnnotatedText(document.text, record, who))
    formats()["json"].write(texts, output)


def _store(done: list[_Asked], who: str, where: str | None) -> bool:
    """Put the suggestions into a store as layers of their own, if one was named; tell whether all went in.

    What only a person can decide on is a second layer, to be compared with the first.
    """
    from annotations.llm.pending import with_pending
    from annotations.store import Store, StoreError, edits_of_markup

    if where is None:
        return True
    store, whole = Store.open(where), True
    for asked in done:
        if not asked.is_whole:
            print(f"{asked.document.path}: not asked to the end; not stored", file=sys.stderr)
            continue
        layers = {who: asked.markup}
        if asked.outcome.pending:
            layers[f"{who} 待裁定"] = with_pending(asked.markup, asked.outcome.pending)
        try:
            stored = store.add_document(asked.document)
            for name, markup in layers.items():
                edits = edits_of_markup(markup)
                store.create_layer(stored.id, name, kind="model", edits=edits, origin=who)
        except StoreError as error:
            print(f"{asked.document.path}: {error}", file=sys.stderr)
            whole = False
    store.close()
    return whole
