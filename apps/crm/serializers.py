"""How companies, contacts and leads are read and written over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.batches import MOST_ROWS
from apps.core.api.serializers import (
    ObjectField,
    PersonSerializer,
    RowSerializer,
)
from apps.crm.domain.values import EMAIL_LENGTH, MOST_EMPLOYEES
from apps.crm.models import Basis, Company, Contact, Lead
from apps.projects.api_records import ExternalSerializer, RecordInput, RecordRow
from apps.projects.serializer_fields import CountryField

SHARED = [
    "email", "phone", "website", "country", "language", "owner", "tags", "note", "attributes",
    "external", "version", "created_at", "updated_at",
]  # fmt: skip
SAMPLE_ID = "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"
SAMPLE_SHARED: dict[str, Any] = {
    "phone": "+4930901820",
    "country": "DEU",
    "language": "de",
    "tags": ["fair 2026"],
    "attributes": {"segment": "retail", "score": 7},
}
SAMPLE_READ = {
    "owner": None,
    "note": "",
    "external": [{"system": "hubspot", "id": "101"}],
    "version": 1,
    "created_at": "2026-11-23T08:00:00.000001Z",
    "updated_at": "2026-11-23T08:00:00.000001Z",
}
CONTACT_SENT = {
    "given_name": "Anna",
    "family_name": "Schmidt",
    "email": "anna.schmidt@example.com",
    "job_title": "Buyer",
    **SAMPLE_SHARED,
}
COMPANY_SENT = {
    "name": "Leuchten Nord GmbH",
    "industry": "Retail",
    "employees": 120,
    **SAMPLE_SHARED,
}


LEAD_SENT = {
    "organisation": "Leuchten Nord GmbH",
    "given_name": "Anna",
    "family_name": "Schmidt",
    "email": "anna.schmidt@example.com",
    "job_title": "Buyer",
    "sector": "Retail",
    "employees": 120,
    "source": "Light + Building 2026, list of exhibitors",
    "basis": "legitimate_interests",
    "basis_note": "Business card handed over at the stand",
    "basis_date": "2026-03-09",
    "state": "new",
    "state_reason": "",
    **SAMPLE_SHARED,
}


class CompanyBrief(serializers.Serializer):
    """A contact's company."""

    # Read from the contact, whose row has ``company_name``: to make an object of each company
    # takes a tenth of the time of a list.
    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField(read_only=True)

    def to_representation(self, instance: Any) -> Any:
        if instance.company_id is None:
            return None
        return {"id": str(instance.company_id), "name": instance.company_name}


@extend_schema_field(ExternalSerializer(many=True))
class References(serializers.Field):
    """What other systems call the record."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True)

    def to_representation(self, value: Any) -> list[dict[str, str]]:
        return value.external()


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Words(serializers.JSONField):
    """A list of short texts."""


@extend_schema_field({"type": "object", "additionalProperties": True})
class Attributes(serializers.JSONField):
    """The installation's own fields."""


class PartySerializer(RowSerializer):
    without_context = True

    # Both may be empty, which is neither an address nor a link by the schema's formats.
    email = serializers.CharField(read_only=True)
    website = serializers.CharField(read_only=True)
    owner = PersonSerializer(read_only=True, allow_null=True)
    tags = Words(read_only=True)
    attributes = Attributes(read_only=True)
    external = References()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A company",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                **COMPANY_SENT,
                "email": "",
                "website": "",
                **SAMPLE_READ,
            },
        )
    ]
)
class CompanySerializer(PartySerializer):
    """An organisation."""

    class Meta:
        model = Company
        fields = ["id", "name", "industry", "employees", *SHARED]
        read_only_fields = fields


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A contact",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                "name": "Anna Schmidt",
                **CONTACT_SENT,
                "website": "",
                "company": None,
                **SAMPLE_READ,
            },
        )
    ]
)
class ContactSerializer(PartySerializer):
    """A person. `name` is made of the parts, or of what else is known."""

    company = CompanyBrief(source="*", read_only=True, allow_null=True)

    class Meta:
        model = Contact
        fields = ["id", "name", "given_name", "family_name", "job_title", "company", *SHARED]
        read_only_fields = fields


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A lead",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                "name": "Anna Schmidt",
                **LEAD_SENT,
                "website": "",
                "dataset_version": None,
                "dataset_row": None,
                "company": None,
                "contact": None,
                **SAMPLE_READ,
            },
        )
    ]
)
class LeadSerializer(PartySerializer):
    """An organisation or a person that may become a customer. `name` is made of the parts;
    `dataset_version` and `dataset_row` (from 1) say which table it came from.
    """

    company = CompanyBrief(source="*", read_only=True, allow_null=True)
    contact = serializers.UUIDField(source="contact_id", read_only=True, allow_null=True)
    dataset_version = serializers.UUIDField(
        source="dataset_version_id", read_only=True, allow_null=True
    )

    class Meta:
        model = Lead
        fields = [
            "id", "name", "organisation", "given_name", "family_name", "job_title", "sector",
            "employees", "source", "basis", "basis_note", "basis_date", "state", "state_reason",
            "dataset_version", "dataset_row", "company", "contact", *SHARED,
        ]  # fmt: skip
        read_only_fields = fields


