"""Records: valid against the schema, readable again, the same checks from the stored form."""

import copy
import json

import pytest

from extraction import check, extract
from extraction.record import Record
from extraction.validation import violations

TEXT = """清水县文化馆2022年度部门整体支出绩效自评报告
2022年度总支出500.00万元，其中：基本支出300.00万元，项目支出210.00万元，占总支出的42.00%。
1、群众满意度。目标值≥90%，实际为93.5%，完成。得分 10分。
"""


@pytest.fixture(scope="module")
def record(make_document):
    return extract(make_document(TEXT), model="pattern")


def test_record_is_valid_and_goes_through_json(record):
    data = json.loads(json.dumps(record.to_dict()))
    assert list(violations(data, text=TEXT)) == []
    assert Record.from_dict(data).to_dict() == data


def test_checks_come_out_the_same_from_the_stored_record(record):
    again = check(Record.from_dict(record.to_dict()), TEXT)
    assert again.checks == record.checks
    assert any(c.status == "violated" and c.kind == "sum" for c in again.checks)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda d: d["amounts"][0].update(yuan=1.5), "amounts/0/yuan"),
        (lambda d: d["amounts"][0].update(mention="m999"), "expected a mention id"),
        (lambda d: d["mentions"][0].update(start=d["mentions"][0]["start"] + 1), "at its offsets"),
        (lambda d: d["document"].pop("sha256"), "sha256"),
        (lambda d: d["checks"][0].update(status="perhaps"), "checks/0/status"),
    ],
    ids=["float", "dangling", "moved", "missing", "unknown status"],
)
def test_validation_says_where_a_record_is_wrong(record, change, what):
    data = copy.deepcopy(record.to_dict())
    change(data)
    assert any(what in line for line in violations(data, text=TEXT))


def test_numbers_are_plain_decimals(record):
    data = record.to_dict()
    assert {a["yuan"] for a in data["amounts"]} >= {"5000000", "2100000"} or all(
        "E" not in a["yuan"] for a in data["amounts"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "南桥县粮食局2023年度部门整体支出绩效自评报告\n一、基本情况\n内设股室4个，支出1598.34万元。\n",
        "平川市水利局2024年部门预算公开说明\n二、收支说明\n本年收入806.20万元，支出806.20万元。\n",
    ],
    ids=["the title's year", "a draft's figures"],
)
def test_periods_and_roles_that_titles_give_survive_the_record(make_document, text):
    data = extract(make_document(text), model="pattern").to_dict()
    assert {a["period"] for a in data["amounts"]} <= {"2023", "2024"}
    again = check(Record.from_dict(data), text).to_dict()
    for name in ("amounts", "rates", "counts", "checks"):
        assert again[name] == data[name]
