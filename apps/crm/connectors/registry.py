"""The CRM systems that this installation can be connected with."""

from __future__ import annotations

from typing import Any

from apps.core import extensions
from apps.core.registry import Registry
from apps.crm.connectors.contract import CrmConnector

systems: Registry[CrmConnector] = Registry("CRM system")


def add(connector: CrmConnector, *, owner: str) -> None:
    systems.register(connector.key, connector, owner=owner)


def usable(project: Any) -> list[CrmConnector]:
    """Those that are on in the project, in the order of their registration."""
    return [connector for _owner, connector in systems.present(project)]


def find(key: str, project: Any) -> CrmConnector | None:
    """The system, if it is there and on in the project."""
    for owner, connector in systems.owned():
        if connector.key == key:
            return connector if extensions.is_on(owner, project) else None
    return None
