"""How channels, campaigns, creatives and days of campaigns are read and written over REST."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from apps.projects.api_records import RecordInput, RecordRow
from apps.projects.collections.shapes import (
    KEPT,
    SAMPLE_ID,
    CollectionSerializer,
    RowId,
    row_id,
    shown,
    taken,
    text,
)
from apps.projects.collections.shapes import rows as rows_of
from apps.projects.serializer_fields import CountryField
from apps.promotion import models

CHANNEL: dict[str, Any] = {"name": "Search engine", "kind": "online", "medium": "cpc", "note": ""}
CAMPAIGN: dict[str, Any] = {
    "name": "Spring launch",
    "market": "DEU",
    "goal": "400 trials",
    "audience": "Heads of customer service",
    "starts_on": "2027-03-01",
    "ends_on": "2027-04-30",
    "budget": "20000.0000",
    "currency": "EUR",
    "state": "agreed",
    "owner": None,
    "note": "",
}
CREATIVE: dict[str, Any] = {
    "campaign": SAMPLE_ID,
    "channel": SAMPLE_ID,
    "name": "Advert A",
    "language": "de",
    "headline": "Antworten in Sekunden",
    "body": "Der Assistent kennt Ihre Produkte.",
    "landing_url": "https://example.com/de/",
}
OUTCOME: dict[str, Any] = {
    "campaign": SAMPLE_ID,
    "channel": SAMPLE_ID,
    "day": "2027-03-01",
    "spend": "310.5000",
    "impressions": 12000,
    "clicks": 340,
    "conversions": 9,
    "revenue": None,
}
DECIDED = {"state": "draft", "decision_note": "", "decided_at": None}


@shown("A channel", CHANNEL)
class ChannelSerializer(CollectionSerializer):
    """A way to reach customers."""

    class Meta:
        model = models.Channel
        fields = [*CHANNEL, *KEPT, "id"]
        read_only_fields = fields


@shown("A campaign", CAMPAIGN)
class CampaignSerializer(CollectionSerializer):
    """What is done in a market from one day to another."""

    owner = RowId(source="owner_id", read_only=True, allow_null=True)

    class Meta:
        model = models.Campaign
        fields = ["id", *CAMPAIGN, *KEPT]
        read_only_fields = fields


@shown("A creative", {**CREATIVE, **DECIDED})
class CreativeSerializer(CollectionSerializer):
    """A text that a campaign shows. `state` is moved by handing in and deciding alone."""

    campaign = RowId(source="campaign_id", read_only=True)
    channel = RowId(source="channel_id", read_only=True, allow_null=True)
    landing_url = serializers.CharField(read_only=True)

    class Meta:
        model = models.Creative
        fields = ["id", *CREATIVE, *DECIDED, *KEPT]
        read_only_fields = fields


@shown("A day of a campaign", OUTCOME)
class OutcomeSerializer(CollectionSerializer):
    """What a campaign cost and brought on one day in one channel; null is what nobody measured."""

    campaign = RowId(source="campaign_id", read_only=True)
    channel = RowId(source="channel_id", read_only=True)

    class Meta:
        model = models.Outcome
        fields = ["id", *OUTCOME, *KEPT]
        read_only_fields = fields


def amount(words: str = "0 or more.") -> serializers.DecimalField:
    return serializers.DecimalField(
        required=False, allow_null=True, max_digits=16, decimal_places=4, min_value=0,
        help_text=words,
    )  # fmt: skip


def _count() -> serializers.IntegerField:
    return serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=10**15 - 1
    )


@taken("A channel", CHANNEL)
class ChannelInput(RecordInput):
    """A channel to make or change. A new one needs a name."""

    name = text(120)
    kind = serializers.ChoiceField(required=False, choices=models.Channel.Kind.choices)
    medium = text(60, "What `utm_medium` says in links of this channel.")
    note = text(10_000)


@taken("A campaign", CAMPAIGN)
class CampaignInput(RecordInput):
    """A campaign to make or change. A new one needs name, market, days and currency."""

    name = text(160)
    market = CountryField(required=False)
    goal = text(10_000)
    audience = text(10_000)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)
    budget = amount("In `currency`; null where none is set.")
    currency = text(3, "ISO 4217; of the budget, of spend and of revenue.")
    state = serializers.ChoiceField(required=False, choices=models.Campaign.State.choices)
    owner = serializers.UUIDField(
        required=False, allow_null=True, help_text="A member of the project."
    )
    note = text(10_000)


@taken("A creative", CREATIVE)
class CreativeInput(RecordInput):
    """A creative to make or change. What was approved is a draft again once its text changes."""

    campaign = row_id("The campaign's id.")
    channel = serializers.UUIDField(
        required=False, allow_null=True, help_text="The channel's id; null for any."
    )
    name = text(120)
    language = text(20, "BCP 47.")
    headline = text(300)
    body = text(20_000)
    landing_url = serializers.URLField(required=False, allow_blank=True, max_length=500)


@taken("A day of a campaign", OUTCOME)
class OutcomeInput(RecordInput):
    """Figures of a day to add or correct, in the campaign's currency."""

    campaign = row_id("The campaign's id.")
    channel = row_id("The channel's id.")
    day = serializers.DateField(required=False)
    spend = amount()
    impressions = _count()
    clicks = _count()
    conversions = _count()
    revenue = amount()


class DecisionInput(serializers.Serializer):
    """What is decided on a creative."""

    approve = serializers.BooleanField()
    reason = serializers.CharField(
        required=False, allow_blank=True, max_length=500, help_text="Needed where you refuse."
    )


class ChannelRow(RecordRow, ChannelInput):
    """A row of a batch of channels."""


class CampaignRow(RecordRow, CampaignInput):
    """A row of a batch of campaigns."""


class CreativeRow(RecordRow, CreativeInput):
    """A row of a batch of creatives."""


class OutcomeRow(RecordRow, OutcomeInput):
    """A row of a batch of days of campaigns."""


class ChannelBatch(serializers.Serializer):
    """Channels to make or change."""

    rows = rows_of(ChannelRow)


class CampaignBatch(serializers.Serializer):
    """Campaigns to make or change."""

    rows = rows_of(CampaignRow)


class CreativeBatch(serializers.Serializer):
    """Creatives to make or change."""

    rows = rows_of(CreativeRow)


class OutcomeBatch(serializers.Serializer):
    """Days of campaigns to add or correct."""

    rows = rows_of(OutcomeRow)
