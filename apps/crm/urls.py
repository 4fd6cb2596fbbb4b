"""Pages of this room."""

from django.urls import URLPattern, path

from apps.crm import views, views_leads, views_prospects
from apps.crm.connectors import views as connectors
from apps.crm.connectors import views_runs as exchanges
from apps.crm.consent import views as consent
from apps.crm.deals import views as deals
from apps.crm.deals import views_activities as activities
from apps.crm.merging import views as merging
from apps.crm.sections import COMPANY_SECTION, CONTACT_SECTION, LEAD_SECTION, Section
from apps.crm.segments import views as segments

app_name = "crm"


def pages(prefix: str, section: Section) -> list[URLPattern]:
    """List, form, detail, change and deletion of a section."""
    known = {"section": section}
    row = f"{prefix}<uuid:{section.one}_id>/"
    return [
        path(prefix, views.index, known, name=section.many),
        path(f"{prefix}new/", views.new, known, name=f"{section.one}_new"),
        path(row, views.detail, known, name=section.one),
        path(f"{row}edit/", views.edit, known, name=f"{section.one}_edit"),
        path(f"{row}delete/", views.delete, known, name=f"{section.one}_delete"),
    ]


CONTACT = "<uuid:contact_id>/"
LEAD = "leads/<uuid:lead_id>/"
DEAL = "deals/<uuid:deal_id>/"
ACTIVITY = "activities/<uuid:activity_id>/"
SEGMENT = "segments/<uuid:segment_id>/"
CONNECTION = "connections/<uuid:connection_id>/"
TABLE = "leads/from-table/"
INTAKE = f"{TABLE}<uuid:intake_id>/"

urlpatterns = [
    *pages("", CONTACT_SECTION),
    *pages("companies/", COMPANY_SECTION),
    *pages("leads/", LEAD_SECTION),
    path(f"{LEAD}convert/", views_leads.convert, name="lead_convert"),
    path(f"{LEAD}drop/", views_leads.drop, name="lead_drop"),
    path(f"{CONTACT}consent/", consent.consent, {"one": "contact"}, name="contact_consent"),
    path(f"{LEAD}consent/", consent.consent, {"one": "lead"}, name="lead_consent"),
    path("suppressions/", consent.suppressions, name="suppressions"),
    path("suppressions/new/", consent.suppression_new, name="suppression_new"),
    path(
        "suppressions/<uuid:suppression_id>/lift/",
        consent.suppression_lift,
        name="suppression_lift",
    ),
    path("deals/", deals.deals, name="deals"),
    path("deals/board/", deals.board, name="deals_board"),
    path("deals/stages/", deals.stage_list, name="deal_stages"),
    path("deals/new/", deals.deal_new, name="deal_new"),
    path(DEAL, deals.deal, name="deal"),
    path(f"{DEAL}edit/", deals.deal_edit, name="deal_edit"),
    path(f"{DEAL}move/", deals.deal_move, name="deal_move"),
    path(f"{DEAL}delete/", deals.deal_delete, name="deal_delete"),
    path("activities/", activities.activities, name="activities"),
    path("activities/new/", activities.activity_new, name="activity_new"),
    path(f"{ACTIVITY}edit/", activities.activity_edit, name="activity_edit"),
    path(f"{ACTIVITY}done/", activities.activity_done, name="activity_done"),
    path(f"{ACTIVITY}delete/", activities.activity_delete, name="activity_delete"),
    path("segments/", segments.segments, name="segments"),
    path("segments/new/", segments.segment_new, name="segment_new"),
    path(SEGMENT, segments.segment, name="segment"),
    path(f"{SEGMENT}edit/", segments.segment_edit, name="segment_edit"),
    path(f"{SEGMENT}delete/", segments.segment_delete, name="segment_delete"),
    path("duplicates/<slug:kind>/", merging.duplicates, name="duplicates"),
    path("duplicates/<slug:kind>/search/", merging.search, name="duplicates_search"),
    path("pairs/<uuid:pair_id>/different/", merging.different, name="duplicates_different"),
    path("duplicates/<slug:kind>/<uuid:first_id>/<uuid:second_id>/", merging.merge, name="merge"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<uuid:merge_id>/undo/", merging.undo, name="merge_undo"),
    path("purposes/", consent.purpose_list, name="purposes"),
    path(TABLE, views_prospects.from_table, name="leads_from_table"),
    path(INTAKE, views_prospects.intake, name="intake"),
    path(f"{INTAKE}live/", views_prospects.live, name="intake_live"),
    path(f"{INTAKE}problems.csv", views_prospects.problems, name="intake_problems"),
    path("connections/", connectors.connections, name="connections"),
    path("connections/new/", connectors.connection_new, name="connection_new"),
    path("connections/back/", connectors.connection_callback, name="connection_callback"),
    path(CONNECTION, connectors.connection, name="connection"),
    path(f"{CONNECTION}edit/", connectors.connection_edit, name="connection_edit"),
    path(f"{CONNECTION}connect/", connectors.connection_connect, name="connection_connect"),
    path(
        f"{CONNECTION}credentials/",
        connectors.connection_credentials,
        name="connection_credentials",
    ),
    path(
        f"{CONNECTION}fields/<slug:kind>/", connectors.connection_fields, name="connection_fields"
    ),
    path(f"{CONNECTION}switch/", connectors.connection_switch, name="connection_switch"),
    path(f"{CONNECTION}again/", connectors.connection_again, name="connection_again"),
    path(f"{CONNECTION}delete/", connectors.connection_delete, name="connection_delete"),
    path(f"{CONNECTION}run/", exchanges.connection_run, name="connection_run"),
    path(f"{CONNECTION}runs/<uuid:run_id>/", exchanges.sync_run, name="sync_run"),
    path(
        f"{CONNECTION}conflicts/<uuid:conflict_id>/",
        exchanges.conflict_decide,
        name="conflict_decide",
    ),
]
