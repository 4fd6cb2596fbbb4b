"""The input slot of ``effects.release`` and what can be told of it before a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import mark, msg
from apps.engines.builtin.release_effect.params import ReleaseParams
from apps.engines.builtin.series_slots import PERIODS
from apps.engines.contract import InputProfile, InputSlot, Issue, RoleSpec

DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="period",
            label=mark("Period"),
            help=mark("The month or week of a row, or the date of a record."),
            dtypes=PERIODS,
        ),
        RoleSpec(
            key="market",
            label=mark("Market"),
            help=mark("Which market a row belongs to. Without it there is one."),
            minimum=0,
            dtypes=("text", "integer"),
        ),
        RoleSpec(
            key="value",
            label=mark("Value"),
            help=mark(
                "The count or mean that the release was to change. Without it each row is one"
                " record, and rows are counted."
            ),
            minimum=0,
        ),
        RoleSpec(
            key="exposure",
            label=mark("Out of how many"),
            help=mark("All feedback, users or orders of the period; of a mean, its number."),
            minimum=0,
        ),
        RoleSpec(
            key="release",
            label=mark("Release"),
            help=mark("The date of the release in the row's market, empty where there is none."),
            minimum=0,
            dtypes=PERIODS,
        ),
        RoleSpec(
            key="topic",
            label=mark("Topic"),
            help=mark("What a record is about, where rows are counted."),
            minimum=0,
            dtypes=("text", "integer", "boolean"),
        ),
    ),
)


def check(params: ReleaseParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Columns that clash or are empty, and roles that need each other."""
    data = profiles.get("data")
    return [] if data is None else [*_columns(data), *_roles(params, data)]


def _columns(data: InputProfile) -> Iterator[Issue]:
    seen: set[str] = set()
    for slot in DATA.roles:
        for name in data.roles.get(slot.key, []):
            column = data.column(name)
            if name in seen:
                yield Issue(
                    message=msg("{names} was chosen twice.", names=[name]),
                    fix=msg("Choose each column once."),
                    field=f"data.{slot.key}",
                )
            elif column is not None and data.rows and column.missing >= data.rows:
                yield Issue(
                    message=msg("Column '{name}' is empty.", name=name),
                    fix=msg("Choose another column."),
                    field=f"data.{slot.key}",
                )
            seen.add(name)


def _roles(params: ReleaseParams, data: InputProfile) -> Iterator[Issue]:
    has = {slot.key: bool(data.roles.get(slot.key)) for slot in DATA.roles}
    if not has["release"] and not params.release:
        yield Issue(
            message=msg("When was the release?"),
            fix=msg("Give its date, or choose a column that has it."),
            field="release",
        )
    if has["release"] and params.release:
        yield Issue(
            message=msg("The release is given twice: as a column and as a date."),
            fix=msg("Empty one of them."),
            field="release",
        )
    if params.outcome == "mean" and not has["value"]:
        yield Issue(
            message=msg("A mean takes a column of values."),
            fix=msg("Choose it, or choose that a count is asked for."),
            field="data.value",
        )
    if has["topic"] and (has["value"] or not params.topic):
        yield Issue(
            message=msg("A column of topics is used only where rows of one topic are counted."),
            fix=msg("Name the topic and choose no column of values, or leave out the topics."),
            field="topic",
        )
    if params.topic and not has["topic"]:
        yield Issue(
            message=msg("A topic is named, but no column of topics is chosen."),
            fix=msg("Choose the column, or empty the topic."),
            field="data.topic",
        )
