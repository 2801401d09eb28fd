"""What a value measures: the noun phrase before it, or behind it for a counted thing (指标项识别).

The phrase is what stands between the last boundary and the value, less the verbs and function words
that belong to neither. Known terms (account names, table header words) settle its extent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.lexicon.periods import YEAR_DIGITS
from extraction.span import Span, trim
from extraction.tagging.patterns.words import any_of, words

_BOUNDARY = re.compile(r"[，,。；;：:、！？\n\t|()（）“”\"《》【】\[\]]")
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+是|\d{1,2}[.．、]|[①-⑳]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、])\s*"
)
_DATED = re.compile(
    rf"^(?:截至|截止|至)?\s*(?:{YEAR_DIGITS}|[二〇零一三四五六七八九]{{4}})\s*年(?:度|底|末|初)?(?:\d{{1,2}}月(?:\d{{1,2}}日|底|末)?)?(?:[，,]|\s)*"
)
_CLASS_NOTE = re.compile(r"(?:[（(](?:类|款|项)[)）])+(?:支出)?$")
_BRACKET_NOTE = re.compile(r"[（(][^（()）]{1,20}[)）]\s*$")
_QUOTED = re.compile(r"“((?!三公”)[^“”\n]{2,30})”?$")
_COMPARISON = re.compile(
    r"相比|同比|环比|^(?:比|较|与|占|为)|^完成[^，]{0,12}(?:预算|计划|目标|任务|决算)|(?:比|较|占|完成)[^，]{0,24}(?:的|预算|预算数|上年|去年|年初)$|主要原因"
)
_COMPARED_TAIL = re.compile(
    rf"(?<=[\u4e00-\u9fff）”])(?:比|较|与)(?:{YEAR_DIGITS}\s*年|上年|去年|上一年|年初)"
    r"(?:度|同期|决算数?|预算数?|支出|执行数|的)*(?:相比)?[，,]?$"
)
_OWNER = re.compile(
    r"^.*\d号(?:文件)?(?:共|累计)?(?:下达|安排|批复)(?:的)?(?=.{2})|^.{0,10}?(?:财政|政府|部门|单位|我[局市县区镇院校])(?:部门)?(?:共|累计|实际|统筹)*"
    r"(?:安排|下达|拨付|投入|落实|筹措)(?:的)?(?=.{2})"
)
_CLASS_PREFIX = re.compile(r"^.*[（(](?:类|款)[)）](?:支出)?")
_DATED_FRONT = re.compile(
    rf"^.*{YEAR_DIGITS}\s*年(?:度末?|末|底|初|\s*\d{{1,2}}月(?:\s*\d{{1,2}}日|底|末)?)?(?!预算管理)(?=.{{2}})"
)
_DATED_TAIL = re.compile(rf"{YEAR_DIGITS}\s*年(?:度末?|末|底|初)?\s*$")
_THIS_YEAR = re.compile(r"^.{2,}(?=本年(?:收入|支出|度收入|度支出))")
_VERB_ALONE = re.compile(
    r"^(?:年初)?(?:同比|同口径|各|分别|共计|总共|支出合计|收入合计?计|累计|提前|实际|预计|计划|当年|其中)*"
    r"(?:增加|减少|下降|增长|提高|延长|精简|压缩|压减|调整|缩短|扩大|降低|上升|新增|追加|由|从)?(?:到|至|为|了)?$"
)
_ACCOUNT_MARK = re.compile(r"[（(]项[)）]")
_ACCOUNT_HEAD = re.compile(
    r"([^（）()、，。：:；\n]{2,30}(?:\n[^（）()、，。：:；\n]{1,20})?)(?:支出)?"
    + _ACCOUNT_MARK.pattern
)
_THRESHOLD = re.compile(r"(?:单价|单位价值|单台价值|单台|单件|单套|价值|原值)\s*$")
_HEADING_TAIL = re.compile(r"^.*(?:情况说明|情况如下|总体情况)(?=.)")
_MONEY = re.compile(r"\d\s*(?:万|亿)?元")
_CHINESE = re.compile(r"[\u3400-\u9fff\u2e80-\u2fdf\uf900-\ufaff]")
_MAXIMUM_LENGTH = 40
_REACH = 400
"""Characters before a value in which its name, with the words and notes between the two, must stand."""


@cache
def _tail_verbs() -> re.Pattern[str]:
    return re.compile(any_of((*words().link_verbs, *words().rise, *words().fall)) + r"\s*$")


@cache
def _lead_words() -> re.Pattern[str]:
    return re.compile("^" + any_of(words().leading))


@cache
def _leading_end() -> re.Pattern[str]:
    return re.compile(any_of(words().leading) + "$")


def name_before(text: str, floor: int, value_start: int) -> Span | None:
    """Return the name that ends right before a value, None if the words there name nothing.

    Args:
        floor: offset that the name must not cross (sentence start, end of the value before).
        value_start: first offset of the value.
    """
    floor = max(floor, value_start - _REACH)
    end = name_end(text, floor, value_start)
    start = _phrase_start(text, floor, end)
    span = trim(text, Span(start, end))
    if _COMPARISON.search(re.sub(r"\s", "", span.of(text))):
        return None
    whole, span = span, _strip_front(text, span)
    if span.of(text).strip() in words().not_a_name:
        dated = _DATED_TAIL.search(whole.of(text), 0, span.start - whole.start)
        span = Span(whole.start, whole.start + dated.start()) if dated else span
    span = _strip_lead(text, span)
    return span if _names_something(span.of(text)) else None


def name_end(text: str, floor: int, end: int) -> int:
    """Return where the name before a value ends: drop verbs and notes in brackets that stand between the two."""
    floor = max(floor, end - _REACH)
    while True:
        before = text[floor:end].rstrip(' \u3000\xa0\n\t：:“"')
        note = _CLASS_NOTE.search(before)
        note = note or (_BRACKET_NOTE.search(before) if _CHINESE.search(before) else None)
        if note and note.start() > 0:
            end = floor + note.start()
            continue
        compared = _COMPARED_TAIL.search(before)
        if compared and compared.start() > 2:
            end = floor + compared.start()
            continue
        tail = next((w for w in words().name_tails if before.endswith(w)), None)
        if tail and _CHINESE.match(before[-len(tail) - 1 : -len(tail)] or " "):
            end = floor + len(before) - len(tail)
            continue
        verb = _tail_verbs().search(before)
        if verb and verb.start() > 0:
            end = floor + verb.start()
            continue
        if (
            before.endswith("支出")
            and before[:-2].endswith(words().money_nouns)
            and len(before) > 4
        ):
            end = floor + len(before) - 2
            continue
        return floor + len(before)


def stands_alone(text: str, floor: int, start: int) -> bool:
    """Tell whether nothing of a longer name stands before a known one."""
    before = text[floor:start].rstrip()
    if before.endswith("资金") or (before[-1:].isdigit() and text[start] == "年"):
        return False
    if not before or not _CHINESE.match(before[-1]):
        return True
    return bool(_leading_end().search(before)) or before.endswith(("说明", "）", "年度"))


def _phrase_start(text: str, floor: int, end: int) -> int:
    """Go back to the boundary before the name; brackets and quotes that close again belong to it."""
    position, depth = end, 0
    while position > floor:
        character = text[position - 1]
        if character in ")）”":
            depth += 1
        elif character in "(（“":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and _BOUNDARY.match(character):
            if character == "、" and text[position - 2 : position + 1] == "收、支":
                position -= 1
                continue
            if character == "\n" and _runs_on(text, position - 1):
                position -= 1
                continue
            break
        position -= 1
    return position


def _runs_on(text: str, offset: int) -> bool:
    """Tell whether a line end is a hard break inside a sentence."""
    before, after = text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
    line_start = text.rfind("\n", 0, offset) + 1
    full = offset - line_start >= 24
    return full and bool(_CHINESE.match(before or " ")) and bool(_CHINESE.match(after or " "))


def _strip_front(text: str, span: Span) -> Span:
    """Drop a heading that runs into the sentence and the classes above an account (…（款）)."""
    quoted = _QUOTED.search(span.of(text))
    if quoted:
        return Span(span.start + quoted.start(1), span.start + quoted.end(1))
    for pattern in (_HEADING_TAIL, _DATED_FRONT, _THIS_YEAR, _CLASS_PREFIX, _OWNER):
        match = pattern.match(span.of(text).replace("\n", " "))
        if match and match.end() < len(span):
            span = Span(span.start + match.end(), span.end)
    return span


def _strip_lead(text: str, span: Span) -> Span:
    """Drop enumerators, dates and function words from the front of a name."""
    start = span.start
    while start < span.end:
        rest = text[start : span.end]
        match = _ENUMERATOR.match(rest) or _DATED.match(rest)
        if match is None:
            lead = _lead_words().match(rest)
            match = lead if lead and _may_drop(rest, lead.end()) else None
        if match is None or match.end() == 0:
            break
        start += match.end()
    return trim(text, Span(start, span.end))


_KEPT_SHORT = frozenset({"年初", "年末", "实际", "全年", "上年", "累计", "当年"})


def _may_drop(rest: str, length: int) -> bool:
    """Keep a leading word where dropping it would leave no name (完成率, 实际结算金额)."""
    left = rest[length:]
    if rest.startswith(words().openings):
        return False
    if rest[:length] in _KEPT_SHORT and len(left) <= 5:
        return False
    return len(left) >= 2 and not left.startswith(("率", "数", "额", "值", "度", "量"))


def _names_something(surface: str) -> bool:
    compact = re.sub(r"\s", "", surface)
    if not 2 <= len(compact) <= _MAXIMUM_LENGTH or compact in words().not_a_name:
        return False
    if _COMPARISON.search(compact) or _VERB_ALONE.match(compact):
        return False
    return len(_CHINESE.findall(compact)) >= 2


_AFTER = re.compile(
    r"^[\s的]*([\u4e00-\u9fff（）()“”、]{2,24}?)(?=[，。；：,;\n\t]|依|按|可|已|全部|实现|开展|进行|申请|获|参加|被|均|能|提供|$|\d)"
)


def name_after(text: str, value_end: int, ceiling: int) -> Span | None:
    """Return the counted thing that stands right behind a count (209家定点医药机构), if any."""
    match = _AFTER.match(text[value_end : min(ceiling, value_end + 40)])
    if match is None:
        return None
    span = trim(text, Span(value_end + match.start(1), value_end + match.end(1)))
    tail = re.search(
        r"(?:[、及和与]|组成|等|进行|建立|开展|实施|存在|参加|完成|实现).*$", span.of(text)
    )
    if tail and tail.start() >= 2:
        span = Span(span.start, span.start + tail.start())
    surface = span.of(text)
    if surface.count("（") > surface.count("）"):
        span = Span(span.start, span.start + surface.index("（"))
        surface = span.of(text)
    if surface.startswith(
        (
            "（",
            "(",
            "以",
            "左右",
            "以上",
            "以下",
            "满分",
            "占",
            "比",
            "增",
            "减",
            "和",
            "或",
            "及以",
            "，",
        )
    ):
        return None
    return span if _names_something(surface) else None


def account_heads(text: str, part: Span) -> Iterator[Span]:
    """Yield account names that open a passage of figures (…（款）行政运行（项）。年初预算为…)."""
    if not _ACCOUNT_MARK.search(text, part.start, part.end):
        return
    for match in _ACCOUNT_HEAD.finditer(text, part.start, part.end):
        following = text[match.end() : match.end() + 160]
        following = re.split(r"[（(]项[)）]|\n\s*\n", following)[0]
        name = _strip_lead(text, _strip_front(text, trim(text, Span(*match.span(1)))))
        if _MONEY.search(following) and _names_something(name.of(text)):
            yield name


def is_threshold(text: str, start: int, end: int) -> bool:
    """Tell whether an amount is a limit inside a name (单价20万元（含）以上的设备), not a figure."""
    after = re.match(r"\s*(?:[（(]含[)）])?(?:及)?以[上下]", text[end : end + 8])
    return bool(after and _THRESHOLD.search(text[max(0, start - 6) : start]))


_MARKED = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{2,20})\s*[（(]\s*(?:满分|权重|分值|标准分|共|自评得分|自评|得分|得)?\s*\Z"
    r"|(?:[：:，,；;、（(]|\A)\s*(?P<part>[\u4e00-\u9fff]{2,12}?)(?:自评得分|得分|自评|得|满分)?\s*\Z"
)


def marked_before(text: str, floor: int, value_start: int) -> Span | None:
    """Return what marks are given to: 预算编制（满分2分…, 其中：投入15分; None where nothing is named."""
    match = _MARKED.search(text, max(floor, value_start - _REACH), value_start)
    if match is None:
        return None
    group = "name" if match["name"] is not None else "part"
    span = _strip_lead(text, Span(*match.span(group)))
    return span if _names_something(span.of(text)) else None


def counts_forward(text: str, floor: int, value_start: int, value_end: int) -> bool:
    """Tell whether a count stands before the thing it counts (对209家定点医药机构…)."""
    following = text[value_end : value_end + 1]
    if not _CHINESE.match(following) and following not in ("的", "（"):
        return False
    before = text[max(floor, value_start - _REACH) : value_start].rstrip()
    return not re.search(
        r"(?:人数|次数|数量|户数|总数|面积|编制|人员|职工|学生|教师|干部)(?:共|为|达|约|有)*$",
        before,
    )
