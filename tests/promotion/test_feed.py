"""The calendar of campaigns that a member's own program subscribes to."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from apps.accounts.domain.tokens import hash_of
from apps.events.models import AuditEntry
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Membership
from apps.promotion.domain.records import CAMPAIGNS
from apps.promotion.feeds import calendar, views
from apps.promotion.models import CalendarFeed
from tests.factories.projects import MembershipFactory
from tests.factories.promotion import CampaignFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscribed(as_role, at):
    """A viewer's address, as the page shows it once."""

    def make(web=None):
        text = (web or as_role("viewer")).post(at("feed")).content.decode()
        return re.search(r"http://testserver(/calendar/[^/\"]+/campaigns\.ics)", text)[1]

    return make


def events(answer):
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["summary"]): one for one in found}


def test_an_event_for_each_campaign(subscribed, project):
    today = timezone.localdate()
    fields = {"project": project, "starts_on": today, "ends_on": today + datetime.timedelta(2)}
    row = CampaignFactory(**fields, name="春季, launch", goal="400 trials;\nby April")
    CampaignFactory(**fields, name="Off", state="stopped", market="JPN")
    CampaignFactory(project=project, name="Old", starts_on=datetime.date(2020, 1, 1),
                    ends_on=datetime.date(2020, 2, 1))  # fmt: skip
    CampaignFactory(name="Of another project")
    answer = Client().get(subscribed())
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    found = events(answer)
    assert set(found) == {"春季, launch · Germany", "Off · Japan"}
    event = found["春季, launch · Germany"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (today, today + datetime.timedelta(3))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["uid"]) == str(row.pk)
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")
    assert str(event["description"]) == "400 trials;\nby April"
    assert event["last-modified"].dt == row.updated_at.replace(microsecond=0)
    assert found["Off · Japan"]["status"] == "CANCELLED"
    lines = answer.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)  # RFC 5545, 3.1
    assert lines[0] == b"BEGIN:VCALENDAR"


def test_what_was_seen_is_not_sent_again_until_it_changes(subscribed, project):
    row = CampaignFactory(project=project, ends_on=timezone.localdate() + datetime.timedelta(300))
    user = MembershipFactory(project=project, role="analyst").user
    address = subscribed()
    first = Client().get(address)
    same = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    write_name(project, user, row)
    changed = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    (event,) = events(changed).values()
    assert (str(event["uid"]), event["sequence"]) == (str(row.pk), 1)


def write_name(project, user, row):
    write_one(CAMPAIGNS, project, user, Draft({"name": "Renamed"}, pk=row.pk))


def test_the_secret_is_shown_once_and_stored_as_a_hash(subscribed, at, as_role, project):
    web = as_role("viewer")
    address = subscribed(web)
    secret = address.split("/")[2]
    feed = CalendarFeed.objects.get()
    assert feed.secret_hash == hash_of(secret)
    again = web.get(at("feed")).content.decode()
    assert secret not in again
    assert "No calendar program has asked" in again
    Client().get(address)
    assert "A calendar program last asked" in web.get(at("feed")).content.decode()
    told = str(list(AuditEntry.objects.filter(project=project).values()))
    assert "promotion.calendar.shared" in told
    assert secret not in told
    assert feed.secret_hash not in told


@pytest.mark.parametrize("ended", ["left", "inactive", "revoked", "renewed"])
def test_it_ends_with_the_right_to_see_the_project(subscribed, at, client, as_role, ended):
    web = as_role("viewer")
    address = subscribed(web)
    assert Client().get(address).status_code == 200
    feed = CalendarFeed.objects.get()
    if ended == "left":
        Membership.objects.filter(user=feed.user).delete()
    elif ended == "inactive":
        feed.user.is_active = False
        feed.user.save()
    elif ended == "revoked":
        assert web.post(at("feed_revoke")).status_code == 302
        assert web.post(at("feed_revoke")).status_code == 302  # twice does no harm
    else:
        assert Client().get(subscribed(web)).status_code == 200
    gone = Client().get(address)
    assert (gone.status_code, gone.content) == (404, b"")


def test_guessing_is_slowed_down(monkeypatch):
    monkeypatch.setattr(views, "ASKED_A_MINUTE", 2)
    somebody = Client(REMOTE_ADDR="203.0.113.9")
    answers = [somebody.get("/calendar/guess/campaigns.ics").status_code for _ in range(3)]
    assert answers == [404, 404, 429]


def test_it_speaks_the_members_language(subscribed, as_role, project):
    CampaignFactory(project=project, name="A", ends_on=datetime.date(2090, 1, 1))
    address = subscribed()
    feed = CalendarFeed.objects.get()
    feed.user.language = "zh-hans"
    feed.user.save()
    assert set(events(Client().get(address))) == {"A · 德国"}


def test_only_so_many_are_sent(project, monkeypatch):
    monkeypatch.setattr(calendar, "MOST", 2)
    for year in (2080, 2081, 2082):
        CampaignFactory(project=project, ends_on=datetime.date(year, 1, 1))
    shown = calendar.shown(project, datetime.date(2079, 1, 1))
    assert [row.ends_on.year for row in shown] == [2082, 2081]
