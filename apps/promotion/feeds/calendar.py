"""Campaigns as an iCalendar file (RFC 5545): an all-day event for each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core import rendering
from apps.projects.models import Project
from apps.promotion.models import Campaign

if TYPE_CHECKING:
    from icalendar import Event

MOST = 2000
PAST = timedelta(days=366)  # how long campaigns that are over stay in it
REFRESH = timedelta(hours=6)
STATUS = {
    Campaign.State.PLANNED: "TENTATIVE",
    Campaign.State.AGREED: "CONFIRMED",
    Campaign.State.STOPPED: "CANCELLED",
}


def shown(project: Project, today: date) -> list[Campaign]:
    """The campaigns of the calendar, those that end last first where there are too many."""
    rows = Campaign.objects.filter(project=project, ends_on__gte=today - PAST)
    return list(rows.order_by("-ends_on", "pk")[:MOST])


def written(project: Project, campaigns: list[Campaign]) -> bytes:
    """The file, in the active language; the same campaigns give the same bytes.

    An event's UID is the campaign's id (a UUID, as RFC 7986 asks), its SEQUENCE goes up with each
    change. DTEND is the day after the last one: RFC 5545 does not count it in.
    """
    from icalendar import Calendar  # not needed to start the web process

    calendar = Calendar()
    calendar.add("prodid", "-//Lepton//Campaigns//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = _("{project}: campaigns").format(project=project.name)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for campaign in campaigns:
        calendar.add_component(_event(campaign))
    return calendar.to_ical()


def _event(campaign: Campaign) -> Event:
    from icalendar import Event as New  # as above

    event, market = New(), rendering.country(campaign.market)
    event.add("uid", str(campaign.pk))
    event.add("dtstamp", campaign.updated_at)
    event.add("created", campaign.created_at)
    event.add("last-modified", campaign.updated_at)
    event.add("sequence", campaign.version - 1)
    event.add("dtstart", campaign.starts_on)
    event.add("dtend", campaign.ends_on + timedelta(days=1))
    event.add("summary", f"{campaign.name} · {market}")
    event.add("categories", [market])
    event.add("status", STATUS[Campaign.State(campaign.state)])
    event.add("transp", "TRANSPARENT")  # nobody is busy because a campaign runs
    if campaign.goal:
        event.add("description", campaign.goal)
    return event
