"""Two runs side by side: what was asked differently, and what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.engines import registry
from apps.engines.result import Axis, Chart, Result, Series, Table, Tiles
from apps.jobs.domain.queries import curves
from apps.jobs.models import Job

MOST_FIGURES = 200
MOST_TABLE_ROWS = 60
Asked = Callable[[Job], Sequence[tuple[str, str]]]
Figure = tuple[Message, Any]
_NOTHING: tuple[None, None] = (None, None)


@dataclass(frozen=True)
class Row:
    """One line: what it is and both values; ``change`` for two numbers is right − left."""

    label: Message | str
    left: Any
    right: Any

    @property
    def differs(self) -> bool:
        return bool(self.left != self.right)

    @property
    def change(self) -> float | None:
        return self.right - self.left if _number(self.left) and _number(self.right) else None


@dataclass(frozen=True)
class Group:
    """The figures of one block of the result."""

    title: Message
    rows: list[Row]


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def settings_rows(left: Job, right: Job, asked: Asked) -> list[Row]:
    """What was asked: engine, parameters, inputs with their roles, seed; only what differs.

    ``asked`` gives a run's parameters as pairs of label and value in words.
    """
    rows = [
        Row(msg("Engine"), left.engine_key, right.engine_key),
        Row(msg("Engine version"), left.engine_version, right.engine_version),
        Row(msg("Seed"), left.seed, right.seed),
    ]
    params = [dict(asked(job)) for job in (left, right)]
    for label in dict.fromkeys([*params[0], *params[1]]):
        rows.append(Row(label, params[0].get(label), params[1].get(label)))
    for slot in dict.fromkeys([*left.inputs, *right.inputs]):
        rows += _input_rows(slot, left, right)
    return [row for row in rows if row.differs]


def _input_rows(slot: str, left: Job, right: Job) -> list[Row]:
    entry = registry.entry(left.engine_key)
    slots = {known.key: known for known in entry.engine.inputs} if entry and entry.engine else {}
    known = slots.get(slot)
    label = msg(known.label) if known else slot
    roles = {role.key: msg(role.label) for role in known.roles} if known else {}
    rows = [Row(label, _input_name(left, slot), _input_name(right, slot))]
    sides = [job.inputs.get(slot, {}).get("roles") or {} for job in (left, right)]
    for role in dict.fromkeys([*sides[0], *sides[1]]):
        columns = [", ".join(side.get(role, [])) for side in sides]
        rows.append(Row(roles.get(role, role), *columns))
    return rows


def _input_name(job: Job, slot: str) -> str:
    known = job.provenance.get("inputs", {}).get(slot, {})
    return str(known.get("name") or job.inputs.get(slot, {}).get("id", ""))


def figures(left: Job, right: Job) -> list[Group]:
    """Key figures and tables that both results have, cell beside cell, under the names that the
    result pages use. What only one of the runs has stands beside nothing.
    """
    sides = [_figures(job) for job in (left, right)]
    groups: list[Group] = []
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        title, ours = sides[0].get(key) or (sides[1][key][0], {})
        theirs = sides[1].get(key, (title, {}))[1]
        names = list(dict.fromkeys([*ours, *theirs]))[:MOST_FIGURES]
        labels = {name: (ours.get(name) or theirs[name])[0] for name in names}
        rows = [
            Row(labels[name], ours.get(name, _NOTHING)[1], theirs.get(name, _NOTHING)[1])
            for name in names
        ]
        groups.append(Group(title, rows))
    return [group for group in groups if group.rows]


def _figures(job: Job) -> dict[str, tuple[Message, dict[str, Figure]]]:
    """Per block: its title, and its numbers by a name that two runs share."""
    if not job.result:
        return {}
    found: dict[str, tuple[Message, dict[str, Figure]]] = {}
    for block in Result.model_validate(job.result).blocks:
        if isinstance(block, Tiles):
            numbers = {
                str(item.label): (item.label, item.value.value)
                for item in block.items
                if isinstance(item.value, Num)
            }
            found.setdefault("", (msg("Key figures"), {}))[1].update(numbers)
        elif isinstance(block, Table) and len(block.rows) <= MOST_TABLE_ROWS:
            found[block.key] = (block.title, _cells(block))
    return found


def _cells(table: Table) -> dict[str, Figure]:
    """A table's numbers, by the row's first text and the column."""
    names = [column.key for column in table.columns if column.kind == "text"][:1]
    cells: dict[str, Figure] = {}
    for place, row in enumerate(table.rows, start=1):
        first = row.get(names[0]) if names else None
        name = first if isinstance(first, Message | str) else str(place)
        for column in table.columns:
            value = row.get(column.key)
            if column.kind != "text" and _number(value):
                label = msg("{row} · {column}", row=name, column=column.label)
                cells[f"{name}\0{column.key}"] = (label, value)
    return cells


def overlaid(left: Job, right: Job) -> list[Chart]:
    """Each curve that either run drew, both in one chart."""
    sides = [(left, curves(left)), (right, curves(right))]
    names = dict.fromkeys([*sides[0][1], *sides[1][1]])
    return [_chart(name, sides) for name in names]


def _chart(name: str, sides: list[tuple[Job, dict[str, list[tuple[int, float]]]]]) -> Chart:
    drawn = [
        Series(name=f"{job.title} · {job.reference}", kind="line", points=points[name])
        for job, points in sides
        if name in points
    ]
    return curve_chart(name, drawn)


def curve_chart(name: str, series: list[Series]) -> Chart:
    """A metric over the run's steps."""
    called = Message(text=name)  # engines mark the names of their curves
    return Chart(
        key=f"metric-{name}", title=msg("{name} by step", name=called),
        x=Axis(label=msg("Step")), y=Axis(label=called), series=series,
    )  # fmt: skip
