"""What `jixiao extract` says at the end of a run, in Chinese with the English beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_STAGES = {"load": "读取 loading", "extract": "抽取 extracting", "write": "写出 writing"}


def run_summary(folder: str, account: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a summary from the object of run.json."""
    counts = account["counts"]
    yield (
        f"{folder}: {counts['records']} 份报告 records, {counts['findings']} 处疑点 findings, "
        f"{counts['failures']} 份失败 failures, {counts['partial']} 份不完整 partial, "
        f"{counts['duplicates']} 份重复 duplicates"
    )
    for title, name in (("种类 kinds", "kinds"), ("格式 formats", "formats")):
        if account[name]:
            yield f"{title}: " + _counted(account[name])
    if account["errors"]:
        yield "失败或不完整的原因 failures: " + _counted(account["errors"])
    yield _times(account)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items())


def _times(account: dict[str, Any]) -> str:
    seconds, counts = account["seconds"], account["counts"]
    spent = account["stages"]
    whole = sum(spent.values()) or 1.0
    parts = ", ".join(f"{_STAGES[k]} {v / whole:.0%}" for k, v in spent.items())
    rate = counts["inputs"] / seconds if seconds else 0.0
    return f"用时 time: {seconds:.1f} s ({rate:.2f} 份/s documents/s); {parts}"
