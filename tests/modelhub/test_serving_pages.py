"""Predictions that a process in memory answers: over REST, on the page, in the figures."""

import csv
import io
import json

import pytest
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from apps.core.messages import msg
from apps.jobs.models import Job
from apps.modelhub.domain import aliases
from apps.modelhub.models import RegisteredModel
from apps.modelhub.serving import client as serving
from tests.api.conftest import Caller
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.factories.projects import MembershipFactory
from tests.modelhub.serving_toy import Shelf, served, socket_path

FIELD = {"name": "x", "dtype": "number", "minimum": 0.0, "maximum": 9.0, "unit": ""}


def registered(project, shelf, name="Model", **how):
    job = JobFactory(project=project, state="succeeded", engine_key="regression.least_squares")
    model = RegisteredModelFactory(job=job, name=name, predict_fields=[FIELD])
    shelf.put(str(model.pk), **how)
    return model


@pytest.fixture
def shelf(tmp_path, project):
    shelf = Shelf(tmp_path / "shelf")
    shelf.project = str(project.pk)
    return shelf


@pytest.fixture
def model(project, shelf):
    return registered(project, shelf)


@pytest.fixture
def server(settings, shelf):
    settings.SERVE_SOCKET = socket_path()
    with served(
        lambda: shelf.pool(request_bytes=settings.SERVE_REQUEST_BYTES), settings.SERVE_SOCKET
    ) as pool:
        yield pool


@pytest.fixture
def caller(analyst):
    return Caller(analyst, scopes=["read", "models:predict"])


def address(model, alias=None):
    of = f"aliases/{alias}" if alias else f"models/{model.pk}"
    return f"projects/{model.project_id}/{of}/predict/"


def ask(caller, model, *rows, alias=None, **headers):
    return caller.post(address(model, alias), {"rows": list(rows)}, headers=headers)


def test_one_and_many_are_answered_at_once_without_a_job(server, caller, model):
    one = ask(caller, model, {"x": 2}, prefer="wait=5")
    assert one.status_code == 200, one.content
    assert one["Preference-Applied"] == "wait=5"
    assert one.json()["job"] is None
    assert one.json()["columns"][0] == {
        "key": "twice", "label": "twice", "unit": "", "kind": "number", "role": "other",
        "target": "",
    }  # fmt: skip
    many = ask(caller, model, *({"x": n} for n in range(500)))
    assert [row["values"]["twice"] for row in many.json()["rows"]] == [2 * n for n in range(500)]
    assert not Job.objects.filter(task="predict").exists()


def test_a_serving_name_that_is_pointed_elsewhere_holds_from_the_next_request(
    server, caller, project, shelf, model
):
    other = registered(project, shelf, "Better")
    editor = MembershipFactory(project=project, role="editor").user
    alias, _new = aliases.point(model, "serving", editor)
    pids = []
    for move in (lambda: None, lambda: aliases.point(other, "serving", editor),
                 lambda: aliases.roll_back(alias, editor)):  # fmt: skip
        move()
        alias.refresh_from_db()
        (row,) = ask(caller, model, {"x": 1}, alias="serving").json()["rows"]
        pids.append(row["values"]["pid"])
    assert pids[0] == pids[2] != pids[1]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ([{"x": 1}] * 501, {}),
        ([{"x": "long" * 300_000}], {}),
        ([{"x": 1}], {"prefer": "respond-async"}),
        ([{"x": 1}], {"idempotency-key": "k"}),
        ([{"do": "fail"}], {}),
    ],
)
def test_what_only_a_job_can_do_is_a_job(server, caller, model, monkeypatch, rows, headers):
    monkeypatch.setattr("apps.modelhub.api.wait_for", lambda job, seconds: job)
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    answer = ask(caller, model, *rows, **headers)
    assert answer.status_code == 202, answer.content
    assert Job.objects.get(task="predict").params["rows"] == rows


