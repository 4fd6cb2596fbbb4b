"""Tables and tiles of an adoption."""

from __future__ import annotations

from apps.core.messages import Message, msg
from apps.engines.builtin.adoption.study import One, Study
from apps.engines.builtin.adoption.words import rate, size, when
from apps.engines.builtin.series_report import Cell, number, share
from apps.engines.figures import finite, level, percent
from apps.engines.result import Table, TableColumn, Tile, Tiles

MOST_ROWS = 500


def tiles(study: Study) -> Tiles:
    one = study.focus
    low, high = one.region.potential()
    half = None if one.fit.known or high is None else (high - low) / 2
    seen = {
        "yes": msg("seen"),
        "no": msg("not seen yet"),
        "maybe": msg("the data do not settle that it has passed"),
    }
    return Tiles(
        items=[
            Tile(
                label=msg("Market potential"),
                value=size(study, one.fit.m, half if half else one.fit.m / 10),
                note=msg("as given")
                if one.fit.known
                else msg("no upper limit")
                if high is None
                else msg("half width {value}", value=size(study, half or 0.0, half)),
                tone="warn" if high is None and not one.fit.known else "neutral",
            ),
            Tile(
                label=msg("Peak"),
                value=when(study, one, one.fit.peak),
                note=seen[one.seen],
                tone="neutral" if one.seen == "yes" else "warn",
            ),
            Tile(label=msg("Adopters in the period of the peak"), value=rate(study, one)),
            Tile(
                label=msg("Have adopted"),
                value=percent(min(one.adopted / one.fit.m, 1.0), 1),
                note=msg("of all who will, by the fit"),
            ),
        ]
    )


def parameters(study: Study) -> Table:
    """p, q and m with their intervals, and what Bass's own method would say."""
    one = study.focus
    p, q, m = one.errors
    peak_low, peak_high = one.region.peak()
    rate_low, rate_high = one.region.peak_rate()
    m_low, m_high = one.region.potential()
    rows: list[dict[str, Cell]] = [
        _row(msg("p (innovation)"), one.fit.p, p, one.region.of(one.region.p), one.quadratic.p),
        _row(msg("q (imitation)"), one.fit.q, q, one.region.of(one.region.q), one.quadratic.q),
        _row(
            msg("m (market potential)"), one.fit.m, m,
            (None, None) if one.fit.known else (m_low, m_high), one.quadratic.m,
        ),
        _row(
            msg("Time of the peak, periods from the launch"), one.fit.peak, None,
            (peak_low, peak_high), None,
        ),
        _row(
            msg("Largest rate, adopters in one period of time"),
            float(one.fit.m * (one.fit.p + one.fit.q) ** 2 / (4 * one.fit.q))
            if one.fit.q > one.fit.p
            else one.fit.m * one.fit.p,
            None, (rate_low, rate_high), None,
        ),
    ]  # fmt: skip
    return Table(
        key="parameters",
        title=msg("The diffusion curve"),
        columns=[
            TableColumn(key="what", label=msg("Parameter")),
            number("estimate", msg("Estimate")),
            number(
                "se", msg("Standard error"), digits=3,
            ),
            number("low", msg("{level} from", level=level(study.params.confidence))),
            number("high", msg("{level} to", level=level(study.params.confidence))),
            number("ols", msg("Bass's least squares")),
        ],
        rows=rows,
        note=msg(
            "Intervals are of the profile likelihood; an empty end is none. Standard errors are"
            " linear and too small while the peak is near or ahead (Boswijk and Franses 2005)."
            " Bass's least squares (1969) takes a curve in time for one in what was sold before,"
            " and is shown to compare."
        ),
    )  # fmt: skip


def _row(
    what: Message,
    estimate: float,
    se: float | None,
    ends: tuple[float | None, float | None],
    ols: float | None,
) -> dict[str, Cell]:
    return {
        "what": what,
        "estimate": finite(estimate),
        "se": finite(se),
        "low": finite(ends[0]),
        "high": finite(ends[1]),
        "ols": finite(ols),
    }


