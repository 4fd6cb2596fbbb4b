"""Jobs over REST: ask for a run, watch it, read its result, fetch its files."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.core.api.columns import filters_of
from apps.core.api.files import download
from apps.core.api.pagination import read_limit, read_whole
from apps.core.api.problems import FieldError, Problem
from apps.core.api.speech import spoken
from apps.core.api.waiting import applied, wait_seconds
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines import registry
from apps.engines.contract import Issue
from apps.engines.result import Result
from apps.jobs import serializers as shapes
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.keeping import set_kept
from apps.jobs.domain.preview import preview
from apps.jobs.domain.rerun import rerun
from apps.jobs.domain.submit import SubmissionDelayed, SubmissionRefused, submit
from apps.jobs.domain.waiting import wait_for
from apps.jobs.filters import RestJobFilter, asks_for_parts
from apps.jobs.models import Job, JobArtifact, JobLog, JobMetric, Task
from apps.jobs.permissions import require_cancel
from apps.projects.api_base import ProjectViewSet
from apps.projects.models import Role

PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description="`wait=10` waits up to ten seconds for the end of the job.",
)
AFTER = OpenApiParameter("after", int, description="Only what came after this `seq`.")
LIMIT = OpenApiParameter("limit", int, description="From 1 to 500; 100 unless told.")
HEAVY = ("result", "error", "provenance")


class JobsViewSet(ProjectViewSet):
    """Jobs: every computation is one. The row is stored before anything runs."""

    resource = "jobs"
    scopes = {
        "list": "read",
        "retrieve": "read",
        "log": "read",
        "metrics": "read",
        "result": "read",
        "create": "jobs",
        "preview": "jobs",
        "partial_update": "jobs",
        "cancel": "jobs",
        "rerun": "jobs",
    }
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "log": Role.VIEWER,
        "metrics": Role.VIEWER,
        "result": Role.VIEWER,
        "create": Role.ANALYST,
        "preview": Role.ANALYST,
        "partial_update": Role.ANALYST,
        "cancel": Role.ANALYST,
        "rerun": Role.ANALYST,
    }
    conditional = frozenset({"partial_update"})
    queryset = Job.objects.select_related("created_by").defer(*HEAVY)
    serializer_class = shapes.JobSerializer
    filterset_class = filters_of(shapes.JobSerializer, Job, base=RestJobFilter)
    lookup_url_kwarg = "job_id"

    def get_queryset(self) -> Any:
        """One job comes with its ``kept_needs``, without the rest of its provenance."""
        rows = super().get_queryset()
        return rows if self.action == "list" else rows.annotate(kept_needs=F("provenance__needs"))

    def filter_queryset(self, queryset: Any) -> Any:
        found = super().filter_queryset(queryset)
        return found if asks_for_parts(self.request.query_params) else found.filter(parent=None)

    def read(self, row: Any) -> Any:
        return shapes.JobDetailSerializer(row, context=self.get_serializer_context()).data

    @extend_schema(summary="List jobs")
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Parts of divided runs and trials of searches are left out, unless `parent` names their
        run or `with_parts=true` asks for all.
        """
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="Read a job", responses=shapes.JobDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Poll this until `is_final`; send `If-None-Match` to be told 304 while nothing moved."""
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Submit a job",
        request=shapes.JobInput,
        parameters=[PREFER],
        responses={201: shapes.JobDetailSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Checks engine, parameters, columns and quota; what cannot run is a 422 that says why."""
        values = self.parse(shapes.JobInput)
        engine_key = values.pop("engine")
        refuse_system(engine_key)
        try:
            job = submit(
                project=self.project,
                user=self.user,
                engine_key=engine_key,
                params=values.pop("params", {}),
                inputs=values.pop("inputs", {}),
                **values,
            )
        except SubmissionRefused as error:
            raise refusal(error, engine_key) from error
        return self._started(job)

    @extend_schema(
        summary="Preview a job",
        request=shapes.JobInput,
        responses={200: shapes.JobPreviewSerializer},
    )
    def preview(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The same body as a submission and the same checks of engine, parameters, columns and
        memory, but nothing is stored: what it would need is told, or why it cannot run (422).
        """
        values = self.parse(shapes.JobInput)
        engine_key = values["engine"]
        refuse_system(engine_key)
        try:
            found = preview(
                project=self.project,
                user=self.user,
                engine_key=engine_key,
                params=values.get("params", {}),
                inputs=values.get("inputs", {}),
            )
        except SubmissionRefused as error:
            raise refusal(error, engine_key) from error
        warnings = [spoken(issue) for issue in found.warnings]
        needs = shapes.needs_told(found.needs)
        return Response({"queue": found.queue, "needs": needs, "warnings": warnings})

    @extend_schema(
        summary="Keep a job, or let it go",
        request=shapes.JobChange,
        responses=shapes.JobDetailSerializer,
    )
    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A run that is kept is not deleted after JOB_KEEP_DAYS. 409 for a prediction, an import
        or a part.
        """
        values = self.parse(shapes.JobChange, partial=True)
        with self.change() as job:
            if "kept" in values:
                set_kept(job, self.user, values["kept"])
        return self.answer_fresh(job)

    @extend_schema(
        summary="Cancel a job", request=shapes.CancelInput, responses=shapes.JobDetailSerializer
    )
    def cancel(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Ends within two seconds, with all its parts. Somebody else's job needs the role editor.
        409 for a part of a divided run: cancel the run.
        """
        values = self.parse(shapes.CancelInput)
        job = self.get_object()
        require_cancel(job, self.user, self.role)
        return self.answer_fresh(cancel(job, self.user, save=values["save"]))

    @extend_schema(
        summary="Run a job again",
        request=None,
        parameters=[PREFER],
        responses={201: shapes.JobDetailSerializer},
    )
    def rerun(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The same engine, parameters, inputs and seed, as a new job. 409 for a part."""
        job = self.get_object()
        refuse_system(job.engine_key)
        try:
            return self._started(rerun(job, self.user))
        except SubmissionRefused as error:
            raise refusal(error, job.engine_key) from error

    @extend_schema(summary="Read the log", parameters=[AFTER, LIMIT], responses=shapes.LogPage)
    def log(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Lines in order. Ask again with `after=last_seq`."""
        job = self.get_object()
        rows = JobLog.objects.filter(job=job).order_by("seq", "id")
        return self._stream(job, rows, shapes.LogSerializer)

    @extend_schema(
        summary="Read the metrics",
        parameters=[AFTER, LIMIT, OpenApiParameter("name", str, description="One curve only.")],
        responses=shapes.MetricPage,
    )
    def metrics(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Points of all curves in order. Ask again with `after=last_seq`."""
        job = self.get_object()
        rows = JobMetric.objects.filter(job=job).order_by("seq", "id")
        if name := request.query_params.get("name"):
            rows = rows.filter(name=name)
        return self._stream(job, rows, shapes.MetricSerializer)

    @extend_schema(summary="Read the result", responses=shapes.ResultOrPrediction)
    def result(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The answer as the page shows it, and `summary` for programs. 409 while there is none."""
        job = self.get_object()
        if job.result is None:
            raise Problem("conflict", no_result(job), extra={"state": job.state})
        if job.task == Task.PREDICT:
            return Response(shapes.prediction(job))
        told = spoken(Result.model_validate(job.result))
        told["summary"] = spoken(job.summary or told["summary"])
        return Response({**told, "provenance": spoken(job.provenance)})

    def _started(self, job: Job) -> Response:
        seconds = wait_seconds(self.request)
        answer = partial(self._answer, seconds)
        if not seconds:
            return answer(job)
        return self.answer_after(job, partial(wait_for, seconds=seconds), answer)

    def _answer(self, seconds: int, job: Job) -> Response:
        address = job_address(self.request, job)
        response: Response = self.answer_fresh(job, status.HTTP_201_CREATED, address)
        for name, value in applied(self.request, seconds).items():
            response.headers[name] = value
        return response

    def _stream(self, job: Job, rows: QuerySet[Any], shape: Any) -> Response:
        after = read_whole(self.request, "after")
        page = list(rows.filter(seq__gt=after)[: read_limit(self.request)])
        last = page[-1].seq if page else after
        done = job.is_final and last >= (rows.values_list("seq", flat=True).last() or 0)
        return Response(
            {"results": shape(page, many=True).data, "last_seq": last, "is_final": done}
        )


@extend_schema_view(list=extend_schema(summary="List the files of a job"))
class ArtifactsViewSet(ProjectViewSet):
    """Files that a run made."""

    resource = "artifacts"
    selective = frozenset({"list"})
    scopes = {"list": "read", "retrieve": "read"}
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER}
    downloads = frozenset({"retrieve"})
    queryset = JobArtifact.objects.all()
    serializer_class = shapes.ArtifactSerializer
    filterset_class = filters_of(shapes.ArtifactSerializer, JobArtifact)
    lookup_url_kwarg = "artifact_id"

    def enter(self) -> None:
        super().enter()
        if self.action:
            jobs = Job.objects.visible_to(self.user).filter(project=self.project)
            get_object_or_404(jobs.only("pk"), pk=self.kwargs["job_id"])

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(job_id=self.kwargs.get("job_id"))

    @extend_schema(
        summary="Download a file",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The file itself, as an attachment; its ETag is its SHA-256."""
        artifact = self.get_object()
        name = artifact.name.rsplit("/", 1)[-1]
        return download(artifact.file, name, artifact.media_type, tag=artifact.sha256)


def refuse_system(engine_key: str) -> None:
    """Engines of the system's own work are run by what they belong to, not by hand."""
    entry = registry.entry(engine_key)
    if entry and entry.engine and entry.engine.kind == "system":
        sentence = _("There is no engine '{key}'.").format(key=engine_key)
        raise Problem("refused", errors=[FieldError("/engine", sentence)])


def refusal(error: SubmissionRefused, engine_key: str) -> Problem:
    """Everything that is wrong with a submission, by pointer into the body; 429 if only the moment
    is."""
    if isinstance(error, SubmissionDelayed):
        sentence = sentences(*map(_words, error.issues))
        return Problem("throttled", sentence, headers={"Retry-After": str(error.seconds)})
    entry = registry.entry(engine_key)
    slots = {slot.key for slot in entry.engine.inputs} if entry and entry.engine else set()
    found = [FieldError(_pointer(issue.field, slots), _words(issue)) for issue in error.issues]
    return Problem("refused", errors=found)


def _words(issue: Issue) -> str:
    return sentences(render(issue.message), render(issue.fix))


def _pointer(field: str, slots: set[str]) -> str:
    head, _dot, rest = field.partition(".")
    if not head or head == "engine":
        return f"/{head}" if head else ""
    if head not in slots:
        return f"/params/{field.replace('.', '/')}"
    return f"/inputs/{head}/roles/{rest}" if rest else f"/inputs/{head}"


def no_result(job: Job) -> str:
    """Why there is nothing to read yet, or at all."""
    if not job.is_final:
        return _("The job has not ended yet: it is '{state}'.").format(state=job.state)
    return shapes.explanation(job) or _("This job has no result of this kind.")


def job_address(request: Request, job: Job) -> str:
    return request.build_absolute_uri(f"/api/v1/projects/{job.project_id}/jobs/{job.pk}/")
