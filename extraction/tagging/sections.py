"""A long text in sections (分段): what is scored and decoded at once, so that memory does not grow with it.

A section is a run of windows that follow each other without a gap. It ends where no character is asked
about for a window's length, or, in long open text, at a line end. The scores of a section's own characters that
are asked about are the same as if the whole text were scored at once: windows lie where they would lie then, and
none is cut short.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extraction.span import Span
from extraction.tagging.scope import Mask
from extraction.tagging.windows import WindowPlan

LONGEST = 40_000
Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """Windows to score together.

    Attributes:
        own: the characters that this section decides; what lies beside it is context.
        windows: half-open ranges of characters, in order, each touching the next.
    """

    own: Span
    windows: tuple[Window, ...]

    @property
    def start(self) -> int:
        """The first character that is scored."""
        return self.windows[0][0]

    @property
    def end(self) -> int:
        """The offset after the last character that is scored."""
        return max(end for _, end in self.windows)


def sections(
    text: str, plan: WindowPlan, wanted: Mask | None = None, *, longest: int = LONGEST
) -> Iterator[Section]:
    """Yield the sections of a text, in order.

    Args:
        wanted: for every character whether it is asked about; windows without one are left out.
        longest: characters after which a section ends at the next line end.
    """
    windows = list(plan.windows(len(text)))
    if wanted is not None:
        windows = [(start, end) for start, end in windows if wanted[start:end].any()]
    run: list[Window] = []
    begin = 0
    for window in windows:
        if run and window[0] > run[-1][1]:
            yield Section(Span(begin, run[-1][1]), tuple(run))
            run = []
        if not run:
            begin = window[0]
        elif window[0] - begin > longest:
            cut = _cut(text, run[-1], window)
            yield Section(Span(begin, cut), tuple(run))
            run, begin = [w for w in run if w[1] > cut], cut
        run.append(window)
    if run:
        yield Section(Span(begin, run[-1][1]), tuple(run))


def _cut(text: str, last: Window, following: Window) -> int:
    """Return where one section ends: behind the last line end that only `last` and earlier ones see."""
    found = text.rfind("\n", last[0], following[0])
    return found + 1 if found >= 0 else following[0]
