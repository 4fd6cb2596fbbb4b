"""What the side bar offers. Each room registers its own items in ``AppConfig.ready``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.core.registry import Registry


@dataclass(frozen=True)
class NavItem:
    """A link of the project's side bar. ``label`` is lazily translated; ``url_name`` takes
    ``project_id``; ``section`` is the first part of the path that marks the item as current.
    """

    key: str
    label: Any
    icon: str
    url_name: str
    order: int = 100


navigation: Registry[NavItem] = Registry("navigation item")


def add(item: NavItem, *, owner: str) -> None:
    navigation.register(item.key, item, owner=owner)


def items() -> list[NavItem]:
    return sorted(navigation, key=lambda item: (item.order, item.key))
