"""The pages, the card and REST of the register; once through the real child."""

import json

import pytest
from django.urls import reverse

from apps.core.rendering import render
from apps.engines import registry
from apps.engines.contract import Engine
from apps.engines.predicted import PeriodPrediction, Predicted
from apps.projects.cards import cards_of
from apps.research.predictions import coverage, keeping
from apps.research.predictions.models import Prediction, PredictionSet
from tests.api.conftest import Caller
from tests.factories.predictions import PredictionFactory, PredictionSetFactory
from tests.factories.projects import MembershipFactory
from tests.research.prediction_cases import PAST, forecast, of, sales, store

WORDS = {"actual": "140", "source": "Sales ledger of March"}


@pytest.fixture
def kept(project):
    return PredictionSetFactory(project=project)


@pytest.fixture
def editor(project):
    return MembershipFactory(project=project, role="editor").user


def address(name, project, *args):
    return reverse(f"research:{name}", args=[project.pk, *args])


def text(client, *args):
    return client.get(address(*args)).content.decode()


def test_from_the_run_to_the_score(
    client, analyst, project, run_jobs, django_capture_on_commit_callbacks
):
    data = sales(project)
    job = forecast(project, data)
    client.force_login(analyst)
    page = text(client, "predictions_keep", project, job.pk)
    assert "2 predictions are frozen as they stand" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address("predictions_keep", project, job.pk))
    kept = PredictionSet.objects.get()
    assert answer.url == address("predictions_set", project, kept.pk)
    assert "is being checked" in text(client, "predictions_set", project, kept.pk)
    with django_capture_on_commit_callbacks(execute=True):
        store(data.dataset, [*PAST, ("Germany", "2024-03", 140.0)])
    run_jobs()
    assert (of("2024-03").actual, of("2024-03").hindsight) == (140.0, False)
    kept.refresh_from_db()
    assert kept.checked_at
    page = text(client, "predictions", project)
    assert "Of 1 prediction whose actual value is known, 0 lay inside its 95% interval" in page
    assert "interval: 0%, between 0% and 98%." in page  # 1 − 0.025 = 0.975
    assert client.get(address("predictions_keep", project, job.pk)).url == answer.url


def test_empty_pages_say_what_to_do(client, analyst, viewer, project):
    client.force_login(analyst)
    for name in ("predictions", "predictions_list"):
        page = text(client, name, project)
        assert "No predictions are kept yet" in page
        assert reverse("jobs:new", args=[project.pk]) in page
    client.force_login(viewer)
    page = text(client, "predictions", project)
    assert "Keep these predictions" in page
    assert "Keep all by themselves" not in page


def test_a_run_that_predicts_nothing_says_so(client, analyst, project):
    job = forecast(project, sales(project), rows=[])
    client.force_login(analyst)
    assert "This run predicted no periods" in text(client, "predictions_keep", project, job.pk)
    answer = client.post(address("predictions_keep", project, job.pk), follow=True)
    assert "there is nothing to keep" in answer.content.decode()


def test_an_actual_is_typed_and_corrected(client, analyst, project, kept):
    row = PredictionFactory(kept=kept)
    client.force_login(analyst)
    url = address("prediction", project, row.pk)
    assert client.post(url, WORDS).status_code == 302
    client.post(url, {"actual": "１２８．５", "source": "<b>Corrected</b> ledger"})
    row.refresh_from_db()
    assert (row.actual, row.inside, row.actual_by) == (128.5, True, analyst)
    page = client.get(url).content.decode()
    assert "Sales ledger of March" in page  # what was known before
    assert "&lt;b&gt;Corrected&lt;/b&gt; ledger" in page
    assert [score.actual for score in row.scores.all()] == [128.5, 140.0]


