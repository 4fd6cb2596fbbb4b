"""Tables and tiles of a gravity study."""

from __future__ import annotations

import math

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.gravity.potential import Line, Potential
from apps.engines.builtin.gravity.study import Model, Study
from apps.engines.figures import finite, level, measured, percent
from apps.engines.result import Table, TableColumn, Tile, Tiles

Cell = float | int | str | Message | None


def deviance_explained(study: Study) -> float:
    """1 less the deviance over that of a model with effects of nothing."""
    y = study.y
    mean = float(y.mean())
    logs = [float(v) * math.log(float(v) / mean) for v in y if v > 0]
    null = 2 * sum(logs)
    return 1 - study.ppml.fit.deviance / null if null > 0 else math.nan


def tiles(study: Study, potential: Potential) -> Tiles:
    """The first effect, zeros, fit, and how far single flows lie from what is expected."""
    number = next(n for n in study.ppml.kept if study.terms[n].role != "period")
    term, found = study.terms[number], study.ppml.estimates[number]
    half = (found.high - found.low) / 2
    items = [
        Tile(
            label=msg("Elasticity of {name}", name=term.name)
            if term.role == "logged"
            else msg("Effect of {name}", name=term.name),
            value=measured(found.value, half),
            note=msg(
                "{level} interval {low} to {high}",
                level=level(study.params.confidence),
                low=measured(found.low, half),
                high=measured(found.high, half),
            ),
        ),
        Tile(
            label=msg("Flows that are 0"),
            value=percent(study.zeros / len(study.flows.y), 1),
            note=msgn("{count} row", "{count} rows", study.zeros),
        ),
        Tile(
            label=msg("Deviance explained"),
            value=percent(finite(deviance_explained(study)), 1),
            note=msg("of the rows used"),
        ),
    ]
    if potential.correlation is not None:
        items.append(
            Tile(
                label=msg("Correlation when left out"),
                value=Num(value=potential.correlation, decimals=3),
                note=msg("of flows with what the other rows expect"),
            )
        )
    return Tiles(items=items)


def effects(study: Study) -> Table:
    """Both models beside each other."""
    shown = [n for n in range(len(study.terms)) if study.terms[n].role != "period"]
    columns = [
        TableColumn(key="term", label=msg("Column")),
        TableColumn(key="enters", label=msg("Enters")),
        _number("ppml", msg("PPML")),
        _number("ppml_se", msg("PPML: standard error")),
        _number("ppml_t", msg("PPML: t"), digits=4),
        _number("ppml_p", msg("PPML: p"), digits=3),
        _number("ppml_low", msg("PPML: {level} from", level=level(study.params.confidence))),
        _number("ppml_high", msg("PPML: {level} to", level=level(study.params.confidence))),
        _number("factor", msg("PPML: flows times"), digits=4),
        _number("ols", msg("Logs")),
        _number("ols_se", msg("Logs: standard error")),
        _number("ols_low", msg("Logs: {level} from", level=level(study.params.confidence))),
        _number("ols_high", msg("Logs: {level} to", level=level(study.params.confidence))),
    ]
    return Table(
        key="effects",
        title=msg("Effects on {flow}, both models", flow=study.flows.columns["flow"]),
        columns=columns,
        rows=[_effect(study, number) for number in shown],
        note=msg(
            "'Flows times' is for twice as much of a logged column, and for one unit more of any"
            " other. Elasticities are of columns whose log is taken."
        ),
    )


def _effect(study: Study, number: int) -> dict[str, Cell]:
    term = study.terms[number]
    enters = {
        "logged": msg("as log"), "plain": msg("as it is"), "indicators": msg("0 or 1"),
    }[term.role]  # fmt: skip
    row: dict[str, Cell] = {"term": term.name, "enters": enters}
    one = study.ppml.estimates.get(number)
    if one is not None:
        steps = one.value * (math.log(2) if term.role == "logged" else 1)
        row |= {
            "ppml": one.value, "ppml_se": finite(one.se), "ppml_t": finite(one.t),
            "ppml_p": finite(one.p), "ppml_low": finite(one.low), "ppml_high": finite(one.high),
            "factor": finite(math.exp(steps)) if steps < 700 else None,
        }  # fmt: skip
    other = study.ols.estimates.get(number) if study.ols is not None else None
    if other is not None:
        row |= {
            "ols": other.value, "ols_se": finite(other.se), "ols_low": finite(other.low),
            "ols_high": finite(other.high),
        }  # fmt: skip
    return row


