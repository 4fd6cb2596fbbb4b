"""Pages of this room."""

from django.urls import URLPattern, path

from apps.crm import views
from apps.crm.sections import COMPANY_SECTION, CONTACT_SECTION, Section

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


urlpatterns = [*pages("", CONTACT_SECTION), *pages("companies/", COMPANY_SECTION)]
