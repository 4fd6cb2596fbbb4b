"""What is logged of texts, and how the drift of several labels is told."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from apps.core.messages import msg
from apps.core.rendering import render
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.events.models import Notice
from apps.modelhub.watching import alerts, log
from apps.modelhub.watching.inputs import PredictionsProvider
from apps.modelhub.watching.models import DriftCheck, Watch
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import ModelAliasFactory, RegisteredModelFactory

pytestmark = pytest.mark.django_db
FIELDS = [{"name": "message", "dtype": "text"}]
SEVERAL = {"labels_each": "several", "separator": "bar"}


@pytest.fixture
def watch(project):
    job = JobFactory(project=project, state="succeeded", params=SEVERAL)
    model = RegisteredModelFactory(job=job, predict_fields=FIELDS)
    alias = ModelAliasFactory(model=model)
    return Watch.objects.create(project=project, alias=alias, keeps="masked")


def test_lengths_are_those_that_the_model_reads(watch):
    columns = [PredictionColumn(key="label", label=msg("Label"), kind="text")]
    said = Prediction(columns=columns, rows=[PredictedRow(values={"label": "x"})])
    asked = [{"message": " cafe\u0301\r\n\r\nis 7, a@b.example \n"}]
    (row,) = log.rows_of(log.Answered(watch, watch.alias.model, asked, said, [uuid4()]))
    assert row.texts == {"message": "caf\u00e9    is 7, <email>"}
    assert row.length == len("caf\u00e9    is 7, a@b.example")


def test_a_run_is_told_how_the_model_reads_and_answers(watch, tmp_path):
    folder = PredictionsProvider().lay_out(watch.project_id, "", tmp_path)
    told = (folder / "watches.json").read_text()
    assert '"columns": ["message"], "separator": "bar"' in told


def check(watch, *drifted):
    """A check that has found these, judged."""
    found = [{"key": key, "value": 1.0, "usual": 0.1, "p": 0.001, "q": 0.001, "drifted": True,
              "before": 0.2, "now": 0.45} for key in drifted]  # fmt: skip
    row = DriftCheck.objects.create(
        project=watch.project, watch=watch, model=watch.alias.model, statistics=found,
        state="drifted", job=JobFactory(project=watch.project),
    )  # fmt: skip
    alerts.judge(row)
    return watch.alerts.get()


def test_labels_are_told_of_as_one_and_shown_with_their_shares(watch, analyst, client):
    assert check(watch, "output.label:late", "output.label:–").statistics == ["output.label"]
    (notice,) = Notice.objects.filter(user=analyst)
    assert render(notice.message).endswith("has changed: how often each label is answered.")
    check(watch, "output.label:late", "output.label:…")
    assert Notice.objects.filter(user=analyst).count() == 1, "another label is no other drift"
    client.force_login(analyst)
    page = client.get(reverse("modelhub:watch", args=[watch.project_id, watch.alias_id]))
    shown = page.content.decode()
    assert "how often &#x27;late&#x27; is answered: 20.0% before, 45.0% now" in shown
    assert "how often rare labels are answered" in shown
