"""Names that make up a whole between them (基本支出 + 项目支出, 市本级 + 县市区), and what parts without a name are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.constraints.ledger.entries import Entry, Ledger
from extraction.constraints.ledger.naming import bare, core
from extraction.lexicon.totals import answers, complements, kinds_counted, opposites

_DISTRICTS = re.compile(
    r"(?:各?[县市区旗]|县级)[（(][县市区旗、]+[）)]|各县[市、]*区|各?县区级?|各?县级"
)
_DONE = re.compile(r"(?:完成|实现|收入|支出|为|共|预计|执行)+$")
_NAMED_BEHIND = re.compile(
    r"\s*(?:是|为|系|属于?|用于|花在|列为|的)([一-鿿（）()]{2,14}?)(?=[，,、；;。：:]|\s*$|\d)"
)

_FEW_KINDS = 3


def complementary(names: Sequence[str]) -> bool:
    """Tell whether the parts are known to make up a whole (基本支出 + 项目支出, 线上培训 + 线下培训)."""
    cores = {core(n) for n in names}
    for needed, further in complements():
        found = {w for w in needed if any(w in c for c in cores)}
        if found == needed and all(any(w in c for w in needed | further) for c in cores):
            return True
    return len(names) == len(cores) == 2 and _opposite(*cores)


def _opposite(one: str, other: str) -> bool:
    """Tell whether two names differ in one pair of opposites alone, or in 非."""
    for x, y in ((one, other), (other, one)):
        if any(y.replace(no, "", 1) == x and x != y for no in "非不未") and "满意" not in x:
            return True
    return any(
        a in x and x.replace(a, b, 1) == y
        for a, b in opposites()
        for x, y in ((one, other), (other, one))
    )


def called(ledger: Ledger, part: Entry) -> str:
    """Return the words that stand for the name of a part without one: 县（市、区）完成 is 县市区."""
    words = _DISTRICTS.sub("县市区", ledger.before(part, 16))
    return _DONE.sub("", re.split(r"[，,。；;：:、]", words)[-1].strip())


def called_behind(ledger: Ledger, part: Entry) -> str:
    """Return the name that a part is given behind it (986万元是人员经费, 120万元用于管网), "" where none is."""
    found = _NAMED_BEHIND.match(ledger.after(part, 24))
    return found[1] if found and part.place is None else ""


def is_answer(name: str) -> bool:
    """Tell whether a name is an answer of a survey (非常满意), of which everybody gives one."""
    return any(word in name for word in answers())


def are_kinds(names: Sequence[str]) -> bool:
    """Tell whether names are kinds of one thing that a template counts, three or more and none within another."""
    bared = [bare(n) for n in names]
    if len(bared) < _FEW_KINDS or any(a != b and a in b for a in bared for b in bared):
        return False
    return any(kinds.issuperset(bared) for kinds in kinds_counted())
