"""Tables and tiles of a response."""

from __future__ import annotations

from collections.abc import Callable

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.response.carry import half_life
from apps.engines.builtin.response.least import centred
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Line, Study
from apps.engines.builtin.response.words import level, promoted
from apps.engines.figures import everyday_decimals, finite, measured
from apps.engines.result import Table, TableColumn, Tile, Tiles

Cell = float | int | str | Message | None
Cells = Callable[[str, Message], TableColumn]


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


def coefficients(study: Study, lines: list[Line]) -> Table:
    """Every coefficient."""
    shown = [line.estimate for line in lines]
    return Table(
        key="coefficients",
        title=msg("Coefficients"),
        columns=[
            TableColumn(key="term", label=msg("Term")),
            number("estimate", msg("Estimate"), digits=7, decimals=everyday_decimals(*shown)),
            number("se", msg("Standard error")),
            number("t", msg("t")),
            number("p", msg("p"), digits=3),
            number("low", msg("{level} from", level=level(study))),
            number("high", msg("{level} to", level=level(study))),
        ],
        rows=[
            {
                "term": line.label,
                "estimate": finite(line.estimate),
                "se": finite(line.se),
                "t": finite(line.t),
                "p": finite(line.p),
                "low": finite(line.low),
                "high": finite(line.high),
            }
            for line in lines
        ],
        note=_about_coefficients(study),
    )


def _about_coefficients(study: Study) -> Message | None:
    if study.design.place("interaction"):
        return msg("The price effect is that without promotion; promotions are at the mean price.")
    if study.channels:
        return msg(
            "Errors allow for retention and half-saturation being estimated; the table of channels"
            " has the intervals to go by."
        )
    return None


def scenarios(study: Study, curve: Curve, shares: list[float], units: dict[str, str]) -> Table:
    """Quantity, revenue and profit at changed prices."""
    rows = []
    for share in shares:
        one = curve.change(share)
        row: dict[str, Cell] = {"change": share, "price": one.price}
        cells = {"quantity": one.quantity, "revenue": one.revenue, "profit": one.profit}
        for key, ends in cells.items():
            for name, value in zip(("", "_low", "_high"), ends or (None,) * 3, strict=True):
                row[key + name] = finite(value)
        rows.append(row)
    columns = [
        percent("change", msg("Price change"), decimals=1),
        number("price", msg("Price"), unit=units.get(study.data.name("price"), "")),
    ]
    named = {"quantity": msg("Quantity"), "revenue": msg("Revenue"), "profit": msg("Profit")}
    if curve.cost is None or curve.now <= curve.cost:
        named.pop("profit")
    for key, label in named.items():
        columns += [
            percent(key, label),
            percent(f"{key}_low", msg("{name} from", name=label)),
            percent(f"{key}_high", msg("{name} to", name=label)),
        ]
    return Table(
        key="scenarios",
        title=msg("What a price change does"),
        columns=columns,
        rows=rows,
        note=msg(
            "Against today's price of {now}, all else equal.", now=Num(value=curve.now, digits=6)
        ),
    )


def best(study: Study, curve: Curve, units: dict[str, str]) -> Table:
    """The best price for the elasticity and for the ends of its interval."""
    unit = units.get(study.data.name("price"), "")
    rows: list[dict[str, Cell]] = []
    named = (
        (msg("Estimate"), curve.k),
        (msg("{level} from", level=level(study)), curve.low),
        (msg("{level} to", level=level(study)), curve.high),
    )
    for label, k in named:
        price = curve.best(k)
        rows.append(
            {
                "what": label,
                "elasticity": finite(curve.elasticity(k)),
                "price": price if price is not None else msg("none"),
                "quantity": finite(float(curve.ratio(price, k)) - 1) if price is not None else None,
                "profit": finite(_profit_at(curve, price, k)),
            }
        )
    return Table(
        key="best_price",
        title=msg("The price that earns most"),
        columns=[
            TableColumn(key="what", label=msg("If the elasticity is at")),
            number("elasticity", msg("Elasticity today"), digits=4),
            number("price", msg("Best price"), unit=unit),
            percent("quantity", msg("Quantity against today")),
            percent("profit", msg("Profit against today")),
        ],
        rows=rows,
        note=msg(
            "Prices seen: {low} to {high}. Cost of a unit: {cost}.",
            low=Num(value=curve.seen[0], digits=6),
            high=Num(value=curve.seen[1], digits=6),
            cost=Num(value=curve.cost, digits=6),
        ),
    )


def _profit_at(curve: Curve, price: float | None, k: float) -> float | None:
    if curve.cost is None or price is None or curve.now <= curve.cost:
        return None
    return (price - curve.cost) / (curve.now - curve.cost) * float(curve.ratio(price, k)) - 1


