"""Variants of what is told twice, compared over years, balanced and worded (C10 to C16), wrong and right."""

from __future__ import annotations

from tests.variants.judging import right, wrong

# C10: told twice.
wrong(
    "C10",
    "a total in two sections",
    "一、收入支出决算总体情况说明\n2023年度收入总计1286.40万元，支出总计1286.40万元。\n二、收入决算情况说明\n2023年度收入总计1268.40万元，其中：财政拨款收入1250.00万元，占97.18%。",
    "1286.40万元",
    "1268.40万元",
    only=False,
)
wrong(
    "C10",
    "vehicles in two sections",
    "六、“三公”经费支出决算情况说明\n截至2023年12月31日，公务用车保有量为6辆。\n九、国有资产占用情况说明\n截至2023年12月31日，单位公务用车保有量5辆，单价100万元以上设备0台。",
    "6辆",
    "5辆",
)
right(
    "C10",
    "rounded the second time",
    "一、总体情况\n2023年度支出总计12,864.35万元。\n二、结论\n综上，全年支出总计1.29亿元，资金使用合规。",
)
right(
    "C10",
    "the same account of two years",
    "一、2022年情况\n2022年机关运行经费支出45.00万元。\n二、2023年情况\n2023年机关运行经费支出42.60万元，比2022年减少2.40万元，下降5.33%。",
)
wrong(
    "C10",
    "guests of the year in two sections",
    "（三）公务接待费\n公务接待费支出2.16万元，全年共接待国内来访团组24个、来宾216人次。\n十、其他说明\n2023年国内公务接待24批次，来宾261人次。",
    "216人次",
    "261人次",
)
wrong(
    "C10",
    "procurement with a share over another total",
    "2023年度政府采购支出总额85.20万元，其中：货物支出50.00万元、工程支出20.00万元、服务支出15.20万元。授予中小企业合同金额60.00万元，占政府采购支出总额的81.4%。",
    "81.4%",
    "60.00万元",
)
right(
    "C10",
    "procurement with a right share",
    "2023年度政府采购支出总额85.20万元，其中：货物支出50.00万元、工程支出20.00万元、服务支出15.20万元。授予中小企业合同金额60.00万元，占政府采购支出总额的70.42%。",
)

# C11: against last year's figure some clauses before.
wrong(
    "C11",
    "a rate over last year's level a sentence before",
    "2022年一般公共服务支出4.00亿元。2023年一般公共服务支出4.30亿元，增长5.7%。",
    "5.7%",
    "4.30亿元",
    "4.00亿元",
)
right(
    "C11",
    "a rate over last year's level, right",
    "2022年一般公共服务支出4.00亿元。2023年一般公共服务支出4.30亿元，增长7.5%。",
)
wrong(
    "C11",
    "a rate copied from the account above",
    "1.培训费年初预算为6.00万元，支出决算为4.80万元，完成年初预算的80%。\n2.会议费年初预算为5.00万元，支出决算为3.50万元，完成年初预算的80%。",
    "80%",
    "3.50万元",
    "5.00万元",
)
wrong(
    "C11",
    "an increase above the level itself",
    "公务接待费支出1.80万元，比上年增加2.40万元，主要原因是接待批次增加。",
    "1.80万元",
    "2.40万元",
)
wrong(
    "C11",
    "a difference of two years told wrong",
    "2023年度结转和结余75.30万元，2022年度结转和结余60.10万元，增加12.50万元。",
    "75.30万元",
    "60.10万元",
    "12.50万元",
)

# C13: balances over a full stop, changes, heads, paragraphs.
wrong(
    "C13",
    "a balance over a full stop",
    "#\n岚溪县2023年预算执行情况\n一般公共预算收入完成18.60亿元。加上级补助收入20.30亿元、调入资金2.10亿元、上年结转1.20亿元，收入总计42.50亿元。",
    "42.50亿元",
    "20.30亿元",
)
right(
    "C13",
    "a balance over a full stop, right",
    "#\n岚溪县2023年预算执行情况\n一般公共预算收入完成18.60亿元。加上级补助收入20.30亿元、调入资金2.10亿元、上年结转1.20亿元，收入总计42.20亿元。",
)
wrong(
    "C13",
    "the parts of a decrease",
    "本年支出比上年减少46.00万元，其中：基本支出减少30.00万元，项目支出减少12.00万元。",
    "46.00万元",
    "30.00万元",
    "12.00万元",
)
right(
    "C13",
    "the parts of a decrease, right",
    "项目支出比上年减少46.00万元，其中：基建类项目减少30.00万元，业务类项目减少16.00万元。",
)
right(
    "C13",
    "one part rises, the other falls",
    "基本支出比上年增加17.00万元，其中：人员经费增加22.00万元，公用经费减少5.00万元。",
)
wrong(
    "C13",
    "one part rises, the other falls, wrong",
    "基本支出比上年增加27.00万元，其中：人员经费增加22.00万元，公用经费减少5.00万元。",
    "27.00万元",
    "22.00万元",
    "5.00万元",
)
wrong(
    "C13",
    "people and money of each group",
    "全年发放救助金48.60万元，其中：城市低保对象210人、31.50万元，农村低保对象190人、15.10万元。",
    "48.60万元",
    "31.50万元",
    "15.10万元",
)
right(
    "C13",
    "people and money of each group, right",
    "全年发放救助金48.60万元，其中：城市低保对象210人、31.50万元，农村低保对象190人、17.10万元。",
)
wrong(
    "C13",
    "the parts in paragraphs of their own",
    "本年收入合计980.00万元，其中：\n（一）财政拨款收入900.00万元，占91.84%。\n（二）其他收入70.00万元，占7.14%。",
    "980.00万元",
    "900.00万元",
    "70.00万元",
)
right(
    "C13",
    "the parts in paragraphs of their own, right",
    "本年收入合计980.00万元，其中：\n（一）财政拨款收入900.00万元，占91.84%。\n（二）其他收入80.00万元，占8.16%。",
)

