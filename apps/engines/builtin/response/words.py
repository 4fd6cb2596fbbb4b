"""The answer in sentences, its interval with it, and what would change it."""

from __future__ import annotations

import math

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Line, Study
from apps.engines.figures import level, measured

Shown = Num | str


def share(value: float, half: float | None = None) -> Shown:
    """A share as percent, with the places that two figures of its half width have."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞"
    if half is None or not math.isfinite(half) or half <= 0:
        return Num(value=value, style="percent", decimals=1)
    decimals = min(max(1 - math.floor(math.log10(100 * half)), 0), 4)
    return Num(value=value, style="percent", decimals=decimals)


def figure(value: float, half: float, unit: str = "") -> Shown:
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞"
    return measured(value, half).model_copy(update={"unit": unit})


def headline(
    study: Study, found: list[Returns], lines: list[Line], units: dict[str, str]
) -> Message:
    """Price first, else the first channel, else the first promotion."""
    if study.curve is not None:
        best = best_price(study, study.curve, units.get(study.data.name("price"), ""))
        effect = price_effect(study, study.curve)
        return effect if best is None else msg("{effect} {best}", effect=effect, best=best)
    if found:
        return next_unit(study, found[0], units)
    return promotion(study, next(line for line in lines if line.part == "promotion"))


def price_effect(study: Study, curve: Curve) -> Message:
    """What 1 % on the price does."""
    point, low, high = (value / 100 for value in curve.elasticities)
    half = (high - low) / 2
    values: dict[str, Message | Num | str | int] = {
        "quantity": study.quantity,
        "level": level(study.params.confidence),
    }
    if math.isinf(low) and math.isinf(high):
        return msg(
            "The instruments are too weak to tell how {quantity} responds to the price: no"
            " elasticity can be ruled out at {level}.",
            **values,
        )
    if high < 0:
        return msg(
            "A price 1% higher sells {size} less {quantity} ({level} interval {low} to {high}).",
            size=share(-point, half), low=share(-high, half), high=share(-low, half), **values,
        )  # fmt: skip
    values |= {"size": share(point, half), "low": share(low, half), "high": share(high, half)}
    if low > 0:
        return msg(
            "Where the price is 1% higher, {size} more {quantity} is sold ({level} interval {low}"
            " to {high}). That is no demand curve: something moves price and demand alike.",
            **values,
        )
    return msg(
        "The data do not settle whether a higher price sells less {quantity}: {size} for 1% more"
        " ({level} interval {low} to {high}).",
        **values,
    )


def best_price(study: Study, curve: Curve, unit: str) -> Message | None:
    """The price that earns most, or why there is none; None without a cost."""
    if curve.cost is None:
        return None
    best = curve.best(curve.k)
    if best is None:
        return _no_best(curve)
    low, high = curve.best_interval()
    if high is None or low is None:
        return _unbounded(curve, best, low, unit)
    half = (high - low) / 2
    values = {
        "best": figure(best, half, unit),
        "low": figure(low, half),
        "high": figure(high, half),
        "from": figure(curve.seen[0], half),
        "to": figure(curve.seen[1], half),
    }
    if curve.beyond:
        return msg(
            "The price that earns most would be {best} ({low} to {high}), outside the prices seen"
            " ({from} to {to}).",
            **values,
        )
    return msg(
        "The price that earns most is {best} ({low} to {high}).",
        **{name: values[name] for name in ("best", "low", "high")},
    )


def _no_best(curve: Curve) -> Message:
    if curve.form == "loglog" and curve.cost == 0 and curve.k < -1:
        return msg(
            "Without a cost and with an elasticity below −1, every lower price brings more"
            " revenue: no price is best."
        )
    if curve.form == "loglog":
        return msg(
            "With an elasticity of −1 or above, every higher price earns more: no best price can be"
            " told."
        )
    return msg("As quantity does not fall with the price, no best price can be told.")


def _unbounded(curve: Curve, best: float, low: float | None, unit: str) -> Message:
    start = best if low is None else low
    values = {
        "low": measured(start, abs(start) / 10).model_copy(update={"unit": unit}),
        "best": measured(best, abs(best) / 10).model_copy(update={"unit": unit}),
    }
    if curve.form == "loglog":
        return msg(
            "The price that earns most is {low} or more, without an upper end: the elasticity's"
            " interval reaches −1.",
            low=values["low"],
        )
    return msg(
        "The price that earns most is {low} or more, without an upper end: the interval of the"
        " price effect reaches zero.",
        low=values["low"],
    )


def next_unit(study: Study, one: Returns, units: dict[str, str]) -> Message:
    """What one more unit of spend brings."""
    point, low, high = one.next_unit
    half = (high - low) / 2
    values: dict[str, Message | Num | str | int] = {
        "channel": one.channel.name,
        "quantity": study.quantity,
        "size": figure(point, half, units.get(study.quantity, "")),
        "low": figure(low, half),
        "high": figure(high, half),
        "level": level(study.params.confidence),
    }
    if low > 0:
        return msg(
            "The next unit spent on {channel} brings {size} more {quantity} ({level} interval {low}"
            " to {high}).",
            **values,
        )
    return msg(
        "The data do not settle whether the next unit spent on {channel} brings more {quantity}:"
        " {size} ({level} interval {low} to {high}).",
        **values,
    )


def promotion(study: Study, line: Line) -> Message:
    """What a promotion does, in percent where logarithms were taken."""
    point, low, high = promoted(study, line)
    half = (high - low) / 2
    shown = share if study.logs else figure
    return msg(
        "With {name} one higher, {quantity} changes by {size} ({level} interval {low} to {high}).",
        name=line.label,
        quantity=study.quantity,
        size=shown(point, half),
        low=shown(low, half),
        high=shown(high, half),
        level=level(study.params.confidence),
    )


def promoted(study: Study, line: Line) -> tuple[float, float, float]:
    """exp(b) − 1 where logarithms were taken (Halvorsen and Palmquist 1980)."""
    values = (line.estimate, line.low, line.high)
    if not study.logs:
        return values
    point, low, high = (math.expm1(min(value, 700.0)) for value in values)
    return point, low, high
