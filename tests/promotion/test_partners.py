"""Channel partners: contracts that end, and what their channels bring."""

from __future__ import annotations

import datetime
import html
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.events.models import AuditEntry
from apps.promotion.models import Partner
from apps.promotion.partners import figures
from tests.api.conftest import Caller
from tests.factories.projects import MembershipFactory
from tests.factories.promotion import (
    CampaignFactory,
    ChannelFactory,
    CreativeFactory,
    OutcomeFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def page(response):
    return " ".join(html.unescape(response.content.decode()).split())


def test_a_partner_with_what_its_channel_brought(as_role, at, project):
    fair = ChannelFactory(project=project, name="Partner fair")
    german = CampaignFactory(project=project, market="DEU")
    for campaign, spend in (
        (german, 100), (german, 20), (CampaignFactory(project=project, market="FRA"), 900),
        (CampaignFactory(project=project, market="AUT", currency="CHF"), 7),
    ):  # fmt: skip
        OutcomeFactory(campaign=campaign, channel=fair, spend=Decimal(spend), conversions=2)
    OutcomeFactory(campaign=german, spend=Decimal(5000))  # in another channel
    web = as_role("analyst")
    sent = {"name": "Alpenhandel", "stage": "active", "markets": "Germany, 奥地利",
            "channel": fair.pk, "contract_from": "2026-01-01",
            "contract_until": (timezone.localdate() + 12 * DAY).isoformat()}  # fmt: skip
    made = web.post(at("new", "partner"), sent)
    row = Partner.objects.get()
    assert made.url == at("partner", row.pk)
    assert row.markets == ["DEU", "AUT"]
    text = page(web.get(made.url))
    assert "ends in 12 days. Renew it" in text
    assert "120 EUR" in text
    assert "30 EUR" in text  # for each of four conversions
    assert "7 CHF" in text
    assert "ends in 12 days" in page(web.get(at("partners")))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"contract_from": "2026-02-01", "contract_until": "2026-01-31"}, "contract_until"),
        ({"markets": "Atlantis"}, "markets"),
        ({"name": "Taken"}, "name"),
        ({"stage": "married"}, "stage"),
    ],
)
def test_what_cannot_be(as_role, at, project, values, field):
    PartnerFactory(project=project, name="Taken")
    sent = {"name": "New", "stage": "prospect", **values}
    answer = as_role("analyst").post(at("new", "partner"), sent)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_channel_belongs_to_one_partner(project):
    caller = Caller(MembershipFactory(project=project, role="analyst").user)
    channel = ChannelFactory(project=project)
    first = PartnerFactory(project=project, channel=channel)
    address = f"projects/{project.pk}/partners/"
    answer = caller.post(address, {"name": "Second", "channel": str(channel.pk)})
    assert (answer.status_code, answer.json()["existing"]) == (409, str(first.pk))
    foreign = caller.post(address, {"name": "Third", "channel": str(ChannelFactory().pk)})
    assert foreign.status_code == 400


def test_a_deleted_channel_is_taken_from_partners_and_creatives_and_they_say_so(project):
    caller = Caller(MembershipFactory(project=project, role="editor").user)
    channel = ChannelFactory(project=project, name="Partner fair")
    rows = [
        PartnerFactory(project=project, channel=channel),
        CreativeFactory(campaign=CampaignFactory(project=project), channel=channel),
    ]
    beside = CreativeFactory(campaign=rows[1].campaign, channel=ChannelFactory(project=project))
    answer = caller.delete(f"projects/{project.pk}/channels/{channel.pk}/")
    assert answer.status_code == 204
    for row in rows:
        had = row.version, row.updated_at
        row.refresh_from_db()
        assert (row.channel, row.version) == (None, had[0] + 1)
        assert row.updated_at > had[1]
        told = AuditEntry.objects.get(subject_id=row.pk, kind__endswith=".updated")
        assert told.data["changes"] == {"channel": ["Partner fair", None]}
    beside.refresh_from_db()
    assert beside.version == 1


@pytest.mark.parametrize(
    ("stage", "days", "told"),
    [("active", 60, 60), ("active", 61, None), ("active", 0, 0), ("active", -1, -1),
     ("ended", -1, None), ("talking", 5, None), ("active", None, None)],
)  # fmt: skip
def test_only_contracts_in_force_end(stage, days, told):
    today = datetime.date(2027, 3, 1)
    until = None if days is None else today + days * DAY
    found = figures.ending(Partner(stage=stage, contract_until=until), today)
    assert (found.days if found else None) == told
    assert found is None or found.is_over == (told < 0)
