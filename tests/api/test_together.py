"""Requests that arrive at the same moment, each on a connection of its own."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from apps.crm.models import Contact
from tests.api.conftest import Caller
from tests.factories.projects import ProjectFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
AT_ONCE = 5


def at_once(ask):
    """The answers of ``ask(number)``, called by several threads that start together."""
    start, answers = threading.Barrier(AT_ONCE), []

    def one(number):
        try:
            start.wait(timeout=10)
            answers.append(ask(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(answers) == AT_ONCE
    return answers


@pytest.fixture
def caller():
    return Caller()


@pytest.fixture
def contacts(caller):
    return f"projects/{ProjectFactory(owner=caller.user).pk}/contacts/"


def codes(answers):
    return sorted(answer.status_code for answer in answers)


def test_one_key_makes_one_change(caller, contacts):
    key = {"idempotency-key": "same"}
    answers = at_once(lambda number: caller.post(contacts, {"given_name": "A"}, headers=key))
    assert Contact.objects.count() == 1
    # Whoever came while the first was at it is told so; whoever came later gets its answer.
    assert set(codes(answers)) <= {201, 409}
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1


def test_one_external_id_makes_one_contact(caller, contacts):
    address = f"{contacts}by-external/hubspot/1/"
    answers = at_once(lambda number: caller("put", address, {"given_name": "A"}))
    assert codes(answers) == [200] * (AT_ONCE - 1) + [201]
    assert Contact.objects.count() == 1


def test_one_address_is_given_once(caller, contacts):
    body = {"email": "anna@example.com"}
    answers = at_once(lambda number: caller.post(contacts, body))
    assert codes(answers) == [201] + [409] * (AT_ONCE - 1)
    made = next(answer.json()["id"] for answer in answers if answer.status_code == 201)
    assert {a.json()["existing"] for a in answers if a.status_code == 409} == {made}


def test_of_many_who_saw_the_same_state_one_may_change_it(caller, contacts):
    made = caller.post(contacts, {"given_name": "A"})
    tag = {"if-match": made["ETag"]}
    answers = at_once(
        lambda number: caller.patch(made["Location"], {"note": f"{number}"}, headers=tag)
    )
    assert codes(answers) == [200] + [412] * (AT_ONCE - 1)
    assert Contact.objects.get().version == 2


def test_batches_that_change_the_same_rows_in_other_orders_do_not_lock_each_other(caller, contacts):
    ids = [caller.post(contacts, {"given_name": f"N{n}"}).json()["id"] for n in range(6)]

    def batch(number):
        order = ids if number % 2 else ids[::-1]
        rows = [{"id": key, "note": f"{number}"} for key in order]
        return caller.post(f"{contacts}batch/", {"rows": rows})

    answers = at_once(batch)
    assert codes(answers) == [200] * AT_ONCE
    assert len(set(Contact.objects.values_list("note", flat=True))) == 1
