"""The first records of the other system, as they would be here; nothing of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.crm.connectors import access
from apps.crm.connectors.contract import RemoteError
from apps.crm.connectors.plan import plan_of
from apps.crm.connectors.values import taken
from apps.crm.models import SyncConnection
from apps.projects.domain.errors import Refused

ROWS = 5


@dataclass(frozen=True)
class Preview:
    """Columns are our fields. A cell is (value, problem): one of the two is empty."""

    columns: list[str]
    rows: list[list[tuple[Any, Any]]]


def preview(connection: SyncConnection, kind: str) -> Preview:
    """Read some records of a kind. Raises :class:`Refused` with what the system says."""
    connector = access.connector_of(connection)
    pairs = plan_of(connection).of(kind).fields
    names = [theirs for _ours, theirs in pairs]
    try:
        page = connector.changed_since(access.client(connection), kind, "", names)
    except RemoteError as error:
        raise Refused(error.message) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refused(access.STRANGE) from error
    rows = []
    for remote in [one for one in page.rows if not one.deleted][:ROWS]:
        rows.append([_cell(kind, ours, remote.values.get(theirs)) for ours, theirs in pairs])
    return Preview([ours for ours, _theirs in pairs], rows)


def _cell(kind: str, ours: str, value: Any) -> tuple[Any, Any]:
    try:
        return taken(kind, ours, value, ""), None
    except Refused as refused:
        return "", refused.message
