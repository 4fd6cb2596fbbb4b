"""Many rows of the plan in one request."""

from __future__ import annotations

from rest_framework import serializers

from apps.core.api.batches import MOST_ROWS
from apps.projects.api_records import RecordInput, RecordRow
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


def _rows(row: type[RecordInput]) -> serializers.ListField:
    return serializers.ListField(child=row(), min_length=1, max_length=MOST_ROWS)


class NeedBatch(serializers.Serializer):
    """Needs to make or change."""

    rows = _rows(NeedRow)


class PlanItemBatch(serializers.Serializer):
    """Plan items to make or change."""

    rows = _rows(PlanItemRow)


class ItemMarketBatch(serializers.Serializer):
    """Markets of plan items to make or change."""

    rows = _rows(ItemMarketRow)


class VerificationBatch(serializers.Serializer):
    """Acceptance criteria to make or change."""

    rows = _rows(VerificationRow)


class PilotBatch(serializers.Serializer):
    """Pilots to make or change."""

    rows = _rows(PilotRow)
