"""The job queue in the admin panel: what runs, what failed and why, cancel and retry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts.panel.actions import ActionRefused, confirmed
from apps.accounts.panel.base import (
    ReadOnlyAdmin,
    ReadOnlyInline,
    UsedValuesFilter,
    as_bytes,
    as_json,
    preformatted,
    shown,
    titled,
)
from apps.accounts.panel.figures import Figure, figures
from apps.core.happenings import report
from apps.core.joining import sentences
from apps.core.rendering import render
from apps.jobs.admin_workers import WorkerAdmin as WorkerAdmin
from apps.jobs.domain import presence
from apps.jobs.domain.cancel import cancel
from apps.jobs.domain.rerun import rerun
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.models import ACTIVE_STATES, OPEN_STATES, Job, JobArtifact, JobAttempt, State
from apps.projects.domain.errors import Refused

TONES = {
    State.QUEUED: "default",
    State.STARTING: "info",
    State.RUNNING: "info",
    State.CANCELLING: "warning",
    State.SUCCEEDED: "success",
    State.REFUSED: "warning",
    State.ERRORED: "danger",
    State.TIMED_OUT: "danger",
    State.CANCELLED: "default",
}
FAILED = (State.ERRORED, State.TIMED_OUT)


class AttemptWords:
    """What the columns of an attempt are called."""

    job_shown = shown("job", _("job"))
    no = shown("number", _("attempt"))
    ended = shown("outcome", _("outcome"))
    machine = shown("host", _("machine"))
    process = shown("child_pid", _("process"))
    worker = shown("worker_pid", _("worker's process"))
    computed_on = shown("device", _("device"))
    computed_on_so_many = shown("devices", _("devices"))
    began = shown("created_at", _("began"))
    heartbeat = shown("heartbeat_at", _("last sign of life"))
    finished = shown("finished_at", _("finished"))
    because = shown("reason", _("reason"))
    status = shown("exit_code", _("exit code"))
    cpu = shown("cpu_seconds", _("processor seconds"))


class AttemptInline(AttemptWords, ReadOnlyInline):
    model = JobAttempt
    fields = [
        "no", "ended", "machine", "process", "computed_on", "heartbeat", "finished", "because",
    ]  # fmt: skip
    readonly_fields = fields
    verbose_name_plural = _("attempts")


class ArtifactInline(ReadOnlyInline):
    model = JobArtifact
    fields = ["called", "bytes_shown", "kind", "digest"]
    readonly_fields = fields
    verbose_name_plural = _("files")

    called = shown("name", _("name"))
    kind = shown("media_type", _("kind"))
    digest = shown("sha256", _("SHA-256"))

    @display(description=_("size"))
    def bytes_shown(self, artifact: JobArtifact) -> str:
        return as_bytes(artifact.size)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    inlines = [AttemptInline, ArtifactInline]
    list_display = ["title", "where", "within", "engine_key", "person", "asked", "took"]
    list_select_related = ["project", "created_by"]
    list_filter = [
        "state",
        ("engine_key", UsedValuesFilter),
        ("queue", titled(UsedValuesFilter, _("queue"))),
        ("task", titled(admin.ChoicesFieldListFilter, _("task"))),
    ]
    search_fields = ["title", "engine_key", "project__name", "created_by__email"]
    fieldsets = [
        (
            None,
            {"fields": ["title", "state_shown", "why", "within", "person", "asked", "claimed",
                        "began", "finished_at"]},
        ),
        (_("Error"), {"fields": ["traceback"]}),
        (
            _("Request"),
            {"fields": ["engine_key", "release", "asked_for", "waits_in", "seed_shown",
                        "params_shown", "inputs_shown"]},
        ),
        (_("Result"), {"fields": ["summary_shown", "provenance_shown"]}),
    ]  # fmt: skip

    state_shown = shown("state", _("state"))
    within = shown("project", _("project"))
    person = shown("created_by", _("asked by"))
    asked = shown("created_at", _("asked on"))
    claimed = shown("started_at", _("claimed by a worker"))
    began = shown("running_at", _("computing since"))
    release = shown("engine_version", _("version"))
    asked_for = shown("task", _("task"))
    waits_in = shown("queue", _("queue"))
    seed_shown = shown("seed", _("seed"))

    def get_queryset(self, request: HttpRequest) -> Any:
        """Results can be large, and no page here draws them."""
        return super().get_queryset(request).defer("result")

    @display(description=_("state"), ordering="state", label={s.value: t for s, t in TONES.items()})
    def where(self, job: Job) -> tuple[str, Any]:
        return job.state, State(job.state).label

    @display(description=_("why it ended"))
    def why(self, job: Job) -> str:
        words = [render(job.reason), render((job.refusal or {}).get("message"))]
        return " ".join(word for word in words if word) or "–"

    @display(description=_("time taken"))
    def took(self, job: Job) -> str:
        if not job.started_at:
            return "–"
        end = job.finished_at or timezone.now()
        return str(timedelta(seconds=round((end - job.started_at).total_seconds())))

    @display(description=_("error in full"))
    def traceback(self, job: Job) -> SafeString:
        return preformatted(job.error)

    @display(description=_("parameters"))
    def params_shown(self, job: Job) -> SafeString:
        return as_json(job.params)

    @display(description=_("inputs"))
    def inputs_shown(self, job: Job) -> SafeString:
        return as_json(job.inputs)

    @display(description=_("summary"))
    def summary_shown(self, job: Job) -> SafeString:
        return as_json(job.summary)

    @display(description=_("provenance"))
    def provenance_shown(self, job: Job) -> SafeString:
        return as_json(job.provenance)

    @confirmed(
        _("Cancel"),
        question=_("Stop these jobs at once? What they have computed so far is lost."),
        icon="cancel",
        danger=True,
        applies=lambda job: not job.is_final,
    )
    def cancel(self, request: HttpRequest, job: Job) -> None:
        if job.is_final:
            raise ActionRefused(_now("It has ended already."))
        try:
            cancel(job, request.user)
        except Refused as refused:
            raise ActionRefused(render(refused.message)) from refused

    @confirmed(
        _("Retry"),
        question=_("Submit these jobs again, with the same parameters, inputs and seed?"),
        icon="replay",
        applies=lambda job: job.is_final,
    )
    def retry(self, request: HttpRequest, job: Job) -> HttpResponse | None:
        """In the name of whoever asked first: the inputs are theirs to read, not ours."""
        if not job.is_final:
            raise ActionRefused(_now("It has not ended yet."))
        try:
            again = rerun(job, job.created_by or request.user)
        except SubmissionRefused as refused:
            words = sentences(*(render(issue.message) for issue in refused.issues))
            raise ActionRefused(words) from refused
        except Refused as part:
            raise ActionRefused(render(part.message)) from part
        report("jobs.job.retried", actor=request.user, project_id=job.project_id, subject=again)
        url = reverse("admin:jobs_job_change", args=[again.pk])
        link = format_html('<a href="{}">{}</a>', url, again)
        messages.info(request, format_html(_now("Submitted again: {}"), link))
        return None


@admin.register(JobAttempt)
class AttemptAdmin(AttemptWords, ReadOnlyAdmin):
    list_display = [
        "job_shown", "no", "ended", "machine", "computed_on", "peak", "began", "finished",
        "because",
    ]  # fmt: skip
    list_select_related = ["job"]
    list_filter = [
        ("outcome", titled(admin.ChoicesFieldListFilter, _("outcome"))),
        ("host", titled(UsedValuesFilter, _("machine"))),
        ("device", titled(UsedValuesFilter, _("device"))),
    ]
    search_fields = ["job__title", "host", "reason"]
    ordering = ["-created_at"]
    fields = [
        "job_shown", "no", "ended", "because", "status", "machine", "worker", "process",
        "computed_on", "computed_on_so_many", "peak", "cpu", "began", "heartbeat", "finished",
    ]  # fmt: skip

    @display(description=_("peak memory"), ordering="peak_memory_bytes")
    def peak(self, attempt: JobAttempt) -> str:
        return as_bytes(attempt.peak_memory_bytes)


def _figures() -> list[Figure]:
    page, day_ago = "admin:jobs_job_changelist", timezone.now() - timedelta(days=1)
    # Only what is open or has just ended is read, not every job there ever was.
    recent = Job.objects.filter(Q(state__in=OPEN_STATES) | Q(finished_at__gte=day_ago))
    counts = recent.order_by().aggregate(
        running=Count("pk", filter=Q(state__in=ACTIVE_STATES)),
        queued=Count("pk", filter=Q(state=State.QUEUED)),
        done=Count("pk", filter=Q(state=State.SUCCEEDED, finished_at__gte=day_ago)),
        failed=Count("pk", filter=Q(state__in=FAILED, finished_at__gte=day_ago)),
    )
    artifacts = JobArtifact.objects.aggregate(total=Sum("size"))["total"] or 0
    workers = presence.there().count()
    day = _("in the last 24 hours")
    return [
        Figure(_("Jobs running"), str(counts["running"]), "", page, "?state__exact=running", 40),
        Figure(_("Jobs waiting"), str(counts["queued"]), "", page, "?state__exact=queued", 41),
        Figure(_("Jobs succeeded"), str(counts["done"]), day, page, "?state__exact=succeeded", 42),
        Figure(_("Jobs failed"), str(counts["failed"]), day, page, "?state__exact=errored", 43),
        Figure(_("Files of jobs"), as_bytes(artifacts), _("on disk"), order=61),
        Figure(
            _("Workers"), str(workers),
            "" if workers else _("No worker is there: jobs wait until one is started."),
            "admin:jobs_worker_changelist", order=50,
        ),
    ]  # fmt: skip


figures.register("jobs", _figures, owner="apps.jobs")
