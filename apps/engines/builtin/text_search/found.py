"""What a search has found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from apps.engines.builtin.text_search.space import METHOD, Space
from apps.engines.builtin.text_search.study import OBJECTIVE
from apps.engines.trials import TrialRecord


@dataclass(frozen=True)
class Found:
    """``tried`` are the rehearsals, ``best`` of them by the validation rows, ``final`` the run of
    its settings that reads the test rows, where it came to that.
    """

    space: Space
    tried: list[TrialRecord]
    best: TrialRecord
    final: TrialRecord | None
    importances: dict[str, float]

    @property
    def test(self) -> TrialRecord | None:
        """The final run, if it has a result."""
        return self.final if self.final and self.final.state == "succeeded" else None

    @property
    def quality(self) -> float:
        """Of the best trial, by the validation rows."""
        return float(self.best.summary[OBJECTIVE])

    @cached_property
    def own(self) -> float | None:
        """The best quality that the person's own settings have."""
        first = self.tried[: len(self.space.methods)]
        found = [one.summary[OBJECTIVE] for one in first if one.state == "succeeded"]
        return max(found, default=None)

    @property
    def gain(self) -> float | None:
        """By how much the best trial is better than the person's own settings."""
        return None if self.own is None else self.quality - self.own

    @property
    def unit(self) -> str:
        """Of the target, where it is a number."""
        return str(((self.test or self.best).summary.get("target") or {}).get("unit", ""))

    @property
    def names(self) -> list[str]:
        """The settings that were searched; the method first where it is one of them."""
        found = list(self.space.distributions)
        return sorted(found, key=lambda name: name != METHOD)
