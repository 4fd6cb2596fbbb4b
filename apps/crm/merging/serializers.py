"""How possible duplicates, searches for them and merges are read and asked for over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, MessageField, PersonSerializer, RowSerializer
from apps.core.messages import msg
from apps.crm.merging.kinds import KINDS
from apps.crm.models import DuplicatePair, DuplicateSearch, Merge
from apps.crm.models.merging import PartyKind
from apps.crm.serializers import SAMPLE_ID
from apps.projects.domain.errors import Refused

OTHER_ID = "1f0c4b1e-30a7-4d55-a7a1-5f5f2b0e7c22"
MOMENT = "2026-11-23T08:00:00.000001Z"
TIMES = {"created_at": MOMENT, "updated_at": MOMENT}
PERSON = {"id": SAMPLE_ID, "name": "Lin Yue"}
FIELDS = sorted({name for what in KINDS.values() for name in what.fields})


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A pair",
            response_only=True,
            value={
                "id": SAMPLE_ID, "kind": "contact", "first": OTHER_ID, "second": SAMPLE_ID,
                "score": 98.0, "reasons": ["Same mailbox", "Same name"], "state": "open", **TIMES,
            },
        )
    ]
)  # fmt: skip
class DuplicatePairSerializer(RowSerializer):
    """Two records of one kind that may be the same; `score` is from 0 to 100. `different`: somebody
    said that they are not the same.
    """

    reasons = serializers.ListField(child=MessageField(), read_only=True)

    class Meta:
        model = DuplicatePair
        fields = ["id", "kind", "first", "second", "score", "reasons", "state", "created_at",
                  "updated_at"]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A search",
            response_only=True,
            value={
                "id": SAMPLE_ID, "kind": "contact", "state": "done", "rows": 1840, "found": 12,
                **TIMES,
            },
        )
    ]
)  # fmt: skip
class DuplicateSearchSerializer(RowSerializer):
    """A comparison of all records of a kind: `rows` were compared, and `found` pairs."""

    class Meta:
        model = DuplicateSearch
        fields = ["id", "kind", "state", "rows", "found", "created_at", "updated_at"]
        read_only_fields = fields


@extend_schema_serializer(
    examples=[OpenApiExample("A search", request_only=True, value={"kind": "contact"})]
)
class DuplicateSearchInput(InputSerializer):
    """Which records are compared."""

    kind = serializers.ChoiceField(PartyKind.choices)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A merge",
            response_only=True,
            value={
                "id": SAMPLE_ID, "kind": "contact", "winner": SAMPLE_ID, "loser": OTHER_ID,
                "loser_name": "Ann Weber", "made_by": PERSON, "undone_at": None,
                "can_be_undone": True, **TIMES,
            },
        )
    ]
)  # fmt: skip
class MergeSerializer(RowSerializer):
    """Two records that became one. What is needed to undo it is kept for 90 days."""

    made_by = PersonSerializer(read_only=True, allow_null=True)
    can_be_undone = serializers.BooleanField(
        read_only=True,
        help_text="What is needed for it is kept still. Later changes may be in the way.",
    )

    class Meta:
        model = Merge
        fields = ["id", "kind", "winner", "loser", "loser_name", "made_by", "undone_at",
                  "can_be_undone", "created_at", "updated_at"]  # fmt: skip
        read_only_fields = fields


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A merge",
            request_only=True,
            value={"kind": "contact", "winner": SAMPLE_ID, "loser": OTHER_ID, "take": ["phone"]},
        )
    ]
)
class MergeInput(InputSerializer):
    """Which record stays, which becomes part of it, and whose values are kept."""

    kind = serializers.ChoiceField(PartyKind.choices)
    winner = serializers.UUIDField(help_text="The record that stays.")
    loser = serializers.UUIDField(help_text="The record that becomes part of it.")
    take = serializers.ListField(
        child=serializers.ChoiceField(FIELDS),
        required=False,
        max_length=len(FIELDS),
        help_text="Fields whose value is the loser's; the others stay the winner's.",
    )
    winner_updated_at = serializers.DateTimeField(
        required=False, help_text="As you read it: 412 where it was changed since."
    )
    loser_updated_at = serializers.DateTimeField(
        required=False, help_text="As you read it: 412 where it was changed since."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Only fields that this kind has."""
        known = KINDS[attrs["kind"]].fields
        unknown = sorted(set(attrs.get("take", [])) - set(known))
        if unknown:
            raise Refused(
                msg("Records of this kind have no {names}. They have {known}.", names=unknown,
                    known=list(known)), field="take",
            )  # fmt: skip
        return attrs
