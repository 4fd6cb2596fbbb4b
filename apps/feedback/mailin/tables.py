"""The list of mailboxes."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import show
from apps.core.states import Look, look_of
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.feedback.mailin.models import Mailbox

LOOKS = {
    "mailbox_on": Look("good", "circle-check", _("Read by itself")),
    "mailbox_paused": Look("neutral", "player-pause", _("Paused")),
    "mailbox_problem": Look("bad", "alert-circle", _("Not read")),
}


def state_of(box: Mailbox) -> str:
    """A key of :data:`LOOKS`."""
    if box.problem:
        return "mailbox_problem"
    return "mailbox_paused" if box.paused else "mailbox_on"


class MailboxTable(Table):
    """Name, how often, the last fetch and what it took."""

    name = tables.Column(verbose_name=_("Mailbox"))
    every = tables.Column(verbose_name=_("How often"), orderable=False)
    fetched_at = tables.DateTimeColumn(
        verbose_name=_("Last read"), default="–", format="Y-m-d H:i",
        attrs={"td": {"class": "text-nowrap"}},
    )  # fmt: skip
    counts = tables.Column(
        verbose_name=_("Taken last"), orderable=False, empty_values=(),
        attrs={"td": {"class": "text-end"}},
    )  # fmt: skip
    totals = tables.Column(
        verbose_name=_("Taken in all"), orderable=False, empty_values=(),
        attrs={"td": {"class": "text-end"}},
    )  # fmt: skip
    state = tables.Column(verbose_name=_("State"), orderable=False, empty_values=())

    caption = _("Mailboxes")

    class Meta(Table.Meta):
        model = Mailbox
        fields = ("name", "every", "fetched_at", "counts", "totals", "state")
        sequence = fields
        order_by = "name"

    def render_name(self, value: str, record: Mailbox) -> str:
        url = reverse("feedback:mailbox", args=[record.project_id, record.pk])
        return format_html('<a href="{}" class="fw-medium">{}</a>', url, value)

    def render_every(self, record: Mailbox) -> str:
        return str(record.get_every_display())

    def render_counts(self, record: Mailbox) -> str:
        return show(record.counts.get("taken", 0))

    def render_totals(self, record: Mailbox) -> str:
        return show(record.totals.get("taken", 0))

    def render_state(self, record: Mailbox) -> str:
        state = state_of(record)
        return state_badge(state, str(look_of(state).label))
