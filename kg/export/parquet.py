"""The dyadic events as Parquet, for pandas, Polars, DuckDB and Arrow; needs the part [parquet]."""

from __future__ import annotations

import io
from typing import Any

from kg.errors import UsageError
from kg.export.events import HEADS, event_rows


def as_parquet(dataset: Any) -> bytes:
    """The columns of events.tsv as they are, days as days. Raises UsageError without pyarrow."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("parquet needs the part [parquet]: pip install 'dipkg[parquet]'") from error
    columns = list(zip(*event_rows(dataset), strict=True)) or [()] * len(HEADS)
    made = pyarrow.table({head: pyarrow.array([c or None for c in cells], pyarrow.string()) for head, cells in zip(HEADS, columns, strict=True)})
    out = io.BytesIO()
    parquet.write_table(made, out)
    return out.getvalue()
