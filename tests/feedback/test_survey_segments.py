"""Invitations to the people of a segment: those who fit today and have agreed, nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from apps.crm.segments.records import SEGMENTS
from apps.projects.domain import records
from tests.factories.crm import CompanyFactory, ContactFactory
from tests.factories.crm_more import ConsentFactory, SegmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.surveys import SurveyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Any:
    return SurveyFactory(project=ProjectFactory())


def address(survey: Any) -> str:
    return reverse("feedback:survey_invite", args=[survey.project_id, survey.pk])


def people(survey: Any, *names: str, **values: Any) -> list[Any]:
    """Contacts who agreed to be asked."""
    made = [
        ContactFactory(project=survey.project, email=f"{name}@example.com", **values)
        for name in names
    ]
    for one in made:
        ConsentFactory(contact=one)
    return made


def asked(survey: Any) -> set[str]:
    emails = survey.invitations.values_list("contact__email", flat=True)
    return {email.partition("@")[0] for email in emails}


def test_those_of_a_segment_are_asked_and_consent_is_asked_as_ever(survey, client):
    people(survey, "ann", "bob", country="DEU")
    people(survey, "cid", country="FRA")
    ContactFactory(project=survey.project, email="dan@example.com", country="DEU")
    chosen = SegmentFactory(project=survey.project, rules={"countries": ["DEU"]})
    client.force_login(survey.project.memberships.get().user)
    page = client.get(address(survey), {"segment": chosen.pk}).text
    assert "3 contacts fit" in page
    assert "1 × has not agreed to invitations" in page
    assert f'name="segment" value="{chosen.pk}"' in page
    client.post(address(survey), {"segment": chosen.pk, "country": "", "tag": ""})
    assert asked(survey) == {"ann", "bob"}
    assert "All contacts" in client.get(address(survey)).text


def test_country_and_tag_narrow_a_segment_of_companies(survey, client):
    firm = CompanyFactory(project=survey.project, tags=["fair"])
    people(survey, "ann", company=firm, country="DEU", tags=["Buyer"])
    people(survey, "bob", company=firm, country="DEU")
    people(survey, "cid", company=firm, country="FRA", tags=["buyer"])
    people(survey, "dan", country="DEU", tags=["buyer"])
    chosen = SegmentFactory(project=survey.project, of="company", rules={"tags": ["fair"]})
    client.force_login(survey.project.memberships.get().user)
    client.post(address(survey), {"segment": chosen.pk, "country": "DEU", "tag": "buyer"})
    assert asked(survey) == {"ann"}


def test_a_segment_that_is_not_there_asks_nobody(survey, client):
    """Neither one of another project nor one that was deleted while the page was open."""
    people(survey, "ann")
    user = survey.project.memberships.get().user
    client.force_login(user)
    gone = SegmentFactory(project=survey.project)
    records.delete(SEGMENTS, gone, user)
    for one in (gone, SegmentFactory()):
        assert "0 contacts fit" in client.get(address(survey), {"segment": one.pk}).text
        page = client.post(address(survey), {"segment": one.pk})
        assert "Select a valid choice" in page.text
        assert asked(survey) == set()