def checks(study: Study) -> Table:
    """Fit and tests of both models, with a light in words."""
    return Table(
        key="checks",
        title=msg("Fit and tests"),
        columns=[
            TableColumn(key="what", label=msg("Test")),
            _number("ppml", msg("PPML"), digits=4),
            _number("ppml_p", msg("PPML: p"), digits=3),
            _number("ols", msg("Logs"), digits=4),
            _number("ols_p", msg("Logs: p"), digits=3),
            TableColumn(key="light", label=msg("What it means")),
        ],
        rows=[_reset(study), _spread(study), _squared(study)],
        note=msg(
            "RESET adds the square of the fitted index: where it explains something, the form of"
            " the model does not suit (Ramsey 1969; used for both models by Santos Silva and"
            " Tenreyro 2006)."
        ),
    )


def _reset(study: Study) -> dict[str, Cell]:
    one = study.ppml.reset
    other = study.ols.reset if study.ols is not None else None
    light: Message
    if one is None:
        light = msg("PPML: cannot be computed")
    elif one.p < 0.05:
        light = msg("PPML: the form is in doubt")
    else:
        light = msg("PPML: no sign against the form")
    return {
        "what": msg("RESET (t)"),
        "ppml": one.statistic if one else None,
        "ppml_p": one.p if one else None,
        "ols": other.statistic if other else None,
        "ols_p": other.p if other else None,
        "light": light,
    }


def _spread(study: Study) -> dict[str, Cell]:
    one = study.spread
    light = msg("cannot be computed")
    if one is not None:
        light = (
            msg("Logs: spread varies, effects are biased")
            if one.p < 0.05
            else msg("Logs: no sign of varying spread")
        )
    return {
        "what": msg("Spread of log errors (χ², 2 degrees of freedom)"),
        "ppml": None, "ppml_p": None,
        "ols": one.statistic if one else None, "ols_p": one.p if one else None, "light": light,
    }  # fmt: skip


def _squared(study: Study) -> dict[str, Cell]:
    return {
        "what": msg("R² (squared correlation of flows and fitted flows; of logs)"),
        "ppml": _r2(study.ppml, logs=False), "ppml_p": None,
        "ols": _r2(study.ols, logs=True) if study.ols is not None else None, "ols_p": None,
        "light": msg("not comparable: one is of flows, the other of logs"),
    }  # fmt: skip


def _r2(model: Model, *, logs: bool) -> float | None:
    import numpy as np

    fit = model.fit
    fitted = fit.eta if logs else fit.mu
    seen = fitted + fit.residual
    if fitted.std() == 0 or seen.std() == 0:
        return None
    return float(np.corrcoef(fitted, seen)[0, 1] ** 2)


def potential(study: Study, found: Potential) -> Table:
    """Actual against expected, the largest gap first."""
    columns = [
        *([] if study.params.home else [TableColumn(key="origin", label=msg("Origin"))]),
        TableColumn(key="destination", label=msg("Destination")),
        _number("actual", msg("Actual"), unit=study.flows.unit),
        _number("expected", msg("Expected"), unit=study.flows.unit),
        _number(
            "low", msg("{level} from", level=level(study.params.confidence)), unit=study.flows.unit
        ),
        _number(
            "high", msg("{level} to", level=level(study.params.confidence)), unit=study.flows.unit
        ),
        _number("gap", msg("Untapped (expected less actual)"), unit=study.flows.unit),
        _number("ratio", msg("Actual over expected"), digits=3),
        TableColumn(
            key="rank",
            label=msg("Flows further below theirs"),
            kind="percent",
            decimals=0,
            help=msg("Share of all flows whose ratio is lower: 3% is unusually low."),
        ),
        TableColumn(key="reading", label=msg("What it means")),
    ]
    title = (
        msg("Potential of {home}", home=study.params.home)
        if study.params.home
        else msg("Pairs furthest from what gravity expects")
    )
    if found.period:
        title = (
            msg("Potential of {home}, {period}", home=study.params.home, period=found.period)
            if study.params.home
            else msg("Pairs furthest from what gravity expects, {period}", period=found.period)
        )
    return Table(
        key="potential",
        title=title,
        columns=columns,
        rows=[_potential(study, line) for line in found.lines],
        note=msg(
            "Expected of each flow by the model without it. The interval is of the expected value;"
            " how far single flows lie from it is said below."
        ),
    )


def _potential(study: Study, line: Line) -> dict[str, Cell]:
    row: dict[str, Cell] = {} if study.params.home else {"origin": line.origin}
    return row | {
        "destination": line.destination,
        "actual": line.actual,
        "expected": finite(line.expected),
        "low": finite(line.low),
        "high": finite(line.high),
        "gap": finite(line.gap),
        "ratio": finite(line.ratio),
        "rank": line.rank,
        "reading": _reading(line),
    }


def _reading(line: Line) -> Message:
    if line.expected is None or line.low is None or line.high is None:
        return msg("only this flow tells its level")
    if line.actual < line.low:
        return msg("below expectation")
    return msg("above expectation") if line.actual > line.high else msg("as expected")


def _number(key: str, label: Message, *, digits: int = 6, unit: str = "") -> TableColumn:
    return TableColumn(key=key, label=label, kind="number", digits=digits, unit=unit)
