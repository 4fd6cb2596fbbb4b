"""Sending: signed so that any receiver can check it, tried for three days, given up with a word."""

import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from apps.events.courier import FOR_ONE_PROJECT, FOR_SLOW_ONES, SLOW_SECONDS, Courier, Places
from apps.events.domain import deliveries, endpoints, replay, secrets
from apps.events.domain.deliveries import LADDER, wait_after
from apps.events.models import AuditEntry, Notice, WebhookDelivery, WebhookTry
from apps.projects.models import Role
from tests.factories.events import (
    WebhookDeliveryFactory,
    WebhookEndpointFactory,
    WebhookTryFactory,
)
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.receiver import Receiver, Say

pytestmark = pytest.mark.django_db
State = WebhookDelivery.State


@pytest.fixture
def hook(settings):
    settings.OUTBOUND_ALLOW = (ip_network("127.0.0.0/8"),)
    with Receiver() as receiver:
        settings.OUTBOUND_PORTS = frozenset({receiver.port})
        yield receiver


@pytest.fixture
def endpoint(hook):
    return WebhookEndpointFactory(url=hook.url)


def send():
    """Claim and send the one try that is due."""
    claimed = deliveries.claim()
    assert claimed is not None
    deliveries.deliver(claimed)
    return WebhookDelivery.objects.get(pk=claimed.delivery_id)


def due_again(row, later):
    """``later`` passes."""
    WebhookDelivery.objects.filter(pk=row.pk).update(due_at=timezone.now() - later)


def test_a_receiver_verifies_what_it_gets_with_the_public_library(hook, endpoint):
    made = WebhookDeliveryFactory(endpoint=endpoint)
    row = send()
    (got,) = hook.got
    assert got.body.decode() == made.body
    assert got.headers["webhook-id"] == made.message_id
    assert Webhook(endpoint.told_secret).verify(got.body, got.headers) == {"type": made.kind}
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.told_secret).verify(got.body + b" ", got.headers)
    assert (row.state, row.due_at, row.tries) == (State.DELIVERED, None, 1)
    entry = WebhookTry.objects.get()
    assert (entry.status, entry.number, got.headers["x-request-id"]) == (204, 1, str(entry.pk))
    assert entry.seconds < 5


