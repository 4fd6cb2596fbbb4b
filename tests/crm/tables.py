"""What the pages and addresses of consent, deals, merges and segments need in the shared tables."""

from __future__ import annotations

from typing import Any

from apps.core.testing.routes import Route
from tests.factories.crm import ContactFactory
from tests.factories.crm_more import ConsentFactory, SuppressionFactory


def _ids(**names: str) -> Any:
    return lambda rows: {argument: getattr(rows, name).pk for argument, name in names.items()}


CONTACT, LEAD = _ids(contact_id="contact"), _ids(lead_id="lead")
SUPPRESSION = _ids(suppression_id="suppression")
WRITE = {"get": "analyst", "post": "analyst"}

ROUTES = (
    Route("crm:contact_consent", args=CONTACT, **WRITE),
    Route("crm:lead_consent", args=LEAD, **WRITE),
    Route("crm:suppressions", post="viewer"),
    Route("crm:suppression_new", **WRITE),
    Route("crm:suppression_lift", get="owner", post="owner", args=SUPPRESSION),
    Route("crm:purposes", get="editor", post="editor"),
)

SAID = {"purpose": "surveys", "decision": "given", "source": "Form"}


def build(project: Any, owner: Any, contact: Any) -> dict[str, Any]:
    """Rows of the site that pages are looked at with."""
    consent = ConsentFactory(
        project=project, contact=contact, source="Sign-up form, version 3", recorded_by=owner,
        evidence="Yes, invite me to surveys about lamps.",
    )  # fmt: skip
    suppression = SuppressionFactory(project=project, added_by=owner, note="By phone")
    return {"consent": consent, "suppression": suppression}


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    listed = {"address": "gone@example.com", "reason": "asked"}
    return {
        "crm:contact_consent": act("crm.consent.given", SAID, CONTACT),
        "crm:lead_consent": act("crm.consent.given", SAID, LEAD),
        "crm:suppression_new": act("crm.suppression.added", listed),
        "crm:suppression_lift": act("crm.suppression.lifted", {"lifted_why": "x"}, SUPPRESSION),
        "crm:purposes": act("crm.purpose.added", {"name": "Samples"}),
    }


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    return {
        ("consents", "post"): act(
            "crm.consent.given", lambda s: {**SAID, "contact": str(s.contact.pk)}
        ),
        ("suppressions", "post"): act(
            "crm.suppression.added", {"email": "gone@example.com", "reason": "asked"}
        ),
        ("suppression-lift", "post"): act(
            "crm.suppression.lifted", {"lifted_why": "x"}, SUPPRESSION
        ),
    }


PAGES_EXEMPT = {"crm:suppressions": "looks an address up and changes nothing"}
API_EXEMPT = {("suppression-check", "post"): "looks an address up and changes nothing"}


def bodies(site: Any) -> dict[str, Any]:
    """Operation → members that must differ from the description's example."""
    return {"consents_create": {"contact": str(site.contact.pk)}}


def places(site: Any) -> dict[str, dict[str, str]]:
    """Operation → the row of its address."""
    other = ContactFactory(project=site.project)
    ConsentFactory(project=site.project, contact=other)
    return {"suppressions_lift": {"suppression_id": str(site.suppression.pk)}}


MAIN_PAGES = (
    ("contact-consent", "crm:contact_consent", {"contact_id": "contact"}),
    ("suppressions", "crm:suppressions", {}),
    ("new-suppression", "crm:suppression_new", {}),
    ("lift-suppression", "crm:suppression_lift", {"suppression_id": "suppression"}),
    ("consent-purposes", "crm:purposes", {}),
)
