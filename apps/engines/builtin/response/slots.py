"""The input slot of ``regression.response`` and what can be told of it before a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import mark, msg
from apps.engines.builtin.response import written
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.contract import InputProfile, InputSlot, Issue, RoleSpec

ROLES = (
    "quantity", "price", "promotions", "spends", "controls", "instruments", "market", "period",
    "cost",
)  # fmt: skip

DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="quantity",
            label=mark("Quantity"),
            help=mark("What is sold, e.g. units in a week."),
        ),
        RoleSpec(
            key="price",
            label=mark("Price"),
            help=mark("What a unit was sold for."),
            minimum=0,
        ),
        RoleSpec(
            key="promotions",
            label=mark("Promotions"),
            help=mark("1 where there was one and 0 elsewhere, or its depth."),
            minimum=0,
            maximum=None,
            dtypes=("number", "integer", "boolean"),
        ),
        RoleSpec(
            key="spends",
            label=mark("Advertising"),
            help=mark("Spend by channel and period."),
            minimum=0,
            maximum=8,
        ),
        RoleSpec(
            key="controls",
            label=mark("Controls"),
            help=mark("What else moves demand, e.g. income, weather, a competitor's price."),
            minimum=0,
            maximum=None,
            dtypes=("number", "integer", "boolean"),
        ),
        RoleSpec(
            key="instruments",
            label=mark("Instruments for the price"),
            help=mark(
                "What moves the price and not demand, e.g. costs of material or an exchange rate."
            ),
            minimum=0,
            maximum=None,
            dtypes=("number", "integer", "boolean"),
        ),
        RoleSpec(
            key="market",
            label=mark("Market"),
            help=mark("Each has a level of its own; what differs only between them says nothing."),
            minimum=0,
            dtypes=("text", "integer"),
        ),
        RoleSpec(
            key="period",
            label=mark("Period"),
            help=mark("The order of rows, e.g. the week. Needed where advertising carries over."),
            minimum=0,
            dtypes=("number", "integer", "date", "datetime", "text"),
        ),
        RoleSpec(
            key="cost",
            label=mark("Cost of one unit"),
            help=mark("Its mean is taken, unless the cost is given as a parameter."),
            minimum=0,
        ),
    ),
)

NOTHING = msg("Nothing is chosen whose effect could be told.")
NOTHING_FIX = msg("Choose a price, a promotion or advertising.")


def check(params: ResponseParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """Roles that clash, choices that need a column, columns that cannot work."""
    data = profiles.get("data")
    if data is None:
        return []
    return [
        *_clashes(data), *choices(params, data.roles), *_empty(data), *_logs(params, data),
    ]  # fmt: skip


def choices(params: ResponseParams, roles: Mapping[str, list[str]]) -> list[Issue]:
    """What parameters and roles ask of each other."""
    issues = [
        *written.changes(params.changes)[1],
        *written.retention(params.retention, roles.get("spends", []))[1],
    ]
    return [*issues, *_needs(params, roles)]


def carries(params: ResponseParams, spends: list[str]) -> bool:
    """Whether some channel's effect may last into the next period."""
    given = written.retention(params.retention, spends)[0]
    return any(given.get(name, 1.0) > 0 for name in spends)


def _needs(params: ResponseParams, roles: Mapping[str, list[str]]) -> Iterator[Issue]:
    has = {role: bool(roles.get(role)) for role in ROLES}
    if not (has["price"] or has["promotions"] or has["spends"]):
        yield Issue(message=NOTHING, fix=NOTHING_FIX, field="data.price")
    if has["instruments"] and not has["price"]:
        yield Issue(
            message=msg("Instruments need a price that they move."),
            fix=msg("Choose the column of prices, or no instruments."),
            field="data.instruments",
        )
    timed = params.season != "none" or params.time != "none" or params.errors == "hac"
    if timed and not has["period"]:
        yield Issue(
            message=msg("Season, time and errors over periods need a column of periods."),
            fix=msg("Choose the column, or choose none of these."),
            field="data.period",
        )
    if has["spends"] and not has["period"] and carries(params, list(roles.get("spends", []))):
        yield Issue(
            message=msg("Without a column of periods advertising cannot carry over."),
            fix=msg("Choose the column, or write 0 for what is carried over."),
            field="data.period",
        )
    grouped = params.by_market != "none" or params.errors == "cluster" or params.time == "each"
    if grouped and not has["market"]:
        yield Issue(
            message=msg(
                "A price effect by market, errors by market and a level for each period need a"
                " column of markets."
            ),
            fix=msg("Choose the column, or choose none of these."),
            field="data.market",
        )
    if params.by_market != "none" and (has["instruments"] or not has["price"]):
        yield Issue(
            message=msg("A price effect by market takes a price and no instruments."),
            fix=msg("Choose one price effect for all markets, or take the instruments out."),
            field="by_market",
        )
    if params.promotion_price and not (has["price"] and has["promotions"]):
        yield Issue(
            message=msg("Price times promotion takes a price and a promotion."),
            fix=msg("Choose both columns, or leave the choice out."),
            field="promotion_price",
        )


def _clashes(data: InputProfile) -> Iterator[Issue]:
    seen: set[str] = set()
    for role in ROLES:
        names = data.roles.get(role, [])
        # A period may be a trend among the controls, a cost may be an instrument.
        taken = seen if role not in ("period", "cost") else set()
        both = sorted({name for name in names if name in taken or names.count(name) > 1})
        seen.update(names if role not in ("period", "cost") else [])
        if both:
            yield Issue(
                message=msg("{names} was chosen twice.", names=both),
                fix=msg("Choose each column once."),
                field=f"data.{role}",
            )


def _empty(data: InputProfile) -> Iterator[Issue]:
    for role in ROLES:
        for name in data.roles.get(role, []):
            column = data.column(name)
            if column is not None and data.rows and column.missing >= data.rows:
                yield Issue(
                    message=msg("Column '{name}' is empty.", name=name),
                    fix=msg("Choose another column."),
                    field=f"data.{role}",
                )


def _logs(params: ResponseParams, data: InputProfile) -> Iterator[Issue]:
    logged = {"loglog": ("quantity", "price"), "semilog": ("quantity",), "linear": ()}
    for role in logged[params.form]:
        for name in data.roles.get(role, []):
            column = data.column(name)
            if column is not None and column.minimum is not None and column.minimum <= 0:
                yield Issue(
                    message=msg(
                        "Column '{name}' has values of zero or less, which have no logarithm.",
                        name=name,
                    ),
                    fix=msg("Correct or empty these cells, or choose a straight line."),
                    field=f"data.{role}",
                )
