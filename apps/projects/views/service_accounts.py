"""Settings: the programs that work in the project, and what they prove themselves with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from apps.accounts.models import ServiceAccount
from apps.core.forms import ConfirmForm
from apps.core.rendering import render as say
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain import service_accounts as domain
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Role
from apps.projects.service_forms import (
    AddServiceForm,
    ClientForm,
    RotateForm,
    ServiceForm,
    ServiceTokenForm,
    scope_labels,
)

PER_PAGE = 50


@never_cache
@project_page(Role.OWNER)
def service_accounts(request: ProjectRequest) -> HttpResponse:
    """The list; making one leads to its page."""
    form = ServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service = domain.create(
                request.project, request.user, role=form.cleaned_data["role"], **form.values()
            )
        except Refused as refused:
            form.add_error(refused.field or None, say(refused.message))
        else:
            messages.success(
                request, _("{account} is ready. Make it a token.").format(account=service)
            )
            return redirect("projects:service_account", request.project.pk, service.pk)
    return _list(request, form)


def _page(request: ProjectRequest) -> Page[Membership]:
    """The page of accounts that ``?page=`` names, the first by default."""
    return Paginator(domain.members_of(request.project), PER_PAGE).get_page(request.GET.get("page"))


def _list(
    request: ProjectRequest, form: ServiceForm, add_form: AddServiceForm | None = None
) -> HttpResponse:
    addable = domain.elsewhere(request.project, request.user)
    context = {
        "accounts": _page(request),
        "form": form,
        "add_form": (add_form or AddServiceForm(accounts=addable)) if addable else None,
        "may_manage": not request.project.archived_at,
    }
    return render(
        request, "projects/service_accounts.html", context, status=_status(form, add_form)
    )


def _status(*forms: Form | None) -> int:
    return 422 if any(form is not None and form.errors for form in forms) else 200


@require_POST
@project_page(Role.OWNER)
def add(request: ProjectRequest) -> HttpResponse:
    """Give an account of another project of the person's a role here."""
    accounts = domain.elsewhere(request.project, request.user)
    form = AddServiceForm(request.POST, accounts=accounts)
    if not form.is_valid():
        return _list(request, ServiceForm(), form)
    wanted = form.cleaned_data
    row = domain.add_to(request.project, request.user, wanted["account"], wanted["role"])
    messages.success(request, _("{person} is a member now.").format(person=row.user))
    return redirect("projects:service_accounts", request.project.pk)


def _account_page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view of one account: ``service_id`` becomes its membership here.

    What is refused is said on the account's page.
    """

    @never_cache
    @project_page(Role.OWNER)
    @wraps(view)
    def inner(request: ProjectRequest, service_id: UUID, **kwargs: Any) -> HttpResponseBase:
        membership = domain.get(request.project, request.user, service_id)
        try:
            return view(request, membership, **kwargs)
        except Refused as refused:
            messages.error(request, say(refused.message))
            return _back(request, membership.user.service)

    return inner


def _back(request: ProjectRequest, service: ServiceAccount) -> HttpResponse:
    return redirect("projects:service_account", request.project.pk, service.pk)


@_account_page
def service_account(request: ProjectRequest, membership: Membership) -> HttpResponse:
    """One account: settings, tokens, clients. Saving changes its settings."""
    service = membership.user.service
    if request.method != "POST":
        return _show(request, membership)
    form = ServiceForm(request.POST, service=service)
    if not form.is_valid():
        return _show(request, membership, form=form)
    domain.change(request.project, request.user, service, **form.values())
    messages.success(request, _("Saved."))
    return _back(request, service)


def _show(
    request: ProjectRequest,
    membership: Membership,
    shown: Sequence[tuple[str, str]] = (),
    close_error: str = "",
    **forms: Form,
) -> HttpResponse:
    """``shown``: labels and values that are in this answer and nowhere else."""
    service = membership.user.service
    may_manage = domain.may_manage(request.user, service)
    here = {"project_id": request.project.pk, "service_id": service.pk}
    context = {
        "membership": membership,
        "service": service,
        "tokens": [
            (token, scope_labels(token.scopes))
            for token in membership.user.api_tokens.filter(revoked_at=None)
        ],
        "clients": [
            (client, scope_labels(client.scopes))
            for client in service.clients.filter(revoked_at=None).select_related("application")
        ],
        "shown": shown,
        "close_error": close_error,
        "token_address": request.build_absolute_uri(reverse("api-oauth-token")),
        "may_manage": may_manage and not request.project.archived_at,
        "foreign": not may_manage,
        "form": ServiceForm(service=service),
        "token_form": ServiceTokenForm(prefix="token"),
        "client_form": ClientForm(prefix="client"),
        "rotate_form": RotateForm(),
        "addresses": {
            name: reverse(f"projects:service_{name}", kwargs=here)
            for name in ("account", "tokens", "clients", "close")
        },
        **forms,
    }
    return render(
        request, "projects/service_account.html", context, status=_status(*forms.values())
    )


@require_POST
@_account_page
def make_token(request: ProjectRequest, membership: Membership) -> HttpResponse:
    """The secret is in the answer to this POST and nowhere else."""
    form = ServiceTokenForm(request.POST, prefix="token")
    if not form.is_valid():
        return _show(request, membership, token_form=form)
    values = form.cleaned_data
    _token, secret = domain.make_token(
        request.project, request.user, membership.user.service, **values
    )
    return _show(request, membership, [(_("Token"), secret)])


@require_POST
@_account_page
def rotate(request: ProjectRequest, membership: Membership, token_id: UUID) -> HttpResponse:
    """A successor; the old token works on for the hours that were chosen."""
    service = membership.user.service
    token = domain.token_of(service, token_id)
    form = RotateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how long the old token works on."))
        return _back(request, service)
    _token, secret = domain.rotate_token(
        request.project, request.user, service, token, form.cleaned_data["hours"]
    )
    return _show(request, membership, [(_("Token"), secret)])


@require_POST
@_account_page
def revoke_token(request: ProjectRequest, membership: Membership, token_id: UUID) -> HttpResponse:
    """End a token."""
    service = membership.user.service
    token = domain.revoke_token(request.project, request.user, service, token_id)
    messages.success(request, _("The token '{name}' is revoked.").format(name=token.name))
    return _back(request, service)


@require_POST
@_account_page
def make_client(request: ProjectRequest, membership: Membership) -> HttpResponse:
    """An OAuth2 client; its id and secret are shown together, once."""
    form = ClientForm(request.POST, prefix="client")
    if not form.is_valid():
        return _show(request, membership, client_form=form)
    client, secret = domain.add_client(
        request.project, request.user, membership.user.service, **form.cleaned_data
    )
    pair = [(_("Client id"), client.application.client_id), (_("Client secret"), secret)]
    return _show(request, membership, pair)


@require_POST
@_account_page
def revoke_client(request: ProjectRequest, membership: Membership, client_id: UUID) -> HttpResponse:
    """End an OAuth2 client."""
    service = membership.user.service
    client = domain.revoke_client(request.project, request.user, service, client_id)
    name = client.application.name
    messages.success(request, _("The client '{name}' is revoked.").format(name=name))
    return _back(request, service)


@require_POST
@_account_page
def close(request: ProjectRequest, membership: Membership) -> HttpResponse:
    """End the account once its name was typed."""
    form = ConfirmForm(request.POST, phrase=membership.user.name)
    if not form.is_valid():
        return _show(request, membership, close_error=form.problem)
    domain.close(request.project, request.user, membership.user.service)
    messages.success(request, _("{account} is closed.").format(account=membership.user))
    return redirect("projects:service_accounts", request.project.pk)
