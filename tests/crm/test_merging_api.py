"""Possible duplicates and merges over REST."""

from __future__ import annotations

from typing import Any

import pytest

from apps.crm.merging import joining, old
from apps.crm.merging.joining import Two
from apps.crm.merging.kinds import KINDS
from apps.crm.models import Contact, DuplicatePair, Merge
from tests.factories.crm import CompanyFactory, ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(project: Any) -> str:
    return f"projects/{project.pk}/"


@pytest.fixture
def twins(project: Any) -> tuple[Contact, Contact]:
    """Two contacts with one mailbox."""
    one = ContactFactory(project=project, name="Ann Weber", email="ann@example.com", country="DEU")
    other = ContactFactory(
        project=project, name="Ann Weber", email="ann+fair@example.com", country="DEU",
        phone="+4930123456",
    )  # fmt: skip
    return one, other


@pytest.mark.django_db(transaction=True)
def test_from_a_search_to_a_merge_and_back(caller, at, twins):
    kept, gone = twins
    search = caller.post(f"{at}duplicate-searches/", {"kind": "contact"})
    assert (search.status_code, search.json()["state"], search.json()["found"]) == (201, "done", 1)
    assert caller.get(search["Location"]).json() == search.json()
    (pair,) = caller.get(f"{at}duplicate-pairs/?kind=contact&state=open").json()["results"]
    assert {pair["first"], pair["second"]} == {str(kept.pk), str(gone.pk)}
    assert pair["score"] >= 98
    assert "Same mailbox" in pair["reasons"]
    made = caller.post(
        f"{at}merges/",
        {"kind": "contact", "winner": str(kept.pk), "loser": str(gone.pk), "take": ["phone"]},
    )
    assert (made.status_code, made.json()["can_be_undone"]) == (201, True)
    assert made["Location"] == f"/api/v1/{at}merges/{made.json()['id']}/"
    assert caller.get(f"{at}contacts/{kept.pk}/").json()["phone"] == "+4930123456"
    assert caller.get(f"{at}contacts/{gone.pk}/").status_code == 404
    assert caller.get(f"{at}duplicate-pairs/").json()["results"] == []
    undone = caller.post(f"{made['Location']}undo/")
    assert (undone.status_code, undone.json()["can_be_undone"]) == (200, False)
    assert undone.json()["undone_at"]
    assert caller.get(f"{at}contacts/{gone.pk}/").json()["email"] == "ann+fair@example.com"
    assert caller.get(f"{at}contacts/{kept.pk}/").json()["phone"] == ""
    again = caller.post(f"{made['Location']}undo/")
    assert (again.status_code, "undone already" in again.json()["detail"]) == (409, True)


def test_what_is_not_the_same_stays_apart(caller, at, project, twins):
    first, second = sorted((one.pk for one in twins), key=str)
    row = DuplicatePair.objects.create(
        project=project, kind="contact", first=first, second=second, score=98.0
    )
    one = f"{at}duplicate-pairs/{row.pk}/"
    assert caller.post(f"{one}set-apart/").json()["state"] == "different"
    assert caller.get(f"{at}duplicate-pairs/?state=open").json()["results"] == []
    row.refresh_from_db()
    assert row.decided_by == caller.user


def test_what_cannot_be_merged_is_said_and_changes_nothing(caller, at, twins):
    kept, gone = twins
    foreign, firm = ContactFactory(), CompanyFactory(project=kept.project)
    told = {"kind": "contact", "winner": str(kept.pk), "loser": str(gone.pk)}
    for change, place in (
        ({"loser": str(foreign.pk)}, "/loser"),
        ({"winner": str(firm.pk)}, "/winner"),
        ({"take": ["organisation"]}, "/take"),
        ({"kind": "deal"}, "/kind"),
        ({"surprise": 1}, "/surprise"),
    ):
        answer = caller.post(f"{at}merges/", {**told, **change})
        assert answer.status_code == 400, answer.json()
        assert answer.json()["errors"][0]["pointer"].startswith(f"#{place}")
    assert caller.post(f"{at}merges/", {**told, "loser": str(kept.pk)}).status_code == 409
    stale = caller.post(f"{at}merges/", {**told, "loser_updated_at": "2020-01-01T00:00:00Z"})
    assert stale.status_code == 412
    assert not Merge.objects.exists()
    read = caller.get(f"{at}contacts/{gone.pk}/").json()["updated_at"]
    assert caller.post(f"{at}merges/", {**told, "loser_updated_at": read}).status_code == 201


def test_old_merges_stay_known_and_cannot_be_undone(caller, at, twins):
    from datetime import timedelta

    from django.utils import timezone

    row = joining.merge(KINDS["contact"], Two(*twins), caller.user, [])
    foreign = ContactFactory()
    other = joining.merge(
        KINDS["contact"], Two(foreign, ContactFactory(project=foreign.project)),
        foreign.project.memberships.get(role="owner").user, [],
    )  # fmt: skip
    old.prune(timezone.now() + timedelta(days=91))
    (told,) = caller.get(f"{at}merges/").json()["results"]
    assert (told["id"], told["can_be_undone"], told["loser_name"]) == (str(row.pk), False, "")
    assert told["made_by"]["id"] == str(caller.user.pk)
    assert caller.post(f"{at}merges/{row.pk}/undo/").status_code == 409
    assert caller.post(f"{at}merges/{other.pk}/undo/").status_code == 404
