"""What the project pages show at a glance: points of the map, stages, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from apps.core.messages import Message, msg
from apps.projects.domain.checks import description_wanted, is_described
from apps.projects.domain.counted import counted
from apps.projects.domain.stages import ORDER, position
from apps.projects.models import MarketEntry, Project, Role, Stage
from apps.reference import countries


@dataclass(frozen=True)
class StageGroup:
    """The markets that stand at one stage."""

    stage: Stage
    number: int
    entries: list[MarketEntry]


@dataclass(frozen=True)
class NextStep:
    """Something worth doing now, most important first."""

    text: Message
    why: Message
    url: str
    icon: str


def entries_of(project: Project) -> list[MarketEntry]:
    """All markets of the project, home first, with their owners."""
    rows = MarketEntry.objects.filter(project=project).select_related("owner")
    return list(rows.order_by("-is_home", "country"))


def points(project_id: Any, entries: Iterable[MarketEntry]) -> list[dict[str, Any]]:
    """One point for each market, for the map's script. Degrees of longitude and latitude."""
    language = get_language() or "en"
    found = []
    for entry in entries:
        country = countries.get(entry.country)
        if country is None:
            continue
        stage = Stage(entry.stage)
        found.append(
            {
                "iso3": entry.country,
                "name": country.name(language),
                "lon": country.longitude,
                "lat": country.latitude,
                "stage": entry.stage,
                "step": position(stage) + 1,
                "stageLabel": str(stage.label),
                "home": entry.is_home,
                "owner": str(entry.owner) if entry.owner else "",
                "launch": entry.target_launch.isoformat() if entry.target_launch else "",
                "url": reverse("projects:market", args=[project_id, entry.pk]),
            }
        )
    return found


def by_stage(entries: Sequence[MarketEntry]) -> list[StageGroup]:
    """The nine stages in order with their markets."""
    return [
        StageGroup(stage, number, [entry for entry in entries if entry.stage == stage])
        for number, stage in enumerate(ORDER, start=1)
    ]


def next_steps(project: Project, entries: Sequence[MarketEntry], role: Role) -> list[NextStep]:
    """What an editor should do next; nothing for those who may not."""
    if not role.covers(Role.EDITOR) or project.archived_at:
        return []
    steps = [*_about_project(project, entries), *_about_markets(project, entries)]
    if role is Role.OWNER and counted(project).members == 1:
        steps.append(
            NextStep(
                msg("Invite your team"),
                msg("You are the only member."),
                reverse("projects:members", args=[project.pk]),
                "user-plus",
            )
        )
    return steps[:5]


def _about_project(project: Project, entries: Sequence[MarketEntry]) -> list[NextStep]:
    steps = []
    product = getattr(project, "product", None)
    if product is None or not is_described(product):
        written = product is not None and product.summary.strip()
        steps.append(
            NextStep(
                msg("Say more of the product") if written else msg("Describe the product"),
                description_wanted()
                if written
                else msg("What it is and for whom, in a sentence or two."),
                reverse("projects:settings", args=[project.pk]) + "#product",
                "edit",
            )
        )
    if not any(not entry.is_home for entry in entries):
        steps.append(
            NextStep(
                msg("Add candidate markets"),
                msg("Only the home market is here so far."),
                reverse("projects:markets_add", args=[project.pk]),
                "map-pin-plus",
            )
        )
    return steps


def _about_markets(project: Project, entries: Sequence[MarketEntry]) -> list[NextStep]:
    today = timezone.localdate()
    started = [entry for entry in entries if entry.stage != Stage.RESEARCH]
    nobody = [entry for entry in started if entry.owner_id is None]
    late = [entry for entry in entries if entry.target_launch and entry.target_launch < today]
    steps = []
    if late:
        steps.append(
            NextStep(
                msg("Check launch dates that have passed: {count}", count=len(late)),
                msg("First: {country}.", country=_name(late[0])),
                reverse("projects:market", args=[project.pk, late[0].pk]) + "#plan",
                "calendar-exclamation",
            )
        )
    if nobody:
        steps.append(
            NextStep(
                msg("Name owners for markets under way: {count}", count=len(nobody)),
                msg("First: {country}.", country=_name(nobody[0])),
                reverse("projects:market", args=[project.pk, nobody[0].pk]) + "#plan",
                "user-question",
            )
        )
    return steps


def _name(entry: MarketEntry) -> str:
    return countries.name(entry.country, get_language() or "en")
