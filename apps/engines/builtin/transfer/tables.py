"""Tables and tiles of a transfer."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.transfer.coverage import Checked
from apps.engines.builtin.transfer.estimates import Figures
from apps.engines.figures import everyday_decimals, finite, level, measured, percent
from apps.engines.result import Table, TableColumn, Tile, Tiles

Cell = float | int | str | Message | None
MOST_ROWS = 500


def tiles(figures: Figures, unit: str) -> Tiles:
    """The answer's width, how it was checked, and how much is the market's own."""
    study = figures.study
    found, judged, own = study.forecast, study.judged, figures.own
    half = float(found.high[0] - found.low[0]) / 2
    items = [
        Tile(
            label=msg("Half width of the interval"),
            value=measured(half, half).model_copy(update={"unit": unit}),
            note=msg("conformal")
            if found.calibrated_at is not None
            else msg("t, from the mixed model"),
        ),
        Tile(
            label=msg("Markets learned from"),
            value=Num(value=len(study.panel.others), decimals=0),
            note=msgn("{count} row", "{count} rows", study.panel.used - len(study.panel.own)),
        ),
        Tile(
            label=msg("Weight of own periods"),
            value=percent(float(own.own[0]) if own else 0.0),
            note=msg("in the market's level; the rest is the others'"),
        ),
    ]
    if judged is not None:
        items.append(
            Tile(
                label=msg("Held in markets left out"),
                value=percent(judged.coverage, 1),
                note=msg(
                    "95% interval {low} to {high}",
                    low=percent(judged.low, 1),
                    high=percent(judged.high, 1),
                ),
                tone="warn" if judged.high < study.params.confidence else "neutral",
            )
        )
    return Tiles(items=items)


def forecast(figures: Figures, unit: str) -> Table:
    """One line for each row asked for."""
    study = figures.study
    found = study.forecast
    rows: list[dict[str, Cell]] = [
        {
            "period": found.periods[place] or place + 1,
            "value": float(found.point[place]),
            "low": float(found.low[place]),
            "high": float(found.high[place]),
        }
        for place in range(min(len(found.point), MOST_ROWS))
    ]
    if found.typical:
        rows[0]["period"] = msg("Average predictors")
    return Table(
        key="forecast",
        title=msg("{target} in the new market", target=study.panel.target),
        columns=[
            TableColumn(key="period", label=msg("Period")),
            number("value", msg("Expected"), unit=unit),
            number(
                "low", msg("{level} from", level=level(figures.study.params.confidence)), unit=unit
            ),
            number(
                "high", msg("{level} to", level=level(figures.study.params.confidence)), unit=unit
            ),
        ],
        rows=rows,
    )


def fixed(figures: Figures) -> Table:
    """Effects that all markets share."""
    shown = [term.estimate for term in figures.terms]
    return Table(
        key="fixed",
        title=msg("Effects in an average market"),
        columns=[
            TableColumn(key="term", label=msg("Term")),
            number("estimate", msg("Estimate"), digits=7, decimals=everyday_decimals(*shown)),
            number("se", msg("Standard error")),
            number(
                "df",
                msg("Degrees of freedom"),
                digits=4,
                help=msg("Satterthwaite's, from the uncertainty of the variance components."),
            ),
            number("t", msg("t")),
            number("p", msg("p"), digits=3),
            number("low", msg("{level} from", level=level(figures.study.params.confidence))),
            number("high", msg("{level} to", level=level(figures.study.params.confidence))),
        ],
        rows=[
            {
                "term": term.name or msg("Intercept"),
                "estimate": finite(term.estimate),
                "se": finite(term.se),
                "df": finite(term.df),
                "t": finite(term.t),
                "p": finite(term.p),
                "low": finite(term.low),
                "high": finite(term.high),
            }
            for term in [*figures.terms[1:], figures.terms[0]]
        ],
    )


def components(figures: Figures) -> Table:
    """How much markets differ, and how much periods do."""
    rows: list[dict[str, Cell]] = [
        {
            "what": _component(one.name),
            "sd": finite(one.sd),
            "se": finite(one.se),
            "level": finite(float(figures.correlations[0, place]))
            if 0 < place < len(figures.random_names)
            else None,
        }
        for place, one in enumerate(figures.components)
    ]
    columns = [
        TableColumn(key="what", label=msg("Differs")),
        number("sd", msg("Standard deviation")),
        number("se", msg("Its standard error")),
    ]
    if len(figures.random_names) > 1:
        columns.append(number("level", msg("Correlation with the level"), digits=3))
    return Table(
        key="components",
        title=msg("Variance components"),
        columns=columns,
        rows=rows,
        note=msg("The level is taken where all predictors are at their mean."),
    )


def _component(name: str) -> Message:
    if name == " ":
        return msg("Periods of one market (noise)")
    return msg("Effect of {name} by market", name=name) if name else msg("Level of markets")


def coverage(figures: Figures, unit: str) -> Table:
    """Markets left out whole, after some of their own periods."""
    return Table(
        key="coverage",
        title=msg("Checked on markets left out whole"),
        columns=[
            TableColumn(key="seen", label=msg("Own periods seen"), kind="integer"),
            TableColumn(key="markets", label=msg("Markets"), kind="integer"),
            TableColumn(key="method", label=msg("Interval")),
            _share("coverage", msg("Values held")),
            _share("low", msg("95% from")),
            _share("high", msg("95% to")),
            number("width", msg("Median width"), unit=unit, digits=4),
            _share("ols_coverage", msg("Held by pooled least squares")),
            number("ols_width", msg("Its median width"), unit=unit, digits=4),
        ],
        rows=[_checked_row(one, figures.study.frame.unit) for one in figures.study.checked],
        note=msg(
            "Each market counts once. The intervals of the shares allow for rows of one market"
            " being alike."
        ),
    )


def _checked_row(one: Checked, scale: float) -> dict[str, Cell]:
    return {
        "seen": one.seen,
        "markets": one.trial.judged,
        "method": msg("Conformal") if one.conformal else msg("t predictive"),
        "coverage": one.coverage,
        "low": one.low,
        "high": one.high,
        "width": one.width * scale,
        "ols_coverage": one.ols_coverage,
        "ols_width": one.ols_width * scale,
    }


def worst(figures: Figures, unit: str) -> Table | None:
    """The markets that the others predicted worst."""
    judged = figures.study.judged
    if judged is None:
        return None
    return Table(
        key="worst",
        title=msg("Markets predicted worst when left out"),
        columns=[
            TableColumn(key="market", label=msg("Market")),
            TableColumn(key="rows", label=msg("Periods predicted"), kind="integer"),
            _share("share", msg("Values held")),
            number("off", msg("Mean error (observed less predicted)"), unit=unit, digits=4),
        ],
        rows=[
            {"market": line.name, "rows": line.rows, "share": line.share, "off": line.off}
            for line in figures.worst
        ],
        note=msgn("After {count} own period.", "After {count} own periods.", judged.seen),
    )


def markets(figures: Figures) -> Table:
    """What each market's estimate is made of."""
    columns = [
        TableColumn(key="market", label=msg("Market")),
        TableColumn(key="rows", label=msg("Periods"), kind="integer"),
        number("level", msg("Level of the market")),
        _share("own", msg("Level: own data")),
        _share("shared", msg("Level: other markets")),
    ]
    for place, name in enumerate(figures.random_names[1:], start=1):
        columns += [
            number(f"effect{place}", msg("Effect of {name}", name=name)),
            _share(f"own{place}", msg("Effect of {name}: own data", name=name)),
        ]
    shown = figures.markets[:MOST_ROWS]
    return Table(
        key="markets",
        title=msg("How much of each market's estimate is its own"),
        columns=columns,
        rows=list(_market_rows(figures)),
        note=msg("The first {shown} of {all} markets.", shown=len(shown), all=len(figures.markets))
        if len(shown) < len(figures.markets)
        else msg("The level is taken where all predictors are at their mean."),
    )


