"""Pages of jobs: parse, ask the domain, render."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core import rendering
from apps.core.htmx import is_htmx, redirect, stop_polling
from apps.core.joining import sentences
from apps.core.tables import table_page
from apps.engines.result import Series
from apps.jobs import links, presentation
from apps.jobs.domain import cancel as cancelling
from apps.jobs.domain import compare as comparing
from apps.jobs.domain import keeping, queries
from apps.jobs.domain import rerun as rerunning
from apps.jobs.domain.kinds import is_quiet
from apps.jobs.domain.submit import SubmissionRefused
from apps.jobs.exports.kinds import exports_of
from apps.jobs.filters import JobFilter, of_people
from apps.jobs.models import Job, JobArtifact, State, Task
from apps.jobs.part_rows import part_rows
from apps.jobs.permissions import may_cancel, require_cancel
from apps.jobs.reports.data import data_of, dictionary_heads, dictionary_of
from apps.jobs.reports.formats import formats_of
from apps.jobs.tables import JobTable, empty_list
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

COMPARABLE = 50


def the_job(request: ProjectRequest, job_id: UUID | str) -> Job:
    """A job of this project, or 404."""
    jobs = Job.objects.filter(project=request.project)
    known = jobs.select_related("created_by", "rerun_of", "project", "parent")
    return get_object_or_404(known.defer("parent__result"), pk=job_id)


@require_GET
@project_page()
def job_list(request: ProjectRequest) -> HttpResponse:
    """All jobs of the project, newest first."""
    may_run = may(request, Role.ANALYST)
    context = table_page(request, JobTable, queries.jobs_of(request.project), JobFilter)
    if not context["table"].filtered:
        context["table"].empty_context = empty_list(request.project, may_run)
    return render(request, "jobs/list.html", {**context, "may_run": may_run})


@require_GET
@project_page()
def detail(request: ProjectRequest, job_id: UUID) -> HttpResponse:
    """One job: live while it runs, its result when it is done."""
    job = the_job(request, job_id)
    return render(request, "jobs/detail.html", _detail_context(request, job))


def _detail_context(request: ProjectRequest, job: Job) -> dict[str, Any]:
    live, artifacts = _live_context(request, job, after=0), list(job.artifacts.all())
    return {
        **live,
        **_endings(request, job),
        "attempts": list(job.attempts.all()),
        "artifacts": artifacts,
        "exports": exports_of(job, artifacts, has_curves=bool(live["charts"])),
        "reports": formats_of(job),
        "data": data_of(job) if job.is_final else [],
        "dictionary": list(dictionary_of(job)) if job.is_final else [],
        "dictionary_heads": dictionary_heads(),
        "origin": presentation.origin(job, inputs=not job.is_final),
        "asked": presentation.asked(job),
        "may_run": may(request, Role.ANALYST),
        "may_be_kept": not is_quiet(job),
        "edit_url": links.edit_url(job),
        "next_steps": links.steps_after(job),
    }


def _endings(request: ProjectRequest, job: Job) -> dict[str, bool]:
    """How the person may end the job as it stands."""
    allowed = may_cancel(job, request.user, request.role) and not request.project.archived_at
    return {
        "may_cancel": allowed
        and job.task != Task.PART
        and job.state in (State.QUEUED, State.STARTING, State.RUNNING),
        "may_stop": allowed and presentation.can_stop_and_save(job),
    }


def _live_context(request: ProjectRequest, job: Job, after: int) -> dict[str, Any]:
    level = request.GET.get("level", "")
    return {
        "job": job,
        "engine": queries.engine_label(job.engine_key),
        "situation": queries.situation(job),
        "parts": part_rows(job),
        "eta": queries.seconds_left(job),
        "level": level if level in queries.LEVELS else "",
        "levels": presentation.LEVELS,
        "lines": queries.log_lines(job, after=after, level=level),
        "charts": [
            comparing.curve_chart(name, [Series(name=name, kind="line", points=points)])
            for name, points in queries.curves(job).items()
        ],
    }


@require_GET
@project_page()
def live(request: ProjectRequest, job_id: UUID) -> HttpResponse:
    """What is new after the sequence number that the page has; 286 once the job is settled."""
    job = the_job(request, job_id)
    if job.is_settled:
        presentation.say_ended(request, job)
        response = stop_polling()
        response["HX-Refresh"] = "true"
        return response
    try:
        after = max(int(request.GET.get("after", "0")), 0)
    except ValueError:
        after = 0
    if after > job.last_seq:  # the page knows more than the row: ask again from the start
        after = 0
    context = _live_context(request, job, after)
    context["fresh"] = job.last_seq > after
    if request.GET.get("seen", job.state) != job.state:
        context |= {"turned": True, **_endings(request, job)}
    return render(request, "jobs/detail.html#live", context)


@require_POST
@project_page(write=Role.ANALYST)
def cancel(request: ProjectRequest, job_id: UUID) -> HttpResponse:
    """End the job, or let it finish its step and keep the result (``save``)."""
    job = the_job(request, job_id)
    require_cancel(job, request.user, request.role)
    save = request.POST.get("save") == "1"
    was_open = not job.is_final
    try:
        cancelling.cancel(job, request.user, save=save)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    if not was_open:
        messages.info(request, _("This job had already ended."))
    return redirect(request, "jobs:detail", request.project.pk, job.pk)


@require_POST
@project_page(write=Role.ANALYST)
def keep(request: ProjectRequest, job_id: UUID) -> HttpResponse:
    """Keep the run beyond its time (``kept``), or let it go. In the list only its star changes."""
    job = the_job(request, job_id)
    if is_quiet(job):
        raise Http404
    keeping.set_kept(job, request.user, request.POST.get("kept") == "1")
    if is_htmx(request):
        return render(
            request, "jobs/keep_star.html", {"record": job, "may_run": True, "may_be_kept": True}
        )
    return redirect(request, "jobs:detail", request.project.pk, job.pk)


@require_POST
@project_page(write=Role.ANALYST)
def rerun(request: ProjectRequest, job_id: UUID) -> HttpResponse:
    """The same run again, with the same seed. What the site runs for a form leads to that form,
    filled in.
    """
    job = the_job(request, job_id)
    if job.parent_id is None and is_quiet(job) and links.edit_forms.get(job.purpose):
        return redirect(request, links.edit_url(job))
    try:
        again = rerunning.rerun(job, request.user)
    except SubmissionRefused as refused:
        for issue in refused.issues:
            words = sentences(rendering.render(issue.message), rendering.render(issue.fix))
            messages.error(request, words)
        return redirect(request, "jobs:detail", request.project.pk, job.pk)
    except Refused as part:
        messages.error(request, rendering.render(part.message))
        return redirect(request, "jobs:detail", request.project.pk, job.pk)
    return redirect(request, "jobs:detail", request.project.pk, again.pk)


@require_GET
@project_page()
def compare(request: ProjectRequest) -> HttpResponse:
    """Two runs side by side. Without the second one, a choice of what to compare with."""
    left = the_job(request, _uuid(request.GET.get("a", "")))
    others = of_people(queries.jobs_of(request.project)).exclude(pk=left.pk)
    others = others.filter(engine_key=left.engine_key, state=State.SUCCEEDED)
    context: dict[str, Any] = {"left": left, "others": list(others[:COMPARABLE])}
    if request.GET.get("b"):
        right = the_job(request, _uuid(request.GET["b"]))
        context |= {
            "right": right,
            "settings": comparing.settings_rows(left, right, presentation.asked),
            "figures": comparing.figures(left, right),
            "charts": comparing.overlaid(left, right),
        }
    return render(request, "jobs/compare.html", context)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@require_GET
@project_page()
def artifact(request: ProjectRequest, job_id: UUID, artifact_id: UUID) -> HttpResponse:
    """A file of the job, always as a download: its content came from an engine."""
    kept = get_object_or_404(
        JobArtifact.objects.filter(project=request.project, job_id=job_id), pk=artifact_id
    )
    try:
        file = default_storage.open(str(kept.file.name), "rb")
    except FileNotFoundError:
        raise Http404(_("The file is not in storage any more.")) from None
    response = FileResponse(
        file, as_attachment=True, filename=kept.name.rsplit("/", 1)[-1],
        content_type=kept.media_type,
    )  # fmt: skip
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{kept.sha256}"'
    return cast(HttpResponse, response)
