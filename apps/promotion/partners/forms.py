"""The form of partners."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.projects.collections.forms import RecordForm
from apps.projects.fields import CountriesField
from apps.promotion import models
from apps.promotion.forms import day_field


class PartnerForm(RecordForm):
    linked = ("channel",)
    markets = CountriesField(
        label=_("Markets"),
        required=False,
        help_text=_("Names or codes in any language, separated by commas or new lines."),
    )
    contract_from = day_field(_("Contract from"))
    contract_until = day_field(_("Contract until"))

    class Meta:
        model = models.Partner
        fields = ("name", "stage", "markets", "territory", "channel", "contract_from",
                  "contract_until", "owner", "note")  # fmt: skip
        labels = {
            "name": _("Name"), "stage": _("Stage"), "territory": _("Territory"),
            "channel": _("Channel"), "owner": _("Owner"), "note": _("Note"),
        }  # fmt: skip
        help_texts = {
            "territory": _("What the contract says, such as Bavaria and Austria, machines only."),
            "channel": _("The channel in which its figures are kept; it has it alone."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("contract_from", "contract_until"):
            self.fields[name].required = False
