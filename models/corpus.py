"""Plain text for pre-training (预训练语料): reading, weighting, exclusion of test text, packing.

A corpus is a folder of `.txt` or `.txt.xz` files, one paragraph a line. A paragraph that shares
twenty consecutive characters (white space and compatibility forms
apart) with an excluded text is dropped, so that a
document that is tested on was not seen in pre-training.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SHARED_CHARACTERS = 20
_TAG = re.compile(r"<[^<>]{1,80}>")
_BLANK = re.compile(r"\s+")


def _plain(text: str) -> str:
    """Return the text in compatibility form without white space."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """Paragraphs and characters kept and dropped, by file name."""

    paragraphs: dict[str, int] = field(default_factory=dict)
    characters: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)


def corpus_files(folder: Path) -> list[Path]:
    """Return the text files of a folder, by name; a single file stands for itself."""
    if folder.is_file():
        return [folder]
    return sorted(p for p in folder.rglob("*") if p.name.endswith((".txt", ".txt.xz")))


def read_paragraphs(path: Path) -> Iterator[str]:
    """Yield the non-blank lines of a text file, HTML tags turned into line breaks."""
    opener = lzma.open if path.name.endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in lines:
            text = _TAG.sub("\n", line) if "<" in line else line
            text = re.sub(r"\n\s*\n+", "\n", text).strip("\r\n")
            if text.strip():
                yield text


def shingles(texts: Iterable[str], *, width: int = SHARED_CHARACTERS) -> frozenset[str]:
    """Return every run of `width` characters of the texts, white space left out."""
    found: set[str] = set()
    for text in texts:
        plain = _plain(text)
        found.update(plain[i : i + width] for i in range(len(plain) - width + 1))
    return frozenset(found)


def shares_text(
    paragraph: str, excluded: frozenset[str], *, width: int = SHARED_CHARACTERS
) -> bool:
    """Tell whether a paragraph has a run of `width` characters among the excluded shingles."""
    if not excluded:
        return False
    plain = _plain(paragraph)
    return any(plain[i : i + width] in excluded for i in range(len(plain) - width + 1))


def file_weight(name: str, weights: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the first pattern that begins the file's name; 1 if none does."""
    return next((weight for start, weight in weights if name.startswith(start)), 1.0)
