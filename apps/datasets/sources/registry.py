"""The connectors of this installation."""

from __future__ import annotations

from typing import Any

from apps.core import extensions
from apps.core.registry import Registry
from apps.datasets.sources.contract import Connector

connectors: Registry[Connector] = Registry("connector")


def add(connector: Connector, *, owner: str) -> None:
    connectors.register(connector.key, connector, owner=owner)


def usable(project: Any) -> list[Connector]:
    """Those that are on in the project, in the order of their registration."""
    return [connector for _owner, connector in connectors.present(project)]


def find(key: str, project: Any) -> Connector | None:
    """The connector, if it is there and on in the project."""
    for owner, connector in connectors.owned():
        if connector.key == key:
            return connector if extensions.is_on(owner, project) else None
    return None


def dotted(connector: Connector) -> str:
    kind = type(connector)
    return f"{kind.__module__}:{kind.__qualname__}"
