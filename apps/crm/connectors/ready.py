"""What the rooms below are told of connections when the site starts."""

from __future__ import annotations

from apps.core import states
from apps.core.sealing import renewers
from apps.core.states import Look
from apps.crm.connectors import access, registry
from apps.crm.connectors.systems.espocrm import EspoCrm
from apps.crm.connectors.systems.hubspot import HubSpot
from apps.crm.connectors.systems.salesforce import Salesforce
from apps.crm.models import SyncOutcome
from apps.projects.transfer.rules import left_out

STAYS = "a connection belongs to the installation that holds its credentials"
MODELS = (
    "SyncConnection", "SyncSystem", "SyncRun", "SyncOutcome", "SyncLink", "SyncConflict",
)  # fmt: skip
Status = SyncOutcome.Status
LOOKS = {
    Status.CREATED: ("good", "circle-plus"),
    Status.UPDATED: ("info", "pencil"),
    Status.DELETED: ("warn", "trash"),
    Status.LINKED: ("info", "link"),
    Status.CONFLICT: ("warn", "arrows-diff"),
    Status.SKIPPED: ("neutral", "circle-minus"),
}


def register(owner: str) -> None:
    """The built-in systems, how secrets are sealed anew, what stays out of archives."""
    for connector in (HubSpot(), Salesforce(), EspoCrm()):
        registry.add(connector, owner=owner)
    renewers.register("connections with CRM systems", access.renew, owner=owner)
    for name in MODELS:
        left_out.register(f"crm.{name}", STAYS, owner=owner)
    for status, (tone, icon) in LOOKS.items():
        states.add(f"sync_{status.value}", Look(tone, icon, status.label))  # type: ignore[arg-type]
