"""Added columns over REST: the steps, and the job that takes them."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.problems import FieldError, Problem
from apps.core.api.serializers import InputSerializer, ObjectField
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.datasets.deriving import asking
from apps.datasets.deriving.steps import LONGEST_NAME, MOST_STEPS
from apps.datasets.models import Dataset
from apps.engines.contract import Issue
from apps.jobs.api import refusal
from apps.jobs.domain.submit import SubmissionDelayed, SubmissionRefused
from apps.jobs.serializers import JobDetailSerializer
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role


class DeriveInput(InputSerializer):
    """Columns to add. Each step has a `kind`, the `name` of its new column, and, by kind: `formula`
    (`formula`, `unit`), `change` (`column`, `measure`: lag, difference, growth, log_difference or
    rolling_mean, `periods`, `period`, `market`, `percent`), `share` (`column`, `groups`,
    `percent`), `unit` (`column`, `from_unit`, `to_unit`), `currency` (`column`, `currency_column`
    or `currency`, `to`, `date`, `rule`: last, month, quarter or year, `most_days`), `deflate`
    (`column`, `index`, `base`, `prices_of`).
    """

    steps = serializers.ListField(child=ObjectField(), min_length=1, max_length=MOST_STEPS)
    rates_dataset = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="The dataset of exchange rates; its newest version is taken.",
    )
    rates = ObjectField(
        required=False,
        help_text="How it is read: columns `currency`, `date`, `rate`; `base_column` or `base`;"
        " `direction`: `per_base` (units of the currency for one of the base, unless told) or"
        " `in_base`.",
    )
    into = serializers.ChoiceField(choices=("version", "new"), default="version")
    name = serializers.CharField(
        max_length=LONGEST_NAME, required=False, help_text="Of a new dataset."
    )
    replace = serializers.BooleanField(
        default=False, help_text="Columns of the same name are replaced."
    )


class DeriveViewSet(ProjectViewSet):
    """New columns of a dataset, computed from those that it has."""

    resource = "datasets"
    scopes = {"derive": "write"}
    roles = {"derive": Role.ANALYST}
    queryset = Dataset.objects.all()
    lookup_url_kwarg = "dataset_id"

    @extend_schema(
        summary="Add columns",
        request=DeriveInput,
        operation_id="datasets_derive",
        responses={202: JobDetailSerializer},
    )
    def derive(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A job writes the newest version anew with a column for each step, in order: the next
        version of the dataset, or a `new` dataset. 409 for the name of another dataset.
        """
        dataset = self.get_object()
        asked = dict(self.parse(DeriveInput))
        found = Dataset.objects.visible_to(self.user).filter(project=self.project)
        chosen = asked.pop("rates_dataset", None)
        rates = get_object_or_404(found, pk=chosen) if chosen else None
        try:
            job = asking.ask(dataset, self.user, asked, rates)
        except SubmissionDelayed as error:
            raise refusal(error, asking.ENGINE) from error
        except SubmissionRefused as error:
            raise Problem("refused", errors=list(map(_pointed, error.issues))) from error
        shown = JobDetailSerializer(job, context=self.get_serializer_context()).data
        return Response(shown, status=status.HTTP_202_ACCEPTED)


def _pointed(issue: Issue) -> FieldError:
    """By pointer into the body, which has the parameters at its top."""
    parts = asking.place_of(issue.field)
    if parts[:1] == ["rates"] and len(parts) == 1:
        parts = ["rates_dataset"]
    pointer = "".join(f"/{part}" for part in parts)
    return FieldError(pointer, sentences(render(issue.message), render(issue.fix)))
