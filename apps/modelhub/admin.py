"""Whose bundles of models are imported unasked, in the admin panel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from apps.accounts.panel.actions import confirmed
from apps.accounts.panel.base import PanelAdmin, shown
from apps.core.rendering import render
from apps.modelhub.bundles import keys
from apps.modelhub.models import TrustedSigner
from apps.projects.domain.errors import Refused

LIST = "admin:modelhub_trustedsigner_changelist"


class SignerForm(forms.ModelForm):
    """A key that is trusted from now on."""

    public_key = forms.CharField(
        label=_("Public key"),
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
        help_text=_(
            "In base64, as the other installation shows it where models are imported. Compare its"
            " fingerprint with its people in another way."
        ),
    )

    class Meta:
        model = TrustedSigner
        fields = ["name", "public_key"]
        widgets = {"name": UnfoldAdminTextInputWidget}

    def clean_public_key(self) -> str:
        key = "".join(str(self.cleaned_data["public_key"]).split())
        try:
            keys.require_key(key)
        except Refused as refused:
            raise forms.ValidationError(render(refused.message)) from refused
        known = keys.signer_of(key)
        if known:
            raise forms.ValidationError(
                _now("This key is trusted already: {name}.").format(name=known)
            )
        return key


@admin.register(TrustedSigner)
class TrustedSignerAdmin(PanelAdmin):
    form = SignerForm
    list_display = ["name", "fingerprint", "since"]
    search_fields = ["name", "public_key"]
    list_before_template = "modelhub/panel/own_key.html"

    key = shown("public_key", _("public key"))
    since = shown("created_at", _("trusted since"))

    @display(description=_("fingerprint"))
    def fingerprint(self, signer: TrustedSigner) -> str:
        return keys.fingerprint(signer.public_key)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return ["name", "public_key"] if obj is None else ["name", "key", "fingerprint", "since"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A key under another name would be another decision: it is taken back and made anew."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        own = keys.public_key()
        told = {"own_key": own, "own_print": keys.fingerprint(own)}
        return super().changelist_view(request, {**told, **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The domain makes the row; the form's unsaved one only lends its values."""
        obj.__dict__.update(keys.trust(obj.name, obj.public_key, request.user).__dict__)

    @confirmed(
        _("Trust no longer"),
        question=_(
            "Ask an owner again before bundles that these keys have signed are imported? Models"
            " that were imported stay."
        ),
        icon="block",
        danger=True,
    )
    def distrust(self, request: HttpRequest, signer: TrustedSigner) -> HttpResponse:
        name = signer.name
        keys.forget(signer, request.user)
        messages.success(request, _now("'{name}' is trusted no longer.").format(name=name))
        return redirect(LIST)
