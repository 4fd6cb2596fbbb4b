"""The table of ``markets.segments`` and what can be told before anything runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import Num, mark, msg, msgn
from apps.engines.builtin.segments.params import SegmentsParams
from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, Issue, RoleSpec

LEAST_ROWS = 10
LEAST_EACH = 3  # rows for each segment asked for
MOST_MEASURES = 200
DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="name",
            label=mark("Name"),
            help=mark("The market or customer of a row. Countries are drawn on a map."),
            minimum=0,
            dtypes=("text", "integer"),
        ),
        RoleSpec(
            key="measures",
            label=mark("Measures"),
            help=mark(
                "What makes rows alike, e.g. internet use, orders a year. At least one, here or"
                " among the logarithms."
            ),
            minimum=0,
            maximum=None,
        ),
        RoleSpec(
            key="logs",
            label=mark("Measures taken as logarithms"),
            help=mark(
                "Those of which a doubling counts the same everywhere, e.g. income or population."
                " Only numbers above zero."
            ),
            minimum=0,
            maximum=None,
        ),
    ),
)


def measures(roles: Mapping[str, list[str]]) -> list[str]:
    """All measures, once each, in order of name, so that their order in the form means nothing."""
    return sorted({*roles.get("measures", []), *roles.get("logs", [])})


def absent(roles: Mapping[str, list[str]]) -> Iterator[Issue]:
    """What every run needs: one measure, of either kind."""
    if not measures(roles):
        yield Issue(
            message=msg("Nothing says what makes rows alike."),
            fix=msg("Choose at least one measure."),
            field="data.measures",
        )


def check(params: SegmentsParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """What is wrong with parameters, columns and table, each with what to do."""
    data = profiles.get("data")
    if data is None:
        return []
    return [*absent(data.roles), *_columns(data), *_rows(params, data)]


def _columns(data: InputProfile) -> Iterator[Issue]:
    names = measures(data.roles)
    if len(names) > MOST_MEASURES:
        yield Issue(
            message=msg("At most {most} measures are taken; {count} are chosen.",
                        most=MOST_MEASURES, count=len(names)),
            fix=msg("Choose those that matter for what you want to do with the segments."),
            field="data.measures",
        )  # fmt: skip
    both = [name for name in data.roles.get("name", []) if name in names]
    if both:
        yield Issue(
            message=msg("{names} was chosen twice.", names=both),
            fix=msg("Choose each column once."),
            field="data.name",
        )
    for name in names:
        column = data.column(name)
        if column is not None and data.rows and column.missing >= data.rows:
            yield Issue(
                message=msg("Column '{name}' is empty.", name=name),
                fix=msg("Choose another column."),
                field="data.measures",
            )
    for name in data.roles.get("logs", []):
        yield from _logs(data.column(name))


def _logs(column: ColumnProfile | None) -> Iterator[Issue]:
    if column is not None and column.minimum is not None and column.minimum <= 0:
        yield Issue(
            message=msg(
                "Column '{name}' has {low} in it, and there is no logarithm of zero or less.",
                name=column.name,
                low=Num(value=column.minimum, digits=4),
            ),
            fix=msg("Take it as it is, or leave such cells empty."),
            field="data.logs",
        )


def few_rows(rows: int, least: int) -> Issue:
    """Too few rows that can be used."""
    return Issue(
        message=msgn(
            "{count} row can be used; segments need {least} or more.",
            "{count} rows can be used; segments need {least} or more.",
            rows,
            least=least,
        ),
        fix=msg("Add rows, or choose measures that more rows have."),
        field="data",
    )


def least_rows(params: SegmentsParams) -> int:
    """Rows that a run needs."""
    return max(LEAST_ROWS, LEAST_EACH * (params.segments or 0))


def _rows(params: SegmentsParams, data: InputProfile) -> Iterator[Issue]:
    if 0 < data.rows < least_rows(params):
        yield few_rows(data.rows, least_rows(params))
