"""Forms of the admin panel about people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from apps.accounts.forms import LanguageField
from apps.accounts.models import Invitation, User


class UserForm(forms.ModelForm):
    """What an administrator may change about a person."""

    language = LanguageField(widget=UnfoldAdminSelectWidget)

    class Meta:
        model = User
        fields = ["email", "name", "language", "time_zone", "theme"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another account has this address."))
        return email


class InvitationForm(forms.ModelForm):
    """A new invitation. Roles in a project are granted on the project's own members page."""

    administrator = forms.BooleanField(
        label=_("As administrator"),
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text=_("The person may use this panel: see all users, jobs and quotas."),
    )

    class Meta:
        model = Invitation
        fields = ["email", "name"]
        widgets = {"name": UnfoldAdminTextInputWidget}

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email=email, is_active=True).exists():
            raise forms.ValidationError(_("There is an account with this address already."))
        return email

    def grants(self) -> list[dict[str, Any]]:
        return [{"administrator": True}] if self.cleaned_data["administrator"] else []
