"""The curves as a Parquet table for other runs. In a job's child only."""

from __future__ import annotations

from apps.engines.builtin.adoption.outputs import NAME, layout
from apps.engines.builtin.adoption.study import Study
from apps.engines.builtin.series_report import Cells, write
from apps.engines.contract import Context


def save(ctx: Context, study: Study) -> None:
    """One row for each market and period, seen (1) or ahead (0), as ``adoption.parquet``."""
    line = study.read.timeline
    rows: Cells = []
    for one in study.markets:
        curves = one.curves
        figures = [
            curves.new, curves.new_low, curves.new_high,
            curves.total, curves.total_low, curves.total_high,
        ]  # fmt: skip
        for place in range(len(curves.new)):
            rows.append(
                [
                    *([one.name] if study.read.market else []),
                    str(line.period(one.case.launch + place)),
                    int(place < one.n),
                    *(float(values[place]) for values in figures),
                ]
            )
    write(ctx, NAME, list(layout(study.read.value, study.read.market)), rows)
