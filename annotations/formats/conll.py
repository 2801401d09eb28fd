r"""CoNLL columns with BIO tags, one token a line, a blank line after each line of the text.

    # document = "name"
    # sha256 = "hex"
    # text = "the whole text as a JSON string"
    # equation = {"kind": …}          any number
    # yuan = {"a1": "123000.00"}      if any
    FORM START END ID FLAGS LINKS TAG      (parted by tabs, `_` for none)

Tokens are characters, or words (runs of letters or digits), cut where a span begins or ends, so that
nothing gets lost. A FORM writes white space, `_`, `#` and `\` as escapes (`\n`, `\u0020`). A file of
another tool needs no comments: its first column is the form, its last the tag, the text is put together
from the forms, and that is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from annotations.formats.files import inputs, read_utf8, write_utf8
from annotations.formats.identifiers import shaped_ids
from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
    build,
    read_label,
)
from annotations.formats.sidecar import Names, equations_of
from annotations.record import Annotation

_ID = r"[^\s,_][^\s,]*"
_WORD = re.compile(r"\d[\d.,]*\d|[A-Za-z]+|.", re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})|\\(.)")
_COMMENT = re.compile(r"# (document|sha256|text|annotator|equation|yuan) = (.*)")
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def read(path: Path, settings: FormatSettings) -> Reading:
    """Read a file or a folder of *.conll files."""
    losses = Losses()
    texts = [
        _Block(file, number, lines, settings, losses).read()
        for file in inputs(path, ".conll")
        for number, lines in enumerate(_blocks(read_utf8(file)), 1)
    ]
    return Reading(tuple(texts), losses)


def _blocks(content: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the numbered lines of each document; `# document` begins one."""
    block: list[tuple[int, str]] = []
    for number, raw in enumerate(content.split("\n"), 1):
        line = raw.removesuffix("\r")
        if line.startswith(("# document = ", "-DOCSTART-")) and any(s for _, s in block):
            yield block
            block = []
        if not line.startswith("-DOCSTART-"):
            block.append((number, line))
    if any(line for _, line in block):
        yield block


@dataclass(slots=True)
class _Token:
    """One line of columns."""

    where: str
    form: str
    tag: str
    columns: list[str]
    start: int = 0
    end: int = 0


class _Block:
    """Reads one document."""

    def __init__(
        self,
        path: Path,
        number: int,
        lines: Sequence[tuple[int, str]],
        settings: FormatSettings,
        losses: Losses,
    ) -> None:
        self.path, self.number, self.lines = path, number, lines
        self.settings, self.losses = settings, losses
        self.comments: dict[str, Any] = {}
        self.equations: list[dict[str, Any]] = []

    def read(self) -> AnnotatedText:
        sentences = self._sentences()
        text = self.comments.get("text")
        if text is None:
            text = _joined(sentences)
            self.losses.add("original text (put together from the tokens)")
        else:
            self._place(sentences, text)
        spans = list(self._spans([t for s in sentences for t in s], text))
        known = {s.id for s, _ in spans}
        equations = [e for e in equations_of(self.equations) if set(e.terms) <= known]
        self.losses.add("equation over a span that is gone", len(self.equations) - len(equations))
        return build(
            self.comments.get("document", f"{self.path.stem}-{self.number}"),
            text,
            spans,
            where=f"{self.path}:{self.lines[0][0]}",
            equations=equations,
            sha256=self.comments.get("sha256"),
            annotator=self.comments.get("annotator", ""),
        )

    def _sentences(self) -> list[list[_Token]]:
        sentences: list[list[_Token]] = [[]]
        for number, line in self.lines:
            where = f"{self.path}:{number}"
            comment = _COMMENT.fullmatch(line)
            if comment:
                self._comment(comment[1], comment[2], where)
            elif not line.strip():
                sentences.append([])
            elif not line.startswith("# "):
                columns = line.split("\t") if "\t" in line else line.split()
                if len(columns) < 2:
                    raise ImportRefusedError(where, f"expected FORM and TAG, found {line!r}")
                sentences[-1].append(_Token(where, _unescaped(columns[0]), columns[-1], columns))
        return [s for s in sentences if s]

    def _comment(self, key: str, value: str, where: str) -> None:
        try:
            content = json.loads(value)
        except ValueError as error:
            raise ImportRefusedError(
                where, f"expected JSON after {key} =, found {error}"
            ) from error
        if key == "equation":
            self.equations.append(content)
        else:
            self.comments[key] = content

    def _place(self, sentences: Sequence[Sequence[_Token]], text: str) -> None:
        """Take the tokens' offsets and verify them against the text."""
        for token in (t for s in sentences for t in s):
            try:
                token.start, token.end = int(token.columns[1]), int(token.columns[2])
            except (ValueError, IndexError) as error:
                found = token.columns
                raise ImportRefusedError(token.where, f"expected offsets, found {found}") from error
            found_form = text[token.start : token.end]
            if found_form != token.form:
                problem = (
                    f"expected {token.form!r} at [{token.start}, {token.end}), found {found_form!r}"
                )
                raise ImportRefusedError(token.where, problem)

    def _spans(self, tokens: Sequence[_Token], text: str) -> Iterator[tuple[Annotation, str]]:
        own = "text" in self.comments
        yuan = self.comments.get("yuan", {})
        groups = list(_groups(tokens))
        names = Names([g[0].columns[3] for g in groups if own])
        for group in groups:
            first = group[0]
            label = read_label(first.tag[2:], self.settings, first.where)
            if label is None:
                self.losses.add("span with a label that is not taken over")
                continue
            start, end = first.start, group[-1].end
            span = Annotation(names.fresh(), label, start, end, text[start:end])
            if own and len(first.columns) == 7 and first.columns[3] != "_":
                _, _, _, name, flags, links, _ = first.columns
                targets = () if links == "_" else tuple(links.split(","))
                flags = "" if flags == "_" else flags
                span = replace(span, id=name, flags=flags, links=targets, yuan=yuan.get(name))
            yield span, first.where


