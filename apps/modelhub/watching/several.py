"""Models that give a text several labels: how often each label is answered, before and now.
Imported in a job's child only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apps.engines.builtin.text.params import Separator
from apps.engines.builtin.text_classify.multilabel.labels import labels_of, parse, written
from apps.engines.contract import Refusal
from apps.modelhub.watching.reading import LONGEST, NO_LABEL, OTHERS
from apps.modelhub.watching.statistics import LEAST_SHARE, MOST_CLASSES

Labels = frozenset[str] | None  # None where not all of them are known


@dataclass(frozen=True)
class Compared:
    """Which rows have the label, '1' or '0' each, before and now."""

    label: str
    before: list[str]
    now: list[str]

    @property
    def shares(self) -> tuple[float, float]:
        return _share(self.before), _share(self.now)


def logged(answer: str, separator: Separator) -> Labels:
    """The labels of an answer as the log keeps it: what fills it may have been cut."""
    if len(answer) >= LONGEST:
        return None
    if answer in ("", NO_LABEL):
        return frozenset()
    try:
        return frozenset(labels_of(parse(separator)(answer, 1)))
    except Refusal:
        return None


def tested(answer: str, separator: Separator) -> Labels:
    """Those of a test row, a JSON list; None where the log would have cut them: both samples leave
    the same rows out.
    """
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    if not isinstance(found, list):
        return None
    labels = sorted(map(str, found))
    return None if len(written(labels, separator)) >= LONGEST else frozenset(labels)


def compared(before: Sequence[Labels], now: Sequence[Labels]) -> Iterator[Compared]:
    """Each label that is frequent enough in both samples together, the most frequent first; rare
    ones count as one, and so does having none.
    """
    old, new = ([one or {NO_LABEL} for one in some if one is not None] for some in (before, now))
    counts = Counter(label for row in (*old, *new) for label in row)
    least = LEAST_SHARE * (len(old) + len(new))
    order = sorted(counts, key=lambda label: (-counts[label], label))
    kept = [label for label in order if counts[label] >= least][:MOST_CLASSES]
    for label in kept:
        yield Compared(label, *([str(int(label in row)) for row in some] for some in (old, new)))
    if len(kept) < len(counts):
        common = set(kept)
        rare = ([str(int(bool(row - common))) for row in some] for some in (old, new))
        yield Compared(OTHERS, *rare)


def _share(flags: Sequence[str]) -> float:
    return flags.count("1") / len(flags)
