"""Models that read texts: their page, the rows they are asked, what page and CSV show."""

import csv
import io

import pytest
from django.urls import reverse

from apps.core.messages import msg
from apps.engines.builtin.text import slots
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.jobs.domain.role_issues import MODEL_SLOT
from apps.jobs.forms import choices_for, preset_of
from apps.jobs.inputs import inherited_seed
from apps.jobs.models import Task
from apps.modelhub.domain import rows
from apps.modelhub.domain.predict import PURPOSE
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import ModelAliasFactory, RegisteredModelFactory

FIELD = {
    "name": "review",
    "label": "review",
    "dtype": "text",
    "example": "Great, but 1,5 hours late",
}
ASKED = ["It broke, sadly; after 1,5 days", ""]


@pytest.fixture
def model(project, analyst):
    job = JobFactory(project=project, state="succeeded", engine_key="text.classify")
    summary = {"accuracy": {"value": 0.934, "low": 0.92, "high": 0.95}}
    return RegisteredModelFactory(
        job=job, engine_key="text.classify", predict_fields=[FIELD], summary=summary
    )


@pytest.fixture
def answered(model):
    columns = [
        PredictionColumn(key="label", label=msg("{target}", target="topic"), kind="text"),
        PredictionColumn(key="probability", label=msg("Probability"), kind="percent"),
    ]
    said = [
        PredictedRow(values={"label": "quality", "probability": 0.8765}),
        PredictedRow(
            values={"label": None, "probability": None},
            warnings=[msg("{name} is missing.", name="review")],
        ),
    ]
    return JobFactory(
        project=model.project,
        state="succeeded",
        task=Task.PREDICT,
        purpose=PURPOSE,
        engine_key="text.classify",
        inputs={"model": {"kind": "model", "id": str(model.pk)}},
        params={"rows": [{"review": text} for text in ASKED]},
        result=Prediction(columns=columns, rows=said).model_dump(mode="json"),
    )


def page(client, user, name, model, **query):
    client.force_login(user)
    response = client.get(
        reverse(f"modelhub:{name}", args=[model.project_id, model.pk], query=query or None)
    )
    assert response.status_code == 200
    return response.content.decode()


def test_the_answer_shows_classes_and_probabilities(client, analyst, model, answered):
    shown = page(client, analyst, "predict", model, job=answered.pk)
    for said in ("quality", "87.6%", "topic", "review is missing.", "One row needs care"):
        assert said in shown, said
    assert "interval" not in shown
    assert "within the data" not in shown
    assert "It broke, sadly; after 1,5 days" in shown
    assert "data: " not in shown
    assert 'inputmode="decimal"' not in shown


def test_the_csv_has_full_precision(client, analyst, model, answered):
    text = page(client, analyst, "predict", model, job=answered.pk, format="csv")
    found = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row["review"] for row in found] == ASKED
    assert [row["label"] for row in found] == ["quality", ""]
    assert [row["probability"] for row in found] == ["0.8765", ""]


def test_the_models_page_gives_an_example_instead_of_a_range(client, analyst, model):
    shown = page(client, analyst, "detail", model)
    assert FIELD["example"] in shown
    assert "Fitted from" not in shown


def test_the_list_says_how_good_it_is(client, analyst, model):
    client.force_login(analyst)
    listed = client.get(reverse("modelhub:list", args=[model.project_id])).content.decode()
    assert "93.4% right" in listed


def test_the_list_says_how_near_written_answers_are(client, analyst, model):
    model.summary = {"chrf": {"value": 63.24, "low": 60.0, "high": 66.0}}
    model.save()
    client.force_login(analyst)
    listed = client.get(reverse("modelhub:list", args=[model.project_id])).content.decode()
    assert "chrF 63.2" in listed


def test_texts_are_kept_as_they_were_written():
    typed = rows.from_grid({"cell-0-0": " 1,5 ", "cell-0-1": "1,5"}, ["t", "n"], ["t"])
    assert typed == [{"t": "1,5", "n": "1.5"}]


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("one, two; three\nfour\tfive\n\n", ["one, two; three", "four\tfive"]),
        ('"quoted" text, and more', ['"quoted" text, and more']),
        ("1,5\n2", ["1,5", "2"]),
        ('review\n"a, b"\nc', ["a, b", "c"]),
        ("id\treview\n7\tlate, again", ["late, again"]),
    ],
)
def test_each_pasted_line_is_a_text_unless_a_header_says_more(pasted, expected):
    found = rows.from_text(pasted, ["review"], ["review"])
    assert [row["review"] for row in found] == expected


