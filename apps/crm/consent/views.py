"""Pages of consent: of a person, of the project's purposes, and the suppression list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.forms import posted, status_of
from apps.core.tables import Table, table_page
from apps.crm.consent import facts, purposes, rules, suppressing
from apps.crm.consent.forms import AddressForm, ConsentForm, LiftForm, PurposeForm, SuppressForm
from apps.crm.models import Consent, ConsentPurpose, Contact, Lead, Suppression
from apps.crm.tabs import tabs
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

MOST_SHOWN = 100  # statements of one person
Row = Contact | Lead


@project_page(Role.ANALYST)
def consent(request: ProjectRequest, one: str, **ids: UUID) -> HttpResponse:
    """What a person said, and the form that writes down what they say now."""
    model: Any = Contact if one == "contact" else Lead
    row: Row | None = model.objects.filter(project=request.project, pk=ids[f"{one}_id"]).first()
    if row is None:
        raise Http404
    back = reverse(f"crm:{one}", args=[request.project.pk, row.pk])
    form = ConsentForm(posted(request), project=request.project)
    if request.method == "POST" and form.is_valid():
        try:
            facts.record(row, request.user, form.statement)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    said = list(rules.statements(row)[:MOST_SHOWN])
    named = purposes.purposes(request.project.pk)
    context = {
        "row": row,
        "form": form,
        "said": [(named.get(each.purpose, each.purpose), each) for each in said],
        "list_url": reverse(f"crm:{one}s", args=[request.project.pk]),
        "many": _("Contacts") if one == "contact" else _("Leads"),
        "detail_url": back,
    }
    return _page(request, "consent", form, context)


class SuppressionTable(Table):
    """The entries of the list."""

    caption = gettext_lazy("Suppression list")
    mark = tables.Column(gettext_lazy("Entry"), accessor="digest", orderable=False)
    reason = tables.Column(gettext_lazy("Reason"))
    note = tables.Column(gettext_lazy("Note"), default="–")
    created_at = tables.DateTimeColumn(verbose_name=gettext_lazy("Since"), short=True)
    lifted_at = tables.Column(gettext_lazy("Lifted"), empty_values=())

    class Meta(Table.Meta):
        model = Suppression
        fields = ("mark", "reason", "note", "created_at", "lifted_at")
        sequence = fields
        order_by = "-created_at"

    def __init__(self, *args: Any, may_lift: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_lift = may_lift

    def render_mark(self, record: Suppression) -> str:
        return format_html("{} <code>{}</code>", record.get_channel_display(), record.mark)

    def render_lifted_at(self, record: Suppression) -> str:
        if record.lifted_at:
            day = date_format(record.lifted_at.date())
            return format_html('{}<div class="text-secondary small">{}</div>', day,
                               record.lifted_why)  # fmt: skip
        if not self.may_lift:
            return "–"
        url = reverse("crm:suppression_lift", args=[record.project_id, record.pk])
        return format_html('<a href="{}">{}</a>', url, _("Lift"))


@project_page()
def suppressions(request: ProjectRequest) -> HttpResponse:
    """The list, and whether an address is on it: asked by POST, so that no log keeps it."""
    form = AddressForm(posted(request))
    answer = _looked_up(request, form) if request.method == "POST" and form.is_valid() else None
    rows: QuerySet[Any] = Suppression.objects.filter(project=request.project)
    may_lift = may(request, Role.OWNER)
    may_add = may(request, Role.ANALYST)
    context = table_page(request, SuppressionTable, rows, may_lift=may_lift)
    new_url = reverse("crm:suppression_new", args=[request.project.pk])
    context["table"].empty_context = {
        "icon": "ban",
        "title": _("Nobody is on the list"),
        "text": _("Whoever is erased is put on it, and so is whom you add here or over REST."),
        "action_url": new_url if may_add else "",
        "action_label": _("Add an address"),
    }
    context |= {"form": form, "answer": answer, "may_add": may_add, "new_url": new_url}
    return _page(request, "suppressions", form, {**context, "tabs": tabs(request, "suppressions")})


def _looked_up(request: ProjectRequest, form: AddressForm) -> dict[str, Any] | None:
    try:
        address = form.channel, suppressing.normal(form.channel, form.cleaned_data["address"])
        found = suppressing.find(request.project.pk, [address]).get(address)
    except Refused as refused:
        form.show_refusal(refused)
        return None
    return {"entry": found}


@project_page(Role.ANALYST)
def suppression_new(request: ProjectRequest) -> HttpResponse:
    """Put an address on the list."""
    form = SuppressForm(posted(request))
    back = reverse("crm:suppressions", args=[request.project.pk])
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            value = suppressing.normal(form.channel, sent["address"], sent["country"])
            address = form.channel, value
            suppressing.add(request.project, request.user, address, sent["reason"], sent["note"])
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("The address is on the suppression list."))
            return redirect(back)
    return _page(request, "suppression_new", form, {"form": form, "back": back})


@project_page(Role.OWNER)
def suppression_lift(request: ProjectRequest, suppression_id: UUID) -> HttpResponse:
    """Take an entry off the list, with a reason."""
    rows = Suppression.objects.filter(project=request.project, pk=suppression_id)
    row: Suppression | None = rows.first()
    if row is None:
        raise Http404
    form = LiftForm(posted(request))
    back = reverse("crm:suppressions", args=[request.project.pk])
    if request.method == "POST" and form.is_valid():
        try:
            suppressing.lift(row, request.user, form.cleaned_data["lifted_why"])
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("The entry was lifted."))
            return redirect(back)
    return _page(request, "suppression_lift", form, {"form": form, "row": row, "back": back})


@project_page(Role.EDITOR)
def purpose_list(request: ProjectRequest) -> HttpResponse:
    """The purposes of the project, and a form that adds one."""
    form = PurposeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            made = purposes.add(request.project, request.user, sent["name"], sent["key"])
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("{name} was added.").format(name=made.name))
            return redirect("crm:purposes", request.project.pk)
    context = {
        "form": form,
        "built_in": purposes.BUILT_IN.items(),
        "own": ConsentPurpose.objects.filter(project=request.project),
        "back": reverse("crm:suppressions", args=[request.project.pk]),
    }
    return _page(request, "purposes", form, context)


def card(row: Row) -> list[dict[str, Any]]:
    """What the page of a person says of each purpose."""
    return [
        {"label": each.label, "newest": each.newest, "problem": each.problem,
         "withdrawn": bool(each.newest and each.newest.decision == Consent.Decision.WITHDRAWN)}
        for each in rules.standings(row)
    ]  # fmt: skip


def _page(request: ProjectRequest, name: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = status_of(form)
    return render(request, f"crm/{name}.html", context, status=status)
