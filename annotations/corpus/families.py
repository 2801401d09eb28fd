"""Five families of invented reports: one template each, as a county hands it to its units (模板族).

A family is a template over units: eight reports with other names and numbers, of which two deviate from
the template (an added paragraph, another wording, a column more). They measure what a memory of corrections
carries from one report of a template to the next.
"""

from __future__ import annotations

import bisect
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annotations.corpus.rendering_html import to_html
from annotations.corpus.rendering_office import to_docx, to_xlsx
from annotations.corpus.rendering_source import Grid, Sample, parse_sample
from annotations.corpus.rendering_text import marked_text
from annotations.inline import parse
from annotations.record import Annotation, AnnotationRecord
from extraction.document import Document
from extraction.errors import MarkupError
from extraction.loading.load import load_source
from extraction.loading.source import Source

FOLDER = Path(__file__).parent / "families"
FORMATS = {
    "self-evaluation": "docx",
    "project-form": "docx",
    "score-table": "html",
    "final-account": "txt",
    "goal-table": "xlsx",
}
"""The families and the format that each is handed in."""
UNITS, DEVIATING = 8, 2
_GROUPS = (
    ("产出", "数量"), ("产出", "质量"), ("产出", "时效"), ("效益", "社会效益"), ("效益", "可持续影响"), ("满意", "服务对象满意"),
)  # fmt: skip
_RENDER = {"docx": to_docx, "html": to_html, "xlsx": to_xlsx}
_WHYS = (
    "决算数与预算数的差异，主要是{cause}。", "差异原因：人员调整。", "与预算基本持平。", "因项目跨年实施，部分款项结转下年。",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a family as it is read, with its gold; `deviates` from the template or not."""

    family: str
    document: Document
    gold: AnnotationRecord
    deviates: bool


def members(family: str, count: int = UNITS) -> Iterator[Member]:
    """Yield reports of a family, the two that deviate fifth and eighth.

    Raises:
        MarkupError: a template's marks do not fit what its format reads as.
    """
    template = _environment().get_template(f"{family}.template")
    for i in range(count):
        unit = _unit(family, i)
        source = template.render(u=unit, **_numbers(f"{family}/{i}"))
        sample = parse_sample(_tidy(source), f"{family}-{i + 1}")
        yield _member(family, sample, deviates=bool(unit["deviates"]))


def _environment() -> Environment:
    loader = FileSystemLoader(FOLDER)
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=False)


def _tidy(source: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", source)


def _unit(family: str, i: int) -> dict[str, Any]:
    units = tomllib.loads((FOLDER / "units.toml").read_text(encoding="utf-8"))["unit"]
    shift = list(FORMATS).index(family) * 5
    unit: dict[str, Any] = units[(shift + i) % len(units)]
    chance = random.Random(f"{family}-{i}")
    up = chance.random() < 0.6
    more = {
        "year": 2019 + (shift + i) % 5,
        "deviates": {4: 1, 7: 2}.get(i, 0),
        "rooms": chance.choice(("四", "五", "六", "七")),
        "way": "增加" if up else "减少",
        "way2": "增长" if up else "下降",
        "flag": "+" if up else "-",
        "project": unit["projects"][i % 3],
        "extra": unit["projects"][(i + 1) % 3],
        "nature": chance.choice(("经常性", "一次性", "延续性")),
        "grade": chance.choice(("优", "良", "中")),
        "whys": [w.format(cause=unit["cause"]) for w in _WHYS[i % 2 :]],
        "outputs": [_indicator(row, 0, chance) for row in unit["indicators"]],
        "groups": list(_groups(family, unit["indicators"], chance)),
    }
    return {**unit, **more}


def _indicator(row: list[str], weight: int, chance: random.Random) -> dict[str, Any]:
    name, target, actual, status = row
    lost = status == "未完成"
    score = weight - chance.choice((1, 2)) if lost else weight
    why = "见问题说明" if lost else ""
    rule = chance.choice(
        ("按完成比例计分。", "达到计满分，否则不得分。", "每差一个百分点扣0.5分。")
    )
    return {
        "name": name, "target": target, "actual": actual, "status": status, "weight": weight,
        "score": score, "why": why, "rule": rule,
    }  # fmt: skip


def _groups(
    family: str, indicators: list[list[str]], chance: random.Random
) -> Iterator[dict[str, Any]]:
    """Yield the indicators in groups of one to three, as many as come out."""
    left, names = list(indicators), list(_GROUPS)
    while left:
        size = min(len(left), chance.choice((1, 1, 2, 3)))
        rows = [_indicator(r, chance.choice((5, 10, 15)), chance) for r in left[:size]]
        left = left[size:]
        big, small = names.pop(0)
        total = sum(r["weight"] for r in rows)
        name = f"{small}方面" if family == "score-table" else small
        yield {
            "big": f"{big}指标", "small": f"{small}指标", "name": name, "weight": total,
            "rows": rows,
        }  # fmt: skip


def _numbers(seed: str) -> dict[str, Any]:
    chance = random.Random(seed)
    return {
        "n": lambda low, high: str(chance.randint(low, high)),
        "m": lambda low, high: f"{chance.uniform(low, high):.2f}",
        "r": lambda low, high: f"{chance.uniform(low, high):.{chance.choice((1, 2))}f}",
    }


def _member(family: str, sample: Sample, *, deviates: bool) -> Member:
    suffix = FORMATS[family]
    render = _RENDER.get(suffix)
    data = render(sample) if render else parse(marked_text(sample))[0].encode()
    document = load_source(Source.of(f"{sample.slug}.{suffix}", data))
    return Member(family, document, _gold(sample, document), deviates)


def _gold(sample: Sample, document: Document) -> AnnotationRecord:
    """Place the marks of each block and cell where the format reads it, in reading order."""
    text, record = parse("\n".join(_pieces(sample)), document=document.path)
    places: list[tuple[int, int]] = []  # of every piece: where it begins in `text`, in the document
    start = position = 0
    for line in text.split("\n"):
        if line.strip():
            at = document.text.find(line, position)
            if at < 0:
                raise MarkupError(f"{sample.slug}: expected {line!r} behind offset {position}")
            position = at + len(line)
            places.append((start, at))
        start += len(line) + 1
    spans = tuple(_moved(s, places) for s in record.spans)
    return AnnotationRecord(document.path, document.sha256, len(document.text), spans)


def _moved(span: Annotation, places: list[tuple[int, int]]) -> Annotation:
    start, at = places[bisect.bisect_right(places, (span.start, 1 << 60)) - 1]
    return replace(span, start=span.start - start + at, end=span.end - start + at)


def _pieces(sample: Sample) -> Iterator[str]:
    for block in sample.blocks:
        if isinstance(block, Grid):
            ordered = sorted(block.cells, key=lambda c: (c.row, c.column))
            yield from (c.marked for c in ordered)
        else:
            yield block.marked
