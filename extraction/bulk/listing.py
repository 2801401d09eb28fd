"""From inputs to tasks: hash each, leave out what is known, note what cannot be read.

The parent process hashes, so that the same bytes are sent to the workers once. Long documents come first;
the first path in input order gives a record its name all the same. Members of archives are laid into a spool folder that holds
those under way and no more.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extraction.bulk.inputs import Input, check_file, digest, expand_inputs, open_inputs
from extraction.bulk.journal import Journal
from extraction.bulk.order import in_work_order
from extraction.bulk.task import Task, failure
from extraction.errors import LoadError

SPOOL = ".spool"
_MEMBER_BITS = 24
"""An archive has fewer members than that: their places lie between its own and the next input's."""


class TaskList:
    """The tasks of a run, made one by one as they are asked for."""

    def __init__(
        self,
        inputs: Iterable[str],
        folder: Path,
        journal: Journal,
        *,
        done: Callable[[str, str | None], None],
    ) -> None:
        """Take what the user named.

        Args:
            done: told of every input that needs no worker: its path, and why it failed or None.
        """
        self._inputs = inputs
        self._spool = folder / SPOOL
        self._journal = journal
        self._done = done
        self._output = folder
        self._under_way: set[tuple[str, str]] = set()
        self._copies: dict[tuple[str, str], list[Task]] = {}

    def __iter__(self) -> Iterator[Task]:
        """Yield what workers have to do."""
        shutil.rmtree(self._spool, ignore_errors=True)
        for place, path in in_work_order(expand_inputs(self._inputs, output=self._output)):
            for number, item in enumerate(open_inputs(path)):
                task = self._listed(item, (place << _MEMBER_BITS) + number)
                if task is not None:
                    self._under_way.add(task.key)
                    yield task

    def finished(self, task: Task, *, failed: bool = False) -> Task | None:
        """Let go of what a task held; return the same bytes under another path if it failed to be read."""
        copies = self._copies.get(task.key, [])
        if failed and copies:
            return copies.pop(0)
        self._copies.pop(task.key, None)
        self._under_way.discard(task.key)
        if Path(task.file).parent == self._spool:
            Path(task.file).unlink(missing_ok=True)
        return None

    def close(self) -> None:
        """Remove the spool folder."""
        shutil.rmtree(self._spool, ignore_errors=True)

    def _listed(self, item: Input, place: int) -> Task | None:
        """List one input; return its task, or None where there is nothing to do."""
        try:
            sha256 = self._digest(item)
        except LoadError as error:
            self._refused(item, place, error)
            return None
        suffix = item.suffix
        path = self._journal.list_input(
            item.path, place=place, origin=item.origin, sha256=sha256, suffix=suffix
        )
        if path is None:
            return None
        if (sha256, suffix) in self._under_way:
            if item.file is not None:
                again = Task(path, item.file, sha256, suffix)
                self._copies.setdefault((sha256, suffix), []).append(again)
            self._done(path, None)
            return None
        if self._journal.has_result(sha256, suffix, place=place):
            self._done(path, None)
            return None
        return Task(path, self._file(item, sha256), sha256, suffix)

    def _digest(self, item: Input) -> str:
        if item.error is not None:
            raise item.error
        if item.file is not None:
            check_file(item.file, path=item.path)
        return digest(item)

    def _refused(self, item: Input, place: int, error: LoadError) -> None:
        task = Task(item.path, "", "", item.suffix)
        said = failure(task, "read", type(error).__name__, str(error)).failure or {}
        said = {**said, "sha256": None}
        path = self._journal.list_input(item.path, place=place, origin=item.origin, failure=said)
        if path is not None:
            self._done(path, str(error))

    def _file(self, item: Input, sha256: str) -> str:
        if item.member is None:
            return item.file or ""
        self._spool.mkdir(exist_ok=True)
        path = self._spool / f"{sha256}{item.suffix[:16]}"
        item.member.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(item.member, file)
        return str(path)
