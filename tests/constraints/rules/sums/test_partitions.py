"""Parts that make up a whole by what their names say."""

from __future__ import annotations

import pytest

from tests.constraints.reports import checks_told


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ("线上培训18场，线下培训28场", False),
        ("线上培训18场，线下培训30场", True),
        ("骨干培训18场，夜间培训30场", False),
    ],
)
def test_opposites_make_up_a_whole(tmp_path, parts, wrong):
    text = f"柳河县2031年绩效管理情况\n全年开展培训46场，其中{parts}。\n"
    assert bool(checks_told(tmp_path, text)) is wrong
