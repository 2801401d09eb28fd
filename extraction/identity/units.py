"""The reporting unit (填报单位): every name that stands where units' names stand, ranked by evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from extraction.identity.evidence import Candidate
from extraction.labels import Label
from extraction.lexicon.organisations import (
    common_units,
    is_unit_name,
    seal_pattern,
    unit_ending_pattern,
    unit_fields,
)
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of
from extraction.markup import Markup
from extraction.quantities.folding import fold
from extraction.tables.vocabulary import header_word

_HEAD = 60
_FIRST_LINES, _SIGNED_LINES = 6, 15
_SUBJECT_LINES = 200
_FRONT = re.compile(
    r"^(?:关于|附件\d*[:.、]?|附[:：]|\d+[.、]|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、"
    rf"|{YEAR_DIGITS}年度?|[一二][零九][零一二三四五六七八九]{{2}}年度?|第[一二三四五]部分)+"
)
_WEIGHTS = {
    "title": 0.9,
    "front": 0.65,
    "field": 0.88,
    "subject": 0.7,
    "line": 0.6,
    "page": 0.55,
    "other": 0.5,
    "mention": 0.6,
}
_LONGEST = 30


def unit_candidates(title: str | None, lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield the names of units in title, fields and first sentences, each with its evidence."""
    if title and (name := unit_in_title(title)):
        yield Candidate(name, "title", _WEIGHTS["title"])
    elif title and (name := _at_front(title)):
        yield Candidate(name, "front", _WEIGHTS["front"])
    yield from _fields(lines)
    yield from _lines(lines)
    yield from _subjects(lines)


def unit_in_title(title: str) -> str | None:
    """Return the unit that a title names: what stands before the year, 部门 or the report's own words."""
    plain = _without_front(title)
    match = _titled().match(plain) or _IN_BRACKETS.search(plain)
    return _name(_last_named(match["name"])) if match else None


def _last_named(name: str) -> str:
    """Return the second of two units of one place that a title names one behind the other, its reporter."""
    place = _OWN_PLACE.match(name)
    at = name.rfind(place[0]) if place else 0
    return name[at:] if at and is_unit_name(name[:at]) else name


def of_government(title: str) -> bool:
    """Tell whether a title is that of a government's statement (预算草案, 财政决算, 债务限额), not of one unit's."""
    return unit_in_title(title) is None and bool(_STATEMENT.search(title))


def of_finance(name: str) -> bool:
    """Tell whether a unit is one that may report for a government: its finance bureau, or itself."""
    return bool(_REPORTS_FOR_GOVERNMENT.search(name))


def _at_front(title: str) -> str | None:
    """Return the authority of a place that a title begins with, before its project's name."""
    match = _AUTHORITY.match(_without_front(title))
    return _name(match[0]) if match else None


def _without_front(title: str) -> str:
    return _FRONT.sub("", fold("".join(title.split())))