def _market_rows(figures: Figures) -> Iterator[dict[str, Cell]]:
    for line in figures.markets[:MOST_ROWS]:
        row: dict[str, Cell] = {
            "market": line.name,
            "rows": line.rows,
            "level": float(line.values[0]),
            "own": float(line.own[0]),
            "shared": 1 - float(line.own[0]),
        }
        for place in range(1, len(line.own)):
            row[f"effect{place}"] = float(line.values[place])
            row[f"own{place}"] = float(line.own[place])
        yield row


def learning(figures: Figures, unit: str) -> Table:
    """The simulator's figures."""
    study = figures.study
    checked = {one.seen: one.width / 2 * study.frame.unit for one in study.checked}
    return Table(
        key="learning",
        title=msg("After so many own periods you would know"),
        columns=[
            TableColumn(key="periods", label=msg("Own periods"), kind="integer"),
            number("value", msg("One period's value to ±"), unit=unit, digits=4),
            number("level", msg("The expected level to ±"), unit=unit, digits=4),
            number("checked", msg("As checked on markets left out, ±"), unit=unit, digits=4),
        ],
        rows=[
            {
                "periods": step.periods,
                "value": step.value,
                "level": step.level,
                "checked": checked.get(step.periods),
            }
            for step in study.steps
        ],
        note=msg("Expected half widths from the variance components; the last column is measured."),
    )


def number(
    key: str,
    label: Message,
    *,
    digits: int = 6,
    decimals: int | None = None,
    unit: str = "",
    help: Message | None = None,
) -> TableColumn:
    return TableColumn(
        key=key, label=label, kind="number", digits=digits, decimals=decimals, unit=unit, help=help
    )


def _share(key: str, label: Message) -> TableColumn:
    return TableColumn(key=key, label=label, kind="percent", decimals=1)
