"""The name of an indicator in the words before or behind its value (指标名称)."""

from __future__ import annotations

import re

from extraction.lexicon.comparators import verb_pattern
from extraction.lexicon.goals import goal_words
from extraction.lexicon.indicators import indicator_classes
from extraction.lexicon.numbering import numbering_end
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of
from extraction.span import Span, trim

LONGEST = 34
_DATE = re.compile(
    rf"\A(?:截至|截止|到|至|于)?\s*(?:{YEAR_DIGITS}\s*年(?:度|底|末|初)?)?(?:\d{{1,2}}\s*月(?:份)?(?:\d{{1,2}}\s*日)?(?:底|末|前)?)?(?:年底|年末)?[，,\s]*"
)
_CLASSED = re.compile(
    rf"(?:{any_of(n for n in indicator_classes() if n.endswith('指标'))})[：:]?(?=[“\"《])"
)
"""A class before the quoted name of its indicator (数量指标“走访户数”)."""
_MARKED_NUMBER = re.compile(
    r"\A(?:[*＊★]+\s*(?:\d{1,2}[.．、](?!\d))?|[A-Z]\d{1,2}(?:[.．]\d{1,2})*\s+(?=[\u4e00-\u9fff“]))"
)
_COMPARATOR = re.compile(rf"(?:{verb_pattern()})\s*\Z")
_MOVED = re.compile(r"(?:提高|提升|增加|降低|下降|减少|上升|由|从)(?:了|到|至|为)?\Z")
_KEPT_END = ("率", "数", "量", "额", "值", "度", "次", "本", "价")
_OF_PROJECTS = frozenset("区地村点户库")
"""What 项目 makes one word with (项目区, 项目村)."""
_MEASURED = re.compile(
    r"\A(?:工程|（工程）|\(工程\))?(?:完成|开工|完工|竣工|验收|建设|实施|开展|公示|按期|按时|及时)*"
    r"[\u4e00-\u9fff]{0,4}?(?:率|时间|时限|工期|成本|投资|及时性|度|个数|数量)"
    r"(?=\s*(?:\Z|年初|年度|全年|目标|指标|计划|实际|预期|为|是|达|均|[：:，,]))"
)
"""What is measured of a project, so that 项目 belongs to its name (项目开工率, 项目完成时间)."""
_QUOTED_PART = re.compile(
    r"[ \u3000\t、和与]*“[^“”]{1,8}”(?!目标|指标|完成|实际|计划|年初|年度|全年|为|达)[\u4e00-\u9fff]"
)
"""A quoted word that a name begins with (“金秋”助学人数)."""
_DONE = re.compile(r"已(?:经)?[\u4e00-\u9fff]{1,2}\Z")
"""What was done of a thing, behind its name (客车已上线)."""
_NO_NAME = re.compile(
    r"\A(?:依次|执行|结果|[一二三四五六七八九十]{1,3}月份?|[一二两三四五]年|第?[一二三四]季度|[上下]半年|[春秋]季学期|调查结果|取?均值|分别|预算|资金|分值|权重|得分|指标|目标|任务|方面|评价|情况|年度|全年|其中|主要|偏差|原因|差异|共|有|等|及|和|的|个|自评|该指标|本指标|该项|超出|超额|低于|高于|较|比|占|即)*\Z"
)
_COMPARED = re.compile(verb_pattern())
"""How words begin that tell a difference (低于控制指标12起): no name."""
_MARKED = re.compile(r"(?:指标|该项)?(?:分值|权重|满分|得分|实得)|[的中]|占|用于|来自")
_BEHIND = re.compile(
    r"[ \u3000]*(?:的)?(?P<name>[\u4e00-\u9fff“”（）()]{2,16}?)(?=[，。；、,;\n]|\Z|的?(?:目标|任务)|已|均|全部|达|为|\d)"
)
_NOT_BEHIND = re.compile(
    r"\A(?:以[上下内]|左右|及以|之内|完成|达到|得|占|比|较|和|或|的目标|的任务|，)"
)


