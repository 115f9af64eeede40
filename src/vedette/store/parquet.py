"""Rows as one Parquet file, a group of rows at a time, so that memory does not grow with their number.

pyarrow is an extra: without it this is one clear error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Final

from vedette.errors import InputError
from vedette.store.tables import Column, Row, Scalar, encodable, said

GROUP: Final = 5_000
"""Rows of one row group."""


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], path: Path, *, notes: Mapping[str, str]) -> None:
    """Write the rows under these columns to a Parquet file, with `notes` in its metadata; InputError without pyarrow."""
    pa, parquet = _arrow()
    types = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    schema = pa.schema([pa.field(one.name, types[one.type]) for one in columns], metadata=dict(notes))
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(iter(rows)):
            arrays = [
                pa.array([_typed(row.get(one.name), one) for row in group], type=schema.field(one.name).type)
                for one in columns
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=GROUP)


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, GROUP)):
        yield group


def _typed(value: Scalar, column: Column) -> Scalar:
    if value is None or column.type != "text":
        return value
    return encodable(said(value))


def _arrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise InputError(
            "Parquet needs pyarrow; install it with: pip install 'vedette[parquet]' (csv, geojson and ndjson need nothing)"
        ) from None
