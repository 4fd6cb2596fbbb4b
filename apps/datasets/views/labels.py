"""Labels to check: one after another, by mouse or keyboard, with and without scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core import rendering
from apps.core.htmx import is_htmx, toast
from apps.core.joining import sentences
from apps.datasets.labelling import correct, decide
from apps.datasets.models import LabelCheck, LabelQueue
from apps.datasets.views.uploading import find_dataset
from apps.jobs.domain.submit import SubmissionRefused
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

RECENT = 10
SIGNS = {"semicolon": ";", "comma": ",", "bar": "|"}


@require_safe
@project_page()
def labels(request: ProjectRequest, dataset_id: UUID) -> HttpResponse:
    """The next label that waits, what was decided last, and the way to a corrected version."""
    return render(request, "datasets/labels.html", _desk(request, dataset_id))


@require_POST
@project_page(Role.ANALYST)
def label_decide(request: ProjectRequest, dataset_id: UUID, check_id: UUID) -> HttpResponse:
    """Take a decision in, and show the next label."""
    dataset = find_dataset(request, dataset_id)
    rows = LabelCheck.objects.visible_to(request.user).select_related("queue")
    check = get_object_or_404(rows, pk=check_id, queue__dataset=dataset)
    decision = request.POST.get("decision", "")
    error = ""
    if decision in decide.DECISIONS:
        try:
            decide.decide(
                check, decision, request.user, request.POST.get("label", ""), first=True
            )  # fmt: skip
        except Refused as refused:
            error = rendering.render(refused.message)
    else:
        error = _("Choose one of the buttons.")
    if not is_htmx(request):
        if error:
            messages.error(request, error)
        here = reverse("datasets:labels", args=[request.project.pk, dataset.pk])
        return redirect(f"{here}?queue={check.queue_id}#label-desk")
    context = _desk(request, dataset_id, queue=check.queue_id)
    response = render(request, "datasets/labels.html#desk", context)
    return toast(response, error, "bad") if error else response


@require_POST
@project_page(Role.ANALYST)
def label_apply(request: ProjectRequest, dataset_id: UUID, queue_id: UUID) -> HttpResponse:
    """Have the corrected version made; its job's page says how far it is."""
    dataset = find_dataset(request, dataset_id)
    queues = LabelQueue.objects.visible_to(request.user).select_related("project", "dataset")
    queue = get_object_or_404(queues, pk=queue_id, dataset=dataset)
    try:
        job = correct.ask(queue, request.user)
    except Refused as refused:
        messages.error(request, rendering.render(refused.message))
    except SubmissionRefused as refused:
        issue = refused.issues[0]
        said = sentences(rendering.render(issue.message), rendering.render(issue.fix))
        messages.error(request, said)
    else:
        return redirect("jobs:detail", request.project.pk, job.pk)
    here = reverse("datasets:labels", args=[request.project.pk, dataset.pk])
    return redirect(f"{here}?queue={queue.pk}")


def _desk(request: ProjectRequest, dataset_id: UUID, queue: Any = None) -> dict[str, Any]:
    """What the page shows of the queue that was asked for, or of the latest run's."""
    dataset = find_dataset(request, dataset_id)
    queues = list(decide.queues_of(request.user, dataset))
    wanted = str(queue or request.GET.get("queue", ""))
    chosen = next((one for one in queues if str(one.pk) == wanted), queues[0] if queues else None)
    context = {
        "dataset": dataset,
        "queues": queues,
        "queue": chosen,
        "may_decide": may(request, Role.ANALYST),
    }
    if chosen is None:
        newest = dataset.versions.order_by("-number").values_list("pk", flat=True).first()
        return {**context, "newest": f"?engine=text.classify&data=dataset:{newest}"}
    decided = chosen.checks.exclude(state=LabelCheck.State.OPEN).select_related("decided_by")
    return {
        **context,
        "check": decide.open_checks(chosen).first(),
        "sign": SIGNS.get(chosen.separator, ""),
        "recent": decided.order_by("-decided_at", "id")[:RECENT],
        "total": chosen.waiting + chosen.done,
    }
