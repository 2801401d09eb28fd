"""Blank cells that converters drop: told by line breaks, by positions of full rows, or refused."""

from __future__ import annotations

from extraction.loading.dumps import find_tables
from tests.loading.dumps.test_find import only


def test_a_break_in_place_of_a_tab_is_a_blank_cell() -> None:
    text = (
        "单位：万元\n项目\t预算数\t调整数\t决算数\n路灯维护\t21.10\t22.20\t23.30\n苗木补植\n6132.14\t4,745.02\n"
        "房屋租赁\t71819.40\n5872.23\n渠道清淤\t84.10\t93.40\n\t校舍修缮\t1.10\t1.20\t1.30\n以上。\n"
    )
    assert only(text)[1:] == [
        ["路灯维护", "21.10", "22.20", "23.30"],
        ["苗木补植", "", "6132.14", "4,745.02"],
        ["房屋租赁", "71819.40", "", "5872.23"],
        ["渠道清淤", "84.10", "93.40", ""],
        ["校舍修缮", "1.10", "1.20", "1.30"],
    ]


def test_a_row_is_not_joined_with_the_next_name() -> None:
    text = (
        "项目\t2021年\t2022年\n路灯\t212.96\t568.98\n苗木\t850.24\n租赁\t328.49\t518.79\n"
        "说明。\n项目\t预算数\t调整数\t决算数\n路灯\t1.10\t2.20\t3.30\n苗木\t4.10\t5.20\t6.30\n"
    )
    (first, _) = find_tables(text)
    cells = {(c.row, c.column): c.span.of(text) for c in first.cells}
    assert cells[2, 0] == "苗木"
    assert cells[2, 1] == "850.24"


def test_full_rows_show_where_the_figures_of_short_ones_stand() -> None:
    text = (
        "项目名称       金额（万元） 已支付（万元） 未支付（万元）\n\n"
        "一期清淤       39379.93    18150.87    54255.85\n\n"
        "二期培训                   6132.14     4,745.02\n\n"
        "乡镇补植       2544.33     64955.45    37339.34\n\n"
        "二期补植       84,183.49   93,754.44\n"
    )
    assert only(text)[2] == ["二期培训", "", "6132.14", "4,745.02"]
    assert only(text)[4] == ["二期补植", "84,183.49", "93,754.44", ""]


def test_a_figure_between_two_columns_is_refused() -> None:
    text = (
        "项目名称       预算数      决算数\n"
        "一期清淤       39379.93    18150.87\n"
        "二期培训             6132.14\n"
        "乡镇补植       2544.33     64955.45\n"
    )
    assert only(text)[2] == ["二期培训", "", ""]


def test_years_and_units_head_stacked_columns() -> None:
    text = "项目名称\n\n2021 年\n\n2022 年\n\n路灯\n\n21281.96\n\n56816.98\n\n租赁\n\n32851.49 51,896.79\n\n"
    assert only(text)[1:] == [["路灯", "21281.96", "56816.98"], ["租赁", "32851.49", "51,896.79"]]
    text = "项目\n金额（万元）\n已支付（万元）\n未支付（万元）\n路灯\n3.10\n2.10\n1.00\n租赁\n5.10\n\n5.10\n"
    assert only(text)[2] == ["租赁", "5.10", "", "5.10"]


def test_shuffled_cells_make_no_table() -> None:
    text = (
        "项目\n\n预算数\n\n调整数\n\n决算数\n\n车辆\n\n5269.10\n\n91833.94\n\n64955.45\n\n37339.34\n\n"
        "补植\n\n2544.33\n\n培训\n\n71819.40\n\n38193.68\n\n84183.49\n\n"
    )
    assert find_tables(text) == ()
