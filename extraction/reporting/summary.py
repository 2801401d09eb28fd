"""The findings and facts of a run as plain Chinese text, for a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from extraction.census.words import census_line
from extraction.decisions import VERDICT_WORDS, VERDICTS, decision_words, record_decisions

_STATUS = {"met": "达成", "unmet": "未达成", "undetermined": "无法判断"}
_KEY_FIGURES = 6
_INDICATORS = 8
_GAPS = 10


def summary(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of a summary: per report its facts, targets against actuals, findings."""
    count = found = partial = 0
    said: Counter[str] = Counter()
    for record in records:
        count += 1
        partial += bool(record.get("partial"))
        found += sum(c["status"] == "violated" and c.get("told", True) for c in record["checks"])
        said.update(d["verdict"] for d in record_decisions(record).values())
        yield from _report(record)
    decided = "，".join(f"{VERDICT_WORDS[v]} {said[v]}" for v in VERDICTS if said[v])
    unread = f"；{partial} 份报告没有全部读出，结论不完整" if partial else ""
    shown = f"（{decided}）" if decided else ""
    yield f"共 {count} 份报告，发现 {found} 处数字问题{shown}{unread}。"


def brief(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield a line a report and a line a finding: what fits one screen."""
    count = found = 0
    for record in records:
        count += 1
        document = record["document"]
        title = _one_line(document["title"] or document["unit_name"] or document["path"])
        statuses = Counter(i["status"] for i in record["indicators"])
        goals = " ".join(f"{_STATUS[s]}{statuses[s]}" for s in _STATUS if statuses[s])
        facts = (
            f"金额{len(record['amounts'])} 比率{len(record['rates'])} 数量{len(record['counts'])}"
        )
        yield f"■ {pad(title, 44)} {pad(document['report_kind'], 8)} {facts}  {goals}".rstrip()
        for check in record["checks"]:
            if check["status"] == "violated" and check.get("told", True):
                found += 1
                yield f"    ✗ {check['message']}"
    yield f"共 {count} 份报告，发现 {found} 处数字问题。"


def _report(record: dict[str, Any]) -> Iterator[str]:
    document = record["document"]
    title = document["title"] or document["path"]
    yield f"■ {title}"
    year = f"{document['fiscal_year']}年度" if document["fiscal_year"] else "年度不详"
    yield f"  {document['unit_name'] or '单位不详'} · {year} · {document['report_kind']} · {document['path']}"
    counted = (
        ("amounts", "金额"),
        ("rates", "比率"),
        ("counts", "数量"),
        ("indicators", "绩效指标"),
    )
    shown = "，".join(f"{name} {len(record[key])} 个" for key, name in counted)
    for gap in (record.get("partial") or ())[:_GAPS]:
        yield f"  ！未能读取：{gap['place']}，{gap['reason']}"
    found = [c for c in record["checks"] if c["status"] == "violated" and c.get("told", True)]
    unsure = sum(not c.get("told", True) for c in record["checks"])
    asked = f"，另有待核 {unsure} 条" if unsure else ""
    count = len(record["checks"])
    yield f"  事实：{shown}；勾稽关系 {count} 条，其中不符 {len(found)} 条{asked}"
    if record.get("census"):
        yield f"  {census_line(record['census'])}"
    mentions = {m["id"]: m["text"] for m in record["mentions"]}
    yield from _key_figures(record, mentions)
    yield from _indicators(record, mentions)
    decisions = record_decisions(record)
    for check in found:
        word = decision_words(decisions.get(check["id"]))
        yield f"  ✗ {check['message']}" + (f"【{word}】" if word else "")
    corrected = (record.get("corrections") or {}).get("count", 0)
    if corrected:
        yield f"  人工更正 {corrected} 处"
    yield ""


def _key_figures(record: dict[str, Any], mentions: dict[str, str]) -> Iterator[str]:
    shown = 0
    for amount in record["amounts"]:
        if amount["items"] and amount["change"] is None and shown < _KEY_FIGURES:
            shown += 1
            name = "/".join(_one_line(mentions[i]) for i in amount["items"])
            unit = (
                ""
                if amount["unit"] and amount["unit"] in mentions[amount["mention"]]
                else amount["unit"]
            )
            yield f"    {pad(name, 36)} {_one_line(mentions[amount['mention']])}{unit or ''}"


def _indicators(record: dict[str, Any], mentions: dict[str, str]) -> Iterator[str]:
    told = [i for i in record["indicators"] if i["target"] or i["actual"]]
    if told:
        yield f"    {pad('绩效指标', 36)} {pad('目标', 14)} {pad('实际', 14)} 判断"
    for i in told[:_INDICATORS]:
        target, actual = ((i[k] or {}).get("text", "—") for k in ("target", "actual"))
        name = pad(_one_line(mentions[i["name"]]), 36)
        yield f"    {name} {pad(_one_line(target), 14)} {pad(_one_line(actual), 14)} {_STATUS[i['status']]}"
    if len(told) > _INDICATORS:
        yield f"    …… 另有 {len(told) - _INDICATORS} 个指标"


def _one_line(text: str) -> str:
    return "".join(text.split())


def pad(text: str, width: int) -> str:
    """Cut and pad text to a width in terminal columns (a Chinese character takes two)."""
    kept, used = "", 0
    for character in text:
        wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used + wide > width:
            break
        kept, used = kept + character, used + wide
    return kept + " " * (width - used)