def _fields(lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield what stands beside a label such as 填报单位, in its line or the one below it."""
    for i, line in enumerate(lines[:_HEAD]):
        folded = fold(line)
        for group, pattern in (
            ("field", _field("own")),
            ("page", _field("page")),
            ("other", _field("other")),
        ):
            for match in pattern.finditer(folded):
                if (name := _name(match["name"])) and header_word(name) is None:
                    yield Candidate(name, group, _WEIGHTS[group])
        label = re.sub(r"[\s:]+$", "", folded)
        if label in unit_fields().own and len(label) > 2 and i + 1 < len(lines):
            below = _name(fold(lines[i + 1]))
            if below and header_word(below) is None:
                yield Candidate(below, "field", _WEIGHTS["field"])


def _lines(lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield a name that fills one of the first lines, or stands before its head's name and office."""
    for i, line in enumerate(lines[:_SIGNED_LINES]):
        if _FORM.search(line):
            continue
        plain = "".join(_SIGNED.sub("", fold(line)).split())
        if _labelled().search(plain):
            continue  # a line of a form: labels and what fills them
        match = _head_of().match(plain)
        name = _name(match["name"] if match else plain)
        if i >= _FIRST_LINES and not (name and of_finance(name)):
            continue  # further down only who reads out a government's report stands alone
        if name and 4 <= len(name) <= _LONGEST:
            yield Candidate(name, "line", _WEIGHTS["line"])


def _subjects(lines: Sequence[str]) -> Iterator[Candidate]:
    """Yield subjects of sentences that speak of the unit's own year, money or duties."""
    counted: Counter[str] = Counter()
    for line in lines[:_SUBJECT_LINES]:
        for match in _subject().finditer(fold(line)):
            if name := _name(_BOUND.sub("", match["name"])):
                counted[name] += 1
    for name, times in counted.most_common(3):
        if times < 2 and (not _PLACED.match(name) or _WEAK.search(name)):
            continue
        yield Candidate(name, "subject", min(0.85, _WEIGHTS["subject"] + 0.05 * (times - 1)))


def mentioned_units(markup: Markup) -> Iterator[Candidate]:
    """Yield the names of units among the first mentions."""
    orgs = [m for m in markup.mentions if m.label is Label.ORG and m.cell is None]
    for m in orgs[:3]:
        name = _name(fold("".join(m.text.split())))
        if name:
            sure = 1.0 if m.confidence is None else m.confidence
            weight = 0.95 if m.confidence is None else _WEIGHTS["mention"]
            yield Candidate(name, "mention", round(weight * sure, 4) or 0.01)


def _name(text: str) -> str | None:
    """Return a unit's name without seals, fronts and brackets around it; None where it is none."""
    plain = re.sub(seal_pattern(), "", "".join(text.split())).strip("()（）:、，,")
    plain = _FRONT.sub("", plain)
    if re.search(rf"{YEAR_DIGITS}|[:：]|\d-\d", plain) or _labelled().match(plain):
        return None
    if plain.count("(") != plain.count(")"):
        plain = plain.split("(")[0]
    if _TWO_UNITS.search(plain):
        return None
    if not 4 <= len(plain) <= _LONGEST or plain in common_units() or _GENERAL.match(plain):
        return None
    return plain if is_unit_name(plain) else None


_GENERAL = re.compile(
    r".*(?:指标|排队|报告|情况|分析|执行|说明|交叉口|本级指|[省市县区州]本?级政府)|[省市县区州]级|.*(?:届|次).{0,12}(?:人大|人民代表大会|政协|会议)|(?:全[省市县区州]|直辖市|计划单列|我|本|各|该|其|相关|有关|所属|下属|全[省市县区]各|以及|包括|由|受|对|向|经|按|与|和)"
)
_TWO_UNITS = re.compile(r"[局厅委部院会][、和及与][本省市县区州]")
_STATEMENT = re.compile(
    r"地方政府|政府债|债务(?:限额|余额)|债券|预算执行|预算(?:\(草案\)|（草案）|草案)|财政(?:总)?决算|政府(?:性基金)?预算"
    r"|预算调整|公共预算|国有资本经营|社会保险基金|总决算|财政收支"
)
_REPORTS_FOR_GOVERNMENT = re.compile(r"(?:财政[局厅部]|财政金融局|人民政府)\Z")
_FORM = re.compile(r"[\t|:：]")
_BOUND = re.compile(
    r"^.*(?:说明|情况|概况|纳入|列入|批复|核定|下达|拨付)|^(?:根据|按照|依据|由|对|向|与|和|及|为|在|经|至|截至|报告期内|其中)+"
)
_IN_BRACKETS = re.compile(r"[表告]\((?P<name>[一-鿿]{4,30})\)$")
_SIGNED = re.compile(
    rf"[\s,]*(?:{YEAR_DIGITS}|[一二][零九][零一二三四五六七八九]{{2}})年\d{{0,2}}[一二三四五六七八九十]{{0,2}}月?[\d一二三四五六七八九十]{{0,3}}日?$"
)
"""A date behind the name of who signs."""
_AUTHORITY = re.compile(
    r"[一-鿿]{1,9}?[省市县区州旗盟镇乡][一-鿿]{0,14}?(?:局|厅|委员会|管委会|人民政府|街道办事处|人民法院|人民检察院|联合会|总工会)"
    r"(?![一-鿿]{0,8}(?:大队|支队|总队|中心|分局|所属|系统))"
)
_PLACED = re.compile(r"(?:中共|中国|国家|共青团)|[一-鿿]{1,7}[省市县区州旗盟镇乡]")
_OWN_PLACE = re.compile(r"[一-鿿]{1,6}?[省市县区州旗镇乡]")
_WEAK = re.compile(r"各|[办所处科室库队]$")
_INNER = r"[一-鿿·“”\d()]"


@cache
def _titled() -> re.Pattern[str]:
    following = (
        rf"(?=\(?{YEAR_DIGITS}|[一二][零九][零一二三四五六七八九]{{2}}年|年度|部门|单位|整体|项目|预算|决算|绩效|"
        r"关于|自评|财政|支出|专项|的|[(（]|《|本级|机关|“三公”|三公|政府|收支|公开|填报|$)"
    )
    return re.compile(rf"(?P<name>{_INNER}{{2,{_LONGEST}}}{unit_ending_pattern()}){following}")


@cache
def _subject() -> re.Pattern[str]:
    following = (
        rf"(?=\s?(?:{YEAR_DIGITS}\s?年|[一二][零九][零一二三四五六七八九]{{2}}年|(?:本|内设|主要|是|负责|隶属|系|为|贯彻|承担|"
        r"部门预算|部门决算|单位决算|单位预算|收入总计|支出总计|收支总)(?![一-鿿]{0,3}(?:给予|指导))"
        r"|对[^。\n]{2,40}(?:进行了?|开展了?|组织了?|进行)[^。\n]{0,6}(?:自评|自查|评价)"
        r"|(?:对照|会同|申报|组织|按照|高度重视|认真|严格|开展)(?![一-鿿]{0,2}部)))"
    )
    return re.compile(
        rf"(?:^|[。,;:、\s])(?P<name>(?:中共)?[一-鿿“”()]{{2,24}}?{unit_ending_pattern()}){following}"
    )


@cache
def _labelled() -> re.Pattern[str]:
    """Return an expression for a label of a form that stuck to a name (主管部门X局)."""
    fields = unit_fields()
    labels = (*fields.own, *fields.page, *fields.other)
    return re.compile(any_of(label for label in labels if len(label) > 2) + "|来源")


@cache
def _head_of() -> re.Pattern[str]:
    offices = r"(?:局长|厅长|主任|院长|校长|书记|处长|站长|所长|馆长|部长|县长|市长|区长|镇长)"
    return re.compile(rf"(?P<name>[一-鿿]{{2,24}}?{unit_ending_pattern()}){offices}[一-鿿]{{0,4}}$")


@cache
def _field(group: str) -> re.Pattern[str]:
    fields = unit_fields()
    labels = {"own": fields.own, "page": fields.page, "other": fields.other}[group]
    return re.compile(
        rf"(?<![一-鿿]){any_of(labels)}(?:{seal_pattern()}|\(\w{{1,4}}\))?(?:(?:\s*[:|])+\s*|\s+)"
        rf"(?P<name>[一-鿿()“”·]{{4,{_LONGEST}}}?)(?=\s|[|,;。]|$|{seal_pattern()}|金额单位|单位[:])"
    )
