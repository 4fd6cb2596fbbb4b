"""Deals and activities over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.batches import MOST_ROWS
from apps.core.api.serializers import PersonSerializer, RowSerializer
from apps.crm.consent.serializers import RowId
from apps.crm.models import Activity, Deal
from apps.crm.serializers import SAMPLE_ID, SAMPLE_READ, References
from apps.projects.api_records import RecordInput, RecordRow
from apps.projects.serializer_fields import CountryField, CurrencyField

KEPT = ["external", "version", "created_at", "updated_at"]
READ = {name: value for name, value in SAMPLE_READ.items() if name != "note"}
DEAL: dict[str, Any] = {
    "name": "Desk lamps for 40 shops",
    "company": SAMPLE_ID,
    "contact": None,
    "stage": "offer",
    "amount": "48000.00",
    "currency": "EUR",
    "probability": None,
    "expected_on": "2027-03-31",
    "reason": "",
    "market": "DEU",
    "note": "",
}
ACTIVITY: dict[str, Any] = {
    "kind": "task",
    "subject": "Send samples of the warm white version",
    "text": "",
    "due_on": "2026-12-04",
    "done_at": None,
    "contact": SAMPLE_ID,
    "company": None,
    "lead": None,
    "deal": None,
}


def _shown(name: str, sample: dict[str, Any]) -> Any:
    value = {"id": SAMPLE_ID, **sample, **READ}
    return extend_schema_serializer(
        examples=[OpenApiExample(name, response_only=True, value=value)]
    )


def _taken(name: str, sample: dict[str, Any]) -> Any:
    return extend_schema_serializer(
        examples=[OpenApiExample(name, request_only=True, value=sample)]
    )


@_shown("A deal", {**DEAL, "closed_on": None})
class DealSerializer(RowSerializer):
    """What may be sold to whom. `probability` (per cent) is null where it is the stage's."""

    without_context = True
    company = RowId(source="company_id", read_only=True, allow_null=True)
    contact = RowId(source="contact_id", read_only=True, allow_null=True)
    stage = serializers.CharField(source="stage.key", read_only=True)
    owner = PersonSerializer(read_only=True, allow_null=True)
    external = References()

    class Meta:
        model = Deal
        fields = [
            "id", "name", "company", "contact", "stage", "amount", "currency", "probability",
            "expected_on", "closed_on", "reason", "market", "owner", "note", *KEPT,
        ]  # fmt: skip
        read_only_fields = fields


@_shown("An activity", ACTIVITY)
class ActivitySerializer(RowSerializer):
    """What was done, or is to be done by `due_on`. It is open while `done_at` is null."""

    without_context = True
    contact = RowId(source="contact_id", read_only=True, allow_null=True)
    company = RowId(source="company_id", read_only=True, allow_null=True)
    lead = RowId(source="lead_id", read_only=True, allow_null=True)
    deal = RowId(source="deal_id", read_only=True, allow_null=True)
    owner = PersonSerializer(read_only=True, allow_null=True)
    external = References()

    class Meta:
        model = Activity
        fields = [
            "id", "kind", "subject", "text", "due_on", "done_at", "owner", "contact", "company",
            "lead", "deal", *KEPT,
        ]  # fmt: skip
        read_only_fields = fields


def _link() -> serializers.UUIDField:
    return serializers.UUIDField(required=False, allow_null=True)


def _text(most: int, words: str | None = None) -> serializers.CharField:
    return serializers.CharField(required=False, allow_blank=True, max_length=most, help_text=words)


def _owner() -> serializers.UUIDField:
    return serializers.UUIDField(
        required=False, allow_null=True, help_text="The `user.id` of a member of the project."
    )


@_taken("A deal", DEAL)
class DealInput(RecordInput):
    """A deal to make or change. A new one needs a name."""

    name = _text(200)
    company, contact = _link(), _link()
    stage = serializers.SlugField(
        required=False,
        max_length=40,
        help_text="The key of a stage: `contacted`, `needs`, `offer`, `negotiation`, `won`, `lost`,"
        " or one that the project has added. `lost` needs a `reason`.",
    )
    amount = serializers.DecimalField(
        required=False, allow_null=True, max_digits=17, decimal_places=2, min_value=0
    )
    currency = CurrencyField(required=False, help_text="ISO 4217; the project's, if left out.")
    probability = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=100,
        help_text="Per cent; null for the stage's.",
    )
    expected_on = serializers.DateField(required=False, allow_null=True)
    reason = _text(300, "Why it was won or lost.")
    market = CountryField(required=False, allow_blank=True)
    owner = _owner()
    note = _text(10_000)


@_taken("An activity", ACTIVITY)
class ActivityInput(RecordInput):
    """An activity to make or change. A new one needs a subject, and at least one of `contact`,
    `company`, `lead` and `deal`.
    """

    kind = serializers.ChoiceField(Activity.Kind.choices, required=False)
    subject = _text(200)
    text = _text(10_000)
    due_on = serializers.DateField(required=False, allow_null=True)
    done_at = serializers.DateTimeField(required=False, allow_null=True)
    owner = _owner()
    contact, company, lead, deal = _link(), _link(), _link(), _link()


class DealRow(RecordRow, DealInput):
    """A row of a batch of deals."""


class ActivityRow(RecordRow, ActivityInput):
    """A row of a batch of activities."""


@_taken("A deal", {"rows": [{"by_external": {"system": "hubspot", "id": "d-1"}, **DEAL}]})
class DealBatch(serializers.Serializer):
    """Deals to make or change."""

    rows = serializers.ListField(child=DealRow(), min_length=1, max_length=MOST_ROWS)


@_taken("An activity", {"rows": [{"by_external": {"system": "hubspot", "id": "a-1"}, **ACTIVITY}]})
class ActivityBatch(serializers.Serializer):
    """Activities to make or change."""

    rows = serializers.ListField(child=ActivityRow(), min_length=1, max_length=MOST_ROWS)