@pytest.mark.parametrize("actual", ["", "many", "nan", "inf", "1e300", "1,250.5", "9" * 400])
def test_what_is_no_number_is_told_and_kept(client, analyst, project, kept, actual):
    row = PredictionFactory(kept=kept)
    client.force_login(analyst)
    answer = client.post(
        address("prediction", project, row.pk), {"actual": actual, "source": "Ledger of May"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ledger of May" in page
    assert 'id="id_actual_error"' in page
    row.refresh_from_db()
    assert row.actual is None


def test_filters_and_csv_show_the_same(client, viewer, project, kept):
    PredictionFactory(kept=kept, actual=140.0)
    PredictionFactory(kept=kept, actual=120.0, period="2024-04", market='=HYPERLINK("x")')
    PredictionFactory(kept=kept, period="2024-05")
    client.force_login(viewer)
    for state, periods in (
        ("outside", {"2024-03"}), ("inside", {"2024-04"}), ("overdue", {"2024-05"}),
        ("waiting", set()), ("hindsight", set()),
    ):  # fmt: skip
        page = client.get(address("predictions_list", project), {"state": state}).content.decode()
        lines = client.get(address("predictions_csv", project), {"state": state})
        rows = b"".join(lines.streaming_content).decode().splitlines()[1:]
        shown = {f"2024-0{month}" for month in range(3, 6) if f">2024-0{month}<" in page}
        assert shown == periods == {line.split(",")[0] for line in rows}
        if state == "inside":
            assert "'=HYPERLINK" in rows[0]


def test_another_table_is_linked(client, editor, project, kept):
    row = PredictionFactory(kept=kept)
    client.force_login(editor)
    url = address("predictions_set", project, kept.pk)
    other = sales(project, name="Ledger").dataset
    wrong = {"dataset": str(other.pk), "target": "turnover", "period": "month", "market": "market"}
    answer = client.post(url, wrong)
    assert answer.status_code == 422
    assert "&#x27;turnover&#x27; is no column of this dataset" in answer.content.decode()
    foreign = sales(PredictionSetFactory().project).dataset
    assert client.post(url, {**wrong, "dataset": str(foreign.pk)}).status_code == 422
    assert client.post(url, {**wrong, "target": "sales"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.watched, kept.columns["target"], kept.target) == (other, "sales", "revenue")
    row.refresh_from_db()
    assert row.value == 110.0


def test_the_switch_and_the_card(client, editor, project, kept):
    client.force_login(editor)
    client.post(address("predictions_switch", project), {"on": "1"})
    assert keeping.keeps_all(project)
    for number in range(48):
        PredictionFactory(kept=kept, period=f"p{number}", actual=110.0 if number > 3 else 140.0)
    assert (
        "Of 48 predictions whose actual value is known, 44 lay inside their 95% interval: 92%,"
        " between 80% and 98%. That agrees with what was promised."
    ) in text(client, "predictions", project)
    card = next(one for one in cards_of(project, editor) if str(one.title) == "Predictions")
    assert render(card.figures[0].label) == "Inside their interval, of 48: 80% to 98%"
    client.post(address("predictions_switch", project), {"on": "0"})
    assert not keeping.keeps_all(project)


def test_another_projects_rows_do_not_exist(client, analyst, project):
    foreign = PredictionFactory(actual=110.0)
    client.force_login(analyst)
    assert client.get(address("prediction", project, foreign.pk)).status_code == 404
    assert client.post(address("prediction", project, foreign.pk), WORDS).status_code == 404
    assert client.get(address("predictions_set", project, foreign.kept_id)).status_code == 404
    job = forecast(foreign.project, sales(foreign.project))
    assert client.post(address("predictions_keep", project, job.pk)).status_code == 404
    assert coverage.standing(project).all == 0


def test_rest_lists_predictions_and_takes_actuals(project, analyst, kept):
    row = PredictionFactory(kept=kept)
    caller = Caller(analyst).client
    base = f"/api/v1/projects/{project.pk}/predictions/"
    (listed,) = caller.get(base).json()["results"]
    assert (listed["value"], listed["level"], listed["engine"]) == (110.0, 0.95, "markets.forecast")
    sent = json.dumps({"actual": 140.0, "source": "ERP"})
    url = f"{base}{row.pk}/actual/"
    answer = caller.post(url, sent, content_type="application/json").json()
    assert (answer["inside"], answer["error"], answer["scaled_error"]) == (False, 30.0, 3.0)
    assert answer["interval_score"] == pytest.approx(440)
    (score,) = caller.get(f"{base}{row.pk}/scores/").json()["results"]
    assert (score["actual"], score["source"]) == (140.0, "ERP")
    for bad in ({"actual": "x", "source": "ERP"}, {"actual": 1.0, "source": ""}, {"actual": 1e300}):
        answer = caller.post(url, json.dumps(bad), content_type="application/json")
        assert answer.status_code == 400
    assert Prediction.objects.get().actual == 140.0


class Oracle(Engine):
    """A third party's engine that predicts."""

    key = "oracle.sales"
    version = "1"
    label = "Oracle"
    runner = "nowhere:Runner"

    def predictions(self, params, summary):
        rows = [
            PeriodPrediction(period="2024-Q3", value=1.0, low=0.0, high=2.0, level=params["level"])
        ]
        return Predicted(rows=rows, unit="EUR")


def test_engines_of_others_take_part(client, analyst, project):
    registry.register(Oracle(), owner="tests")
    try:
        job = forecast(project, sales(project), params={"level": 0.7}, engine_key="oracle.sales")
        client.force_login(analyst)
        client.post(address("predictions_keep", project, job.pk))
        row = Prediction.objects.get()
        assert (row.level, row.kept.engine_key, str(row.ends_on)) == (
            0.7, "oracle.sales", "2024-09-30",
        )  # fmt: skip
        assert "Oracle" in text(client, "predictions_set", project, row.kept_id)
    finally:
        registry.unregister("oracle.sales")
