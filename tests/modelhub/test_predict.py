"""Asking a fitted model, from its registration to the downloaded answer."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.jobs.domain.submit import submit
from apps.jobs.models import Job, State
from apps.modelhub.domain import predict as asking
from apps.modelhub.domain.register import register_model
from apps.modelhub.domain.rows import normalised
from apps.modelhub.models import RegisteredModel
from tests.factories.datasets import VersionFactory
from tests.factories.modelhub import RegisteredModelFactory


def fit(project, user, version, run_jobs, predictors=("d",), target=("D",)):
    roles = {"target": list(target), "predictors": list(predictors)}
    job = submit(
        project=project, user=user, engine_key="regression.least_squares", params={}, title="D ~ d",
        inputs={"data": {"kind": "dataset", "id": str(version.pk), "roles": roles}},
    )  # fmt: skip
    done = run_jobs(job)
    assert done.state == State.SUCCEEDED, done.error or done.refusal
    return RegisteredModel.objects.get(job=done)


@pytest.fixture
def model(project, analyst, version, run_jobs):
    return fit(project, analyst, version, run_jobs)


@pytest.fixture
def quick(monkeypatch, run_jobs):
    """Waiting for a prediction runs it."""
    monkeypatch.setattr(asking, "wait_for", lambda job, seconds: run_jobs(job))


def url(model, query=None):
    return reverse("modelhub:predict", args=[model.project_id, model.pk], query=query)


def ask(client, model, **data):
    response = client.post(url(model), data, follow=True)
    return response, response.content.decode()


def test_a_fit_leaves_a_model_once(model):
    assert model.predict_fields[0]["minimum"] == 95
    assert model.predict_fields[0]["maximum"] == 180
    register_model(model.job)
    assert RegisteredModel.objects.count() == 1


def test_the_worked_example_at_220(client, analyst, model, quick):
    client.force_login(analyst)
    response, page = ask(client, model, **{"cell-0-0": "220"})
    assert response.status_code == 200
    for figure in ("245.97", "191.61 to 300.33", "200.97 to 290.97"):
        assert figure in page, figure
    assert "Extrapolation: d = 220 is outside the data&#x27;s range, 95 to 180." in page
    assert 'value="220"' in page  # what was asked stays in the grid


def test_rows_keep_their_order_and_bad_ones_are_named(client, analyst, model, quick):
    client.force_login(analyst)
    _, page = ask(client, model, pasted="d\n140\nabc\n\n100,5")
    job = asking.predictions_of(model).get()
    assert [row["d"] for row in job.params["rows"]] == ["140", "abc", "100.5"]
    points = [row["values"]["D:point"] for row in job.result["rows"]]
    assert points[1] is None
    assert points[0] == pytest.approx(151.958525, abs=1e-6)
    assert "d: &#x27;abc&#x27; is not a number." in page
    # Beside the row's number, not only beyond the figures of many targets where nobody scrolls.
    assert 'href="#care-2"' in page
    assert 'id="care-2"' in page


def test_a_file_is_read_and_the_answer_downloads(client, analyst, model, quick):
    client.force_login(analyst)
    file = SimpleUploadedFile("rows.csv", "city,d\nOslo,140\nBergen,220\n".encode("utf-16"))
    response, page = ask(client, model, file=file)
    assert response.status_code == 200
    assert "<td>Oslo</td>" in page
    job = asking.predictions_of(model).get()
    answer = client.get(url(model, {"job": job.pk, "format": "csv"}))
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["d"] for row in rows] == ["140", "220"]
    assert [row["city"] for row in rows] == ["Oslo", "Bergen"]
    assert float(rows[1]["D:new_high"]) == pytest.approx(300.3276, abs=1e-3)
    assert rows[0]["warnings"] == ""
    assert "Extrapolation" in rows[1]["warnings"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Type at least one row"),
        ({"pasted": "1\t2\n"}, "Columns in line 1: 2; the model needs 1: d."),
        ({"pasted": "1\n" * 5001}, "5001 rows are more than one prediction takes"),
        ({"file": SimpleUploadedFile("x.csv", b"\x00\x01\x02")}, "This is not a text file."),
    ],
)
def test_what_cannot_be_read_is_said_in_words(client, analyst, model, data, sentence):
    client.force_login(analyst)
    response, page = ask(client, model, **data)
    assert response.status_code == 422
    assert sentence in page
    assert not asking.predictions_of(model).exists()


def test_a_slow_prediction_shows_its_progress(client, analyst, model, monkeypatch, run_jobs):
    monkeypatch.setattr(asking, "wait_for", lambda job, seconds: job)
    client.force_login(analyst)
    _, page = ask(client, model, **{"cell-0-0": "100"})
    job = asking.predictions_of(model).get()
    live = reverse("modelhub:live", args=[model.project_id, model.pk, job.pk])
    assert live in page
    assert client.get(live).status_code == 200
    run_jobs(job)
    done = client.get(live)
    assert done.status_code == 286
    assert done["HX-Refresh"] == "true"


def test_several_targets_and_hidden_extrapolation(client, analyst, project, run_jobs, quick):
    rows = [(float(i), float(i) + (i % 3) * 0.1, 2.0 * i + i % 2, 5.0 - i) for i in range(12)]
    version = VersionFactory(project=project, columns=["a", "b", "y", "z"], rows=rows)
    model = fit(project, analyst, version, run_jobs, ("a", "b"), ("y", "z"))
    client.force_login(analyst)
    _, page = ask(client, model, pasted="0\t11")
    assert "Hidden extrapolation" in page
    assert page.count("Prediction</th>") == 2


def test_more_rows_without_javascript(client, analyst, model):
    client.force_login(analyst)
    response = client.post(url(model), {"cell-0-0": "101", "more": "1"})
    page = response.content.decode()
    assert 'value="101"' in page
    assert "cell-5-0" in page


def test_the_list_and_detail_pages(client, viewer, model, django_assert_max_num_queries):
    client.force_login(viewer)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("modelhub:list", args=[model.project_id])).content.decode()
    assert url(model) in page
    detail = reverse("modelhub:detail", args=[model.project_id, model.pk])
    with django_assert_max_num_queries(12):
        page = client.get(detail).content.decode()
    assert "Each additional unit of d goes with 1.175 more D" in page
    assert client.post(detail, {"name": "x"}).status_code == 403


def test_only_the_name_changes(client, analyst, model):
    client.force_login(analyst)
    detail = reverse("modelhub:detail", args=[model.project_id, model.pk])
    assert client.post(detail, {"name": ""}).status_code == 422
    client.post(detail, {"name": "Lamps", "engine_key": "other"})
    model.refresh_from_db()
    assert (model.name, model.engine_key) == ("Lamps", "regression.least_squares")


def test_others_do_not_see_it(client, analyst, viewer, model):
    other = RegisteredModelFactory()
    client.force_login(analyst)
    assert client.get(url(other)).status_code == 404
    foreign = reverse("modelhub:predict", args=[model.project_id, other.pk])
    assert client.get(foreign).status_code == 404
    assert client.get(url(model, {"job": other.job_id})).status_code == 404
    assert client.get(url(model, {"job": "nonsense"})).status_code == 404
    client.force_login(viewer)
    assert client.get(url(model)).status_code == 200
    assert client.post(url(model), {"cell-0-0": "1"}).status_code == 403
    assert not Job.objects.filter(task="predict").exists()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("30.000,5", "30000.5"),
        ("-1.234.567", "-1234567"),
        ("30,000.5", "30000.5"),
        ("1 234,5", "1234.5"),
        ("1.234", "1.234"),  # a decimal point wherever it may be one
        ("1,234", "1,234"),  # either: left for the engine to refuse
        ("1.2345,6", "1.2345,6"),
    ],
)
def test_numbers_as_people_write_them(typed, read):
    assert normalised(typed) == read


@pytest.mark.parametrize(
    "sent",
    [
        {"cell-²-0": "1"},
        {f"cell-{'9' * 400}-0": "1"},
        {"cell-0-²": "1"},
        {"pasted": '"' + "x" * 200_000},
        {"pasted": '"' + "1\n" * 100_000},
    ],
)
def test_strange_fields_and_endless_cells_are_no_error(client, analyst, model, sent):
    csv.field_size_limit(64 * 1024 * 1024)  # as whoever reads uploads in this process sets it
    client.force_login(analyst)
    assert client.post(url(model), sent).status_code == 422


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_characters_that_no_database_stores(client, analyst, model, quick):
    client.force_login(analyst)
    assert client.post(url(model), {"cell-0-0": "1\x00", "cell-1-0": "2"}).status_code == 302
    (job,) = asking.predictions_of(model)
    assert [bool(row["warnings"]) for row in job.result["rows"]] == [True, True]
    assert job.result["rows"][1]["values"]["D:point"] is not None
