import pytest

from extraction.redaction import MASK, redact_text

PERSONAL = [
    ("mail after a Chinese word", "邮箱heqing.88@mail.example.cn，", ["heqing.88@mail.example.cn"]),
    ("full-width mail", "邮箱：ｈｅ＠ｍａｉｌ．ｃｎ", ["ｈｅ＠ｍａｉｌ．ｃｎ"]),
    ("mail in brackets", "（联系：lu-x@a.b.cn）", ["lu-x@a.b.cn"]),
    ("full-width phone", "手机１３６００００１１１２。", ["１３６００００１１１２"]),
    ("phones in a list", "13600001112，13700002223、13800003334/13900004445", ["13600001112", "13700002223", "13800003334", "13900004445"]),
    ("phones with signs", "＋８６－１３６－００００－１１１２", ["＋８６－１３６－００００－１１１２"]),
    ("phone before a line with a count", "13600001112\n人员经费5万元", ["13600001112"]),
    ("phone beside a name", "13600001112 万", ["13600001112"]),
    ("fixed lines in brackets", "（0571）88001122转801；0571—88001123", ["88001122转801", "0571—88001123"]),
    ("fixed lines of a field", "联系电话（办公）：88001122、88001123", ["88001122", "88001123"]),
    ("identity number", "身份证号：３３０１０６１９８００１０１００１Ｘ", ["３３０１０６１９８００１０１００１Ｘ"]),
    ("identity numbers in a list", "330106198001010011,330106198001010012", ["330106198001010011", "330106198001010012"]),
    ("names in a list", "成员：何清、陆晓文（财务科）、欧阳海", ["何清", "陆晓文", "欧阳海"]),
    ("names with and", "组长：何清 副组长：陆晓文和秦越", ["何清", "陆晓文", "秦越"]),
    ("name in brackets", "项目负责人（何清）", ["何清"]),
    ("name behind a note", "联系人（签字）： 陆　文", ["陆", "文"]),
    ("name behind an office", "由副局长何清同志任组长，主任陆晓文牵头", ["何清", "陆晓文"]),
    ("transcribed name", "填报人：阿依古丽·买买提", ["阿依古丽·买买提"]),
    ("names in a column", "序号\t姓名\t金额\n1\t何清\t300\n2\t陆晓文\t500", ["何清", "陆晓文"]),
]  # fmt: skip
KEPT = [
    "支出13812345678元，比上年增加13812345679.5元。",
    "资金12,345,678,901元，完成率0.13812345678。",
    "成员单位：财政局、教育局；负责人方面，组长单位为财政局。",
    "主任高度重视，局长办公会研究。",
    "项目\t金额\n项目负责人培训\t300\n培训\t500",
    "2022年预算20220101元，文号〔2022〕13号。",
]


@pytest.mark.parametrize(
    ("text", "hidden"), [p[1:] for p in PERSONAL], ids=[p[0] for p in PERSONAL]
)
def test_what_identifies_a_person_is_masked(text, hidden):
    masked = redact_text(text)
    assert len(masked) == len(text)
    for surface in hidden:
        start = text.index(surface)
        assert set(masked[start : start + len(surface)]) == {MASK}


@pytest.mark.parametrize("text", KEPT)
def test_figures_and_offices_stay(text):
    assert redact_text(text) == text


def test_only_what_identifies_is_masked():
    text = "成员：何清、财务科、陆晓文，金额300万元"
    assert redact_text(text).count(MASK) == 2
