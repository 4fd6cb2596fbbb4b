"""Two runs side by side: what was asked differently, and what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message, msg
from apps.engines import registry
from apps.engines.result import Axis, Chart, Series
from apps.jobs.domain.param_issues import field_label
from apps.jobs.domain.queries import curves
from apps.jobs.models import Job

MOST_FIGURES = 200


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


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def settings_rows(left: Job, right: Job) -> list[Row]:
    """What was asked: engine, parameters, inputs with their roles, seed; only what differs."""
    entry = registry.entry(left.engine_key)
    model = entry.engine.Params if entry and entry.engine else None
    rows = [
        Row(msg("Engine"), left.engine_key, right.engine_key),
        Row(msg("Engine version"), left.engine_version, right.engine_version),
        Row(msg("Seed"), left.seed, right.seed),
    ]
    for name in dict.fromkeys([*left.params, *right.params]):
        label = msg(field_label(model, name)) if model else name
        rows.append(Row(label, left.params.get(name), right.params.get(name)))
    for slot in dict.fromkeys([*left.inputs, *right.inputs]):
        rows += _input_rows(slot, left, right)
    return [row for row in rows if row.differs]


def _input_rows(slot: str, left: Job, right: Job) -> list[Row]:
    rows = [Row(slot, _input_name(left, slot), _input_name(right, slot))]
    sides = [job.inputs.get(slot, {}).get("roles") or {} for job in (left, right)]
    for role in dict.fromkeys([*sides[0], *sides[1]]):
        columns = [", ".join(side.get(role, [])) for side in sides]
        rows.append(Row(f"{slot} · {role}", *columns))
    return rows


def _input_name(job: Job, slot: str) -> str:
    known = job.provenance.get("inputs", {}).get(slot, {})
    return str(known.get("name") or job.inputs.get(slot, {}).get("id", ""))


def figures(left: Job, right: Job) -> list[Row]:
    """The summaries' single values, by their dotted name."""
    sides = [flat(left.summary), flat(right.summary)]
    names = list(dict.fromkeys([*sides[0], *sides[1]]))[:MOST_FIGURES]
    return [Row(name, sides[0].get(name), sides[1].get(name)) for name in names]


def flat(value: Any, prefix: str = "") -> dict[str, Any]:
    """Nested JSON as one level; lists count by position."""
    if isinstance(value, Mapping):
        items = [(str(key), inner) for key, inner in value.items()]
    elif isinstance(value, list):
        items = [(str(place), inner) for place, inner in enumerate(value)]
    else:
        return {prefix: value}
    found: dict[str, Any] = {}
    for key, inner in items:
        found |= flat(inner, f"{prefix}.{key}" if prefix else key)
    return found


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
    return Chart(
        key=f"metric-{name}", title=msg("{name} by step", name=name),
        x=Axis(label=msg("Step")), y=Axis(label=name), series=series,
    )  # fmt: skip
