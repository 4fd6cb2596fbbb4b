"""What a run will need, told before it starts, and whether a machine has it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from apps.core.messages import Num, msg
from apps.engines.contract import Engine, Issue, Resources
from apps.jobs.models import Job

MARGIN = 1.15  # an estimate may be that much too high


def needs_of(resources: Resources) -> dict[str, Any]:
    """As a job's provenance keeps it: only what its engine has told."""
    return resources.model_dump(mode="json", include=resources.model_fields_set)


def expected(job: Job) -> dict[str, Any]:
    """What :func:`needs_of` has kept; empty for older jobs."""
    known = job.provenance.get("needs")
    return known if isinstance(known, dict) else {}


def memory_issue(engine: Engine, resources: Resources) -> Issue | None:
    """Why a run would be stopped for its memory, said before it begins. The site's own work on
    tables has a limit of its own.
    """
    most = settings.JOB_MEMORY_BYTES
    told = resources.memory_bytes if "memory_bytes" in resources.model_fields_set else 0
    if not most or engine.kind == "system" or told <= MARGIN * most:
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
