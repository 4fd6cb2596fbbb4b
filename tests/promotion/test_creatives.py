"""Creatives: claims that are found, and an approval that nobody gives to themselves."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.promotion.domain import approval, claims
from apps.promotion.models import Creative
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.promotion import CampaignFactory, CreativeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(home_country="CHN", currency="EUR")


@pytest.fixture
def creative(project):
    return CreativeFactory(campaign=CampaignFactory(project=project))


@pytest.fixture
def someone(project):
    return lambda role: MembershipFactory(project=project, role=role).user


def url(name, row):
    return reverse(f"promotion:{name}", args=[row.project_id, row.pk])


def found(text, market):
    campaign = CampaignFactory(market=market)
    row = CreativeFactory(campaign=campaign, headline=text)
    return {one.rule.key: one for one in claims.findings(row)}


@pytest.mark.parametrize(
    ("text", "market", "rule", "words"),
    [
        ("国家级品质，最佳选择", "CHN", "superlative_cn", ("国家级", "最佳")),
        ("Unser klimaneutraler Assistent", "DEU", "environment_eu", ("klimaneutraler",)),
        ("An eco-friendly assistant", "GBR", "green_eu", ("eco-friendly",)),
        ("The best assistant, number one", "USA", "best", ("The best", "number one")),
        ("完全免费", "SGP", "free", ("免费",)),
        ("100% accurate answers", "USA", "certain", ("100% accurate",)),
        ("Nur heute!", "AUT", "hurry", ("Nur heute",)),
        ("It cures headaches", "JPN", "cure", ("cures",)),
    ],
)
def test_a_claim_is_found_where_its_rule_holds(text, market, rule, words):
    assert found(text, market)[rule].words == words


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("国家级品质", "SGP"),  # the rule is of another market
        ("Carbon neutral", "USA"),
        ("A secure assistant for freelancers", "USA"),  # no word of a rule, only a part of one
        ("Antworten in Sekunden", "DEU"),
    ],
)
def test_nothing_is_found_elsewhere(text, market):
    assert not found(text, market)


def test_a_forbidden_claim_stands_first(client, project, someone):
    row = CreativeFactory(campaign=CampaignFactory(project=project),
                          headline="Der beste, klimaneutrale Assistent")  # fmt: skip
    client.force_login(someone("viewer"))
    text = client.get(url("creative", row)).content.decode()
    assert text.index("klimaneutrale</strong>") < text.index("beste</strong>")
    assert "not legal advice" in text


def test_forbidden_words_are_asked_about_once_more(client, project, someone):
    campaign = CampaignFactory(project=project, market="DEU")
    row = CreativeFactory(campaign=campaign, headline="Klimaneutral, und die Nr. 1")
    client.force_login(someone("analyst"))
    asked = client.post(url("creative_submit", row))
    text = asked.content.decode()
    assert "Forbidden in Germany: Klimaneutral." in text
    assert 'name="sure"' in text
    row.refresh_from_db()
    assert row.state == Creative.State.DRAFT
    client.post(url("creative_submit", row), {"sure": "1"})
    row.refresh_from_db()
    assert row.state == Creative.State.SUBMITTED


class TestApproval:
    def test_by_somebody_else_and_with_a_trace(self, client, creative, someone):
        author, editor = someone("analyst"), someone("editor")
        client.force_login(author)
        client.post(url("creative_submit", creative))
        client.force_login(editor)
        client.post(url("creative_decide", creative), {"decision": "approve"})
        creative.refresh_from_db()
        assert (creative.state, creative.decided_by) == ("approved", editor)
        kinds = AuditEntry.objects.filter(project=creative.project).values_list("kind", flat=True)
        assert {"promotion.creative.submitted", "promotion.creative.approved"} <= set(kinds)

    def test_nobody_decides_on_their_own(self, client, creative, someone):
        client.force_login(someone("owner"))
        client.post(url("creative_submit", creative))
        refused = client.post(
            url("creative_decide", creative), {"decision": "approve"}, follow=True
        )
        assert "You handed this in yourself" in refused.content.decode()
        creative.refresh_from_db()
        assert creative.state == "submitted"

    def test_a_refusal_needs_a_reason(self, client, creative, someone):
        client.force_login(someone("analyst"))
        client.post(url("creative_submit", creative))
        client.force_login(someone("editor"))
        refused = client.post(url("creative_decide", creative), {"decision": "refuse"})
        assert refused.status_code == 422
        assert "Say why" in refused.content.decode()
        client.post(url("creative_decide", creative), {"decision": "refuse", "reason": "Too loud"})
        creative.refresh_from_db()
        assert (creative.state, creative.decision_note) == ("refused", "Too loud")

    def test_a_draft_cannot_be_decided_on(self, client, creative, someone):
        client.force_login(someone("editor"))
        refused = client.post(
            url("creative_decide", creative), {"decision": "approve"}, follow=True
        )
        assert "Only what was handed in" in refused.content.decode()

    def test_a_change_of_what_is_shown_opens_it_again(self, client, creative, someone):
        Creative.objects.filter(pk=creative.pk).update(state="approved")
        client.force_login(someone("editor"))
        edit = reverse("promotion:edit", args=[creative.project_id, "creative", creative.pk])
        same = {"campaign": creative.campaign_id, "name": "Renamed", "language": "de",
                "headline": creative.headline}  # fmt: skip
        client.post(edit, same)
        creative.refresh_from_db()
        assert (creative.name, creative.state) == ("Renamed", "approved")
        client.post(edit, {**same, "headline": "Etwas anderes"})
        creative.refresh_from_db()
        assert creative.state == "draft"

    def test_a_viewer_and_a_stranger(self, client, creative, someone):
        client.force_login(someone("viewer"))
        assert client.post(url("creative_submit", creative)).status_code == 403
        client.force_login(MembershipFactory(role="owner").user)
        assert client.get(url("creative", creative)).status_code == 404
        assert client.post(url("creative_submit", creative)).status_code == 404

    def test_nobody_approves_a_text_that_was_changed_since(self, client, creative, someone):
        approval.submit(creative, someone("analyst"))
        client.force_login(someone("editor"))
        seen = client.get(url("creative", creative)).context["form"].initial["seen"]
        Creative.objects.get(pk=creative.pk).save()
        told = client.post(
            url("creative_decide", creative), {"decision": "approve", "seen": seen}, follow=True
        )
        assert "Read it again before you decide" in told.content.decode()
        creative.refresh_from_db()
        assert creative.state == "submitted"
        seen = told.context["form"].initial["seen"]
        client.post(url("creative_decide", creative), {"decision": "approve", "seen": seen})
        creative.refresh_from_db()
        assert creative.state == "approved"

    def test_what_was_approved_for_a_market_stays_in_it(self, client, creative, someone):
        Creative.objects.filter(pk=creative.pk).update(state="approved")
        client.force_login(someone("editor"))
        campaign = creative.campaign
        edit = reverse("promotion:edit", args=[creative.project_id, "campaign", campaign.pk])
        sent = {"name": campaign.name, "market": "CHN", "starts_on": campaign.starts_on,
                "ends_on": campaign.ends_on, "currency": "EUR", "state": "agreed"}  # fmt: skip
        assert "approved for its market" in client.post(edit, sent).content.decode()
