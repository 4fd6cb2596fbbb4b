"""Fitted values and residuals of every used row, as a Parquet table. In a job's child only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.outputs import NAME, layout
from apps.engines.builtin.linear.scan import Block, Floats
from apps.engines.contract import Context

TYPES = {"integer": pa.int64(), "number": pa.float64()}


class FittedTable:
    """Takes the blocks of the pass over the residuals and writes each as one row group."""

    def __init__(self, fit: Fit, writer: pq.ParquetWriter, schema: pa.Schema) -> None:
        self._fit, self._writer, self._schema = fit, writer, schema

    def take(self, block: Block, residuals: Floats, leverage: Floats) -> None:
        """``residuals`` (n, m) of the scaled basis; written in the user's units, rows from 1."""
        if not len(block):
            return
        left = residuals * self._fit.target_scale
        columns: list[np.ndarray] = [block.positions + 1]
        for target in range(block.y.shape[1]):
            y, residual = block.y[:, target], left[:, target]
            columns += [y, y - residual, residual]
        columns.append(leverage)
        arrays = [pa.array(np.ascontiguousarray(column)) for column in columns]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))


@contextmanager
def fitted_table(ctx: Context, fit: Fit, *, wanted: bool) -> Iterator[FittedTable | None]:
    """Kept as the artefact ``fitted.parquet`` when the block ends without an error."""
    if not wanted:
        yield None
        return
    fields = [pa.field(name, TYPES[dtype]) for name, dtype, _of in layout(fit.spec.targets)]
    schema, path = pa.schema(fields), ctx.output_dir / NAME
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        yield FittedTable(fit, writer, schema)
    ctx.save_artifact(NAME, path)
