import pytest

from extraction.errors import DamagedError
from extraction.loading import Source, load_source
from extraction.loading.text import decode

TEXT = "\t支出合计\xa0\r\n\n总支出1105.33万元\u3000"


def source(data, name="a.txt"):
    return Source.of(name, data)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16"],
)
def test_canonical_text_is_the_decoded_file(data):
    assert load_source(source(data)).text == TEXT


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (bytes(range(256)) * 20, "fits neither|binary"),
        (b"\x00" * 50 + "总支出".encode(), "binary"),
        (b" \n\t ", "white space"),
    ],
    ids=["junk", "nul", "blank"],
)
def test_refuses_what_is_no_text(data, what):
    with pytest.raises(DamagedError, match=what):
        decode(source(data))
