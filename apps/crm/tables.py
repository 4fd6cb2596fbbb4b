"""Lists of this room."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.tables import Table
from apps.crm.models import Company, Contact, Lead
from apps.reference import countries


def mail_link(address: str) -> str:
    return format_html('<a href="mailto:{}">{}</a>', address, address)


def tag_badges(tags: list[str]) -> str:
    return format_html_join(" ", '<span class="badge crm-tag">{}</span>', ((tag,) for tag in tags))


class PartyTable(Table):
    """What companies and contacts show alike."""

    email = tables.Column(_("E-mail address"), default="–")
    country = tables.Column(_("Country"), default="–")
    owner = tables.Column(_("Owner"), order_by=("owner__name", "owner__email"), default="–")
    updated_at = tables.DateTimeColumn(verbose_name=_("Changed"), short=True)

    def render_email(self, value: str) -> str:
        return mail_link(value)

    def render_country(self, value: str) -> str:
        return countries.name(value, get_language() or "en")

    def _named(self, url_name: str, record: Any, below: str) -> str:
        url = reverse(url_name, args=[record.project_id, record.pk])
        link = format_html('<a class="fw-medium" href="{}">{}</a>', url, record.name)
        badges = tag_badges(record.tags[:3])
        line = format_html('<div class="text-secondary small">{}</div>', below) if below else ""
        return format_html("{} {}{}", link, badges, line)


class ContactTable(PartyTable):
    """The contacts of a project."""

    name = tables.Column(_("Name"))
    company = tables.Column(_("Company"), order_by=("company__name",), default="–")

    caption = _("Contacts")

    class Meta(Table.Meta):
        model = Contact
        fields = ("name", "company", "email", "country", "owner", "updated_at")
        sequence = fields
        order_by = "name"

    def render_name(self, record: Contact) -> str:
        return self._named("crm:contact", record, record.job_title)

    def render_company(self, value: Company) -> str:
        url = reverse("crm:company", args=[value.project_id, value.pk])
        return format_html('<a href="{}">{}</a>', url, value.name)


class CompanyTable(PartyTable):
    """The companies of a project."""

    name = tables.Column(_("Name"))
    employees = tables.Column(_("Employees"), attrs={"td": {"class": "num"}}, default="–")
    people = tables.Column(_("Contacts"), attrs={"td": {"class": "num"}})

    caption = _("Companies")

    class Meta(Table.Meta):
        model = Company
        fields = ("name", "country", "employees", "people", "owner", "updated_at")
        sequence = (*fields, "email")
        exclude = ("email",)
        order_by = "name"

    def render_name(self, record: Company) -> str:
        return self._named("crm:company", record, record.industry)

    def render_employees(self, value: int) -> str:
        return rendering.show(value)

    def render_people(self, value: int) -> str:
        return rendering.show(value)


class LeadTable(PartyTable):
    """The leads of a project."""

    name = tables.Column(_("Name"))
    state = tables.Column(_("State"))
    sector = tables.Column(_("Sector"), default="–")
    source = tables.Column(_("Source"), default="–")

    caption = _("Leads")

    class Meta(Table.Meta):
        model = Lead
        fields = ("name", "state", "email", "country", "sector", "source", "owner", "updated_at")
        sequence = fields
        order_by = "name"

    def render_name(self, record: Lead) -> str:
        below = record.organisation if record.organisation != record.name else ""
        return self._named("crm:lead", record, below)
