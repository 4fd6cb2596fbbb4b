"""What demand fits say elsewhere: at a stage's gate, on the overview, as a fact of a market."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Message, Num, mark, msg
from apps.jobs.models import Job, State
from apps.projects.access import role_of
from apps.projects.cards import Card, CardFigure, CardLink
from apps.projects.facts import MarketFact
from apps.projects.gates import GateAnswer, GateState
from apps.projects.models import MarketEntry, Project, Role
from apps.research.domain import demand


def gate(entry: MarketEntry) -> GateAnswer:
    """Met once a fit shows at least one predictor whose interval excludes 'no change'."""
    job = demand.latest_succeeded(entry.project_id)
    new_url = reverse("research:demand_new", args=[entry.project_id])
    if job is None:
        return GateAnswer(
            GateState.UNMET,
            msg("No demand fit has succeeded yet."),
            todo=msg("Fit demand from a dataset."),
            url=new_url,
        )
    url = reverse("jobs:detail", args=[job.project_id, job.pk])
    settled = [effect for effect in demand.effects(job) if effect.settled]
    if not settled:
        return GateAnswer(
            GateState.UNMET,
            msg("The latest demand fit settles no effect: every interval includes no change."),
            todo=msg("Add rows or better predictors, and fit again."),
            url=url,
        )
    return GateAnswer(
        GateState.MET,
        msg(
            "'{title}' shows how {target} changes with {names}.",
            title=job.title,
            target=settled[0].target,
            names=sorted({effect.predictor for effect in settled}),
        ),
        url=url,
    )


def card(project: Project, user: Any) -> Card:
    """The latest fits and how well the newest predicts."""
    jobs = list(demand.fits(project)[:3])
    done = demand.latest_succeeded(project)
    figures = [_quality(done)] if done is not None else []
    return Card(
        title=_("Demand"),
        icon="chart-dots",
        url=reverse("research:demand", args=[project.pk]),
        figures=[figure for figure in figures if figure],
        links=[
            CardLink(
                text=job.title,
                url=reverse("jobs:detail", args=[project.pk, job.pk]),
                state=job.state,
                state_label=State(job.state).label,
            )
            for job in jobs
        ],
        empty=msg("Fit how demand depends on what you know of each market."),
        action_url=_new_url(project, user),
        action_label=_("Fit demand"),
    )


def _new_url(project: Project, user: Any) -> str:
    role = role_of(project, user)
    if role is None or not role.covers(Role.ANALYST) or project.archived_at:
        return ""
    return reverse("research:demand_new", args=[project.pk])


def _quality(job: Job) -> CardFigure | None:
    targets = job.summary.get("targets", [])
    if not targets or targets[0].get("predictive_r2") is None:
        return None
    return CardFigure(
        label=msg("Predictive R² of the latest fit"),
        value=Num(value=targets[0]["predictive_r2"], digits=3),
        url=reverse("jobs:detail", args=[job.project_id, job.pk]),
    )


def facts(entry: MarketEntry, on: date | None = None) -> list[MarketFact]:
    """The most certain effect of the latest fit. It is one for all markets of the data."""
    jobs = demand.fits(entry.project_id).filter(state=State.SUCCEEDED)
    if on is not None:
        jobs = jobs.filter(finished_at__date__lte=on)
    job = jobs.order_by("-finished_at").first()
    found = demand.effects(job) if job is not None else []
    if job is None or not found:
        return [MarketFact(key="research.demand_effect", label=EFFECT, value=None)]
    best = max(found, key=_certainty)
    return [
        MarketFact(
            key="research.demand_effect",
            label=EFFECT,
            value=best.estimate,
            low=best.low,
            high=best.high,
            year=job.finished_at.year if job.finished_at else None,
            source=job.title,
            hash=str(job.inputs.get(demand.SLOT, {}).get("id", "")),
            url=reverse("jobs:detail", args=[job.project_id, job.pk]),
            note=_note(best),
        )
    ]


EFFECT = mark("Change of demand per unit (all markets of the data)")


def _certainty(effect: demand.Effect) -> float:
    if effect.low is None or effect.high is None or effect.high == effect.low:
        return 0.0
    return abs(effect.estimate) / (effect.high - effect.low)


def _note(effect: demand.Effect) -> Message:
    return msg(
        "{target} for each additional unit of {name}.", target=effect.target, name=effect.predictor
    )
