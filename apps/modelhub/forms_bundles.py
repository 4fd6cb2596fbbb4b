"""The form of a bundle on its way in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BundleForm(forms.Form):
    """The zip, and the fingerprint of a key that nobody here knows yet."""

    file = forms.FileField(
        label=_("Bundle"), help_text=_("A zip that another installation has exported.")
    )
    fingerprint = forms.CharField(
        label=_("Fingerprint of the signer's key"),
        required=False,
        max_length=40,
        help_text=_("Only for a signer that is not trusted here: as its maker has told you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
