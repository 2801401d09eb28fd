"""Why a number is no figure: what its own form and the words around it say (非数据的数字).

Each rule is a closed form of the language of reports. What none of them knows stays undecided, and the
census calls it unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.census.model import Reason
from extraction.census.names import in_name
from extraction.lexicon.numbering import numbered_things
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.source import any_of
from extraction.quantities.grammar import UNIT_AHEAD
from extraction.span import Span

_REACH = 24
_YEAR = re.compile(YEAR_DIGITS)
_YEAR_BEHIND = re.compile(r"[ ]?(?:年|[-~—至到/、.]{1,2}[ ]?(?:19|20)?\d\d(?:[ ]?年|(?!\d)))")
_DATE = re.compile(
    rf"{YEAR_DIGITS}\.(?:0?[1-9]|1[0-2])(?:\.\d{{1,2}})?|\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}"
)
_MONTH_BEHIND = re.compile(
    r"[ ]?(?:世纪|周年)|[ ]?月(?!均)|[ ]?[日号](?!均|[线楼文令”’」\"])|[ ]?[-~—至到、][ ]?\d{1,2}[ ]?[月日](?!均)|[ ]?(?:个)?季度(?!末)"
)
_SHORT_YEAR = re.compile(r"[ ]?年(?:度|初|末|底|[ ]?\d{1,2}[ ]?月|预算|决算|级)")
_WITHIN_DATE = re.compile(r"(?:年|月|[年月]?[ ]?[-~—至到/.])[ ]?\Z")
_CLAUSE_START = re.compile(r"(?:^|[，,。；;：:\n])[ 　]*\Z")
_LIST_MARK = re.compile(r"(?:^|[\n\t])[ 　]*[一二三四五六七八九十]{1,3}\Z")
_DIVISIONS = ("市", "县", "区", "州", "镇", "乡", "村")
_DATE_BEFORE = re.compile(rf"{YEAR_DIGITS}(?:[-/.]\d{{1,2}})?[-/.]\Z")
_TIME = re.compile(r"[:：]\d\d(?!\d)|[ ]?[时点](?:\d|半|整|前|后|起|至)")
_TIME_BEFORE = re.compile(r"\d[:：]\Z")
_SPELT_DATE = re.compile(r"[ ]?(?:[年月日](?![均内])|世纪|周年)")
_WITHIN_DAYS = re.compile(r"[ ]?日(?:之)?内")
_HOUSE_BEHIND = re.compile(
    r"[ ]?[号#](?:[”’」\"]|楼|院|线|路|门|厅|站|地|井|桥|坝|机组|隧道|地块|公馆)"
)
_FLOOR_BEFORE = re.compile(r"(?:大楼|大厦|[座栋号楼])[ ]?\Z")
_FLOOR_BEHIND = re.compile(r"[ ]?[楼层室](?![一-鿿])")
_ROAD_BEFORE = re.compile(r"(?:国道|省道|县道)[ ]?\Z")
_VERSION = re.compile(r"[1-9]\.0")
_WORD_BEFORE = re.compile(r"[一-鿿]\Z")
_OF_ROW_BEFORE = re.compile(r"\d[ ]\Z")
_OF_ROW_BEHIND = re.compile(r"[ ]\d")
"""Other numbers beside it: a row of them, run together in parts."""
_ONENESS = re.compile(r"位一体|支一扶")
_FILE_BEFORE = re.compile(r"(?:文件|材料|资料|议题|议程)[ ]?\Z")
_LINE_END = re.compile(r"[ 　\t]*(?:\n|\Z)")
_COUNT_QUOTED = re.compile(r"[ ]?[一-鿿]{1,2}[”\"’」]")
_OPENED = re.compile(r"[“\"‘「]\Z")
_PLACE_BEHIND = re.compile(r"[台元里道河](?:市|区|县|镇|乡|村|里|街|大道|桥|江)")
"""The rest of a place's name that begins with a numeral (九台区, 三元里)."""
_SESSION = re.compile(r"[ ]?届|[ ]?次(?:全会|全体会议|会议|代表)")
_ISSUE = re.compile(r"[ ]?(?:期|批次?|号|标段)[ ]?[)）]")
_FIRST_BEFORE = re.compile(r"第[ ]?\Z|第[ ]?[\d一二三四五六七八九十]{1,4}[ ]?[-~—至到、和及][ ]?\Z")
_ARTICLE = re.compile(r"[ ]?(?:条|款|项|章|节|编)(?![\d])")
_LABEL_BEFORE = re.compile(
    rf"(?:{any_of(numbered_things())}|项目|步骤|阶段|包|类型|事项|举措|措施)[ ]?\Z"
)
_CHAIN_BEFORE = re.compile(r"(?:附件|附表|附图|详见表|见表)[ ]?(?:\d{1,3}[、，,和及至—-])+\Z")
_TABLE_BEFORE = re.compile(
    r"(?:附件|附表|附图|附录|(?:(?<![一-鿿])|(?<=表))[表图])[ ]?(?:\d{1,3}[-—.])?\Z"
)
_COUNTED_BEHIND = re.compile(r"[ ]?[张份个册幅页]")
_LABEL_BEHIND = re.compile(r"[ ]?(?:[:：、.．)）。，,；;/\s（(\-—]|\Z|[一-鿿])")
_LIST_BEHIND = re.compile(r"[ ]?[、)）．]|[.](?!\d)|[ ]?[.][ ]?(?=[一-鿿])")
_LIST_BEFORE = re.compile(r"(?:^|[\n。；;：:，,、！？\t|])[ 　]*[(（]?[ ]?\Z")
_BRACKET_BEFORE = re.compile(r"[(（][ ]?\Z")
_BRACKET_BEHIND = re.compile(r"[ ]?[)）](?![ ]?(?:[万亿]|元|%))")
_BEFORE_YEAR = re.compile(rf"[.．](?={YEAR_DIGITS}[ ]?年)")
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_LINE_START = re.compile(r"(?:^|\n)[ 　\t]*\Z")
_CELL_START = re.compile(r"(?:^|[\n\t])[ 　]*\Z")
_HEADING_BEHIND = re.compile(rf"[.、]?[ 　\t]*(?:[一-鿿“《]|{YEAR_DIGITS}[ ]?年)")
_PHONE_BEFORE = re.compile(
    r"(?:电话|传真|手机|联系方式|热线|咨询|举报|邮编|邮政编码|QQ|微信|[Tt][Ee][Ll])[^\n。；]{0,16}\Z"
)
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}|\d{7,8}")
_PHONE_PARTS = re.compile(r"-?[ ]?\d{7,8}(?!\d)")
_HOTLINE = re.compile(r"\d{5}(?!\d)")
_PHONE_TAIL = re.compile(
    r"(?<![\d.,A-Za-z-])0\d{2,3}[)）]?[-—]{0,3}\Z|(?<![\d.,A-Za-z-])\d{7,8}[-—转]{1,2}\Z"
)
_CODE_BEFORE = re.compile(
    r"(?:编码|代码|编号|账号|帐号|卡号|证号|备案号|备案序号|信用代码|许可证|合同号|识别码|标识码|标识|型号|规格|车牌|公网安备|ICP备)[^\n\t。；，]{0,12}\Z"
)
_LETTER = re.compile(r"[A-Za-z_@#][A-Za-z0-9_./\-]{0,12}\Z")
_DECIMAL = re.compile(r"\d\.\d")
_SERIAL_BEHIND = re.compile(r"[A-Z]\d{4,}")
_LETTER_BEHIND = re.compile(r"(?![xX×][\dA-Z])[A-Za-z_@#+][A-Za-z0-9]*")
_DOCUMENT_YEAR = re.compile(r"[〔\[(（【﹝][ ]?\Z")
_DOCUMENT_YEAR_BEHIND = re.compile(r"[ ]?[〕\])）】﹞][ ]?第?[ ]?\d{1,5}[ ]?号")
_DOCUMENT_BEFORE = re.compile(
    rf"[〔\[(（【﹝]{YEAR_DIGITS}[〕\])）】﹞][ ]?第?[ ]?\Z|年第[ ]?\Z|(?:令|文|公告)第[ ]?\Z"
)
_DOCUMENT_BEHIND = re.compile(r"[ ]?号(?:文|令|公告|文件|通知)?(?!楼|线)")
_PAGE_BEFORE = re.compile(
    r"(?:\.{3,}|…{1,}|·{4,}|_{4,})[ ]*[（(]?\Z|(?:^|\n)[ 　]*[-—–]{1,3}[ ]?\Z|第[ ]?\Z|共[ ]?\Z"
)
_DOTS_BEFORE = re.compile(r"(?:\.{3,}|…{1,}|·{4,}|_{4,})[ ]*[（(]?\Z")
_DASHED = re.compile(r"-\d{1,4}")
_DASH_BEHIND = re.compile(r"[ ]?[-—–]{1,3}[ 　]*(?:\n|\Z)")
_PAGE_BEHIND = re.compile(r"[ 　]*(?:[-—–]{1,3})?[ 　]*(?:\n|\Z)|[ ]?页")
_NOTE_BEFORE = re.compile(r"(?:注|备注)[ ]?\Z|[\[【〔][ ]?\Z")
_NOTE_BEHIND = re.compile(r"[ ]?(?:[:：、.)）\]】〕]|\Z)")
_FUNCTION_CODE = re.compile(
    r"(?:2[0-3]\d|3[019]\d|5[01]\d|59\d)(?:\d\d){0,2}|1(?:0[1-9]|1[0-2])(?:\d\d){1,3}"
)
"""Classes of expenditure and of the economic classification, and items of revenue."""
_BRACKET_CODE_BEFORE = re.compile(r"[\[【〔]\Z")
_BRACKET_CODE_BEHIND = re.compile(r"[\]】〕][一-鿿]{2}")
_REVENUE_CODE = re.compile(r"1(?:0[1-9]|1[0-2])")
_REVENUE_BEHIND = re.compile(r"[ 　]*[\t|][ 　\t|]*[一-鿿]{1,8}收入")
_REGION_CODE = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])(?:\d\d){0,2}")
"""A division of the country by its code (GB/T 2260), where its name follows at once."""
_REGION_BEHIND = re.compile(r"[ 　\t]?(?!年)[一-鿿]{2,8}?(?:省|自治区|自治州|市|盟|县|区)")
_CODE_BEHIND = re.compile(r"[ 　\t|]*[)）]?[ 　\t|]*[-—]?(?:[类款项][)）])?[一-鿿]")
_NAME_BEHIND = re.compile(
    r"[ ]?(?:热线|平台|指挥|急救|报警|便民|(?![xX×][\dA-Z])[a-zA-Z+])|[+＋][\dA-Za-zNX]"
)
_QUOTED = re.compile(r"[“\"‘「]([^”\"’」\n]{0,12})\Z")
_UNQUOTED = re.compile(r"[^“\"‘「\n]{0,12}[”\"’」]")
_PRICED = re.compile(r"[ ]?(?:[百千万亿]|元|角|分|成(?![为立]))")
_WEIGHT = re.compile(r"[ ]?分[ ]?[)）]")
_MISTYPED = re.compile(r"[OoQlIZSBОоЗзІі][OoQlIZSBОоЗзІі\d.,]*+[ ]?(?:[千百十]?万|亿|元|[%％])")
"""Letters that stand for digits up to a unit (3OO万元): a figure that nobody should miss."""
_TITLE_REACH = 60
"""Characters of a document's title on each side of a number in it."""
_TITLE_OPENED = re.compile(r"《[^》\n]*\Z")
_TITLE_CLOSED = re.compile(r"[^《》\n]*(?:〈[^〈〉\n]*〉[^《》\n]*)?》")
_LEADING_CODE = re.compile(r"0\d{1,3}|\d{6}")
_CRITERIA = re.compile(
    r"(?<![查折代抵回])扣(?![除缴押税款])|满分[\d.]|评价要点|符合则得分|不得分|得满分|酌情|每超|每低|每少|每减|每增|每下降|每提高|评分标准|评分细则|计分|权重分|满分为"
)