def test_without_a_server_it_is_a_job(caller, model, settings, monkeypatch):
    settings.SERVE_SOCKET = socket_path()
    monkeypatch.setattr("apps.modelhub.api.wait_for", lambda job, seconds: job)
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    assert ask(caller, model, {"x": 1}).status_code == 202


@pytest.mark.parametrize(
    ("how", "rows", "seconds", "sentence"),
    [
        ({"sleep": 3}, [{"x": 1}], "2", "still being loaded"),
        ({}, [{"sleep": 3}], "2", "did not answer in time"),
        ({}, [{"do": "die"}], "2", "ended while it worked at this"),
    ],
)
def test_503_says_when_to_come_again(server, caller, project, shelf, how, rows, seconds, sentence):
    model = registered(project, shelf, **how)
    if not how:
        assert ask(caller, model, {"x": 1}).status_code == 200
    answer = ask(caller, model, *rows, prefer="wait=10" if "do" in rows[0] else "wait=1")
    assert answer.status_code == 503, answer.content
    assert answer["Retry-After"] == seconds
    problem = answer.json()
    assert problem["type"].endswith("#unavailable")
    assert sentence in problem["detail"]
    assert not Job.objects.filter(task="predict").exists()


def test_a_full_line_is_503(caller, model, settings, shelf, monkeypatch):
    busy = serving.TurnedAway(serving.BUSY, 1)
    monkeypatch.setattr(serving, "predict", lambda *_: (_ for _ in ()).throw(busy))
    answer = caller.post(
        address(model), {"rows": [{"x": 1}]}, headers={"accept-language": "zh-Hans"}
    )
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")
    assert "稍后" in answer.json()["detail"]


def test_a_model_that_cannot_be_loaded_says_what_to_do(server, caller, project, shelf):
    answer = ask(caller, registered(project, shelf, refuse=True), {"x": 1})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "#/rows", "detail": "The base model is not here. Put it there."}
    ]


def test_who_may_not_ask_a_job_may_not_ask_a_process(server, viewer, model):
    answer = ask(Caller(viewer, scopes=["read", "models:predict"]), model, {"x": 1})
    assert answer.status_code == 403
    outsider = ask(Caller(scopes=["read", "models:predict"]), model, {"x": 1})
    assert outsider.status_code == 404
    assert server.told()["models"] == []


def test_a_deleted_model_is_404_and_its_process_ends(server, caller, model, shelf):
    assert ask(caller, model, {"x": 1}).status_code == 200
    RegisteredModel.objects.filter(pk=model.pk).delete()
    assert ask(caller, model, {"x": 1}).status_code == 404


def test_an_archived_project_is_refused_as_before(server, caller, model, project):
    project.archived_at = timezone.now()
    project.save()
    answer = ask(caller, model, {"x": 1})
    assert answer.status_code == 403
    assert b"archived" in answer.content
    assert server.told()["models"] == []


def url(model):
    return reverse("modelhub:predict", args=[model.project_id, model.pk])


