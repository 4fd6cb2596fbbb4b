"""How jobs are asked for and read over REST."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import (
    OpenApiExample,
    PolymorphicProxySerializer,
    extend_schema_field,
    extend_schema_serializer,
    inline_serializer,
)
from rest_framework import serializers

from apps.core.api.serializers import (
    InputSerializer,
    MessageField,
    ObjectField,
    PersonSerializer,
)
from apps.core.api.speech import spoken
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines import answer_schema
from apps.engines.contract import Issue, Prediction
from apps.jobs.domain import budget
from apps.jobs.links import edit_forms
from apps.jobs.models import Job, JobArtifact, JobLog, JobMetric, State

SUBMIT_EXAMPLE = {
    "engine": "regression.least_squares",
    "title": "Demand by distance",
    "params": {},
    "inputs": {
        "data": {
            "kind": "dataset",
            "id": "0d9c0f3e-3d8b-4a35-8f3a-5f0a7a9b6a11",
            "roles": {"target": ["D"], "predictors": ["d"]},
        }
    },
}


class ChosenInput(InputSerializer):
    """What fills an input of the engine, and the part that each column plays."""

    kind = serializers.CharField(default="dataset", max_length=40)
    id = serializers.CharField(
        max_length=300,
        help_text="For a `dataset`: the id of a version. For an `output` of another job:"
        " `<id of the job>/<name of the table>`; the job waits until that one has succeeded.",
    )
    roles = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=1000), max_length=5000),
        required=False,
        help_text="Role → names of columns, as the engine's `inputs` ask for.",
    )


@extend_schema_serializer(
    examples=[OpenApiExample("Least squares", request_only=True, value=SUBMIT_EXAMPLE)]
)
class JobInput(InputSerializer):
    """A run to ask for. `GET /engines/{key}/` says what `params` and `inputs` it takes."""

    engine = serializers.CharField(max_length=100)
    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    purpose = serializers.CharField(
        max_length=60,
        required=False,
        allow_blank=True,
        help_text="The page that lists the job: `research.demand` for the page 'Demand'.",
    )
    params = ObjectField(required=False)
    inputs = serializers.DictField(child=ChosenInput(), required=False)
    seed = serializers.IntegerField(min_value=0, max_value=2**63 - 1, required=False)

    def validate_purpose(self, purpose: str) -> str:
        """Only what a page of the site is for: a purpose also decides what follows from a job."""
        known = edit_forms.keys()
        if purpose and purpose not in known:
            sentence = _("There is no such purpose. Choose one of: {names}.")
            raise serializers.ValidationError(sentence.format(names=", ".join(known)))
        return purpose


class JobChange(InputSerializer):
    """What of a job can be changed once it is there."""

    kept = serializers.BooleanField(help_text="Not to be deleted after its time.")


class CancelInput(InputSerializer):
    save = serializers.BooleanField(  # type: ignore[assignment]
        default=False, help_text="Stop after the current step and keep what there is."
    )


class ProgressSerializer(serializers.Serializer):
    """`done` of `total`, in the engine's own unit; `total` 0 means not known."""

    phase = serializers.CharField()
    done = serializers.FloatField(source="progress_done")
    total = serializers.FloatField(source="progress_total")
    note = MessageField(source="progress_note")


class IssueSerializer(serializers.Serializer):
    """What was refused, where, and what to change."""

    message = serializers.CharField()
    fix = serializers.CharField(allow_null=True)
    field = serializers.CharField()
    severity = serializers.ChoiceField(choices=["error", "warning"])


class PartsSerializer(serializers.Serializer):
    """Parts of a divided run, or trials of a search so far. `?parent=` lists them."""

    total = serializers.IntegerField(source="parts_total")
    ended = serializers.IntegerField(source="parts_ended", help_text="In whatever state.")


class NeedsSerializer(serializers.Serializer):
    """What the run will need, as its engine estimates it; what it does not tell is left out.
    `memory_bytes` is the main memory of all `processes` together (left out for one),
    `device_memory_bytes` that of each graphics processor where it computes on such, `seconds` the
    time on one core. The `least` of each is what it could do with, more slowly.
    """

    memory_bytes = serializers.IntegerField(required=False)
    processes = serializers.IntegerField(required=False)
    device_memory_bytes = serializers.IntegerField(required=False)
    least_memory_bytes = serializers.IntegerField(required=False)
    least_device_memory_bytes = serializers.IntegerField(required=False)
    seconds = serializers.FloatField(required=False)


def needs_told(needs: Mapping[str, Any]) -> dict[str, Any]:
    """What of ``budget.needs_of`` is told: what is 0 is not known."""
    return {name: needs[name] for name in NeedsSerializer().get_fields() if needs.get(name)}


class JobPreviewSerializer(serializers.Serializer):
    """What a job would come to: the queue that it would wait in, what it would need, and what to
    know before it is asked for.
    """

    queue = serializers.CharField()
    needs = NeedsSerializer()
    warnings = IssueSerializer(many=True)


