"""Models of pairs, from the submitted run to the page that asks them and the run that reads with
them.
"""

import pytest
from django.urls import reverse

from apps.core.messages import msg
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.jobs.domain.submit import SubmissionRefused, submit
from apps.jobs.models import State, Task
from apps.modelhub.domain.predict import PURPOSE
from apps.modelhub.models import RegisteredModel
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory
from tests.text import tiny

FIELDS = [
    {"name": name, "label": name, "dtype": "text", "example": f"an {name}"}
    for name in ("question", "answer")
]


@pytest.fixture
def model(project, analyst):
    job = JobFactory(project=project, state="succeeded", engine_key="text.match")
    summary = {"auc": {"value": 0.978, "low": 0.968, "high": 0.987}}
    return RegisteredModelFactory(
        job=job, engine_key="text.match", predict_fields=FIELDS, summary=summary
    )


def page(client, user, name, model, **query):
    client.force_login(user)
    args = [model.project_id] if name == "list" else [model.project_id, model.pk]
    response = client.get(reverse(f"modelhub:{name}", args=args, query=query or None))
    assert response.status_code == 200
    return response.content.decode()


def test_both_texts_are_asked_for_and_answered(client, analyst, model):
    columns = [
        PredictionColumn(key="match", label=msg("{target}", target="fits"), kind="text"),
        PredictionColumn(key="probability", label=msg("Probability"), kind="percent"),
    ]
    said = [
        PredictedRow(values={"match": "yes", "probability": 0.8765}),
        PredictedRow(
            values={"match": None, "probability": None},
            warnings=[msg("{name} is missing.", name="answer")],
        ),
    ]
    asked = [{"question": "Where is it?", "answer": "On its way"}, {"question": "And now?"}]
    answer = JobFactory(
        project=model.project,
        state="succeeded",
        task=Task.PREDICT,
        purpose=PURPOSE,
        engine_key="text.match",
        inputs={"model": {"kind": "model", "id": str(model.pk)}},
        params={"rows": asked},
        result=Prediction(columns=columns, rows=said).model_dump(mode="json"),
    )
    shown = page(client, analyst, "predict", model, job=answer.pk)
    for text in ("Where is it?", "On its way", "87.6%", "yes", "answer is missing."):
        assert text in shown, text


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ({"auc": {"value": 0.978}}, "ROC AUC of 97.8%"),
        ({"recall_at_1": {"value": 0.541}}, "54.1% found first"),
        ({"spearman": {"value": 0.8125}}, "Rank correlation 0.812"),
    ],
)
def test_the_list_says_how_good_each_kind_is(client, analyst, model, summary, said):
    model.summary = summary
    model.save()
    assert said in page(client, analyst, "list", model)


@pytest.mark.soak
@pytest.mark.models
@pytest.mark.django_db(transaction=True)
def test_a_run_saves_a_model_that_another_run_reads_with(
    project, analyst, run_jobs, settings, tmp_path
):
    pytest.importorskip("peft")
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    tiny.save(tmp_path / "bases" / "tiny")
    data = tiny.pairs(40).data
    version = VersionFactory(
        project=project, columns=list(data), rows=list(zip(*data.values(), strict=True))
    )
    chosen = {"kind": "dataset", "id": str(version.pk)}

    def ask(engine, params, roles, **more):
        inputs = {"data": {**chosen, "roles": roles}, **more}
        return submit(
            project=project, user=analyst, engine_key=engine, params=params, inputs=inputs
        )

    roles = {"first": ["one"], "second": ["other"], "target": ["match"]}
    with pytest.raises(SubmissionRefused, match="last layer alone cannot compare"):
        ask("text.match", {"base": "folder:tiny", "method": "probe", "way": "cross"}, roles)
    fit = run_jobs(ask("text.match", {"base": "folder:tiny", "method": "probe"}, roles))
    assert fit.state == State.SUCCEEDED, fit.error
    model = RegisteredModel.objects.get(job=fit)
    assert [field["name"] for field in model.predict_fields] == ["one", "other"]

    reading = ask(
        "text.embed",
        {"columns": 4},
        {"text": ["one"]},
        model={"kind": "model", "id": str(model.pk)},
    )
    embedded = run_jobs(reading)
    assert embedded.state == State.SUCCEEDED, embedded.error
    assert embedded.summary["width"] == tiny.WIDTH
    names = set(embedded.artifacts.values_list("name", flat=True))
    assert {"components.parquet", "embeddings.parquet"} <= names
