"""Lists, details and forms of contacts, companies and leads: the same pages for all."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.core.forms import ConfirmForm, posted
from apps.core.rendering import render as say
from apps.core.rendering import show
from apps.core.tables import table_page
from apps.crm.consent.digests import with_key
from apps.crm.consent.views import card
from apps.crm.deals.figures import timeline
from apps.crm.deals.stages import label
from apps.crm.domain.values import shown_phone
from apps.crm.fields import language_label
from apps.crm.figures import figures
from apps.crm.forms import PartyForm
from apps.crm.models import Lead
from apps.crm.sections import LEAD_SECTION, Section
from apps.crm.tabs import tabs
from apps.datasets.models import DatasetVersion
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.collections.saving import added, changed
from apps.projects.models import Role
from apps.reference import countries

CONTACTS_SHOWN = 50
DEALS_SHOWN = 20
MOST_TABLES = 20  # that are named when a person is erased


@require_safe
@project_page()
def index(request: ProjectRequest, section: Section) -> HttpResponse:
    """The list; search, filters, sort and pages in the URL."""
    context = table_page(request, section.table, section.rows(request.project), section.filter)
    may_add = may(request, Role.ANALYST)
    if not context["table"].filtered:
        context["table"].empty_context = {
            "icon": section.icon,
            "title": section.words["none"],
            "text": section.words["first"],
            "action_url": _url(request, f"{section.one}_new") if may_add else "",
            "action_label": section.words["add"],
        }
    if section is LEAD_SECTION:
        context["figures"] = figures(Lead.objects.filter(project=request.project))
        context["from_table_url"] = _url(request, "leads_from_table")
    return _page(
        request, section, "list", may_add=may_add, tabs=tabs(request, section.many), **context
    )


@require_safe
@project_page()
def detail(request: ProjectRequest, section: Section, **ids: UUID) -> HttpResponse:
    """One record: what is known of it, and what other systems call it."""
    row = _row(request, section, ids, with_key)
    people = row.contacts.order_by("name")[: CONTACTS_SHOWN + 1] if section.one == "company" else []
    return _page(
        request,
        section,
        "detail",
        row=row,
        phone=shown_phone(row.phone) if row.phone else "",
        country=countries.name(row.country, get_language() or "en") if row.country else "",
        language=language_label(row.language, get_language() or "en") if row.language else "",
        references=row.references.all(),
        people=list(people),
        **_consents(request, section, row),
        **_hanging(request, section, row),
        most_people=CONTACTS_SHOWN,
        may_edit=may(request, Role.ANALYST),
        may_delete=may(request, Role.EDITOR),
    )


def _hanging(request: ProjectRequest, section: Section, row: Any) -> dict[str, Any]:
    """Activities with the record, and its deals."""
    query = urlencode({section.one: row.pk})
    found = {
        "activities": timeline(section.one, row),
        "activity_url": f"{_url(request, 'activity_new')}?{query}",
    }
    if section.one == "lead":
        return found
    deals = row.deals.select_related("stage").order_by("-updated_at")[:DEALS_SHOWN]
    told = [
        (deal, label(deal.stage), rendering.money(deal.amount, deal.currency)) for deal in deals
    ]
    return {**found, "deals": told, "deal_url": f"{_url(request, 'deal_new')}?{query}"}


def _consents(request: ProjectRequest, section: Section, row: Any) -> dict[str, Any]:
    """Of a person: how they stand to each purpose."""
    if section.one == "company":
        return {}
    return {"consents": card(row), "consent_url": _url(request, f"{section.one}_consent", row.pk)}


@project_page(Role.ANALYST)
def new(request: ProjectRequest, section: Section) -> HttpResponse:
    """Add a record."""
    row = section.kind.model(project=request.project)
    form = section.form(posted(request), instance=row, project=request.project)
    made = added(request, section.kind, form)
    if made is not None:
        return redirect(_url(request, section.one, made.pk))
    return _form_page(request, section, form, None)


@project_page(Role.ANALYST)
def edit(request: ProjectRequest, section: Section, **ids: UUID) -> HttpResponse:
    """Change a record; what somebody else saved meanwhile is shown before it is overwritten."""
    row = _row(request, section, ids)
    form = section.form(posted(request), instance=row, project=request.project)
    if changed(request, section.kind, form, row) is not None:
        return redirect(_url(request, section.one, row.pk))
    return _form_page(request, section, form, row)


def _form_page(
    request: ProjectRequest, section: Section, form: PartyForm, row: Any
) -> HttpResponse:
    url = _url(request, section.one, row.pk) if row else _url(request, section.many)
    return _page(request, section, "form", form=form, row=row, cancel_url=url)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, section: Section, **ids: UUID) -> HttpResponse:
    """Delete a record, once its name was typed; a person's can be erased from the trail too."""
    row = _row(request, section, ids)
    form = ConfirmForm(request.POST or None, phrase=row.name)
    if request.method == "POST" and form.is_valid():
        if section.erase and request.POST.get("erase"):
            words = [_remaining(*each) for each in _from_tables(row)]
            receipt = section.erase(row, request.user)
            messages.success(request, section.words["erased"])
            for sentence in receipt:
                messages.info(request, say(sentence))
            for text in words:
                messages.warning(request, text)
        else:
            section.delete(row, request.user)
            messages.success(request, _("{name} was deleted.").format(name=row.name))
        return redirect(_url(request, section.many))
    choice = "crm/erase.html" if section.erase else ""
    remains = _from_tables(row) if section.erase else []
    context = {"choice": choice, "erase": bool(request.POST.get("erase")), "remains": remains}
    return _page(request, section, "delete", row=row, error=form.problem, **context)


def _from_tables(row: Any) -> list[tuple[Lead, DatasetVersion]]:
    """The leads of this person that were made from tables, which keep the person's row."""
    made = {"dataset_version__isnull": False}
    leads = (
        [row]
        if isinstance(row, Lead)
        else row.leads.filter(**made).select_related("dataset_version__dataset")[:MOST_TABLES]
    )
    return [(lead, lead.dataset_version) for lead in leads if lead.dataset_version is not None]


def _remaining(lead: Lead, version: DatasetVersion) -> str:
    return _("The person still stands in row {row} of '{name}', version {version}.").format(
        row=show(lead.dataset_row), name=version.dataset.name, version=version.number
    )


def _row(
    request: ProjectRequest, section: Section, ids: dict[str, UUID], more: Any = lambda rows: rows
) -> Any:
    rows = section.rows(request.project).filter(pk=ids[f"{section.one}_id"])
    row = more(rows).first()
    if row is None:
        raise Http404
    return row


def _url(request: ProjectRequest, name: str, *row: Any) -> str:
    return reverse(f"crm:{name}", args=[request.project.pk, *row])


def _page(request: ProjectRequest, section: Section, name: str, **context: Any) -> HttpResponse:
    links = {"list_url": _url(request, section.many)}
    if context.get("row") is not None:
        pk = context["row"].pk
        links |= {
            "detail_url": _url(request, section.one, pk),
            "edit_url": _url(request, f"{section.one}_edit", pk),
            "delete_url": _url(request, f"{section.one}_delete", pk),
        }
    else:
        links["new_url"] = _url(request, f"{section.one}_new")
    shared = {"section": section, "words": section.words, **links}
    return render(request, f"crm/{name}.html", {**shared, **context})
