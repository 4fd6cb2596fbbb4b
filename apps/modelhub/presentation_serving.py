"""How the models do that are kept in memory, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.core.messages import Num
from apps.core.rendering import show

ERRORS = ("failed", "died")
TURNED_AWAY = ("busy", "loading", "late")


@dataclass(frozen=True)
class Served:
    """One model. ``since`` is when it was loaded last; ``median`` and ``p95`` are times of its
    latest answers, in words.
    """

    model_id: str
    name: str
    loaded: bool
    since: datetime | None
    memory: int
    waiting: int
    answered: int
    turned_away: int
    errors: int
    median: str
    p95: str


def of_model(told: Mapping[str, Any] | None) -> Served | None:
    """From what the server tells of one model (nothing: it is not loaded); None where nothing
    serves.
    """
    if told is None:
        return None
    outcomes = told.get("outcomes", {})
    since = told.get("loaded_at")
    return Served(
        model_id=str(told.get("model", "")),
        name=str(told.get("name", "")),
        loaded=bool(told.get("loaded")),
        since=datetime.fromisoformat(since) if since else None,
        memory=int(told.get("memory", 0)),
        waiting=int(told.get("waiting", 0)),
        answered=int(outcomes.get("answered", 0)),
        turned_away=sum(outcomes.get(outcome, 0) for outcome in TURNED_AWAY),
        errors=sum(outcomes.get(outcome, 0) for outcome in ERRORS),
        median=_milliseconds(told.get("median")),
        p95=_milliseconds(told.get("p95")),
    )


def of_project(told: Mapping[str, Any] | None, project_id: Any) -> list[Served]:
    """The models of one project that were asked lately, the busiest first."""
    mine = [one for one in (told or {}).get("models", []) if one["project"] == str(project_id)]
    found = [served for one in mine if (served := of_model(one))]
    return sorted(found, key=lambda served: (-served.answered, served.name))


def _milliseconds(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return show(Num(value=seconds * 1000, digits=3, unit="ms"))
