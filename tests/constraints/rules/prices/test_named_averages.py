"""Averages whose total and number stand elsewhere under the same names."""

import pytest

from tests.constraints.marked import told

WRONG = {
    "the unit of one of a list": (
        "{陶瓷滤芯补助}<2,618.40万元>，{砂滤补助}<913.25万元>。{陶瓷滤芯}<4,102户>，{砂滤}<1,630户>。"
        "{陶瓷滤芯户均补助}<6,383.23万元>，{砂滤户均补助}<5,602.76元>。"
    ),
    "a total whose digits changed places": (
        "{陶瓷滤芯补助}<2,618.40万元>，{砂滤补助}<931.25万元>。{陶瓷滤芯}<4,102户>，{砂滤}<1,630户>。"
        "{陶瓷滤芯户均补助}<6,383.23元>，{砂滤户均补助}<5,602.76元>。"
    ),
    "the average before the name": (
        "{改厕补助资金}<186.75万元>，惠及{农户}<1,245户>。{户均改厕补助}<1,500万元>。"
    ),
    "cars, by words before the name": (
        "{公务用车运行维护费}<26.86万元>。{公务用车保有量}<8辆>。平均每辆{公务用车运行维护费}<33,575万元>。"
    ),
}
RIGHT = {
    "all come out": (
        "{陶瓷滤芯补助}<2,618.40万元>，{砂滤补助}<913.25万元>。{陶瓷滤芯}<4,102户>，{砂滤}<1,630户>。"
        "{陶瓷滤芯户均补助}<6,383.23元>，{砂滤户均补助}<5,602.76元>。"
    ),
    "a standard is no average": "{光伏补助}<312.60万元>，{光伏}<1,042户>。{光伏户均补助标准}<3,600元>。",
    "two numbers of one name": (
        "{改厕补助}<186.75万元>。{改厕}计划<1,300户>，{改厕}完成<1,245户>。{改厕户均补助}<1,436元>。"
    ),
    "another thing's number": "{改厕补助}<186.75万元>。{培训}<1,150人>。{改厕人均补助}<1,500万元>。",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_an_average_that_does_not_come_out_is_told(text):
    assert [kind for kind, _ in told(text)] == ["product"]


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_others_are_not(text):
    assert told(text) == []
