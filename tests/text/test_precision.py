"""bfloat16 for answers: taken where it is faster and says the same, and only there."""

import pytest

pytest.importorskip("peft")

import torch
from django.test import override_settings

from apps.core.messages import msg
from apps.engines.builtin.text import precision
from apps.engines.builtin.text_classify.manifest import ENGINE
from apps.engines.builtin.text_classify.runner import Runner
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.engines.testing import MemoryContext
from tests.text import tiny

pytestmark = pytest.mark.models
ROWS = [{"review": text} for text in ("my parcel", "cheap fabric", "the refund was late")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, base_folder):
    ctx = MemoryContext(tmp_path_factory.mktemp("run"), seed=1)
    params = ENGINE.Params(base="folder:tiny", epochs=1, batch_size=16)
    with override_settings(TEXT_MODELS_DIR=base_folder):
        Runner().run(ctx, params, {"data": tiny.reviews(60)})
    return ctx.model_dir


def load(folder, **runtime):
    return Runner().load(folder, {"device": "cpu", "threads": 1, **runtime})


def half(predictor):
    return next(predictor.model.encoder.parameters()).dtype == torch.bfloat16


@pytest.fixture
def capable(monkeypatch):
    monkeypatch.setattr(precision, "multiplies_half", lambda where: True)


def pace(monkeypatch, *seconds):
    """What each of the two measurements takes."""
    left = list(seconds)
    monkeypatch.setattr(
        precision, "_timed", lambda predictor, rows: (predictor.predict(rows), left.pop(0))
    )


def test_as_jobs_answer_unless_told_otherwise(folder, capable):
    assert not half(load(folder))
    assert not half(load(folder, precision="fp32"))


def test_taken_where_it_is_faster_and_agrees(folder, capable, monkeypatch):
    pace(monkeypatch, 2.0, 1.0)
    monkeypatch.setattr(precision, "AGREEMENT", 0.95)  # a model that has learned for one epoch,
    monkeypatch.setattr(precision, "LEAST", 1)  # and is rarely sure
    quick = load(folder, precision="auto")
    assert half(quick)
    assert quick.model.head.weight.dtype == torch.float32
    exact, rough = load(folder).predict(ROWS), quick.predict(ROWS)
    for one, other in zip(exact.rows, rough.rows, strict=True):
        assert other.values["probability"] == pytest.approx(one.values["probability"], abs=0.02)


@pytest.mark.parametrize("seconds", [(1.0, 2.0), (1.0, 1.0)])
def test_not_where_it_is_slower(folder, capable, monkeypatch, seconds):
    pace(monkeypatch, *seconds)
    slow = load(folder, precision="auto")
    assert not half(slow)
    assert slow.predict(ROWS) == load(folder).predict(ROWS)  # the very weights of before


def test_not_where_it_says_something_else(folder, capable, monkeypatch):
    pace(monkeypatch, 2.0, 1.0)
    monkeypatch.setattr(precision, "agreement", lambda exact, rough: 0.997)
    assert not half(load(folder, precision="auto"))


def test_not_on_a_device_that_only_emulates_it(folder, monkeypatch):
    monkeypatch.setattr(precision, "multiplies_half", lambda where: False)
    pace(monkeypatch)  # nothing is measured
    assert not half(load(folder, precision="auto"))


def answers(*values, close=()):
    columns = [PredictionColumn(key="a", label=msg("a"))]
    rows = [
        PredictedRow(values={"a": value}, warnings=[msg("A close call.")] if value in close else [])
        for value in values
    ]
    return Prediction(columns=columns, rows=rows)


def test_agreement_counts_classes_and_near_numbers(monkeypatch):
    monkeypatch.setattr(precision, "LEAST", 3)
    exact, rough = ("x", "y", "x", "z"), ("x", "y", "y", "z")
    assert precision.agreement(answers(*exact), answers(*rough)) == 0.75
    assert precision.agreement(answers(*exact, close="z"), answers(*rough)) == pytest.approx(2 / 3)
    assert precision.agreement(answers(*exact, close="x"), answers(*rough)) == 0  # two are left
    numbers = precision.agreement(answers(0.0, 10.0, 5.0), answers(0.09, 9.8, 5.0))
    assert numbers == pytest.approx(2 / 3)


def test_texts_are_of_the_models_own_words(folder):
    words = load(folder).tokens.words()
    assert {"parcel", "refund"} <= set(words)
    found = precision.texts(words, 50)
    assert found == precision.texts(words, 50)
    assert {word for text in found for word in text.split()} <= set(words)
    assert precision.texts([], 50) == []
