"""Records of a CSV, typed where that needs no second look at a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from apps.core.messages import msg
from apps.datasets.tabular.batch import BLOCK_BYTES, Batch, BrokenRow
from apps.datasets.tabular.cells import CODED
from apps.datasets.tabular.natives import values_of
from apps.datasets.tabular.plan import Plan
from apps.datasets.tabular.schema import arrow_type
from apps.datasets.tabular.textstream import Utf8Stream
from apps.engines.contract import Refusal

MOST_ATTEMPTS = 4  # each at the price of a new start
FEWEST_TOLD = 1_000  # rows that tell whether a column's cells repeat
_UNCONVERTED = re.compile(r"CSV column #(\d+):.*CSV conversion error", re.DOTALL)


class OnlyTextError(Exception):
    """The columns at ``positions`` have to be read as text."""

    def __init__(self, *positions: int) -> None:
        super().__init__(positions)
        self.positions = positions


def csv_batches(path: Path, plan: Plan, *, typed: bool = False) -> Iterator[Batch]:
    """All records as text. ``typed``: columns whose cells repeat come coded (a ``DictionaryArray``
    of text), and columns of numbers as numbers, as long as each cell is one; from the batch with
    the first that is not, the whole column comes as text. Then the file is read from its start
    again, and what was handed out comes as batches without columns, which say how far that is.
    """
    types = _types(plan) if typed else {}
    done = attempts = 0
    while True:
        try:  # the same bytes are cut into the same batches, whatever their types
            for number, batch in enumerate(_batches(path, plan, types)):
                if number < done:
                    yield Batch([], batch.rows[:0], position=batch.position)
                    continue
                if not done:
                    _check_repeating(batch)
                done += 1
                yield batch
        except OnlyTextError as found:
            attempts += 1
            left = {place: kind for place, kind in types.items() if place not in found.positions}
            types = left if attempts < MOST_ATTEMPTS else {}
        else:
            return


def _types(plan: Plan) -> dict[int, Any]:
    """The columns, by position, that need not be read as text, and their types."""
    import pyarrow as pa  # not needed to start the web process

    types = {}
    for column in plan.included():
        kind = arrow_type(column.stored().dtype)
        plain = not column.thousands and column.decimal == "."
        if column.kind in ("number", "integer"):
            if plain and not len(values_of(tuple(column.missing), kind)):
                types[column.position] = kind
        elif column.kind in CODED:
            types[column.position] = pa.dictionary(pa.int32(), pa.string())
    return types


def _check_repeating(batch: Batch) -> None:
    """Where nearly every cell is another, coding them only costs time."""
    import pyarrow as pa

    varied = [
        position
        for position, array in enumerate(batch.columns)
        if pa.types.is_dictionary(array.type) and len(array.dictionary) > len(array) // 2
    ]
    if varied and len(batch.rows) >= FEWEST_TOLD:
        raise OnlyTextError(*varied)


def _batches(path: Path, plan: Plan, types: Mapping[int, Any]) -> Iterator[Batch]:
    import pyarrow as pa

    stream = Utf8Stream(path, plan.encoding, plan.quote)
    broken: list[BrokenRow] = []
    try:
        for batch in _parsed(stream, plan, types, broken):
            _check_finite(batch)
            yield batch
    except pa.ArrowInvalid as error:
        found = _UNCONVERTED.search(str(error))
        if found and int(found.group(1)) in types:
            raise OnlyTextError(int(found.group(1))) from None
        if plan.quote and stream.quotes % 2:
            raise _unclosed() from None
        raise _csv_refusal(error, long=path.stat().st_size > BLOCK_BYTES) from None
    finally:
        stream.close()
    if plan.quote and stream.quotes % 2:
        raise _unclosed()


def _check_finite(batch: Batch) -> None:
    """'inf' and 'nan' are numbers to a parser, and to us cells that have to be named."""
    import pyarrow as pa
    import pyarrow.compute as pc

    infinite = [
        position
        for position, array in enumerate(batch.columns)
        if pa.types.is_floating(array.type) and pc.all(pc.is_finite(array)).as_py() is False
    ]
    if infinite:
        raise OnlyTextError(*infinite)


def _parsed(
    stream: Utf8Stream, plan: Plan, types: Mapping[int, Any], broken: list[BrokenRow]
) -> Iterator[Batch]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as pc

    def skip(row: Any) -> str:
        broken.append(BrokenRow(row.number, "ragged", row.text[:500]))
        return "skip"

    names = [f"c{position}" for position in range(len(plan.columns))]
    kinds = [types.get(position, pa.string()) for position in range(len(names))]
    with (
        pa.PythonFile(stream, mode="r") as file,
        pc.open_csv(
            file,
            pc.ReadOptions(
                column_names=names,
                skip_rows=plan.skip_rows,
                skip_rows_after_names=int(plan.header),
                block_size=BLOCK_BYTES,
                use_threads=False,  # only then are the numbers of broken rows known
            ),
            pc.ParseOptions(
                delimiter=plan.delimiter,
                quote_char=plan.quote or False,
                newlines_in_values=True,
                invalid_row_handler=skip,
            ),
            pc.ConvertOptions(
                column_types=dict(zip(names, kinds, strict=True)),
                strings_can_be_null=not types,  # else the conversion tells what is missing
                null_values=[""],
            ),
        ) as reader,
    ):
        following = plan.skip_rows + int(plan.header) + 1
        seen = 0
        for batch in reader:
            known = broken[seen:]
            rows = _numbers(following, batch.num_rows, [row.row for row in known])
            last = int(rows[-1]) if len(rows) else following
            mine = [row for row in known if row.row < last]
            seen += len(mine)
            following = last + 1 if len(rows) else following
            yield Batch(list(batch.columns), rows, mine, stream.position)
        if broken[seen:]:
            yield Batch(
                [pa.array([], kind) for kind in kinds],
                np.array([], dtype=np.int64),
                broken[seen:],
            )


def _numbers(first: int, count: int, taken: Sequence[int]) -> Any:
    """The next ``count`` record numbers from ``first`` that are not ``taken`` by broken rows."""
    import numpy as np

    numbers = np.arange(first, first + count + len(taken), dtype=np.int64)
    if taken:
        numbers = numbers[~np.isin(numbers, np.asarray(taken, dtype=np.int64))]
    return numbers[:count]


def _csv_refusal(error: Exception, *, long: bool) -> Refusal:
    """pyarrow's complaint in words; ``long``: the file has more bytes than one piece of reading."""
    text = str(error)
    if "unclosed" in text.lower() or "quote" in text.lower():
        return _unclosed()
    if "straddling" in text and long:
        return Refusal(
            msg("A line is longer than {size} MB.", size=BLOCK_BYTES // 1_000_000),
            fix=msg("Check the ends of the lines and the quotation marks."),
        )
    if "Empty CSV" in text or "straddling" in text:  # or a header without the end of its line
        return Refusal(msg("The file has no rows."), fix=msg("Choose a file with rows."))
    return Refusal(
        msg("The file could not be read as a table: {detail}", detail=text[:300]),
        fix=msg("Check the delimiter and the encoding."),
    )


def _unclosed() -> Refusal:
    return Refusal(
        msg("A quotation mark is opened and never closed, so the rest of the file is one cell."),
        fix=msg("Close or double the quotation mark, or choose 'no quotes' in the preview."),
    )
