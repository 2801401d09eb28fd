"""Small reports in plain text or as a page, read with the patterns alone and checked."""

from extraction.pipeline import extract


def findings(tmp_path, *lines):
    """Return the first terms of what is told of lines of text, money in 万元."""
    return told(tmp_path / "report.txt", "\n".join(("单位：万元", *lines)) + "\n")


def told(path, text):
    """Return the first terms of what is told of a file of this text."""
    path.write_text(text, "utf-8")
    record = extract(str(path), model="pattern")
    texts = {m.id: m.text for m in record.facts.markup.mentions}
    return [texts[c.terms[0]] for c in record.checks if c.status == "violated" and c.told]


def page(*tables):
    """A web page of tables, each a title and rows of cells divided by bars."""
    body = "".join(
        f"<p>{title}</p><p>单位：万元</p><table>"
        + "".join(
            "<tr>" + "".join(f"<td>{c}</td>" for c in row.split("|")) + "</tr>" for row in rows
        )
        + "</table>"
        for title, *rows in tables
    )
    return f"<html><body>{body}</body></html>"
