"""Companies, contacts and leads over REST."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Model
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.crm import serializers as shapes
from apps.crm.domain.companies import COMPANIES, delete_company
from apps.crm.domain.contacts import CONTACTS, delete_contact
from apps.crm.domain.erasure import erase_contact, erase_lead
from apps.crm.domain.leads import LEADS, convert, delete_lead
from apps.crm.filters import ContactFilter, LeadFilter, PartyFilter
from apps.crm.models import Company, Contact, Lead
from apps.crm.serializers_conversion import ConversionInput
from apps.projects.api_records import RecordViewSet, described
from apps.projects.models import Role

PERSON = ("owner__name", "owner__email")  # all that a list shows of a person


def columns(model: type[Model]) -> list[str]:
    """The columns of the rows themselves, for ``only``."""
    return [field.attname for field in model._meta.concrete_fields]


@described(
    "company",
    "companies",
    shapes.CompanySerializer,
    shapes.CompanyInput,
    shapes.CompanyBatch,
)
class CompaniesViewSet(RecordViewSet):
    """Organisations."""

    resource = "companies"
    kind = COMPANIES
    queryset = Company.objects.select_related("owner").only(*columns(Company), *PERSON)
    serializer_class = shapes.CompanySerializer
    input_class = shapes.CompanyInput
    row_class = shapes.CompanyRow
    filterset_class = filters_of(shapes.CompanySerializer, Company, base=PartyFilter)
    lookup_url_kwarg = "company_id"

    def remove(self, row: Any) -> None:
        delete_company(row, self.user)


@described(
    "contact",
    "contacts",
    shapes.ContactSerializer,
    shapes.ContactInput,
    shapes.ContactBatch,
)
class ContactsViewSet(RecordViewSet):
    """People."""

    resource = "contacts"
    scopes = {**RecordViewSet.scopes, "erase": "write"}
    roles = {**RecordViewSet.roles, "erase": Role.EDITOR}
    conditional = RecordViewSet.conditional | {"erase"}
    kind = CONTACTS
    queryset = (
        Contact.objects.select_related("owner")
        .only(*columns(Contact), *PERSON)
        .annotate(company_name=F("company__name"))
    )
    serializer_class = shapes.ContactSerializer
    input_class = shapes.ContactInput
    row_class = shapes.ContactRow
    filterset_class = filters_of(shapes.ContactSerializer, Contact, base=ContactFilter)
    lookup_url_kwarg = "contact_id"

    def remove(self, row: Any) -> None:
        delete_contact(row, self.user)

    @extend_schema(summary="Erase a contact", request=None, responses={204: None})
    def erase(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """For a person who asks to be forgotten: deleted as by DELETE, and their values taken out
        of the project's audit trail too, and so are leads of the same person. What is left is ids.
        """
        with self.change() as row:
            erase_contact(row, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


@described("lead", "leads", shapes.LeadSerializer, shapes.LeadInput, shapes.LeadBatch)
class LeadsViewSet(RecordViewSet):
    """Organisations and people that may become customers."""

    resource = "leads"
    scopes = {**RecordViewSet.scopes, "erase": "write", "convert": "write"}
    roles = {**RecordViewSet.roles, "erase": Role.EDITOR, "convert": Role.ANALYST}
    conditional = RecordViewSet.conditional | {"erase", "convert"}
    kind = LEADS
    queryset = (
        Lead.objects.select_related("owner")
        .only(*columns(Lead), *PERSON)
        .annotate(company_name=F("company__name"))
    )
    serializer_class = shapes.LeadSerializer
    input_class = shapes.LeadInput
    row_class = shapes.LeadRow
    filterset_class = filters_of(shapes.LeadSerializer, Lead, base=LeadFilter)
    lookup_url_kwarg = "lead_id"

    def remove(self, row: Any) -> None:
        delete_lead(row, self.user)

    @extend_schema(summary="Erase a lead", request=None, responses={204: None})
    def erase(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """For a person who asks to be forgotten: as for a contact, and the contact that the lead
        became is erased with it.
        """
        with self.change() as row:
            erase_lead(row, self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Convert a lead",
        request=ConversionInput,
        responses=shapes.LeadSerializer,
    )
    def convert(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Makes or links a company and a contact, and marks the lead converted: all or nothing.
        A new contact belongs to the company. A lead is converted once.
        """
        chosen = self.parse(ConversionInput)
        with self.change() as row:
            convert(row, self.user, company=chosen["company"], contact=chosen["contact"])
        return self.answer_fresh(row)
