"""Small reports that tests of whole runs read."""

from pathlib import Path

REPORT = """{unit}{year}年度部门整体支出绩效自评报告
{unit}{year}年度总支出{total}万元，其中：基本支出300.00万元，项目支出200.00万元。
联系人：王小明　联系电话：13812345678
"""


def report(i: int = 0, *, year: int = 2022, total: str = "560.00") -> str:
    """Return a report; each number up to 1,000 gives another unit."""
    units = "甲乙丙丁戊己庚辛壬癸"
    rest = units[i // 100 - 1] if i >= 100 else ""
    unit = f"{units[i % 10]}{units[i // 10 % 10]}{rest}县档案馆"
    return REPORT.format(unit=unit, year=year, total=total)


def write_reports(folder: Path, count: int, *, start: int = 0) -> None:
    """Write so many different reports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(start, start + count):
        (folder / f"{i:04}.txt").write_text(report(i, year=2020 + i % 4), encoding="utf-8")