def test_after_a_new_secret_both_verify_for_a_day_and_then_only_the_new_one(hook, endpoint):
    old = endpoint.told_secret
    new = secrets.rotate(endpoint, timezone.now())
    endpoint.save()
    WebhookDeliveryFactory(endpoint=endpoint)
    send()
    for secret in (old, new):
        Webhook(secret).verify(hook.got[0].body, hook.got[0].headers)
    endpoint.former_until = timezone.now()
    endpoint.save()
    WebhookDeliveryFactory(endpoint=endpoint)
    send()
    Webhook(new).verify(hook.got[1].body, hook.got[1].headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(hook.got[1].body, hook.got[1].headers)


def test_the_database_holds_no_secret(endpoint):
    endpoint.refresh_from_db()
    assert endpoint.secret.startswith("gAAAA")
    assert endpoint.told_secret.removeprefix("whsec_") not in endpoint.secret


def test_secrets_survive_a_change_of_the_key(hook, endpoint, settings):
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = f"new {old}", [old]
    assert secrets.renew() == (1, 0)
    settings.SECRET_KEY_FALLBACKS = []
    WebhookDeliveryFactory(endpoint=endpoint)
    send()
    Webhook(endpoint.told_secret).verify(hook.got[0].body, hook.got[0].headers)
    settings.SECRET_KEY = "lost"
    assert secrets.renew() == (0, 1)
    WebhookDeliveryFactory(endpoint=endpoint)
    assert send().state == State.FAILED
    assert len(hook.got) == 1
    endpoint.refresh_from_db()
    assert not endpoint.enabled


def test_the_ladder_has_ten_tries_over_about_75_hours(hook, endpoint):
    hook.answer = lambda got: Say(500, b"out of order")
    row = WebhookDeliveryFactory(endpoint=endpoint)
    waited = timedelta()
    for number in range(1, 11):
        before = timezone.now()
        row = send()
        assert row.tries == number
        if row.due_at is None:
            break
        assert deliveries.claim() is None
        waited += row.due_at - before
        due_again(row, timedelta(seconds=1))
    assert (number, row.state) == (10, State.FAILED)
    assert timedelta(hours=67) < waited < timedelta(hours=83)
    assert sum(LADDER, timedelta()) / timedelta(hours=1) == pytest.approx(75.6, abs=0.05)
    assert [entry.answer for entry in WebhookTry.objects.all()] == ["out of order"] * 10
    assert len({got.headers["webhook-id"] for got in hook.got}) == 1


@given(st.integers(1, 9))
def test_waits_vary_by_a_tenth(step):
    wait = wait_after(step)
    assert LADDER[step - 1] * 0.9 <= wait <= LADDER[step - 1] * 1.1
    assert wait_after(10) is None


def test_a_ladder_that_leads_nowhere_switches_the_endpoint_off_and_tells_the_owners(hook, endpoint):
    owner = endpoint.project.memberships.get().user
    MembershipFactory(project=endpoint.project, role=Role.EDITOR)
    hook.answer = lambda got: Say(500)
    WebhookDeliveryFactory(endpoint=endpoint, step=9, tries=9)
    assert send().state == State.FAILED
    endpoint.refresh_from_db()
    assert not endpoint.enabled
    notice = Notice.objects.get()
    assert (notice.user, notice.tone) == (owner, "warn")
    assert f"127.0.0.1:{hook.port} was switched off" in notice.message["text"].format(
        host=notice.message["values"]["host"], reason=""
    )
    assert AuditEntry.objects.get(kind="events.webhook.disabled").actor is None


def test_one_event_that_a_working_receiver_refuses_does_not_switch_it_off(hook, endpoint):
    hook.answer = lambda got: Say(422)
    row = WebhookDeliveryFactory(endpoint=endpoint, step=9, tries=9)
    endpoint.last_success_at = row.created_at + timedelta(seconds=1)
    endpoint.save()
    assert send().state == State.FAILED
    endpoint.refresh_from_db()
    assert endpoint.enabled


def test_410_switches_off_at_once_and_what_waits_is_kept_until_it_is_on_again(hook, endpoint):
    hook.answer = lambda got: Say(410)
    first = WebhookDeliveryFactory(endpoint=endpoint)
    second = WebhookDeliveryFactory(endpoint=endpoint)
    assert send() == first
    endpoint.refresh_from_db()
    assert (endpoint.enabled, Notice.objects.count()) == (False, 1)
    assert deliveries.claim() is None
    hook.answer = lambda got: Say(200)
    endpoints.change(endpoint, endpoint.project.memberships.get().user, {"enabled": True})
    assert send() == second
    second.refresh_from_db()
    assert second.state == State.DELIVERED
    endpoint.refresh_from_db()
    assert endpoint.disabled_reason is None


@pytest.mark.parametrize(
    ("status", "header", "least", "most"),
    [
        (503, "3600", 3590, 3610),
        (429, "120", 115, 125),
        (429, "999999999", 86_390, 86_410),
        (503, "date", 3500, 3610),
        (500, "3600", 4, 6),  # means nothing there
        (503, "soon", 4, 6),
        (503, "0", 4, 6),
        (503, "Mon, 01 Jan 99999999999999 00:00:00 GMT", 4, 6),
    ],
)
def test_retry_after_is_honoured_within_a_day(hook, endpoint, status, header, least, most):
    if header == "date":
        header = format_date(datetime.now(UTC) + timedelta(hours=1))
    hook.answer = lambda got: Say(status, headers={"Retry-After": header})
    WebhookDeliveryFactory(endpoint=endpoint)
    row = send()
    assert least <= (row.due_at - timezone.now()).total_seconds() <= most


def format_date(at):
    return at.strftime("%a, %d %b %Y %H:%M:%S GMT")


def test_an_address_that_must_not_be_asked_is_given_up_at_once_with_its_reason(
    hook, endpoint, settings
):
    settings.OUTBOUND_ALLOW = ()
    first, second = (WebhookDeliveryFactory(endpoint=endpoint) for _ in range(2))
    row = send()
    assert (row, row.state, row.due_at, hook.got) == (first, State.FAILED, None, [])
    assert "not public" in WebhookTry.objects.get().error["text"]
    endpoint.refresh_from_db()
    assert (endpoint.enabled, Notice.objects.count()) == (False, 1)
    assert "not public" in endpoint.disabled_reason["text"]

    settings.OUTBOUND_ALLOW = (ip_network("127.0.0.0/8"),)
    owner = endpoint.project.memberships.get().user
    endpoints.change(endpoint, owner, {"enabled": True})
    replay.replay(row, owner)
    assert {send(), send()} == {first, second}
    assert len(hook.got) == 2


def test_a_redirection_is_not_followed(hook, endpoint):
    hook.answer = lambda got: Say(302, headers={"Location": hook.url})
    WebhookDeliveryFactory(endpoint=endpoint)
    assert send().state == State.WAITING
    assert (len(hook.got), WebhookTry.objects.get().status) == (1, 302)


def test_only_the_first_two_kilobytes_of_an_answer_are_kept(hook, endpoint):
    hook.answer = lambda got: Say(500, b"\xff\x00" + b"x" * 9000)
    WebhookDeliveryFactory(endpoint=endpoint)
    send()
    assert len(WebhookTry.objects.get().answer) == 2048
    assert "\x00" not in WebhookTry.objects.get().answer


def test_a_try_whose_worker_vanished_is_made_again_and_its_late_outcome_changes_nothing(
    hook, endpoint
):
    WebhookDeliveryFactory(endpoint=endpoint)
    lost = deliveries.claim()
    assert deliveries.claim() is None  # until the lease ends
    due_again(lost.delivery, timedelta(seconds=1))
    row = send()
    assert (row.state, row.tries) == (State.DELIVERED, 2)
    deliveries.store(row, lost, deliveries.Outcome(500, 1.0))
    row.refresh_from_db()
    assert row.state == State.DELIVERED


def test_a_last_try_that_never_told_its_outcome_ends_the_delivery(hook, endpoint):
    row = WebhookDeliveryFactory(endpoint=endpoint, step=10, tries=10)
    assert deliveries.claim() is None
    row.refresh_from_db()
    endpoint.refresh_from_db()
    assert (row.state, row.due_at, row.tries, hook.got) == (State.FAILED, None, 10, [])
    assert row.finished_at is not None
    assert not endpoint.enabled
    assert Notice.objects.exists()


def test_a_replay_has_the_same_id_and_body_and_a_whole_ladder(hook, endpoint):
    owner = endpoint.project.memberships.get().user
    hook.answer = lambda got: Say(500)
    row = WebhookDeliveryFactory(endpoint=endpoint, step=9, tries=9)
    endpoint.last_success_at = timezone.now() + timedelta(seconds=5)
    endpoint.save()
    row = send()
    assert row.state == State.FAILED
    hook.answer = lambda got: Say(200)
    assert replay.replay_failed(endpoint, owner, row.created_at + timedelta(days=1)) == 0
    assert replay.replay_failed(endpoint, owner, row.created_at) == 1
    row = send()
    assert (row.state, row.tries, row.step) == (State.DELIVERED, 11, 1)
    replay.replay(row, owner)
    assert send().state == State.DELIVERED
    assert len({(got.headers["webhook-id"], got.body) for got in hook.got}) == 1
    assert AuditEntry.objects.filter(kind="events.webhook.replayed").count() == 2


def test_old_deliveries_are_forgotten_and_others_kept(endpoint):
    ancient = timezone.now() - timedelta(days=31)
    for state, finished in ((State.DELIVERED, ancient), (State.FAILED, ancient)):
        WebhookDeliveryFactory(endpoint=endpoint, state=state, due_at=None, finished_at=finished)
    kept = [
        WebhookDeliveryFactory(
            endpoint=endpoint, state=State.DELIVERED, finished_at=timezone.now()
        ),
        WebhookDeliveryFactory(endpoint=endpoint),
    ]
    stuck = WebhookDeliveryFactory(endpoint=WebhookEndpointFactory(enabled=False))
    WebhookDelivery.objects.filter(pk=stuck.pk).update(created_at=ancient)
    assert replay.prune() == 3
    assert set(WebhookDelivery.objects.all()) == set(kept)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends_a_try(hook, endpoint):
    for _ in range(12):
        WebhookDeliveryFactory(endpoint=endpoint)
    start, errors = threading.Barrier(4), []

    def work():
        try:
            start.wait()
            while (claimed := deliveries.claim()) is not None:
                deliveries.deliver(claimed)
        except Exception as error:  # noqa: BLE001 - told by the assertion below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []
    assert len(hook.got) == 12
    assert len({got.headers["webhook-id"] for got in hook.got}) == 12
    assert set(WebhookDelivery.objects.values_list("tries", "state")) == {(1, State.DELIVERED)}


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_project_of_dead_receivers_holds_up_no_other_project(hook, endpoint):
    dead = WebhookEndpointFactory.create_batch(5, project=ProjectFactory())
    for each in dead * 4:
        WebhookDeliveryFactory(endpoint=each, due_at=timezone.now() - timedelta(hours=1))
    alive = {WebhookDeliveryFactory(endpoint=endpoint).pk for _ in range(10)}
    release, sent = threading.Event(), []

    def deliver(claimed):
        if claimed.delivery.endpoint_id != endpoint.pk:
            release.wait(20)
            return
        deliveries.deliver(claimed)
        sent.append(claimed.delivery_id)

    courier = Courier(send=deliver)
    for _ in range(100):
        courier.round()
        if set(sent) == alive:
            break
        threading.Event().wait(0.05)
    assert set(sent) == alive
    assert WebhookTry.objects.exclude(delivery__endpoint=endpoint).count() == FOR_ONE_PROJECT
    courier.stop()
    release.set()
    courier.wait(20)


def test_projects_take_turns_and_slow_receivers_share_half_of_the_senders():
    """As one thread sees it: tries are taken and given back, none is sent."""
    quick, *slow = (WebhookEndpointFactory() for _ in range(8))
    places, tries = Places(), {}
    for each in slow:
        tries[each.pk] = [WebhookTryFactory(delivery__endpoint=each) for _ in range(2)]
        places.take(tries[each.pk][0])
        places.give_back(tries[each.pk][0], SLOW_SECONDS)
    assert places.full() == set()
    places.take(tries[slow[0].pk][1])
    assert places.full() == {slow[0].pk}, "one sender for each that was slow"
    for each in slow[1:FOR_SLOW_ONES]:
        places.take(tries[each.pk][1])
    assert places.full() == {each.pk for each in slow}, "and four for all of them"
    assert places.served() == {each.project_id for each in slow}
    assert quick.project_id not in places.served()
    places.give_back(tries[slow[0].pk][1], 0.1)
    assert slow[4].pk not in places.full()
    places.take(tries[slow[0].pk][0])
    assert slow[0].pk not in places.full(), "it was quick again"


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_dead_receiver_holds_up_nobody_else(hook, endpoint):
    """Its events come first and never end; the other endpoint's are all sent meanwhile."""
    release = threading.Event()
    dead = WebhookEndpointFactory()
    for _ in range(30):
        WebhookDeliveryFactory(endpoint=dead, due_at=timezone.now() - timedelta(hours=1))
    alive = {WebhookDeliveryFactory(endpoint=endpoint).pk for _ in range(10)}
    sent = []

    def deliver(claimed):
        if claimed.delivery.endpoint_id == dead.pk:
            release.wait(20)
            return
        deliveries.deliver(claimed)
        sent.append(claimed.delivery_id)

    courier = Courier(send=deliver)
    for _ in range(100):
        courier.round()
        if set(sent) == alive:
            break
        threading.Event().wait(0.05)
    assert set(sent) == alive
    courier.stop()
    release.set()
    courier.wait(20)
