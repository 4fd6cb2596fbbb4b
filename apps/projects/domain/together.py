"""Fields whose values no two rows of a project share together, asked for once for a whole batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apps.core.messages import Message

Values = tuple[Any, ...]


@dataclass(frozen=True)
class Together:
    """The ``names`` of such fields of a kind; ``taken`` is said of ``field`` where another row has
    their values.
    """

    names: tuple[str, ...]
    taken: Message
    field: str

    def of(self, row: Any) -> Values:
        """The row's values; other rows by id."""
        return tuple(getattr(row, row._meta.get_field(name).attname) for name in self.names)


class Holders:
    """Which row has which values, of all that drafts may want."""

    def __init__(
        self, rule: Together, rows: Any, wanted: Iterable[tuple[Mapping[str, Any], Any]]
    ) -> None:
        """``rows`` are the project's; ``wanted`` are a draft's values and the row that it means,
        None of a new one.
        """
        self.rule = rule
        found: dict[str, set[Any]] = {name: set() for name in rule.names}
        for given, row in wanted:
            for name, values in found.items():
                values.add(given.get(name, getattr(row, name, None)))
        for name, values in found.items():
            rows = rows.filter(**{f"{name}__in": values - {None}})
        self.known = {tuple(values): pk for pk, *values in rows.values_list("pk", *rule.names)}

    def other(self, row: Any) -> Any:
        """The id of another row that has the row's values; None if there is none."""
        holder = self.known.get(self.rule.of(row))
        return None if holder == row.pk else holder

    def claim(self, row: Any) -> None:
        """From here on the values are the row's, and those that it had are free."""
        self.known = {values: pk for values, pk in self.known.items() if pk != row.pk}
        self.known[self.rule.of(row)] = row.pk
