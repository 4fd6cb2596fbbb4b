"""Models over REST: which there are, and predictions from them."""

from __future__ import annotations

from functools import partial
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.problems import FieldError, Problem, translates
from apps.core.api.speech import spoken
from apps.core.api.waiting import MOST, applied, wait_seconds
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines.contract import Prediction
from apps.jobs.api import job_address, no_result, refusal
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.domain.waiting import wait_for
from apps.jobs.filters import EngineKeyFilter
from apps.jobs.models import Job, State
from apps.jobs.serializers import JobDetailSerializer, PredictionAnswer, prediction
from apps.modelhub import serializers as shapes
from apps.modelhub.domain import removal
from apps.modelhub.domain.predict import at_once, submit_rows
from apps.modelhub.domain.register import rename
from apps.modelhub.models import ModelAlias, RegisteredModel
from apps.modelhub.serving.client import RefusedByModel, TurnedAway
from apps.modelhub.watching import log
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role

PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description="`wait=N`, at most 10 seconds (10 unless told); `respond-async`: 0, a job.",
)


@translates(TurnedAway)
def _turned_away(error: TurnedAway) -> Problem:
    return Problem(
        "unavailable", render(error.message), headers={"Retry-After": str(error.seconds)}
    )


@translates(RefusedByModel)
def _refused(error: RefusedByModel) -> Problem:
    words = sentences(render(error.issue.message), render(error.issue.fix))
    return Problem("refused", errors=[FieldError("/rows", words)])


class Predicts(ProjectViewSet):
    """A view set with an action that asks a model."""

    _alias: ModelAlias | None = None  # by which the model is asked

    def ask(self, model: RegisteredModel, alias: ModelAlias | None = None) -> Response:
        """200 with the rows in the order asked, or 202 with the job's address after the wait.

        A process that holds the model answers, if there is one. A change under an
        ``Idempotency-Key`` is a job: what is asked once is made once, and can be looked up.
        """
        self._alias = alias
        rows = self.parse(shapes.PredictInput)["rows"]
        seconds = wait_seconds(self.request, default=MOST)
        if seconds and not self._keyed and (answer := at_once(model, rows, seconds)):
            return self._with_wait(seconds, Response(self._served(model, rows, answer)))
        try:
            job = submit_rows(model, self.user, rows, alias=alias.name if alias else "")
        except SubmissionRefused as error:
            raise refusal(error, model.engine_key) from error
        return self.answer_after(
            job, partial(wait_for, seconds=seconds), partial(self._answer, seconds)
        )

    def _answer(self, seconds: int, job: Job) -> Response:
        return self._with_wait(seconds, self._told(job))

    def _with_wait(self, seconds: int, response: Response) -> Response:
        for name, value in applied(self.request, seconds).items():
            response.headers[name] = value
        return response

    def _told(self, job: Job) -> Response:
        if not job.is_settled:
            body = JobDetailSerializer(job, context=self.get_serializer_context()).data
            headers = {"Location": job_address(self.request, job), "Retry-After": "1"}
            return Response(body, status=status.HTTP_202_ACCEPTED, headers=headers)
        if job.state == State.REFUSED:
            raise Problem("refused", errors=[FieldError("/rows", no_result(job))])
        if job.state != State.SUCCEEDED or job.result is None:
            extra = {"job": str(job.pk), "state": job.state}
            raise Problem("conflict", no_result(job), extra=extra)
        watch = log.watch_of(self._alias) if self._alias else None
        ids = log.ids_of_job(job, watch) if watch else None
        return Response(self._with_ids(prediction(job), ids))

    def _served(
        self, model: RegisteredModel, rows: list[dict[str, Any]], answer: Prediction
    ) -> dict[str, Any]:
        ids = log.note(self._alias, model, rows, answer) if self._alias else None
        return self._with_ids(served(answer), ids)

    def _with_ids(self, answer: dict[str, Any], ids: Any) -> dict[str, Any]:
        """Whoever asks by a name is told the ids by which true labels can be sent later."""
        return answer if self._alias is None else {**answer, "prediction_ids": ids}


def served(answer: Prediction) -> dict[str, Any]:
    """As the answer of a job reads; there is none."""
    return {**spoken(answer), "job": None}


@extend_schema_view(list=extend_schema(summary="List models"))
class ModelsViewSet(Predicts):
    """Fitted models: what a succeeded run left behind for prediction."""

    resource = "models"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "partial_update": "write",
        "destroy": "write",
        "predict": "models:predict",
    }
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "partial_update": Role.ANALYST,
        "destroy": Role.EDITOR,
        "predict": Role.ANALYST,
    }
    conditional = frozenset({"partial_update"})
    queryset = RegisteredModel.objects.select_related("created_by", "project").prefetch_related(
        "aliases"
    )
    serializer_class = shapes.ModelSerializer
    filterset_class = filters_of(shapes.ModelSerializer, RegisteredModel, base=EngineKeyFilter)
    lookup_url_kwarg = "model_id"

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        if self.action == "predict":  # many times a second: no more than an answer needs
            return rows.select_related(None).prefetch_related(None).select_related("project")
        return rows

    def read(self, row: Any) -> Any:
        return shapes.ModelDetailSerializer(row, context=self.get_serializer_context()).data

    @extend_schema(summary="Read a model", responses=shapes.ModelDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What it needs for a prediction, and the figures of its fit."""
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Rename a model",
        request=shapes.ModelInput,
        responses=shapes.ModelDetailSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Everything else about a model is fixed."""
        values = self.parse(shapes.ModelInput)
        with self.change() as model:
            rename(model, values["name"], self.user)
        return self.answer_fresh(model)

    @extend_schema(summary="Delete a model", responses={204: None})
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Its run stays. 409 while a serving name points to it."""
        removal.delete(self.get_object(), self.user)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        summary="Predict",
        request=shapes.PredictInput,
        parameters=[PREFER],
        responses={200: PredictionAnswer, 202: JobDetailSerializer},
    )
    def predict(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """200 with the rows in the order asked, or 202 with the job's address after the wait.

        At most 500 rows and 1 MB are answered by a process that holds the model; more is a job.
        503 with `Retry-After` while it is being loaded or has too much to do.
        """
        return self.ask(self.get_object())
