from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.properties import check_finding, check_reading

SIGNS = "0123456789０１２.,．，-−－+±~～至到%％‰‱千百十万亿元角分人次个亩零一二三四五六七八九十两半几余多约近不低于≥≤<>＞（）() 　\n"
LIGHT = settings(max_examples=200, deadline=None, derandomize=True)


@LIGHT
@given(st.one_of(st.text(st.sampled_from(SIGNS), max_size=24), st.text(max_size=24)))
def test_any_surface_is_read_or_refused(surface):
    check_reading(surface)


@LIGHT
@given(st.one_of(st.text(st.sampled_from(SIGNS), max_size=80), st.text(max_size=80)))
def test_found_quantities_lie_apart_in_any_text(text):
    check_finding(text)
