"""A text model written for other programs decides like itself; the files say how to use them."""

import json

import numpy as np
import pytest

pytest.importorskip("peft")
pytest.importorskip("onnxruntime")

from django.test import override_settings

from apps.engines.builtin.text import exports, onnx, saved
from apps.engines.builtin.text.probe import softmax
from apps.engines.builtin.text_classify.manifest import ENGINE
from apps.engines.builtin.text_classify.runner import Runner
from apps.engines.builtin.text_match.manifest import ENGINE as MATCH
from apps.engines.builtin.text_match.runner import Runner as Matching
from apps.engines.contract import Refusal
from apps.engines.testing import MemoryContext
from tests.text import tiny

pytestmark = pytest.mark.models


@pytest.fixture(scope="module", autouse=True)
def bases(base_folder):
    with override_settings(TEXT_MODELS_DIR=base_folder):
        yield


def fitted(tmp_path_factory, engine, runner, table, **params):
    ctx = MemoryContext(tmp_path_factory.mktemp("run"), seed=1)
    asked = engine.Params(base="folder:tiny", epochs=1, batch_size=16, **params)
    runner.run(ctx, asked, {"data": table})
    return ctx.model_dir


@pytest.fixture(scope="module")
def topics(tmp_path_factory, bases):
    return fitted(tmp_path_factory, ENGINE, Runner(), tiny.reviews(60), method="lora")


ROWS = [{"text": text} for text in tiny.reviews(40, seed=9).data["review"]]


@pytest.mark.parametrize("target", [pytest.param("onnx", marks=pytest.mark.soak), "openvino"])
def test_a_classifier_answers_outside_as_it_does_here(topics, tmp_path, target):
    done = Runner().export(topics, target, tmp_path, ROWS, 1)
    assert (done.rows, done.real, done.licence) == (40, True, "MIT")
    exact, rough = done.variants
    assert (exact.precision, exact.agreement, exact.kept) == ("fp32", 1.0, True)
    assert exact.largest < 1e-4
    assert rough.precision == "int8"
    assert (tmp_path / rough.file).exists() == rough.kept
    told = json.loads((tmp_path / "export.json").read_text())
    assert told["outputs"].keys() == {"scores", "values"}
    assert "OpenVINO" in (tmp_path / "README.md").read_text() or target == "onnx"
    assert not (tmp_path / "weights.safetensors").exists()
    assert (topics / saved.KNOWN).exists()
    assert not (tmp_path / saved.KNOWN).exists()
    scores = outside(tmp_path, target, told, [row["text"] for row in ROWS])["scores"]
    chances = softmax(scores / told["facts"]["temperature"])
    here = Runner().load(topics, {"threads": 1}).predict([{"review": row["text"]} for row in ROWS])
    for row, chance in zip(here.rows, chances, strict=True):
        assert row.values["label"] == told["facts"]["labels"][int(chance.argmax())]
        assert row.values["probability"] == pytest.approx(chance.max(), abs=1e-4)


def outside(folder, target, told, texts):
    """What the README says to do, and nothing of ours."""
    lines = (folder / "README.md").read_text().splitlines()
    code = "\n".join(line[4:] for line in lines if line.startswith("    "))
    code = code.replace('"tokenizer.json"', repr(str(folder / "tokenizer.json")))
    for name in ("model.onnx", "model.xml"):
        code = code.replace(f'"{name}"', repr(str(folder / name)))
    space = {"texts": texts}
    exec(code, space)
    return space["outputs"]


@pytest.mark.parametrize("way", [pytest.param("bi", marks=pytest.mark.soak), "cross"])
def test_a_model_of_pairs_too(tmp_path_factory, tmp_path, way):
    folder = fitted(tmp_path_factory, MATCH, Matching(), tiny.pairs(60), way=way)
    done = Matching().export(folder, "onnx", tmp_path, [], 1)
    assert not done.real
    assert done.variants[0].agreement == 1.0
    output = {"bi": "embedding", "cross": "scores"}[way]
    assert json.loads((tmp_path / "export.json").read_text())["outputs"].keys() == {output}


def test_what_decides_otherwise_is_not_handed_out(topics, tmp_path, monkeypatch):
    session = onnx.session

    class Other:
        def __init__(self, path, threads):
            self.inner = session(path, threads)

        def run(self, names, given):
            scores, values = self.inner.run(names, given)
            return [np.roll(scores, 1, axis=1), values]

    monkeypatch.setattr(onnx, "session", Other)
    with pytest.raises(Refusal, match="decides like itself in"):
        Runner().export(topics, "onnx", tmp_path, ROWS, 1)
    assert not (tmp_path / "model.onnx").exists()


def test_what_cannot_be_written_is_said(topics, tmp_path, monkeypatch, tmp_path_factory):
    prefix = fitted(tmp_path_factory, ENGINE, Runner(), tiny.reviews(60), method="prefix")
    with pytest.raises(Refusal, match="by the method 'prefix'"):
        Runner().export(prefix, "onnx", tmp_path, ROWS, 1)
    monkeypatch.setattr(exports.onnx, "installed", lambda: False)
    with pytest.raises(Refusal, match="the extra 'export'"):
        Runner().export(topics, "onnx", tmp_path, ROWS, 1)
