"""Who reports on what: title, unit, region, fiscal year and kind of a report (报告身份)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

from extraction.document import Document
from extraction.labels import Label
from extraction.markup import Markup
from extraction.record import DocumentHeader, ReportKind
from extraction.tables.vocabulary import header_word

_TITLE_WORDS = re.compile(r"报告|自评|决算|预算|说明|绩效|评价|目标表|公开")
_SENTENCE = re.compile(r"[。；，！？]|^目\s*录$|^附件|^第[一二三四五]部分")
_YEAR = re.compile(r"((?:19|20)\d\d|[二两][〇零○Ｏ○oO0][〇零一二三四五六七八九]{2})\s*(年|财政年)")
_CHINESE_DIGITS = str.maketrans("〇零○Ｏo两二一三四五六七八九", "000002213456789")
_UNIT_FIELD = re.compile(
    r"(?:单位名称|部门名称|(?<![\u4e00-\u9fff])部门|部门\(单位\)名称|填报单位|预算单位|主管部门|编制单位|实施单位|填报部门)"
    r"(?:\((?:公章|盖章)\))?\s*[:\t|]\s*([\u4e00-\u9fff()]{4,30})(?=\s|[|]|$)"
)
_UNIT_NAME = re.compile(
    r"(?:^|关于|中共|(?<=\s))?([\u4e00-\u9fff]{2,24}?(?:委员会|管理局|办公室|人民政府|街道办事处|办事处|联合会|服务中心|"
    r"检察院|人民法院|人大常委会|局|厅|委|院|校|站|所|馆|中心|医院|学校|学院|法院|集团|总队|支队|大队))"
    r"(?:（[^）]{1,12}）)?(?=[\s）)]|[〇零一二三四五六七八九十0-9]{4}\s*年|年度|部门|单位|整体|项目|预算|决算|绩效|关于|$)"
)
_UNIT_OF_YEAR = re.compile(
    r"(?:^|说明|[。，：；、\s])"
    r"((?:中共)?[\u4e00-\u9fff]{2,18}(?:委员会|办公厅|办公室|人民政府|街道办事处|联合会|服务中心|检察院|法院|协会|研究院|"
    r"委社会工作部|工作部|局|厅|学校|学院|医院|中心|支队|大队|馆|校|站|所|院))\s?(?:19|20)\d\d\s?年",
    re.MULTILINE,
)
_KINDS: tuple[tuple[ReportKind, re.Pattern[str]], ...] = (
    (
        "项目自评",
        re.compile(r"项目.{0,30}(自评|绩效评价)|专项.{0,20}(自评|绩效评价)|项目支出绩效自评"),
    ),
    ("绩效自评", re.compile(r"绩效自评|自评报告|自评表|绩效评价|整体支出绩效|自评")),
    ("部门决算", re.compile(r"决算")),
    ("部门预算", re.compile(r"预算(?!单位|绩效管理|编制范围)|绩效目标")),
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the report says of itself; None where it cannot be told."""

    title: str | None
    unit_name: str | None
    region: str | None
    fiscal_year: int | None
    report_kind: ReportKind


def identify(document: Document, markup: Markup | None = None) -> Identity:
    """Tell a report's identity from its first lines, its form fields and its ORG mentions."""
    lines = [line.strip() for line in document.text[:20_000].splitlines() if line.strip()]
    title = _title(lines) or document.title
    head = "\n".join(lines[:40])
    unit = _unit_name(lines, title, markup)
    return Identity(
        title=title,
        unit_name=unit,
        region=_region((unit or "") + "\n" + (title or "") + "\n" + head),
        fiscal_year=_fiscal_year(title, document, lines),
        report_kind=_kind(title, document.text),
    )


def header(document: Document, identity: Identity) -> DocumentHeader:
    """Return the record's header of a document."""
    return DocumentHeader(
        path=document.path,
        paths=(document.path,),
        sha256=document.sha256,
        format=document.format,
        characters=len(document.text),
        pages=len(document.pages) if document.pages else None,
        ocr_pages=document.ocr_pages,
        title=identity.title,
        unit_name=identity.unit_name,
        region=identity.region,
        fiscal_year=identity.fiscal_year,
        report_kind=identity.report_kind,
        partial=document.partial,
    )


def _title(lines: list[str]) -> str | None:
    """The first heading-like lines, joined where a title runs over two."""
    for i, line in enumerate(lines[:15]):
        if len(line) > 60 or _SENTENCE.search(line) or not _TITLE_WORDS.search(line):
            continue
        before = lines[i - 1] if i else ""
        runs_on = 4 <= len(before) <= 40 and not re.search(r"[。；，:：\t]|附件", before)
        return before + line if runs_on and not _TITLE_WORDS.search(before) else line
    return None


def _unit_name(lines: list[str], title: str | None, markup: Markup | None) -> str | None:
    if markup is not None:
        first = next((m for m in markup.mentions if m.label == Label.ORG and m.cell is None), None)
        if first is not None:
            return re.sub(r"\s+", "", first.text)
    for line in lines[:60]:
        field = _UNIT_FIELD.search(unicodedata.normalize("NFKC", line))
        if field and header_word(field[1]) is None:
            return field[1]
    titled = _UNIT_OF_YEAR.search(title) if title else None
    if titled:
        return titled[1]
    named = Counter(m[1] for m in _UNIT_OF_YEAR.finditer("\n".join(lines)))
    if named and named.most_common(1)[0][1] >= 2:
        return named.most_common(1)[0][0]
    found = _UNIT_NAME.search(re.sub(r"^.*年度?", "", title)) if title else None
    found = found or (_UNIT_NAME.search(title) if title else None)
    return found[1] if found else None


def _year_number(surface: str) -> int:
    return int(surface.translate(_CHINESE_DIGITS)) if not surface.isascii() else int(surface)


def _fiscal_year(title: str | None, document: Document, lines: list[str]) -> int | None:
    """The year in the title, else in the first lines, else the one named most often."""
    for part in (title or "", "\n".join(lines[:12])):
        years = [_year_number(y[1]) for y in _YEAR.finditer(part)]
        plausible = [y for y in years if 1990 <= y <= 2100]
        if plausible:
            return plausible[0]
    counted = Counter(_year_number(y[1]) for y in _YEAR.finditer(document.text[:200_000]))
    likely = [(n, y) for y, n in counted.items() if 1990 <= y <= 2100]
    return max(likely)[1] if likely else None


def _kind(title: str | None, text: str) -> ReportKind:
    if title and "绩效目标" in title and "自评" not in title:
        return "部门预算"
    for part in (title or "", text[:400]):
        for kind, pattern in _KINDS:
            if pattern.search(part):
                return kind
    return "其他"


@cache
def _regions() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = resources.files("extraction.data").joinpath("regions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((re.compile(names), region) for region, names in rows)


def _region(text: str) -> str | None:
    """The province-level division (省级行政区) that is named first, by itself or by one of its cities."""
    hits = [(m.start(), region) for names, region in _regions() if (m := names.search(text))]
    return min(hits)[1] if hits else None
