"""Runs that have other runs made: what a search proposes, and how it is told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from apps.core.messages import Message
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result


class Bound(BaseModel):
    """A trial ends early, as pruned, where the first value of ``metric`` that it reports at
    ``step`` or later is worse than ``worst``. A value that is no number is worse than any."""

    model_config = ConfigDict(frozen=True)

    metric: str
    step: int
    worst: float
    higher_is_better: bool = False


class Trial(BaseModel):
    """One run that a search asks for: parameters of its target, and when to give it up."""

    model_config = ConfigDict(frozen=True)

    params: dict[str, Any] = {}
    bounds: list[Bound] = []


class TrialRecord(BaseModel):
    """How a trial ended, as a search is told. Only one that succeeded has ``summary`` and files."""

    number: int  # from 1, in the order in which trials were proposed
    round: int  # from 1
    params: dict[str, Any]
    state: Literal["succeeded", "refused", "errored", "timed_out", "cancelled"]
    pruned: bool = False
    summary: dict[str, Any] = {}
    curves: dict[str, list[tuple[int, float]]] = {}  # what it reported by ``ctx.metric``
    files: dict[str, Path] = {}  # those that ``Engine.reads`` names, to be read only
    seconds: float | None = None  # by the clock, from its first sign of life to its end
    peak_memory_bytes: int | None = None  # measured as the seconds are: both differ between runs
    reason: Message | None = None


class SearchRunner(Protocol):
    """A runner that has other runs made, round after round: hyper-parameters, designs, settings.

    Each trial is an ordinary run of ``Engine.target`` with the search's inputs and seed. A trial
    that fails ends no search: the next round is told. Trials are bounded in number (JOB_PARTS).
    """

    def propose(
        self,
        ctx: Context,
        params: Any,
        inputs: Mapping[str, InputTable],
        history: Sequence[TrialRecord],
    ) -> Sequence[Trial | Mapping[str, Any]] | None:
        """The trials of the next round, or None when there is nothing more to try.

        ``history`` holds every trial so far in the order of their numbers, whatever order they
        ended in. A mapping is a trial's parameters. It may be called again after a lost worker,
        and keeps no files: whatever it must remember follows from ``history`` and ``ctx.seed``.
        """
        ...

    def combine(
        self,
        ctx: Context,
        params: Any,
        inputs: Mapping[str, InputTable],
        history: Sequence[TrialRecord],
    ) -> Result:
        """The answer once ``propose`` has stopped; ``searching.report`` names the best trial.

        ``summary["models"]`` may list trials, by number, whose models become models of the project.
        """
        ...