def _groups(tokens: Iterable[_Token]) -> Iterator[list[_Token]]:
    """Yield the tokens of each span; an I without a B before it begins one (IOB1)."""
    group: list[_Token] = []
    for token in tokens:
        kind = token.tag[:2]
        if kind not in ("B-", "I-", "E-", "S-") and token.tag != "O":
            problem = f"expected a BIO tag (B-…, I-…, O), found {token.tag!r}"
            raise ImportRefusedError(token.where, problem)
        goes_on = kind in ("I-", "E-") and group and group[0].tag[2:] == token.tag[2:]
        if not goes_on and group:
            yield group
            group = []
        if kind != "O":
            group.append(token)
    if group:
        yield group


def _joined(sentences: Sequence[Sequence[_Token]]) -> str:
    """Put the text together: a line a sentence, a blank between two words of Latin letters or digits.

    Tokens of one character are characters, of which no blank parts two (2, 0, 2, 3 is 2023).
    """
    parts: list[str] = []
    length = 0
    for sentence in sentences:
        before = ""
        for token in sentence:
            latin = all(c.isascii() and c.isalnum() for c in (before[-1:], token.form[:1]))
            if before and latin and max(len(before), len(token.form)) > 1:
                parts.append(" ")
                length += 1
            token.start, token.end = length, length + len(token.form)
            parts.append(token.form)
            length, before = token.end, token.form
        parts.append("\n")
        length += 1
    return "".join(parts)


def write(texts: Sequence[AnnotatedText], path: Path, settings: FormatSettings) -> Losses:
    """Write all texts into one file."""
    losses = Losses()
    lines = [line for text in texts for line in _lines(text, settings, losses)]
    write_utf8(path, "".join(f"{line}\n" for line in lines))
    return losses


def _lines(annotated: AnnotatedText, settings: FormatSettings, losses: Losses) -> Iterator[str]:
    record, text = shaped_ids(annotated.record, _ID, losses), annotated.text
    yield f"# document = {_json(record.document)}"
    yield f"# sha256 = {_json(record.sha256)}"
    if annotated.annotator:
        yield f"# annotator = {_json(annotated.annotator)}"
    yield f"# text = {_json(text)}"
    for equation in record.equations:
        yield f"# equation = {_json(equation.to_json())}"
    yuan = {s.id: s.yuan for s in record.spans if s.yuan is not None}
    if yuan:
        yield f"# yuan = {_json(yuan)}"
    spans = {i: s for s in record.spans for i in range(s.start, s.end)}
    for start, end in _tokens(text, record.spans, settings.words):
        yield "\t".join((_escaped(text[start:end]), *_columns(start, end, spans.get(start))))
        if text[end - 1] == "\n" and not (end in spans and spans.get(end) is spans.get(start)):
            yield ""
    yield ""


def _columns(start: int, end: int, span: Annotation | None) -> tuple[str, ...]:
    place = str(start), str(end)
    if span is None:
        return (*place, "_", "_", "_", "O")
    if start > span.start:
        return (*place, "_", "_", "_", f"I-{span.label}")
    links = ",".join(span.links) or "_"
    return (*place, span.id, span.flags or "_", links, f"B-{span.label}")


def _tokens(text: str, spans: Sequence[Annotation], words: bool) -> Iterator[tuple[int, int]]:
    if not words:
        yield from ((i, i + 1) for i in range(len(text)))
        return
    edges = sorted({e for s in spans for e in (s.start, s.end)} | {0, len(text)})
    for left, right in pairwise(edges):
        yield from (m.span() for m in _WORD.finditer(text, left, right))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def _escaped(form: str) -> str:
    return "".join(
        _escape(c) if c.isspace() or not c.isprintable() or c in "\\#_" else c for c in form
    )


def _escape(character: str) -> str:
    short = {v: k for k, v in _SHORT.items()}.get(character)
    if short:
        return "\\" + short
    units = character.encode("utf-16-be").hex()
    return "".join("\\u" + units[i : i + 4] for i in range(0, len(units), 4))


def _unescaped(form: str) -> str:
    if "\\" not in form:
        return form
    plain = _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else _SHORT.get(m[2], m[0]), form)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
