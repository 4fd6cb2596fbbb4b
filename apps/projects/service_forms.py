"""The forms of service accounts: who they are, their tokens, their OAuth2 clients."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.forms import RangesField, TokenForm
from apps.accounts.models import ServiceAccount
from apps.accounts.scopes import FOR_PROGRAMS, Scope
from apps.projects.domain.service_accounts import MAX_CALLS, MAX_OVERLAP_HOURS, ROLES
from apps.projects.models import Role

SCOPES = [(scope.value, scope.label) for scope in FOR_PROGRAMS]


class RoleField(forms.TypedChoiceField):
    """A role that a program may have, as a ``Role``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Role in this project"),
            choices=[(role.value, role.label) for role in ROLES],
            coerce=Role,
            initial=Role.VIEWER,
            **kwargs,
        )


class ServiceForm(forms.Form):
    """A new account with its role, or, with ``service``, the settings of one that exists."""

    name = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("What it is, e.g. 'CRM in Lyon'.")
    )
    role = RoleField()
    ranges = RangesField()
    calls_per_minute = forms.IntegerField(
        label=_("Calls a minute"),
        required=False,
        min_value=1,
        max_value=MAX_CALLS,
        help_text=_("Of all its tokens together. Empty: as for everybody."),
    )

    def __init__(self, *args: Any, service: ServiceAccount | None = None, **kwargs: Any) -> None:
        if service:
            kwargs["initial"] = {
                "name": service.user.name,
                "ranges": service.allowed_ranges,
                "calls_per_minute": service.calls_per_minute,
            }
        super().__init__(*args, **kwargs)
        if service:
            del self.fields["role"]  # changed on the page 'Members', like everybody's

    def values(self) -> dict[str, Any]:
        """What is stored of the account itself."""
        return {key: self.cleaned_data[key] for key in ("name", "ranges", "calls_per_minute")}


class AddServiceForm(forms.Form):
    """An account that the person manages in another project."""

    account = forms.ChoiceField(label=_("Service account"))
    role = RoleField()

    def __init__(self, *args: Any, accounts: Iterable[ServiceAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accounts = {str(service.pk): service for service in accounts}
        self.fields["account"].choices = [  # type: ignore[attr-defined]
            (key, str(service)) for key, service in self._accounts.items()
        ]

    def clean_account(self) -> ServiceAccount:
        return self._accounts[self.cleaned_data["account"]]


class ServiceTokenForm(TokenForm):
    """A token of a service account, which may be narrower than its account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = SCOPES  # type: ignore[attr-defined]


class ClientForm(forms.Form):
    """An OAuth2 client."""

    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("What uses it, e.g. 'CRM in Lyon'.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=SCOPES,
        initial=[Scope.READ.value],
        widget=forms.CheckboxSelectMultiple,
    )


class RotateForm(forms.Form):
    """How long the old token works on beside its successor."""

    hours = forms.TypedChoiceField(
        label=_("The old token works on for"),
        coerce=int,
        choices=[
            (0, _("no time at all")),
            (1, _("1 hour")),
            (24, _("1 day")),
            (MAX_OVERLAP_HOURS, _("7 days")),
        ],
        initial=24,
    )


def scope_labels(scopes: Iterable[str]) -> list[str]:
    """What the scopes allow, in words."""
    labels = dict(Scope.choices)
    return [str(labels.get(scope, scope)) for scope in scopes]
