"""The tables as Parquet, partitioned by fiscal year and region (the `[parquet]` extra, pyarrow).

`amounts.parquet/fiscal_year=2023/region=…/part-0.parquet` and so on: a folder a table that pandas,
DuckDB and Spark read as one. Numbers of the reports are decimals with 12 places, exactly as stated;
one that does not fit is left out of its column (its text stays) and counted in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extraction.errors import MissingToolError
from extraction.output.folder import FolderWriter
from extraction.output.rows import INTEGERS, NUMBERS, PARTITIONS, REALS, TABLES, rows

_log = logging.getLogger(__name__)
NO_REGION = "未知"
_BATCH_ROWS = 20_000
_DIGITS, _PLACES = 38, 12
_MAXIMUM_OPEN_FILES = 128


def write_parquet(writer: FolderWriter) -> None:
    """Write every table of a run's records, to be put in place with its other outputs.

    Raises:
        MissingToolError: the `[parquet]` extra is not installed.
    """
    _arrow()
    _write_batches(writer.records(), {t: writer.further(f"{t}.parquet") for t in TABLES})


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        remedy = 'install it with pip install "jixiao[parquet]"'
        raise MissingToolError("pyarrow for --parquet", "no such package", remedy) from error
    return pyarrow


def _write_batches(records: Iterable[dict[str, Any]], targets: Mapping[str, Path]) -> None:
    """Write rows in batches, one file a batch and partition, so that memory does not grow."""
    waiting: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    number = dict.fromkeys(TABLES, 0)
    for record in records:
        for table, found in rows(record).items():
            waiting[table] += found
            if len(waiting[table]) >= _BATCH_ROWS:
                _write(waiting[table], table, targets[table], number[table])
                waiting[table], number[table] = [], number[table] + 1
    for table, left in waiting.items():
        if left:
            _write(left, table, targets[table], number[table])


def _write(found: list[dict[str, Any]], table: str, target: Path, number: int) -> None:
    import pyarrow
    import pyarrow.dataset

    plan = schema(table)
    columns = {f.name: list(_values(found, f.name)) for f in plan}
    keys = pyarrow.schema([plan.field(name) for name in PARTITIONS])
    pyarrow.dataset.write_dataset(
        pyarrow.table(columns, schema=plan),
        target,
        format="parquet",
        partitioning=pyarrow.dataset.partitioning(keys, flavor="hive"),
        basename_template=f"part-{number}-{{i}}.parquet",
        existing_data_behavior="overwrite_or_ignore",
        max_open_files=_MAXIMUM_OPEN_FILES,
        use_threads=False,
    )


def schema(table: str) -> Any:
    """Return the Arrow schema of a table."""
    arrow = _arrow()
    types = {
        **dict.fromkeys(NUMBERS, arrow.decimal128(_DIGITS, _PLACES)),
        **dict.fromkeys(INTEGERS[table], arrow.int64()),
        **dict.fromkeys(REALS, arrow.float64()),
    }
    return arrow.schema([(name, types.get(name, arrow.string())) for name in TABLES[table]])


def _values(found: list[dict[str, Any]], name: str) -> Iterator[Any]:
    for row in found:
        if name == "region":
            yield row[name] or NO_REGION  # readers cannot tell the type of a partition of nulls
        else:
            yield _decimal(row[name]) if name in NUMBERS else row[name]


def _decimal(value: str | None) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(value)
        exact = number.quantize(Decimal(1).scaleb(-_PLACES))
    except InvalidOperation:
        exact = None
    if exact is None or exact != number:
        _log.warning("expected at most %d digits, %d of them decimals, found %s; left out of Parquet",
                     _DIGITS, _PLACES, value)  # fmt: skip
        return None
    return exact
