"""Campaigns of a stretch of weeks side by side, with the public holidays of their markets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from apps.projects.models import Project
from apps.promotion.domain.phases import phase_of
from apps.promotion.models import Campaign
from apps.reference import public_holidays
from apps.reference.public_holidays import Holiday

WEEKS = 13  # a quarter
MOST = 200  # campaigns that are drawn


@dataclass(frozen=True)
class Bar:
    """A campaign; ``first`` and ``last`` are the weeks that it covers, from 1 to :data:`WEEKS`."""

    campaign: Campaign
    first: int
    last: int
    holidays: tuple[Holiday, ...]

    @property
    def phase(self) -> str:
        """Where it stands today."""
        return str(phase_of(self.campaign, timezone.localdate()).label)


@dataclass
class Lane:
    """A market with its campaigns and its public holidays."""

    market: str
    holidays: list[Holiday]
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True)
class Quarter:
    """Thirteen weeks from a Monday on. ``more`` campaigns are not drawn."""

    start: date
    lanes: list[Lane]
    more: int

    @property
    def end(self) -> date:
        return self.start + timedelta(weeks=WEEKS, days=-1)

    @property
    def weeks(self) -> list[date]:
        return [self.start + timedelta(weeks=week) for week in range(WEEKS)]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def quarter(project: Project, start: date, lang: str) -> Quarter:
    """The thirteen weeks from the Monday of ``start``; stopped campaigns are left out."""
    first = monday(start)
    last = first + timedelta(weeks=WEEKS, days=-1)
    rows = Campaign.objects.filter(project=project, starts_on__lte=last, ends_on__gte=first)
    rows = rows.exclude(state=Campaign.State.STOPPED).order_by("market", "starts_on", "name")
    found = list(rows[: MOST + 1])
    more = rows.count() - MOST if len(found) > MOST else 0
    lanes: dict[str, Lane] = {}
    for campaign in found[:MOST]:
        lane = lanes.get(campaign.market)
        if lane is None:
            known = public_holidays.between(campaign.market, first, last, lang)
            lane = lanes[campaign.market] = Lane(campaign.market, known)
        lane.bars.append(_bar(campaign, first, last, lane.holidays))
    return Quarter(first, list(lanes.values()), more)


def _bar(campaign: Campaign, first: date, last: date, known: list[Holiday]) -> Bar:
    begin, end = max(campaign.starts_on, first), min(campaign.ends_on, last)
    inside = tuple(one for one in known if begin <= one.day <= end)
    week = (begin - first).days // 7 + 1
    return Bar(campaign, week, (end - first).days // 7 + 1, inside)


def clashes(campaign: Campaign, lang: str) -> list[Holiday]:
    """The public holidays that a campaign runs over."""
    return public_holidays.between(campaign.market, campaign.starts_on, campaign.ends_on, lang)
