"""The rooms of the site, lowest first, and what each has done from time to time."""

from __future__ import annotations

from typing import Any

ROOMS = [
    "apps.core",
    "apps.reference",
    "apps.accounts",
    "apps.engines",
    "apps.plugins",
    "apps.projects",
    "apps.events",
    "apps.jobs",
    "apps.datasets",
    "apps.modelhub",
    "apps.crm",
    "apps.research",
    "apps.feedback",
    "apps.promotion",
    "apps.sdk",
]

HOUR, DAY = 3600.0, 86400.0


def _within(seconds: float) -> dict[str, Any]:
    """How often, and that a message nobody took is of no use once the next one is due."""
    return {"schedule": seconds, "options": {"expires": seconds}}


CHORES: dict[str, dict[str, Any]] = {
    "core.prune": {"task": "core.prune", **_within(HOUR)},
    "projects.prune": {"task": "projects.prune", "schedule": DAY},
    "accounts.clean_up": {"task": "accounts.clean_up", "schedule": DAY},
    "projects.retain": {"task": "projects.retain", "schedule": DAY},
    "datasets.prune": {"task": "datasets.prune", **_within(HOUR)},
    "crm.prune": {"task": "crm.prune", "schedule": DAY},
    "crm.ring_again": {"task": "crm.ring_again", **_within(60.0)},
    "feedback.ring_for_mail": {"task": "feedback.ring_for_mail", **_within(300.0)},
    "feedback.ring_for_mailboxes": {"task": "feedback.ring_for_mailboxes", **_within(60.0)},
    "feedback.ring_again": {"task": "feedback.ring_again", **_within(60.0)},
    "promotion.ring_again": {"task": "promotion.ring_again", **_within(60.0)},
}
