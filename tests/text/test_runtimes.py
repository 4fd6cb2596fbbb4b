"""What computes a model that answers: taken where it is faster and says the same, only there."""

import json
import sys

import numpy as np
import pytest

pytest.importorskip("peft")

import torch
from django.test import override_settings

from apps.core.messages import msg
from apps.engines.builtin.text import methods, openvino, parity, runtimes
from apps.engines.builtin.text.encoder import TextModel, padded
from apps.engines.builtin.text.runtimes import Pace
from apps.engines.builtin.text_classify.manifest import ENGINE
from apps.engines.builtin.text_classify.runner import Runner
from apps.engines.builtin.text_match.models import build
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


def way(predictor):
    return predictor.runtime["library"], predictor.runtime["precision"]


def half(predictor):
    return next(predictor.model.encoder.parameters()).dtype == torch.bfloat16


@pytest.fixture
def capable(monkeypatch):
    monkeypatch.setattr(runtimes, "multiplies_half", lambda where: True)
    monkeypatch.setattr(parity, "AGREEMENT", 0.95)  # a model that has learned for one epoch,
    monkeypatch.setattr(parity, "LEAST", 1)  # and is rarely sure


@pytest.fixture
def pace(monkeypatch):
    """What each measurement takes, in their order."""
    left = []

    def timed(predictor, rows):
        seconds = left.pop(0)
        return predictor.predict(rows), Pace(rate=1 / seconds, single=seconds)

    monkeypatch.setattr(runtimes, "_timed", timed)
    return left.extend


def same(one, other, near):
    for exact, rough in zip(one.predict(ROWS).rows, other.predict(ROWS).rows, strict=True):
        assert rough.values["probability"] == pytest.approx(exact.values["probability"], abs=near)


def test_as_jobs_answer_unless_told_otherwise(folder, capable, pace):
    pace([])  # nothing is measured
    for how in ({}, {"precision": "fp32"}, {"runtime": "torch"}):
        plain = load(folder, **how)
        assert not half(plain)
        assert way(plain) == ("torch", "fp32")


def test_half_is_taken_where_it_is_faster_and_agrees(folder, capable, pace):
    pace([2.0, 1.0])
    quick = load(folder, precision="auto", runtime="torch")
    assert half(quick)
    assert way(quick) == ("torch", "bf16")
    assert quick.model.head.weight.dtype == torch.float32
    same(load(folder), quick, 0.02)


@pytest.mark.parametrize("seconds", [[1.0, 2.0], [1.0, 1.0]])
def test_not_where_it_is_slower(folder, capable, pace, seconds):
    pace(seconds)
    slow = load(folder, precision="auto")
    assert not half(slow)
    assert slow.predict(ROWS) == load(folder).predict(ROWS)  # the very weights of before


def test_not_where_it_says_something_else(folder, capable, pace, monkeypatch):
    pace([2.0, 1.0])
    monkeypatch.setattr(parity, "AGREEMENT", 1.1)
    found = load(folder, precision="auto")
    assert not half(found)
    assert [one["holds"] for one in found.runtime["tried"]] == [True, False]


def test_not_on_a_device_that_only_emulates_it(folder, monkeypatch, pace):
    monkeypatch.setattr(runtimes, "multiplies_half", lambda where: False)
    pace([])
    assert not half(load(folder, precision="auto"))


def test_openvino_answers_the_same_and_is_found_again(folder, capable, pace, monkeypatch, tmp_path):
    monkeypatch.setattr(runtimes, "multiplies_half", lambda where: False)
    monkeypatch.setattr(runtimes, "TEXTS", 64)
    plain, how = load(folder), {"precision": "auto", "scratch": str(tmp_path)}
    pace([3.0, 1.0, 2.0])
    exact = load(folder, runtime="auto", **how)
    assert way(exact) == ("openvino", "fp32")
    same(plain, exact, 1e-5)
    (kept,) = tmp_path.iterdir()
    again = load(folder, runtime="auto", **how)  # nothing is left to measure
    assert again.runtime == exact.runtime
    assert again.predict(ROWS) == exact.predict(ROWS)
    (kept / "fp32.xml").write_text("<net")  # torch answers where what was kept is broken
    broken = load(folder, runtime="auto", **how)
    assert way(broken) == ("torch", "fp32")
    assert broken.predict(ROWS) == plain.predict(ROWS)
    assert not kept.exists()  # the next start measures again


