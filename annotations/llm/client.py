"""The chat client: one question with a JSON Schema in, one checked JSON object out.

Dialects of structured output differ: a server that refuses one (400, 404, 415, 422, 501 in that case)
is asked in the next (a 500 that names `response_format` is one too), and the one that works is kept for the rest of the run.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema

from annotations.llm.cache import AnswerCache
from annotations.llm.errors import RefusedError
from annotations.llm.meter import Meter
from annotations.llm.reading import strict_json
from annotations.llm.settings import LlmSettings
from annotations.llm.transport import Transport

log = logging.getLogger(__name__)
_REFUSALS = frozenset({400, 404, 415, 422, 501})
_FENCE = re.compile(r"^\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: instructions, the passage with its task, and the schema of the answer."""

    system: str
    user: str
    name: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON object that follows the schema, or the reason why there is none."""

    value: Mapping[str, Any] | None
    reason: str = ""


class ChatClient:
    """Asks one server, within a budget, never the same thing twice."""

    def __init__(
        self, settings: LlmSettings, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.settings = settings
        self.meter = Meter(settings.prices, settings.budget)
        self._cache = AnswerCache(settings.cache)
        self._transport = Transport(settings, self.meter, sleep=sleep)
        self._dialects: Sequence[str] = _DIALECTS[settings.dialect]

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def body(self, question: Question, dialect: str | None = None) -> dict[str, Any]:
        """Return the request exactly as it is sent."""
        schema = json.dumps(question.schema, ensure_ascii=False)
        system = f"{question.system}\n\nJSON Schema:\n{schema}"
        body: dict[str, Any] = {
            "model": self.settings.model,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": question.user},
            ],
            "temperature": 0,
            "max_tokens": self.settings.answer_tokens,
            "response_format": _response_format(dialect or self._dialects[0], question),
        }
        if self.settings.stream:
            body |= {"stream": True, "stream_options": {"include_usage": True}}
        return body

    def ask(self, question: Question) -> Answer:
        """Return the answer, from the cache where the question was asked before.

        Raises:
            RefusedError, UnreachableError, BudgetSpentError: see `Transport.ask`.
        """
        content = next(self._kept(question), None)
        if content is not None:
            self.meter.cached += 1
            return _checked(content, question.schema)
        body, content = self._send(question)
        answer = _checked(content, question.schema)
        if answer.value is not None:
            self._cache.put(self._cache.key(self.settings.endpoint, body), content, body)
        return answer

    def _kept(self, question: Question) -> Iterator[str]:
        for dialect in self._dialects:
            key = self._cache.key(self.settings.endpoint, self.body(question, dialect))
            content = self._cache.get(key)
            if content is not None:
                yield content

    def _send(self, question: Question) -> tuple[dict[str, Any], str]:
        while True:
            body = self.body(question)
            try:
                completion = self._transport.ask(body)
            except RefusedError as error:
                other = error.status in _REFUSALS or error.status >= 500
                if not other or len(self._dialects) == 1:
                    raise
                log.info("the server refuses %s: %s", self._dialects[0], error.body[:200])
                self._dialects = self._dialects[1:]
                continue
            if completion.finish == "length":
                log.info("an answer was cut at %d tokens", self.settings.answer_tokens)
            return body, completion.content


_DIALECTS: Mapping[str, Sequence[str]] = {
    "auto": ("json_schema", "json_object+schema", "json_object"),
    "json_schema": ("json_schema",),
    "json_object": ("json_object",),
}


def _response_format(dialect: str, question: Question) -> dict[str, Any]:
    if dialect == "json_schema":
        schema = {"name": question.name, "strict": True, "schema": question.schema}
        return {"type": "json_schema", "json_schema": schema}
    if dialect == "json_object+schema":
        return {"type": "json_object", "schema": question.schema}
    return {"type": "json_object"}


def _checked(content: str, schema: Mapping[str, Any]) -> Answer:
    bare = _THOUGHT.sub("", content)
    fenced = _FENCE.match(bare)
    try:
        value = strict_json(fenced[1] if fenced else bare)
    except ValueError:
        return Answer(None, "no JSON")
    if next(jsonschema.Draft202012Validator(schema).iter_errors(value), None):
        return Answer(None, "JSON of another shape")
    return Answer(value)