def test_the_page_shows_the_answer_at_once_and_its_csv(server, client, analyst, model):
    client.force_login(analyst)
    response = client.post(url(model), {"pasted": "x\n2\n3\n"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'id="answer"' in page
    assert 'value="2"' in page  # what was pasted stands in the grid
    assert not Job.objects.filter(task="predict").exists()
    asked = {"cell-0-0": "2", "cell-1-0": "3", "format": "csv"}
    download = client.post(url(model), asked)
    assert download["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(download.content.decode("utf-8-sig"))))
    assert [(row["x"], row["twice"]) for row in rows] == [("2", "22"), ("3", "33")]


def test_rows_that_the_grid_cannot_hold_are_a_job(server, client, analyst, model, monkeypatch):
    monkeypatch.setattr("apps.modelhub.domain.predict.wait_for", lambda job, seconds: job)
    monkeypatch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
    client.force_login(analyst)
    for pasted in ("x\n" + "1\n" * 201, "x\tcity\n1\tOslo\n"):
        response = client.post(url(model), {"pasted": pasted})
        assert response.status_code == 302
        assert "?job=" in response["Location"]


def test_the_page_says_when_to_come_again(client, analyst, model, monkeypatch):
    away = serving.TurnedAway(serving.LOADING, 2)
    monkeypatch.setattr(serving, "predict", lambda *_: (_ for _ in ()).throw(away))
    client.force_login(analyst)
    response = client.post(url(model), {"cell-0-0": "2"})
    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert "still being loaded" in response.content.decode()
    assert 'value="2"' in response.content.decode()


def test_the_page_says_why_a_model_cannot_be_loaded(server, client, analyst, project, shelf):
    client.force_login(analyst)
    response = client.post(url(registered(project, shelf, refuse=True)), {"cell-0-0": "2"})
    assert response.status_code == 422
    assert "The base model is not here. Put it there." in response.content.decode()


def page(client, name, model):
    arguments = [model.project_id] + ([model.pk] if name == "detail" else [])
    return client.get(reverse(f"modelhub:{name}", args=arguments)).content.decode()


def test_pages_tell_what_is_in_memory(server, client, caller, viewer, model):
    client.force_login(viewer)
    assert "not in memory now" in page(client, "detail", model)
    assert "in-memory" not in page(client, "list", model)
    for _ in range(3):
        ask(caller, model, {"x": 1})
    ask(caller, model, {"do": "die"})
    shown = page(client, "detail", model)
    assert "not in memory now" in shown  # its process has ended
    assert "<dt>Predictions answered</dt><dd>3</dd>" in shown
    assert "<dt>Errors</dt><dd>1</dd>" in shown
    ask(caller, model, {"x": 1})
    assert "In memory since" in page(client, "detail", model)
    listed = page(client, "list", model)
    assert 'id="in-memory"' in listed
    assert model.name in listed.split('id="in-memory"')[1]


def test_other_projects_models_are_not_told(server, client, caller, viewer, model):
    ask(caller, model, {"x": 1})
    other = MembershipFactory(role="viewer")
    client.force_login(other.user)
    shown = client.get(reverse("modelhub:list", args=[other.project_id])).content.decode()
    assert "in-memory" not in shown


def test_without_a_server_the_page_says_so(client, viewer, model, settings):
    settings.SERVE_SOCKET = socket_path()
    client.force_login(viewer)
    assert "each prediction is a job" in page(client, "detail", model)


def metrics(client, settings):
    settings.METRICS_TOKEN = "token-of-the-test"
    headers = {"authorization": "Bearer token-of-the-test"}
    text = client.get("/metrics", headers=headers).content.decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name.startswith("lepton_serving")
    }


def test_prometheus_is_told(server, client, caller, model, settings, shelf, project):
    for _ in range(2):
        ask(caller, model, {"x": 1})
    ask(caller, registered(project, shelf, refuse=True), {"x": 1})
    told = metrics(client, settings)
    assert told["lepton_serving_up",] == told["lepton_serving_models",] == 1
    assert 0 < told["lepton_serving_memory_bytes",] < told["lepton_serving_memory_limit_bytes",]
    assert told["lepton_serving_requests_total", "answered"] == 2
    assert told["lepton_serving_requests_total", "refused"] == 1
    assert (
        told["lepton_serving_seconds_count",] == told["lepton_serving_seconds_bucket", "+Inf"] == 2
    )
    settings.SERVE_SOCKET = socket_path()
    assert metrics(client, settings) == {("lepton_serving_up",): 0}


def test_the_words_are_those_of_the_catalogue():
    """Each is marked where it is made: a Message with this very text."""
    for words, seconds in serving.TURNED_AWAY.values():
        assert words == msg(words.text)
        assert seconds > 0
    assert json.dumps(list(serving.TURNED_AWAY)) == '["busy", "loading", "late", "died"]'
