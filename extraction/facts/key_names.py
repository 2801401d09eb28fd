"""What a figure measures, from its names: concept, account or its own name (所指).

A name is compared without numbering, year, role (决算数), scope and fund; what is left is a concept of the
taxonomy, an account, a total (合计) that takes its meaning from column or title, or an item of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extraction.facts.regions import names_region
from extraction.lexicon.periods import YEAR_DIGITS
from extraction.lexicon.totals import sum_pattern
from extraction.remembering import remembered
from extraction.taxonomy import Account, find_account, find_accounts, find_concept
from extraction.taxonomy.dimensions import last_value, without_dimensions
from extraction.taxonomy.naming import plain_name

_PART = re.compile(r"^(?:(?:其中|其(?!他|它)|含|包括)[:：,，、]*|[加减][:：,，、]+)")
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_YEAR = re.compile(
    rf"(?:{YEAR_DIGITS}年?(?:度|末|底|初)?|上年(?!结|末结|滚存)度?|[当本]年(?=地方|政府|新增|债)|去年|(?<!本)年度)"
)
_ROLE = re.compile(
    r"(?:年初|全年|当年|本年|调整后?|变动|预计|快报|批复|汇总)?(?:预算|决算|执行|完成|计划|安排)(?:总?数|额|总额|情况|金额)?$"
    r"|(?:预计|计划|实际|快报)(?:数|额)$|^(?:预计|安排)"
)
_EMPTY = re.compile(
    r"(?:(?:支出|收入|预算|决算|调整后?|变[动更]后?|汇总|年初|全年|当年|本年|预计|快报|实际|完成|执行)*(?:金额|数额|总额|数|额|项目|科目|名称|小计|合计|总计|计|情况|内容|行次)?"
    r"|万?元|亿元|%|比例|备注|单位|功能分类|经济分类|按.{2,6}分类|其中)+"
)
_TOTAL = re.compile(
    rf"(?:各项)?(?:本年|当年|年度)?(?:收入|支出)?(?:{sum_pattern('grand', 'part', 'said')}|总额|计)"
)
_OWN = re.compile(r"^(?:本|我)?(?:单位|部门)的?|^地方(?=收入|支出)")
_VERB = re.compile(r"(?:共计|合计|分别|实际)?(?:为|是|达到?|完成|安排|约|共)+$")
_RATE = re.compile(r"(?:预算)?(?:执行|完成|支付|增长|到位)率$|占比$")
_TITLE_WORDS = re.compile(
    r"(?:附[表件]?|表)\s*[\d一二三四五六七八九十-]*|\d+(?:-\d+)*|单位[:：].*|公开\d*表?|[（(][^()（）]*[)）]"
    r"|收入|支出|收支|预算|决算|执行|完成|计划|安排|草案|调整|总表|明细|情况|汇总|统计|表|数|本年|当年|及其?|[和与的、\s:：]"
)
_CHAIN = re.compile(r"([^()（）]{2,40}?)[(（]([类款项])[)）]")
_LENGTH = {"类": 3, "款": 5, "项": 7}


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says: at most one of concept, account, item; `total` where it is a bare 合计."""

    concept: str | None = None
    account: str | None = None
    item: str | None = None
    total: bool = False
    fund: str | None = None
    nature: str | None = None


@remembered(4096)
def bare_item(name: str) -> str:
    """Return a name without numbering, 其中, brackets, year, role, scope and fund."""
    plain = _PART.sub("", plain_name(_PART.sub("", plain_name(name))))
    plain = _YEAR.sub("", _BRACKETED.sub("", plain))
    plain = without_dimensions(plain)
    while (shorter := _ROLE.sub("", _VERB.sub("", plain))) != plain and len(shorter) >= 2:
        plain = shorter
    return plain.strip("的:：,，、")


@remembered(4096)
def read_name(name: str, *, year: int | None = None, scheme: str = "") -> Named:
    """Return what a name says it measures.

    Args:
        name: as written, a whole chain (教育支出（类）普通教育（款）小学教育（项）) or a row's label.
        year: the fiscal year, which settles between editions of the accounts.
        scheme: "functional" or "economic", where the table's other rows tell.
    """
    if names_region(name):
        return Named()
    chain = chain_account(name, year=year)
    if chain is not None:
        return Named(account=chain)
    whole = find_concept(_YEAR.sub("", _PART.sub("", plain_name(name))))
    if whole is not None and whole.id == "state-capital-revenue":
        return Named(concept=whole.id, fund=whole.fund)
    fund = last_value("fund", plain_name(name))
    left = bare_item(_RATE.sub("", _VERB.sub("", plain_name(name))) or name)
    concept = whole if whole and _BRACKETED.search(name) else None
    concept = concept or find_concept(left, fund_named=fund is not None)
    concept = concept or find_concept(_OWN.sub("", left), fund_named=fund is not None)
    if concept is not None:
        return Named(concept=concept.id, fund=fund or concept.fund, nature=concept.nature)
    if not left and fund is not None:
        return Named(fund=fund, total=True)
    if _TOTAL.fullmatch(left):
        return Named(total=True, fund=fund)
    account = _bracketed(name, year, scheme) or find_account(left, year=year, scheme=scheme)
    if account is not None and account.scheme != "total":
        return Named(account=account.code, fund=fund)
    if says_nothing(left):
        return Named(fund=fund)
    return Named(item=left, fund=fund)


def _bracketed(name: str, year: int | None, scheme: str) -> Account | None:
    """Return the account whose own name holds brackets (政府办公厅（室）及相关机构事务)."""
    if not _BRACKETED.search(name):
        return None
    return find_account(_PART.sub("", plain_name(name)), year=year, scheme=scheme)


def says_nothing(name: str) -> bool:
    """Tell whether what is left of a name names nothing (金额, 决算数)."""
    return len(name) < 2 or bool(_EMPTY.fullmatch(name))


@remembered(4096)
def title_subject(title: str, places: frozenset[str] = frozenset()) -> str:
    """Return what a table's title names beside region, year, fund, 收入, 支出 and the words of a table."""
    left = _YEAR.sub("", "".join(title.split()))
    for place in places:
        left = left.replace(place, "")
    return _TITLE_WORDS.sub("", without_dimensions(left))


@remembered(4096)
def chain_account(name: str, *, year: int | None = None) -> str | None:
    """Return the code of the last link of a chain 类款项; None where a link is unknown or missing."""
    code = ""
    links = _CHAIN.findall(name)
    for words, level in links:
        known = [
            a.code for a in find_accounts(bare_item(words), year=year) if a.scheme == "functional"
        ]
        size = _LENGTH[level]
        fitting = {c for c in known if len(c) == size and c.startswith(code)}
        if level == "项" and len(code) == 5:
            fitting |= {code + c[1:] for c in known if c.startswith("*")}
        if len(fitting) != 1:
            return None
        code = fitting.pop()
    return code or None


@remembered(4096)
def code_of_cells(cells: tuple[str, ...]) -> str | None:
    """Return the account code in the cells left of a label (201 | 03 | 01, or 2010301), else None."""
    code = "".join(cells)
    return code if re.fullmatch(r"(?:2[0-3]|[35]\d)\d(?:\d\d){0,2}", code) else None
