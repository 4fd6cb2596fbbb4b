"""The forecast as a Parquet table for other runs. In a job's child only."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from apps.engines.builtin.forecast.outputs import NAME, layout
from apps.engines.builtin.forecast.study import Study
from apps.engines.contract import Context, Dtype

TYPES = {"integer": pa.int64(), "number": pa.float64(), "text": pa.string()}
Cells = list[list[str | int | float]]


def save(ctx: Context, study: Study) -> None:
    """One row for each market and period ahead, kept as ``forecast.parquet``."""
    line = study.read.timeline
    rows: Cells = []
    for one in study.markets:
        for ahead in range(one.horizon):
            figures = [one.points, one.low, one.high, one.naive]
            rows.append(
                [
                    *([one.name] if study.read.market else []),
                    str(line.period(one.series.end + ahead)),
                    ahead + 1,
                    *(float(values[ahead]) for values in figures),
                ]
            )
    write(ctx, NAME, list(layout(study.read.value, study.read.market)), rows)


def write(ctx: Context, name: str, columns: list[tuple[str, Dtype]], rows: Cells) -> None:
    """Keep rows under these columns as the artefact ``name``."""
    schema = pa.schema([pa.field(key, TYPES[dtype]) for key, dtype in columns])
    arrays = [
        pa.array([row[place] for row in rows], type=schema.field(place).type)
        for place in range(len(columns))
    ]
    path = ctx.output_dir / name
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path, compression="zstd")
    ctx.save_artifact(name, path)
