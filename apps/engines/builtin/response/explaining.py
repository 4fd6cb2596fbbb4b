"""How it was computed, what would change the answer, which rows were used."""

from __future__ import annotations

import math

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Study
from apps.engines.builtin.response.words import share

ROWS_WORTH_SAYING = 100


def method(study: Study) -> list[Message]:
    """Which model, which errors, what today is."""
    forms = {
        "loglog": msg("Logarithm of {quantity} on the logarithm of the price",
                      quantity=study.quantity),
        "semilog": msg("Logarithm of {quantity} on the price", quantity=study.quantity),
        "linear": msg("{quantity} on the price", quantity=study.quantity),
    }  # fmt: skip
    bare = {
        "loglog": msg("Logarithm of {quantity}", quantity=study.quantity),
        "semilog": msg("Logarithm of {quantity}", quantity=study.quantity),
        "linear": msg("{quantity} as it is", quantity=study.quantity),
    }
    form = (forms if study.design.priced else bare)[study.params.form]
    found = [
        msg("{form}; a level for each market. {errors}", form=form, errors=errors(study))
        if study.data.has_market
        else msg("{form}. {errors}", form=form, errors=errors(study))
    ]
    if study.two_stage is not None:
        found.append(
            msg("The price is estimated by two-stage least squares, moved by {names}.",
                names=study.data.roles["instruments"])
        )  # fmt: skip
    if study.logs and study.curve is not None:
        found.append(
            msg(
                "Changes in % need no correction for logarithms; quantities are multiplied by"
                " Duan's smear factor, {smear}.",
                smear=Num(value=study.smear, decimals=4),
            )
        )
    if study.channels:
        found.append(_carried(study))
    return found


def errors(study: Study) -> Message:
    kind = study.scatter.kind
    if kind == "cluster":
        return msg("Errors by market ({count} markets).", count=study.scatter.markets)
    if kind == "hac":
        return msg("Errors allow for neighbouring periods going together (equal-weighted cosines).")
    if kind == "hc1":
        return msg("Robust errors (HC1).")
    return msg("Classical errors.")


def _carried(study: Study) -> Message:
    if study.params.before == "nothing":
        return msg(
            "Advertising carries over within a market only; before its first period there was none."
        )
    return msg(
        "Advertising carries over within a market only; before its first period, and in a gap, it"
        " is taken to have been as the market's mean."
    )


def would_change(study: Study, found: list[Returns]) -> list[Message]:
    """Cost, rows, a cause of the price that is not demand, other carry-over."""
    said: list[Message] = []
    curve = study.curve
    if curve is not None:
        said += _of_price(study, curve)
    said += [_of_channel(one) for one in found if one.channel.free_r]
    said.append(
        msg("With twice as many rows like these, intervals would be about 0.7 times as wide.")
    )
    return said


def _of_price(study: Study, curve: Curve) -> list[Message]:
    said = []
    if curve.cost is None:
        said.append(msg("With the cost of a unit the page tells which price earns most."))
    elif curve.form == "loglog" and curve.k < -1:
        said.append(
            msg(
                "One more unit of currency of cost raises the best price by {step}.",
                step=Num(value=curve.k / (1 + curve.k), decimals=2),
            )
        )
    rows = _rows_wanted(study, curve)
    if rows is not None:
        said.append(
            msg(
                "A bounded best price would take about {rows} rows like these instead of {now}.",
                rows=rows,
                now=study.design.rows,
            )
        )
    if study.two_stage is None:
        said.append(
            msg(
                "A price that was raised because demand was high makes the effect look smaller than"
                " it is. Prices set at random in some markets or weeks, or an instrument, would"
                " settle it."
            )
        )
    return said


def _rows_wanted(study: Study, curve: Curve) -> int | None:
    """Rows at which the interval would stay away from the value where no price is best."""
    away = curve.unbounded_from - curve.k
    reach = curve.high - curve.k
    if curve.cost is None or curve.settled or away <= 0 or not math.isfinite(reach):
        return None
    wanted = study.design.rows * (reach / away) ** 2 * 1.05
    if wanted > ROWS_WORTH_SAYING * study.design.rows:
        return None
    digits = max(len(str(int(wanted))) - 2, 0)
    return int(math.ceil(wanted / 10**digits) * 10**digits)


def _of_channel(one: Returns) -> Message:
    low, high = one.retention or (one.channel.r, one.channel.r)
    return msg(
        "{channel}: a share of {r} of the effect lasts into the next period ({low} to {high})."
        " Periods with none of it, and periods with much, would tell it better.",
        channel=one.channel.name,
        r=share(one.channel.r, (high - low) / 2),
        low=share(low, (high - low) / 2),
        high=share(high, (high - low) / 2),
    )


def data(study: Study) -> list[Message]:
    """Rows used, markets, what was left out."""
    own, table = study.design, study.data
    found = [
        msg(
            "{used} of {rows} rows from {markets} markets.",
            used=own.rows, rows=table.rows, markets=len(own.markets),
        )
        if table.has_market
        else msg("{used} of {rows} rows.", used=own.rows, rows=table.rows)
    ]  # fmt: skip
    if table.left_out:
        found.append(
            msgn("{count} row was left out.", "{count} rows were left out.", table.left_out)
        )
    if study.cost_from == "column":
        found.append(
            msg(
                "The cost of a unit is the mean of {name}: {cost}.",
                name=table.name("cost"),
                cost=Num(value=study.cost, digits=6),
            )
        )
    found.append(
        msg(
            "Unknowns: {unknowns}, levels of markets included; degrees of freedom of t: {df}.",
            unknowns=study.unknowns,
            df=study.fitted.df,
        )
    )
    return found
