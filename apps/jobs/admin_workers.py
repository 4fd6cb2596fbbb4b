"""The workers in the admin panel: where they are, what they run, and how to empty one."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display

from apps.accounts.panel.actions import ActionRefused, confirmed
from apps.accounts.panel.base import ReadOnlyAdmin, as_bytes, shown
from apps.jobs.domain.presence import Standing, attempts_of, set_draining, standing
from apps.jobs.models import JobAttempt, Worker

WORDS = {
    Standing.WORKING: _("Takes jobs"),
    Standing.DRAINING: _("Finishes its jobs"),
    Standing.DRAINED: _("Empty, takes none"),
    Standing.SILENT: _("Silent"),
}
TONES = {
    Standing.WORKING.value: "success",
    Standing.DRAINING.value: "warning",
    Standing.DRAINED.value: "default",
    Standing.SILENT.value: "danger",
}


@admin.register(Worker)
class WorkerAdmin(ReadOnlyAdmin):
    list_display = ["name", "stands", "taken", "runs", "waits_at", "computes_on", "seen_at"]
    search_fields = ["name", "host"]
    fields = [
        "name", "machine", "pid", "stands", "taken", "runs", "waits_at", "computes_on",
        "graphics", "memory", "release", "since", "seen_at",
    ]  # fmt: skip

    machine = shown("host", _("machine"))
    release = shown("code_version", _("version"))
    since = shown("created_at", _("running since"))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        running = attempts_of(changelist.result_list)
        for worker in changelist.result_list:
            worker.running = running.get(worker.pk, [])
        return changelist

    @display(description=_("state"), label=TONES)
    def stands(self, worker: Worker) -> tuple[str, Any]:
        found = standing(worker, len(_running(worker)))
        return found.value, WORDS[found]

    @display(description=_("jobs"))
    def taken(self, worker: Worker) -> str:
        return _now("{running} of {slots}").format(
            running=len(_running(worker)), slots=worker.slots
        )

    @display(description=_("runs now"))
    def runs(self, worker: Worker) -> SafeString | str:
        links = [
            (reverse("admin:jobs_job_change", args=[attempt.job_id]), attempt.job.title)
            for attempt in _running(worker)
        ]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', links) or "–"

    @display(description=_("queues"))
    def waits_at(self, worker: Worker) -> str:
        return ", ".join(worker.queues)

    @display(description=_("computes on"))
    def computes_on(self, worker: Worker) -> str:
        cores = ngettext("{cores} core", "{cores} cores", worker.cores).format(cores=worker.cores)
        names = [one if isinstance(one, str) else one["name"] for one in worker.devices]
        return ", ".join([*names, cores])

    @display(description=_("graphics processors"))
    def graphics(self, worker: Worker) -> SafeString | str:
        """As their driver has said at the last sign of life."""
        lines = [(_figures(one),) for one in worker.devices if isinstance(one, dict)]
        return format_html_join(mark_safe("<br>"), "{}", lines) or "–"

    @display(description=_("memory of the machine"))
    def memory(self, worker: Worker) -> str:
        return as_bytes(worker.memory_bytes)

    @confirmed(
        _("Empty it"),
        question=_(
            "Let these workers finish what they run and take nothing more? Waiting jobs go to"
            " other workers; they wait if there is none."
        ),
        icon="logout",
        applies=lambda worker: not worker.draining,
    )
    def drain(self, request: HttpRequest, worker: Worker) -> None:
        if worker.draining:
            raise ActionRefused(_now("It takes no more jobs already."))
        set_draining(worker, request.user, draining=True)

    @confirmed(
        _("Let it work again"),
        question=_("Let these workers take jobs again?"),
        icon="login",
        applies=lambda worker: worker.draining,
    )
    def resume(self, request: HttpRequest, worker: Worker) -> None:
        if not worker.draining:
            raise ActionRefused(_now("It takes jobs."))
        set_draining(worker, request.user, draining=False)


def _figures(gpu: dict[str, Any]) -> str:
    """One device in a line."""
    said = [
        _now("{used} of {total} in use").format(
            used=as_bytes(gpu["used"]), total=as_bytes(gpu["total"])
        )
    ]
    for key, words in (
        ("busy", _now("{value} % busy")), ("celsius", _now("{value} °C")),
        ("watts", _now("{value} W")),
    ):  # fmt: skip
        if gpu.get(key) is not None:
            said.append(words.format(value=round(gpu[key])))
    return f"{gpu['index']} {gpu['name']}: {', '.join(said)}"


def _running(worker: Any) -> list[JobAttempt]:
    """Asked once for all rows of a list, else for this one."""
    if not hasattr(worker, "running"):
        worker.running = attempts_of([worker]).get(worker.pk, [])
    found: list[JobAttempt] = worker.running
    return found
