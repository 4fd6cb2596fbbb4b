"""The table of a sizing and what can be told before anything runs. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.core.messages import mark, msg
from apps.engines.builtin.sizing.params import SizingParams
from apps.engines.contract import Dtype, InputProfile, InputSlot, Issue, RoleSpec

MOST_ROWS = 2000
TEXT: tuple[Dtype, ...] = ("text",)
LOOSE: tuple[Dtype, ...] = ("text", "integer", "number", "date", "datetime")


def _text(key: str, label: str, help: str, least: int = 0) -> RoleSpec:
    return RoleSpec(key=key, label=label, help=help, minimum=least, dtypes=TEXT)


def _number(key: str, label: str, help: str) -> RoleSpec:
    return RoleSpec(key=key, label=label, help=help, minimum=0)


DATA = InputSlot(
    key="data",
    label=mark("Assumptions"),
    roles=(
        _text("name", mark("Assumption"), mark("One row for each, e.g. 'households'."), 1),
        _text("way", mark("Way"), mark("'top-down' or 'bottom-up'."), 1),
        _text("level", mark("Level"), mark("'TAM', 'SAM' or 'SOM': where the step belongs."), 1),
        _number("low", mark("Low"), mark("The lowest value that is plausible.")),
        _number("likely", mark("Most likely"), mark("The value that you would bet on.")),
        _number("high", mark("High"), mark("The highest value that is plausible.")),
        _text(
            "distribution",
            mark("Distribution"),
            mark(
                "triangular, pert, uniform, lognormal, normal or fixed. Empty: triangular, or"
                " uniform without a most likely value."
            ),
        ),
        _text("operation", mark("Operation"), mark("'÷' divides by the row; all else multiplies.")),
        _text("unit", mark("Unit"), mark("Values in % are divided by 100.")),
        _text("source", mark("Source"), mark("Where the figure comes from.")),
        RoleSpec(
            key="year", label=mark("Year"), help=mark("Of the figure, not of its publication."),
            minimum=0, dtypes=LOOSE,
        ),
        _text("owner", mark("Owner"), mark("Who answers for the figure.")),
        RoleSpec(
            key="market",
            label=mark("Market"),
            help=mark("Where there are several. A row without one holds for all of them."),
            minimum=0,
            dtypes=("text", "integer"),
        ),
    ),
)  # fmt: skip


def check(params: SizingParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
    """What is wrong with columns and table, each with what to do."""
    data = profiles.get("data")
    return [] if data is None else list(_issues(data))


def absent(roles: Mapping[str, list[str]]) -> Iterator[Issue]:
    """Roles that every run needs. What submits a run asks for them too, so ``check`` does not."""
    for role in DATA.roles:
        if role.minimum and not roles.get(role.key):
            yield Issue(message=CHOOSE[role.key], field=f"data.{role.key}")


def _issues(data: InputProfile) -> Iterator[Issue]:
    roles = data.roles
    if not roles.get("likely") and not (roles.get("low") and roles.get("high")):
        yield Issue(
            message=msg("No column gives the values of the assumptions."),
            fix=msg("Choose the most likely values, or the low and the high ones."),
            field="data.likely",
        )
    elif bool(roles.get("low")) != bool(roles.get("high")):
        yield Issue(
            message=msg("Low values need high ones beside them, and the other way round."),
            fix=msg("Choose both columns, or neither."),
            field="data.low" if not roles.get("low") else "data.high",
        )
    chosen = [name for key in ("low", "likely", "high") for name in roles.get(key, [])]
    twice = sorted({name for name in chosen if chosen.count(name) > 1})
    if twice:
        yield Issue(
            message=msg("{names} was chosen twice.", names=twice),
            fix=msg("Choose each column once."),
            field="data.likely",
        )
    if data.rows > MOST_ROWS:
        yield Issue(
            message=msg(
                "The table has {rows} rows; at most {most} assumptions are read.",
                rows=data.rows,
                most=MOST_ROWS,
            ),
            fix=msg("Give a table with one row for each assumption."),
            field="data",
        )


CHOOSE = {
    "name": msg("Choose the column that names the assumptions."),
    "way": msg("Choose the column that says whether a row is top-down or bottom-up."),
    "level": msg("Choose the column that says whether a row belongs to TAM, SAM or SOM."),
}
