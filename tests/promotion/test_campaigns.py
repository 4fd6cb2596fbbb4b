"""Campaigns: plan, figures, calendar, and what other rooms hear of them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from apps.events.models import AuditEntry
from apps.promotion import charts
from apps.promotion.domain import calendar, figures, links
from apps.promotion.models import Campaign, Channel, Creative, Outcome
from apps.reference import public_holidays
from tests.api.conftest import Caller
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.promotion import (
    CampaignFactory,
    ChannelFactory,
    CreativeFactory,
    OutcomeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(home_country="CHN", currency="EUR")


@pytest.fixture
def as_role(client, project):
    def log_in(role="editor"):
        client.force_login(MembershipFactory(project=project, role=role).user)
        return client

    return log_in


def url(name, project, *args):
    return reverse(f"promotion:{name}", args=[project.pk, *args])


def page(response):
    return response.content.decode()


def typed(**values):
    return {
        "name": "Spring", "market": "DEU", "starts_on": "2027-03-01", "ends_on": "2027-04-30",
        "budget": "2000", "currency": "EUR", "state": "agreed", **values,
    }  # fmt: skip


class TestForms:
    def test_from_a_channel_to_figures_of_a_day(self, as_role, project):
        web = as_role("analyst")
        web.post(url("new", project, "channel"), {"name": "Search", "kind": "online"})
        channel = Channel.objects.get()
        done = web.post(url("new", project, "campaign"), typed())
        campaign = Campaign.objects.get()
        assert done.url == url("campaign", project, campaign.pk)
        figure = {"campaign": campaign.pk, "channel": channel.pk, "day": "2027-03-02",
                  "spend": "310.5", "impressions": "12000", "clicks": "340",
                  "conversions": "9"}  # fmt: skip
        assert web.post(url("new", project, "day"), figure).status_code == 302
        text = page(web.get(url("campaign", project, campaign.pk)))
        assert "310.50 EUR" in text
        assert "34.50 EUR" in text  # for each of nine conversions
        assert "1 of 61 days have figures" in text
        kinds = set(AuditEntry.objects.filter(project=project).values_list("kind", flat=True))
        assert {"promotion.campaign.created", "promotion.outcome.created"} <= kinds

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"ends_on": "2027-02-28"}, "2027-02-28, lies before the first"),
            ({"ends_on": "2031-02-28"}, "A campaign lasts 3 years at most"),
            ({"name": "  "}, "This field is required"),
            ({"budget": "NaN"}, "Enter a number"),
            ({"budget": "-5"}, "greater than or equal to 0"),
            ({"market": "XXX"}, "Select a valid choice"),
            ({"starts_on": "0001-01-01"}, "between 1990 and 2099"),
        ],
    )
    def test_what_cannot_be_is_said_and_kept(self, as_role, project, values, sentence):
        refused = as_role().post(url("new", project, "campaign"), typed(goal="400 Tests", **values))
        assert refused.status_code == 422
        assert sentence in page(refused)
        assert "400 Tests" in page(refused)
        assert not Campaign.objects.exists()

    def test_an_owner_from_outside_and_another_projects_campaign(self, as_role, project):
        web = as_role()
        elsewhere = CampaignFactory()
        stranger = MembershipFactory().user
        assert (
            web.post(url("new", project, "campaign"), typed(owner=stranger.pk)).status_code == 422
        )
        figure = {"campaign": elsewhere.pk, "channel": ChannelFactory(project=project).pk,
                  "day": "2027-03-02"}  # fmt: skip
        assert web.post(url("new", project, "day"), figure).status_code == 422
        for name, args in (("campaign", [elsewhere.pk]), ("edit", ["campaign", elsewhere.pk]),
                           ("edit", ["nothing", elsewhere.pk])):  # fmt: skip
            assert web.get(url(name, project, *args)).status_code == 404

    def test_a_form_that_is_old_shows_what_was_saved_meanwhile(self, as_role, project):
        web, row = as_role(), CampaignFactory(project=project, name="Spring")
        seen = row.updated_at.isoformat()
        assert (
            web.post(url("edit", project, "campaign", row.pk), typed(goal="a")).status_code == 302
        )
        stale = web.post(url("edit", project, "campaign", row.pk), typed(goal="b", seen=seen))
        assert stale.status_code == 422
        assert "Somebody else saved this" in page(stale)

    def test_more_clicks_than_times_shown(self, as_role, project):
        row = CampaignFactory(project=project)
        figure = {"campaign": row.pk, "channel": ChannelFactory(project=project).pk,
                  "day": "2027-03-02", "impressions": "5", "clicks": "6"}  # fmt: skip
        refused = as_role().post(url("new", project, "day"), figure)
        assert "There are more clicks (6) than times shown (5)." in page(refused)

    def test_money_keeps_its_currency_and_its_digits(self, as_role, project):
        web, row = as_role(), CampaignFactory(project=project, budget="12345678901.23")
        OutcomeFactory(campaign=row, spend=100, conversions=3)
        refused = web.post(url("edit", project, "campaign", row.pk), typed(currency="USD"))
        assert "have amounts in EUR" in page(refused)
        text = page(web.get(url("campaign", project, row.pk)))
        assert "12,345,678,901.23 EUR" in text
        assert "33.33 EUR" in text

    def test_a_day_outside_the_campaign_is_not_counted_as_one_of_its_days(self, as_role, project):
        row = CampaignFactory(project=project)
        OutcomeFactory(campaign=row, day=datetime.date(2026, 1, 1))
        text = page(as_role().get(url("campaign", project, row.pk)))
        assert "0 of 61 days have figures" in text

    def test_a_channel_with_figures_stays(self, as_role, project):
        row = OutcomeFactory(campaign=CampaignFactory(project=project))
        address = url("delete", project, "channel", row.channel_id)
        kept = as_role().post(address, {"confirm": row.channel.name})
        assert "so it cannot be deleted" in page(kept)
        assert Channel.objects.filter(pk=row.channel_id).exists()

    @pytest.mark.parametrize("section", ["channel", "campaign"])
    def test_a_name_that_differs_by_capitals_alone_is_taken(self, as_role, project, section):
        make = {"channel": ChannelFactory, "campaign": CampaignFactory}[section]
        row = make(project=project, name="Search ads")
        sent = typed(name="search  ADS", kind="online")
        web = as_role("analyst")
        refused = web.post(url("new", project, section), sent)
        assert refused.status_code == 422
        assert f"Another {section} of this project has this name." in page(refused)
        own = url("edit", project, section, row.pk)
        assert web.post(own, sent).status_code == 302  # its own name, written otherwise
        twin = make(project=project, name="SEARCH ads")  # from before: it can still be changed
        address = url("edit", project, section, twin.pk)
        assert web.post(address, {**sent, "name": twin.name, "note": "old"}).status_code == 302
        twin.refresh_from_db()
        assert twin.note == "old"

    def test_a_campaign_goes_with_all_of_it(self, as_role, project):
        row = CampaignFactory(project=project)
        CreativeFactory(campaign=row)
        OutcomeFactory(campaign=row)
        address = url("delete", project, "campaign", row.pk)
        (field,) = re.findall(r'<input class="form-control" id="id_\w+" name="(\w+)"',
                              page(as_role().get(address)))  # fmt: skip
        as_role().post(address, {field: row.name})
        assert not Campaign.objects.exists()
        assert not Creative.objects.exists()
        assert not Outcome.objects.exists()
        kinds = AuditEntry.objects.filter(project=project).values_list("kind", flat=True)
        assert "promotion.outcome.deleted" in kinds


class TestDays:
    """A day of a campaign has one row for each channel, whichever way it comes."""

    @pytest.fixture
    def send(self, project):
        caller = Caller(MembershipFactory(project=project, role="editor").user)
        return lambda rows: caller.post(
            f"projects/{project.pk}/campaign-days/batch/", {"rows": rows}
        )

    def test_twice_in_a_batch_before_and_by_a_move(self, send, project):
        campaign = CampaignFactory(project=project)
        channel = ChannelFactory(project=project)
        first = OutcomeFactory(campaign=campaign, channel=channel, day=datetime.date(2027, 3, 1))
        other = OutcomeFactory(campaign=campaign, channel=channel, day=datetime.date(2027, 3, 2))
        keys = {"campaign": str(campaign.pk), "channel": str(channel.pk)}
        rows = [
            {**keys, "day": "2027-03-01", "spend": "1"},  # is there
            {**keys, "day": "2027-03-05", "spend": "2"},
            {**keys, "day": "2027-03-05", "spend": "3"},  # twice
            {"id": str(other.pk), "day": "2027-03-01"},  # moves onto another
            {"id": str(first.pk), "spend": "9"},
        ]
        answer = send(rows).json()
        assert [one["status"] for one in answer["results"]] == [
            "error", "created", "error", "error", "updated",
        ]  # fmt: skip
        assert answer["results"][0]["existing"] == str(first.pk)
        assert {(row.day.day, row.spend) for row in Outcome.objects.all()} == {
            (1, Decimal(9)), (2, Decimal(100)), (5, Decimal(2)),
        }  # fmt: skip

    def test_a_move_and_a_new_row_for_the_same_day(self, send, project):
        campaign, channel = CampaignFactory(project=project), ChannelFactory(project=project)
        row = OutcomeFactory(campaign=campaign, channel=channel, day=datetime.date(2027, 3, 1))
        keys = {"campaign": str(campaign.pk), "channel": str(channel.pk)}
        for rows in (
            [{"id": str(row.pk), "day": "2027-03-08"}, {**keys, "day": "2027-03-08"}],
            [{**keys, "day": "2027-03-09"}, {"id": str(row.pk), "day": "2027-03-09"}],
        ):
            answer = send(rows).json()
            assert [one["status"] for one in answer["results"]][1] == "error"
        assert Outcome.objects.count() == 2


class TestFigures:
    def test_a_ratio_uses_days_that_have_both(self, project):
        campaign = CampaignFactory(project=project)
        channel = ChannelFactory(project=project)
        day = datetime.date(2027, 3, 1)
        OutcomeFactory(campaign=campaign, channel=channel, day=day, spend=10, conversions=2,
                       revenue=30)  # fmt: skip
        OutcomeFactory(campaign=campaign, channel=channel, day=day + datetime.timedelta(1),
                       spend=90, conversions=None, revenue=None)  # fmt: skip
        found = figures.totals(campaign.outcomes.all())
        assert found.spend == 100
        assert found.cost_per_conversion == 5
        assert found.return_on_spend == 3
        assert found.lacking["conversions"] == 1
        assert found.impressions is None
        assert found.click_rate is None

    @given(st.integers(1, 10**6), st.floats(0, 1))
    def test_the_interval_is_wilsons(self, count, part):
        hits = round(count * part)
        low, high = figures.Share(hits, count).interval
        exact = binomtest(hits, count).proportion_ci(0.95, method="wilson")
        assert low == pytest.approx(exact.low, abs=1e-9)
        assert high == pytest.approx(exact.high, abs=1e-9)

    def test_a_budget_that_is_overdrawn_is_said(self, as_role, project):
        campaign = CampaignFactory(project=project, budget=100)
        OutcomeFactory(campaign=campaign, spend=150)
        text = page(as_role("viewer").get(url("campaign", project, campaign.pk)))
        assert "150% of the budget are spent" in text


class TestPhase:
    def test_list_page_calendar_and_filter_say_the_same(self, as_role, project):
        today = timezone.localdate()
        spans = {"Planned": ("planned", 0, 9), "Agreed": ("agreed", 1, 9),
                 "Running": ("agreed", 0, 0), "Over": ("agreed", -9, -1),
                 "Stopped": ("stopped", 0, 9)}  # fmt: skip
        made = {
            name: CampaignFactory(
                project=project, name=f"It is {name}", state=state,
                starts_on=today + datetime.timedelta(first),
                ends_on=today + datetime.timedelta(last),
            )
            for name, (state, first, last) in spans.items()
        }  # fmt: skip
        web = as_role("viewer")
        start = today - datetime.timedelta(14)
        shown = calendar.quarter(project, start, "en")
        drawn = {bar.campaign.name: bar.phase for lane in shown.lanes for bar in lane.bars}
        assert drawn == {f"It is {name}": name for name in made if name != "Stopped"}
        for name, row in made.items():
            assert f" · {name}" in page(web.get(url("campaign", project, row.pk)))
            listed = page(web.get(url("campaigns", project), {"state": name.lower()}))
            assert [one for one in made if f"It is {one}" in listed] == [name]


class TestChart:
    def test_a_line_breaks_where_nobody_measured(self, as_role, project):
        campaign = CampaignFactory(project=project)
        for day, spend in ((1, 5), (2, None), (5, 7), (6, 8)):
            OutcomeFactory(campaign=campaign, day=datetime.date(2027, 3, day), spend=spend,
                           conversions=None, clicks=None)  # fmt: skip
        (chart,) = charts.over_time(campaign, figures.daily(campaign))
        assert [line.points for line in chart.series if line.name.text == "Spend"] == [
            [["2027-03-01", 5.0], ["2027-03-02", None], ["2027-03-05", 7.0], ["2027-03-06", 8.0]]
        ]
        text = page(as_role("viewer").get(url("campaign", project, campaign.pk)))
        assert "<td>2027-03-02</td><td>–</td>" in text


class TestCalendar:
    def test_weeks_markets_and_holidays(self, as_role, project):
        CampaignFactory(project=project, name="Ostern", starts_on=datetime.date(2027, 3, 22),
                        ends_on=datetime.date(2027, 4, 4))  # fmt: skip
        CampaignFactory(project=project, name="Halted", state="stopped")
        shown = calendar.quarter(project, datetime.date(2027, 3, 3), "en")
        assert shown.start == datetime.date(2027, 3, 1)
        (lane,) = shown.lanes
        (bar,) = lane.bars
        assert (bar.first, bar.last) == (4, 5)
        assert [one.name for one in bar.holidays] == ["Good Friday", "Easter Monday"]
        text = page(as_role("viewer").get(url("calendar", project), {"from": "2027-03-03"}))
        assert "Ostern" in text
        assert "Good Friday" in text
        assert "Halted" not in text

    @pytest.mark.parametrize("asked", ["", "soon", "0001-01-01", "9999-12-31"])
    def test_any_day_can_be_asked_for(self, as_role, project, asked):
        assert as_role().get(url("calendar", project), {"from": asked}).status_code == 200

    def test_holidays_in_chinese_and_of_no_country(self):
        february = datetime.date(2027, 2, 1), datetime.date(2027, 2, 28)
        named = public_holidays.between("CHN", *february, "zh-hans")
        assert "春节" in [one.name for one in named]
        with pytest.raises(LookupError):
            public_holidays.between("XKX", *february)


class TestLinks:
    def test_parameters_are_put_beside_what_is_there(self):
        assert links.tracked("https://a.example/x?ref=1&utm_source=old#top", source="new") == (
            "https://a.example/x?ref=1&utm_source=new#top"
        )

    def test_names_become_words(self, project):
        campaign = CampaignFactory(project=project, name="Spring launch 2027")
        channel = ChannelFactory(project=project, name="Search engine", medium="cpc")
        row = CreativeFactory(campaign=campaign, channel=channel, name="Advert A",
                              landing_url="https://a.example/")  # fmt: skip
        assert links.link_of(row) == (
            "https://a.example/?utm_source=search-engine&utm_medium=cpc"
            "&utm_campaign=spring-launch-2027&utm_content=advert-a-de"
        )
