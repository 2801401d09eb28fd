import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from extraction.cli.main import main
from extraction.facts.key import PARTS
from extraction.output.folder import json_line
from extraction.reconciliation import reconcile
from extraction.reconciliation.statements import statements, unit_key
from extraction.taxonomy.concepts import find_concept

UNIT = "云溪县水务局"


def record(year, kind, *figures, unit=UNIT, region=None, title=None):
    """Return a record; a figure is (name, value in 万元, parts of its key and further fields)."""
    mentions, amounts = [], []

    def mention(text):
        start = len(mentions) * 100
        mentions.append(
            {"id": f"m{len(mentions)}", "start": start, "end": start + len(text), "page": None, "text": text}
        )  # fmt: skip
        return mentions[-1]["id"]

    for name, value, *more in figures:
        fields = more[0] if more else {}
        concept = find_concept(name)
        change = fields.get("change")
        key = {"scope": "unit", "fund": "all", "period": str(year), "role": "actual",
               "concept": concept.id if concept else None, "measure": "change" if change else "level",
               "base": "prior" if change else None}  # fmt: skip
        parts = {k: v for k, v in fields.items() if k in PARTS}
        amounts.append(
            {"mention": mention(f"{value}万元"), "value": value, "unit": "万元", "yuan": str(Decimal(value) * 10000),
             "low": value, "high": value, "items": [mention(name)], "change": change, "key": {**key, **parts}}
        )  # fmt: skip
    name = f"{unit or region}{year}{kind}{title}"
    document = {"path": f"{name}.pdf", "sha256": hashlib.sha256(name.encode()).hexdigest(), "title": title,
                "unit_name": unit, "region": region, "fiscal_year": year, "report_kind": kind}  # fmt: skip
    return {"document": document, "mentions": mentions, "amounts": amounts, "checks": []}


def government(year, *figures, title="预算执行情况和预算草案"):
    whole = [
        (name, value, {"scope": "whole", "fund": "general", **parts})
        for name, value, parts in figures
    ]
    return record(year, "其他", *whole, unit=None, region="云溪省澜江市", title=title)


def found(*records):
    return [(f.subject, f.year, f.kind, f.status) for f in reconcile(records)]


def test_the_closing_balance_is_the_next_years_opening_one():
    before = record(2021, "部门决算", ("年末结转和结余", "120.00"))
    same = record(2022, "部门决算", ("年初结转和结余", "120.00"))
    other = record(2022, "部门决算", ("年初结转和结余", "102.00"))
    assert found(before, same) == [("carry-over-end", 2021, "equal", "holds")]
    assert found(before, other) == [("carry-over-end", 2021, "equal", "violated")]


def test_a_prior_year_figure_repeats_last_years_actual():
    before = record(2021, "部门决算", ("基本支出", "300.50"))
    after = record(2022, "部门决算", ("基本支出", "305.50", {"period": "2021"}))
    assert found(before, after) == [("basic-expenditure", 2021, "equal", "violated")]


def test_a_self_evaluation_repeats_the_accounts():
    accounts = record(2022, "部门决算", ("公务接待费", "3.20"))
    own = record(2022, "绩效自评", ("公务接待费", "2.30"))
    assert found(accounts, own) == [("reception", 2022, "equal", "violated")]


def test_accounts_are_compared_by_their_code():
    before = record(
        2021, "部门决算", ("农业农村支出", "44.00", {"account": "21301", "concept": None})
    )
    after = record(
        2022,
        "部门决算",
        ("农业农村", "41.00", {"account": "21301", "concept": None, "period": "2021"}),
    )
    assert found(before, after) == [("21301", 2021, "equal", "violated")]


def test_only_the_first_budget_of_a_year_is_held_against_the_budget():
    plan = record(2022, "部门预算", ("项目支出", "200.00", {"role": "budget"}))
    first = record(2022, "绩效自评", ("项目支出", "210.00", {"role": "initial"}))
    whole = record(2022, "绩效自评", ("项目支出", "260.00", {"role": "adjusted"}))
    assert found(plan, first) == [("project-expenditure", 2022, "equal", "violated")]
    assert found(plan, whole) == []


def test_a_change_taken_back_gives_last_years_level():
    before = record(2021, "部门决算", ("机关运行经费", "90.00"))
    after = record(2022, "部门决算", ("机关运行经费", "100.00"),
                   ("机关运行经费", "15.00", {"change": "increase"}))  # fmt: skip
    assert found(before, after) == [("agency-operation", 2021, "diff", "violated")]
    after["amounts"][1].update(value="10.00", yuan="100000", low="10.00", high="10.00")
    assert found(before, after) == [("agency-operation", 2021, "diff", "holds")]


