"""A small keyed registry, filled by ``AppConfig.ready`` and read by rooms that know no names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class DuplicateKeyError(Exception):
    """Two packages registered the same key; the message names both."""


class Registry(Generic[T]):
    """Key → item, in registration order. A key taken by another owner is an error."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, tuple[str, T]] = {}

    def register(self, key: str, item: T, *, owner: str) -> None:
        """Register ``item``; registering the same key again by the same owner replaces it."""
        if key in self._items and self._items[key][0] != owner:
            other = self._items[key][0]
            raise DuplicateKeyError(
                f"{self.what} '{key}' is registered by both '{other}' and '{owner}'"
            )
        self._items[key] = (owner, item)

    def get(self, key: str) -> T | None:
        entry = self._items.get(key)
        return entry[1] if entry else None

    def __iter__(self) -> Iterator[T]:
        return (item for _, item in self._items.values())

    def keys(self) -> list[str]:
        return list(self._items)
