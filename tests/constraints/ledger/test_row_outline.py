"""Which rows stand under which."""

from __future__ import annotations

from extraction.constraints.ledger.row_outline import Row, _coded


def test_a_row_without_a_known_code_does_not_end_the_list_of_an_account():
    codes = ("210", "21001", None, "21017", "21099", "213", "21301")
    rows = [Row(i, "", code, None, 0, False, False) for i, code in enumerate(codes)]
    found = {s.whole: (s.parts, s.unknown) for s in _coded(rows)}
    assert found == {0: ((1, 3, 4), True), 5: ((6,), False)}
