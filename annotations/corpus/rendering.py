"""Renders the sample reports into every format, with the gold of their text dumps.

`python -m annotations.corpus.rendering` rewrites `samples/rendered/` and `samples/gold/`; the files
are part of the repository, so that nobody needs the renderers to run the demo. The same source gives
the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from annotations.corpus.equation_status import evaluated, yuan
from annotations.corpus.rendering_html import to_html
from annotations.corpus.rendering_office import to_docx, to_xlsx
from annotations.corpus.rendering_pdf import to_pdf
from annotations.corpus.rendering_source import Sample, read_sample
from annotations.corpus.rendering_text import marked_text
from annotations.gold import write_gold
from annotations.inline import SEPARATOR, parse
from annotations.record import AnnotationRecord

SAMPLES = Path(__file__).parent / "samples"
RENDERED = SAMPLES / "rendered"
GOLD = SAMPLES / "gold"


def to_text(sample: Sample) -> bytes:
    """Return the report as a text dump in UTF-8."""
    return parse(marked_text(sample))[0].encode("utf-8")


RENDERERS: Mapping[str, Callable[[Sample], bytes]] = {
    "txt": to_text,
    "docx": to_docx,
    "html": to_html,
    "pdf": to_pdf,
    "xlsx": to_xlsx,
}


def gold_of(sample: Sample) -> AnnotationRecord:
    """Return the annotation of the text dump, amounts in yuan, equations with their status."""
    marked = f"{marked_text(sample)}{SEPARATOR}\n" + "\n".join(sample.equations)
    text, record = parse(marked, document=sample.slug)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    spans = tuple(replace(s, yuan=yuan(s)) for s in record.spans)
    return evaluated(replace(record, sha256=digest, spans=spans))


def samples() -> Iterator[Sample]:
    """Yield the sample reports by name."""
    for path in sorted(SAMPLES.glob("*.report")):
        yield read_sample(path)


def write_all(rendered: Path = RENDERED, gold: Path = GOLD) -> None:
    """Write every sample in every format, and its gold."""
    for folder in (rendered, gold):
        folder.mkdir(parents=True, exist_ok=True)
    for sample in samples():
        for suffix, render in RENDERERS.items():
            (rendered / f"{sample.slug}.{suffix}").write_bytes(render(sample))
        write_gold(gold_of(sample), gold / f"{sample.slug}.json")


if __name__ == "__main__":
    write_all()
