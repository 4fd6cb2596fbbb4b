"""What the reader must know before trusting a diffusion curve, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Num, msg
from apps.engines.builtin.adoption.study import Study
from apps.engines.builtin.adoption.words import lower, size, upper
from apps.engines.builtin.series_report import names, of_data
from apps.engines.figures import level
from apps.engines.result import Warning as Caution

ECHO = 0.4
UNEVEN = 0.05
LATE = 1.0  # a first period with more adopters than any after it
WHOLE_SEASONS = 2


def cautions(study: Study) -> Iterator[Caution]:
    """What is not known of the market first, then the data."""
    yield from _exact(study)
    yield from _unseen(study)
    yield from _launch(study)
    yield from _no_imitation(study)
    yield from _errors(study)
    yield from _season(study)
    yield from _others(study)
    yield from of_data(study.read)


def _exact(study: Study) -> Iterator[Caution]:
    if study.focus.exact:
        yield Caution(
            code="exact",
            severity="serious",
            message=msg(
                "The values lie on a diffusion curve but for rounding, as if they had been computed"
                " from one: the intervals say nothing of a real market."
            ),
            fix=msg("Check that these are values that were observed."),
        )


def _unseen(study: Study) -> Iterator[Caution]:
    one = study.focus
    if one.seen == "yes":
        return
    low, high = one.region.potential()
    half = ((high if high is not None else 2 * one.fit.m) - low) / 2
    if one.fit.known:
        yield Caution(
            code="peak_not_seen",
            message=msg(
                "The peak has not been seen, so when it comes rests on the market potential that"
                " was given."
            ),
            fix=msg("Try other potentials: the time of the peak moves with them."),
        )
        return
    said = (
        msg("The peak has not been seen")
        if one.seen == "no"
        else msg("The data do not settle that the peak has passed")
    )
    yield Caution(
        code="peak_not_seen",
        severity="serious",
        message=msg(
            "{what}, and without it early sales fit large and small markets alike: the {level}"
            " interval of the market potential goes from {low} to {high}, around an estimate of"
            " {value}.",
            what=said,
            level=level(study.params.confidence),
            low=lower(low, high, half),
            high=upper(high, half),
            value=size(study, one.fit.m, half),
        ),
        fix=msg(
            "Give the market potential from a sizing, or wait: a table says what waiting buys."
        ),
    )


def _launch(study: Study) -> Iterator[Caution]:
    one = study.focus
    if study.params.values == "cumulative" and one.case.new[0] > LATE * one.case.new[1:].max():
        yield Caution(
            code="late_start",
            severity="serious",
            message=msg(
                "The first value holds more adopters than any later period adds: adoption began"
                " before it, and the curve takes it for the launch."
            ),
            fix=msg("Add the periods since the launch."),
        )
    if one.case.trimmed:
        yield Caution(
            code="before_launch",
            severity="info",
            message=msg(
                "Before {period} nobody adopted; the curve begins there.",
                period=str(study.read.timeline.period(one.case.launch)),
            ),
        )


def _no_imitation(study: Study) -> Iterator[Caution]:
    one = study.focus
    if one.fit.q <= one.fit.p or one.region.flat:
        yield Caution(
            code="no_imitation",
            message=msg(
                "Imitation cannot be told from none (q {q}): adoption falls, or may fall, from the"
                " launch on.",
                q=Num(value=one.fit.q, digits=3),
            ),
            fix=msg("Check that the table begins at the launch."),
        )


def _errors(study: Study) -> Iterator[Caution]:
    one = study.focus
    if one.echo > ECHO:
        yield Caution(
            code="autocorrelated",
            message=msg(
                "Errors of one period repeat in the next (correlation {echo}), so periods tell less"
                " than the intervals take them to.",
                echo=Num(value=one.echo, decimals=2),
            ),
            fix=msg("Take the intervals as too narrow; look for a price or a model that changed."),
        )
    if one.uneven < UNEVEN:
        yield Caution(
            code="uneven",
            severity="info",
            message=msg(
                "Errors grow with sales (Breusch and Pagan's test, p {p}); intervals take them as"
                " equal, and early periods for less certain than they are.",
                p=Num(value=one.uneven, digits=2),
            ),
        )


def _season(study: Study) -> Iterator[Caution]:
    season = study.read.timeline.season
    if season > 1 and study.focus.n >= WHOLE_SEASONS * season:
        yield Caution(
            code="seasons",
            severity="info",
            message=msg("A diffusion curve knows no seasons, and these periods may have them."),
            fix=msg("Add the values of each year up, where there are years enough."),
        )


def _others(study: Study) -> Iterator[Caution]:
    for unfit in study.unfit[:10]:
        yield Caution(
            code="market_left_out",
            message=msg("{market} was left out. {reason}", market=unfit.market,
                        reason=unfit.message),
            fix=unfit.fix,
        )  # fmt: skip
    open_ended = [one.name for one in study.markets if one.seen == "no" and one is not study.focus]
    if open_ended:
        yield Caution(
            code="others_not_seen",
            message=msg("The peak has not been seen in {names} either.", names=names(open_ended))
            if study.focus.seen == "no"
            else msg("The peak has not been seen in {names}.", names=names(open_ended)),
            fix=msg("Their market potentials are barely known; the table has the intervals."),
        )
