import re
from pathlib import Path

import pytest

from annotations import review
from annotations.review.messages import catalogue

HERE = Path(review.__file__).parent
USES = (
    *(("templates", p, r't\("([a-z0-9_]+)"\)') for p in (HERE / "templates").glob("*.html")),
    *(("static", p, r"words\.([a-z0-9_]+)") for p in (HERE / "static").glob("*.js")),
    *(("static", p, r'"(key_[a-z_]+)"') for p in (HERE / "static").glob("keys.js")),
)


@pytest.mark.parametrize(("kind", "path", "pattern"), USES, ids=[p.name for _, p, _ in USES])
def test_every_word_that_a_page_uses_is_in_the_catalogue(
    kind: str, path: Path, pattern: str
) -> None:
    used = set(re.findall(pattern, path.read_text(encoding="utf-8")))
    assert used <= catalogue("zh").keys()


def test_both_languages_say_everything() -> None:
    zh, en = catalogue("zh"), catalogue("en")
    assert zh.keys() == en.keys()
    assert all(zh.values())
    assert not any(re.search("[\u4e00-\u9fff]", value) for value in en.values())


def test_scripts_never_write_markup() -> None:
    for path in (HERE / "static").glob("*.js"):
        script = path.read_text(encoding="utf-8")
        for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert sink not in script, f"{path.name} uses {sink}"
