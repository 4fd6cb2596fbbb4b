"""What a column of a table can hold, and how it is recognised by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """``names`` are what such a column is called, in English and Chinese, separated by '|'."""

    label: Any
    names: str


def plain(name: str) -> str:
    """A name in small letters without signs: 'E-Mail' is 'e mail'."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


class Guess:
    """Called with the names of a table: field → the first column that is called so. ``kinds`` stand
    in the order in which a name that fits two is given away.
    """

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._fields = {
            plain(name): field
            for field, kind in reversed(list(kinds.items()))
            for name in kind.names.split("|")
        }

    def __call__(self, names: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in names:
            key = plain(name)
            field = self._fields.get(key) or self._fields.get(key.replace(" ", ""))
            if field:
                found.setdefault(field, name)
        return found
