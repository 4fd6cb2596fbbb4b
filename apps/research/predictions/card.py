"""Coverage on a project's overview."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Num, msg
from apps.engines.figures import percent
from apps.projects.cards import Card, CardFigure
from apps.projects.models import Project
from apps.research.predictions.coverage import standing
from apps.research.predictions.scoring import share_of


def card(project: Project, user: Any) -> Card | None:
    """What intervals have held, and what is overdue; none while nothing is kept."""
    stand = standing(project)
    if not stand.all:
        return None
    url = reverse("research:predictions", args=[project.pk])
    figures = []
    if stand.counted:
        share = share_of(stand.held, stand.counted)
        figures.append(
            CardFigure(
                label=msg(
                    "Inside their interval, of {count}: {low} to {high}",
                    count=stand.counted, low=percent(share.low), high=percent(share.high),
                ),
                value=percent(share.share),
                url=url,
            )
        )  # fmt: skip
    if stand.waiting:
        figures.append(CardFigure(label=msg("Waiting"), value=Num(value=stand.waiting), url=url))
    if stand.overdue:
        overdue = f"{reverse('research:predictions_list', args=[project.pk])}?state=overdue"
        figures.append(
            CardFigure(label=msg("Overdue"), value=Num(value=stand.overdue), url=overdue)
        )
    return Card(title=_("Predictions"), icon="target", url=url, figures=figures)