def reason_of(text: str, span: Span, *, spelt: bool) -> Reason | None:
    """Return why the number at `span` of folded text is no figure; None where nothing says so.

    Args:
        text: the whole text in folded form, offsets as in the source.
        spelt: the number is written in characters.
    """
    number = text[span.start : span.end]
    before = text[max(0, span.start - _REACH) : span.start]
    behind = text[span.end : span.end + _REACH]
    found = next(_reasons(number, before, behind, spelt=spelt), None)
    return Reason.REFERENCE if found is None and _in_title(text, span) else found


def _in_title(text: str, span: Span) -> bool:
    """Tell whether the number stands in the title of a document (《…十条措施》)."""
    before = text[max(0, span.start - _TITLE_REACH) : span.start]
    behind = text[span.end : span.end + _TITLE_REACH]
    return bool(_TITLE_OPENED.search(before) and _TITLE_CLOSED.match(behind))


def is_criterion(text: str, span: Span) -> bool:
    """Tell whether the number stands in a rule for marks (每超过1天扣0.5分)."""
    start = max((text.rfind(c, max(0, span.start - 60), span.start) for c in "。；;\n"), default=-1)
    left = start + 1 if start >= 0 else max(0, span.start - 60)
    return bool(_CRITERIA.search(text, left, min(len(text), span.end + 30)))


