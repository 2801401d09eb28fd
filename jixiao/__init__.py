"""jixiao 绩效: the names that most programs need, from the folders where they live.

    >>> import jixiao
    >>> record = jixiao.extract("report.docx")           # doctest: +SKIP
    >>> record.to_pandas("amounts")                      # doctest: +SKIP

Names are imported when they are first used; `extraction`, `annotations`, `models` and `eval` stay importable
as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import extraction

if TYPE_CHECKING:
    from extraction import Document, Pipeline, Record, check, default_pipeline, extract, load

__all__ = ["Document", "Pipeline", "Record", "check", "default_pipeline", "extract", "load"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'jixiao' has no attribute {name!r}")
    return getattr(extraction, name)


def __dir__() -> list[str]:
    return [*__all__]
