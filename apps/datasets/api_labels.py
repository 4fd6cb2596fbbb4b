"""Labels to check over REST: what waits, decisions, and the corrected version."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.serializers import InputSerializer, PersonSerializer
from apps.datasets.labelling import correct, decide
from apps.datasets.models import Dataset, LabelCheck, LabelQueue
from apps.jobs.api import refusal
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.serializers import JobDetailSerializer
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role


class LabelQueueSerializer(serializers.ModelSerializer):
    """Labels of one column that a run has found worth a look. `looked` rows were looked at by a
    model that had not learned from them; `version` is the one that the rows are counted in. A cell
    holds one label, several `labels` parted by the `separator` (`semicolon`, `comma`, `bar`, or a
    `json` list), or a `number`, as `kind` says.
    """

    version = serializers.UUIDField(source="version_id", read_only=True)
    job = serializers.UUIDField(source="job_id", allow_null=True, read_only=True)
    classes = serializers.ListField(child=serializers.CharField(), read_only=True)
    waiting = serializers.IntegerField(read_only=True, help_text="Checks without a decision.")
    done = serializers.IntegerField(read_only=True, help_text="Checks with a decision.")
    pending = serializers.IntegerField(
        read_only=True, help_text="Changed labels that are in no version yet."
    )
    missing = serializers.IntegerField(
        read_only=True,
        help_text="Changed labels that were not applied: no row has the text and the label any"
        " more.",
    )

    class Meta:
        model = LabelQueue
        fields = [
            "id", "column", "text_column", "kind", "separator", "classes", "looked", "version",
            "job", "waiting", "done", "pending", "missing", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class LabelCheckSerializer(serializers.ModelSerializer):
    """A text whose label waits for a decision, or has it. `quality` of the label goes from 0 to 1:
    the smaller, the likelier it is wrong; of a number it is the share of rows that are as far off.
    `better` is what the model says. `missing_in` is the
    version in which no row had this text and label when the decision was to be put in.
    """

    queue = serializers.UUIDField(source="queue_id", read_only=True)
    decided_by = PersonSerializer(allow_null=True, read_only=True)
    applied_in = serializers.UUIDField(source="applied_in_id", allow_null=True, read_only=True)
    missing_in = serializers.UUIDField(source="missing_in_id", allow_null=True, read_only=True)

    class Meta:
        model = LabelCheck
        fields = [
            "id", "queue", "row", "text", "label", "better", "quality", "reason", "state",
            "decided", "decided_by", "decided_at", "applied_in", "missing_in", "created_at",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class LabelDecisionInput(InputSerializer):
    """`keep` the label, `take` what the model says (409 for numbers, which it estimates), `other`
    with the right `label`, `skip`, or `reopen` to take a decision back. Several labels are written
    as the column has them.
    """

    decision = serializers.ChoiceField(choices=decide.DECISIONS)
    label = serializers.CharField(  # type: ignore[assignment]
        required=False, allow_blank=True, max_length=decide.LONGEST_LABEL, default=""
    )


class _OfDataset(ProjectViewSet):
    """Rows below a dataset: somebody else's is a 404."""

    def enter(self) -> None:
        super().enter()
        if self.action:
            datasets = Dataset.objects.visible_to(self.user).filter(project=self.project)
            self.dataset = get_object_or_404(datasets, pk=self.kwargs["dataset_id"])


@extend_schema_view(
    list=extend_schema(summary="List queues of labels to check"),
    retrieve=extend_schema(summary="Read a queue of labels to check"),
)
class LabelQueuesViewSet(_OfDataset):
    """Labels of a dataset that runs have found worth a look, a queue for each column."""

    resource = "label-queues"
    scopes = {"list": "read", "retrieve": "read", "apply": "write"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "apply": Role.ANALYST}
    queryset = LabelQueue.objects.all()
    serializer_class = LabelQueueSerializer
    filterset_class = filters_of(
        LabelQueueSerializer, LabelQueue, annotated={"waiting", "done", "pending", "missing"}
    )
    lookup_url_kwarg = "queue_id"

    def get_queryset(self) -> Any:
        if not hasattr(self, "dataset"):  # the schema is being written
            return LabelQueue.objects.none()
        return decide.queues_of(self.user, self.dataset)

    @extend_schema(
        summary="Make a corrected version",
        request=None,
        operation_id="label_queues_apply",
        responses={202: JobDetailSerializer},
    )
    def apply(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A job writes the newest version anew with all changed labels; 409 if none was changed."""
        try:
            job = correct.ask(self.get_object(), self.user)
        except SubmissionRefused as error:
            raise refusal(error, correct.ENGINE) from error
        shown = JobDetailSerializer(job, context=self.get_serializer_context()).data
        return Response(shown, status=status.HTTP_202_ACCEPTED)


@extend_schema_view(
    list=extend_schema(summary="List labels to check"),
    retrieve=extend_schema(summary="Read a label to check"),
)
class LabelChecksViewSet(_OfDataset):
    """Texts whose labels wait for a decision, and those that have one."""

    resource = "label-checks"
    scopes = {"list": "read", "retrieve": "read", "decide": "write"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "decide": Role.ANALYST}
    queryset = LabelCheck.objects.select_related("decided_by")
    serializer_class = LabelCheckSerializer
    filterset_class = filters_of(LabelCheckSerializer, LabelCheck)
    lookup_url_kwarg = "check_id"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(queue__dataset_id=self.kwargs.get("dataset_id"))

    @extend_schema(
        summary="Decide about a label",
        request=LabelDecisionInput,
        operation_id="label_checks_decide",
        responses=LabelCheckSerializer,
    )
    def decide(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Holds for every row with this text and label, once a corrected version is made. 409 for
        a label that is in a version already.
        """
        check = self.get_object()
        asked = self.parse(LabelDecisionInput)
        decide.decide(check, asked["decision"], self.user, asked["label"])
        return self.answer_fresh(check)
