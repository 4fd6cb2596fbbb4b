"""Tables of promotions, advertising and markets."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.response.carry import half_life
from apps.engines.builtin.response.cells import Cell, Cells, number, percent
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Line, Study
from apps.engines.builtin.response.words import promoted
from apps.engines.figures import finite, level
from apps.engines.result import Table, TableColumn


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
            cell("low", msg("{level} from", level=level(study.params.confidence))),
            cell("high", msg("{level} to", level=level(study.params.confidence))),
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
        number("low", msg("{level} from", level=level(study.params.confidence)), digits=4),
        number("high", msg("{level} to", level=level(study.params.confidence)), digits=4),
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
