"""What one corrected report tells about the next of its template, and how a memory is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.corpus.families import FORMATS, members
from annotations.inline import parse
from annotations.memory import Memory, load_memory, merged
from annotations.memory.alignment import align
from eval.bench.memory import curve
from extraction.document import Document
from extraction.errors import RecordError, SettingsError
from extraction.markup import Markup
from extraction.pipeline import check_markup, default_pipeline

FORM = """{unit}财务收支说明
按照规定，现将本年度收支说明如下。
本年⟦ITEM i1|{item}⟧共支用⟦AMOUNT a1>i1|{amount}万元⟧，已全部结清，票据齐全、手续完备。
以上说明如有不实，愿承担相应责任。
"""


def _read(unit: str, item: str, amount: str) -> tuple[Document, Markup]:
    text, record = parse(FORM.format(unit=unit, item=item, amount=amount))
    return Document(f"{unit}.txt", record.sha256, "txt", text), record.markup()


@pytest.fixture(scope="module")
def known() -> Memory:
    return Memory().take_in(*_read("甲乡水管站", "渠系清淤", "12.5"))


def _said(markup: Markup) -> set[tuple[str, str]]:
    return {(m.label.value, m.text) for m in markup.mentions}


def test_the_next_report_of_the_template_is_read_from_the_corrected_one(known: Memory) -> None:
    document, wanted = _read("丙镇文化站", "器材添置费", "1,304.60")
    advice = known.advise(document, Markup())
    assert _said(advice.markup) == _said(wanted)
    assert [(k.source, k.target) for k in advice.markup.links] == [("y2", "y1")]
    (source,) = set(advice.sources.values())
    assert source.reports == 1
    (entry,) = source.entries
    assert entry.endswith(":2")


def test_another_template_is_left_alone(known: Memory) -> None:
    text = "某县年度总结\n本年渠系清淤共支用9万元。\n其余内容另文报送，此处从略不再赘述。\n"
    document = Document("x.txt", "0" * 64, "txt", text)
    assert known.advise(document, Markup()).markup == Markup()


def test_a_report_does_not_advise_itself(known: Memory) -> None:
    document, _ = _read("甲乡水管站", "渠系清淤", "12.5")
    assert known.advise(document, Markup()).sources == {}


def test_a_wrong_entry_is_looked_up_and_taken_out(known: Memory) -> None:
    (entry,) = known.look_up("支用")
    assert entry.marks == ("ITEM 渠系清淤", "AMOUNT 12.5万元")
    mended = known.take_out(entry.id)
    document, _ = _read("丙镇文化站", "器材添置费", "8")
    assert mended.advise(document, Markup()).markup == Markup()
    again = mended.take_in(*_read("甲乡水管站", "渠系清淤", "12.5"))
    assert next(again.look_up("支用")).taken_out
    assert mended.version != known.version
    for wrong in ("nothing:1", f"{entry.report}:x", entry.id.split(":")[0] + ":99"):
        with pytest.raises(SettingsError):
            known.take_out(wrong)


def test_memories_are_saved_merged_and_forgotten(known: Memory, tmp_path: Path) -> None:
    other = Memory().take_in(*_read("丁村委会", "路灯电费", "3"))
    known.save(tmp_path / "a.json")
    again = load_memory(tmp_path / "a.json")
    assert again.version == known.version
    both = merged([again, other])
    assert len(both.reports) == 2
    document, wanted = _read("戊社区", "办公耗材", "0.8")
    assert _said(both.advise(document, Markup()).markup) == _said(wanted)
    sha256 = next(iter(other.reports))
    assert both.forget(sha256[:10]).version == known.version
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RecordError):
        load_memory(tmp_path / "b.json")


@pytest.mark.parametrize(
    ("old", "span", "new", "found"),
    [
        ("结果为完成。", (3, 5), "结果为未完成。", "未完成"),
        ("共计12人参加", (2, 5), "共计1,204人参加", "1,204人"),
        ("甲乙丙", (1, 2), "甲丁戊丙", "丁戊"),
    ],
    ids=["longer-word", "number", "other-word"],
)
def test_spans_are_carried_between_their_anchors(
    old: str, span: tuple[int, int], new: str, found: str
) -> None:
    place = align(old, new).place(*span)
    assert place is not None
    assert new[slice(*place)] == found


def test_what_has_no_anchor_is_not_carried() -> None:
    assert align("甲乙丙丁", "戊己庚辛").place(1, 2) is None


@pytest.mark.parametrize("family", FORMATS)
def test_two_corrected_reports_of_a_family_bring_the_others_close_to_gold(family: str) -> None:
    """The benchmark's promise at two reports, deviating ones included (the patterns as the machine)."""
    (point,) = curve(list(members(family)), default_pipeline("pattern"), [2])
    assert point.scores["pairs"].f1 >= 0.95
    assert point.scores["items"].f1 >= 0.95


def test_unlike_reports_lose_nothing() -> None:
    """A memory of all families beside the sample reports: it keeps silent."""
    from annotations.corpus.rendering import RENDERED
    from extraction.loading import load

    memory = Memory()
    for family in FORMATS:
        for member in members(family):
            memory = memory.take_in(member.document, member.gold.markup())
    for path in sorted(RENDERED.glob("*.docx")):
        document = load(path)
        markup = default_pipeline("pattern").extract(document).facts.markup
        assert memory.advise(document, markup).markup is markup


def test_what_memory_says_can_be_checked_like_anything_else() -> None:
    one, two, *_ = members("project-form")
    memory = Memory().take_in(one.document, one.gold.markup())
    record = check_markup(two.document, memory.advise(two.document, Markup()).markup)
    assert record.facts.indicators


def test_bulk_extraction_reads_by_an_exported_memory(known: Memory, tmp_path: Path) -> None:
    from extraction.bulk.run import RunSettings, run
    from extraction.output.folder import read_records

    document, wanted = _read("丙镇文化站", "器材添置费", "1,304.60")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "丙.txt").write_text(document.text, "utf-8")
    known.save(tmp_path / "memory.json")
    said = {}
    for name, memory in (("without", None), ("with", str(tmp_path / "memory.json"))):
        settings = RunSettings(model="pattern", corrections=memory)
        run([str(tmp_path / "in")], tmp_path / name, settings)
        (record,) = read_records(tmp_path / name)
        said[name] = {(m["label"], m["text"]) for m in record["mentions"]}
    assert said["with"] == _said(wanted)
    assert said["without"] != said["with"]


def test_what_is_no_memory_stops_a_run_before_it_begins(tmp_path: Path) -> None:
    from extraction.bulk.run import RunSettings, run

    wrong = tmp_path / "memory.json"
    wrong.write_text("{}", "utf-8")
    (tmp_path / "a.txt").write_text("支出合计3万元。", "utf-8")
    with pytest.raises(RecordError, match="memory of corrections"):
        run([str(tmp_path / "a.txt")], tmp_path / "out", RunSettings(corrections=str(wrong)))
    assert not (tmp_path / "out" / "records.jsonl").exists()
