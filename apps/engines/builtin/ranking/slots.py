"""The table of a ranking and what can be told before anything runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.core.messages import Message, Num, clipped, mark, msg
from apps.engines.builtin.ranking import references
from apps.engines.builtin.ranking.params import RankingParams
from apps.engines.builtin.ranking.scales import FIELD, Scale, parse, written
from apps.engines.contract import ColumnProfile, InputProfile, InputSlot, Issue, RoleSpec
from apps.reference import countries

MOST_MARKETS = 1000
LONGEST = 200  # characters of a market's name
AXES = ("attractiveness", "difficulty")
BOUNDS = ("low", "high", "error")
DATA = InputSlot(
    key="data",
    label=mark("Data"),
    roles=(
        RoleSpec(
            key="market",
            label=mark("Market"),
            help=mark("The name of the market; one row for each."),
            dtypes=("text", "integer"),
        ),
        RoleSpec(
            key="attractiveness",
            label=mark("Attractiveness"),
            help=mark("What makes a market worth entering, e.g. size, growth, income."),
            maximum=None,
        ),
        RoleSpec(
            key="difficulty",
            label=mark("Entry difficulty"),
            help=mark("What makes entering hard, e.g. tariff, regulation, distance."),
            minimum=0,
            maximum=None,
        ),
        RoleSpec(
            key="low",
            label=mark("Lowest values"),
            help=mark("A column named after its indicator, e.g. 'tariff low'."),
            minimum=0,
            maximum=None,
        ),
        RoleSpec(
            key="high",
            label=mark("Highest values"),
            help=mark("A column named after its indicator, e.g. 'tariff high'."),
            minimum=0,
            maximum=None,
        ),
        RoleSpec(
            key="error",
            label=mark("Standard errors"),
            help=mark("A column named after its indicator, e.g. 'growth se'."),
            minimum=0,
            maximum=None,
        ),
    ),
)


def indicators(roles: Mapping[str, list[str]]) -> list[str]:
    """The columns of both axes, those of attractiveness first."""
    return [name for axis in AXES for name in roles.get(axis, [])]


def check(params: RankingParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """What is wrong with parameters, columns and table, each with what to do."""
    data = profiles.get("data")
    scales, issues = parse(params.scales)
    if data is None:
        return issues
    roles = {role.key: list(data.roles.get(role.key, [])) for role in DATA.roles}
    issues += _columns(params, roles)
    if not issues:
        issues += _scales(scales, data, roles)
    issues += _home(params)
    issues += _rows(data, roles)
    issues += [found for role in BOUNDS for found in _bounds(roles, role)]
    return issues


def absent(roles: Mapping[str, list[str]]) -> Iterator[Issue]:
    """Roles that every run needs. What submits a run asks for them too, so ``check`` does not."""
    if not roles.get("market"):
        yield Issue(message=msg("Choose the column that names the market."), field="data.market")
    if not roles.get("attractiveness"):
        yield Issue(
            message=msg("Nothing says how attractive a market is."),
            fix=msg("Choose at least one indicator of attractiveness."),
            field="data.attractiveness",
        )


def _columns(params: RankingParams, roles: Mapping[str, list[str]]) -> Iterator[Issue]:
    both = [name for name in roles["attractiveness"] if name in roles["difficulty"]]
    if both:
        yield Issue(
            message=msg("{names} cannot count for both axes.", names=both),
            fix=msg("Choose it either for attractiveness or for entry difficulty."),
            field="data.difficulty",
        )
    if not roles["difficulty"] and not params.computed:
        yield Issue(
            message=msg("Nothing says how hard it is to enter a market."),
            fix=msg(
                "Choose at least one indicator of entry difficulty, or one that is computed from"
                " the home market."
            ),
            field="data.difficulty",
        )


def _scales(
    scales: list[Scale], data: InputProfile, roles: Mapping[str, list[str]]
) -> Iterator[Issue]:
    chosen, given = indicators(roles), {scale.name for scale in scales}
    for name in chosen:
        if name not in given:
            yield Issue(message=_unscaled(name), fix=_suggestion(name, data), field=FIELD)
    for scale in scales:
        if scale.name not in chosen:
            yield Issue(
                message=msg(
                    "Scales: '{name}' is not among the chosen indicators.", name=clipped(scale.name)
                ),
                fix=msg("Choose that column for one of the axes, or delete the line."),
                field=FIELD,
            )


def _unscaled(name: str) -> Message:
    return msg("'{name}' has no lowest and highest value to be scored by.", name=name)


def _suggestion(name: str, data: InputProfile) -> Message:
    column = data.column(name)
    found = references.suggested(name, column.unit if column else "")
    if found is not None:
        return msg("Add a line to the scales. Its source suggests: {line}", line=found.line())
    if column is None or column.minimum is None or column.maximum is None:
        return msg("Add a line to the scales: {line}", line=f"{written(name)}; …; …")
    return msg(
        "Add a line to the scales with bounds that hold for any market that you might compare:"
        " {line} (the table has {low} to {high}).",
        line=f"{written(name)}; …; …",
        low=Num(value=column.minimum, digits=4),
        high=Num(value=column.maximum, digits=4),
    )


def _home(params: RankingParams) -> Iterator[Issue]:
    if not params.computed:
        return
    if not params.home.strip():
        yield Issue(
            message=msg("The computed indicators need a home market."),
            fix=msg("Name the country that you come from."),
            field="home",
        )
    elif not countries.match(params.home).certain:
        yield Issue(
            message=msg("'{home}' is not known as a country.", home=clipped(params.home)),
            fix=msg("Give its usual name or its code, e.g. CHN."),
            field="home",
        )


def _rows(data: InputProfile, roles: Mapping[str, list[str]]) -> Iterator[Issue]:
    if data.rows == 1:
        yield Issue(
            message=msg("One market alone cannot be ranked."),
            fix=msg("Add a row for each market to compare it with."),
            field="data",
        )
    if data.rows > MOST_MARKETS:
        yield Issue(
            message=msg(
                "The table has {rows} rows; at most {most} markets are ranked.",
                rows=data.rows, most=MOST_MARKETS,
            ),
            fix=msg("Give a table with one row for each market."),
            field="data",
        )  # fmt: skip
    ranged = bounded(roles)
    for axis in AXES:
        for name in roles[axis]:
            column = data.column(name)
            if column is not None and data.rows > 1 and name not in ranged:
                yield from _useless(column, data.rows, axis)


def _useless(column: ColumnProfile, rows: int, axis: str) -> Iterator[Issue]:
    if column.missing >= rows:
        yield Issue(
            message=msg("Column '{name}' is empty.", name=column.name),
            fix=msg("Choose another column, or fill at least one cell."),
            field=f"data.{axis}",
        )
    elif column.missing == 0 and column.minimum is not None and column.minimum == column.maximum:
        yield Issue(
            message=msg(
                "Column '{name}' has the same value for every market, so it tells none of them"
                " apart.",
                name=column.name,
            ),
            fix=msg("Take it out of the indicators."),
            field=f"data.{axis}",
        )


def owner(column: str, names: list[str]) -> str | None:
    """The indicator that a column of bounds belongs to: the longest name that it begins with,
    of names that differ in case alone the one that is written so.
    """
    found = [name for name in names if column.casefold().startswith(name.casefold())]
    return max(found, key=lambda name: (len(name), column.startswith(name)), default=None)


def bounded(roles: Mapping[str, list[str]], of: tuple[str, ...] = BOUNDS) -> set[str]:
    """The indicators that have columns of bounds or standard errors."""
    names = indicators(roles)
    found = {owner(column, names) for role in of for column in roles.get(role, [])}
    return {name for name in found if name is not None}


def _bounds(roles: Mapping[str, list[str]], role: str) -> Iterator[Issue]:
    names = indicators(roles)
    taken: dict[str, str] = {}
    for column in roles[role]:
        name = owner(column, names)
        if name is None or column in names:
            yield Issue(
                message=msg("The name of column '{name}' begins with no indicator.", name=column),
                fix=msg("Name it after its indicator, e.g. '{example}'.", example=f"{names[0]} low"
                        if names else "tariff low"),
                field=f"data.{role}",
            )  # fmt: skip
        elif name in taken:
            yield Issue(
                message=msg(
                    "'{first}' and '{second}' both belong to '{name}'.",
                    first=taken[name], second=column, name=name,
                ),
                fix=msg("Choose one of them."),
                field=f"data.{role}",
            )  # fmt: skip
        else:
            taken[name] = column
    if role == "error":
        ranged = bounded(roles, ("low", "high"))
        for name in [one for one in taken if one in ranged]:
            yield Issue(
                message=msg("'{name}' has a standard error and bounds.", name=name),
                fix=msg("Choose either its standard error or its lowest and highest values."),
                field="data.error",
            )


def unknown(data: InputProfile) -> int:
    """How many cells have no exact value, at most."""
    gaps = [column.missing for name in indicators(data.roles) if (column := data.column(name))]
    return sum(gaps) + data.rows * len(bounded(data.roles))


def any_profile(table: Any) -> InputProfile:
    """The profile of an opened table, for the checks of a run."""
    return InputProfile(
        kind="dataset", id="", name="data", rows=table.rows,
        columns=list(table.columns), roles=dict(table.roles),
    )  # fmt: skip
