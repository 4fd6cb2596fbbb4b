"""What the server counts: answers by outcome, and how long they took."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from typing import Any

RECENT = 1000  # answers that the quantiles are of
# Upper ends of the classes of times, in seconds; the last one is open.
SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Figures:
    """Counts since the start, and the times (seconds) of the latest answers."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.rows = 0
        self.batches = 0
        self._classes = [0] * (len(SECONDS) + 1)
        self._total = 0.0
        self._recent: deque[float] = deque(maxlen=RECENT)

    def count(self, outcome: str, rows: int, seconds: float) -> None:
        """One request was answered. Times count where a model answered."""
        self.outcomes[outcome] += 1
        if outcome != "answered":
            return
        self.rows += rows
        self._recent.append(seconds)
        self._total += seconds
        self._classes[bisect_left(SECONDS, seconds)] += 1

    def told(self) -> dict[str, Any]:
        """As JSON: for the pages and for Prometheus."""
        return {
            "outcomes": dict(self.outcomes),
            "rows": self.rows,
            "batches": self.batches,
            "median": quantile(self._recent, 0.5),
            "p95": quantile(self._recent, 0.95),
            "classes": list(self._classes),
            "seconds": self._total,
        }


def quantile(values: deque[float], share: float) -> float | None:
    """The least value that at least ``share`` of all do not exceed; None of none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]
