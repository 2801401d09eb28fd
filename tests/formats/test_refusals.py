"""Imports that contradict their text are refused where they do; foreign files are read."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from annotations.formats import AnnotatedText, FormatSettings, ImportRefusedError, formats
from annotations.formats.model import digest_of
from annotations.formats.offsets import Utf16Offsets
from annotations.record import Annotation, AnnotationRecord
from extraction.errors import MarkupError
from extraction.labels import Label

TEXT = "基本支出𠮷12.3万元，\n完成90%。"
ITEM = Annotation("i1", Label.ITEM, 0, 4, "基本支出")
AMOUNT = Annotation("a1", Label.AMOUNT, 5, 11, "12.3万元", ("i1",))
SAMPLE = AnnotatedText(TEXT, AnnotationRecord("报告", digest_of(TEXT), len(TEXT), (ITEM, AMOUNT)))


def write(tmp_path: Path, name: str, target: str = "x") -> Path:
    formats()[name].write([SAMPLE], tmp_path / target)
    return tmp_path / target


def swap(path: Path, old: str, new: str) -> None:
    content = path.read_bytes().decode("utf-8")
    assert old in content
    path.write_bytes(content.replace(old, new, 1).encode("utf-8"))


def test_json_names_the_span(tmp_path: Path) -> None:
    folder = write(tmp_path, "json")
    swap(folder / "报告.json", '"start": 5', '"start": 4')
    with pytest.raises(ImportRefusedError, match=r"span a1 expected '12\.3万元'"):
        formats()["json"].read(folder)


def test_json_refuses_another_text(tmp_path: Path) -> None:
    folder = write(tmp_path, "json")
    swap(folder / "报告.txt", "完成", "未完")
    with pytest.raises(ImportRefusedError, match="expected sha256"):
        formats()["json"].read(folder)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("⟦ITEM i1|", "⟦ITEM |", 1),
        ("⟦ITEM", "⟦THING", 1),
        (">i1|", ">i9|", 1),
        ("完成", "完⟦成", 2),
        ("90%。", "90%。===EQUATIONS===\nsum: i9 = a1\n", 3),
    ],
    ids=["no id", "unknown label", "unknown link", "stray bracket", "unknown term"],
)
def test_inline_names_the_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    path = write(tmp_path, "inline", "x.txt")
    swap(path, old, new)
    with pytest.raises(ImportRefusedError, match=rf"x\.txt:{line}:"):
        formats()["inline"].read(path)


def test_inline_cannot_hold_its_own_brackets(tmp_path: Path) -> None:
    text = "一⟦二"
    annotated = AnnotatedText(text, AnnotationRecord("d", digest_of(text), 3, ()))
    with pytest.raises(MarkupError, match="choose another format"):
        formats()["inline"].write([annotated], tmp_path)


def test_label_studio_names_the_region(tmp_path: Path) -> None:
    path = write(tmp_path, "labelstudio", "t.json")
    swap(path, '"start": 5', '"start": 6')
    with pytest.raises(ImportRefusedError, match=r"annotation 1, region a1: expected '12\.3"):
        formats()["labelstudio"].read(path)


def test_label_studio_without_our_data(tmp_path: Path) -> None:
    path = write(tmp_path, "labelstudio", "t.json")
    tasks = json.loads(path.read_text("utf-8"))
    del tasks[0]["data"]["jixiao"]
    path.write_text(json.dumps(tasks), "utf-8")
    (found,) = formats()["labelstudio"].read(path).texts
    assert [(s.id, s.label, s.text, s.links) for s in found.record.spans] == [
        ("m1", Label.ITEM, "基本支出", ()),
        ("m2", Label.AMOUNT, "12.3万元", ("m1",)),
    ]


def test_label_studio_predictions_are_read_where_nobody_annotated(tmp_path: Path) -> None:
    formats()["labelstudio"].write([SAMPLE], tmp_path / "t.json", FormatSettings(predictions=True))
    assert "predictions" in (tmp_path / "t.json").read_text("utf-8")
    assert formats()["labelstudio"].read(tmp_path / "t.json").texts[0].record == SAMPLE.record


def test_doccano_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, "doccano", "t.jsonl")
    swap(path, '"surfaces": ["基本支出"', '"surfaces": ["其他支出"')
    with pytest.raises(ImportRefusedError, match=r"t\.jsonl:1, entity 0: expected '其他支出'"):
        formats()["doccano"].read(path)


def test_doccano_triples_and_mapped_labels(tmp_path: Path) -> None:
    lines = [
        {"text": "支出5万元", "label": [[0, 2, "THING"], [2, 5, "MONEY"]]},
        {"data": "无", "labels": []},
    ]
    path = tmp_path / "t.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    options = FormatSettings(labels={"MONEY": "AMOUNT", "THING": ""})
    reading = formats()["doccano"].read(path, options)
    assert [s.text for s in reading.texts[0].record.spans] == ["5万元"]
    assert reading.losses.counts["span with a label that is not taken over"] == 1
    assert any("surface" in line for line in reading.losses.lines())
    with pytest.raises(ImportRefusedError, match="found the label 'THING'; map it"):
        formats()["doccano"].read(path)


def test_the_public_doccano_examples_are_read(shared: Path) -> None:
    folder = shared / "peers" / "doccano"
    names = ("ORG", "DATE", "PERSON", "MISC", "PER", "LOC")
    options = FormatSettings(labels=dict.fromkeys(names, "ORG"))
    relations = formats()["doccano"].read(folder / "relation_extraction" / "example.jsonl", options)
    assert [len(t.record.spans) for t in relations.texts] == [4]
    assert sum(len(s.links) for s in relations.texts[0].record.spans) == 3
    labels = formats()["doccano"].read(folder / "sequence_labeling" / "example.jsonl", options)
    assert len(labels.texts) == 3


def test_doccano_overlap_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    item = {"text": "支出5万元", "label": [[0, 3, "ITEM"], [2, 5, "AMOUNT"]]}
    path.write_text(json.dumps(item), "utf-8")
    with pytest.raises(ImportRefusedError, match="without overlap"):
        formats()["doccano"].read(path)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("T2\tAMOUNT 5 11", "T2\tAMOUNT 5 10", 2),
        ("T2\tAMOUNT 5 11", "T2\tAMOUNT 5 99", 2),
        ("Arg2:T1", "Arg2:T9", 3),
        ("T1\tITEM", "T1\tTHING", 1),
    ],
    ids=["surface", "range", "unknown end", "label"],
)
def test_brat_names_the_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    folder = write(tmp_path, "brat")
    swap(folder / "报告.ann", old, new)
    with pytest.raises(ImportRefusedError, match=rf"报告\.ann:{line}:"):
        formats()["brat"].read(folder)


def test_brat_fragments_of_one_span_may_lie_on_two_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("基本\n支出", "utf-8")
    (tmp_path / "a.ann").write_text("T1\tITEM 0 2;3 5\t基本 支出\n", "utf-8")
    (found,) = formats()["brat"].read(tmp_path).texts
    assert found.record.spans[0].text == "基本\n支出"


def test_conll_names_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, "conll", "t.conll")
    swap(path, "基\t0\t1", "墓\t0\t1")
    with pytest.raises(
        ImportRefusedError, match=r"t\.conll:4: expected '墓' at \[0, 1\), found '基'"
    ):
        formats()["conll"].read(path)


def test_conll_of_another_tool(tmp_path: Path) -> None:
    path = tmp_path / "t.conll"
    path.write_text(
        "-DOCSTART- O\n\n支 B-ITEM\n出 I-ITEM\n5 B-AMOUNT\n万 I-AMOUNT\n\n见 O\n", "utf-8"
    )
    reading = formats()["conll"].read(path)
    (found,) = reading.texts
    assert found.text == "支出5万\n见\n"
    assert [(s.label.value, s.text) for s in found.record.spans] == [
        ("ITEM", "支出"),
        ("AMOUNT", "5万"),
    ]
    assert reading.losses


def test_conll_refuses_other_tags(tmp_path: Path) -> None:
    path = tmp_path / "t.conll"
    path.write_text("支 O\n出 X\n", "utf-8")
    with pytest.raises(ImportRefusedError, match=r"t\.conll:2: expected a BIO tag"):
        formats()["conll"].read(path)


def test_inception_counts_utf16_and_names_the_element(tmp_path: Path) -> None:
    folder = write(tmp_path, "inception")
    content = (folder / "报告.xmi").read_text("utf-8")
    assert 'begin="6" end="12"' in content, "an astral character counts two units"
    swap(folder / "报告.xmi", 'begin="6" end="12"', 'begin="12" end="6"')
    with pytest.raises(ImportRefusedError, match="xmi:id"):
        formats()["inception"].read(folder)


def test_inception_zip_and_doctype(tmp_path: Path) -> None:
    folder = write(tmp_path, "inception")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in ("TypeSystem.xml", "报告.xmi"):
            archive.write(folder / name, name)
    assert formats()["inception"].read(tmp_path / "x.zip").texts == (SAMPLE,)
    content = (folder / "报告.xmi").read_text("utf-8")
    head, _, body = content.partition("?>")
    (folder / "报告.xmi").write_text(f'{head}?><!DOCTYPE a [<!ENTITY b "c">]>{body}', "utf-8")
    with pytest.raises(ImportRefusedError, match="DOCTYPE"):
        formats()["inception"].read(folder)


def test_a_damaged_docbin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.spacy").write_bytes(b"nothing")
    with pytest.raises(ImportRefusedError, match="expected a DocBin"):
        formats()["docbin"].read(tmp_path / "x.spacy")


def test_a_dataset_whose_text_was_changed_is_refused(tmp_path: Path) -> None:
    from datasets import load_from_disk

    write(tmp_path, "datasets")
    changed = load_from_disk(str(tmp_path / "x")).map(lambda row: {"text": "别" + row["text"]})
    changed.save_to_disk(str(tmp_path / "y"))
    with pytest.raises(ImportRefusedError, match="span i1: expected '基本支出'"):
        formats()["datasets"].read(tmp_path / "y")


@pytest.mark.parametrize("name", [n for n in formats() if n != "datasets"])
def test_a_missing_path_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises((MarkupError, ValueError), match="expected"):
        formats()[name].read(tmp_path / "missing")


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("一\n二".encode("gb18030"))
    with pytest.raises(ImportRefusedError, match=r"a\.txt:\d"):
        formats()["inline"].read(tmp_path / "a.txt")


def test_an_astral_character_has_no_middle() -> None:
    table = Utf16Offsets("a𠮷b")
    assert [table.to_units(i) for i in range(4)] == [0, 1, 3, 4]
    assert [table.to_points(i) for i in range(6)] == [0, 1, None, 2, 3, None]
