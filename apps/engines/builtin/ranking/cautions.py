"""What the reader must know before trusting a ranking, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg, msgn
from apps.engines.builtin.ranking.data import KNOWN, MISSING
from apps.engines.builtin.ranking.findings import Findings
from apps.engines.builtin.ranking.words import NAMED
from apps.engines.figures import percent
from apps.engines.result import Warning as Caution

UNSURE = 0.5
MANY_MISSING = 0.3


def cautions(found: Findings) -> Iterator[Caution]:
    """Serious ones first."""
    yield from _lead(found)
    yield from _missing(found)
    yield from _beyond(found)
    yield from _home(found)
    yield from _sources(found)
    yield from _short(found)


def _lead(found: Findings) -> Iterator[Caution]:
    if found.first[found.leader] < UNSURE:
        yield Caution(
            code="no_clear_leader",
            severity="serious",
            message=msg(
                "No market comes first in half of the plausible cases; {market} does most often, in"
                " {p}.",
                market=found.name(found.leader),
                p=percent(float(found.first[found.leader])),
            ),
            fix=msg(
                "Decide between the markets that cannot be told apart on other grounds, or find out"
                " what is listed under 'What is worth finding out'."
            ),
        )
    if found.leader != found.best:
        yield Caution(
            code="leader_differs",
            message=msg(
                "At exactly your weights {best} leads; over all plausible cases {leader} comes"
                " first more often.",
                best=found.name(found.best),
                leader=found.name(found.leader),
            ),
            fix=msg("Treat the two as level."),
        )


def _missing(found: Findings) -> Iterator[Caution]:
    sheet = found.sheet
    gaps = sheet.kind == MISSING
    if gaps.any():
        worst = int(np.argmax(gaps.sum(axis=1)))
        yield Caution(
            code="missing_cells",
            severity="serious" if gaps.mean() > MANY_MISSING else "warn",
            message=msgn(
                "{count} of {cells} cells is empty, most often for {market}. It counts as anything"
                " between the bounds of its scale, never as an average.",
                "{count} of {cells} cells are empty, most often for {market}. They count as"
                " anything between the bounds of their scales, never as an average.",
                int(gaps.sum()),
                cells=gaps.size,
                market=found.name(worst),
            ),
            fix=msg("Fill in first what is worth finding out most; the others hardly matter."),
        )
    ranged = int(((sheet.kind != KNOWN) & ~gaps).sum())
    if ranged:
        yield Caution(
            code="uncertain_cells",
            severity="info",
            message=msgn(
                "{count} cell is known within bounds or with a standard error.",
                "{count} cells are known within bounds or with a standard error.",
                ranged,
            ),
        )


def _beyond(found: Findings) -> Iterator[Caution]:
    sheet = found.sheet
    bounds = [(one.scale.low, one.scale.high) for one in sheet.indicators]
    low, high = (np.array(side) for side in zip(*bounds, strict=True))
    least, most = np.fmin(sheet.value, sheet.low), np.fmax(sheet.value, sheet.high)
    beyond = (least < low) | (most > high)  # never where nothing is known
    for a in np.flatnonzero(beyond.any(axis=0)).tolist():
        names = [sheet.markets[m] for m in np.flatnonzero(beyond[:, a])]
        yield Caution(
            code="beyond_bounds",
            message=msgn(
                "{names} lies beyond the bounds of {indicator} and counts as the bound.",
                "{names} lie beyond the bounds of {indicator} and count as the bound.",
                len(names),
                names=names[:NAMED] + (["…"] if len(names) > NAMED else []),
                indicator=sheet.indicators[a].label,
            ),
            fix=msg("Widen the bounds if differences out there matter."),
        )


def _home(found: Findings) -> Iterator[Caution]:
    names = found.sheet.unmatched
    if names:
        yield Caution(
            code="unknown_country",
            message=msg(
                "Not known as countries, so that their distance from the home market is unknown:"
                " {names}.",
                names=names[:NAMED] + (["…"] if len(names) > NAMED else []),
            ),
            fix=msg("Use usual country names or codes, or give a column of your own."),
        )


def _sources(found: Findings) -> Iterator[Caution]:
    bare = [one.label for one in found.sheet.indicators if not one.scale.source]
    if bare:
        yield Caution(
            code="no_source",
            severity="info",
            message=msgn(
                "The bounds of {count} indicator have no source.",
                "The bounds of {count} indicators have no source.",
                len(bare),
            ),
            fix=msg("Say in the last entry of its line where the bounds come from."),
        )


def _short(found: Findings) -> Iterator[Caution]:
    if found.k < found.params.k:
        yield Caution(
            code="short_list",
            severity="info",
            message=msgn(
                "With {markets} markets the short list holds {count} market.",
                "With {markets} markets the short list holds {count} markets.",
                found.k,
                markets=len(found.order),
            ),
        )
