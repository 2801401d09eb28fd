"""One report: what it says, where it stands, and what does not add up.

python examples/one_report.py [FILE]
"""

from __future__ import annotations

import sys

import jixiao

SAMPLE = "annotations/corpus/samples/rendered/qinghe-water-overall.docx"


def main(path: str = SAMPLE) -> None:
    """Print the first amounts with their offsets, the indicators and the findings."""
    document = jixiao.load(path)
    record = jixiao.extract(document, model="pattern")
    print(repr(record))
    for amount in record.facts.amounts[:5]:
        name = "/".join(item.text for item in amount.items)
        place = f"[{amount.mention.start}, {amount.mention.end})"
        print(f"  {name}: {amount.mention.text} = {amount.quantity.yuan} 元 at {place}")
    for indicator in record.facts.indicators:
        target, actual = indicator.target, indicator.actual
        if target and actual:
            shown = f"{target.mention.text} → {actual.mention.text}: {indicator.status}"
            print(f"  {indicator.name.text} {shown}")
    for finding in record.findings:
        print(f"  ✗ {finding.message}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
