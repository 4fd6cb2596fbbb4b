"""Channels, campaigns, creatives and days of campaigns over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.projects.api_records import RecordViewSet, described
from apps.projects.models import Role
from apps.promotion import models
from apps.promotion import serializers as shapes
from apps.promotion.domain import approval, records


class PromotionViewSet(RecordViewSet):
    """What is deleted takes with it what hangs on it."""

    def remove(self, row: Any) -> None:
        records.delete(self.kind, row, self.user)


@described(
    "channel", "channels", shapes.ChannelSerializer, shapes.ChannelInput, shapes.ChannelBatch
)
class ChannelsViewSet(PromotionViewSet):
    """Ways to reach customers."""

    resource = "channels"
    kind = records.CHANNELS
    queryset = models.Channel.objects.all()
    serializer_class = shapes.ChannelSerializer
    input_class = shapes.ChannelInput
    row_class = shapes.ChannelRow
    filterset_class = filters_of(shapes.ChannelSerializer, models.Channel)
    lookup_url_kwarg = "channel_id"


@described(
    "campaign", "campaigns", shapes.CampaignSerializer, shapes.CampaignInput, shapes.CampaignBatch
)
class CampaignsViewSet(PromotionViewSet):
    """What is done in a market from one day to another."""

    resource = "campaigns"
    kind = records.CAMPAIGNS
    orderings = {**RecordViewSet.orderings, "starts_on": "starts_on"}
    queryset = models.Campaign.objects.all()
    serializer_class = shapes.CampaignSerializer
    input_class = shapes.CampaignInput
    row_class = shapes.CampaignRow
    filterset_class = filters_of(shapes.CampaignSerializer, models.Campaign)
    lookup_url_kwarg = "campaign_id"


@described(
    "creative", "creatives", shapes.CreativeSerializer, shapes.CreativeInput, shapes.CreativeBatch
)
class CreativesViewSet(PromotionViewSet):
    """What campaigns show."""

    resource = "creatives"
    kind = records.CREATIVES
    scopes = {**RecordViewSet.scopes, "submit": "write", "decide": "write"}
    roles = {**RecordViewSet.roles, "submit": Role.ANALYST, "decide": Role.EDITOR}
    conditional = RecordViewSet.conditional | {"submit", "decide"}
    queryset = models.Creative.objects.all()
    serializer_class = shapes.CreativeSerializer
    input_class = shapes.CreativeInput
    row_class = shapes.CreativeRow
    filterset_class = filters_of(shapes.CreativeSerializer, models.Creative)
    lookup_url_kwarg = "creative_id"

    @extend_schema(
        summary="Hand a creative in for approval",
        request=None,
        responses=shapes.CreativeSerializer,
    )
    def submit(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """From then on somebody else decides on it."""
        with self.change() as row:
            approval.submit(row, self.user)
        return self.answer_fresh(row)

    @extend_schema(
        summary="Decide on a creative",
        request=shapes.DecisionInput,
        responses=shapes.CreativeSerializer,
    )
    def decide(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """By an editor who did not hand it in. A refusal needs a reason."""
        sent = self.parse(shapes.DecisionInput)
        with self.change() as row:
            reason = sent.get("reason", "")
            approval.decide(row, self.user, approve=sent["approve"], reason=reason)
        return self.answer_fresh(row)


@described(
    "day of a campaign",
    "days of campaigns",
    shapes.OutcomeSerializer,
    shapes.OutcomeInput,
    shapes.OutcomeBatch,
)
class OutcomesViewSet(PromotionViewSet):
    """What campaigns cost and brought, by day and channel."""

    resource = "campaign-days"
    kind = records.OUTCOMES
    orderings = {"created_at": "created_at", "day": "day"}
    queryset = models.Outcome.objects.all()
    serializer_class = shapes.OutcomeSerializer
    input_class = shapes.OutcomeInput
    row_class = shapes.OutcomeRow
    filterset_class = filters_of(shapes.OutcomeSerializer, models.Outcome)
    lookup_url_kwarg = "outcome_id"
