"""The figures that a page begins with."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.response.least import centred
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Study
from apps.engines.figures import finite, measured
from apps.engines.result import Tile, Tiles


def tiles(study: Study, found: list[Returns], units: dict[str, str]) -> Tiles:
    """Elasticity, best price, profit there, next units, R² within markets."""
    items = []
    curve = study.curve
    if curve is not None:
        point, low, high = curve.elasticities
        half = (high - low) / 2
        items.append(
            Tile(
                label=msg("Price elasticity"),
                value=measured(point, half),
                note=_ends(low, high, half),
                tone="warn" if high >= 0 else "neutral",
            )
        )
        items += _best_tiles(study, curve, units)
    for one in found[:3]:
        items.append(_return_tile(one))
    share = explained(study)
    if share is not None:
        items.append(
            Tile(
                label=msg("Differences explained"),
                value=Num(value=share, style="percent", decimals=1),
                note=msg("within markets (R²)") if study.data.has_market else msg("R²"),
            )
        )
    return Tiles(items=items)


def explained(study: Study) -> float | None:
    """R² within markets; of two-stage least squares it means nothing, and is None."""
    if study.two_stage is not None:
        return None
    y = centred(study.design.y, study.design.market)
    return 1 - float(study.fitted.residuals @ study.fitted.residuals) / float(y @ y)


def _ends(low: float, high: float, half: float) -> Message:
    if finite(low) is None or finite(high) is None:
        return msg("without an end")
    return msg("{low} to {high}", low=measured(low, half), high=measured(high, half))


def _best_tiles(study: Study, curve: Curve, units: dict[str, str]) -> list[Tile]:
    best = curve.best(curve.k)
    low, high = curve.best_interval()
    if best is None or low is None:
        return []
    unit = units.get(study.data.name("price"), "")
    half = (high - low) / 2 if high is not None else best / 10
    items = [
        Tile(
            label=msg("Price that earns most"),
            value=measured(best, half).model_copy(update={"unit": unit}),
            note=_ends(low, high, half) if high is not None else msg("no upper end"),
            tone="neutral" if high is not None and not curve.beyond else "warn",
        )
    ]
    change = curve.change(best / curve.now - 1)
    if high is not None and change.profit is not None:
        items.append(
            Tile(
                label=msg("Profit there against today"),
                value=Num(value=change.profit[0], style="percent", decimals=1),
                note=msg("from the price alone"),
            )
        )
    return items


def _return_tile(one: Returns) -> Tile:
    earned = one.mroi
    point, low, high = earned if earned is not None else one.next_unit
    half = (high - low) / 2
    label = msg("Next unit on {channel}", channel=one.channel.name)
    if one.earns == "margin":
        label = msg("Next unit on {channel} earns", channel=one.channel.name)
    elif one.earns == "revenue":
        label = msg("Next unit on {channel} sells for", channel=one.channel.name)
    return Tile(
        label=label,
        value=measured(point, half),
        note=msg("{low} to {high}", low=measured(low, half), high=measured(high, half)),
        tone="warn" if low <= 0 else "neutral",
    )
