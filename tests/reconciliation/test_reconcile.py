import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from extraction.cli.main import main
from extraction.output.folder import json_line
from extraction.reconciliation import reconcile
from extraction.reconciliation.statements import statements, unit_key

UNIT = "云溪县水务局"


def record(year, kind, *figures, unit=UNIT):
    """Return a record; a figure is (names, value in 万元, further fields)."""
    mentions, amounts = [], []

    def mention(text):
        start = len(mentions) * 100
        mentions.append(
            {"id": f"m{len(mentions)}", "start": start, "end": start + len(text), "page": None, "text": text}
        )  # fmt: skip
        return mentions[-1]["id"]

    for names, value, *more in figures:
        items = [mention(name) for name in names.split("/")]
        amounts.append(
            {"mention": mention(f"{value}万元"), "value": value, "unit": "万元",
             "yuan": str(Decimal(value) * 10000), "low": str(Decimal(value) - Decimal("0.005")),
             "high": str(Decimal(value) + Decimal("0.005")), "items": items, "owner": None, "role": "actual",
             "period": None, "change": None, **(more[0] if more else {})}
        )  # fmt: skip
    name = f"{unit}{year}{kind}"
    document = {"path": f"{name}.pdf", "sha256": hashlib.sha256(name.encode()).hexdigest(),
                "unit_name": unit, "fiscal_year": year, "report_kind": kind}  # fmt: skip
    return {"document": document, "mentions": mentions, "amounts": amounts, "checks": []}


def found(*records):
    return [(f.subject, f.year, f.kind, f.status) for f in reconcile(records)]


def test_the_closing_balance_is_the_next_years_opening_one():
    before = record(2021, "部门决算", ("年末结转和结余", "120.00"))
    same = record(2022, "部门决算", ("年初结转和结余", "120.00"))
    other = record(2022, "部门决算", ("年初结转和结余", "102.00"))
    assert found(before, same) == [("carried-over-and-surplus", 2021, "equal", "holds")]
    assert found(before, other) == [("carried-over-and-surplus", 2021, "equal", "violated")]


def test_a_prior_year_figure_repeats_last_years_actual():
    before = record(2021, "部门决算", ("基本支出", "300.50"))
    after = record(2022, "部门决算", ("基本支出/上年数", "305.50", {"role": "prior"}))
    assert found(before, after) == [("basic-expenditure", 2021, "equal", "violated")]


def test_a_self_evaluation_repeats_the_accounts():
    accounts = record(2022, "部门决算", ("公务接待费", "3.20"))
    own = record(2022, "绩效自评", ("公务接待费/决算数", "2.30"))
    assert found(accounts, own) == [("reception", 2022, "equal", "violated")]


def test_only_the_first_budget_of_a_year_is_held_against_the_budget():
    plan = record(2022, "部门预算", ("项目支出", "200.00"))
    first = record(2022, "绩效自评", ("项目支出/年初预算数", "210.00", {"role": "budget"}))
    whole = record(2022, "绩效自评", ("项目支出/全年预算数", "260.00", {"role": "budget"}))
    assert found(plan, first) == [("project-expenditure", 2022, "equal", "violated")]
    assert found(plan, whole) == []


def test_a_change_taken_back_gives_last_years_level():
    before = record(2021, "部门决算", ("机关运行经费", "90.00"))
    after = record(2022, "部门决算", ("机关运行经费", "100.00"),
                   ("机关运行经费", "15.00", {"change": "increase"}))  # fmt: skip
    assert found(before, after) == [("agency-operation", 2021, "diff", "violated")]
    after["amounts"][1].update(value="10.00", yuan="100000", low="9.995", high="10.005")
    assert found(before, after) == [("agency-operation", 2021, "diff", "holds")]


def test_rounded_figures_agree_within_their_last_place():
    exact = record(2022, "部门决算", ("总支出", "123.46", {"low": "123.455", "high": "123.465"}))
    short = record(2022, "绩效自评", ("总支出", "123.5", {"low": "123.45", "high": "123.55"}))
    assert found(exact, short) == [("year-expenditure", 2022, "equal", "rounding")]


@pytest.mark.parametrize(
    "other",
    [
        record(2022, "绩效自评", ("财政拨款基本支出", "290.00")),
        record(2022, "绩效自评", ("基本支出/县水库管理所", "290.00")),
        record(2022, "绩效自评", ("基本支出", "290.00"), unit="云溪县水务局（本级）"),
        record(2022, "项目自评", ("基本支出", "290.00")),
        record(2022, "绩效自评", ("基本支出", "29.00")),
        record(2022, "绩效自评", ("基本支出", "290.00"), ("基本支出", "280.00")),
        record(2022, "绩效自评", ("基本支出", "290.00", {"period": "2022-01/2022-06"})),
        record(2021, "绩效自评", ("基本支出", "290.00")),
    ],
    ids=["scope", "owner", "level", "project", "far", "contradiction", "half-year", "other-year"],
)
def test_what_may_mean_something_else_is_not_compared(other):
    accounts = record(2022, "部门决算", ("基本支出", "300.00"))
    assert found(accounts, other) == []


def test_units_are_matched_by_their_normalised_name():
    assert unit_key("云溪县 水务局（公章）") == unit_key(UNIT)
    assert unit_key("云溪县水务局（本级）") != unit_key(UNIT)


def test_a_zero_is_not_held_against_a_number():
    zero = record(2022, "绩效自评", ("公务接待费", "0", {"yuan": "0"}))
    assert list(statements(zero)) == []


def test_the_command_prints_findings_and_exits_0(tmp_path, capsys):
    records = (
        record(2021, "部门决算", ("年末结转和结余", "120.00")),
        record(2022, "部门决算", ("年初结转和结余", "102.00")),
    )
    for i, made in enumerate(records):
        (tmp_path / f"{i}").mkdir()
        (tmp_path / f"{i}" / "reports.jsonl").write_text(json_line(made), encoding="utf-8")
    paths = [str(tmp_path / "0"), str(tmp_path / "1" / "reports.jsonl")]
    assert main(["reconcile", *paths]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    data = json.loads(line)
    assert data["gap"] == "18.00万元"
    assert [Path(t["path"]).suffix for t in data["terms"]] == [".pdf", ".pdf"]
    assert main(["reconcile", "--text", *paths]) == 0
    sentence = capsys.readouterr().out.strip()
    assert sentence == (
        "云溪县水务局：2022年度部门决算“年初结转和结余”102.00万元，"
        "与2021年度部门决算“年末结转和结余”120.00万元不一致，相差18.00万元。"
    )


def test_a_decision_in_any_of_the_records_is_told_beside_its_finding():
    before = record(2021, "部门决算", ("基本支出", "300.50"))
    after = record(2022, "部门决算", ("基本支出/上年数", "305.50", {"role": "prior"}))
    (finding,) = reconcile([before, after])
    assert finding.decision is None
    word = {"check": finding.fingerprint, "verdict": "explained", "reason": "scope", "when": "2026"}
    (again,) = reconcile([before, {**after, "decisions": [word]}])
    assert again.decision["reason"] == "scope"
    assert again.to_json()["decision"]["verdict"] == "explained"
