"""Parts of results about series: axes, columns, cautions of the data, the table that is kept.

In a job's child only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.series import Markets
from apps.engines.contract import Context, Dtype
from apps.engines.periods import Timeline
from apps.engines.result import Axis, TableColumn
from apps.engines.result import Warning as Caution

NAMED = 6
TYPES = {"integer": pa.int64(), "number": pa.float64(), "text": pa.string()}
Cell = float | int | str | Message | None
Cells = list[list[str | int | float]]


def when(line: Timeline, place: int) -> float | str:
    """Where a period stands on the axis: when it begins, or its number."""
    period = line.period(place)
    if line.unit == "number":
        return float(period.place)
    start = period.start
    return start.isoformat() if line.unit == "hour" else start.date().isoformat()


def axis(line: Timeline) -> Axis:
    return Axis(label=msg("Period"), scale="linear" if line.unit == "number" else "time")


def number(key: str, label: Message, unit: str = "", digits: int = 6) -> TableColumn:
    return TableColumn(key=key, label=label, kind="number", digits=digits, unit=unit)


def share(key: str, label: Message) -> TableColumn:
    return TableColumn(key=key, label=label, kind="percent", decimals=1)


def names(markets: Sequence[str]) -> list[str]:
    """Some of them, for a sentence."""
    return [*markets[:NAMED], "…"] if len(markets) > NAMED else list(markets)


def of_data(read: Markets) -> Iterator[Caution]:
    """Gaps that were filled, rows left out, rows joined."""
    if read.filled:
        yield Caution(
            code="filled",
            message=msgn(
                "{count} period without a value was filled as chosen: nothing was observed then.",
                "{count} periods without a value were filled as chosen: nothing was observed then.",
                read.filled,
            ),
            fix=msg("Bands take filled values as observed, and are too narrow for it."),
        )
    if read.left_out:
        yield Caution(
            code="dropped_rows",
            severity="info" if read.left_out < 0.05 * read.rows else "warn",
            message=msgn(
                "{count} of {rows} rows was left out, because a value is missing in {names}.",
                "{count} of {rows} rows were left out, because a value is missing in {names}.",
                read.left_out,
                rows=read.rows,
                names=list(read.dropped),
            ),
            fix=msg("If the gaps have a cause, the answer holds only for rows without them."),
        )
    if read.repeated:
        yield Caution(
            code="repeated",
            severity="info",
            message=msgn(
                "{count} row was joined with another one of the same period.",
                "{count} rows were joined with others of the same period.",
                read.repeated,
            ),
        )


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