def test_a_governments_reports_are_held_against_each_other_at_one_stage():
    done = {"period": "2022"}
    told = government(2022, ("税收收入", "900.00", done), ("非税收入", "80.00", done))
    closed = government(2022, ("税收收入", "909.00", done), title="2022年决算报告")
    later = government(2023, ("税收收入", "890.00", done), ("非税收入", "80.00", done))
    assert found(told, closed) == []
    assert found(told, later) == [
        ("non-tax-revenue", 2022, "equal", "holds"),
        ("tax-revenue", 2022, "equal", "violated"),
    ]


def test_what_is_carried_into_a_year_is_what_the_closed_accounts_left():
    told = government(2022, ("年终结余", "70.00", {"period": "2022"}))
    closed = government(2022, ("年终结余", "75.00", {"period": "2022"}), title="2022年决算报告")
    after = government(2023, ("上年结余收入", "71.00", {"period": "2023"}))
    assert found(told, after) == []
    assert found(closed, after) == [("carry-over-end", 2022, "equal", "violated")]


def test_reports_that_differ_in_most_of_what_they_share_mean_different_things():
    names = ("基本支出", "项目支出", "公务接待费", "机关运行经费")
    before = record(2021, "部门决算", *((name, f"{40 + i}.00") for i, name in enumerate(names)))
    for wrong, told in ((1, 1), (2, 2), (3, 0)):
        figures = [(n, f"{40 + i + (5 if i < wrong else 0)}.00") for i, n in enumerate(names)]
        after = record(2022, "部门决算", *((n, v, {"period": "2021"}) for n, v in figures))
        assert [f[3] for f in found(before, after)].count("violated") == told


def test_rounded_figures_agree_within_their_last_place():
    exact = record(2022, "部门决算", ("总支出", "123.46"))
    short = record(2022, "绩效自评", ("总支出", "123.5"))
    cut = record(2022, "绩效自评", ("总支出", "123.4"))
    for other in (short, cut):
        assert found(exact, other) == [("expenditure-total", 2022, "equal", "rounding")]


@pytest.mark.parametrize(
    "other",
    [
        record(2022, "绩效自评", ("基本支出", "290.00", {"fund": "appropriation"})),
        record(2022, "绩效自评", ("基本支出", "290.00", {"fund": None})),
        record(2022, "绩效自评", ("基本支出", "290.00", {"scope": "unit:县水库管理所"})),
        record(2022, "绩效自评", ("基本支出", "290.00"), unit="云溪县水务局（本级）"),
        record(2022, "项目自评", ("基本支出", "290.00")),
        record(2022, "绩效自评", ("基本支出", "29.00")),
        record(2022, "绩效自评", ("基本支出", "290.00"), ("基本支出", "280.00")),
        record(2022, "绩效自评", ("基本支出", "290.00", {"period": "2022-01/2022-06"})),
        record(2022, "绩效自评", ("基本支出", "290.00", {"item": "水库"})),
        record(2022, "绩效自评", ("基本支出", "290.00", {"role": None})),
        record(2021, "绩效自评", ("基本支出", "290.00")),
    ],
    ids=["fund", "no-fund", "owner", "level", "project", "far", "contradiction", "half-year", "item", "no-role",
         "other-year"],
)  # fmt: skip
def test_what_may_mean_something_else_is_not_compared(other):
    accounts = record(2022, "部门决算", ("基本支出", "300.00"))
    assert found(accounts, other) == []


def test_units_are_matched_by_their_normalised_name():
    assert unit_key("云溪县 水务局（公章）") == unit_key(UNIT)
    assert unit_key("云溪县水务局（本级）") != unit_key(UNIT)


def test_a_zero_is_not_held_against_a_number():
    zero = record(2022, "绩效自评", ("公务接待费", "0"))
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
    after = record(2022, "部门决算", ("基本支出", "305.50", {"period": "2021"}))
    (finding,) = reconcile([before, after])
    assert finding.decision is None
    word = {"check": finding.fingerprint, "verdict": "explained", "reason": "scope", "when": "2026"}
    (again,) = reconcile([before, {**after, "decisions": [word]}])
    assert again.decision["reason"] == "scope"
    assert again.to_json()["decision"]["verdict"] == "explained"
