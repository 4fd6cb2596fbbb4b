"""How partners are read and written over REST."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.projects.api_records import RecordInput, RecordRow
from apps.projects.collections.shapes import (
    KEPT,
    CollectionSerializer,
    RowId,
    shown,
    taken,
    text,
)
from apps.projects.collections.shapes import rows as rows_of
from apps.projects.serializer_fields import CountryField
from apps.promotion import models

PARTNER: dict[str, Any] = {
    "name": "Alpenhandel GmbH",
    "stage": "active",
    "markets": ["DEU", "AUT"],
    "territory": "Bavaria and Austria",
    "channel": None,
    "contract_from": "2026-01-01",
    "contract_until": "2027-12-31",
    "owner": None,
    "note": "",
}


@shown("A partner", PARTNER)
class PartnerSerializer(CollectionSerializer):
    """Who sells or promotes the product in some markets."""

    owner = RowId(source="owner_id", read_only=True, allow_null=True)
    channel = RowId(source="channel_id", read_only=True, allow_null=True)
    markets = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = models.Partner
        fields = ["id", *PARTNER, *KEPT]
        read_only_fields = fields


@taken("A partner", PARTNER)
class PartnerInput(RecordInput):
    """A partner to make or change. A new one needs a name; a channel belongs to one partner."""

    name = text(160)
    stage = serializers.ChoiceField(required=False, choices=models.Partner.Stage.choices)
    markets = serializers.ListField(
        child=CountryField(), required=False, max_length=250, help_text="Where it may sell."
    )
    territory = text(300, "What the contract says of it.")
    channel = serializers.UUIDField(
        required=False, allow_null=True, help_text="The channel that holds its figures."
    )
    contract_from = serializers.DateField(required=False, allow_null=True)
    contract_until = serializers.DateField(required=False, allow_null=True)
    owner = serializers.UUIDField(
        required=False, allow_null=True, help_text="A member of the project."
    )
    note = text(10_000)


class PartnerRow(RecordRow, PartnerInput):
    """A row of a batch of partners."""


class PartnerBatch(serializers.Serializer):
    """Partners to make or change."""

    rows = rows_of(PartnerRow)
