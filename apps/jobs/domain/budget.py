"""What a run will need, told before it starts, and whether a machine has it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Max

from apps.core.messages import Num, msg
from apps.engines.contract import Engine, Issue, Resources
from apps.jobs.domain import presence
from apps.jobs.domain.devices import gpu_count
from apps.jobs.models import Job
from lepton_site.memory import SHARE, job_share

MARGIN = 1.15  # an estimate may be that much too high


def needs_of(engine: Engine, resources: Resources, queue: str = "") -> dict[str, Any]:
    """As a job's provenance keeps it: only what its engine has told, for the queue that it goes to.
    ``memory_bytes`` is the main memory of all ``processes`` together, where they are several.
    """
    told = resources.model_dump(mode="json", include=resources.model_fields_set)
    needed, count = main_memory(engine, resources, queue), processes(engine, resources, queue)
    if needed:
        told["memory_bytes"] = needed
    return {**told, "processes": count} if count > 1 else told


def processes(engine: Engine, resources: Resources, queue: str) -> int:
    """How many processes of a run share its work: one for each graphics processor."""
    if queue != "gpu" or not engine.shares or not resources.follower_memory_bytes:
        return 1
    return max(1, min(settings.JOB_DEVICES, gpu_count()))


def main_memory(engine: Engine, resources: Resources, queue: str) -> int:
    """Bytes of main memory that all processes of a run take, as its engine has told; 0 where it has
    not.
    """
    if queue != "gpu" or not resources.device_memory_bytes:
        return resources.memory_bytes if "memory_bytes" in resources.model_fields_set else 0
    if not resources.host_memory_bytes:
        return 0
    more = processes(engine, resources, queue) - 1
    return resources.host_memory_bytes + more * resources.follower_memory_bytes


def expected(job: Job) -> dict[str, Any]:
    """What :func:`needs_of` has kept; empty for older jobs."""
    known = job.provenance.get("needs")
    return known if isinstance(known, dict) else {}


def memory_issue(engine: Engine, resources: Resources, queue: str = "") -> Issue | None:
    """Why a run would be stopped for its memory, said before it begins. The site's own work on
    tables has a limit of its own, and what computes on a graphics processor is held to that besides
    (:func:`device_issue`).
    """
    most = settings.JOB_MEMORY_BYTES
    told = main_memory(engine, resources, queue)
    if queue != "gpu" or not resources.device_memory_bytes:
        told = resources.least_memory_bytes or told
    if not most or engine.kind == "system" or told <= MARGIN * most:
        return None
    most = max(most, _largest_share())
    if told <= MARGIN * most:
        return None
    return Issue(
        message=msg(
            "This needs about {needed} of memory, and a run may take {most} here.",
            needed=Num(value=float(told), style="bytes"),
            most=Num(value=float(most), style="bytes"),
        ),
        fix=msg(
            "Choose a smaller model, smaller batches or fewer rows, or ask an administrator for"
            " more."
        ),
    )


def _largest_share() -> int:
    """What a run may take on the worker that has most memory: it may have more than this machine,
    whose share is the limit where nobody has set one. 0 where somebody has.
    """
    if job_share() != settings.JOB_MEMORY_BYTES:
        return 0
    known = presence.there().aggregate(most=Max("memory_bytes"))["most"]
    return int(SHARE * (known or 0))


def least_of_device(job: Job) -> int:
    """Bytes of a graphics processor that a job cannot do without."""
    known = expected(job)
    told = known.get("least_device_memory_bytes") or known.get("device_memory_bytes")
    return int(told or 0)


def device_issue(needed: int, largest: int) -> Issue | None:
    """The same of a graphics processor, the largest of which has ``largest`` bytes (0: not
    known).
    """
    if not largest or needed <= MARGIN * largest:
        return None
    return Issue(
        message=msg(
            "This needs about {needed} of a graphics processor's memory, and the largest here has"
            " {most}.",
            needed=Num(value=float(needed), style="bytes"),
            most=Num(value=float(largest), style="bytes"),
        ),
        fix=msg("Choose a smaller model, smaller batches or shorter texts."),
    )