# C14: reasons.
wrong(
    "C14",
    "a reason before both years",
    "由于机构改革人员划转，基本支出由上年的300.00万元减少到270.00万元，下降15%。",
    "15%",
    "270.00万元",
    "300.00万元",
)
right(
    "C14",
    "a reason with figures of its own",
    "项目支出240.00万元，比上年增加80.00万元，增长50%，主要原因是新增两个项目共60.00万元，占增加额的75%。",
)
wrong(
    "C14",
    "a reason in the middle",
    "培训费年初预算10.00万元，因疫情影响，支出决算7.00万元，完成年初预算的80%。",
    "80%",
    "7.00万元",
    "10.00万元",
)

# C15: words against figures, rests of templates.
wrong(
    "C15",
    "level with the budget, and it is not",
    "公务用车运行维护费年初预算5.00万元，支出决算4.20万元，与年初预算持平。",
    "5.00万元",
    "4.20万元",
)
wrong(
    "C15",
    "level with last year's outturn, and it is not",
    "公务用车运行维护费4.20万元，上年决算4.60万元，与上年持平。",
    "4.20万元",
    "4.60万元",
)
wrong(
    "C15",
    "rise and fall both left standing",
    "2023年度收入总计735.20万元，较上年增加（减少）35.20万元。",
    "35.20万元",
)
wrong(
    "C15",
    "a share without its sign",
    "支出合计500.00万元，其中：基本支出350.00万元，占70%；项目支出150.00万元，占30。",
    "30",
)
right(
    "C15",
    "all signs stand",
    "支出合计500.00万元，其中：基本支出350.00万元，占70%；项目支出150.00万元，占30%。与上年基本持平。",
)
wrong(
    "C15",
    "finished in full, and it is not",
    "办公费年初预算20.00万元，支出决算16.00万元，完成年初预算的100%。",
    "100%",
    "16.00万元",
    "20.00万元",
)

# C16: debts, bounds, balances.
wrong(
    "C16",
    "debts of two year ends",
    "#\n岚溪县政府债务情况说明\n2022年末政府债务余额18.50亿元，2023年发行新增债券4.20亿元、偿还本金2.10亿元，2023年末政府债务余额20.80亿元。",
    "20.80亿元",
    "4.20亿元",
    "2.10亿元",
)
right(
    "C16",
    "debts of two year ends, right",
    "#\n岚溪县政府债务情况说明\n2022年末政府债务余额18.50亿元，2023年发行新增债券4.20亿元、偿还本金2.10亿元，2023年末政府债务余额20.60亿元。",
)
wrong(
    "C16",
    "debts above their limit",
    "#\n岚溪县政府债务情况说明\n上级核定我县2023年政府债务限额20.00亿元，年末政府债务余额20.60亿元。",
    "20.00亿元",
    "20.60亿元",
)
wrong(
    "C16",
    "a part above its whole",
    "专项资金支出120.00万元，其中：设备购置130.00万元。",
    "120.00万元",
    "130.00万元",
)
wrong(
    "C16",
    "the own level above the whole city",
    "#\n岚州市2023年预算执行情况\n全市一般公共预算收入完成45.00亿元，其中：市本级完成48.00亿元。",
    "45.00亿元",
    "48.00亿元",
)
wrong(
    "C16",
    "marks of four parts",
    "#\n岚溪县2023年度农田灌溉项目绩效评价报告\n综合评价得分96分，其中：决策类得分18分、过程类得分20分、产出类得分30分、效益类得分27分。",
    "96分",
    "18分",
    "27分",
)
right(
    "C16",
    "marks of four parts, right",
    "#\n岚溪县2023年度农田灌溉项目绩效评价报告\n综合评价得分95分，其中：决策类得分18分、过程类得分20分、产出类得分30分、效益类得分27分。",
)
right(
    "C16",
    "a negative balance",
    "年初结转和结余-12.00万元，本年收入500.00万元，本年支出470.00万元，年末结转和结余18.00万元。",
)
