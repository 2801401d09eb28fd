"""Formats of annotations, both ways: what other tools write is read, and the reverse.

>>> from annotations.formats import formats
>>> sorted(formats())  # doctest: +NORMALIZE_WHITESPACE
['brat', 'conll', 'datasets', 'docbin', 'doccano', 'inception', 'inline', 'json', 'labelstudio',
 'records']
"""

from annotations.formats.model import (
    AnnotatedText,
    FormatSettings,
    ImportRefusedError,
    Losses,
    Reading,
)
from annotations.formats.registry import Format, formats

__all__ = [
    "AnnotatedText",
    "Format",
    "FormatSettings",
    "ImportRefusedError",
    "Losses",
    "Reading",
    "formats",
]
