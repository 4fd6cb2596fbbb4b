"""What the pages and addresses of consent, deals, merges and segments need in the shared tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from apps.core.messages import msg
from apps.core.testing.routes import Route
from apps.crm.deals.records import ACTIVITIES, DEALS
from apps.crm.deals.stages import stages
from apps.crm.merging import joining
from apps.crm.merging.kinds import KINDS
from apps.crm.models import (
    ActivityReference,
    DealReference,
    DuplicatePair,
    DuplicateSearch,
    SegmentReference,
)
from apps.crm.segments.records import SEGMENTS
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Project
from tests.crm.connectors import tables as connections
from tests.factories.crm import ContactFactory, LeadFactory
from tests.factories.crm_more import (
    ActivityFactory,
    ConsentFactory,
    DealFactory,
    SegmentFactory,
    SuppressionFactory,
)


def _ids(**names: str) -> Any:
    return lambda rows: {argument: getattr(rows, name).pk for argument, name in names.items()}


CONTACT, LEAD = _ids(contact_id="contact"), _ids(lead_id="lead")
DEAL, ACTIVITY = _ids(deal_id="deal"), _ids(activity_id="activity")
SEGMENT = _ids(segment_id="segment")
SUPPRESSION = _ids(suppression_id="suppression")


def OF_CONTACT(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"contact": str(rows.contact.pk)}


def KIND(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"kind": "contact"}


def TWINS(rows: Any) -> dict[str, Any]:  # noqa: N802 - stands in the table with the others
    return {"kind": "contact", "first_id": rows.contact.pk, "second_id": rows.twin.pk}


WRITE = {"get": "analyst", "post": "analyst"}

ROUTES = (
    Route("crm:contact_consent", args=CONTACT, **WRITE),
    Route("crm:lead_consent", args=LEAD, **WRITE),
    Route("crm:suppressions", post="viewer"),
    Route("crm:suppression_new", **WRITE),
    Route("crm:suppression_lift", get="owner", post="owner", args=SUPPRESSION),
    Route("crm:deals"),
    Route("crm:deals_board"),
    Route("crm:deal_stages", get="editor", post="editor"),
    Route("crm:deal_new", **WRITE),
    Route("crm:deal", args=DEAL),
    Route("crm:deal_edit", args=DEAL, **WRITE),
    Route("crm:deal_move", args=DEAL, **WRITE),
    Route("crm:deal_delete", get="editor", post="editor", args=DEAL),
    Route("crm:activities"),
    Route("crm:activity_new", query=OF_CONTACT, **WRITE),
    Route("crm:activity_edit", args=ACTIVITY, **WRITE),
    Route("crm:activity_done", get=None, post="analyst", args=ACTIVITY),
    Route("crm:activity_delete", get="editor", post="editor", args=ACTIVITY),
    Route("crm:segments"),
    Route("crm:segment_new", **WRITE),
    Route("crm:segment", args=SEGMENT),
    Route("crm:segment_edit", args=SEGMENT, **WRITE),
    Route("crm:segment_delete", get="editor", post="editor", args=SEGMENT),
    Route("crm:duplicates", args=KIND),
    Route("crm:duplicates_search", get=None, post="analyst", args=KIND),
    Route("crm:duplicates_different", get=None, post="analyst", args=_ids(pair_id="pair")),
    Route("crm:merge", get="editor", post="editor", args=TWINS),
    Route("crm:merges"),
    Route("crm:merge_undo", get=None, post="editor", args=_ids(merge_id="merge")),
    Route("crm:purposes", get="editor", post="editor"),
    *connections.ROUTES,
)

SAID = {"purpose": "surveys", "decision": "given", "source": "Form"}


def build(project: Any, owner: Any, contact: Any) -> dict[str, Any]:
    """Rows of the site that pages are looked at with."""
    consent = ConsentFactory(
        project=project, contact=contact, source="Sign-up form, version 3", recorded_by=owner,
        evidence="Yes, invite me to surveys about lamps.",
    )  # fmt: skip
    suppression = SuppressionFactory(project=project, added_by=owner, note="By phone")
    twin = ContactFactory(
        project=project, given_name="Ana", family_name="Schmidt", name="Ana Schmidt",
        email="anna.schmidt+fair@example.com", country="DEU",
    )  # fmt: skip
    first, second = sorted((contact.pk, twin.pk), key=str)
    pair = DuplicatePair.objects.create(
        project=project, kind="contact", first=first, second=second, score=98.0,
        reasons=[msg("Same mailbox").model_dump(mode="json")],
    )  # fmt: skip
    lost = ContactFactory(project=project, name="A. Dubois", email="", references=[("sap", "D-9")])
    kept = ContactFactory(project=project, name="Agathe Dubois", country="FRA")
    merge = joining.merge(KINDS["contact"], joining.Two(kept, lost), owner, [])
    search = DuplicateSearch.objects.create(
        project=project, kind="contact", state="done", rows=9, found=1, asked_by=owner
    )
    deal, activity = _deals(project, owner, contact)
    values = {
        "name": "Retail in Germany",
        "of": "contact",
        "rules": {"countries": ["DEU"], "tags": ["retail"], "consent": "surveys"},
    }
    segment = write_one(SEGMENTS, project, owner, Draft(values)).row
    SegmentReference.objects.create(
        project=project, row=segment, system="hubspot", external_id="kept-1"
    )
    return {"deal": deal, "activity": activity, "segment": segment,
            "consent": consent, "suppression": suppression, "twin": twin, "pair": pair,
            "merge": merge, "duplicate_search": search,
            **connections.build(project, owner, contact)}  # fmt: skip


def _deals(project: Project, owner: Any, contact: Any) -> tuple[Any, Any]:
    """Deals in several stages, and what is to be done."""
    made = []
    for name, stage, amount, currency in (
        ("Desk lamps for 40 shops", "offer", 48_000, "EUR"),
        ("Samples of the warm white version", "contacted", None, ""),
        ("Second order", "negotiation", 12_500, "EUR"),
        ("Trial in São Paulo", "contacted", 90_000, "BRL"),
        ("First order", "won", 8_000, "EUR"),
    ):
        values = {"name": name, "stage": stage, "amount": amount, "currency": currency,
                  "company": contact.company_id, "contact": contact.pk, "owner": owner.pk,
                  "expected_on": date(2027, 3, 31), "market": "DEU"}  # fmt: skip
        made.append(write_one(DEALS, project, owner, Draft(values)).row)
    tasks = []
    for subject, kind, due in (
        ("Send samples of the warm white version", "task", date(2026, 11, 20)),
        ("Ask what the shelf looks like", "call", date(2099, 12, 4)),
        ("Talked about prices at the fair", "meeting", None),
    ):
        values = {"subject": subject, "kind": kind, "due_on": due, "owner": owner.pk,
                  "contact": contact.pk, "deal": made[0].pk}  # fmt: skip
        tasks.append(write_one(ACTIVITIES, project, owner, Draft(values)).row)
    reference = {"project": project, "system": "hubspot", "external_id": "kept-1"}
    DealReference.objects.create(row=made[0], **reference)
    ActivityReference.objects.create(row=tasks[0], **reference)
    return made[0], tasks[0]


def _stages(site: Any) -> dict[str, Any]:
    """What the form of stages shows, with another one."""
    sent: dict[str, Any] = {"new_name": "Trial", "new_chance": 60}
    for one in stages(site.project.pk):
        sent |= {f"name_{one.key}": one.name, f"chance_{one.key}": one.probability}
    return sent


def pages(act: Any) -> dict[str, Any]:
    """Name of a route → its act."""
    listed = {"address": "gone@example.com", "reason": "asked"}
    return {
        "crm:contact_consent": act("crm.consent.given", SAID, CONTACT),
        "crm:lead_consent": act("crm.consent.given", SAID, LEAD),
        "crm:suppression_new": act("crm.suppression.added", listed),
        "crm:suppression_lift": act("crm.suppression.lifted", {"lifted_why": "x"}, SUPPRESSION),
        "crm:deal_stages": act("crm.stages.changed", _stages),
        "crm:deal_new": act("crm.deal.created", {"name": "Lamps", "stage": "offer"}),
        "crm:deal_edit": act("crm.deal.updated", {"name": "Lamps", "stage": "offer"}, DEAL),
        "crm:deal_move": act("crm.deal.updated", {"stage": "won"}, DEAL),
        "crm:deal_delete": act("crm.deal.deleted", lambda s: {"confirm": s.deal.name}, DEAL),
        "crm:activity_new": act(
            "crm.activity.created", {"kind": "call", "subject": "Talked"}, query=OF_CONTACT
        ),
        "crm:activity_edit": act(
            "crm.activity.updated", {"kind": "call", "subject": "Talked"}, ACTIVITY
        ),
        "crm:activity_done": act("crm.activity.updated", None, ACTIVITY),
        "crm:activity_delete": act(
            "crm.activity.deleted", lambda s: {"confirm": s.activity.subject}, ACTIVITY
        ),
        "crm:segment_new": act("crm.segment.created", {"name": "Lamps", "of": "contact"}),
        "crm:segment_edit": act("crm.segment.updated", {"name": "Lamps", "of": "contact"}, SEGMENT),
        "crm:segment_delete": act(
            "crm.segment.deleted", lambda s: {"confirm": s.segment.name}, SEGMENT
        ),
        "crm:duplicates_search": act("crm.duplicates.searched", None, KIND),
        "crm:duplicates_different": act("crm.duplicates.parted", None, _ids(pair_id="pair")),
        "crm:merge": act("crm.contact.merged", {"keep": "first"}, TWINS),
        "crm:merge_undo": act("crm.contact.parted", None, _ids(merge_id="merge")),
        "crm:purposes": act("crm.purpose.added", {"name": "Samples"}),
        **connections.pages(act),
    }


def rest(act: Any) -> dict[tuple[str, str], Any]:
    """Route and method → its act."""
    deal, talk = {"name": "Lamps"}, {"kind": "call", "subject": "Talked"}
    return {
        **_five(act, "deals", "deal", lambda s: deal),
        **_five(act, "segments", "segment", lambda s: {"name": "Lamps", "of": "lead"}),
        **_five(act, "activities", "activity", lambda s: {**talk, "contact": str(s.contact.pk)}),
        ("lead-convert", "post"): act(
            "crm.lead.converted", {"company": "new", "contact": "none"}, LEAD
        ),
        ("consents", "post"): act(
            "crm.consent.given", lambda s: {**SAID, "contact": str(s.contact.pk)}
        ),
        ("suppressions", "post"): act(
            "crm.suppression.added", {"email": "gone@example.com", "reason": "asked"}
        ),
        ("suppression-lift", "post"): act(
            "crm.suppression.lifted", {"lifted_why": "x"}, SUPPRESSION
        ),
        ("duplicate-searches", "post"): act("crm.duplicates.searched", {"kind": "contact"}),
        ("duplicate-pair-set-apart", "post"): act(
            "crm.duplicates.parted", None, _ids(pair_id="pair")
        ),
        ("merges", "post"): act("crm.contact.merged", _twins),
        ("merge-undo", "post"): act("crm.contact.parted", None, _ids(merge_id="merge")),
    }


def _twins(site: Any) -> dict[str, Any]:
    return {"kind": "contact", "winner": str(site.contact.pk), "loser": str(site.twin.pk)}


def scoped(site: Any) -> dict[str, Any]:
    """Argument of an address → the id of the site's row."""
    rows = {f"{name}_id": getattr(site, name).pk for name in
            ("consent", "suppression", "deal", "activity", "segment", "pair", "merge",
             "connection", "duplicate_search")}  # fmt: skip
    exchanged = {"run_id": site.exchange.pk, "conflict_id": site.sync_conflict.pk}
    return {**rows, **exchanged, "first_id": site.contact.pk}


