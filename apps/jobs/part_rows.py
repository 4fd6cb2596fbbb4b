"""The parts of a run, or the trials of a search, as its page lists them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from apps.core.rendering import render, show
from apps.jobs.domain import parts
from apps.jobs.models import OPEN_STATES, Job, State, Task

SHOWN = 50
WIDTH = 80  # of what was asked of a part, in characters


@dataclass(frozen=True)
class PartRow:
    """One line: ``state`` is how it looks, ``said`` why it ended."""

    job: Job
    state: str
    label: str
    asked: str
    said: str


@dataclass(frozen=True)
class PartRows:
    """The first lines of all ``total``."""

    rows: list[PartRow]
    total: int
    searches: bool

    @property
    def more(self) -> bool:
        return self.total > len(self.rows)


def part_rows(job: Job) -> PartRows | None:
    """None for a job without parts. Those at work come first where there are too many to show."""
    if not job.parts_total:
        return None
    rows = parts.parts_of(job).defer("result", "provenance", "inputs", "error")
    if job.parts_total > SHOWN and not job.is_final:
        at_work = list(rows.filter(state__in=set(OPEN_STATES) - {State.QUEUED})[:SHOWN])
        others = rows.exclude(pk__in=[one.pk for one in at_work])
        chosen = [*at_work, *others[: SHOWN - len(at_work)]]
    else:
        chosen = list(rows[:SHOWN])
    searches = any(one.task == Task.RUN for one in chosen)
    return PartRows([_row(one) for one in chosen], job.parts_total, searches)


def _row(job: Job) -> PartRow:
    state = "pruned" if job.pruned else str(job.state)
    said = render(job.reason) or render((job.refusal or {}).get("message"))
    label = "" if job.pruned else job.get_state_display()
    return PartRow(job, state, label, _asked(job), said or _found(job))


def _asked(job: Job) -> str:
    """A trial by its parameters, a part by what was planned."""
    if job.task == Task.PART:
        text = json.dumps((job.part or {}).get("part"), ensure_ascii=False)
    else:
        text = ", ".join(f"{name} {_plain(value)}" for name, value in job.params.items())
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _found(job: Job) -> str:
    """The figures of a trial."""
    figures = [(name, value) for name, value in job.summary.items() if _is_figure(value)]
    return ", ".join(f"{name} {show(value)}" for name, value in figures[:3])


def _plain(value: Any) -> str:
    return show(value) if _is_figure(value) else json.dumps(value, ensure_ascii=False)


def _is_figure(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
