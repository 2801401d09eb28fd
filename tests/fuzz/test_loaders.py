import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.properties import FORMATS, check_loading, damaged, sample

BYTE = st.tuples(st.integers(0, 2**20), st.integers(0, 255))
LIGHT = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("format", FORMATS)
def test_the_whole_sample_is_met_as_it_should_be(format):
    check_loading(format, sample(format))


@pytest.mark.parametrize("format", FORMATS)
@LIGHT
@given(
    places=st.lists(BYTE, max_size=30), cut=st.one_of(st.none(), st.none(), st.integers(1, 2**20))
)
def test_a_damaged_file_is_read_or_refused(format, places, cut):
    check_loading(format, damaged(sample(format), places, cut))


@pytest.mark.parametrize("format", FORMATS)
@LIGHT
@given(data=st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(format, data):
    check_loading(format, data)


@pytest.mark.parametrize("format", ["txt", "html"])
@LIGHT
@given(
    text=st.text(
        st.sampled_from(
            "年月支出合计其中：，。\t\n\r |┃│—·％%0123456789.,万元<>/tdr&;=\"'\u3000\u00a0"
        ),
        max_size=400,
    )
)
def test_any_text_is_read_or_refused(format, text):
    page = f"<html><body><table>{text}</table></body></html>" if format == "html" else text
    check_loading(format, page.encode("utf-8"))
