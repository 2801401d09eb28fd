"""Writes a sample as a web page of a government site: menu, crumbs and footer around the report."""

from __future__ import annotations

from html import escape

from annotations.corpus.rendering_source import Grid, Sample, plain

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<div class="header-nav"><a href="/">首页</a><a href="/gk">政务公开</a><a href="/fw">办事服务</a></div>
<div class="breadcrumb">当前位置：<a href="/">首页</a> &gt; <a href="/gk">预决算公开</a></div>
<div class="content">
{body}
</div>
<div class="share">分享到：<a href="#">微信</a></div>
<footer>版权所有 网站地图</footer>
</body>
</html>
"""


def to_html(sample: Sample) -> bytes:
    """Return the page as UTF-8."""
    parts = []
    for block in sample.blocks:
        if isinstance(block, Grid):
            parts.append(_table(block))
        else:
            tag = f"h{block.level}" if block.level else "p"
            parts.append(f"<{tag}>{escape(plain(block.marked))}</{tag}>")
    page = _PAGE.format(title=escape(sample.title), body="\n".join(parts))
    return page.encode("utf-8")


def _table(grid: Grid) -> str:
    starts = grid.starts()
    rows = []
    for row in range(grid.rows):
        cells = []
        for column in range(grid.columns):
            cell = starts.get((row, column))
            if cell is not None:
                spans = "".join(
                    f' {name}="{extent}"'
                    for name, extent in (("rowspan", cell.row_span), ("colspan", cell.column_span))
                    if extent > 1
                )
                cells.append(f"<td{spans}>{escape(plain(cell.marked))}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>"
