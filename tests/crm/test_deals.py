"""Deals and their stages; activities; pages and REST."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apps.crm.deals import figures
from apps.crm.deals.stages import DEFAULT, Wording, change, stages
from apps.crm.models import Activity, Deal, DealMove, DealStage
from apps.events.models import AuditEntry
from apps.projects.domain.errors import Refused
from apps.projects.synced import Tombstone
from tests.crm.test_pages import as_role, page, project, url
from tests.factories.crm import CompanyFactory, ContactFactory, LeadFactory
from tests.factories.crm_more import ActivityFactory, DealFactory, DealStageFactory
from tests.factories.projects import ProjectFactory

__all__ = ["as_role", "project"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(caller):
    return ProjectFactory(owner=caller.user, currency="EUR")


def at(project, *parts):
    return "/".join([f"projects/{project.pk}", *(str(part) for part in parts), ""])


class TestDealsOverRest:
    def test_a_deal_goes_through_the_stages_and_its_way_is_kept(self, caller, mine):
        company = CompanyFactory(project=mine)
        sent = {"name": "Lamps", "company": str(company.pk), "amount": "48000", "market": "deu"}
        made = caller.post(at(mine, "deals"), sent)
        assert made.status_code == 201, made.content
        told = made.json()
        assert (told["stage"], told["currency"], told["amount"]) == ("contacted", "EUR", "48000.00")
        assert (told["market"], told["closed_on"]) == ("DEU", None)
        row = at(mine, "deals", told["id"])
        assert caller.patch(row, {"stage": "offer", "probability": 60}).status_code == 200
        lost = caller.patch(row, {"stage": "lost"})
        assert "why the deal was lost" in lost.content.decode()
        told = caller.patch(row, {"stage": "lost", "reason": "Too dear"}).json()
        assert (told["probability"], told["closed_on"]) == (None, str(timezone.localdate()))
        moves = DealMove.objects.values_list("from_stage", "to_stage", "reason")
        assert list(moves) == [
            ("", "In talks", ""), ("In talks", "Offer sent", ""),
            ("Offer sent", "Deal lost", "Too dear"),
        ]  # fmt: skip
        assert caller.patch(row, {"stage": "offer"}).json()["closed_on"] is None
        found = caller.get(f"{at(mine, 'deals')}?stage=offer&outcome=open&q=lam").json()
        assert [one["id"] for one in found["results"]] == [told["id"]]
        assert caller.delete(row).status_code == 204
        assert Tombstone.objects.filter(kind="crm.deal").exists()

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"name": " "}, "name"), ({"stage": "dreams"}, "stage"), ({"amount": "-1"}, "amount"),
            ({"amount": "NaN"}, "amount"), ({"amount": "1e40"}, "amount"),
            ({"currency": "XXY"}, "currency"), ({"probability": 101}, "probability"),
            ({"market": "XYZ"}, "market"), ({"expected_on": "soon"}, "expected_on"),
            ({"company": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"}, "company"),
            ({"owner": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"}, "owner"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, caller, mine, sent, field):
        told = caller.post(at(mine, "deals"), {"name": "Lamps", **sent})
        assert told.status_code == 400, told.content
        assert f"/{field}" in told.content.decode()
        assert not Deal.objects.exists()

    def test_what_is_of_another_project_cannot_be_linked(self, caller, mine):
        other = ContactFactory()
        told = caller.post(at(mine, "deals"), {"name": "Lamps", "contact": str(other.pk)})
        assert "no such contact" in told.content.decode()
        DealStageFactory(key="theirs")
        told = caller.post(at(mine, "deals"), {"name": "Lamps", "stage": "theirs"})
        assert told.status_code == 400

    def test_upserts_and_batches_as_any_collection(self, caller, mine):
        by = at(mine, "deals", "by-external", "hubspot", "7")
        assert caller("put", by, {"name": "Lamps"}).status_code == 201
        assert caller("put", by, {"name": "Lamps"}).status_code == 200
        rows = [{"by_external": {"system": "hubspot", "id": "7"}, "stage": "won"}, {"name": ""}]
        told = caller.post(at(mine, "deals", "batch"), {"rows": rows}).json()
        assert (told["updated"], told["failed"]) == (1, 1)


class TestActivities:
    def test_an_activity_is_written_done_and_kept_in_step(self, caller, mine):
        contact = ContactFactory(project=mine)
        sent = {"kind": "task", "subject": "Send samples", "due_on": "2026-12-04",
                "contact": str(contact.pk)}  # fmt: skip
        made = caller.post(at(mine, "activities"), sent)
        assert made.status_code == 201, made.content
        row = at(mine, "activities", made.json()["id"])
        done = caller.patch(row, {"done_at": "2026-12-01T10:00:00Z"}).json()
        assert (done["done_at"], done["version"]) == ("2026-12-01T10:00:00Z", 2)
        listed = caller.get(f"{at(mine, 'activities')}?contact={contact.pk}&done_at__isnull=true")
        assert listed.json()["results"] == []

    @pytest.mark.parametrize(
        ("sent", "field"),
        [({"subject": ""}, "subject"), ({"kind": "dance"}, "kind"), ({"contact": None}, "contact"),
         ({"lead": "7b0f0b34-6b0a-4d0c-8a43-0f6f5d4b2c10"}, "lead")],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, caller, mine, sent, field):
        contact = str(ContactFactory(project=mine).pk)
        told = caller.post(
            at(mine, "activities"), {"kind": "note", "subject": "x", "contact": contact, **sent}
        )
        assert told.status_code == 400
        assert f"/{field}" in told.content.decode()

    @pytest.mark.parametrize("kind", ["contact", "lead"])
    def test_they_go_with_the_person_and_so_does_what_the_trail_says(self, caller, mine, kind):
        factory = {"contact": ContactFactory, "lead": LeadFactory}[kind]
        person = factory(project=mine, name="Anna Schmidt", email="")
        deal = DealFactory(project=mine, **({"contact": person} if kind == "contact" else {}))
        caller.post(
            at(mine, "activities"),
            {"kind": "note", "subject": "Anna likes lamps", kind: str(person.pk)},
        )
        if kind == "contact":
            caller.patch(at(mine, "deals", deal.pk), {"name": "Order of shops"})
        assert caller.post(at(mine, f"{kind}s", person.pk, "erase")).status_code == 204
        assert not Activity.objects.exists()
        assert Tombstone.objects.filter(kind="crm.activity").exists()
        deal.refresh_from_db()
        assert deal.contact is None
        told = str(list(AuditEntry.objects.values("subject_label", "data")))
        assert "Anna" not in told
        assert kind == "lead" or "Order of shops" in told


class TestStages:
    def test_a_project_starts_with_the_usual_ones(self, project):
        assert [one.key for one in stages(project.pk)] == [key for key, *_ in DEFAULT]
        assert not DealStage.objects.exists()

    def test_they_are_renamed_and_another_one_stands_before_the_ends(self, project):
        owner = project.memberships.get().user
        known = {one.key: Wording(one.name, one.probability) for one in stages(project.pk)}
        known["offer"] = Wording("Quote", 55)
        rows = change(project, owner, known, Wording("试用", 60))
        assert [one.key for one in rows][-3:] == ["stage", "won", "lost"]
        again = {one.key: (one.name, one.probability) for one in stages(project.pk)}
        assert again["offer"] == ("Quote", 55)
        assert again["stage"] == ("试用", 60)
        assert again["won"] == ("Deal won", 100)
        assert AuditEntry.objects.filter(kind="crm.stages.changed").count() == 1
        with pytest.raises(Refused, match="between 0 and 100"):
            change(project, owner, {"offer": Wording("Quote", 101)})
        with pytest.raises(Refused, match="name"):
            change(project, owner, {"offer": Wording(" ", 1)})


class TestFigures:
    def test_the_board_counts_and_adds_by_currency(self, project):
        offer = DealStageFactory(project=project, key="offer", place=1, probability=50)
        won = DealStageFactory(project=project, key="won", place=2, outcome="won")
        for amount, currency in ((100, "EUR"), (50, "EUR"), (7, "USD"), (None, "")):
            DealFactory(project=project, stage=offer, amount=amount, currency=currency)
        DealFactory(project=project, stage=won, amount=5, closed_on=date(2020, 1, 1))
        DealFactory(amount=1000, currency="EUR")  # of another project
        for _ in range(figures.CARDS + 1):
            DealFactory(project=project, stage=won)
        first, last = figures.board(project)
        assert (first.count, first.sums, len(first.deals)) == (4, ["150 EUR", "7 USD"], 4)
        assert last.count == figures.CARDS + 1, "one ended long ago"
        assert len(last.deals) == figures.CARDS

    def test_what_is_due_comes_in_the_order_of_its_day(self, project):
        today = timezone.localdate()
        late = ActivityFactory(project=project, due_on=today - timedelta(days=1))
        soon = ActivityFactory(project=project, due_on=today)
        ActivityFactory(project=project)  # no day
        ActivityFactory(project=project, due_on=today, done_at=timezone.now())
        assert list(figures.due(project)) == [late, soon]
        assert [figures.late(one) for one in (late, soon)] == [True, False]


class TestPages:
    def test_a_deal_is_added_moved_and_deleted(self, as_role, project):
        CompanyFactory(project=project, name="Leuchten Nord")
        anna = ContactFactory(project=project, email="anna@example.com")
        client = as_role("editor")
        assert "No deals yet" in page(client.get(url("deals_board", project)))
        sent = {"name": "Lamps", "stage": "offer", "company": "leuchten nord",
                "contact": "Anna@example.com", "amount": "1200.50", "currency": "EUR"}  # fmt: skip
        assert client.post(url("deal_new", project), sent).status_code == 302
        deal = Deal.objects.get()
        assert (deal.contact, deal.stage.key) == (anna, "offer")
        shown = page(client.get(url("deal", project, deal)))
        for text in ("Lamps", "1,200.50 EUR", "600.25 EUR", "50 %", "Offer sent", anna.name):
            assert text in shown
        assert "Lamps" in page(client.get(url("deals_board", project)))
        assert "Lamps" in page(client.get(f"{url('deals', project)}?stage=offer&q=nord"))
        move = url("deal_move", project, deal)
        told = client.post(move, {"stage": "lost"})
        assert (told.status_code, "why the deal was lost" in page(told)) == (422, True)
        assert client.post(move, {"stage": "won"}).status_code == 302
        assert "Deal won" in page(client.get(url("deal", project, deal)))
        client.post(url("deal_delete", project, deal), {"confirm": "Lamps"})
        assert not Deal.objects.exists()

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [({"name": ""}, "This field is required"), ({"contact": "Nobody"}, "There is no contact"),
         ({"contact": "Twin"}, "Several contacts"), ({"amount": "much"}, "Enter a number"),
         ({"stage": "lost"}, "why the deal was lost")],
    )  # fmt: skip
    def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
        self, as_role, project, values, sentence
    ):
        for _ in range(2):
            ContactFactory(project=project, name="Twin")
        sent = {"name": "Lamps", "stage": "offer", "note": "typed", **values}
        told = as_role("analyst").post(url("deal_new", project), sent)
        assert told.status_code == 422
        assert sentence in page(told)
        assert "typed" in page(told)

    def test_an_activity_is_added_on_the_page_of_a_record_and_done(self, as_role, project):
        company = CompanyFactory(project=project)
        client = as_role("analyst")
        new = f"{url('activity_new', project)}?company={company.pk}"
        sent = {"kind": "task", "subject": "Send samples", "due_on": "2026-01-04"}
        assert client.post(new, sent)["Location"] == url("company", project, company)
        assert "Send samples" in page(client.get(url("company", project, company)))
        listed = page(client.get(url("activities", project)))
        assert "Send samples" in listed
        assert ">late<" in listed
        activity = Activity.objects.get()
        client.post(url("activity_done", project, activity), {"back": "list"})
        assert "Nothing is due" in page(client.get(url("activities", project)))
        client.post(url("activity_done", project, activity), {"open": "1"})
        assert "Send samples" in page(client.get(url("activities", project)))
        assert client.get(f"{url('activity_new', project)}?company=x").status_code == 404
        theirs = CompanyFactory()
        assert client.get(f"{url('activity_new', project)}?company={theirs.pk}").status_code == 404
        told = client.post(url("activity_new", project), sent)
        assert "Say of which contact" in page(told)


def test_a_project_is_deleted_with_its_deals(project):
    DealFactory(project=project)
    DealFactory()
    project.delete()
    assert Deal.objects.count() == 1
