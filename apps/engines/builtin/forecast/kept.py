"""The forecast as a Parquet table for other runs. In a job's child only."""

from __future__ import annotations

from apps.engines.builtin.forecast.outputs import NAME, layout
from apps.engines.builtin.forecast.study import Study
from apps.engines.builtin.series_report import Cells, write
from apps.engines.contract import Context


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
