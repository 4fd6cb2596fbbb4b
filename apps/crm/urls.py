"""Pages of this room."""

from django.urls import URLPattern, path

from apps.crm import views, views_leads, views_prospects
from apps.crm.consent import views as consent
from apps.crm.sections import COMPANY_SECTION, CONTACT_SECTION, LEAD_SECTION, Section

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
    path("purposes/", consent.purpose_list, name="purposes"),
    path(TABLE, views_prospects.from_table, name="leads_from_table"),
    path(INTAKE, views_prospects.intake, name="intake"),
    path(f"{INTAKE}live/", views_prospects.live, name="intake_live"),
    path(f"{INTAKE}problems.csv", views_prospects.problems, name="intake_problems"),
]
