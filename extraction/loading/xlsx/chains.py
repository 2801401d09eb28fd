"""The sector chains of an OLE container (MS-CFB 2.3): a chain that runs in a circle has no end to read.

Each sector follows one other at most. Where two lead to the same one the table is damaged; xlrd would go
round for ever in some such files.
"""

from __future__ import annotations

import struct

_HEADER = 512
_ENDS = 0xFFFFFFFA
"""Entries from here on are marks, no sectors."""


def has_broken_chains(data: bytes) -> bool:
    """Tell whether two sectors of the container's table, or of its short table, lead to the same one."""
    if len(data) < _HEADER:
        return True
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    table = _table(data, size)
    return _meets_itself(table) or _meets_itself(_short_table(data, table, size))


def _table(data: bytes, size: int) -> list[int]:
    """Return the successor of each sector, from the table's sectors that the header names."""
    found: list[int] = []
    for sector in struct.unpack_from("<109I", data, 76):
        if sector < _ENDS:
            found += _entries(data, sector, size)
    return found


def _short_table(data: bytes, table: list[int], size: int) -> list[int]:
    sector, left = struct.unpack_from("<II", data, 60)
    found: list[int] = []
    while sector < _ENDS and 0 < left <= len(table):
        found += _entries(data, sector, size)
        sector = table[sector] if sector < len(table) else _ENDS
        left -= 1
    return found


def _entries(data: bytes, sector: int, size: int) -> list[int]:
    start = _HEADER + sector * size
    piece = data[start : start + size]
    return list(struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4]))


def _meets_itself(table: list[int]) -> bool:
    followed = [entry for entry in table if entry < _ENDS]
    return len(set(followed)) < len(followed)
