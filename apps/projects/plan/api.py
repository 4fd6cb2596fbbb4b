"""The plan over REST."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.problems import FieldError, Problem, translates
from apps.core.rendering import render
from apps.projects.api_base import ProjectViewSet
from apps.projects.api_records import RecordViewSet, described
from apps.projects.models import Role
from apps.projects.plan import batches, models, moves, records
from apps.projects.plan import serializers as shapes
from apps.projects.plan.whole import newest_effects


@translates(moves.NotMet)
def not_met(error: moves.NotMet) -> Problem:
    """A step that asks for more: each thing that is missing, by name."""
    points = [FieldError("/to_state", render(point)) for point in error.points]
    return Problem("conflict", render(error.message), errors=points)


class PlanViewSet(RecordViewSet):
    """What is deleted takes with it what hangs on it."""

    roles = {
        **RecordViewSet.roles,
        **dict.fromkeys(["create", "partial_update", "upsert", "batch"], Role.EDITOR),
    }
    orderings = {"created_at": "created_at"}

    def remove(self, row: Any) -> None:
        records.delete(self.kind, row, self.user)


@described("need", "needs", shapes.NeedSerializer, shapes.NeedInput, batches.NeedBatch)
class NeedsViewSet(PlanViewSet):
    """What is asked of the product. Analysts make and change needs."""

    resource = "needs"
    kind = records.NEEDS
    roles = RecordViewSet.roles
    queryset = models.Need.objects.all()
    serializer_class = shapes.NeedSerializer
    input_class = shapes.NeedInput
    row_class = batches.NeedRow
    filterset_class = filters_of(shapes.NeedSerializer, models.Need)
    lookup_url_kwarg = "need_id"


@described(
    "plan item",
    "plan items",
    shapes.PlanItemSerializer,
    shapes.PlanItemInput,
    batches.PlanItemBatch,
)
class PlanItemsViewSet(PlanViewSet):
    """Work on the product, from an idea to its measured effect."""

    resource = "plan-items"
    kind = records.ITEMS
    scopes = {**RecordViewSet.scopes, "move": "write"}
    roles = {**PlanViewSet.roles, "move": Role.EDITOR}
    conditional = RecordViewSet.conditional | {"move"}
    queryset = models.PlanItem.objects.select_related("owner").prefetch_related("need_links")
    serializer_class = shapes.PlanItemSerializer
    input_class = shapes.PlanItemInput
    row_class = batches.PlanItemRow
    filterset_class = filters_of(shapes.PlanItemSerializer, models.PlanItem)
    lookup_url_kwarg = "plan_item_id"

    @extend_schema(
        summary="Move a plan item to another state",
        request=shapes.PlanMoveInput,
        responses=shapes.PlanItemSerializer,
    )
    def move(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Forward one state at a time. A 409 names in `errors` what is missing."""
        values = self.parse(shapes.PlanMoveInput)
        step = moves.Step(
            models.ItemState(values["to_state"]),
            values.get("reason", ""),
            values.get("anyway", False),
            values.get("markets"),
        )
        with self.change() as row:
            moves.move(row, self.user, step)
        return self.answer_fresh(row)


class PlanMovesViewSet(ProjectViewSet):
    """What an item has gone through."""

    resource = "plan-items"
    scopes = {"list": "read"}
    roles = {"list": Role.VIEWER}
    queryset = models.ItemMove.objects.select_related("moved_by")
    serializer_class = shapes.PlanMoveSerializer
    filterset_class = filters_of(shapes.PlanMoveSerializer, models.ItemMove)

    def get_queryset(self) -> Any:
        items = models.PlanItem.objects.visible_to(self.request.user).filter(project=self.project)
        item = get_object_or_404(items, pk=self.kwargs["plan_item_id"])
        return super().get_queryset().filter(item=item)

    @extend_schema(summary="List the moves of a plan item", operation_id="plan-items_moves")
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Every move between states, oldest first."""
        return super().list(request, *args, **kwargs)


@described(
    "market of a plan item",
    "markets of plan items",
    shapes.ItemMarketSerializer,
    shapes.ItemMarketInput,
    batches.ItemMarketBatch,
)
class ItemMarketsViewSet(PlanViewSet):
    """Where an item is planned and released, and what it changed there."""

    resource = "item-markets"
    kind = records.MARKETS
    queryset = models.ItemMarket.objects.select_related("entry").prefetch_related(
        Prefetch("effects", newest_effects())
    )
    serializer_class = shapes.ItemMarketSerializer
    input_class = shapes.ItemMarketInput
    row_class = batches.ItemMarketRow
    filterset_class = filters_of(shapes.ItemMarketSerializer, models.ItemMarket)
    lookup_url_kwarg = "item_market_id"


@described(
    "acceptance criterion",
    "acceptance criteria",
    shapes.VerificationSerializer,
    shapes.VerificationInput,
    batches.VerificationBatch,
)
class VerificationsViewSet(PlanViewSet):
    """What must hold before an item is released, and what its test has shown."""

    resource = "verifications"
    kind = records.VERIFICATIONS
    queryset = models.Verification.objects.select_related("item")
    serializer_class = shapes.VerificationSerializer
    input_class = shapes.VerificationInput
    row_class = batches.VerificationRow
    filterset_class = filters_of(shapes.VerificationSerializer, models.Verification)
    lookup_url_kwarg = "verification_id"


@described("pilot", "pilots", shapes.PilotSerializer, shapes.PilotInput, batches.PilotBatch)
class PilotsViewSet(PlanViewSet):
    """Trials of items in markets."""

    resource = "pilots"
    kind = records.PILOTS
    queryset = models.Pilot.objects.select_related("item_market__item", "item_market__entry")
    serializer_class = shapes.PilotSerializer
    input_class = shapes.PilotInput
    row_class = batches.PilotRow
    filterset_class = filters_of(shapes.PilotSerializer, models.Pilot)
    lookup_url_kwarg = "pilot_id"
