"""A small keyed registry, filled by ``AppConfig.ready`` and read by rooms that know no names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

from apps.core import extensions

T = TypeVar("T")


class DuplicateKeyError(Exception):
    """Two packages registered the same key; the message names both."""


class Registry(Generic[T]):
    """Key → item, in registration order. A key taken by another owner is an error."""

    everywhere: ClassVar[WeakSet[Registry[Any]]] = WeakSet()

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, tuple[str, T]] = {}
        self.everywhere.add(self)

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

    def keys_of(self, owner: str) -> list[str]:
        return [key for key, (whose, _item) in self._items.items() if whose == owner]

    def owned(self) -> list[tuple[str, T]]:
        """Every item with its owner."""
        return list(self._items.values())

    def present(self, project: Any) -> list[tuple[str, T]]:
        """As :meth:`owned`, without what is switched off in ``project``."""
        return [
            (owner, item)
            for owner, item in self._items.values()
            if extensions.is_on(owner, project)
        ]

    def forget(self, owner: str) -> None:
        """Take everything of this owner away."""
        self._items = {key: entry for key, entry in self._items.items() if entry[0] != owner}


def forget_everywhere(owner: str) -> None:
    """Take everything of this owner out of every registry: it turned out broken."""
    for registry in list(Registry.everywhere):
        registry.forget(owner)