def _five(act: Any, many: str, one: str, sent: Any) -> dict[tuple[str, str], Any]:
    made, named = f"crm.{one}.created", _ids(**{f"{one}_id": one})
    key = {"system": "erp", "external_id": "7"}
    return {
        (many, "post"): act(made, sent),
        (f"{many}-batch", "post"): act(made, lambda s: {"rows": [sent(s)]}),
        (one, "patch"): act(f"crm.{one}.updated", sent, named),
        (one, "delete"): act(f"crm.{one}.deleted", None, named),
        (f"{one}-by-external", "put"): act(made, sent, lambda s: key),
    }


PAGES_EXEMPT = {
    **connections.PAGES_EXEMPT,
    "crm:suppressions": "looks an address up and changes nothing",
}
API_EXEMPT = {("suppression-check", "post"): "looks an address up and changes nothing"}


def bodies(site: Any) -> dict[str, Any]:
    """Operation → members that must differ from the description's example."""
    deal = {"company": str(site.company.pk)}
    talk = {"contact": str(site.contact.pk)}
    return {
        "consents_create": talk,
        "merges_create": {
            "winner": str(site.contact.pk),
            "loser": str(ContactFactory(project=site.project).pk),
            "take": [],
        },
        "deals_create": {**deal, "external": []},
        "deals_upsert": {**deal, "external": []},
        "segments_create": {"name": "Somebody new", "external": []},
        "segments_upsert": {"name": "Somebody else", "external": []},
        "activities_create": {**talk, "external": []},
        "activities_upsert": {**talk, "external": []},
    }


