"""Random annotated texts: astral characters, NBSP, tabs, CR LF, links, flags and equations."""

from __future__ import annotations

from hypothesis import strategies as st

from annotations.formats import AnnotatedText
from annotations.formats.model import digest_of
from annotations.record import Annotation, AnnotationRecord, Equation
from extraction.labels import Label

PIECES = [
    "支出",
    "12.3万元",
    "𠮷",
    "💰",
    "\u00a0",
    "\t",
    "\r\n",
    "\n",
    "\u3000",
    "_",
    "#",
    "\\",
    "&<\"'",
    " ",
    "a",
    "90%",
    "\u2028",
    "\x85",
    "０",
]
NAMES = ["报告", "report-1", "a b", "部门/决算"]


@st.composite
def annotated_texts(draw: st.DrawFn, name: str | None = None) -> AnnotatedText:
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=24))
    text = "".join(pieces)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pairs = [p for p in zip(edges[::2], edges[1::2], strict=False) if p[0] < p[1]]
    ids = [f"{'air'[k % 3]}{k + 1}" for k in range(len(pairs))]
    spans = []
    for identifier, (start, end) in zip(ids, pairs, strict=True):
        links = draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))
        flags = draw(st.sampled_from(["", "+", "-", "b", "+b"]))
        yuan = draw(st.sampled_from([None, "123000.00"]))
        label = draw(st.sampled_from(list(Label)))
        spans.append(
            Annotation(identifier, label, start, end, text[start:end], tuple(links), flags, yuan)
        )
    equations = []
    if len(ids) > 1 and draw(st.booleans()):
        status = draw(st.sampled_from([None, "holds", "violated"]))
        expression = f"{ids[0]} = {ids[1]} / base({ids[-1]})"
        equations.append(Equation("growth", expression, (ids[0], ids[1], ids[-1]), status))
        equations.insert(
            draw(st.integers(0, 1)), Equation("equal", f"{ids[-1]} = {ids[0]}", (ids[-1], ids[0]))
        )
    document = name or draw(st.sampled_from(NAMES))
    digest = draw(st.sampled_from([digest_of(text), "ab" * 32]))
    record = AnnotationRecord(document, digest, len(text), tuple(spans), tuple(equations))
    return AnnotatedText(text, record, draw(st.sampled_from(["", "reviewer"])))