def test_a_lone_text_is_answered_in_a_line(client, analyst, model, answered):
    answered.params = {"rows": [{"review": ASKED[0], "topic": "price"}]}
    answered.result = {**answered.result, "rows": answered.result["rows"][:1]}
    answered.save()
    shown = page(client, analyst, "predict", model, job=answered.pk)
    before = shown.split("<table")[0]
    assert "topic (predicted): quality" in before
    assert "Probability: 87.6%" in before


@pytest.fixture
def number(project, analyst):
    job = JobFactory(project=project, state="succeeded", engine_key="text.regress")
    summary = {"r2": {"value": 0.825, "low": 0.7, "high": 0.9}, "confidence": 0.9}
    model = RegisteredModelFactory(
        job=job, engine_key="text.regress", predict_fields=[FIELD], summary=summary
    )
    columns = [
        PredictionColumn(
            key=f"hours:{role}", label=msg("{target}", target="hours"), unit="h", role=role,
            target="hours",
        )
        for role in ("point", "new_low", "new_high")
    ]  # fmt: skip
    said = [
        PredictedRow(values={"hours:point": 12.5, "hours:new_low": 10.0, "hours:new_high": 15.0}),
        PredictedRow(
            values=dict.fromkeys(["hours:point", "hours:new_low", "hours:new_high"]),
            warnings=[msg("{name} is missing.", name="review")],
        ),
    ]
    answer = JobFactory(
        project=project,
        state="succeeded",
        task=Task.PREDICT,
        purpose=PURPOSE,
        engine_key="text.regress",
        inputs={"model": {"kind": "model", "id": str(model.pk)}},
        params={"rows": [{"review": text} for text in ASKED]},
        result=Prediction(columns=columns, rows=said).model_dump(mode="json"),
    )
    return model, answer


def test_a_number_from_a_text_has_its_one_interval(client, analyst, number):
    model, answer = number
    shown = page(client, analyst, "predict", model, job=answer.pk)
    assert "New observation, 90% interval" in shown
    assert "Mean, 90% interval" not in shown
    assert "average of many such cases" not in shown
    assert "where a single new case will fall" in shown
    assert "within the data" not in shown
    head, body = shown.split("<thead>")[1].split("</thead>")
    rows = body.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:2]
    assert [row.count("<td") for row in rows] == [head.count("<th ") - 1] * 2
    assert "10.000 to 15.000" in rows[0]


def test_a_lone_number_is_told_in_a_sentence(client, analyst, number):
    model, answer = number
    answer.params = {"rows": answer.params["rows"][:1]}
    answer.result = {**answer.result, "rows": answer.result["rows"][:1]}
    answer.save()
    before = page(client, analyst, "predict", model, job=answer.pk).split("<table")[0]
    assert "The estimate of hours is 12.5" in before
    assert "A new case is likely between 10" in before
    assert "(90% interval)" in before


def test_the_list_has_a_figure_for_each_kind(client, analyst, number, model):
    model.summary = {"micro_f1": {"value": 0.876, "low": 0.8, "high": 0.9}}
    model.save()
    client.force_login(analyst)
    listed = client.get(reverse("modelhub:list", args=[model.project_id])).content.decode()
    assert "micro F1 of 87.6%" in listed
    assert "R² on the test 0.825" in listed


def test_the_form_compares_with_the_model_that_serves(client, analyst, model):
    other = RegisteredModelFactory(job=JobFactory(project=model.project, state="succeeded"))
    slot = slots.beside("text.classify")
    assert preset_of(slot, model.project_id) == ""
    ModelAliasFactory(model=model)
    assert preset_of(slot, model.project_id) == f"model:{model.pk}"
    assert preset_of(slots.beside("text.intent"), model.project_id) == ""
    assert [one.name for one in choices_for(slot, model.project_id)] == [model.name]
    assert {one.name for one in choices_for(MODEL_SLOT, model.project_id)} == {
        model.name,
        other.name,
    }


def test_a_run_beside_a_model_takes_its_seed_over(model):
    """So that both part the rows alike, and neither has learned from the other's test rows."""
    inputs = {
        "data": {"kind": "dataset", "id": "1"},
        "serving": {"kind": "model", "id": str(model.pk)},
    }
    assert inherited_seed(model.project_id, inputs) == model.job.seed
    assert inherited_seed(model.project_id, {"data": inputs["data"]}) is None
