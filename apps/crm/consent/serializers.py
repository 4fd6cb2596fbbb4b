"""Consents and the suppression list over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, RowSerializer
from apps.crm.domain.values import EMAIL_LENGTH
from apps.crm.models import Basis, Consent, Suppression
from apps.projects.api_records import ExternalSerializer
from apps.projects.serializer_fields import CountryField

SAMPLE_ID = "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"
MOMENT = "2026-11-23T08:00:00.000001Z"
SAID: dict[str, Any] = {
    "contact": SAMPLE_ID,
    "purpose": "surveys",
    "decision": "given",
    "basis": "consent",
    "source": "Sign-up form, version 3",
    "evidence": "Ticked: yes, invite me to surveys.",
    "at": "2026-11-20T09:30:00Z",
    "expires_on": "2028-11-20",
}


@extend_schema_field({"type": "string", "format": "uuid"})
class RowId(serializers.UUIDField):
    """The id of another row, as its column holds it."""


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A consent",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                **SAID,
                "lead": None,
                "version": 1,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            },
        )
    ]
)
class ConsentSerializer(RowSerializer):
    """What was said at a moment; the newest of a person and purpose counts."""

    without_context = True
    contact = RowId(source="contact_id", read_only=True, allow_null=True)
    lead = RowId(source="lead_id", read_only=True, allow_null=True)

    class Meta:
        model = Consent
        fields = [
            "id", "contact", "lead", "purpose", "decision", "basis", "source", "evidence", "at",
            "expires_on", "version", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(examples=[OpenApiExample("A consent", request_only=True, value=SAID)])
class ConsentInput(InputSerializer):
    """What a person said. Name the person by exactly one of `contact`, `lead` and
    `contact_by_external`.
    """

    contact = serializers.UUIDField(required=False)
    lead = serializers.UUIDField(required=False)
    contact_by_external = ExternalSerializer(
        required=False, help_text="The contact, by what another system calls it."
    )
    purpose = serializers.SlugField(
        max_length=40,
        help_text="`surveys`, `campaigns`, `recommendations`, `analytics`, or one that the project"
        " has added.",
    )
    decision = serializers.ChoiceField(Consent.Decision.choices)
    basis = serializers.ChoiceField(
        [one for one in Basis.choices if one[0] != Basis.NOT_NEEDED],
        required=False,
        help_text="The lawful basis of GDPR Article 6(1); `consent` where none is named.",
    )
    source = serializers.CharField(  # type: ignore[assignment]
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="Where it was said. Needed where consent is given.",
    )
    evidence = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=10_000,
        help_text="What was agreed to, in its own words.",
    )
    at = serializers.DateTimeField(required=False, help_text="When it was said: now, if left out.")
    expires_on = serializers.DateField(
        required=False, allow_null=True, help_text="The last day on which it counts."
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "An entry",
            response_only=True,
            value={
                "id": SAMPLE_ID,
                "channel": "email",
                "reason": "asked",
                "note": "By phone",
                "lifted_at": None,
                "lifted_why": "",
                "version": 1,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            },
        )
    ]
)
class SuppressionSerializer(RowSerializer):
    """An address that is not to be used. The address itself is not kept."""

    without_context = True

    class Meta:
        model = Suppression
        fields = [
            "id", "channel", "reason", "note", "lifted_at", "lifted_why", "version", "created_at",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class AddressInput(InputSerializer):
    """An e-mail address or a phone number: exactly one of them."""

    email = serializers.EmailField(required=False, max_length=EMAIL_LENGTH)
    phone = serializers.CharField(
        required=False,
        max_length=60,
        help_text="With its country code, or `country` given too.",
    )
    country = CountryField(required=False)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "An entry",
            request_only=True,
            value={"email": "anna.schmidt@example.com", "reason": "asked", "note": "By phone"},
        )
    ]
)
class SuppressionInput(AddressInput):
    """An address to put on the list."""

    reason = serializers.ChoiceField(Suppression.Reason.choices)
    note = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=300,
        help_text="Name nobody: it is kept when the person is erased.",
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample("An address", request_only=True, value={"email": "anna.schmidt@example.com"})
    ]
)
class SuppressionQuestion(AddressInput):
    """An address to look up."""


class SuppressionAnswer(serializers.Serializer):
    """Whether an address is on the list."""

    suppressed = serializers.BooleanField()
    entry = SuppressionSerializer(allow_null=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A reason", request_only=True, value={"lifted_why": "They signed up again themselves."}
        )
    ]
)
class LiftInput(InputSerializer):
    """Why an entry is lifted."""

    lifted_why = serializers.CharField(max_length=300)
