"""The cost of an archive beside other readers."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from eval.bench import archive_cost, throughput
from eval.bench.pdf_readers import bare_text, optional_readers


def broken(path):
    raise RuntimeError("no such page")


def test_a_reader_that_fails_and_one_that_is_missing_are_told_and_the_rest_is_measured(
    tmp_path, monkeypatch, capsys
):
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "Expenditure 12.50")
    canvas.save()
    (tmp_path / "b.html").write_text("<html><body><p>支出12.50万元。</p></body></html>", "utf-8")
    found = {"good": bare_text, "bad": broken}
    monkeypatch.setattr(archive_cost, "optional_readers", lambda: (found, ("absent",)))
    table, plot = tmp_path / "t.tsv", tmp_path / "p.png"
    arguments = ["--archive", str(tmp_path), "--model", "pattern"]
    assert throughput.main([*arguments, "--output", str(table), "--plot", str(plot)]) == 0
    said = capsys.readouterr()
    assert "absent: not installed, left out" in said.err
    assert "a.pdf: bad failed" in said.err
    assert "bad: 0.0 s on 0 documents" in said.out
    assert "good:" in said.out
    heads, *rows = (line.split("\t") for line in table.read_text("utf-8").splitlines())
    assert heads[-2:] == ["good", "bad"]
    assert {row[0]: row[-1] for row in rows} == {"a.pdf": "None", "b.html": "None"}
    assert Path(plot).read_bytes().startswith(b"\x89PNG")


def test_readers_are_installed_or_missing():
    found, missing = optional_readers()
    assert len(found) + len(missing) == 4
