"""How projects, members and market entries are read and written over REST."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, PersonSerializer, RowSerializer
from apps.projects.models import MarketEntry, Membership, Product, Project, Role, Stage, StageMove
from apps.projects.serializer_fields import CountryField, CurrencyField


class ProductSerializer(serializers.ModelSerializer):
    """What is being taken abroad."""

    class Meta:
        model = Product
        fields = ["name", "summary", "category", "website"]


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A project",
            response_only=True,
            value={
                "id": "5b6b1d0e-6a4c-4f3a-9a51-2f6d5c0f7b11",
                "name": "Desk lamp abroad",
                "description": "",
                "home_country": "CHN",
                "currency": "USD",
                "is_sample": False,
                "archived_at": None,
                "role": "owner",
                "product": {"name": "Lamp", "summary": "", "category": "", "website": ""},
                "created_at": "2026-11-23T08:00:00Z",
                "updated_at": "2026-11-23T08:00:00Z",
            },
        )
    ]
)
class ProjectSerializer(serializers.ModelSerializer):
    """A project, with the caller's own role in it."""

    role = serializers.ChoiceField(choices=Role.choices, source="own_role", read_only=True)
    product = serializers.SerializerMethodField()

    class Meta:
        model = Project
        fields = [
            "id",
            "name",
            "description",
            "home_country",
            "currency",
            "is_sample",
            "archived_at",
            "role",
            "product",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields

    def get_product(self, project: Project) -> ProductSerializer(allow_null=True):  # type: ignore[valid-type]
        product = getattr(project, "product", None)
        return ProductSerializer(product).data if product else None


class MemberSerializer(serializers.ModelSerializer):
    """A person's role in the project."""

    user = PersonSerializer(read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)

    class Meta:
        model = Membership
        fields = ["id", "user", "email", "role", "created_at", "updated_at"]
        read_only_fields = fields


class EntrySerializer(RowSerializer):
    """A market: the project × a country."""

    owner = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = MarketEntry
        fields = [
            "id",
            "country",
            "stage",
            "is_home",
            "owner",
            "target_launch",
            "note",
            "version",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields


class MoveSerializer(serializers.ModelSerializer):
    """A dated move between stages, with the gate as it stood then."""

    moved_by = PersonSerializer(read_only=True, allow_null=True)

    class Meta:
        model = StageMove
        fields = ["id", "from_stage", "to_stage", "moved_by", "reason", "created_at", "updated_at"]
        read_only_fields = fields


class ProductInput(InputSerializer):
    name = serializers.CharField(max_length=120)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    category = serializers.CharField(required=False, allow_blank=True, max_length=80)
    website = serializers.URLField(required=False, allow_blank=True, max_length=200)


class ProjectInput(InputSerializer):
    """A project to make or change."""

    name = serializers.CharField(max_length=120)
    description = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    home_country = CountryField(min_length=3)
    currency = CurrencyField(required=False, min_length=3)
    product = ProductInput(required=False)


class ConfirmInput(InputSerializer):
    """Deleting takes everything along: the name, typed again, says that it is meant."""

    confirm = serializers.CharField(help_text="The project's name, exactly.")


class MemberInput(InputSerializer):
    """Somebody who has an account here, and the role to give."""

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=Role.choices)


class InvitedSerializer(serializers.Serializer):
    """There is no account with this address yet: it was invited and joins on accepting."""

    email = serializers.EmailField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)


class RoleInput(InputSerializer):
    role = serializers.ChoiceField(choices=Role.choices)


class EntryChange(InputSerializer):
    """What may be changed of a market; its stage moves by `move`."""

    owner = serializers.UUIDField(
        required=False, allow_null=True, help_text="The `user.id` of a member of the project."
    )
    target_launch = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=10_000)


class EntryInput(EntryChange):
    """A market to add."""

    country = CountryField(min_length=3)


class MoveInput(InputSerializer):
    """The stage to move to. Where the gate is not met, a reason is asked for."""

    to_stage = serializers.ChoiceField(choices=Stage.choices)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=5000)
