"""How the plan is read and written over REST."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import InputSerializer, MessageField, PersonSerializer
from apps.projects.api_records import RecordInput
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
from apps.projects.plan import models
from apps.projects.plan.comparing import CHOICES
from apps.projects.serializer_fields import CountryField

NEED: dict[str, Any] = {
    "statement": "Reading at night without waking others needs warmer light.",
    "said_by": "Customers in Germany",
    "kind": "customer",
    "importance": 2,
    "markets": ["DEU"],
    "state": "open",
    "note": "",
}
ITEM: dict[str, Any] = {
    "title": "Warm light below 2,700 K",
    "kind": "feature",
    "goal": "People read at night without waking others.",
    "scope": "Desk lamp M only.",
    "requirement": "Colour temperature from 2,200 K on, without flicker.",
    "priority": 2,
    "effect": "Returns from Germany fall by a tenth.",
    "effect_value": 10.0,
    "effect_unit": "%",
    "effect_direction": "down",
    "target_on": "2027-03-31",
}
MOVED: dict[str, Any] = {
    "need_ids": [SAMPLE_ID],
    "owner": None,
    "state": "development",
    "moved_at": "2026-11-23T08:00:00.000001Z",
}
MARKET: dict[str, Any] = {
    "item": SAMPLE_ID,
    "market": "DEU",
    "state": "planned",
    "target_on": "2027-03-31",
    "released_on": None,
    "effect_value": None,
    "note": "",
}
VERIFICATION: dict[str, Any] = {
    "item": SAMPLE_ID,
    "criterion": "No flicker below 1 %",
    "test_plan": "Photodiode, 30 lamps, three levels.",
    "result": "passed",
    "tested_by": "Lin Yue",
    "tested_on": "2026-11-20",
    "link": "https://tests.example.com/42",
    "note": "",
}
CRITERION: dict[str, Any] = {
    "metric": "Returns", "comparison": "<=", "value": 4.0, "unit": "%", "seen": None,
}  # fmt: skip
PILOT: dict[str, Any] = {
    "item_market": SAMPLE_ID,
    "starts_on": "2027-01-10",
    "ends_on": "2027-02-10",
    "criteria": [CRITERION],
    "note": "",
}


@extend_schema_field({"type": "array", "items": {"type": "string", "format": "uuid"}})
class RowIds(serializers.JSONField):
    """Ids of other rows."""


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Codes(serializers.JSONField):
    """Country codes."""


@shown("A need", NEED)
class NeedSerializer(CollectionSerializer):
    """What customers, a market or the law ask of the product."""

    markets = Codes(read_only=True)
    importance = serializers.IntegerField(read_only=True)

    class Meta:
        model = models.Need
        fields = ["id", "statement", "said_by", "kind", "importance", "markets", "state", "note",
                  *KEPT]  # fmt: skip
        read_only_fields = fields


@shown("A plan item", {**ITEM, **MOVED})
class PlanItemSerializer(CollectionSerializer):
    """A piece of work on the product. Its state changes by `move`."""

    owner = PersonSerializer(read_only=True, allow_null=True)
    need_ids = RowIds(read_only=True)
    priority = serializers.IntegerField(read_only=True)
    effect_direction = serializers.CharField(read_only=True)  # may be empty

    class Meta:
        model = models.PlanItem
        fields = ["id", "title", "kind", "state", "moved_at", "goal", "scope", "requirement",
                  "owner", "priority", "need_ids", "effect", "effect_value", "effect_unit",
                  "effect_direction", "target_on", *KEPT]  # fmt: skip
        read_only_fields = fields


class EffectSerializer(serializers.Serializer):
    """What the item has changed in this market, as a run has estimated it."""

    estimate = serializers.FloatField(read_only=True)
    low = serializers.FloatField(read_only=True, allow_null=True)
    high = serializers.FloatField(read_only=True, allow_null=True)
    unit = serializers.CharField(read_only=True)
    direction = serializers.CharField(read_only=True)
    sentence = MessageField(read_only=True)
    source = serializers.CharField(  # type: ignore[assignment]
        read_only=True, help_text="The id of the run."
    )
    hash = serializers.CharField(read_only=True, help_text="Names the data behind it.")
    computed_at = serializers.DateTimeField(read_only=True)


@shown("A market of a plan item", {**MARKET, "measured": None})
class ItemMarketSerializer(CollectionSerializer):
    """A plan item in one market: its release there and what it changed."""

    item = RowId(source="item_id", read_only=True)
    market = serializers.CharField(source="entry.country", read_only=True)
    measured = EffectSerializer(read_only=True, allow_null=True)

    class Meta:
        model = models.ItemMarket
        fields = ["id", "item", "market", "state", "target_on", "released_on", "effect_value",
                  "measured", "note", *KEPT]  # fmt: skip
        read_only_fields = fields


@shown("An acceptance criterion", VERIFICATION)
class VerificationSerializer(CollectionSerializer):
    """An acceptance criterion with its test plan and result."""

    item = RowId(source="item_id", read_only=True)
    link = serializers.CharField(read_only=True)

    class Meta:
        model = models.Verification
        fields = ["id", "item", "criterion", "test_plan", "result", "tested_by", "tested_on",
                  "link", "note", *KEPT]  # fmt: skip
        read_only_fields = fields


class CriterionSerializer(InputSerializer):
    """What must be reached, and what was seen."""

    metric = serializers.CharField(max_length=120)
    comparison = serializers.ChoiceField(choices=CHOICES)
    value = serializers.FloatField()
    unit = serializers.CharField(required=False, allow_blank=True, max_length=40)
    seen = serializers.FloatField(required=False, allow_null=True)


@extend_schema_field(CriterionSerializer(many=True))
class Criteria(serializers.JSONField):
    """Pass criteria as they are stored."""


@shown("A pilot", {**PILOT, "result": "open", "decision": ""})
class PilotSerializer(CollectionSerializer):
    """A trial of an item in a market. Its result follows from the criteria."""

    item_market = RowId(source="item_market_id", read_only=True)
    criteria = Criteria(read_only=True)
    decision = serializers.CharField(read_only=True)  # empty until there is one

    class Meta:
        model = models.Pilot
        fields = ["id", "item_market", "starts_on", "ends_on", "criteria", "result", "decision",
                  "note", *KEPT]  # fmt: skip
        read_only_fields = fields


def _choice(choices: Any, words: str = "", *, blank: bool = False) -> serializers.ChoiceField:
    return serializers.ChoiceField(
        required=False, choices=choices, allow_blank=blank, help_text=words or None
    )


def _rank(choices: Any, words: str) -> serializers.IntegerField:
    return serializers.IntegerField(
        required=False, min_value=1, max_value=len(choices), help_text=words
    )


def _day() -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True)


def _number(words: str = "") -> serializers.FloatField:
    return serializers.FloatField(required=False, allow_null=True, help_text=words or None)


@taken("A need", NEED)
class NeedInput(RecordInput):
    """A need to make or change. A new one needs a statement."""

    statement = text(300, "One sentence.")
    said_by = text(200)
    kind = _choice(models.Need.Kind.choices)
    importance = _rank(models.Need.Importance, "1 (must) to 4 (low).")
    markets = serializers.ListField(
        child=CountryField(), required=False, max_length=250, help_text="Where it was heard."
    )
    state = _choice(models.Need.State.choices)
    note = text(10_000)


@taken("A plan item", ITEM)
class PlanItemInput(RecordInput):
    """An item to make or change. A new one needs a title; its state changes by `move`."""

    title = text(200)
    kind = _choice(models.PlanItem.Kind.choices)
    goal = text(10_000)
    scope = text(10_000)
    requirement = text(10_000)
    owner = serializers.UUIDField(
        required=False, allow_null=True, help_text="The `user.id` of a member of the project."
    )
    priority = _rank(models.PlanItem.Priority, "1 (urgent) to 4 (low).")
    need_ids = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=200,
        help_text="Ids of the needs that it answers; replaces the whole list.",
    )  # fmt: skip
    effect = text(300, "What it is expected to change, in one sentence.")
    effect_value = _number("By how much, in `effect_unit`.")
    effect_unit = text(40)
    effect_direction = _choice(models.Direction.choices, blank=True)
    target_on = _day()


@taken("A market of a plan item", MARKET)
class ItemMarketInput(RecordInput):
    """A market of an item. A new one needs `item` and `market`. Only a released item can be
    released here.
    """

    item = row_id("The item's id.")
    market = CountryField(required=False)
    state = _choice(models.ItemMarket.State.choices)
    target_on = _day()
    released_on = _day()
    effect_value = _number("In the unit of the item.")
    note = text(10_000)


@taken("An acceptance criterion", VERIFICATION)
class VerificationInput(RecordInput):
    """An acceptance criterion to make or change. A new one needs `item` and `criterion`."""

    item = row_id("The item's id.")
    criterion = text(300)
    test_plan = text(10_000)
    result = _choice(models.Outcome.choices)
    tested_by = text(120)
    tested_on = _day()
    link = serializers.URLField(required=False, allow_blank=True, max_length=500)
    note = text(10_000)


@taken("A pilot", PILOT)
class PilotInput(RecordInput):
    """A pilot to make or change. A new one needs all but `decision` and `note`."""

    item_market = row_id("The id of the item's market.")
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)
    criteria = CriterionSerializer(many=True, required=False)
    decision = _choice(models.Pilot.Decision.choices, blank=True)
    note = text(10_000)


@taken("To the next state", {"to_state": "agreed"})
class PlanMoveInput(InputSerializer):
    """The state to move to. Forward goes one at a time; back and out need a `reason`."""

    to_state = serializers.ChoiceField(choices=models.ItemState.choices)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    anyway = serializers.BooleanField(
        required=False,
        help_text="Of an owner: although something is missing. Needs a `reason` and stays visible.",
    )
    markets = serializers.ListField(
        child=CountryField(), required=False, max_length=250,
        help_text="With the step to `released`: where. All planned markets if it is left out.",
    )  # fmt: skip


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A move that an owner made although something was missing", response_only=True,
            value={
                "id": SAMPLE_ID, "from_state": "pilot", "to_state": "released",
                "moved_by": {"id": SAMPLE_ID, "name": "Lin Yue"},
                "reason": "The fair is on Monday.",
                "missing": ["The pilot in Germany is still open."],
                "created_at": "2026-11-23T08:00:00.000001Z",
                "updated_at": "2026-11-23T08:00:00.000001Z",
            },
        )
    ]
)  # fmt: skip
class PlanMoveSerializer(serializers.ModelSerializer):
    """A dated move of an item, with what was missing then."""

    moved_by = PersonSerializer(read_only=True, allow_null=True)
    missing = serializers.ListField(child=MessageField(), read_only=True)

    class Meta:
        model = models.ItemMove
        fields = ["id", "from_state", "to_state", "moved_by", "reason", "missing", "created_at",
                  "updated_at"]  # fmt: skip
        read_only_fields = fields
