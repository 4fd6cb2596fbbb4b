"""What the side bar offers. Each room registers its own items in ``AppConfig.ready``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.core.registry import Registry


@dataclass(frozen=True)
class NavItem:
    """A link of the project's side bar. ``label`` is lazily translated; ``url_name`` takes
    ``project_id``; ``needs`` is the role that the page asks for: others are not offered it.
    """

    key: str
    label: Any
    icon: str
    url_name: str
    order: int = 100
    needs: str = ""


navigation: Registry[NavItem] = Registry("navigation item")


def add(item: NavItem, *, owner: str) -> None:
    navigation.register(item.key, item, owner=owner)


def items(project: Any) -> list[tuple[str, NavItem]]:
    """What the side bar of ``project`` offers, each item with its owner."""
    return sorted(navigation.present(project), key=lambda pair: (pair[1].order, pair[1].key))
