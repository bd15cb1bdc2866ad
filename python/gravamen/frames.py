"""Frames of pandas, polars, pyarrow or any library with the Arrow stream interface: out to the engine, and back."""

from __future__ import annotations

import sys
from typing import Any, Callable


def _is(frame: Any, library: str, *names: str) -> bool:
    module = sys.modules.get(library)
    return module is not None and isinstance(frame, tuple(getattr(module, n) for n in names if hasattr(module, n)))


def opened(frame: Any, wanted: list[str]) -> tuple[Any, list[str] | None, Callable[[Any, bool], Any]]:
    """What has the stream of the wanted columns, the names of all columns, and the way back.

    The way back takes a table of the engine, and whether its rows are those of the frame.
    """
    if _is(frame, "pandas", "DataFrame"):
        import pyarrow as pa

        head = [str(c) for c in frame.columns]
        own = [c for c in frame.columns if str(c) in wanted]
        index = frame.index
        table = pa.table({str(c): _column(frame[c]) for c in own} if own else {"": pa.nulls(len(frame))})

        def pandas(answer: Any, rows: bool) -> Any:
            out = pa.table(answer).to_pandas()
            if rows:
                out.index = index
                return out
            return out.set_index(out.columns[0])

        return table, head, pandas
    if _is(frame, "polars", "DataFrame", "LazyFrame"):
        import polars as pl

        if isinstance(frame, pl.LazyFrame):
            frame = frame.collect()
        own = [c for c in frame.columns if c in wanted] or frame.columns[:1]
        return frame.select(own), list(frame.columns), lambda answer, _: pl.DataFrame(answer)
    if _is(frame, "pyarrow", "Table", "RecordBatch", "RecordBatchReader"):
        import pyarrow as pa

        if isinstance(frame, pa.RecordBatchReader):
            frame = frame.read_all()
        elif isinstance(frame, pa.RecordBatch):
            frame = pa.Table.from_batches([frame])
        own = [c for c in frame.column_names if c in wanted] or frame.column_names[:1]
        return frame.select(own), list(frame.column_names), lambda answer, _: pa.table(answer)
    if hasattr(frame, "__arrow_c_stream__"):
        return frame, None, _plain
    kind = f"{type(frame).__module__}.{type(frame).__qualname__}"
    raise TypeError(f"{kind} is no frame: give one of pandas, polars or pyarrow, or any object with __arrow_c_stream__")


def _column(series: Any) -> Any:
    """A column of pandas; one that mixes types is read as text, cell by cell, as a sheet would be."""
    import pyarrow as pa

    try:
        return pa.Array.from_pandas(series)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if cell else str(value) for value, cell in zip(series, series.isna())], pa.string())


def _plain(answer: Any, _: bool) -> Any:
    try:
        import pyarrow as pa
    except ImportError:
        return answer
    return pa.table(answer)
