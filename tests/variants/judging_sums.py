"""Variants of bases, lists, levels and scopes in prose (C1 to C9), told wrong and told right."""

from __future__ import annotations

from tests.variants.judging import right, wrong

# C1: two bases in one sentence.
wrong(
    "C1",
    "budget and last year, rate of last year wrong",
    "公务接待费支出3.60万元，比预算数减少0.90万元，下降20%；比2022年增加0.40万元，增长15.5%。",
    "15.5%",
    "0.40万元",
)
right(
    "C1",
    "share of budget and change on last year",
    "差旅费决算18.40万元，为年初预算20.00万元的92%，同比下降8%。",
)
right(
    "C1",
    "adjusted budget and last year",
    "一般公共预算收入完成12.60亿元，为调整预算的105%，比上年增收0.90亿元，增长7.7%。",
)
wrong(
    "C1",
    "share of a named whole and change on last year",
    "一般公共预算收入12.00亿元。税收收入8.40亿元，占一般公共预算收入的70%，比上年增收0.60亿元，增长5%。",
    "5%",
    "0.60亿元",
)
right(
    "C1",
    "two accounts, each against its own budget",
    "政府性基金预算收入3.20亿元，完成预算的80%；政府性基金预算支出2.70亿元，完成预算的90%。",
)
wrong(
    "C1",
    "the rate against the budget wrong, the other right",
    "培训费支出6.00万元，比年初预算压减4.00万元，压减30%；与上年相比增加0.50万元，增长9.1%。",
    "30%",
    "4.00万元",
)
right(
    "C1",
    "one difference against two bases",
    "支出合计860.00万元，较上年决算数增加60.00万元，增长7.5%；较年初预算数增加110.00万元，增长14.67%。",
)
wrong(
    "C1",
    "less than budgeted in brackets, wrong change behind",
    "会议费支出8.00万元（年初预算10.00万元），较2022年度减少1.00万元，降幅21.1%。",
    "21.1%",
    "1.00万元",
)

# C2: what is no addend.
right(
    "C2",
    "last year's total in brackets before the parts",
    "全年支出520.00万元（上年480.00万元），其中：基本支出320.00万元，项目支出200.00万元。",
)
wrong(
    "C2",
    "last year's total in brackets, the parts wrong",
    "全年支出520.00万元（上年480.00万元），其中：基本支出320.00万元，项目支出210.00万元。",
    "520.00万元",
    "210.00万元",
)
right(
    "C2",
    "money that came and money that was spent",
    "项目到位资金1500.00万元，其中中央资金900.00万元、省级资金400.00万元、县级配套200.00万元；实际使用1380.00万元。",
)
wrong(
    "C2",
    "funds by level come to more than what came",
    "项目到位资金1500.00万元，其中中央资金900.00万元、省级资金450.00万元、县级配套200.00万元；实际使用1380.00万元。",
    "1500.00万元",
    "450.00万元",
)
right(
    "C2",
    "names that begin with verbs of change",
    "项目支出380.00万元，包括：农机补贴提升工程120.00万元，增加耕地地力项目160.00万元，减少化肥用量示范100.00万元。",
)
right(
    "C2", "main uses only", "项目支出380.00万元，主要用于校舍维修120.00万元、设备购置90.00万元等。"
)
right(
    "C2",
    "carried over named behind the parts",
    "收入总计660.00万元，其中：财政拨款收入600.00万元、其他收入40.00万元，年初结转和结余20.00万元。",
)

# C3: 分别.
right(
    "C3",
    "two totals, two changes, two rates",
    "收入总计和支出总计分别为735.20万元和735.20万元，较上年分别增加35.20万元、35.20万元，分别增长5.03%、5.03%。",
)
wrong(
    "C3",
    "the third rate of three",
    "因公出国（境）费、公务用车购置及运行维护费、公务接待费支出分别为2.00万元、8.40万元和1.60万元，分别比上年减少0.50万元、1.60万元和0.40万元，分别下降20%、16%和25%。",
    "25%",
    "0.40万元",
)
right(
    "C3",
    "three accounts, changes and rates right",
    "因公出国（境）费、公务用车购置及运行维护费、公务接待费支出分别为2.00万元、8.40万元和1.60万元，分别比上年减少0.50万元、1.60万元和0.40万元，分别下降20%、16%和20%。",
)
right(
    "C3",
    "groups of members that overlap",
    "全镇现有党员320人，其中女党员96人，35岁以下党员88人，大专以上学历党员140人。",
)
right(
    "C3",
    "both totals in one word",
    "2023年度收、支总计均为912.40万元，与2022年度相比，收、支总计各增加12.40万元，增长1.38%。",
)

# C4: hierarchies and partitions.
right(
    "C4",
    "third-level indicators by class, right",
    "共设置三级指标24个，其中产出指标12个、效益指标8个、满意度指标2个、成本指标2个。",
)
right("C4", "levels of an index", "绩效评价体系由一级指标4个、二级指标9个、三级指标22个构成。")
wrong(
    "C4",
    "a partition of units that names its last part 其他",
    "纳入决算编制范围的预算单位共12个，其中：行政单位4个，参公事业单位2个，其他事业单位5个。",
    "12个",
    "5个",
)

# C5: sums in sums.
right(
    "C5",
    "staff, a part in brackets",
    "年末实有在职人员46人，其中行政人员18人、事业人员28人（含工勤人员5人）。",
)
right(
    "C5",
    "a part's own parts in brackets",
    "支出总计900.00万元。其中：本年支出860.00万元（基本支出500.00万元，项目支出360.00万元），结余分配10.00万元，年末结转和结余30.00万元。",
)
wrong(
    "C5",
    "a part's own parts in brackets wrong",
    "支出总计900.00万元。其中：本年支出860.00万元（基本支出510.00万元，项目支出360.00万元），结余分配10.00万元，年末结转和结余30.00万元。",
    "860.00万元",
    "510.00万元",
)
right(
    "C5",
    "the second member is broken down in between",
    "全县财政总支出64.00亿元，其中：一般公共预算支出48.00亿元，政府性基金支出15.20亿元（城乡社区支出11.00亿元，债务付息支出4.20亿元），国有资本经营支出0.80亿元。",
)

# C6: bases of zero and near it.
right("C6", "up from nothing", "公务接待费支出0.20万元，上年无此项支出，增加0.20万元。")
right(
    "C6",
    "a base that rounding brings near zero",
    "国有资本经营预算收入0.6亿元，增加0.5亿元，增长385.7%。",
)
right(
    "C6",
    "nothing planned and nothing spent",
    "公务用车购置费预算0.00万元，支出决算0.00万元，完成预算的0%，较上年增加0.00万元，增长0.00%。",
)

# C9: near numbers of strangers.
right(
    "C9",
    "a class and one of its items",
    "教育支出（类）支出决算为1253.40万元，其中：普通教育（款）小学教育（项）支出决算为1235.40万元，教育费附加安排的支出（款）其他支出（项）支出决算为18.00万元。",
)
right(
    "C9",
    "the county and its own level",
    "全县一般公共预算支出36.54亿元，县本级一般公共预算支出35.64亿元。",
)
