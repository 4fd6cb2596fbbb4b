"""What the reader must know before trusting the answer, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.response import channel_cautions, price_cautions
from apps.engines.builtin.response.lights import SMALL_P
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Study
from apps.engines.result import Warning as Caution

EXACT = 1e-6  # of the spread of what is explained
FEW_DF = 10
FEW_MARKETS = 30  # Cameron and Miller 2015: too few may be fewer than 20 to 50
LISTED = 5


def cautions(study: Study, found: list[Returns]) -> Iterator[Caution]:
    """Most serious matters of the price first, then advertising, then the data."""
    yield from price_cautions.about_price(study)
    for one in found:
        yield from channel_cautions.about_channel(one)
    yield from _form(study)
    yield from _few(study)
    yield from _gaps(study)
    yield from _dropped(study)


def _form(study: Study) -> Iterator[Caution]:
    found = study.checks
    if study.fitted.s2 <= EXACT**2 * float(np.var(study.design.y)):
        yield Caution(
            code="exact",
            severity="serious",
            message=msg(
                "The quantities lie on the curve but for rounding, as if they had been computed"
                " from it: the intervals say nothing of a real market."
            ),
            fix=msg("Check that these are values that were observed."),
        )
    if found.curved is not None and found.curved[1] < 0.01:
        yield Caution(
            code="curved",
            message=msg(
                "The form does not fit: what it leaves over is curved (RESET, p = {p}).",
                p=Num(value=found.curved[1], digits=2),
            ),
            fix=msg("Try another demand curve, or add what is missing as a control."),
        )
    repeats = found.repeats
    if repeats is None or repeats[1] >= SMALL_P or abs(repeats[0]) < 0.1:
        return
    met = study.scatter.kind in ("hac", "cluster")
    yield Caution(
        code="autocorrelated",
        severity="info" if met else "warn",
        message=msg(
            "What is left over in one period goes with the next (correlation {r}; Durbin-Watson"
            " {dw}). The errors chosen allow for it.",
            r=Num(value=repeats[0], decimals=2),
            dw=Num(value=found.durbin_watson, decimals=2),
        )
        if met
        else msg(
            "What is left over in one period goes with the next (correlation {r}; Durbin-Watson"
            " {dw}), so the intervals are too narrow.",
            r=Num(value=repeats[0], decimals=2),
            dw=Num(value=found.durbin_watson, decimals=2),
        ),
        fix=msg("Add a trend or a season.")
        if met
        else msg("Choose errors over periods or by market; add a trend or a season."),
    )


def _few(study: Study) -> Iterator[Caution]:
    scatter = study.scatter
    if scatter.kind == "cluster" and scatter.markets < FEW_MARKETS:
        yield Caution(
            code="few_groups",
            severity="serious" if scatter.markets < 6 else "warn",
            message=msgn(
                "Only {count} market: errors by market tend to be too small with so few.",
                "Only {count} markets: errors by market tend to be too small with so few.",
                scatter.markets,
            ),
            fix=msg("Compare with errors over periods, and read intervals as a little wider."),
        )
    free = study.design.rows - study.unknowns
    if free < FEW_DF:
        yield Caution(
            code="few_df",
            severity="serious" if free < 3 else "warn",
            message=msgn(
                "Only {count} row more than there are unknowns: the checks of the assumptions can"
                " hardly find anything.",
                "Only {count} rows more than there are unknowns: the checks of the assumptions can"
                " hardly find anything.",
                free,
            ),
            fix=msg("Add rows, or treat this as a first guess."),
        )


def _gaps(study: Study) -> Iterator[Caution]:
    data = study.data
    if study.channels and data.grid is not None and data.grid.kind == "text":
        yield Caution(
            code="unread_periods",
            severity="info",
            message=msg(
                "Periods such as '{example}' have an order but no distance: gaps between them"
                " cannot be seen.",
                example=next(iter(data.labels), ""),
            ),
            fix=msg("Write periods as dates, months, weeks or quarters."),
        )
    if not data.gaps or not study.channels:
        return
    shown = [
        f"{market} {label}".strip() for market, label in data.gaps[:LISTED]
    ]  # fmt: skip
    yield Caution(
        code="gaps",
        message=msgn(
            "Periods are missing before {names}: there the series begins anew, with the market's"
            " mean carried over.",
            "Periods are missing in {count} places, among them before {names}: there the series"
            " begins anew, with the market's mean carried over.",
            len(data.gaps),
            names=shown,
        ),
        fix=msg("Add rows for these periods, at least with their spend."),
    )


def _dropped(study: Study) -> Iterator[Caution]:
    data = study.data
    if not data.left_out:
        return
    yield Caution(
        code="dropped_rows",
        severity="info" if data.left_out < 0.05 * data.rows else "warn",
        message=msgn(
            "{count} of {rows} rows was left out, because a value is missing in {names}.",
            "{count} of {rows} rows were left out, because a value is missing in {names}.",
            data.left_out,
            rows=data.rows,
            names=list(data.dropped),
        ),
        fix=msg("If the gaps have a cause, the answer holds only for rows without them."),
    )
