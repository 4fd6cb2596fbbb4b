"""The course of exchanges: bounds, turns, whose name they are in, and records that were merged."""

from __future__ import annotations

import pytest

from apps.crm.connectors import running
from apps.crm.connectors.systems.espocrm import EspoCrm
from apps.crm.domain.contacts import CONTACTS
from apps.crm.merging import joining
from apps.crm.merging.kinds import KINDS
from apps.crm.models import Contact, SyncLink, SyncOutcome, SyncRun
from apps.projects.domain.records import Draft, write_one
from apps.projects.models import Membership
from tests.crm.connectors.conftest import ended, fresh, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(espo):
    return [
        espo.add("Contact", lastName=f"N{n}", emailAddress=f"n{n}@example.com") for n in range(7)
    ]


def test_a_dry_run_looks_at_a_part_and_says_so(joined, owner, many, monkeypatch):
    monkeypatch.setattr(running, "MOST_DRY", 2)
    monkeypatch.setattr("apps.crm.connectors.systems.espocrm.PAGE", 4)
    done = run(joined, owner, dry=True)
    assert (done.cut, done.counts["contact"]["in"]["created"]) == (True, 3)


def test_only_so_many_rows_are_written_down(joined, owner, many, monkeypatch):
    monkeypatch.setattr("apps.crm.connectors.exchange.MOST_KEPT", 3)
    done = run(joined, owner)
    assert done.counts["contact"]["in"] == {"created": 7}
    assert SyncOutcome.objects.filter(run=done).count() == 3


def test_a_long_exchange_lets_others_have_the_worker(joined, owner, many, monkeypatch):
    monkeypatch.setattr(running, "SLICE", -1.0)
    rung = []
    monkeypatch.setattr(running, "ring", rung.append)
    made = running.start(joined, owner)
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, rung) == ("queued", [made.pk])
    monkeypatch.setattr(running, "SLICE", 300.0)
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, Contact.objects.count()) == ("done", 7)


def test_a_worker_that_was_given_up_writes_nothing_more(joined, owner, many, monkeypatch):
    made = running.start(joined, owner)
    read = EspoCrm.changed_since

    def overtaken(self, api, kind, *rest):
        if kind == "contact":
            SyncRun.objects.filter(pk=made.pk).update(attempt=9)
        return read(self, api, kind, *rest)

    monkeypatch.setattr(EspoCrm, "changed_since", overtaken)
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, made.attempt, Contact.objects.count()) == ("running", 9, 0)


def test_whoever_connected_it_must_still_be_let(joined, owner, many):
    made = running.start(joined, owner)
    Membership.objects.filter(user=owner).update(role="viewer")
    running.go_on(made.pk)
    made.refresh_from_db()
    assert (made.state, fresh(joined).state) == ("failed", "broken")
    assert "may no longer write" in made.problem["text"]


def test_an_error_of_ours_is_told_without_its_traceback(joined, owner, many, espo):
    from tests.crm.connectors.vendor import say

    espo.first.append(lambda asked: say({"unheard": "of"}))
    done = run(joined, owner)
    assert (done.state, done.problem["text"]) == (
        "failed", "This failed on our side. What was exchanged stays.",
    )  # fmt: skip


def test_a_merged_record_is_kept_in_step_with_both(joined, owner, project, espo, many):
    ended(joined, owner)
    first, second = (Contact.objects.get(name=name) for name in ("N0", "N1"))
    write_one(CONTACTS, project, owner, Draft({"note": "Both"}, pk=first.pk))
    first.refresh_from_db()
    joining.merge(KINDS["contact"], joining.Two(first, second), owner, [])
    assert SyncLink.objects.filter(contact=first).count() == 2
    ended(joined, owner)
    there = espo.rows["Contact"]
    assert {there[many[0]]["description"], there[many[1]]["description"]} == {"Both"}
    assert Contact.objects.count() == 6


def test_old_exchanges_are_forgotten(joined, owner, many):
    done = run(joined, owner)
    SyncRun.objects.filter(pk=done.pk).update(created_at=done.created_at - 2 * running.KEPT)
    running.prune()
    assert not SyncOutcome.objects.exists()
    assert SyncLink.objects.count() == 7
