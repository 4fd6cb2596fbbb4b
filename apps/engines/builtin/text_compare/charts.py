"""Quality over what it costs: each method a point with its interval over what it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from apps.core.messages import Message, msg
from apps.engines.builtin.text.names import method
from apps.engines.builtin.text_compare.standing import Entry, Standing
from apps.engines.builtin.text_compare.tables import MEGABYTE
from apps.engines.result import Axis, Chart, Series

Cost = Callable[[Entry], float | None]


def every(found: Standing) -> Iterator[Chart]:
    """A chart for each cost that is known of all methods."""
    for key, title, axis, cost in (
        (
            "parameters",
            msg("Quality and learned parameters"),
            Axis(label=msg("Learned parameters"), scale="log"),
            _learned,
        ),
        ("time", msg("Quality and time"), Axis(label=msg("Time"), unit="s"), _seconds),
        ("memory", msg("Quality and memory"), Axis(label=msg("Memory"), unit="MB"), _memory),
    ):
        costs = [cost(entry) for entry in found.entries]
        known = [one for one in costs if one is not None]
        if len(known) == len(costs):
            yield _chart(found, key, title, axis, known)


def _chart(found: Standing, key: str, title: Message, x: Axis, costs: list[float]) -> Chart:
    measure = found.measure
    factor = 100 if measure.share else 1
    pairs = list(zip(found.entries, costs, strict=True))
    points = [
        Series(
            name=method(entry.method), kind="scatter", points=[[cost, factor * entry.figure.value]]
        )
        for entry, cost in pairs
    ]
    band = Series(
        name=msg("95% interval"),
        kind="band",
        points=[
            [cost, factor * entry.figure.low, factor * entry.figure.high] for entry, cost in pairs
        ],
    )
    return Chart(
        key=key,
        title=title,
        x=x,
        y=Axis(
            label=msg("{measure}, test", measure=measure.label),
            unit="%" if measure.share else found.unit,
        ),
        series=[*points, band],
        note=msg("Better is higher and to the left.")
        if measure.share
        else msg("Better is lower and to the left."),
    )


def _learned(entry: Entry) -> float | None:
    return float(entry.learned)


def _seconds(entry: Entry) -> float | None:
    return entry.trial.seconds


def _memory(entry: Entry) -> float | None:
    peak = entry.trial.peak_memory_bytes
    return None if peak is None else peak / MEGABYTE
