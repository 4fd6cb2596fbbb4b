"""Searches without jobs: giving a trial up, the best one, and a report of all.

Used by the job's child, by runners of searches and by the contract suite; no Django here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.contract import Pruned, Refusal
from apps.engines.result import Result, Table, TableColumn, Tile, Tiles, Warning
from apps.engines.trials import Bound, Trial, TrialRecord

CURVE_POINTS = 200  # of one curve, as a search is told
SHOWN = 200  # trials in the table of a report
STATES = {
    "succeeded": msg("Succeeded"),
    "refused": msg("Refused"),
    "errored": msg("Failed"),
    "timed_out": msg("Timed out"),
    "cancelled": msg("Cancelled"),
}
PRUNED = msg("Given up early")


class Pruner:
    """Watches what a trial reports. Each bound is judged once, at the first value that counts."""

    def __init__(self, bounds: Iterable[Bound | Mapping[str, Any]]) -> None:
        self._open = [Bound.model_validate(bound) for bound in bounds]
        self.reason: Message | None = None

    def see(self, name: str, step: int, value: float) -> None:
        """Raise :class:`Pruned` where the value is worse than a bound."""
        due = [bound for bound in self._open if bound.metric == name and step >= bound.step]
        self._open = [bound for bound in self._open if bound not in due]
        for bound in due:
            if is_worse(value, bound.worst, bound.higher_is_better):
                shown: Any = Num(value=value) if math.isfinite(value) else "NaN"
                self.reason = msg(
                    "Given up early: {metric} was {value} at step {step}; the search asks for"
                    " {worst} or better.",
                    metric=name, value=shown, step=step, worst=bound.worst,
                )  # fmt: skip
        self.check()

    def check(self) -> None:
        """Raise again: what was raised in one thread of an engine ends the others too."""
        if self.reason is not None:
            raise Pruned(self.reason)


def is_worse(value: float, than: float, higher_is_better: bool = False) -> bool:
    """What is no number is worse than anything."""
    if math.isnan(value):
        return True
    return value < than if higher_is_better else value > than


def as_trials(proposed: Iterable[Trial | Mapping[str, Any]] | None) -> list[Trial]:
    """What ``propose`` has returned; empty where it stops."""
    return [one if isinstance(one, Trial) else Trial(params=dict(one)) for one in (proposed or ())]


def best(
    history: Sequence[TrialRecord], objective: str, *, higher_is_better: bool = False
) -> TrialRecord | None:
    """The trial with the best finite ``summary[objective]``; of equal ones the earliest."""
    judged = [
        trial for trial in history
        if trial.state == "succeeded" and _figure(trial, objective) is not None
    ]  # fmt: skip
    sign = -1.0 if higher_is_better else 1.0
    return min(
        judged, key=lambda trial: (sign * (_figure(trial, objective) or 0.0), trial.number),
        default=None,
    )  # fmt: skip


def _figure(trial: TrialRecord, objective: str) -> float | None:
    value = trial.summary.get(objective)
    usable = isinstance(value, int | float) and math.isfinite(value)
    return float(value) if usable and value is not None else None


def report(
    history: Sequence[TrialRecord], objective: str, *, higher_is_better: bool = False
) -> Result:
    """The best trial, and a table of all. :class:`Refusal` with the first reason if none of them
    gave a figure.
    """
    first = best(history, objective, higher_is_better=higher_is_better)
    if first is None:
        raise nothing_found(history)
    value = _figure(first, objective)
    pruned = sum(trial.pruned for trial in history)
    failed = sum(trial.state != "succeeded" and not trial.pruned for trial in history)
    tiles = [
        Tile(label=msg("Best {objective}", objective=objective), value=Num(value=value)),
        Tile(label=msg("Trials"), value=Num(value=len(history))),
        Tile(label=PRUNED, value=Num(value=pruned)),
        Tile(label=msg("Without a result"), value=Num(value=failed)),
    ]
    summary = {
        "best": {"number": first.number, "params": first.params, "summary": first.summary},
        "objective": objective, "trials": len(history), "pruned": pruned, "failed": failed,
    }  # fmt: skip
    return Result(
        headline=msg(
            "Trial {number} is the best: {objective} is {value}.",
            number=first.number, objective=objective, value=Num(value=value),
        ),
        blocks=[Tiles(items=tiles), table(history, objective, first)],
        summary=summary,
    )  # fmt: skip


def nothing_found(history: Sequence[TrialRecord]) -> Refusal:
    """What a search ends with none of whose trials can be used: what the first says."""
    said = next((trial.reason for trial in history if trial.reason is not None), None)
    if said is None:
        return Refusal(msg("No trial of this search has given a result."))
    return Refusal(
        msg("No trial of this search has given a result. The first says: {reason}", reason=said)
    )


def table(
    history: Sequence[TrialRecord],
    objective: str,
    first: TrialRecord,
    labels: Mapping[str, Message] | None = None,
) -> Table:
    """All trials, ``first`` at the top, the others in their order. ``labels`` say what the
    objective and parameters are called; those without one are called by their names.
    """
    called: Mapping[str, Message] = labels or {}
    names = list(dict.fromkeys(name for trial in history for name in trial.params))
    rest = [trial for trial in history if trial.number != first.number]
    rows = [_row(trial, objective, names) for trial in [first, *rest][:SHOWN]]
    note = msgn(
        "{count} more trial is not in this table.", "{count} more trials are not in this table.",
        len(history) - SHOWN,
    )  # fmt: skip
    return Table(
        key="trials",
        title=msg("Trials"),
        columns=[
            TableColumn(key="number", label=msg("No."), kind="integer"),
            TableColumn(key="state", label=msg("Outcome")),
            TableColumn(key="objective", label=called.get(objective, objective), kind="number"),
            *(TableColumn(key=f"params.{name}", label=called.get(name, name)) for name in names),
        ],
        rows=rows,
        note=note if len(history) > SHOWN else None,
    )


def _row(trial: TrialRecord, objective: str, names: Sequence[str]) -> dict[str, Any]:
    said = {f"params.{name}": _plain(trial.params.get(name)) for name in names}
    state = PRUNED if trial.pruned else STATES[trial.state]
    return {"number": trial.number, "state": state, "objective": _figure(trial, objective), **said}


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | str) or value is None else str(value)


def thinned(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """At most ``CURVE_POINTS`` of a curve, evenly, with its first and last point."""
    if len(points) <= CURVE_POINTS:
        return list(points)
    last = len(points) - 1
    places = [round(place * last / (CURVE_POINTS - 1)) for place in range(CURVE_POINTS)]
    return [points[place] for place in places]


def too_many(most: int) -> Warning:
    """What a result says whose search would have gone on."""
    return Warning(
        code="most_trials",
        message=msg("The search was ended after {most} trials, the most that one may run.",
                    most=most),
        fix=msg("What it has found is reported. An administrator can allow more (JOB_PARTS)."),
    )  # fmt: skip


def search(
    runner: Any,
    ctx: Any,
    params: Any,
    inputs: Mapping[str, Any],
    run_trial: Callable[[Trial, int, int], TrialRecord],
    *,
    most: int = 1000,
) -> Result:
    """A whole search in this process: ``run_trial(trial, number, round)`` runs one."""
    history: list[TrialRecord] = []
    round_ = 0
    while len(history) < most:
        round_ += 1
        trials = as_trials(runner.propose(ctx, params, inputs, list(history)))
        if not trials:
            break
        for trial in trials[: most - len(history)]:
            history.append(run_trial(trial, len(history) + 1, round_))
    answer: Result = runner.combine(ctx, params, inputs, history)
    return answer
