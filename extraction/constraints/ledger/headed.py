"""What the heading above a paragraph says of its lists: 主要收入项目 are not all (主要项目不是全部)."""

from __future__ import annotations

import re

from extraction.constraints.ledger.entries import Entry, Ledger

_MAIN = re.compile(r"主要(?!原因|由于|是因|任务|职|工作|做法|措施|举措|成效|成绩|经济|指标)")
_SENTENCE = re.compile(r"[。；;]")
_LONGEST = 30
_FURTHEST = 12


def among_main_ones(ledger: Ledger, whole: Entry, opening: str) -> bool:
    """Tell whether only the main items of a total are announced.

    They are by the words behind the total that open the list, by those that open its line, or by the
    nearest heading above it.
    """
    line = ledger.line_text(whole.line)[: whole.mention.start - ledger.line_starts[whole.line]]
    lead, colon, _ = line.replace(":", "：").partition("：")
    return (
        bool(_MAIN.search(opening))
        or (bool(colon) and _announces(lead))
        or _announces(_heading(ledger, whole.line))
    )


def _announces(words: str) -> bool:
    return len(words) <= _LONGEST and bool(_MAIN.search(words))


def _heading(ledger: Ledger, line: int) -> str:
    """Return the nearest short line above that is no sentence, empty where none is near."""
    for above in range(line - 1, max(-1, line - 1 - _FURTHEST), -1):
        words = ledger.line_text(above).strip()
        if words and len(words) <= _LONGEST and not _SENTENCE.search(words):
            return words
    return ""
