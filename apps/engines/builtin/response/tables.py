"""Tables of coefficients and prices."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.response.cells import Cell, number, percent
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.study import Line, Study
from apps.engines.figures import everyday_decimals, finite, level
from apps.engines.result import Table, TableColumn


def coefficients(study: Study, lines: list[Line]) -> Table:
    """Every coefficient."""
    shown = [line.estimate for line in lines]
    return Table(
        key="coefficients",
        title=msg("Coefficients of {target}", target=study.quantity),
        columns=[
            TableColumn(key="term", label=msg("Term")),
            number("estimate", msg("Estimate"), digits=7, decimals=everyday_decimals(*shown)),
            number("se", msg("Standard error")),
            number("t", msg("t")),
            number("p", msg("p"), digits=3),
            number("low", msg("{level} from", level=level(study.params.confidence))),
            number("high", msg("{level} to", level=level(study.params.confidence))),
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
        (msg("{level} from", level=level(study.params.confidence)), curve.low),
        (msg("{level} to", level=level(study.params.confidence)), curve.high),
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