def is_weight(text: str, span: Span) -> bool:
    """Tell whether the number is the weight of a class, in brackets behind its name (过程（20分）)."""
    behind = text[span.end : span.end + 4]
    return text[max(0, span.start - 1) : span.start] in ("(", "（") and bool(_WEIGHT.match(behind))


def _reasons(number: str, before: str, behind: str, *, spelt: bool) -> Iterator[Reason]:
    """Yield the reasons that hold, the most certain first."""
    if spelt:
        yield from _spelt_reasons(number, before, behind)
        return
    if _MISTYPED.match(behind):
        return
    if in_name(number, before, behind):
        yield Reason.NAME
    if _DOCUMENT_BEFORE.search(before) and _DOCUMENT_BEHIND.match(behind):
        yield Reason.DOCUMENT_NUMBER
    if _DOCUMENT_YEAR.search(before) and _DOCUMENT_YEAR_BEHIND.match(behind):
        yield Reason.DOCUMENT_NUMBER
    if _is_page(before, behind, number):
        yield Reason.PAGE_NUMBER
    if _FIRST_BEFORE.search(before):
        yield Reason.REFERENCE if _ARTICLE.match(behind) else Reason.ORDINAL
    if _is_phone(number, before, behind):
        yield Reason.PHONE
    if _is_date(number, before, behind):
        yield Reason.DATE
    if _TABLE_BEFORE.search(before) and number.isdigit() and not _COUNTED_BEHIND.match(behind):
        yield Reason.ORDINAL
    if _FLOOR_BEFORE.search(before) and _FLOOR_BEHIND.match(behind):
        yield Reason.NAME
    if _HOUSE_BEHIND.match(behind) or (_OPENED.search(before) and _COUNT_QUOTED.match(behind)):
        yield Reason.NAME
    if UNIT_AHEAD.match(behind):
        return
    yield from _plain_reasons(number, before, behind)


