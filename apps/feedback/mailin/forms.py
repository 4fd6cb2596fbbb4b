"""What a person says of a mailbox."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.crm.consent.forms import day_input
from apps.feedback.mailin.models import Mailbox
from apps.projects.collections.forms import WrittenForm
from apps.projects.fields import CountryField


class MailboxForm(WrittenForm):
    """Values are checked again by ``actions``. The password is never filled in."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=1_000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "Stored encrypted and never shown again. Many providers want a password made for"
            " programs."
        ),
    )
    country = CountryField(
        label=_("Market"),
        required=False,
        help_text=_("Of senders whose country nobody knows."),
    )

    field_order = [
        "name", "host", "port", "security", "user", "password", "folder", "since", "country",
        "every",
    ]  # fmt: skip

    class Meta:
        model = Mailbox
        fields = ("name", "host", "port", "security", "user", "folder", "since", "country", "every")
        labels = {
            "name": _("Name"),
            "host": _("Server"),
            "port": _("Port"),
            "security": _("Encryption"),
            "user": _("User"),
            "folder": _("Folder"),
            "since": _("Messages since"),
            "every": _("How often"),
        }
        help_texts = {
            "name": _("The source of its records, such as: Support Germany."),
            "host": _("Such as imap.example.com."),
            "user": _("Mostly the e-mail address."),
            "since": _("Leave it empty to take all that is in the folder."),
        }
        widgets = {"since": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.secrets:
            self.fields["password"].help_text = _("Left empty, the one that is stored stays.")
