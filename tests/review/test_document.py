"""The document page in a real browser: checks, equations, indicators, page images, hostile text."""

from collections.abc import Callable
from typing import Any

from annotations.store import Store
from annotations.worklist.checking import Checker
from extraction.document import Document
from tests.review.conftest import Served
from tests.review.driving import Desk

Add = Callable[[str], int]
Reviewer = Callable[[str], Any]


def test_fixing_a_mention_makes_a_finding_go_and_come_back(
    add_model: Add,
    reviewer: Reviewer,
    served: Served,
    store: Store,
    picture: Callable[[Any, str], None],
) -> None:
    desk = Desk(reviewer("李明"), served.url, add_model("baichuan-archives-final.pdf"))
    found = Checker(store).record(desk.layer)[1].findings
    assert desk.page.locator("#checks .check.violated").count() == len(found) > 0
    stated = found[0].terms[0]
    desk.press("f")
    assert desk.current() in {c.terms[0] for c in found}
    desk.select(stated)
    equation = desk.page.locator(f'.equation[data-check="{found[0].id}"]')
    assert found[0].expression in equation.inner_text()
    equation.scroll_into_view_if_needed()
    picture(desk.page, "document")
    desk.press("3")  # no longer an amount: the equation loses its stated figure
    desk.checked(2)
    left = desk.page.locator("#checks .check.violated").all_inner_texts()
    assert not [t for t in left if found[0].message in t]
    desk.press("z")
    desk.checked(3)
    again = desk.page.locator("#checks .check.violated").all_inner_texts()
    assert [t for t in again if found[0].message in t]


def test_tables_are_tables_and_figures_carry_their_boxes(
    add_model: Add, reviewer: Reviewer, served: Served, store: Store
) -> None:
    document_id = add_model("baichuan-archives-final.pdf")
    desk = Desk(reviewer("李明"), served.url, document_id)
    assert desk.page.locator("#text table").count() == len(store.load(document_id).tables)
    image = desk.page.locator("#page-image")
    assert image.evaluate("async (i) => { await i.decode(); return i.naturalWidth; }") > 500
    marked = store.read(desk.layer).ordered()
    here = [m for m in marked if m["page"] == 1]
    assert desk.page.locator("#page-boxes rect").count() == len(here)
    desk.page.locator(f'#page-boxes rect[data-id="{here[5]["id"]}"]').click(force=True)
    assert desk.current() == here[5]["id"]
    second = next(m for m in marked if m["page"] == 2)
    desk.select(second["id"])
    desk.page.wait_for_selector("#page-number >> text=2 / 2")


def test_targets_and_actuals_are_an_editable_table(
    add_gold: Add,
    reviewer: Reviewer,
    served: Served,
    store: Store,
    picture: Callable[[Any, str], None],
) -> None:
    desk = Desk(reviewer("李明"), served.url, add_gold("yunling-road-project"))
    row = desk.page.locator('#indicators tr[data-indicator="k4"]')
    assert row.get_attribute("class") == "unmet"
    row.scroll_into_view_if_needed()
    desk.select("v4")
    picture(desk.page, "indicators")
    actual = row.locator('input[data-label="ACTUAL"]')
    assert actual.input_value() == "92%"
    actual.fill("95%")  # stands in its target's cell, which has a mention of its own: not free
    actual.press("Enter")
    assert "wrong" in actual.get_attribute("class")
    actual.fill("2%")
    actual.press("Enter")
    desk.checked(2)
    assert store.read(desk.layer).mentions["v4"]["text"] == "2%"
    desk.press("z")
    desk.checked(3)
    assert row.locator('input[data-label="ACTUAL"]').input_value() == "92%"
    desk.press("t")
    assert desk.page.evaluate("() => document.activeElement.dataset.label") == "TARGET"


def test_emptied_and_filled_value_is_unlinked_and_linked(
    add_gold: Add, reviewer: Reviewer, served: Served, store: Store
) -> None:
    desk = Desk(reviewer("李明"), served.url, add_gold("yunling-road-project"))
    row = desk.page.locator('#indicators tr[data-indicator="k1"]')
    row.locator('input[data-label="TARGET"]').fill("")
    row.locator('input[data-label="TARGET"]').press("Enter")
    desk.checked(2)
    assert "t1" not in store.read(desk.layer).mentions
    row.locator('input[data-label="TARGET"]').fill("≥420公里")
    row.locator('input[data-label="TARGET"]').press("Enter")
    desk.checked(3)
    state = store.read(desk.layer)
    (made,) = [m for m in state.mentions.values() if m["text"] == "≥420公里"]
    assert made["label"] == "TARGET"
    assert f"{made['id']}>k1" in state.links


HOSTILE = (
    "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\n"
    "收入合计12.5万元，𠮷野<b>支出</b>3万元。&lt;i&gt;\n"
)


def test_report_text_is_only_ever_text(reviewer: Reviewer, served: Served, store: Store) -> None:
    document = Document("<img src=x>.txt", "a" * 64, "txt", HOSTILE, title="<b>题</b>")
    document_id = store.add_document(document, header_json={"title": "<script>1</script>"}).id
    page = reviewer("李明")
    assert page.locator("a.open").inner_text() == "<script>1</script>"
    desk = Desk(page, served.url, document_id)
    assert desk.page.locator("#text").evaluate("e => e.textContent") == HOSTILE
    assert desk.page.locator("#text script, #text img, #text b").count() == 0
    assert desk.page.title() == "<script>1</script>"


def test_offsets_are_code_points_beyond_the_basic_plane(
    reviewer: Reviewer, served: Served, store: Store
) -> None:
    document_id = store.add_document(Document("a.txt", "b" * 64, "txt", HOSTILE)).id
    desk = Desk(reviewer("李明"), served.url, document_id)
    start = HOSTILE.index("支出")
    steps = start - 0
    desk.press("a", *["ArrowRight"] * steps, "Shift+ArrowRight", "Shift+ArrowRight", "3")
    desk.checked(2)
    (made,) = store.read(desk.layer).mentions.values()
    assert (made["text"], made["start"]) == ("支出", start)


def test_english_is_optional(add_gold: Add, reviewer: Reviewer, served: Served) -> None:
    document_id = add_gold("yunling-road-project")
    page = reviewer("李明")
    with page.expect_navigation():
        page.click("text=English")
    desk = Desk(page, served.url, document_id)
    assert "Targets and actuals" in desk.page.inner_text("aside.side")


def test_machine_layers_are_only_read(
    add_gold: Add, reviewer: Reviewer, served: Served, store: Store
) -> None:
    document_id = add_gold("yunling-road-project")
    desk = Desk(reviewer("李明"), served.url, document_id, layer="gold")
    desk.select("a3")
    desk.press("6")
    desk.page.wait_for_timeout(200)
    assert store.layer(desk.layer).version == 1