def _plain_reasons(number: str, before: str, behind: str) -> Iterator[Reason]:
    """Yield the reasons of a number without a unit."""
    whole = number.isdigit()
    if whole and len(number) < 3 and _NOTE_BEFORE.search(before) and _NOTE_BEHIND.match(behind):
        yield Reason.NOTE_MARK
    if _LETTER.search(before) and not whole and _DECIMAL.fullmatch(number):  # PM2.5
        yield Reason.NAME
    if _LETTER.search(before) or _CODE_BEFORE.search(before) or _SERIAL_BEHIND.match(behind):
        yield Reason.CODE
    starts = _LINE_START.search(before) is not None
    if (
        _CELL_START.search(before)
        and _LEADING_CODE.fullmatch(number)
        and _CODE_BEHIND.match(behind)
    ):
        yield Reason.CODE
    bracketed = _BRACKET_CODE_BEFORE.search(before) and _BRACKET_CODE_BEHIND.match(behind)
    if whole and len(number) > 2 and bracketed:
        yield Reason.CODE
    if starts and _REVENUE_CODE.fullmatch(number) and _REVENUE_BEHIND.match(behind):
        yield Reason.CODE
    if starts and _REGION_CODE.fullmatch(number) and _REGION_BEHIND.match(behind):
        yield Reason.CODE
    if _is_ordinal(number, before, behind):
        yield Reason.ORDINAL
    if _FUNCTION_CODE.fullmatch(number) and _CODE_BEHIND.match(behind):
        yield Reason.CODE
    if _FUNCTION_CODE.fullmatch(number) and len(number) > 4 and _BRACKET_BEFORE.search(before):
        yield Reason.CODE
    row = _OF_ROW_BEFORE.search(before) or _OF_ROW_BEHIND.match(behind)
    if _ROAD_BEFORE.search(before):
        yield Reason.CODE
    if _VERSION.fullmatch(number) and _WORD_BEFORE.search(before):
        yield Reason.NAME
    if whole and ((len(number) > 8 and not row) or (len(number) > 2 and number[0] == "0")):
        yield Reason.CODE
    if _NAME_BEHIND.match(behind) or _LETTER_BEHIND.match(behind):
        yield Reason.NAME
    if _QUOTED.search(before) and _UNQUOTED.match(behind):
        yield Reason.NAME