def places(site: Any) -> dict[str, dict[str, str]]:
    """Operation → the row of its address."""
    other = ContactFactory(project=site.project)
    ConsentFactory(project=site.project, contact=other)
    there = {"system": "hubspot", "external_id": "kept-1"}
    part, whole = ContactFactory.create_batch(2, project=site.project)
    merge = joining.merge(KINDS["contact"], joining.Two(whole, part), site.owner, [])
    # A search forgets the open pairs of the one before.
    apart = DuplicatePair.objects.create(
        project=site.project, kind="lead", first=whole.pk, second=other.pk, score=90.0,
        state="different",
    )  # fmt: skip
    pair = {"pair_id": str(apart.pk)}
    lost = {
        "duplicate pairs_retrieve": pair,
        "duplicate pairs_set_apart": pair,
        "merges_undo": {"merge_id": str(merge.pk)},
        "leads_convert": {
            "lead_id": str(LeadFactory(project=site.project, given_name="Ann", email="").pk)
        },
        "deals_destroy": {"deal_id": str(DealFactory(project=site.project).pk)},
        "activities_destroy": {"activity_id": str(ActivityFactory(project=site.project).pk)},
    }
    return {
        "suppressions_lift": {"suppression_id": str(site.suppression.pk)},
        "deals_by_external": there,
        "activities_by_external": there,
        "segments_by_external": there,
        "segments_destroy": {"segment_id": str(SegmentFactory(project=site.project).pk)},
        **lost,
    }


