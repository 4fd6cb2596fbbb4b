"""The engine that combines tables, as the web process knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from apps.core.messages import Message, mark, msg
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, Resources, RoleSpec

ENGINE = "datasets.combine"
PURPOSE = "datasets.combine"
FEWEST, MOST = 2, 8
SLOTS = tuple(f"t{number}" for number in range(1, MOST + 1))
MARKET, PERIOD, TAKE = "market", "period", "take"
MOST_COLUMNS = 1_000  # of the combined table
Rule = Literal["refuse", "sum", "mean", "last"]
RULES = {
    "refuse": mark("refuse it"),
    "sum": mark("take their sum"),
    "mean": mark("take their mean"),
    "last": mark("take the last value"),
}
ROWS = {
    "first": mark("the markets and periods of the first table"),
    "all": mark("all markets and periods of all tables"),
}
OTHERS = {
    "leave_out": mark("leave them out, and name them"),
    "keep": mark("keep them as they are written"),
}
ARITHMETIC = ("sum", "mean")
ANY = ("number", "integer", "boolean", "text", "date", "datetime")

ROLES = (
    RoleSpec(key=MARKET, label=mark("Market"), dtypes=("text", "integer")),
    RoleSpec(
        key=PERIOD,
        label=mark("Period"),
        minimum=0,
        dtypes=("number", "integer", "text", "date", "datetime"),
    ),
    RoleSpec(key=TAKE, label=mark("Columns to take"), minimum=0, maximum=None, dtypes=ANY),
)


class TableChoice(BaseModel):
    """How one table goes in. ``rule`` makes one row of several for a market and period: ``last``
    takes the last value that is there, by period and then by row. ``repeat`` writes the value of a
    longer period beside each of its shorter ones.
    """

    name: str = Field(default="", max_length=200)
    rule: Rule = "refuse"
    repeat: bool = False


class CombineParams(BaseModel):
    """``rows``: those of the first table, or of all. ``others``: what becomes of names that are no
    single country. ``similar``: also take a country whose name is only written alike.
    ``preview``: say what matches, and make no table. ``dataset`` gets the table as its next
    version; without it a new dataset ``name`` does.
    """

    name: str = Field(default="", max_length=110, title=mark("Name of the combined table"))
    dataset: UUID | None = Field(default=None, title=mark("Dataset"))
    tables: dict[str, TableChoice] = Field(default={}, title=mark("Tables"))
    rows: Literal["first", "all"] = Field(
        default="first",
        title=mark("Rows"),
        json_schema_extra={"choices": {**ROWS}},
    )
    others: Literal["leave_out", "keep"] = Field(
        default="leave_out",
        title=mark("Names that are no single country"),
        json_schema_extra={"choices": {**OTHERS}},
    )
    similar: bool = Field(default=False, title=mark("Take similar names too"))
    preview: bool = Field(default=False, title=mark("Only say what matches"))

    def choice(self, slot: str) -> TableChoice:
        return self.tables.get(slot) or TableChoice()

    def called(self, slot: str) -> str:
        """What the table of the slot is called in sentences and in names of columns."""
        return self.choice(slot).name or slot


class CombineEngine(Engine):
    key = ENGINE
    version = "1"
    label = mark("Combine tables")
    description = mark("Puts tables side by side by market and period, and says what matched.")
    kind = "system"
    Params = CombineParams
    inputs: ClassVar[tuple[InputSlot, ...]] = tuple(
        InputSlot(key=slot, label=mark("Table"), roles=ROLES, required=place < FEWEST)
        for place, slot in enumerate(SLOTS)
    )
    runner = "apps.datasets.combining.runner:CombineRunner"
    warm = True

    def in_words(self, params: Any) -> Mapping[str, list[Message]]:
        return {"tables": [self._choice(params, slot) for slot in params.tables]}

    def _choice(self, params: Any, slot: str) -> Message:
        """A table, and what becomes of several rows for a market and period."""
        choice, rule = params.choice(slot), msg(RULES[params.choice(slot).rule])
        if choice.repeat:
            return msg(
                "'{name}' (several rows: {rule}; longer periods repeated)",
                name=params.called(slot),
                rule=rule,
            )
        return msg("'{name}' (several rows: {rule})", name=params.called(slot), rule=rule)

    def resources(self, params: Any, profiles: Mapping[str, InputProfile]) -> Resources:
        size = sum(_bytes(profile) for profile in profiles.values())
        return Resources(memory_bytes=512 * 1024**2 + 4 * size, seconds=1 + size / 50e6)

    def validate(self, params: Any, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        issues = [one for slot in profiles for one in _of_table(params, slot, profiles[slot])]
        taken = sum(len(profile.roles.get(TAKE, [])) for profile in profiles.values())
        if taken > MOST_COLUMNS:
            text = msg(
                "{count} columns are too many: a combined table has at most {most}.",
                count=taken, most=MOST_COLUMNS,
            )  # fmt: skip
            issues.append(Issue(message=text, fix=msg("Take fewer columns.")))
        if not taken and not params.preview:
            issues.append(Issue(message=msg("Take at least one column of one of the tables.")))
        return issues


def _of_table(params: CombineParams, slot: str, profile: InputProfile) -> Iterator[Issue]:
    roles = profile.roles
    keys = [*roles.get(MARKET, []), *roles.get(PERIOD, [])]
    name = params.called(slot)
    if len(set(keys)) < len(keys):
        text = msg("'{table}': the same column cannot be market and period.", table=name)
        yield Issue(message=text, field=f"{slot}.{PERIOD}")
    rule = params.choice(slot).rule
    if rule not in ARITHMETIC:
        return
    for column in roles.get(TAKE, []):
        found = profile.column(column)
        if found is not None and found.dtype not in ("number", "integer"):
            yield Issue(
                message=msg(
                    "Column '{column}' of '{table}' holds no numbers: it has neither sum nor mean.",
                    column=column, table=name,
                ),
                fix=msg("Choose the last value for this table, or do not take the column."),
                field=f"{slot}.{TAKE}",
            )  # fmt: skip


def _bytes(profile: InputProfile) -> int:
    """Roughly what the chosen columns take in memory."""
    chosen = {name for names in profile.roles.values() for name in names}
    widths = [
        max(8, int(column.length or 0) + 8) for column in profile.columns if column.name in chosen
    ]
    return profile.rows * (24 + sum(widths))
