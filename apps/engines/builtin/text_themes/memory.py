"""Themes that live on from run to run.

Groups of this run are matched one to one with parts of earlier themes (Kuhn 1955, on the cosines of
their centres); one that is matched is of the earlier theme and takes its name. Locked parts take
their texts before anything is sought, and stay where they are. So what people have merged stays
merged (the parts of one theme), and what they have split stays split (its parts are locked).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from apps.engines.builtin.text.rows import digest, said_by
from apps.engines.builtin.text_themes.clustering import Groups
from apps.engines.builtin.text_themes.earlier import Part

# Cosine from which on two centres may be of one theme. ``benchmarks/bench_themes.py`` compares
# those that two halves of the texts find.
SAME = 0.7


@dataclass(frozen=True)
class Matched:
    """The parts of this run's themes, and earlier ones that no group was found for (``lost``): they
    are kept for the next run.
    """

    parts: list[Part]
    lost: list[Part]
    new: set[str]


def match(groups: Groups, marks: Sequence[str], known: list[Part], locked: list[Part]) -> Matched:
    """Names for this run's groups: those of ``known`` parts where they are the same, new ones
    that follow from the ``marks`` (a text of each group) otherwise. ``locked`` parts come first,
    as they are.
    """
    of = _pairs(groups, known)
    themes: dict[int, str] = {}
    for theme in sorted(set(groups.themes.tolist())):
        inside = np.flatnonzero(groups.themes == theme)
        taken = Counter[str]()
        for group in inside.tolist():
            if group in of:
                taken[known[of[group]].theme] += int(groups.sizes[group])
        if taken:
            themes[theme] = max(sorted(taken), key=lambda one: taken[one])
    taken_ids = {part.theme for part in (*known, *locked)}
    parts, new = list(locked), set[str]()
    for group in range(len(groups.centres)):
        theme = int(groups.themes[group])
        if theme not in themes:
            themes[theme] = _fresh(marks[group], taken_ids)
            taken_ids.add(themes[theme])
            new.add(themes[theme])
        # A group that was matched itself goes by its own match: people may have split what the
        # run would put together.
        own = known[of[group]] if group in of else None
        name = themes[theme] if own is None else own.theme
        parts.append(
            Part(
                theme=name,
                name=next((one.name for one in known if one.theme == name), ""),
                named=any(one.named for one in known if one.theme == name),
                locked=False,
                similarity=float(groups.reach[group]),
                texts=int(groups.sizes[group]),
                centroid=groups.centres[group],
            )
        )
    found = {of[group] for group in of}
    lost = [part for at, part in enumerate(known) if at not in found and not _again(part, parts)]
    return Matched(parts, [replace(part, texts=0) for part in lost], new)


def _again(part: Part, parts: Sequence[Part]) -> bool:
    """Whether a part of the same theme stands about where this one stood."""
    return any(
        one.theme == part.theme and float(one.centroid @ part.centroid) >= SAME for one in parts
    )


def _pairs(groups: Groups, known: list[Part]) -> dict[int, int]:
    """Group → part of an earlier theme, one to one."""
    if not known or not len(groups.centres):
        return {}
    alike = groups.centres @ np.array([part.centroid for part in known]).T
    rows, columns = linear_sum_assignment(np.where(alike >= SAME, alike, 0.0), maximize=True)
    return {
        int(row): int(column)
        for row, column in zip(rows, columns, strict=True)
        if alike[row, column] >= SAME
    }


def _fresh(text: str, taken: set[str]) -> str:
    """An identity that follows from a text of the theme, whatever the order of the rows."""
    tried = 0
    while (found := said_by(digest("theme", text, str(tried)))) in taken:
        tried += 1
    return found
