"""What a reader must know before using a combined table; in the job's child only."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.datasets.combining.coverage import Coverage
from apps.datasets.combining.reading import Read
from apps.engines.result import Warning as Caution


def cautions(seen: Coverage) -> Iterator[Caution]:
    for place, read in enumerate(seen.reads):
        if place and not int(seen.keys[f"has{place}"].sum()):
            yield Caution(
                code="nothing_matched",
                severity="serious",
                message=msg("Nothing of '{table}' matched.", table=read.name),
                fix=msg("Check its columns of markets and periods."),
            )
        yield from _of_table(read)


def _of_table(read: Read) -> Iterator[Caution]:
    if read.unknown:
        rows = sum(one.rows for one in read.unknown)
        yield Caution(
            code="not_recognised",
            severity="info" if all(one.why == "group" for one in read.unknown) else "warn",
            message=msgn(
                "'{table}': {count} name is no single country ({rows} rows), see below.",
                "'{table}': {count} names are no single countries ({rows} rows), see below.",
                len(read.unknown),
                table=read.name, rows=rows,
            ),
        )  # fmt: skip
    if read.doubled:
        yield Caution(
            code="doubled",
            severity="info",
            message=msgn(
                "'{table}': {count} row was made one with others, as chosen.",
                "'{table}': {count} rows were made one with others, as chosen.",
                read.doubled,
                table=read.name,
            ),
        )
    yield from _incomplete(read)
    blank = read.blank_markets + read.blank_periods
    if blank:
        yield Caution(
            code="blank",
            message=msgn(
                "'{table}': {count} row names no market or no period and was left out.",
                "'{table}': {count} rows name no market or no period and were left out.",
                blank,
                table=read.name,
            ),
        )
    if read.infinite:
        yield Caution(
            code="infinite",
            message=msgn(
                "'{table}': {count} value was beyond all numbers and is missing now.",
                "'{table}': {count} values were beyond all numbers and are missing now.",
                read.infinite,
                table=read.name,
            ),
        )


def _incomplete(read: Read) -> Iterator[Caution]:
    """Sums and means to which something is missing."""
    if read.partial:
        yield Caution(
            code="partial",
            message=msgn(
                "'{table}': {count} value is of a period of which parts are missing, {example} for"
                " one.",
                "'{table}': {count} values are of periods of which parts are missing, {example} for"
                " one.",
                read.partial,
                table=read.name, example=read.partial_example,
            ),
            fix=msg("Do not read them as whole periods."),
        )  # fmt: skip
    if read.holes:
        yield Caution(
            code="holes",
            message=msgn(
                "'{table}': {count} sum or mean lacks values, because cells are empty.",
                "'{table}': {count} sums or means lack values, because cells are empty.",
                read.holes,
                table=read.name,
            ),
            fix=msg("Fill in the empty cells, or do not read these as whole sums or means."),
        )
