"""Webhooks over REST: made with a secret that is told once, tested, looked into, repeated."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.apps import apps
from django.utils import timezone
from standardwebhooks import Webhook

from apps.core.api import answers
from apps.core.backup.writing import backed_up
from apps.core.models import IdempotencyKey
from apps.events.courier import Courier
from apps.events.domain import deliveries
from apps.events.models import AuditEntry, WebhookDelivery, WebhookEndpoint
from tests.api.conftest import Caller
from tests.factories.events import WebhookDeliveryFactory, WebhookEndpointFactory
from tests.factories.projects import ProjectFactory
from tests.receiver import Receiver, Say

pytestmark = pytest.mark.django_db


@pytest.fixture
def hook(settings):
    settings.OUTBOUND_ALLOW = (ip_network("127.0.0.0/8"),)
    with Receiver() as receiver:
        settings.OUTBOUND_PORTS = frozenset({receiver.port})
        yield receiver


@pytest.fixture
def caller():
    return Caller()


@pytest.fixture
def here(caller):
    return f"projects/{ProjectFactory(owner=caller.user).pk}/"


def send_all():
    while (claimed := deliveries.claim()) is not None:
        deliveries.deliver(claimed)


def test_from_the_secret_to_a_replay_after_the_receiver_was_away(caller, here, hook):
    body = {"url": hook.url, "kinds": ["projects.market.added"], "description": "CRM"}
    made = caller.post(f"{here}webhooks/", body)
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    secret, address = made.json()["secret"], made["Location"]
    assert "secret" not in caller.get(address).json()

    caller.post(f"{here}entries/", {"country": "DEU"})
    send_all()
    event = Webhook(secret).verify(hook.got[0].body, hook.got[0].headers)
    assert (
        caller.get(event["data"]["url"].removeprefix("http://127.0.0.1:8000")).json()["country"]
        == "DEU"
    )

    hook.answer = lambda got: Say(503, b"away")
    caller.post(f"{here}entries/", {"country": "FRA"})
    WebhookDelivery.objects.filter(state="pending").update(step=9, tries=9)
    send_all()
    (failed,) = caller.get(f"{address}deliveries/?state=failed").json()["results"]
    log = caller.get(f"{address}deliveries/{failed['id']}/").json()["log"]
    assert [(row["status"], row["answer"]) for row in log] == [(503, "away")]

    assert caller.get(address).json()["disabled_reason"].startswith("Nothing could be delivered")
    caller.patch(address, {"enabled": True})
    hook.answer = lambda got: Say()
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    assert caller.post(f"{address}replay/", {"since": since}).json() == {"replayed": 1}
    send_all()
    assert caller.get(f"{address}deliveries/{failed['id']}/").json()["state"] == "delivered"
    assert hook.got[-1].headers["webhook-id"] == failed["message_id"]


def test_a_test_event_goes_to_one_that_did_not_subscribe(caller, here, hook):
    body = {"url": hook.url, "kinds": ["jobs.job.finished"]}
    made = caller.post(f"{here}webhooks/", body).json()
    sent = caller.post(f"{here}webhooks/{made['id']}/test/")
    assert (sent.status_code, sent.json()["kind"]) == (202, "events.webhook.tested")
    send_all()
    event = Webhook(made["secret"]).verify(hook.got[0].body, hook.got[0].headers)
    assert event["data"]["url"].endswith(f"/webhooks/{made['id']}/")


def test_a_new_secret_is_told_once_and_the_former_one_named(caller, here, hook):
    made = caller.post(f"{here}webhooks/", {"url": hook.url, "kinds": ["*"]}).json()
    rotated = caller.post(f"{here}webhooks/{made['id']}/rotate/").json()
    assert rotated["secret"] != made["secret"]
    assert rotated["former_until"] > timezone.now().isoformat()
    kinds = AuditEntry.objects.filter(kind__startswith="events.webhook.")
    assert set(kinds.values_list("kind", flat=True)) == {
        "events.webhook.created", "events.webhook.secret_renewed",
    }  # fmt: skip
    assert made["secret"] not in str(list(kinds.values_list("data", flat=True)))


def test_a_secret_that_a_repetition_reads_is_stored_sealed_and_for_its_token_only(
    caller, here, hook
):
    body, key = {"url": hook.url, "kinds": ["*"]}, {"Idempotency-Key": "make-1"}
    made = caller.post(f"{here}webhooks/", body, headers=key)
    again = caller.post(f"{here}webhooks/", body, headers=key)
    assert again.json()["secret"] == made.json()["secret"]
    assert (again["Idempotency-Replayed"], again["Cache-Control"]) == ("true", "no-store")
    assert WebhookEndpoint.objects.count() == 1
    assert made.json()["secret"] not in IdempotencyKey.objects.get().body
    other = Caller(caller.user).post(f"{here}webhooks/", body, headers=key)
    assert (other.status_code, "secret" in other.json()) == (422, False)


@pytest.mark.parametrize(
    ("body", "pointer", "words"),
    [
        ({"url": "http://169.254.169.254/", "kinds": ["*"]}, "#/url", "not public"),
        ({"url": "https://localhost/", "kinds": ["*"]}, "#/url", "not public"),
        ({"url": "https://crm.example:22/", "kinds": ["*"]}, "#/url", "Port 22"),
        ({"url": "ftp://crm.example/", "kinds": ["*"]}, "#/url", "https://"),
        ({"url": "https://8.8.8.8/", "kinds": []}, "#/kinds", "at least one"),
        ({"url": "https://8.8.8.8/", "kinds": ["jobs.job.eaten"]}, "#/kinds", "jobs.job.eaten"),
        ({"url": "https://8.8.8.8/"}, "#/kinds", "required"),
    ],
)
def test_what_cannot_be_is_refused_with_a_pointer(caller, here, body, pointer, words):
    answer = caller.post(f"{here}webhooks/", body)
    assert answer.status_code == 400, answer.content
    (error,) = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert words in error["detail"]
    assert not WebhookEndpoint.objects.exists()


def test_a_stale_change_is_refused_and_a_fresh_one_made(caller, here):
    endpoint = WebhookEndpointFactory(project_id=here.split("/")[1])
    address = f"{here}webhooks/{endpoint.pk}/"
    tag = caller.get(address)["ETag"]
    assert caller.patch(address, {"enabled": False}, headers={"If-Match": tag}).status_code == 200
    late = caller.patch(address, {"description": "x"}, headers={"If-Match": tag})
    assert late.status_code == 412
    assert caller.delete(address).status_code == 204
    assert not WebhookEndpoint.objects.exists()


def test_one_that_is_off_sends_nothing_again(caller, here):
    endpoint = WebhookEndpointFactory(project_id=here.split("/")[1], enabled=False)
    row = WebhookDeliveryFactory(endpoint=endpoint, state="failed", due_at=None)
    address = f"{here}webhooks/{endpoint.pk}/"
    for path in ("test/", f"deliveries/{row.pk}/replay/"):
        answer = caller.post(f"{address}{path}")
        assert (answer.status_code, "switched off" in answer.json()["detail"]) == (409, True)


def test_a_project_has_a_ceiling_of_webhooks(caller, here):
    for _ in range(20):
        WebhookEndpointFactory(project_id=here.split("/")[1])
    answer = caller.post(f"{here}webhooks/", {"url": "https://8.8.8.8/", "kinds": ["*"]})
    assert (answer.status_code, "at most 20" in answer.json()["detail"]) == (409, True)


def test_the_catalogue_says_what_is_sent(caller):
    kinds = {row["key"]: row for row in caller.get("event-kinds/").json()["results"]}
    assert kinds["jobs.job.finished"]["example"]["data"]["state"] == "succeeded"
    assert "projects.quotas.changed" not in kinds
    assert Courier().round() == 0


def stored_text():
    """Every value of every row, as text."""
    models = apps.get_models(include_auto_created=True)
    return "\n".join(str(row) for model in models for row in model._base_manager.values_list())


def test_no_secret_is_kept_with_the_answer_to_a_named_request(caller, here, settings):
    """Told again to whoever repeats the request, and sealed until then."""
    body = {"url": "https://crm.example/hook", "kinds": ["*"]}
    made = caller.post(f"{here}webhooks/", body, headers={"idempotency-key": "made"})
    assert made.status_code == 201
    rotate = f"{made['Location']}rotate/"
    turned = caller.post(rotate, headers={"idempotency-key": "turned"})
    told = [made.json()["secret"], turned.json()["secret"]]
    for secret in told:
        assert secret.removeprefix("whsec_") not in stored_text()
    again = caller.post(rotate, headers={"idempotency-key": "turned"})
    assert (again["Idempotency-Replayed"], again.json()["secret"]) == ("true", told[1])

    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = f"new {old}", [old]
    assert answers.renew() == (2, 0)
    settings.SECRET_KEY_FALLBACKS = []
    first = caller.post(f"{here}webhooks/", body, headers={"idempotency-key": "made"})
    assert first.json() == made.json()
    settings.SECRET_KEY = "lost"
    assert answers.renew() == (0, 0)
    lost = caller.post(f"{here}webhooks/", body, headers={"idempotency-key": "made"})
    assert (lost.status_code, "SECRET_KEY" in lost.json()["detail"]) == (409, True)
    assert WebhookEndpoint.objects.count() == 1


def test_kept_answers_are_in_no_backup():
    assert IdempotencyKey not in backed_up()


def test_the_trail_that_viewers_read_holds_no_path_of_an_address(caller, here):
    """Where there is no description the webhook is called by its host."""
    body = {"url": "https://crm.example/hooks/pa55word", "kinds": ["*"]}
    made = caller.post(f"{here}webhooks/", body)["Location"]
    caller.patch(made, {"url": "https://crm.example/hooks/pa55word2"})
    caller.post(f"{made}test/")
    caller.delete(made)
    trail = str(list(AuditEntry.objects.values()))
    assert AuditEntry.objects.filter(kind__startswith="events.webhook").count() == 4
    assert "pa55word" not in trail
    assert "crm.example" in trail
