"""Training, validation and test rows. The test rows are handed out once.

Which part a row goes to depends on the seed and on what the row says, never on where it stood.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from apps.core.messages import Message, msg
from apps.engines.builtin.text.rows import Rows, content_hash, digest
from apps.engines.contract import Refusal


class TestReadTwiceError(RuntimeError):
    """Something asked for the test rows again: no choice may depend on them."""

    __test__ = False  # not a test case of pytest


class Held:
    """Test rows, locked away until the one reading."""

    def __init__(self, rows: Rows) -> None:
        self._rows: Rows | None = rows
        self.count = len(rows)
        self.hash = content_hash(rows)

    def read(self) -> Rows:
        """The rows, once."""
        if self._rows is None:
            raise TestReadTwiceError("the test rows have been read already")
        rows, self._rows = self._rows, None
        return rows


@dataclass(frozen=True)
class Parts:
    """The three parts. ``how`` is 'stratified', 'grouped' or 'time'."""

    train: Rows
    validation: Rows
    test: Held
    how: str


Spread = Callable[[Rows, float, float, int], np.ndarray]


def part(
    rows: Rows,
    *,
    validation: float,
    test: float,
    seed: int,
    spread: Spread | None = None,
    alike: Message | None = None,
    targets: tuple[int, int] = (2, 1),
) -> Parts:
    """Part the rows by group or time where such a column was chosen, else class by class.

    ``spread`` is another way to share out rows: (rows, validation, test, seed) → (n,) 0 to learn
    from, 1 to choose by, 2 to test on. ``alike`` is what is said where the rows to learn from have
    fewer different ``targets`` than the first of two numbers, or another part than the second.
    """
    if rows.groups is not None:
        how, codes = "grouped", _grouped(rows, validation, test, seed)
    elif rows.times is not None:
        how, codes = "time", _by_time(rows.times, validation, test)
    else:
        how, codes = "stratified", (spread or by_class)(rows, validation, test, seed)
    parts = [rows.take(np.flatnonzero(codes == code)) for code in range(3)]
    _check(parts, how, alike, targets)
    return Parts(parts[0], parts[1], Held(parts[2]), how)


def counts(total: int, validation: float, test: float) -> tuple[int, int]:
    """Rows of ``total`` for validation and test: at least one each, and one left to learn from."""
    if total < 3:
        return 0, 0
    for_test = min(max(1, round(total * test)), total - 2)
    return min(max(1, round(total * validation)), total - for_test - 1), for_test


def by_class(rows: Rows, validation: float, test: float, seed: int) -> np.ndarray:
    """(n,) parts that have the same share of each class."""
    return by_stratum(rows, rows.labels, validation, test, seed)


def by_stratum(
    rows: Rows, strata: Sequence[object], validation: float, test: float, seed: int
) -> np.ndarray:
    """(n,) parts that have the same share of each of the ``strata`` (n,)."""
    codes = np.zeros(len(rows), dtype=np.int8)
    classes: dict[object, list[int]] = defaultdict(list)
    for place, stratum in enumerate(strata):
        classes[stratum].append(place)
    for places in classes.values():
        order = sorted(places, key=lambda place: digest(str(seed), rows.said[place]))
        for_validation, for_test = counts(len(order), validation, test)
        codes[order[:for_test]] = 2
        codes[order[for_test : for_test + for_validation]] = 1
    return codes


def _grouped(rows: Rows, validation: float, test: float, seed: int) -> np.ndarray:
    assert rows.groups is not None  # noqa: S101 - for the type checker
    sizes = Counter(rows.groups)
    if len(sizes) < 3:
        raise Refusal(
            msg("There are only {count} groups; three parts need at least 3.", count=len(sizes)),
            fix=msg("Leave 'Belongs together' empty, or choose a column with more values."),
            field="data.group",
        )
    order = sorted(sizes, key=lambda name: (digest(str(seed), name), name))
    code_of = in_order(order, sizes, validation, test)
    return np.array([code_of.get(name, 0) for name in rows.groups], dtype=np.int8)


def in_order(order: Sequence[Any], sizes: Any, validation: float, test: float) -> dict[Any, int]:
    """Groups to test on (2) and to choose by (1), taken from the ``order`` until the parts have
    about their shares; those that are left are learned from. ``sizes`` tells the rows of each.
    """
    left, total = list(order), sum(int(sizes[name]) for name in order)
    code_of: dict[Any, int] = {}
    for code, share in ((2, test * total), (1, validation * total)):
        taken = 0
        while left and (taken == 0 or taken + sizes[left[0]] / 2 <= share) and len(left) > code:
            name = left.pop(0)
            code_of[name] = code
            taken += int(sizes[name])
    return code_of


def _by_time(times: np.ndarray, validation: float, test: float) -> np.ndarray:
    """Cut between different times only: what happened at once is learned or judged together."""
    moments, sizes = np.unique(times, return_counts=True)
    if len(moments) < 3:
        raise Refusal(
            msg("There are only {count} different times; three parts need 3.", count=len(moments)),
            fix=msg("Leave the time empty, or choose a column with more values."),
            field="data.time",
        )
    after = len(times) - np.cumsum(sizes)  # rows later than each moment
    last = len(moments) - 1
    first_cut = int(np.argmin(np.abs(after[1:last] - test * len(times)))) + 1
    inner = after[:first_cut] - after[first_cut]
    second_cut = int(np.argmin(np.abs(inner - validation * len(times))))
    codes = np.zeros(len(times), dtype=np.int8)
    codes[times > moments[second_cut]] = 1
    codes[times > moments[first_cut]] = 2
    return codes


def _check(parts: list[Rows], how: str, alike: Message | None, targets: tuple[int, int]) -> None:
    learn, judge = targets
    needed = zip(parts, (learn, judge, judge), strict=True)
    if any(len(set(part.labels)) < least for part, least in needed):
        raise Refusal(
            alike or msg("Parted like this, the rows to learn from have fewer than two classes."),
            fix=msg("Use more rows, or leave the time and what belongs together empty."),
            field="data.time" if how == "time" else "data.group",
        )
