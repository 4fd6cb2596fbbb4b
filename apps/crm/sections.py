"""The lists of the room: what each page needs to know of the one that it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.tables import Table
from apps.crm import filters, forms, tables
from apps.crm.domain.companies import COMPANIES, delete_company
from apps.crm.domain.contacts import CONTACTS, delete_contact
from apps.crm.domain.erasure import Receipt, erase_contact, erase_lead
from apps.crm.domain.leads import LEADS, delete_lead
from apps.crm.models import Company, Contact, Lead
from apps.projects.domain.records import RecordKind
from apps.projects.models import Project


@dataclass(frozen=True)
class Section:
    """``one`` and ``many`` are also the names of the addresses ('crm:contact', 'crm:contacts')."""

    one: str
    many: str
    kind: RecordKind
    rows: Callable[[Project], QuerySet[Any]]
    table: type[Table]
    filter: type[filters.PartyPageFilter]
    form: type[forms.PartyForm]
    delete: Callable[[Any, User], None]
    erase: Callable[[Any, User], Receipt] | None  # None: such a record is nobody's personal data
    icon: str
    words: dict[str, Any]


def _contacts(project: Project) -> QuerySet[Any]:
    return Contact.objects.filter(project=project).select_related("owner", "company")


def _companies(project: Project) -> QuerySet[Any]:
    rows = Company.objects.filter(project=project).select_related("owner")
    # A subquery, not a join: counted for the rows that are shown, not for all of them.
    own = Contact.objects.filter(company=OuterRef("pk")).order_by().values("company")
    people = own.annotate(count=Count("pk")).values("count")
    return rows.annotate(people=Coalesce(Subquery(people), 0))


def _leads(project: Project) -> QuerySet[Any]:
    rows = Lead.objects.filter(project=project)
    return rows.select_related("owner", "company", "contact", "dataset_version__dataset")


CONTACT_SECTION = Section(
    one="contact",
    many="contacts",
    kind=CONTACTS,
    rows=_contacts,
    table=tables.ContactTable,
    filter=filters.ContactPageFilter,
    form=forms.ContactForm,
    delete=delete_contact,
    erase=erase_contact,
    icon="users",
    words={
        "many": _("Contacts"),
        "subtitle": _("The people whom this project deals with."),
        "add": _("Add contact"),
        "edit": _("Edit contact"),
        "delete": _("Delete this contact"),
        "consequence": _(
            "Systems that keep in step are told of the deletion. It cannot be undone."
        ),
        "erased": _("The contact was erased."),
        "forgotten": _("Leads of the same person are erased as well."),
        "none": _("No contacts yet"),
        "first": _("Add the first one here, or let your CRM send them over the REST API."),
    },
)
COMPANY_SECTION = Section(
    one="company",
    many="companies",
    kind=COMPANIES,
    rows=_companies,
    table=tables.CompanyTable,
    filter=filters.CompanyPageFilter,
    form=forms.CompanyForm,
    delete=delete_company,
    erase=None,
    icon="building",
    words={
        "many": _("Companies"),
        "subtitle": _("Customers, partners, and those that may become either."),
        "add": _("Add company"),
        "edit": _("Edit company"),
        "delete": _("Delete this company"),
        "consequence": _(
            "Its contacts and leads stay, without a company. Systems that keep in step are"
            " told of the deletion. It cannot be undone."
        ),
        "none": _("No companies yet"),
        "first": _("Add the first one here, or let your CRM send them over the REST API."),
    },
)
LEAD_SECTION = Section(
    one="lead",
    many="leads",
    kind=LEADS,
    rows=_leads,
    table=tables.LeadTable,
    filter=filters.LeadPageFilter,
    form=forms.LeadForm,
    delete=delete_lead,
    erase=erase_lead,
    icon="user-plus",
    words={
        "many": _("Leads"),
        "subtitle": _("Organisations and people that may become customers."),
        "add": _("Add lead"),
        "edit": _("Edit lead"),
        "delete": _("Delete this lead"),
        "consequence": _(
            "Systems that keep in step are told of the deletion. It cannot be undone."
        ),
        "erased": _("The lead was erased."),
        "forgotten": _("The contact that it became is erased as well."),
        "none": _("No leads yet"),
        "first": _(
            "Add the first one here, make leads from a table of prospects, or let your CRM send"
            " them over the REST API."
        ),
    },
)
