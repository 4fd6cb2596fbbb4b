"""What the reader must know before trusting the transfer, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.transfer import conformal
from apps.engines.builtin.transfer.estimates import Figures
from apps.engines.figures import level, percent
from apps.engines.result import Warning as Caution

LISTED = 5


def cautions(figures: Figures) -> Iterator[Caution]:
    """Most serious matters of the interval first, then the data."""
    yield from _promise(figures)
    yield from _held(figures)
    yield from _worst(figures)
    yield from _echo(figures)
    yield from _calibration(figures)
    yield from _outside(figures)
    yield from _flat(figures)
    yield from _dropped(figures)


def _promise(figures: Figures) -> Iterator[Caution]:
    study = figures.study
    if study.forecast.calibrated_at is not None:
        return
    markets = min(study.forecast.markets, len(study.panel.others))
    yield Caution(
        code="no_distribution_free",
        message=msg(
            "A distribution-free {level} cannot be promised with {markets} markets: that takes"
            " {wanted}, and with {markets} the most is {most}. The interval shown is the t"
            " predictive interval of the mixed model, which assumes normal distributions.",
            level=level(figures.study.params.confidence),
            markets=markets,
            wanted=conformal.needed(study.params.confidence),
            most=percent(markets / (markets + 1), 1),
        ),
        fix=msg("Add markets, or choose a lower level."),
    )


def _held(figures: Figures) -> Iterator[Caution]:
    judged = figures.study.judged
    if judged is None or judged.high >= figures.study.params.confidence:
        return
    yield Caution(
        code="undercoverage",
        severity="serious",
        message=msg(
            "Of markets left out, the interval held {coverage} of the values and not {level}"
            " (95% interval {low} to {high}).",
            coverage=percent(judged.coverage, 1),
            level=level(figures.study.params.confidence),
            low=percent(judged.low, 1),
            high=percent(judged.high, 1),
        ),
        fix=msg("Take the interval as too narrow; look for predictors that tell markets apart."),
    )


def _worst(figures: Figures) -> Iterator[Caution]:
    failed = [line.name for line in figures.worst if line.share < 0.5]
    judged = figures.study.judged
    if not failed or judged is None:
        return
    count = int((judged.share < 0.5).sum())
    yield Caution(
        code="failed_markets",
        message=msgn(
            "Averages hide failures: in {count} market less than half of the values were held when"
            " it was left out ({names}).",
            "Averages hide failures: in {count} markets less than half of the values were held"
            " when they were left out (among them {names}).",
            count,
            names=failed[:LISTED],
        ),
        fix=msg("Ask whether the new market is like these; a table names the worst."),
    )


def _echo(figures: Figures) -> Iterator[Caution]:
    study = figures.study
    if study.echo is None or not study.echo.told:
        return
    shown = {
        "echo": Num(value=study.echo.correlation, decimals=2),
        "p": percent(study.echo.p, 1),
    }
    if study.forecast.calibrated_at is None:
        yield Caution(
            code="autocorrelated",
            message=msg(
                "Errors of one period repeat in the next (correlation {echo}; {p} of random orders"
                " of the periods show as much), and the model does not know it. The interval rests"
                " on the model alone and is somewhat too narrow, most so some months ahead; what is"
                " expected after further periods is too hopeful.",
                **shown,
            ),
            fix=msg("Add the trend or the season as a predictor, or further markets to check by."),
        )
        return
    yield Caution(
        code="autocorrelated",
        message=msg(
            "Errors of one period repeat in the next (correlation {echo}; {p} of random orders"
            " of the periods show as much), so periods tell less than the model takes them to. What"
            " it expects after further periods is too hopeful; the interval shown is checked on"
            " markets left out and allows for it, on average over the months ahead.",
            **shown,
        ),
        fix=msg("Read the checked widths beside the expected ones; add the trend as a predictor."),
    )


def _calibration(figures: Figures) -> Iterator[Caution]:
    seen, own = figures.study.forecast.calibrated_at, len(figures.study.panel.own)
    if seen is None or seen == own:
        return
    yield Caution(
        code="calibrated_earlier",
        severity="info",
        message=msg(
            "The new market has {own} periods, but too few others have more than that: the"
            " interval was checked after {seen} periods.",
            own=own,
            seen=seen,
        ),
    )


def _outside(figures: Figures) -> Iterator[Caution]:
    panel, x = figures.study.panel, figures.study.forecast.x
    known = np.vstack([rows.x for rows in panel.others])
    low, high = known.min(axis=0), known.max(axis=0)
    for place, name in enumerate(panel.predictors):
        beyond = [float(v) for v in x[:, place] if not low[place] <= v <= high[place]]
        if beyond:
            yield Caution(
                code="extrapolation",
                message=msg(
                    "Extrapolation: {name} = {value} is outside the data's range, {low} to {high}.",
                    name=name,
                    value=Num(value=max(beyond, key=abs), digits=6),
                    low=Num(value=float(low[place]), digits=6),
                    high=Num(value=float(high[place]), digits=6),
                ),
                fix=msg("No market left out was like this, so nothing checks the interval here."),
            )


def _flat(figures: Figures) -> Iterator[Caution]:
    model = figures.study.whole.model
    if model.flat:
        yield Caution(
            code="one_row_each",
            message=msg(
                "Each market has one row, so differences between markets cannot be told from the"
                " noise of a period: one relation was fitted to all, and nothing is pooled."
            ),
            fix=msg("Add further periods of some markets."),
        )
    elif model.g[0, 0] <= 1e-6:
        yield Caution(
            code="no_differences",
            severity="info",
            message=msg(
                "Beyond what the predictors explain, markets show no lasting difference in level:"
                " own periods add little."
            ),
        )


def _dropped(figures: Figures) -> Iterator[Caution]:
    panel = figures.study.panel
    if not panel.left_out:
        return
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
