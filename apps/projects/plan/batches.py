"""Many rows of the plan in one request."""

from __future__ import annotations

from rest_framework import serializers

from apps.projects.api_records import RecordRow
from apps.projects.collections.shapes import rows as rows_of
from apps.projects.plan import serializers as shapes


class NeedRow(RecordRow, shapes.NeedInput):
    """A row of a batch of needs."""


class PlanItemRow(RecordRow, shapes.PlanItemInput):
    """A row of a batch of plan items."""


class ItemMarketRow(RecordRow, shapes.ItemMarketInput):
    """A row of a batch of markets of plan items."""


class VerificationRow(RecordRow, shapes.VerificationInput):
    """A row of a batch of acceptance criteria."""


class PilotRow(RecordRow, shapes.PilotInput):
    """A row of a batch of pilots."""


class NeedBatch(serializers.Serializer):
    """Needs to make or change."""

    rows = rows_of(NeedRow)


class PlanItemBatch(serializers.Serializer):
    """Plan items to make or change."""

    rows = rows_of(PlanItemRow)


class ItemMarketBatch(serializers.Serializer):
    """Markets of plan items to make or change."""

    rows = rows_of(ItemMarketRow)


class VerificationBatch(serializers.Serializer):
    """Acceptance criteria to make or change."""

    rows = rows_of(VerificationRow)


class PilotBatch(serializers.Serializer):
    """Pilots to make or change."""

    rows = rows_of(PilotRow)
