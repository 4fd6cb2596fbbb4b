"""Webhooks of a project: their list, one with its deliveries, one delivery with its tries."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.core.forms import ConfirmForm
from apps.core.rendering import render as say
from apps.core.tables import table_page
from apps.events.domain import endpoints as domain
from apps.events.domain import replay as replaying
from apps.events.models import WebhookDelivery, WebhookEndpoint
from apps.events.presentation import delivery_facts, endpoint_facts, pretty
from apps.events.webhook_forms import ReplayForm, WebhookForm
from apps.events.webhook_tables import DeliveryFilter, DeliveryTable, WebhookTable
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@require_safe
@project_page(Role.EDITOR)
def webhooks(request: ProjectRequest) -> HttpResponse:
    """Who is told what happens here."""
    rows = WebhookEndpoint.objects.visible_to(request.user).filter(project=request.project)
    context = table_page(request, WebhookTable, rows)
    context["table"].empty_context = _nothing_yet(request)
    return render(request, "events/webhooks.html", context)


def _nothing_yet(request: ProjectRequest) -> dict[str, str]:
    return {
        "icon": "send",
        "title": _("No webhooks yet"),
        "text": _(
            "A webhook tells another system, such as your CRM, what happens in this project, within"
            " seconds. Each message is signed."
        ),
        "action_url": reverse("events:webhook_new", args=[request.project.pk]),
        "action_label": _("Add a webhook"),
    }


@never_cache
@project_page(Role.EDITOR)
def create(request: ProjectRequest) -> HttpResponse:
    """Add an endpoint. Its secret is in the answer to that POST and nowhere else."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            endpoint, secret = domain.create(request.project, request.user, **form.values)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            return _detail(request, endpoint, secret)
    status = 422 if form.is_bound else 200
    return render(request, "events/webhook_form.html", {"form": form}, status=status)


@require_safe
@project_page(Role.EDITOR)
def detail(request: ProjectRequest, webhook_id: UUID) -> HttpResponse:
    """One endpoint and what was sent to it."""
    return _detail(request, _endpoint(request, webhook_id))


def _detail(request: ProjectRequest, endpoint: WebhookEndpoint, secret: str = "") -> HttpResponse:
    rows = WebhookDelivery.objects.visible_to(request.user).filter(endpoint=endpoint)
    context = table_page(request, DeliveryTable, rows.defer("body"), DeliveryFilter)
    context |= {
        "endpoint": endpoint,
        "facts": endpoint_facts(endpoint),
        "secret": secret,
        "replay_form": ReplayForm(initial={"since": timezone.localdate()}),
        "failed": rows.filter(state=WebhookDelivery.State.FAILED).exists(),
    }
    return render(request, "events/webhook.html", context)


@project_page(Role.EDITOR)
def change(request: ProjectRequest, webhook_id: UUID) -> HttpResponse:
    """Another address, name or choice of events."""
    endpoint = _endpoint(request, webhook_id)
    form = WebhookForm(request.POST or None, endpoint=endpoint)
    if request.method == "POST" and form.is_valid():
        try:
            domain.change(endpoint, request.user, form.values)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return _to(endpoint)
    context = {"form": form, "endpoint": endpoint}
    status = 422 if form.is_bound else 200
    return render(request, "events/webhook_form.html", context, status=status)


@require_POST
@never_cache
@project_page(Role.EDITOR)
def rotate(request: ProjectRequest, webhook_id: UUID) -> HttpResponse:
    """A new secret, shown in this answer only."""
    endpoint, secret = domain.rotate(_endpoint(request, webhook_id), request.user)
    return _detail(request, endpoint, secret)


@require_POST
@project_page(Role.EDITOR)
def switch(request: ProjectRequest, webhook_id: UUID) -> HttpResponse:
    """On or off."""
    endpoint = _endpoint(request, webhook_id)
    row = domain.change(endpoint, request.user, {"enabled": not endpoint.enabled})
    if row.enabled:
        messages.success(request, _("The webhook is on. What waited is sent now."))
    else:
        messages.success(request, _("The webhook is off. Nothing more is sent to it."))
    return _to(row)


@require_POST
@project_page(Role.EDITOR)
def test(request: ProjectRequest, webhook_id: UUID) -> HttpResponse:
    """Send an event that says nothing but that the address works."""
    endpoint = _endpoint(request, webhook_id)
    try:
        delivery = domain.test(endpoint, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
        return _to(endpoint)
    messages.success(request, _("The test event is on its way. Reload to see what came of it."))
    return redirect("events:delivery", request.project.pk, endpoint.pk, delivery.pk)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, webhook_id: UUID) -> HttpResponse:
    """Delete it, once the host's name was typed."""
    endpoint = _endpoint(request, webhook_id)
    host = endpoint.host
    form = ConfirmForm(request.POST or None, phrase=host)
    if request.method == "POST" and form.is_valid():
        domain.delete(endpoint, request.user)
        messages.success(request, _("The webhook to {host} was deleted.").format(host=host))
        return redirect("events:webhooks", request.project.pk)
    context = {"endpoint": endpoint, "host": host, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "events/webhook_delete.html", context, status=status)


@require_POST
@project_page(Role.EDITOR)
def replay_failed(request: ProjectRequest, webhook_id: UUID) -> HttpResponse:
    """Send again what failed since a day."""
    endpoint = _endpoint(request, webhook_id)
    form = ReplayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the day from which on to send again."))
        return _to(endpoint)
    try:
        count = replaying.replay_failed(endpoint, request.user, form.cleaned_data["since"])
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        text = ngettext(
            "{count} delivery is sent again.", "{count} deliveries are sent again.", count
        )
        messages.success(request, text.format(count=count))
    return _to(endpoint)


@require_safe
@project_page(Role.EDITOR)
def delivery(request: ProjectRequest, webhook_id: UUID, delivery_id: UUID) -> HttpResponse:
    """What was sent, and what the receiver answered each time."""
    row = _delivery(request, webhook_id, delivery_id)
    context = {
        "delivery": row,
        "endpoint": row.endpoint,
        "facts": delivery_facts(row),
        "body": pretty(row.body),
        "tries": row.log.order_by("-number"),
    }
    return render(request, "events/delivery.html", context)


@require_POST
@project_page(Role.EDITOR)
def replay(request: ProjectRequest, webhook_id: UUID, delivery_id: UUID) -> HttpResponse:
    """Send one delivery again."""
    row = _delivery(request, webhook_id, delivery_id)
    try:
        replaying.replay(row, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, _("It is sent again. Reload to see what came of it."))
    return redirect("events:delivery", request.project.pk, webhook_id, row.pk)


def _endpoint(request: ProjectRequest, webhook_id: UUID) -> WebhookEndpoint:
    rows = WebhookEndpoint.objects.visible_to(request.user).filter(project=request.project)
    return get_object_or_404(rows, pk=webhook_id)


def _delivery(request: ProjectRequest, webhook_id: UUID, delivery_id: UUID) -> WebhookDelivery:
    rows = WebhookDelivery.objects.visible_to(request.user).filter(
        project=request.project, endpoint_id=webhook_id
    )
    return get_object_or_404(rows.select_related("endpoint"), pk=delivery_id)


def _to(endpoint: WebhookEndpoint) -> HttpResponse:
    return redirect("events:webhook", endpoint.project_id, endpoint.pk)