class JobSerializer(serializers.ModelSerializer):
    """A job. Poll it until `state` is none of queued, starting, running, cancelling. What waits
    for its parts is `queued`.
    """

    engine = serializers.CharField(source="engine_key")
    is_final = serializers.BooleanField(
        source="is_settled", help_text="Ended, and what follows from it is in place."
    )
    progress = ProgressSerializer(source="*")
    created_by = PersonSerializer(allow_null=True)
    rerun_of = serializers.UUIDField(source="rerun_of_id", allow_null=True)
    parent = serializers.UUIDField(  # type: ignore[assignment]
        source="parent_id", allow_null=True, help_text="The run that this is a part or trial of."
    )
    part_number = serializers.IntegerField(allow_null=True, help_text="Of `parent`, from 1.")
    parts = serializers.SerializerMethodField(help_text="Once a run has been divided.")
    pruned = serializers.BooleanField(help_text="A trial that its search has given up early.")

    class Meta:
        model = Job
        fields = [
            "id", "title", "engine", "engine_version", "task", "purpose", "state", "is_final",
            "kept", "progress", "created_by", "rerun_of", "parent", "part_number", "parts",
            "pruned", "created_at", "updated_at", "started_at", "finished_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(PartsSerializer(allow_null=True))
    def get_parts(self, job: Job) -> Any:
        return PartsSerializer(job).data if job.parts_total is not None else None


class JobDetailSerializer(JobSerializer):
    """A job with what was asked and how it ended."""

    inputs = serializers.JSONField(read_only=True)
    params = ObjectField(read_only=True)
    needs = serializers.SerializerMethodField(help_text="As estimated when it was asked for.")
    refusal = serializers.SerializerMethodField(help_text="Where `state` is `refused`.")
    explanation = serializers.SerializerMethodField(help_text="How it ended, in one sentence.")

    class Meta(JobSerializer.Meta):
        fields = [
            *JobSerializer.Meta.fields, "params", "inputs", "seed", "attempt", "needs", "refusal",
            "explanation",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(NeedsSerializer())
    def get_needs(self, job: Job) -> Any:
        known = job.__dict__
        kept = known["kept_needs"] if "kept_needs" in known else budget.expected(job)
        return needs_told(kept or {})

    @extend_schema_field(IssueSerializer(allow_null=True))
    def get_refusal(self, job: Job) -> Any:
        return spoken(Issue.model_validate(job.refusal)) if job.refusal else None

    def get_explanation(self, job: Job) -> str:
        return explanation(job)


def explanation(job: Job) -> str:
    """Why there is no result, for a person; never a traceback."""
    if job.state == State.REFUSED and job.refusal:
        issue = spoken(Issue.model_validate(job.refusal))
        return sentences(issue["message"], issue["fix"] or "")
    if job.state == State.ERRORED:
        return _("The run failed. Give an administrator this number: {reference}.").format(
            reference=job.reference
        )
    return render(job.reason)


def prediction(job: Job) -> dict[str, Any]:
    """The answer of a prediction that succeeded, rows in the order asked."""
    told: dict[str, Any] = spoken(Prediction.model_validate(job.result))
    return {**told, "job": str(job.pk)}


class LogSerializer(serializers.ModelSerializer):
    class Meta:
        model = JobLog
        fields = ["seq", "attempt", "at", "level", "text"]
        read_only_fields = fields


class MetricSerializer(serializers.ModelSerializer):
    value = serializers.SerializerMethodField()

    class Meta:
        model = JobMetric
        fields = ["seq", "attempt", "at", "name", "step", "value"]
        read_only_fields = fields

    def get_value(  # type: ignore[override]
        self, metric: JobMetric
    ) -> float | None:
        return spoken(metric.value)


class ArtifactSerializer(serializers.ModelSerializer):
    """A file that the run made; `…/artifacts/{id}/` downloads it."""

    class Meta:
        model = JobArtifact
        fields = ["id", "name", "size", "sha256", "media_type", "created_at", "updated_at"]
        read_only_fields = fields


LogPage = inline_serializer(
    "LogPage",
    {
        "results": LogSerializer(many=True),
        "last_seq": serializers.IntegerField(help_text="Send it as `after` next time."),
        "is_final": serializers.BooleanField(help_text="True: nothing more will come."),
    },
    many=False,
)
MetricPage = inline_serializer(
    "MetricPage",
    {
        "results": MetricSerializer(many=True),
        "last_seq": serializers.IntegerField(help_text="Send it as `after` next time."),
        "is_final": serializers.BooleanField(help_text="True: nothing more will come."),
    },
    many=False,
)


def _described(schema: dict[str, Any], **options: Any) -> serializers.Field:
    """A member whose schema is given: the extension is kept by the class, so each has its own."""
    field: type[serializers.JSONField] = type("Described", (serializers.JSONField,), {})
    return extend_schema_field(schema)(field)(**options)


ResultAnswer = inline_serializer(
    "JobResult",
    {
        "headline": serializers.CharField(help_text="The answer in one sentence."),
        "blocks": _described(
            answer_schema.blocks(),
            help_text="What the page shows, told apart by `kind`. Sentences are in the caller's"
            " language; a figure has `value`, `unit` and `text`.",
        ),
        "summary": ObjectField(help_text="For programs: plain numbers, full precision."),
        "predict_fields": _described(
            answer_schema.predict_fields(),
            help_text="What the model needs for a prediction, with the range it was fitted on.",
        ),
        "provenance": ObjectField(help_text="Engine, inputs by hash, seed, versions, who, when."),
    },
    many=False,
)
PredictionAnswer = inline_serializer(
    "Prediction",
    {
        "columns": _described(
            answer_schema.predicted("columns"),
            help_text="`key` names a member of `values`; `role` is point, mean_low, mean_high,"
            " new_low, new_high or other; `target` is what is predicted.",
        ),
        "rows": _described(
            answer_schema.predicted("rows"),
            help_text="In the order asked: `values`, and `warnings` such as extrapolation.",
        ),
        "job": serializers.UUIDField(
            allow_null=True, help_text="Null: a process that holds the model answered at once."
        ),
    },
    many=False,
)
ResultOrPrediction = PolymorphicProxySerializer(
    component_name="ResultOrPrediction",
    serializers=[ResultAnswer, PredictionAnswer],
    resource_type_field_name=None,
    many=False,
)