def promotions(study: Study, lines: list[Line]) -> Table | None:
    """What promotions do, in percent where logarithms were taken."""
    own = [line for line in lines if line.part == "promotion"]
    if not own:
        return None
    cell: Cells = percent if study.logs else number
    return Table(
        key="promotions",
        title=msg("What promotions bring"),
        columns=[
            TableColumn(key="name", label=msg("Promotion")),
            cell("change", msg("Change of the quantity")),
            cell("low", msg("{level} from", level=level(study))),
            cell("high", msg("{level} to", level=level(study))),
        ],
        rows=[
            {"name": line.label, **dict(zip(("change", "low", "high"), ends, strict=True))}
            for line in own
            for ends in [promoted(study, line)]
        ],
        note=msg("For one more: of an indicator, with the promotion against without."),
    )


def channels(study: Study, found: list[Returns], units: dict[str, str]) -> Table | None:
    """Retention, half-life, saturation, the next unit."""
    if not found:
        return None
    columns = [TableColumn(key="name", label=msg("Channel"))]
    columns += _three("retention", msg("Carried over"), percent)
    columns += _three("half_life", msg("Half-life in periods"), number)
    if found[0].channel.free_k:
        columns += _three("point", msg("Half-saturation spend"), number)
    columns.append(number("spend", msg("Mean spend")))
    unit = units.get(study.quantity, "")
    columns += _three("next", msg("Quantity of the next unit"), number, unit)
    if found[0].value is not None:
        label = msg("It earns") if found[0].earns == "margin" else msg("It sells for")
        columns += _three("earns", label, number)
    return Table(
        key="channels",
        title=msg("What advertising brings"),
        columns=columns,
        rows=[_channel_row(one) for one in found],
        note=_about_channels(found[0]),
    )


def _about_channels(one: Returns) -> Message:
    if one.earns == "margin":
        return msg(
            "Intervals are of profile likelihood. The next unit is spent in every period and counts"
            " with all that carries over; above 1 it earns more than it costs. An empty end was"
            " not found."
        )
    return msg(
        "Intervals are of profile likelihood. The next unit is spent in every period and counts"
        " with all that carries over. An empty end was not found."
    )


def _channel_row(one: Returns) -> dict[str, Cell]:
    given: dict[str, tuple[float | None, ...]] = {
        "retention": (one.channel.r, *(one.retention or (None, None))),
        "half_life": (half_life(one.channel.r), *(one.half_lives or (None, None))),
        "point": (one.channel.k, *(one.point or (None, None))),
        "next": one.next_unit,
        "earns": one.mroi or (None, None, None),
    }
    row: dict[str, Cell] = {"name": one.channel.name, "spend": one.spend}
    for key, ends in given.items():
        for name, value in zip(("", "_low", "_high"), ends, strict=True):
            row[key + name] = finite(value)
    if one.point is not None and one.point[0] == 0:
        row["point_low"] = None
    return row


def _three(key: str, label: Message, cell: Cells, unit: str = "") -> list[TableColumn]:
    made = [
        cell(key, label),
        cell(f"{key}_low", msg("{name} from", name=label)),
        cell(f"{key}_high", msg("{name} to", name=label)),
    ]
    return [one.model_copy(update={"unit": unit}) for one in made] if unit else made


def by_market(study: Study) -> Table | None:
    """Elasticities of markets."""
    found = study.by_market
    if found is None:
        return None
    rows: list[dict[str, Cell]] = [
        {
            "market": line.name,
            "rows": line.rows,
            "elasticity": line.estimate,
            "low": line.low,
            "high": line.high,
            "own": line.own,
        }
        for line in found.lines
    ]
    rows.append(
        {
            "market": msg("Mean of markets"),
            "rows": sum(line.rows for line in found.lines),
            "elasticity": found.mean,
            "low": found.low,
            "high": found.high,
            "own": None,
        }
    )
    shrunk = study.params.by_market == "shrunk"
    columns = [
        TableColumn(key="market", label=msg("Market")),
        TableColumn(key="rows", label=msg("Rows"), kind="integer"),
        number("elasticity", msg("Elasticity"), digits=4),
        number("low", msg("{level} from", level=level(study)), digits=4),
        number("high", msg("{level} to", level=level(study)), digits=4),
    ]
    if shrunk:
        columns.append(percent("own", msg("Own data")))
    return Table(
        key="by_market",
        title=msg("Price elasticity by market, drawn towards the mean")
        if shrunk
        else msg("Price elasticity by market, each alone"),
        columns=columns,
        rows=rows,
        note=msg(
            "At each market's mean price. True elasticities spread by {spread} (standard"
            " deviation); test that they do not: p = {p}.",
            spread=Num(value=found.spread, digits=3),
            p=Num(value=found.p, digits=2),
        ),
    )


def number(
    key: str,
    label: Message,
    *,
    digits: int = 5,
    decimals: int | None = None,
    unit: str = "",
) -> TableColumn:
    return TableColumn(
        key=key, label=label, kind="number", digits=digits, decimals=decimals, unit=unit
    )


def percent(key: str, label: Message, *, decimals: int = 1) -> TableColumn:
    return TableColumn(key=key, label=label, kind="percent", decimals=decimals)
