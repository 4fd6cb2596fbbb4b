"""How schedules are made and read over REST."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.core.api.serializers import MessageField, ObjectField, PersonSerializer
from apps.core.rendering import render
from apps.jobs.domain import cron
from apps.jobs.models import Schedule
from apps.jobs.serializers import SUBMIT_EXAMPLE, JobInput


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Each Monday",
            request_only=True,
            value={
                **SUBMIT_EXAMPLE,
                "name": "Demand, weekly",
                "expression": "0 6 * * 1",
                "time_zone": "Europe/Berlin",
                "newest": True,
            },
        )
    ]
)
class ScheduleInput(JobInput):
    """What to run, as for a job, and when."""

    name = serializers.CharField(max_length=200)
    expression = serializers.CharField(
        max_length=cron.LONGEST,
        help_text="Cron with five fields: minute, hour, day of the month, month, day of the week.",
    )
    time_zone = serializers.CharField(
        max_length=64,
        required=False,
        help_text="IANA name, such as `Europe/Berlin`; UTC unless told.",
    )
    newest = serializers.BooleanField(
        required=False,
        help_text="True: each run takes the newest version of the datasets in `inputs`.",
    )
    enabled = serializers.BooleanField(required=False, help_text="False pauses it.")


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """The members of a body as the row has them."""
    renamed = {"engine_key" if name == "engine" else name: values[name] for name in values}
    if "inputs" in renamed:
        renamed["inputs"] = {slot: dict(chosen) for slot, chosen in renamed["inputs"].items()}
    return renamed


class ScheduleSerializer(serializers.ModelSerializer):
    """A schedule, and what happened at its last due time."""

    engine = serializers.CharField(source="engine_key")
    when = serializers.SerializerMethodField(help_text="The times in words.")
    params = ObjectField(read_only=True)
    inputs = serializers.JSONField(read_only=True)
    last_note = MessageField(help_text="What happened at the last due time, in one sentence.")
    last_job = serializers.UUIDField(source="last_job_id", allow_null=True)
    created_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Schedule
        fields = [
            "id", "name", "engine", "title", "purpose", "params", "inputs", "seed", "newest",
            "expression", "time_zone", "when", "enabled", "next_run_at", "last_run_at",
            "last_job", "last_note", "missed", "skipped", "refusals", "created_by", "created_at",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_when(self, row: Schedule) -> str:
        return render(cron.in_words(row.expression))
