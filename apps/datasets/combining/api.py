"""Combining tables over REST."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.problems import FieldError, Problem
from apps.core.api.serializers import InputSerializer
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.datasets.combining import asking
from apps.datasets.combining.manifest import ENGINE, FEWEST, MARKET, MOST, PERIOD, SLOTS, TAKE
from apps.datasets.models import Dataset, DatasetVersion
from apps.engines.contract import Issue
from apps.jobs.api import refusal
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import Job
from apps.jobs.serializers import JobDetailSerializer
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role

MEMBERS = {MARKET: "market", PERIOD: "period", TAKE: "columns", "": "version"}


class CombinedTableInput(InputSerializer):
    """One of the tables: its newest `version` is `latest_id` of its dataset."""

    version = serializers.UUIDField(help_text="Of a dataset of the project.")
    market = serializers.CharField(
        trim_whitespace=False, help_text="The column of countries: names or ISO 3166-1 codes."
    )
    period = serializers.CharField(
        required=False, allow_blank=True, default="", trim_whitespace=False,
        help_text="The column of periods; without one the rows hold for all periods.",
    )  # fmt: skip
    columns = serializers.ListField(
        child=serializers.CharField(trim_whitespace=False), required=False, default=list,
        max_length=1000, help_text="The columns to take.",
    )  # fmt: skip
    rule = serializers.ChoiceField(
        choices=["refuse", "sum", "mean", "last"], default="refuse",
        help_text="For several rows of one market and period.",
    )  # fmt: skip
    repeat = serializers.BooleanField(
        default=False, help_text="Write values of longer periods beside each shorter one."
    )


class CombineInput(InputSerializer):
    """The periods of the first table are those of the combined one."""

    name = serializers.CharField(max_length=110, required=False, help_text="Of a new dataset.")
    dataset = serializers.UUIDField(
        required=False, allow_null=True,
        help_text="Make the next version of this combined dataset instead.",
    )  # fmt: skip
    tables = CombinedTableInput(  # type: ignore[call-arg]
        many=True, min_length=FEWEST, max_length=MOST
    )
    rows = serializers.ChoiceField(
        choices=["first", "all"], default="first", help_text="Those of the first table, or of all."
    )
    others = serializers.ChoiceField(
        choices=["leave_out", "keep"], default="leave_out",
        help_text="What becomes of names that are no single country, such as World.",
    )  # fmt: skip
    similar = serializers.BooleanField(
        default=False, help_text="Also take countries whose name is only written alike."
    )
    preview = serializers.BooleanField(
        default=False, help_text="Say what matches, and store nothing."
    )


class CombiningViewSet(ProjectViewSet):
    """Tables put side by side by market and period."""

    resource = "datasets"
    scopes = {"combine": "write", "again": "write"}
    roles = {"combine": Role.ANALYST, "again": Role.ANALYST}
    queryset = DatasetVersion.objects.none()
    serializer_class = JobDetailSerializer

    @extend_schema(
        summary="Combine tables",
        request=CombineInput,
        operation_id="datasets_combine",
        responses={202: JobDetailSerializer},
    )
    def combine(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A job puts them side by side; its result says what matched (`coverage` of the summary).
        A dataset gets the table when the job has succeeded. 409 for a `dataset` that was not
        combined.
        """
        asked = self.parse(CombineInput)
        inputs, tables = {}, {}
        for slot, one in zip(SLOTS, asked.pop("tables"), strict=False):
            roles = {MARKET: [one["market"]], TAKE: one["columns"]}
            if one["period"]:
                roles[PERIOD] = [one["period"]]
            inputs[slot] = {"kind": "dataset", "id": str(one["version"]), "roles": roles}
            tables[slot] = {"rule": one["rule"], "repeat": one["repeat"]}
        if asked.get("dataset"):
            datasets = Dataset.objects.visible_to(self.user).filter(project=self.project)
            asked["dataset"] = str(get_object_or_404(datasets, pk=asked["dataset"]).pk)
        return self._started(lambda: asking.ask(
            self.project, self.user, {**asked, "tables": tables}, inputs
        ))  # fmt: skip

    @extend_schema(
        summary="Combine the newest versions",
        request=None,
        operation_id="datasets_combine_again",
        responses={202: JobDetailSerializer},
    )
    def again(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The same tables and columns as the newest version was combined from, in their newest
        versions; 409 for a dataset that was not combined.
        """
        datasets = Dataset.objects.visible_to(self.user).filter(project=self.project)
        dataset = get_object_or_404(datasets, pk=self.kwargs["dataset_id"])
        return self._started(lambda: asking.again(dataset, self.user), own=False)

    def _started(self, start: Any, *, own: bool = True) -> Response:
        try:
            job: Job = start()
        except SubmissionRefused as error:
            pointed = [_pointed(issue) for issue in error.issues]
            if own and all(pointed):
                raise Problem("refused", errors=[one for one in pointed if one]) from error
            raise refusal(error, ENGINE) from error
        shown = JobDetailSerializer(job, context=self.get_serializer_context()).data
        return Response(shown, status=status.HTTP_202_ACCEPTED)


def _pointed(issue: Issue) -> FieldError | None:
    """The issue at its member of the body; None where it is of no table."""
    slot, _dot, role = issue.field.partition(".")
    if slot not in SLOTS or role not in MEMBERS:
        return None
    text = sentences(render(issue.message), render(issue.fix))
    return FieldError(f"/tables/{SLOTS.index(slot)}/{MEMBERS[role]}", text)
