"""Words of accounts that may stand for each other, put in each other's place before figures (换词).

Only words that mean the same beside a figure: a change and its direction, what is compared, what was done.
The list is written anew here, not taken from the lexicon: it is to find what the lexicon does not know.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_FIGURE = r"(?=约?[\d０-９△])"
_RATE = r"(?=约?[\d.]+[%％])"
_MONEY = r"(?=约?[\d.,]+[亿万]?元)"
_BEHIND_NAME = r"(?<=[收支入出费元])"
_SWAPS: Sequence[tuple[str, Sequence[str]]] = (
    (
        r"(?:比上年|较上年)(?=[增减下上提降])",
        ("较上年度", "比去年", "与上年相比", "较之上年", "比上年"),
    ),
    (r"同比(?=[增减下上提降])", ("比上年同期", "较上年同期", "同比")),
    (rf"增长{_RATE}", ("上升", "提高", "上涨", "增加", "增幅为")),
    (rf"下降{_RATE}", ("降低", "减少", "回落", "降幅为")),
    (rf"增加{_MONEY}", ("增长", "多出", "上升", "增加额为")),
    (rf"减少{_MONEY}", ("下降", "降低", "少了", "减少额为")),
    (rf"{_BEHIND_NAME}完成{_FIGURE}", ("实现", "达", "实际完成", "累计完成")),
    (rf"{_BEHIND_NAME}为{_FIGURE}", ("是", "达到", "合计", "")),
    (r"完成(?:年初|年度|调整)?预算的?(?=[\d.]+%)", ("为预算的", "占预算的", "达到预算的")),
    (r"其中[：:，,]?(?=[^\d，。；]{2,16}\d)", ("其中", "其中：", "其中，", "具体为：")),
    (rf"(?:合计|共计|总计){_FIGURE}", ("合计", "共计", "总计", "一共")),
    (rf"预算{_MONEY}", ("预算数为", "预算安排", "预算")),
    (rf"支出{_MONEY}", ("支出数", "共支出", "支出了")),
)
_LIKELY = 0.7


def paraphrased(text: str, rng: random.Random) -> str | None:
    """Put other words of the same meaning before seven in ten of the figures that have one, in sentences."""
    lines = [line if "\t" in line else _reworded(line, rng) for line in text.split("\n")]
    changed = "\n".join(lines)
    return changed if changed != text else None


def _reworded(line: str, rng: random.Random) -> str:
    for pattern, words in _SWAPS:
        pieces, last = [], 0
        for found in re.finditer(pattern, line):
            if rng.random() < _LIKELY:
                pieces += [line[last : found.start()], rng.choice(words)]
                last = found.end()
        line = "".join((*pieces, line[last:]))
    return line