def _spelt_reasons(number: str, before: str, behind: str) -> Iterator[Reason]:
    if _FIRST_BEFORE.search(before):
        yield Reason.REFERENCE if _ARTICLE.match(behind) else Reason.ORDINAL
    if _SPELT_DATE.match(behind):
        yield Reason.DATE
    if _TABLE_BEFORE.search(before):
        yield Reason.ORDINAL
    if _FILE_BEFORE.search(before) and _LINE_END.match(behind):
        yield Reason.ORDINAL
    if _WITHIN_DAYS.match(behind):
        return
    if _ONENESS.match(behind) or _HOUSE_BEHIND.match(behind):
        yield Reason.NAME
    if _LIST_BEFORE.search(before) and _LIST_BEHIND.match(behind):
        yield Reason.ORDINAL
    if _BRACKET_BEFORE.search(before) and (_BRACKET_BEHIND.match(behind) or _ISSUE.match(behind)):
        yield Reason.ORDINAL
    if _SESSION.match(behind):
        yield Reason.ORDINAL
    if _QUOTED.search(before) and _UNQUOTED.match(behind) and not _PRICED.match(behind):
        yield Reason.NAME
    if in_name(number, before, behind) or (len(number) == 1 and _PLACE_BEHIND.match(behind)):
        yield Reason.NAME
    if number == "一" and not _PRICED.match(behind):  # 一批、一张: an article, no figure
        yield Reason.NAME
    if len(number) > 1 and behind[:1] in _DIVISIONS:  # 省本级及十三市: how many there are
        return
    if not UNIT_AHEAD.match(behind):
        yield Reason.NAME


def _is_page(before: str, behind: str, number: str) -> bool:
    if _DASHED.fullmatch(number) and _LINE_START.search(before):
        return _DASH_BEHIND.match(behind) is not None
    if not number.isdigit() or len(number) > 4 or not _PAGE_BEFORE.search(before):
        return False
    if _DOTS_BEFORE.search(before) and not UNIT_AHEAD.match(behind):
        return True
    match = _PAGE_BEHIND.match(behind)
    if match is None:
        return False
    return "页" in match[0] or not before.rstrip(" ").endswith(("第", "共"))


def _is_phone(number: str, before: str, behind: str) -> bool:
    if _PHONE_TAIL.search(before) and number.strip("-").isdigit():
        return True
    if not _PHONE.fullmatch(number) and not (number.isdigit() and len(number) == 6):
        return False
    if number[0] == "0" and len(number) < 5:
        rest = behind.lstrip(")） -—")
        short = _PHONE_BEFORE.search(before) and _HOTLINE.match(rest)
        return bool(_PHONE_PARTS.match(rest) or short)
    return len(number) == 11 or bool(_PHONE_BEFORE.search(before))


def _is_date(number: str, before: str, behind: str) -> bool:
    if _DATE.fullmatch(number):
        return True
    if number.startswith(".") and _LIST_MARK.search(
        before
    ):  # 三.2024年: a list number, then a year
        number = number[1:]
    if _YEAR.fullmatch(number):
        if behind.startswith("对") and _CLAUSE_START.search(before):  # 2019对……: 对 is no unit here
            return True
        if _YEAR_BEHIND.match(behind) or _WITHIN_DATE.search(before):
            return True
        return not UNIT_AHEAD.match(behind)
    if not number.lstrip("-").isdigit() or len(number) > 3:
        return False
    if _WITHIN_DAYS.match(behind) and not before.rstrip().endswith("月"):
        return False
    if _MONTH_BEHIND.match(behind) or _SHORT_YEAR.match(behind):
        return True
    if _TIME.match(behind) or _TIME_BEFORE.search(before):
        return True
    return bool(_DATE_BEFORE.search(before))


def _is_ordinal(number: str, before: str, behind: str) -> bool:
    if _OUTLINE.fullmatch(number) and _LINE_START.search(before) and _HEADING_BEHIND.match(behind):
        return True
    if not number.isdigit() or len(number) > 3:
        return False
    if number[0] == "0" and len(number) == 2 and _LINE_START.search(before):  # 02 above a table
        return _LINE_END.match(behind) is not None
    if len(number) < 3 and _LIST_BEFORE.search(before) and _BEFORE_YEAR.match(behind):
        return True
    if _CHAIN_BEFORE.search(before):
        return True
    if _LABEL_BEFORE.search(before) and _LABEL_BEHIND.match(behind):
        return True
    if _LIST_BEFORE.search(before) and _LIST_BEHIND.match(behind):
        return True
    return bool(_BRACKET_BEFORE.search(before) and _BRACKET_BEHIND.match(behind))
