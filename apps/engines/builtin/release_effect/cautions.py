"""What the reader must know before acting on the answer."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg, msgn
from apps.engines.builtin.release_effect.study import Study
from apps.engines.result import Warning as Caution

NAMED = 5
PEAK = 1.3  # times the mean before


def cautions(study: Study) -> Iterator[Caution]:
    """Those of this table first, then what no table can tell."""
    yield from _peaked(study)
    yield from _untold(study)
    yield from _thin(study)
    yield from _within(study)
    yield from _dropped(study)
    yield from _cut(study)
    yield from _season_unknown(study)
    if study.method == "its":
        yield Caution(
            code="other_things",
            message=msg(
                "Whatever else happened at the release (a campaign, a price, a holiday) cannot be"
                " told from it: there is no market without the release to compare with."
            ),
            fix=msg("Add markets that were not released, or were later."),
        )
    else:
        yield Caution(
            code="other_things",
            severity="info",
            message=msg(
                "What else happened at the release in the released markets alone (a campaign, a"
                " price) cannot be told from it."
            ),
            fix=msg("Note it beside the answer; leave such markets out if you can."),
        )
    if not study.panel.shared and study.panel.cells.family.log:
        yield Caution(
            code="no_exposure",
            severity="info",
            message=msg(
                "Counts are taken as they are. If the number of customers changed, or the way that"
                " they are counted, so did the counts."
            ),
            fix=msg("Choose a column of users, orders or all feedback as 'Out of how many'."),
        )


def _peaked(study: Study) -> Iterator[Caution]:
    """Regression to the mean: a release that followed a peak."""
    panel = study.panel
    names = []
    for one in study.told:
        own = panel.kept & (panel.cells.market == one.code) & ~panel.cells.post
        rate = panel.cells.y[own] / (panel.cells.e[own] if panel.cells.family.log else 1.0)
        if len(rate) < 6:
            continue
        rest, last = rate[:-3], rate[-3:]
        high = last.mean() > rest.mean() + 2 * rest.std(ddof=1) / np.sqrt(3)
        if high and (not panel.cells.family.log or last.mean() > PEAK * rest.mean()):
            names.append(one.name)
    if names:
        yield Caution(
            code="after_peak",
            message=msg(
                "The release followed a peak ({names}). A part of the fall would have come by"
                " itself, as peaks pass.",
                names=names[:NAMED],
            )
            if names[0]
            else msg(
                "The release followed a peak. A part of the fall would have come by itself, as"
                " peaks pass."
            ),
            fix=msg("Leave out the periods before the release that made it urgent, and compare."),
        )


def _untold(study: Study) -> Iterator[Caution]:
    names = [one.name for one in study.ones if one.chosen is None]
    if names:
        yield Caution(
            code="untold_markets",
            message=msgn(
                "{count} released market has no estimate: {names}. The table says why.",
                "{count} released markets have no estimate, among them {names}. The table says"
                " why.",
                len(names),
                names=names[:NAMED],
            ),
            fix=msg("Add earlier periods of them."),
        )


def _thin(study: Study) -> Iterator[Caution]:
    """Periods after the release that nothing is there to compare with."""
    if study.compared is None:
        return
    told = np.isin(study.panel.cells.market, [one.code for one in study.told])
    after = study.panel.kept & study.panel.cells.post & told
    count = int(after.sum() - study.compared.asked.sum())
    if count > 0:
        yield Caution(
            code="not_compared",
            severity="info",
            message=msgn(
                "{count} period of a market after its release is left out: markets without the"
                " release have too little then to compare with.",
                "{count} periods of markets after their release are left out: markets without the"
                " release have too little then to compare with.",
                count,
            ),
            fix=msg("Count by longer periods, or add markets that were not released."),
        )


def _within(study: Study) -> Iterator[Caution]:
    count = len(study.panel.within)
    if count:
        yield Caution(
            code="within_period",
            severity="info",
            message=msgn(
                "In {count} market the release fell within a period, which is partly before and"
                " partly after: it is left out.",
                "In {count} markets the release fell within a period, which is partly before and"
                " partly after: it is left out.",
                count,
            ),
        )


def _dropped(study: Study) -> Iterator[Caution]:
    panel = study.panel
    if panel.left_out:
        yield Caution(
            code="dropped_rows",
            severity="info" if panel.left_out < 0.05 * panel.rows else "warn",
            message=msgn(
                "{count} of {rows} rows was left out, because a value is missing in {names}.",
                "{count} of {rows} rows were left out, because a value is missing in {names}.",
                panel.left_out,
                rows=panel.rows,
                names=list(panel.dropped),
            ),
            fix=msg("If the gaps have a cause, the answer holds only for rows without them."),
        )


def _cut(study: Study) -> Iterator[Caution]:
    if study.panel.cut:
        yield Caution(
            code="cut_periods",
            severity="info",
            message=msg(
                "Records do not reach over the whole of {names}, which was left out.",
                names=study.panel.cut,
            ),
        )


def _season_unknown(study: Study) -> Iterator[Caution]:
    """With less than two seasons a wave looks like a trend, and is carried on as one."""
    if study.method != "its" or study.params.season != "auto" or study.panel.season < 2:
        return
    series = [study.together] if study.together else [one.its for one in study.told]
    if not any(one is not None and one.pairs == 0 for one in series):
        return
    before = study.params.shape == "any"
    yield Caution(
        code="season_unknown",
        message=msg(
            "There are less than two whole seasons before the release, so that a season cannot be"
            " told from a trend. If the value has one, the answer may be off, and the interval does"
            " not allow for it."
        )
        if before
        else msg(
            "There are less than two whole seasons in the table, so that a season cannot be told"
            " from a trend. If the value has one, the answer may be off, and the interval does"
            " not allow for it."
        ),
        fix=msg("Add earlier periods, or markets that were not released."),
    )
