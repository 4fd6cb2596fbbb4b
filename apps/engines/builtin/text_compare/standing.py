"""Where each method stands: the best by the validation rows, and the others against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from apps.engines.builtin.text.measures import OF_TASK, Measure
from apps.engines.builtin.text.metrics import LEVEL, Interval
from apps.engines.builtin.text.paired import Gap, holm
from apps.engines.builtin.text_compare import outcomes
from apps.engines.builtin.text_compare.manifest import PREDICTIONS
from apps.engines.builtin.text_compare.outcomes import Outcomes
from apps.engines.trials import TrialRecord

Verdict = Literal["as_good", "worse", "better", "open"]


@dataclass(frozen=True)
class Entry:
    """A method that has a result. ``figure`` is that of the measure on the test rows."""

    trial: TrialRecord
    outcomes: Outcomes
    figure: Interval

    @property
    def method(self) -> str:
        """The method's key."""
        return str(self.trial.params["method"])

    @property
    def learned(self) -> int:
        """Parameters that learned."""
        return int(self.trial.summary["parameters_learned"])

    @property
    def quality(self) -> tuple[float, float]:
        """What the validation rows say, the larger the better."""
        found = self.trial.summary
        return found["validation_quality"], found["validation_likelihood"]


@dataclass(frozen=True)
class Against:
    """A method beside the best one, which is ahead of it by ``gap``. ``p`` is corrected."""

    entry: Entry
    gap: Gap
    macro: Interval | None
    p: float
    verdict: Verdict


@dataclass(frozen=True)
class Standing:
    """All methods of a comparison. ``margin`` is in the measure's unit."""

    measure: Measure
    unit: str
    best: Entry
    others: list[Against]
    margin: float

    @property
    def rows(self) -> int:
        """Test rows."""
        return len(self.best.outcomes.rows)

    @property
    def entries(self) -> list[Entry]:
        """The best one first, then as the validation rows order them."""
        return [self.best, *(one.entry for one in self.others)]

    @cached_property
    def thrifty(self) -> Against | None:
        """Of the methods that are as good, the one that learns the fewest parameters, where that
        are fewer than the best one's.
        """
        good = [one for one in self.others if one.verdict in {"as_good", "better"}]
        first = min(good, key=lambda one: one.entry.learned, default=None)
        return first if first and first.entry.learned < self.best.learned else None


def compared(history: Sequence[TrialRecord], margin: float, *, seed: int) -> Standing | None:
    """The standing of the trials that succeeded; None where there is none. ``margin`` is a share:
    of all rows, or of the best one's error.

    Raises ``ValueError`` for trials that were not tested on the same rows.
    """
    entries = [_entry(trial) for trial in history if trial.state == "succeeded"]
    if not entries:
        return None
    if len({str(entry.trial.summary["test_hash"]) for entry in entries}) > 1:
        raise ValueError("methods were tested on different rows")
    entries.sort(key=lambda entry: (*(-value for value in entry.quality), entry.learned))
    best, rest = entries[0], entries[1:]
    measure = OF_TASK[best.trial.summary["task"]]
    margin = margin if measure.share else margin * best.figure.value
    return Standing(
        measure=measure,
        unit=str((best.trial.summary.get("target") or {}).get("unit", "")),
        best=best,
        others=_against(best, rest, margin, seed),
        margin=margin,
    )


def _entry(trial: TrialRecord) -> Entry:
    task = trial.summary["task"]
    found: dict[str, Any] = trial.summary[OF_TASK[task].key]
    return Entry(
        trial=trial,
        outcomes=outcomes.OF_TASK[task](trial.files[PREDICTIONS], trial.summary),
        figure=Interval(found["value"], found["low"], found["high"]),
    )


def _against(best: Entry, rest: list[Entry], margin: float, seed: int) -> list[Against]:
    gaps = [best.outcomes.ahead_of(one.outcomes, seed=seed) for one in rest]
    corrected = holm([gap.p for gap in gaps])
    return [
        Against(
            entry=one,
            gap=gap,
            macro=best.outcomes.macro_ahead_of(one.outcomes, seed=seed),
            p=p,
            verdict=verdict(gap, p, margin),
        )
        for one, gap, p in zip(rest, gaps, corrected, strict=True)
    ]


def verdict(gap: Gap, p: float, margin: float) -> Verdict:
    """What the test says of a method that the best one is ahead of by ``gap``.

    'As good' is what the interval shows to be worse by the margin at most, even where a smaller
    difference is certain.
    """
    certain = p < 1 - LEVEL
    if certain and gap.by.value < 0:
        return "better"
    if gap.by.high <= margin:
        return "as_good"
    return "worse" if certain else "open"