def name_in(text: str, span: Span) -> Span | None:
    """Return the name that a clause before a value holds, None where it only says goal or result."""
    start, end = (
        numbering_end(
            text,
            span.start,
        ),
        span.end,
    )
    start = min(start, end)
    words = goal_words()
    while True:
        piece = text[start:end]
        quoted = _QUOTED_PART.match(piece) is not None
        stripped = _MARKED_NUMBER.sub(
            "", piece.lstrip(" \u3000\t、和与" + ("" if quoted else '“"'))
        )
        if not _closed(stripped):
            stripped = stripped.lstrip("(（")
        if stripped.startswith("及") and not stripped.startswith("及时"):
            stripped = stripped[1:]
        if stripped != piece:
            start += len(piece) - len(stripped)
            continue
        classed = _CLASSED.match(piece)
        if classed is not None:
            start += classed.end()
            continue
        match = _DATE.match(piece) or None
        if match is not None and match.end() == 0:
            match = None
        match = match or _front(piece, words.front)
        if match is None:
            break
        start += match.end()
    end = _end(text, start, end)
    found = trim(text, Span(start, max(start, end)))
    return found if is_name(found.of(text)) else None


def _front(piece: str, front: re.Pattern[str]) -> re.Match[str] | None:
    """Return the word at the front that goes, None where what is left would name nothing."""
    match = front.match(piece)
    if match is None:
        return None
    rest = piece[match.end() :]
    if match.group().endswith("项目") and (rest[:1] in _OF_PROJECTS or _closed(rest)):
        return None
    if match.group() == "项目" and _MEASURED.match(rest):
        return None
    return None if rest.startswith(_KEPT_END) and len(rest.strip()) <= 3 else match


def _closed(piece: str) -> bool:
    """Tell whether words begin with a bracket that closes in them: it belongs to the name (项目(工程)合格率)."""
    return piece[:1] in "(（" and any(ch in ")）" for ch in piece)


def _end(text: str, start: int, end: int) -> int:
    tail = goal_words().tail
    while end > start:
        piece = text[start:end]
        stripped = piece.rstrip(' \u3000\t：:（(“"，,≥≤＞＜><=＝')
        if "“" not in stripped:
            stripped = stripped.rstrip("”")
        if stripped != piece:
            end = start + len(stripped)
            continue
        match = tail.search(piece) or _COMPARATOR.search(piece)
        moved = _MOVED.search(piece) or _DONE.search(piece)
        if match is None and moved is not None and moved.start() >= 4:
            match = moved
        if match is None or match.start() == match.end():
            return end
        end = start + match.start()
    return end


def is_name(surface: str) -> bool:
    """Tell whether words can name an indicator: not only goal, result or mark, and no sentence."""
    letters = sum("\u4e00" <= ch <= "\u9fff" for ch in surface)
    if (
        _MARKED.match(surface)
        or _COMPARED.match(surface)
        or letters < 2
        or len(surface) > LONGEST
        or _NO_NAME.match(surface)
    ):
        return False
    if re.search(r"[。；\n]|[中内]有\Z|指标、", surface) or _unbalanced(surface):
        return False
    words = goal_words()
    return words.bare.match(surface) is None and words.found.search(surface) is None


def _unbalanced(surface: str) -> bool:
    pairs = (("(（", ")）"), ("“", "”"))
    return any(sum(c in a for c in surface) != sum(c in z for c in surface) for a, z in pairs)


def is_bare(text: str, span: Span) -> bool:
    """Tell whether a clause holds nothing but a verb (举办), so that the name stands behind the value."""
    surface = text[span.start : span.end].strip()
    front = goal_words().front
    while (match := front.match(surface)) and len(surface) > match.end():
        surface = surface[match.end() :]
    return goal_words().bare.match(surface) is not None


def name_behind(text: str, start: int, stop: int) -> Span | None:
    """Return the noun right behind a value (12期养殖技术培训班), None where none stands there."""
    match = _BEHIND.match(text, start, min(stop, start + 24))
    if match is None or _NOT_BEHIND.match(text[match.start("name") : match.end("name")]):
        return None
    found = Span(*match.span("name"))
    return found if is_name(found.of(text)) else None


_CORE = re.compile(
    r"[\s“”\"（）()、，,的了]|完成|实际|实现|达到|建设|开展|组织|数量|任务|面积|新增|新建"
)


def likeness(a: str, b: str) -> float:
    """Return how much of the shorter name's pairs of characters the other one holds, 0 to 1."""
    left, right = _CORE.sub("", a) or a, _CORE.sub("", b) or b
    if left in right or right in left:
        return 1.0
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (left, right)]
    shorter = min(len(p) for p in pairs)
    return len(pairs[0] & pairs[1]) / shorter if shorter else 0.0
