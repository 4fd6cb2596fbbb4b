"""Jobs of a project that arrives from another installation: no worker here has them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from apps.core.messages import msg
from apps.jobs.models import OPEN_STATES, JobAttempt, State


def job(values: dict[str, Any]) -> dict[str, Any]:
    """What had not ended when the project was exported counts as cancelled; it can be run again."""
    if values["state"] not in OPEN_STATES:
        return values
    now = timezone.now().isoformat()
    reason = msg("It had not ended when the project was exported. Run it again here.")
    return {
        **values,
        "state": State.CANCELLED.value,
        "reason": reason.model_dump(mode="json"),
        "finished_at": now,
        "handled_at": now,
    }


def attempt(values: dict[str, Any]) -> dict[str, Any]:
    if values["outcome"] != JobAttempt.Outcome.OPEN:
        return values
    outcome = JobAttempt.Outcome.CANCELLED.value
    return {**values, "outcome": outcome, "finished_at": timezone.now().isoformat()}


def schedule(values: dict[str, Any]) -> dict[str, Any]:
    """It arrives paused: nobody here has asked for its runs yet."""
    note = msg("It came with the project and is paused. Resume it when its runs are wanted here.")
    return {
        **values,
        "enabled": False,
        "next_run_at": None,
        "last_note": note.model_dump(mode="json"),
    }
