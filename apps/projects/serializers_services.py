"""How service accounts and their tokens are read and written over REST."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.accounts.domain.tokens import DEFAULT_DAYS, MAX_DAYS
from apps.accounts.models import ApiToken, ServiceAccount
from apps.accounts.scopes import FOR_PROGRAMS
from apps.core.addresses import normal_network
from apps.core.api.serializers import InputSerializer, PersonSerializer
from apps.core.messages import clipped
from apps.projects.domain.service_accounts import MAX_CALLS, MAX_OVERLAP_HOURS, ROLES
from apps.projects.models import Role

RANGES_HELP = "Addresses and networks such as `203.0.113.0/24`; none: from anywhere."
CALLS_HELP = "Of all its tokens together; null: as for everybody."


class NetworkField(serializers.CharField):
    """An address or network, as CIDR in its normal form."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            return normal_network(text)
        except ValueError:
            sentence = _("'{text}' is no address. Write one like 203.0.113.7 or 203.0.113.0/24.")
            raise serializers.ValidationError(sentence.format(text=clipped(text))) from None


@extend_schema_field(
    {
        "type": "array",
        "items": {"type": "string", "maxLength": 50},
        "maxItems": 100,
        "example": ["203.0.113.0/24"],
    }
)
class RangesField(serializers.ListField):
    """Networks, each once."""

    def __init__(self, **options: Any) -> None:
        child = NetworkField(max_length=50)
        super().__init__(child=child, max_length=100, help_text=RANGES_HELP, **options)

    def to_internal_value(self, data: Any) -> list[str]:
        return list(dict.fromkeys(super().to_internal_value(data)))


class ServiceAccountSerializer(serializers.ModelSerializer):
    """A program that is a member of the project."""

    name = serializers.CharField(source="user.name")
    role = serializers.ChoiceField(choices=Role.choices, source="own_role")
    allowed_ranges = serializers.ListField(child=serializers.CharField(), help_text=RANGES_HELP)
    created_by = PersonSerializer(allow_null=True)
    member = serializers.UUIDField(
        source="membership", help_text="Its row among `members`, where its role is changed."
    )

    class Meta:
        model = ServiceAccount
        fields = [
            "id", "name", "role", "member", "allowed_ranges", "calls_per_minute", "created_by",
            "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class ServiceAccountChange(InputSerializer):
    """What of an account can be changed here; its role is changed among `members`."""

    name = serializers.CharField(max_length=150)
    allowed_ranges = RangesField(required=False)
    calls_per_minute = serializers.IntegerField(
        min_value=1, max_value=MAX_CALLS, allow_null=True, required=False, help_text=CALLS_HELP
    )


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A CRM that reads",
            value={"name": "CRM in Lyon", "role": "viewer", "allowed_ranges": ["203.0.113.0/24"]},
        )
    ]
)
class ServiceAccountInput(ServiceAccountChange):
    """A new account. A program is never an owner."""

    role = serializers.ChoiceField(choices=[(role.value, role.label) for role in ROLES])


class ServiceTokenSerializer(serializers.ModelSerializer):
    """A token of a service account, without its secret."""

    scopes = serializers.ListField(child=serializers.CharField())
    allowed_ranges = serializers.ListField(child=serializers.CharField())
    in_force = serializers.BooleanField(source="is_valid", help_text="Neither revoked nor expired.")

    class Meta:
        model = ApiToken
        fields = [
            "id", "name", "prefix", "scopes", "allowed_ranges", "in_force", "expires_at",
            "last_used_at", "last_used_from", "revoked_at", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class ServiceTokenSecretSerializer(ServiceTokenSerializer):
    """With the secret, which is told in this answer only."""

    secret = serializers.CharField(source="told_secret", help_text="`lep_…`; keep it.")

    class Meta(ServiceTokenSerializer.Meta):
        fields = [*ServiceTokenSerializer.Meta.fields, "secret"]


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "To keep contacts in step",
            value={"name": "sync", "scopes": ["read", "write"], "days": 90},
        )
    ]
)
class ServiceTokenInput(InputSerializer):
    """A new token. It gets no scope and no address that the caller's own token lacks."""

    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=[scope.value for scope in FOR_PROGRAMS]),
        min_length=1,
        max_length=len(FOR_PROGRAMS),
    )
    days = serializers.IntegerField(
        min_value=1, max_value=MAX_DAYS, default=DEFAULT_DAYS, help_text="Until it expires."
    )
    allowed_ranges = RangesField(required=False)


class RotateInput(InputSerializer):
    """How long the old token works on."""

    hours = serializers.IntegerField(
        min_value=0,
        max_value=MAX_OVERLAP_HOURS,
        default=24,
        help_text="That the old token works on beside its successor.",
    )
