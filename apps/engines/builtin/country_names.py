"""Markets that are countries, shown by name: a column of countries is stored as ISO codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from apps.core.messages import CountryName, Items, Message
from apps.engines.contract import InputTable
from apps.engines.result import AnyBlock, Chart, Result, Series, Table, TableColumn, Tile
from apps.reference import countries

SHARE = 0.75  # of the names that are to be codes: brands of three capitals are no countries


def named(result: Result, table: InputTable, *roles: str) -> Result:
    """``result`` with the countries of these roles' columns to be shown by name.

    Cells, categories, labels and the summary keep the codes. Nothing changes where the columns hold
    other names.
    """
    codes = codes_of(
        name.strip()
        for role in roles
        for column in table.roles.get(role, [])
        for name in table.texts(column, range(table.rows))
    )
    if not codes:
        return result
    update = {
        "headline": _message(result.headline, codes),
        "blocks": [_block(block, codes) for block in result.blocks],
    }
    return result.model_copy(update=update)


def codes_of(names: Iterable[str]) -> frozenset[str]:
    """The ISO 3166-1 alpha-3 codes among the names; none where most names are something else."""
    known = {name for name in names if name}
    found = frozenset(name for name in known if countries.get(name))
    return found if known and len(found) >= SHARE * len(known) else frozenset()


def _block(block: AnyBlock, codes: frozenset[str]) -> AnyBlock:
    made: AnyBlock = _inside(block, codes)
    if isinstance(made, Table):
        columns = [_column(made, column, codes) for column in made.columns]
        return made.model_copy(update={"columns": columns})
    if isinstance(made, Chart) and codes & {name for item in made.series for name in _names(item)}:
        return made.model_copy(update={"names": "country"})
    return made


def _names(item: Series) -> Iterable[str]:
    if isinstance(item.name, CountryName):
        yield item.name.country
    texts = (value for point in item.points for value in point if isinstance(value, str))
    yield from (part for text in (*item.labels, *texts) for part in text.split(" · "))


def _column(table: Table, column: TableColumn, codes: frozenset[str]) -> TableColumn:
    values = (row.get(column.key) for row in table.rows)
    if column.kind == "text" and any(isinstance(one, str) and one in codes for one in values):
        return column.model_copy(update={"kind": "country"})
    return column


def _inside(value: Any, codes: frozenset[str]) -> Any:
    """The same with the countries in its sentences and labels named, not those in its figures."""
    if isinstance(value, Message):
        return _message(value, codes)
    if isinstance(value, BaseModel):
        names = _LABELS.get(type(value), ())
        update = {
            key: _word(one, codes) if key in names else _inside(one, codes)
            for key, one in value
            if not isinstance(one, str | int | float | None) or key in names
        }
        return value.model_copy(update=update)
    if isinstance(value, list):
        return [_inside(one, codes) for one in value]
    if isinstance(value, dict):
        return {key: _inside(one, codes) for key, one in value.items()}
    return value


_LABELS: dict[type[BaseModel], tuple[str, ...]] = {
    Series: ("name",), Tile: ("value",), TableColumn: ("label",),
}  # fmt: skip


def _message(message: Message, codes: frozenset[str]) -> Message:
    values = {key: _word(value, codes) for key, value in message.values.items()}
    return message.model_copy(update={"values": values})


def _word(value: Any, codes: frozenset[str]) -> Any:
    if isinstance(value, Message):
        return _message(value, codes)
    if isinstance(value, Items):
        return Items(items=tuple(_word(one, codes) for one in value.items))
    return CountryName(country=value) if isinstance(value, str) and value in codes else value
