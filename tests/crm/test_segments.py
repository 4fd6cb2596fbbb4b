"""Segments: who is in them, what is refused, pages and REST."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.crm.consent import suppressing
from apps.crm.models import Activity, Segment
from apps.crm.segments import members, rows
from tests.crm.test_pages import as_role, page, project, url
from tests.factories.crm import CompanyFactory, ContactFactory, LeadFactory
from tests.factories.crm_more import (
    ActivityFactory,
    ConsentFactory,
    DealFactory,
    DealStageFactory,
    SegmentFactory,
)
from tests.factories.projects import ProjectFactory

__all__ = ["as_role", "project"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(project):
    """Anna fits every rule below, Bea none; somebody of another project is like Anna."""
    anna = ContactFactory(
        project=project, name="Anna", country="DEU", tags=["fair 2026", "展会"],
        attributes={"segment": "retail", "score": 7, "vip": True},
    )  # fmt: skip
    bea = ContactFactory(project=project, name="Bea", country="FRA", tags=["fair"],
                         attributes={"segment": "retailer", "score": 8})  # fmt: skip
    ContactFactory(country="DEU", tags=["fair 2026"])
    ConsentFactory(contact=anna)
    ConsentFactory(contact=bea, decision="withdrawn")
    DealFactory(project=project, contact=anna, stage=DealStageFactory(project=project, key="offer"))
    ActivityFactory(project=project, contact=anna)
    ActivityFactory(project=project, contact=bea)
    old = timezone.now() - timedelta(days=100)
    Activity.objects.filter(contact=bea).update(created_at=old)
    return anna, bea


class TestWho:
    @pytest.mark.parametrize(
        "rules",
        [
            {"countries": ["DEU", "AUT"]}, {"tags": ["fair 2026", "none"]}, {"tags": ["展会"]},
            {"consent": "surveys"}, {"stages": ["offer"]}, {"active_within": 30},
            {"attributes": {"segment": "retail"}}, {"attributes": {"score": 7}},
            {"attributes": {"vip": True}},
            {"countries": ["DEU"], "tags": ["fair 2026"], "consent": "surveys"},
        ],
    )  # fmt: skip
    def test_each_rule_finds_anna(self, project, people, rules):
        segment = SegmentFactory(project=project, rules=rules)
        assert list(members(segment)) == [people[0]]

    @pytest.mark.parametrize("name", ["contains", "isnull", "in", "a__range", "has_key", "range"])
    def test_own_fields_of_any_name_are_only_names(self, project, name):
        match = ContactFactory(project=project, attributes={name: "x"})
        ContactFactory(project=project, attributes={name: "xx"})
        ContactFactory(project=project, attributes={"x": True})
        segment = SegmentFactory(project=project, rules={"attributes": {name: "x"}})
        assert list(members(segment)) == [match]

    @pytest.mark.parametrize("rules", [{"quiet_for": 30}, {"countries": ["FRA"]}])
    def test_and_these_find_bea(self, project, people, rules):
        assert list(members(SegmentFactory(project=project, rules=rules))) == [people[1]]

    def test_without_rules_all_are_in_it_and_nobody_of_another_project(self, project, people):
        assert set(members(SegmentFactory(project=project))) == set(people)

    def test_who_is_suppressed_is_not_written_to(self, project, people):
        segment = SegmentFactory(project=project, rules={"consent": "surveys"})
        owner = project.memberships.get().user
        suppressing.add(project, owner, ("email", people[0].email), "complaint")
        assert not members(segment).exists()

    def test_of_companies_and_leads_the_people_are_meant(self, project):
        company = CompanyFactory(project=project, country="DEU")
        agreed, other = (ContactFactory(project=project, company=company) for _ in range(2))
        ConsentFactory(contact=agreed)
        rules = {"countries": ["DEU"]}
        segment = SegmentFactory(project=project, of="company", rules=rules)
        assert list(rows(segment)) == [company]
        assert set(members(segment)) == {agreed, other}
        segment.rules = {**rules, "consent": "surveys"}
        assert list(members(segment)) == [agreed]
        LeadFactory(project=project, state="converted", contact=other)
        LeadFactory(project=project, state="new")
        leads = SegmentFactory(project=project, of="lead", rules={"stages": ["converted"]})
        assert rows(leads).count() == 1
        assert list(members(leads)) == [other]


class TestRest:
    def test_a_segment_is_made_and_its_people_are_walked(self, caller):
        mine = ProjectFactory(owner=caller.user)
        anna = ContactFactory(project=mine, country="DEU")
        ContactFactory(project=mine, country="FRA")
        base = f"projects/{mine.pk}/"
        sent = {"name": "North", "of": "contact", "rules": {"countries": ["deu"]}}
        made = caller.post(f"{base}segments/", sent)
        assert made.status_code == 201, made.content
        assert made.json()["rules"]["countries"] == ["DEU"]
        found = caller.get(f"{base}contacts/?segment={made.json()['id']}").json()["results"]
        assert [row["id"] for row in found] == [str(anna.pk)]
        theirs = SegmentFactory()
        assert caller.get(f"{base}contacts/?segment={theirs.pk}").json()["results"] == []
        taken = caller.post(f"{base}segments/", {**sent, "name": " North "})
        assert taken.status_code == 409

    @pytest.mark.parametrize(
        "change",
        [
            {"of": "deal"}, {"name": ""}, {"rules": {"consent": "sales"}},
            {"rules": {"stages": ["dreams"]}}, {"rules": {"countries": ["XYZ"]}},
            {"rules": {"colour": "red"}}, {"rules": {"quiet_for": 0}}, {"rules": []},
            {"rules": {"attributes": {"Bad Name": 1}}}, {"rules": {"attributes": {"x": [1]}}},
            {"name": "x" * 121},
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, caller, change):
        mine = ProjectFactory(owner=caller.user)
        sent = {"name": "North", "of": "contact", **change}
        told = caller.post(f"projects/{mine.pk}/segments/", sent)
        assert told.status_code == 400, told.content
        assert not Segment.objects.exists()


class TestPages:
    def test_a_segment_is_added_changed_and_deleted(self, as_role, project, people):
        client = as_role("editor")
        assert "No segments yet" in page(client.get(url("segments", project)))
        sent = {"name": "North", "of": "contact", "countries": "Germany", "tags": "fair 2026",
                "consent": "surveys", "stages": ["offer"], "attributes": "score: 7"}  # fmt: skip
        made = client.post(url("segment_new", project), sent)
        assert made.status_code == 302, page(made)
        segment = Segment.objects.get()
        shown = page(client.get(url("segment", project, segment)))
        assert "Anna" in shown
        assert "Bea" not in shown
        form = client.get(url("segment_edit", project, segment)).context["form"]
        assert form["attributes"].value() == "score: 7"
        assert form["stages"].value() == ["offer"]
        told = client.post(url("segment_edit", project, segment), {**sent, "countries": "Nowhere"})
        assert told.status_code == 422
        client.post(url("segment_edit", project, segment), {"name": "All", "of": "contact"})
        assert set(members(Segment.objects.get())) == set(people)
        client.post(url("segment_delete", project, segment), {"confirm": "All"})
        assert not Segment.objects.exists()