def test_the_fastest_that_passes_is_taken():
    def tried(library, precision, seconds, holds=True):
        pace = Pace(rate=1 / seconds, single=seconds)
        return runtimes.Tried(library=library, precision=precision, pace=pace, holds=holds)

    ways = [
        tried("torch", "fp32", 2), tried("torch", "bf16", 1), tried("openvino", "fp32", 3),
        tried("openvino", "int8", 0.5, holds=False),
    ]  # fmt: skip
    assert runtimes._best(ways, {"runtime": "auto"}).precision == "bf16"
    assert runtimes._best(ways, {"runtime": "openvino"}).library == "openvino"
    assert runtimes._best(ways[:2], {"runtime": "openvino"}).library == "torch"  # it cannot


def test_openvino_tells_nobody():
    assert openvino.library() is not None
    assert sys.modules["openvino_telemetry"] is None


def test_without_openvino_torch_answers(folder, monkeypatch, pace):
    monkeypatch.setattr(openvino, "library", lambda: None)
    pace([])
    assert way(load(folder, runtime="openvino")) == ("torch", "fp32")


@pytest.mark.parametrize("kind", ["deberta-v2", "modernbert"])
def test_every_length_is_computed_the_same(kind):
    model = TextModel(tiny.encoder(kind), tiny.WIDTH, 3).eval()
    other = openvino.standing_in(model, openvino.encoder_of(model), "fp32", 1)
    check(model, other)


@pytest.mark.parametrize("method", ["lora", "adapter"])
def test_what_was_added_is_computed_too(method):
    encoder = methods.attach(tiny.encoder("bert"), method, rank=4, steps=9)
    model = build(encoder, tiny.WIDTH, "cross").eval()
    with torch.no_grad():
        for value in model.parameters():
            value.add_(0.05 * torch.randn_like(value))
    graph = openvino.encoder_of(model)
    check(model, openvino.standing_in(model, graph, "fp32", 1))
    check(model, openvino.standing_in(model, openvino.quantised(graph), "int8", 1), 0.1)
    assert model.encoder is encoder  # nothing was merged into it


def check(model, other, near=1e-5):
    for rows in ([[2, 5, 3]], [[2, *range(4, 20), 3], [2, 9, 3], [2, 8, 7, 3]]):
        ids, mask = padded(rows, 0, "cpu")
        with torch.inference_mode():
            np.testing.assert_allclose(other(ids, mask), model(ids, mask), atol=near)


def test_a_learned_prefix_stays_with_torch(folder):
    encoder = methods.attach(tiny.encoder("bert"), "prefix", rank=4, steps=9)
    with pytest.raises(openvino.UnconvertibleError, match="prefix"):
        openvino.encoder_of(TextModel(encoder, tiny.WIDTH, 3))


def answers(*values, close=(), chance=0.5):
    columns = [
        PredictionColumn(key="a", label=msg("a")),
        PredictionColumn(key="b", label=msg("b"), kind="percent"),
    ]
    said = [msg("A close call.")]
    rows = [
        PredictedRow(values={"a": one, "b": chance}, warnings=said if one in close else [])
        for one in values
    ]
    return Prediction(columns=columns, rows=rows)


def test_agreement_counts_classes_and_near_numbers():
    exact, rough = ("x", "y", "x", "z"), ("x", "y", "y", "z")
    assert parity.compared(answers(*exact), answers(*rough)).agreement == 0.75
    unsure = answers(*exact, close="z")
    assert parity.compared(unsure, answers(*rough)).agreement == pytest.approx(2 / 3)
    assert parity.compared(unsure, answers(*rough), close=True).rows == 4
    numbers = parity.compared(answers(0.0, 10.0, 5.0), answers(0.09, 9.8, 5.0)).agreement
    assert numbers == pytest.approx(2 / 3)
    apart = parity.compared(answers(*exact), answers(*exact, chance=0.56))
    assert apart.gap == pytest.approx(0.06)
    assert not apart.holds(least=1)
    assert not parity.compared(answers(*exact), answers(*exact)).holds(least=5)
    assert parity.compared(answers(*exact), answers(*exact)).holds(least=4)


def test_texts_are_of_the_models_own_words(folder):
    words = load(folder).tokens.words()
    assert {"parcel", "refund"} <= set(words)
    found = parity.texts(words, 50)
    assert found == parity.texts(words, 50)
    assert {word for text in found for word in text.split()} <= set(words)
    assert parity.texts([], 50) == []


def test_what_was_chosen_is_json(folder):
    assert json.loads(json.dumps(load(folder).runtime))["library"] == "torch"
