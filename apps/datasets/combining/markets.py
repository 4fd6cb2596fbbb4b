"""From what a table calls its markets to one key for each; in the job's child only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from apps.reference import countries
from apps.reference.normalise import normalise

CODE = 3  # letters or digits of a country's code at most


@dataclass
class Unknown:
    """A name that is no single country: ``why`` is 'group', 'several', 'similar' or 'unknown'."""

    text: str
    why: str
    suggestions: tuple[str, ...]
    rows: int = 0


@dataclass
class Register:
    """The keys of all tables: ISO 3166-1 alpha-3, or the name as written where others are kept.

    Ids count from 0 in the order in which the markets were met.
    """

    similar: bool
    keep: bool
    keys: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # as the first table that has it calls it
    _ids: dict[str, int] = field(default_factory=dict)

    def place(self, text: str) -> tuple[int | None, Unknown | None]:
        """The id of the market that ``text`` names, and what is to be said of the name."""
        found = countries.match(text)
        sure = countries.FOREIGN if not self.similar else 0.0
        if found.iso3 is not None and found.confidence >= sure:
            return self._id(found.iso3, found.iso3, text), None
        why = "unknown"
        if found.aggregate:
            why = "group"
        elif found.candidates:
            why = "similar" if found.iso3 is not None or found.confidence > 0.5 else "several"
        unknown = Unknown(text, why, found.candidates)
        if not self.keep:
            return None, unknown
        return self._id(f" {normalise(text) or text}", text, text), unknown

    def _id(self, identity: str, key: str, name: str) -> int:
        known = self._ids.get(identity)
        if known is None:
            known = self._ids[identity] = len(self.keys)
            self.keys.append(key)
            is_code = len(name) <= CODE and name.isascii()
            self.names.append(countries.name(key) if is_code else name)
        return known

    def called(self, ids: list[int]) -> Iterator[str]:
        return (self.names[one] for one in ids)
