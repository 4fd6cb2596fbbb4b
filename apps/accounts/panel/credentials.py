"""In the admin panel: service accounts, tokens and OAuth2 clients, to look at and to end."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.domain import services, tokens
from apps.accounts.models import ApiToken, Credential, OAuthClient, ServiceAccount
from apps.accounts.panel.actions import confirmed
from apps.accounts.panel.base import ReadOnlyAdmin, filled, shown, yes
from apps.accounts.scopes import Scope


class CredentialAdmin(ReadOnlyAdmin):
    """What tokens and OAuth2 clients have in common."""

    list_filter = [filled("revoked_at", _("Revoked"))]

    made = shown("created_at", _("made"))
    used = shown("last_used_at", _("last used"))
    address = shown("last_used_from", _("from"))
    revoked = shown("revoked_at", _("revoked on"))

    @display(description=_("it may"))
    def may(self, credential: Credential) -> str:
        labels = dict(Scope.choices)
        return " · ".join(str(labels.get(scope, scope)) for scope in credential.scopes)


@admin.register(ApiToken)
class TokenAdmin(CredentialAdmin):
    list_display = ["name", "begins", "person", "may", "used", "address", "until", "revoked"]
    list_select_related = ["user"]
    search_fields = ["name", "prefix", "user__email"]
    fields = [
        "name",
        "begins",
        "person",
        "may",
        "ranges",
        "made",
        "used",
        "address",
        "until",
        "revoked",
    ]

    begins = shown("prefix", _("begins with"))
    person = shown("user", _("person"))
    until = shown("expires_at", _("expires"))

    @display(description=_("allowed addresses"))
    def ranges(self, token: ApiToken) -> str:
        return " · ".join(token.allowed_ranges) or str(_("from anywhere"))

    @confirmed(
        _("Revoke"),
        question=_("Revoke these tokens? Programs that use them are refused at once."),
        icon="key_off",
        danger=True,
        applies=lambda token: not token.revoked_at,
    )
    def revoke(self, request: HttpRequest, token: ApiToken) -> None:
        user: Any = request.user
        tokens.revoke(token, user)


@admin.register(OAuthClient)
class ClientAdmin(CredentialAdmin):
    list_display = ["name", "key", "account", "may", "used", "address", "revoked"]
    list_select_related = ["application", "service__user"]
    search_fields = ["application__name", "application__client_id", "service__user__name"]
    fields = ["name", "key", "account", "may", "made", "used", "address", "revoked"]

    account = shown("service", _("service account"))

    @display(description=_("name"), ordering="application__name")
    def name(self, client: OAuthClient) -> str:
        return str(client.application.name)

    @display(description=_("client id"))
    def key(self, client: OAuthClient) -> str:
        return str(client.application.client_id)

    @confirmed(
        _("Revoke"),
        question=_("Revoke these clients? Programs that use them are refused at once."),
        icon="key_off",
        danger=True,
        applies=lambda client: not client.revoked_at,
    )
    def revoke(self, request: HttpRequest, client: OAuthClient) -> None:
        user: Any = request.user
        services.revoke_client(client, user)


@admin.register(ServiceAccount)
class ServiceAdmin(ReadOnlyAdmin):
    list_display = ["name", "active", "ranges", "calls", "maker", "made"]
    list_select_related = ["user", "created_by"]
    list_filter = ["user__is_active"]
    search_fields = ["user__name"]
    fields = ["name", "active", "ranges", "calls", "maker", "made"]

    calls = shown("calls_per_minute", _("calls a minute"))
    maker = shown("created_by", _("made by"))
    made = shown("created_at", _("made"))

    @display(description=_("name"), ordering="user__name")
    def name(self, service: ServiceAccount) -> str:
        return str(service)

    @display(description=_("active"), ordering="user__is_active")
    def active(self, service: ServiceAccount) -> Any:
        return yes(service.user.is_active)

    @display(description=_("allowed addresses"))
    def ranges(self, service: ServiceAccount) -> str:
        return " · ".join(service.allowed_ranges) or str(_("from anywhere"))

    @confirmed(
        _("Close"),
        question=_("Close these accounts for good? All their tokens and clients are revoked."),
        icon="block",
        danger=True,
        applies=lambda service: service.user.is_active,
    )
    def close(self, request: HttpRequest, service: ServiceAccount) -> None:
        user: Any = request.user
        services.close(service, user)