MAIN_PAGES: tuple[tuple[Any, ...], ...] = (
    ("contact-consent", "crm:contact_consent", {"contact_id": "contact"}),
    ("lead-consent", "crm:lead_consent", {"lead_id": "lead"}),
    ("suppressions", "crm:suppressions", {}),
    ("new-suppression", "crm:suppression_new", {}),
    ("lift-suppression", "crm:suppression_lift", {"suppression_id": "suppression"}),
    ("deals", "crm:deals", {}),
    ("deals-board", "crm:deals_board", {}),
    ("deal-stages", "crm:deal_stages", {}),
    ("deal", "crm:deal", {"deal_id": "deal"}),
    ("new-deal", "crm:deal_new", {}),
    ("edit-deal", "crm:deal_edit", {"deal_id": "deal"}),
    ("move-deal", "crm:deal_move", {"deal_id": "deal"}),
    ("delete-deal", "crm:deal_delete", {"deal_id": "deal"}),
    ("activities", "crm:activities", {}),
    ("new-activity", "crm:activity_new", {}, {"contact": "contact"}),
    ("edit-activity", "crm:activity_edit", {"activity_id": "activity"}),
    ("delete-activity", "crm:activity_delete", {"activity_id": "activity"}),
    ("segments", "crm:segments", {}),
    ("segment", "crm:segment", {"segment_id": "segment"}),
    ("new-segment", "crm:segment_new", {}),
    ("edit-segment", "crm:segment_edit", {"segment_id": "segment"}),
    ("delete-segment", "crm:segment_delete", {"segment_id": "segment"}),
    ("duplicates", "crm:duplicates", {"kind": "=contact"}),
    ("merge", "crm:merge", {"kind": "=contact", "first_id": "contact", "second_id": "twin"}),
    ("merges", "crm:merges", {}),
    ("consent-purposes", "crm:purposes", {}),
    *connections.MAIN_PAGES,
)