def _text(most: int, words: str = "") -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, max_length=most, help_text=words or None
    )


class PartyInput(RecordInput):
    email = serializers.EmailField(required=False, allow_blank=True, max_length=EMAIL_LENGTH)
    phone = _text(60, "With its country code, or `country` given too. Stored as E.164.")
    website = serializers.URLField(required=False, allow_blank=True, max_length=300)
    country = CountryField(required=False, allow_blank=True)
    language = _text(20, "BCP 47, such as `de`, `pt-BR` or `zh-Hans`.")
    owner = serializers.UUIDField(
        required=False, allow_null=True, help_text="The `user.id` of a member of the project."
    )
    tags = serializers.ListField(
        required=False,
        child=serializers.CharField(max_length=40),
        max_length=20,
        help_text="At most 20.",
    )
    note = _text(10_000)
    attributes = ObjectField(
        required=False,
        help_text="Your own fields: at most 50 named by a-z, 0-9, `_`; texts of at most 500"
        " characters, numbers, true, false, null, or lists of at most 20 texts. Replaces them all.",
    )


@extend_schema_serializer(
    examples=[OpenApiExample("A company", request_only=True, value=COMPANY_SENT)]
)
class CompanyInput(PartyInput):
    """A company to make or change. A new one needs a name."""

    name = _text(200)
    industry = _text(80)
    employees = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=MOST_EMPLOYEES
    )


@extend_schema_serializer(
    examples=[OpenApiExample("A contact", request_only=True, value=CONTACT_SENT)]
)
class ContactInput(PartyInput):
    """A contact to make or change. A new one needs a name, an e-mail address or a phone number."""

    given_name = _text(100)
    family_name = _text(100)
    job_title = _text(120)
    company = serializers.UUIDField(required=False, allow_null=True)
    company_by_external = ExternalSerializer(
        required=False, help_text="The company, by what another system calls it."
    )

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        if "company_by_external" in values:
            named = values["company_by_external"]
            values["company_by_external"] = (named["system"], named["id"])
        return values


@extend_schema_serializer(examples=[OpenApiExample("A lead", request_only=True, value=LEAD_SENT)])
class LeadInput(PartyInput):
    """A lead to make or change. A new one needs an organisation, a name, an e-mail address or a
    phone number, and a `basis` where that is personal data.
    """

    organisation = _text(200)
    given_name = _text(100)
    family_name = _text(100)
    job_title = _text(120)
    sector = _text(80)
    employees = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=MOST_EMPLOYEES
    )
    source = _text(200, "Where the lead comes from.")  # type: ignore[assignment]
    basis = serializers.ChoiceField(
        Basis.choices,
        required=False,
        help_text="The lawful basis of GDPR Article 6(1). `not_needed` where no person is named.",
    )
    basis_note = _text(300, "Such as which consent, or which interest was weighed.")
    basis_date = serializers.DateField(required=False, allow_null=True)
    state = serializers.ChoiceField(
        Lead.State.choices,
        required=False,
        help_text="`dropped` needs a `state_reason`. `converted` is reached by `convert/`.",
    )
    state_reason = _text(300)


class CompanyRow(RecordRow, CompanyInput):
    """A row of a batch of companies."""


class ContactRow(RecordRow, ContactInput):
    """A row of a batch of contacts."""


class LeadRow(RecordRow, LeadInput):
    """A row of a batch of leads."""


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Two companies",
            request_only=True,
            value={
                "rows": [
                    {"by_external": {"system": "hubspot", "id": "201"}, **COMPANY_SENT},
                    {"id": SAMPLE_ID, "industry": "Wholesale"},
                ]
            },
        )
    ]
)
class CompanyBatch(serializers.Serializer):
    """Companies to make or change."""

    rows = serializers.ListField(child=CompanyRow(), min_length=1, max_length=MOST_ROWS)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Two contacts",
            request_only=True,
            value={
                "rows": [
                    {"by_external": {"system": "hubspot", "id": "101"}, **CONTACT_SENT},
                    {"id": SAMPLE_ID, "job_title": "Head of purchasing"},
                ]
            },
        )
    ]
)
class ContactBatch(serializers.Serializer):
    """Contacts to make or change."""

    rows = serializers.ListField(child=ContactRow(), min_length=1, max_length=MOST_ROWS)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Two leads",
            request_only=True,
            value={
                "rows": [
                    {"by_external": {"system": "hubspot", "id": "301"}, **LEAD_SENT},
                    {"id": SAMPLE_ID, "state": "contacted"},
                ]
            },
        )
    ]
)
class LeadBatch(serializers.Serializer):
    """Leads to make or change."""

    rows = serializers.ListField(child=LeadRow(), min_length=1, max_length=MOST_ROWS)
