"""Forms about oneself: profile, invitation, tokens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain import tokens
from apps.accounts.models import ApiToken, User
from apps.accounts.scopes import DEFAULT, Scope
from apps.core.addresses import normal_network
from apps.core.forms import SuggestingInput


@cache
def zone_names() -> tuple[str, ...]:
    """Zones that a person would choose: places, and UTC; no 'Etc/GMT+5' or 'posixrules'."""
    regions = {
        "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
        "Pacific",
    }  # fmt: skip
    places = (name for name in available_timezones() if name.partition("/")[0] in regions)
    return ("UTC", *sorted(places))


def offset_of(name: str, at: datetime) -> str:
    """'UTC+08:00' as of ``at``."""
    shown = at.astimezone(ZoneInfo(name)).strftime("%z")
    return f"UTC{shown[:3]}:{shown[3:5]}"


class ZoneInput(SuggestingInput):
    """Every zone is offered."""

    def offered(self) -> Iterable[tuple[str, str]]:
        now = timezone.now()
        return (
            (zone, f"{zone.replace('_', ' ')} · {offset_of(zone, now)}") for zone in zone_names()
        )


class ZoneField(forms.CharField):
    """The name of a time zone, written in any case, with spaces or underscores."""

    widget = ZoneInput

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip().replace(" ", "_").lower()
        for name in zone_names():
            if name.lower() == text:
                return ZoneInfo(name)
        raise ValidationError(
            _("No time zone has this name. Type a city, e.g. Shanghai, and choose from the list.")
        )

    def prepare_value(self, value: Any) -> Any:
        return str(value) if value is not None else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial) != data


def language_choices() -> list[tuple[str, Any]]:
    return [("", _("As the browser asks")), *settings.LANGUAGES]


class LanguageField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Language"))
        super().__init__(choices=language_choices, required=False, **kwargs)


class ProfileForm(forms.ModelForm):
    """What people change about themselves. The address is their key: administrators change it."""

    language = LanguageField()
    time_zone = ZoneField(
        label=_("Time zone"), help_text=_("Type a city to search. Times are shown in this zone.")
    )

    class Meta:
        model = User
        fields = ["name", "language", "time_zone", "theme"]


class AcceptForm(forms.Form):
    """What a new person says when an invitation is accepted."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    password2 = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = LanguageField()
    time_zone = ZoneField(
        label=_("Time zone"), initial="UTC", help_text=_("Type a city to search.")
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, second = values.get("password1"), values.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        elif first:
            try:
                validate_password(first, User(email=self.email, name=values.get("name", "")))
            except ValidationError as error:
                self.add_error("password1", error)
        return values

    def profile(self) -> dict[str, Any]:
        """What to store besides the password."""
        return {key: self.cleaned_data[key] for key in ("name", "language", "time_zone")}


class RangesField(forms.CharField):
    """Addresses and networks, one a line, as a list of CIDR; empty means from anywhere."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Allowed addresses"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
            help_text=_("One a line, e.g. 203.0.113.0/24 or 2001:db8::/32. Empty: from anywhere."),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Each network once, in its normal form. Raises ``ValidationError`` naming what is none."""
        found = []
        for part in super().clean(value).replace(",", " ").split():
            try:
                found.append(normal_network(part))
            except ValueError:
                raise ValidationError(
                    _("'%(text)s' is no address. Write one like 203.0.113.7 or 203.0.113.0/24."),
                    params={"text": part},
                ) from None
        return list(dict.fromkeys(found))


class TokenForm(forms.Form):
    """A new API token."""

    name = forms.CharField(
        label=_("Name"),
        max_length=ApiToken._meta.get_field("name").max_length,
        help_text=_("What uses it, e.g. 'CRM in Lyon'."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=Scope.choices,
        initial=DEFAULT,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may do yourself. Choose as little as is needed."),
    )
    days = forms.IntegerField(
        label=_("Days until it expires"),
        initial=tokens.DEFAULT_DAYS,
        min_value=1,
        max_value=tokens.MAX_DAYS,
        help_text=_("At most 365 days."),
    )
    ranges = RangesField()
