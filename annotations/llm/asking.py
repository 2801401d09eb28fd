"""Asking many questions in turn: each answer is judged, trouble is counted, a dead server ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from annotations.llm.client import Answer, ChatClient, Question
from annotations.llm.errors import BudgetSpentError, DeadlineError, UnreachableError
from annotations.llm.outcome import Outcome, Suggested

_PATIENCE = 3

Judge = Callable[[Mapping[str, Any]], tuple[str, list[Suggested]]]
"""Takes an answer over and returns its changes, or returns the reason to drop it."""


def ask_all(client: ChatClient, questions: Iterable[tuple[Question, Judge]]) -> Outcome:
    """Ask every question; stop where budget or time are spent or the server stays silent.

    Raises:
        RefusedError: the server refuses the request for good (a wrong key, an unknown model).
    """
    outcome = Outcome()
    silent = 0
    for question, judge in questions:
        try:
            answer = client.ask(question)
            silent = 0
        except (BudgetSpentError, DeadlineError) as error:
            outcome.stopped = str(error)
            return outcome
        except UnreachableError as error:
            silent += 1
            outcome.unanswered["no answer in all tries"] += 1
            if silent == _PATIENCE:
                outcome.stopped = str(error)
                return outcome
            continue
        _judge(answer, judge, outcome)
    return outcome


def _judge(answer: Answer, judge: Judge, outcome: Outcome) -> None:
    if answer.value is None:
        outcome.dropped[answer.reason] += 1
        return
    reason, changes = judge(answer.value)
    if reason:
        outcome.dropped[reason] += 1
        return
    outcome.accepted += 1
    outcome.suggested += [c for c in changes if c.proved]
    outcome.pending += [c for c in changes if not c.proved]
