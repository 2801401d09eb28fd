"""Whether an amount is budget, actual or of the year before, as headers, labels and titles say it."""

from __future__ import annotations

import re

from extraction.markup import Role

_FUNDS = re.compile(
    r"(?:一般)?公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算|部门预算收入科目"
)
_EXECUTION = re.compile(r"预算(?:执行|完成|支出执行|批复文号|单位|科目|项目|管理)|预算法")
_PRIOR = re.compile(
    r"(?<![比较占为与同对])上年(?!结转|结余|末|度?结转|度?结余)|上一?年度(?!结转|结余)|去年"
)
_ACTUAL = re.compile(r"决算|执行数|实际|到位|支出数|支付数")
_BUDGET = re.compile(r"预算|年初数")
_BUDGET_TABLE = re.compile(
    r"预算(?:总?表|明细表|情况表|支出表|收入表)|收支预算|支出预算|收入预算|预算公开表"
)
_GOAL_TABLE = re.compile(r"绩效目标(?:申报|批复|公开|情况)?表")


def role_of(text: str) -> Role | None:
    """Return the role that a header or row label states, None where it states none.

    Fund names (一般公共预算财政拨款) do not make a budget figure.
    """
    plain = _EXECUTION.sub("", _FUNDS.sub("", text))
    if _PRIOR.search(plain):
        return "prior"
    if _ACTUAL.search(plain):
        return "actual"
    return "budget" if _BUDGET.search(plain) else None


def role_of_label(text: str) -> Role | None:
    """Return the role that a row's label states; the name of a project or document states none."""
    return role_of(text) if len(text) <= _LONGEST_LABEL or _STATES.search(text) else None


_LONGEST_LABEL = 12
_STATES = re.compile(
    r"(?:预算|决算|执行|完成|支出|到位|指标)(?:数|额|金额)(?:[（(][^（）()]*[)）])?\Z"
)


def role_of_title(text: str) -> Role | None:
    """Return "budget" where a table's title says that all of its figures are (支出预算总表, 绩效目标表)."""
    plain = "".join(text.split())
    if _GOAL_TABLE.search(plain) and "自评" not in plain and "完成" not in plain:
        return "budget"
    if "决算" in plain or "执行" in plain or "绩效" in plain:
        return None
    return "budget" if _BUDGET_TABLE.search(_FUNDS.sub("", plain)) else None
