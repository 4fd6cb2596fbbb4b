"""What the pages of connections need in the shared tables."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.core.testing.routes import Route
from apps.crm.connectors import access
from apps.crm.connectors.plan import first_plan
from apps.crm.connectors.systems.hubspot import HubSpot
from apps.crm.models import SyncConflict, SyncConnection, SyncLink, SyncOutcome, SyncRun

OUTSIDE = "asks another system; tried in tests/crm/connectors"


def _ids(**names: str) -> Any:
    return lambda rows: {argument: getattr(rows, name).pk for argument, name in names.items()}


CONNECTION = _ids(connection_id="connection")
RUN = _ids(connection_id="connection", run_id="exchange")
CONFLICT = _ids(connection_id="connection", conflict_id="sync_conflict")


def FIELDS(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {**CONNECTION(rows), "kind": "contact"}


def SYSTEM(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"system": "hubspot"}


OWN = {"get": "owner", "post": "owner"}
ROUTES = (
    Route("crm:connections"),
    Route("crm:connection_new", query=SYSTEM, **OWN),
    Route("crm:connection_callback", get="owner"),
    Route("crm:connection", args=CONNECTION),
    Route("crm:connection_edit", args=CONNECTION, **OWN),
    Route("crm:connection_connect", args=CONNECTION, **OWN),
    Route("crm:connection_credentials", args=CONNECTION, **OWN),
    Route("crm:connection_fields", args=FIELDS, **OWN),
    Route("crm:connection_switch", get=None, post="owner", args=CONNECTION),
    Route("crm:connection_again", get=None, post="owner", args=CONNECTION),
    Route("crm:connection_delete", args=CONNECTION, **OWN),
    Route("crm:connection_run", get=None, post="owner", args=CONNECTION),
    Route("crm:sync_run", args=RUN),
    Route("crm:conflict_decide", get=None, post="analyst", args=CONFLICT),
)
KNOWN = {
    "company": ("name", "phone", "website", "country", "description", "numberofemployees"),
    "contact": ("firstname", "lastname", "jobtitle", "email", "phone", "website", "country",
                "associatedcompanyid", "lifecyclestage"),
}  # fmt: skip


def build(project: Any, owner: Any, contact: Any) -> dict[str, Any]:
    """A connection with a run, a conflict and what became of some rows; and a broken one."""
    known = {
        kind: [{"name": name, "label": name.capitalize(), "writable": True} for name in names]
        for kind, names in KNOWN.items()
    }
    row = SyncConnection.objects.create(
        project=project, connector="hubspot", name="Sales in Europe", system="hubspot-eu",
        options={"client_id": "client-1"}, account="HubSpot 62515", known_fields=known,
        secrets=access.VAULT.sealed({"client_secret": "s3cret"}), state="active", every=60,
        plan=first_plan(HubSpot()).model_dump(mode="json"), created_by=owner,
    )  # fmt: skip
    SyncConnection.objects.create(
        project=project, connector="espocrm", name="Partners", system="espocrm", state="broken",
        problem=access.AGAIN.model_dump(mode="json"), created_by=owner,
        plan=first_plan(HubSpot()).model_dump(mode="json"),
    )  # fmt: skip
    run = SyncRun.objects.create(
        project=project, connection=row, state="done", asked_by=owner, kept=3,
        counts={
            "company": {"in": {"created": 2, "unchanged": 118}},
            "contact": {"in": {"updated": 5, "conflict": 1}, "out": {"created": 3, "refused": 1}},
        },
    )  # fmt: skip
    link = SyncLink.objects.create(
        project=project, connection=row, kind="contact", external_id="1051", contact=contact
    )
    conflict = SyncConflict.objects.create(
        project=project, connection=row, link=link, field="job_title", theirs="Purchasing lead"
    )
    refused = msg("The other system says: {said}", said="Moon was not one of the options")
    for direction, status, external_id, names, reason in (
        ("in", "conflict", "1051", ["job_title"], None),
        ("in", "created", "2077", [], None),
        ("out", "refused", "", ["country"], refused.model_dump(mode="json")),
    ):
        SyncOutcome.objects.create(
            project=project, run=run, kind="contact", direction=direction, status=status,
            external_id=external_id, fields=names, reason=reason,
            row_id=contact.pk if external_id == "1051" else None,
        )  # fmt: skip
    return {"connection": row, "exchange": run, "sync_conflict": conflict}


def sibling(site: Any) -> Any:
    """The id of another connection of the same project."""
    return SyncConnection.objects.exclude(pk=site.connection.pk).get(project=site.project).pk


def _settled(site: Any) -> dict[str, Any]:
    return {"name": "Sales", "company": "both", "contact": "in", "every": "15", "policy": "ours",
            "deletions": "keep", "seen": ""}  # fmt: skip


def _decided(site: Any) -> dict[str, Any]:
    return {"side": "theirs", "mark": site.sync_conflict.updated_at.isoformat()}


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    app = {"name": "Second", "client_id": "c", "client_secret": "s",
           "address": "https://api.hubapi.com", "pages": "https://app.hubspot.com"}  # fmt: skip
    return {
        "crm:connection_new": act("crm.connection.created", app, query=SYSTEM),
        "crm:connection_edit": act("crm.connection.changed", _settled, CONNECTION),
        "crm:connection_credentials": act("crm.connection.changed", app, CONNECTION),
        "crm:connection_fields": act(
            "crm.connection.changed", {"given_name": "firstname", "email": "email"}, FIELDS
        ),
        "crm:connection_switch": act("crm.connection.changed", {"on": "0"}, CONNECTION),
        "crm:connection_again": act("crm.connection.changed", None, CONNECTION),
        "crm:connection_run": act("crm.connection.run", None, CONNECTION),
        "crm:conflict_decide": act("crm.connection.decided", _decided, CONFLICT),
        "crm:connection_delete": act(
            "crm.connection.deleted", lambda s: {"confirm": s.connection.name}, CONNECTION
        ),
    }


PAGES_EXEMPT = {"crm:connection_connect": OUTSIDE}
MAIN_PAGES: tuple[tuple[Any, ...], ...] = (
    ("connections", "crm:connections", {}),
    ("choose-connection", "crm:connection_new", {}),
    ("new-connection", "crm:connection_new", {}, {"system": "=hubspot"}),
    ("connection", "crm:connection", {"connection_id": "connection"}),
    ("edit-connection", "crm:connection_edit", {"connection_id": "connection"}),
    ("connect-connection", "crm:connection_connect", {"connection_id": "connection"}),
    ("connection-credentials", "crm:connection_credentials", {"connection_id": "connection"}),
    (
        "connection-fields",
        "crm:connection_fields",
        {"connection_id": "connection", "kind": "=contact"},
    ),
    ("delete-connection", "crm:connection_delete", {"connection_id": "connection"}),
    ("exchange", "crm:sync_run", {"connection_id": "connection", "run_id": "exchange"}),
)
