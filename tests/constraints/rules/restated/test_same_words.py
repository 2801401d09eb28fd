"""Counts told twice in the same words and of the same dates."""

import pytest

from extraction.pipeline import extract


def told(tmp_path, text):
    path = tmp_path / "report.txt"
    path.write_text(f"云河县2031年度专项审计工作报告\n{text}\n", "utf-8")
    record = extract(str(path), model="pattern")
    texts = {m.id: m.text for m in record.facts.markup.mentions}
    return [texts[c.terms[0]] for c in record.checks if c.status == "violated" and c.told]


WRONG = {
    "the second has parts": (
        "2031年1月至9月，市局完成检查项目43个，移送问题线索15件。\n"
        "2031年1月至9月，市局共移送问题线索17件，其中监察机关9件、公安机关3件、主管部门5件。",
        "15件",
    ),
    "the first has parts": (
        "2031年适配辅助器具1,264件，其中轮椅312件、助听器428件、助行器524件。\n"
        "2031年全年适配辅助器具1,382件，验收合格。",
        "1,382件",
    ),
    "two digits changed places": (
        "2031年，共培训乡村医生1,246人。\n2031年，培训乡村医生1,264人，满意度较高。",
        "1,264人",
    ),
}  # fmt: skip
RIGHT = {
    "another year": "2030年适配辅助器具1,150件。\n2031年适配辅助器具1,264件，其中轮椅740件、助行器524件。",
    "no date beside one": "适配辅助器具1,150件。\n2031年适配辅助器具1,264件，其中轮椅740件、助行器524件。",
    "another place": (
        "2031年，全市移送问题线索40件。\n2031年，移送问题线索17件，其中公安机关12件、主管部门5件。"
    ),
    "the first batch": (
        "2031年，首批适配辅助器具1,150件。\n2031年，适配辅助器具1,264件，其中轮椅740件、助行器524件。"
    ),
    "three values": (
        "2031年，适配辅助器具1,150件。\n2031年，适配辅助器具318件。\n"
        "2031年，适配辅助器具1,264件，其中轮椅740件、助行器524件。"
    ),
    "a bound": "2031年，适配辅助器具1,150件以上。\n2031年，适配辅助器具1,264件，其中轮椅740件、助行器524件。",
}  # fmt: skip


@pytest.mark.parametrize(("text", "wrong"), WRONG.values(), ids=WRONG)
def test_a_count_that_is_told_otherwise_is_told(tmp_path, text, wrong):
    assert told(tmp_path, text) == [wrong]


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_counts_of_other_things_are_not(tmp_path, text):
    assert told(tmp_path, text) == []
