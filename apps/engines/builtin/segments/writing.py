"""Rows with their segments as a Parquet table. In a job's child only."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from apps.engines.builtin.segments import outputs, slots
from apps.engines.builtin.segments.findings import Findings
from apps.engines.contract import Context, InputTable

TYPES = {"integer": pa.int64(), "number": pa.float64(), "text": pa.string()}


def write(ctx: Context, table: InputTable, found: Findings) -> None:
    """Keep the rows in use, in the table's order, as the artefact ``segments.parquet``."""
    measures, name = slots.measures(table.roles), found.sheet.name
    fields = [
        pa.field(column, TYPES[kind])
        for column, kind in outputs.layout([name] if name else [], measures)
    ]
    schema, path = pa.schema(fields), ctx.output_dir / outputs.NAME
    turned = np.argsort(found.sheet.rows.places)
    places = found.sheet.rows.places[turned]
    called = _names(table, name)
    start = taken = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in table.batches(measures):
            ctx.check_cancelled()
            end = int(np.searchsorted(places, start + len(batch)))
            own, here = turned[taken:end], places[taken:end]
            arrays: list[Any] = [pa.array(here + 1)]
            if called is not None:
                arrays.append(called.take(pa.array(here)))
            arrays += [pa.array(column) for column in _told(found, own)]
            arrays += [_cells(column) for column in batch[here - start].T]
            if len(own):
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            start, taken = start + len(batch), end
    ctx.save_artifact(outputs.NAME, path)


def _told(found: Findings, rows: Any) -> list[Any]:
    members = found.members
    second = members.second[rows] + 1
    return [
        members.segment[rows] + 1,
        members.probability[rows],
        members.distance[rows],
        second,
    ]


def _cells(column: Any) -> Any:
    return pa.array(np.ascontiguousarray(column), mask=np.isnan(column))


def _names(table: InputTable, name: str) -> Any:
    if not name:
        return None
    column = table.frame([name]).to_arrow().column(0)
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return column.cast(pa.string())