def curve(study: Study) -> Table:
    """Each period: what was seen, and the curve with its intervals."""
    one, unit = study.focus, study.read.unit
    line, curves = study.read.timeline, one.curves
    rows: list[dict[str, Cell]] = [
        {
            "period": str(line.period(one.case.launch + place)),
            "seen": float(one.case.new[place]) if place < one.n else None,
            "new": float(curves.new[place]),
            "low": float(curves.new_low[place]),
            "high": float(curves.new_high[place]),
            "total": float(curves.total[place]),
            "total_low": float(curves.total_low[place]),
            "total_high": float(curves.total_high[place]),
        }
        for place in range(len(curves.new))
    ]
    return Table(
        key="curve",
        title=msg("Adopters of each period and all up to it"),
        columns=[
            TableColumn(key="period", label=msg("Period")),
            number("seen", msg("Seen"), unit),
            number("new", msg("New, by the curve"), unit),
            number("low", msg("{level} from", level=level(study.params.confidence)), unit),
            number("high", msg("{level} to", level=level(study.params.confidence)), unit),
            number("total", msg("All, by the curve"), unit),
            number("total_low", msg("{level} from", level=level(study.params.confidence)), unit),
            number("total_high", msg("{level} to", level=level(study.params.confidence)), unit),
        ],
        rows=rows[-MOST_ROWS:],
        note=msg("New: the interval of a single period's value. All: the interval of the curve."),
    )


def learning(study: Study) -> Table | None:
    """How the interval of m would close with further periods."""
    one = study.focus
    if not one.steps:
        return None
    return Table(
        key="learning",
        title=msg("After so many more periods you would know the market potential"),
        columns=[
            TableColumn(key="more", label=msg("Further periods"), kind="integer"),
            TableColumn(key="period", label=msg("Last period")),
            number(
                "low", msg("{level} from", level=level(study.params.confidence)), study.read.unit
            ),
            number(
                "high", msg("{level} to", level=level(study.params.confidence)), study.read.unit
            ),
        ],
        rows=[
            {
                "more": step.more,
                "period": when(study, one, one.n + step.more - 0.5),
                "low": step.low,
                "high": step.high,
            }
            for step in one.steps
        ],
        note=msg(
            "Expected if this fit is right and errors stay as large as they are. An empty end:"
            " no upper limit."
        ),
    )


def markets(study: Study) -> Table | None:
    """One line for each market, where there are several."""
    if not study.several:
        return None
    unit = study.read.unit
    return Table(
        key="markets",
        title=msg("Markets"),
        columns=[
            TableColumn(key="market", label=msg("Market")),
            TableColumn(key="periods", label=msg("Periods"), kind="integer"),
            number("p", msg("p (innovation)"), digits=3),
            number("q", msg("q (imitation)"), digits=3),
            number("m", msg("Market potential"), unit),
            number("low", msg("{level} from", level=level(study.params.confidence)), unit),
            number("high", msg("{level} to", level=level(study.params.confidence)), unit),
            TableColumn(key="peak", label=msg("Peak")),
            TableColumn(key="seen", label=msg("Peak seen")),
            share("share", msg("Have adopted")),
        ],
        rows=[_market(study, one) for one in study.markets[:MOST_ROWS]],
        note=msg("Each market has a fit of its own. An empty end: no upper limit."),
    )


def _market(study: Study, one: One) -> dict[str, Cell]:
    low, high = one.region.potential()
    said = {"yes": msg("yes"), "no": msg("no"), "maybe": msg("not settled")}
    return {
        "market": one.name,
        "periods": one.n,
        "p": one.fit.p,
        "q": one.fit.q,
        "m": one.fit.m,
        "low": None if one.fit.known else low,
        "high": None if one.fit.known else high,
        "peak": when(study, one, one.fit.peak),
        "seen": said[one.seen],
        "share": min(one.adopted / one.fit.m, 1.0),
    }
