"""Few examples: the loss by hand, pairs, parts of a batch, names of classes, what is refused."""

import math

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import numpy as np  # noqa: E402
import torch  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from safetensors.torch import load_file  # noqa: E402

from apps.engines.builtin.text import contrastive, label_names, turns  # noqa: E402
from apps.engines.builtin.text.device import place  # noqa: E402
from apps.engines.builtin.text.encoder import TextModel  # noqa: E402
from apps.engines.builtin.text.objectives import FewExamples  # noqa: E402
from apps.engines.builtin.text.params import ROUNDS, ClassifyParams, RegressParams  # noqa: E402
from apps.engines.builtin.text.task import Features  # noqa: E402
from apps.engines.builtin.text.training import Examples  # noqa: E402
from apps.engines.builtin.text_classify.manifest import ENGINE  # noqa: E402
from apps.engines.builtin.text_classify.runner import Runner  # noqa: E402
from apps.engines.builtin.text_regress.manifest import ENGINE as REGRESS  # noqa: E402
from apps.engines.testing import EngineContractTests, MemoryContext  # noqa: E402
from tests.text import tiny  # noqa: E402

QUICK = {
    "base": "folder:tiny", "method": "few_shot", "epochs": 2, "batch_size": 16, "patience": 0,
    "learning_rate": 2e-3,
}  # fmt: skip


def run(ctx, data=None, **params):
    chosen = ClassifyParams(**{**QUICK, **params})
    return Runner().run(ctx, chosen, {"data": data or tiny.reviews(60)})


@pytest.mark.soak  # the classifier keeps these promises with its other methods
class TestFewShot(EngineContractTests):
    engine = ENGINE
    params = QUICK
    bad_params = ({"method": "few"},)
    tolerance = 1e-5  # of single precision, whose sums depend on the length of the batch
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_classify",
        "apps.engines.tables",
    )
    stop_after = 3

    def inputs(self):
        return {"data": tiny.reviews(45)}

    def prediction_rows(self):
        return [{"review": "my parcel"}, {"review": "very cheap fabric"}, {"review": "cost"}]


def test_the_loss_is_what_the_paper_says():
    """Equation 2 of Khosla et al. (2020), row by row in plain Python; the last row is alone."""
    draw = np.random.default_rng(5)
    values, labels = draw.normal(size=(7, 4)), [0, 1, 0, 1, 1, 0, 2]
    weights = [1.0, 2.0, 0.5, 1.0, 3.0, 1.0, 9.0]
    unit = [row / math.sqrt(sum(row**2)) for row in values]
    total = counted = 0.0
    for i in range(6):
        others = [math.exp(unit[i] @ unit[j] / contrastive.TEMPERATURE) for j in range(7) if j != i]
        own = [j for j in range(7) if j != i and labels[j] == labels[i]]
        logs = [unit[i] @ unit[j] / contrastive.TEMPERATURE - math.log(sum(others)) for j in own]
        total += weights[i] * -sum(logs) / len(own)
        counted += weights[i]
    found = contrastive.contrast(
        torch.tensor(values), torch.tensor(labels), torch.tensor(weights, dtype=torch.float64)
    )
    assert float(found) == pytest.approx(total / counted)


def test_rows_that_are_all_alone_teach_nothing_and_break_nothing():
    values = torch.randn(3, 4, requires_grad=True)
    loss = contrastive.contrast(values, torch.arange(3), torch.ones(3))
    loss.backward()
    assert float(loss.detach()) == 0
    assert torch.equal(values.grad, torch.zeros(3, 4))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=8),
    st.integers(1, 12),
    st.integers(0, 2**64 - 1),
)
def test_every_row_is_read_beside_another_of_its_class(sizes, pairs, seed):
    labels = np.repeat(np.arange(len(sizes)), sizes)
    epochs = [
        contrastive.paired_batches(labels, pairs=pairs, seed=seed, epoch=epoch) for epoch in (0, 1)
    ]
    assert len(epochs[0]) == len(epochs[1])
    for batches in epochs:
        counted = np.bincount(np.concatenate(batches), minlength=len(labels))
        assert (counted == ROUNDS).all()
        for batch in batches:
            assert len(batch) <= 3 * (pairs + pairs // 2 + 1)
            inside = np.bincount(labels[batch], minlength=len(sizes))
            assert all(inside[label] != 1 or sizes[label] == 1 for label in range(len(sizes)))
    again = contrastive.paired_batches(labels, pairs=pairs, seed=seed, epoch=0)
    assert all(np.array_equal(one, other) for one, other in zip(epochs[0], again, strict=True))


def gradients(pieces, dropout=0.0):
    """Of one batch of eleven rows, computed in so many pieces."""
    torch.manual_seed(2)
    encoder = tiny.encoder("bert")
    for module in encoder.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = dropout
    model = TextModel(encoder, tiny.WIDTH, 3).train()
    draw = np.random.default_rng(1)
    ids = [draw.integers(4, 190, size).tolist() for size in draw.integers(3, 12, 11)]
    train = Examples(ids, np.arange(11) % 3, np.linspace(0.5, 1.5, 11))
    trainer = contrastive.ContrastiveTrainer(
        None, ClassifyParams(**QUICK), model, FewExamples(3), place("cpu", "fp32", 1), 0, head=None
    )
    trainer.optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    trainer.state.pieces = pieces
    loss = trainer._gradient(train, np.arange(11))
    return loss, {n: v.grad for n, v in model.named_parameters() if v.grad is not None}


def test_a_batch_in_parts_has_the_gradient_of_the_whole():
    loss, whole = gradients(1)
    for pieces in (2, 5, 64):
        again, parts = gradients(pieces)
        assert again == pytest.approx(loss, rel=1e-5)
        assert parts.keys() == whole.keys()
        for name, value in whole.items():
            assert torch.allclose(value, parts[name], atol=1e-5 * float(value.abs().max()) + 1e-8)


def test_dropout_silences_the_same_when_a_part_is_computed_again(monkeypatch):
    """With other random numbers the second time, the slope belongs to other values."""
    _, found = gradients(3, dropout=0.3)
    monkeypatch.setattr(turns, "set_random_state", lambda *args: None)
    _, other = gradients(3, dropout=0.3)
    assert any(not torch.allclose(found[name], other[name]) for name in found)


def test_when_memory_runs_out_the_step_stays_the_same(tmp_path, monkeypatch):
    plain = run(MemoryContext(tmp_path / "plain")).summary["training"]["curve"]
    original, refused = contrastive.padded, []

    def scarce(rows, pad, device):
        if len(rows) > 10:
            refused.append(len(rows))
            raise torch.OutOfMemoryError("out of memory")
        return original(rows, pad, device)

    monkeypatch.setattr(contrastive, "padded", scarce)
    short = run(MemoryContext(tmp_path / "short")).summary["training"]["curve"]
    assert refused
    for one, other in zip(plain, short, strict=True):
        assert one["loss"] == pytest.approx(other["loss"], rel=1e-3)


def test_texts_of_a_class_are_drawn_together(tmp_path):
    ctx = MemoryContext(tmp_path)
    found = run(ctx, tiny.reviews(120), epochs=4, learning_rate=3e-3).summary
    curve = found["training"]["curve"]
    assert curve[-1]["loss"] < curve[0]["loss"]
    assert found["accuracy"]["value"] > found["probe_accuracy"]
    assert found["gain"]["value"] > 0
    assert 0.2 < found["parameters_learned"] / found["parameters"] < 0.8
    kept = load_file(ctx.model_dir / "weights.safetensors")
    inside = {name for name in kept if name.startswith("encoder.")}
    assert inside
    assert all(name.startswith("encoder.encoder.layer.1.") for name in inside)


def test_the_start_is_kept_where_every_epoch_is_clearly_worse(tmp_path, monkeypatch):
    """What an epoch says is turned round, so that the rows to choose by speak against it."""
    original = contrastive.ContrastiveTrainer._said
    monkeypatch.setattr(
        contrastive.ContrastiveTrainer, "_said", lambda self, rows: -original(self, rows)
    )
    ctx = MemoryContext(tmp_path)
    words = {name: words[0] for name, words in tiny.TOPICS.items()}
    data = tiny.reviews(60)
    data.data["review"] = [
        f"{text} {words[label]} {words[label]}"
        for text, label in zip(data.data["review"], data.data["topic"], strict=True)
    ]
    result = run(ctx, data)
    found = result.summary
    assert found["training"]["start_kept"]
    assert found["training"]["best_epoch"] == 0
    assert found["gain"] is None
    assert found["class_names_learned"] == 0
    assert "start_kept" in {getattr(block, "code", "") for block in result.blocks}
    kept, base = load_file(ctx.model_dir / "weights.safetensors"), tiny.encoder("bert")
    for name, value in kept.items():
        if name.startswith("encoder."):
            assert torch.equal(base.state_dict()[name.removeprefix("encoder.")], value), name


def test_the_probe_beside_it_is_the_probe(tmp_path):
    """The last layer that is fitted anew leaves the yardstick alone."""
    found = run(MemoryContext(tmp_path / "few"), tiny.reviews(240)).summary
    alone = run(MemoryContext(tmp_path / "probe"), tiny.reviews(240), method="probe").summary
    assert not found["training"]["start_kept"]
    assert found["probe_accuracy"] == alone["accuracy"]["value"]
    assert found["probe_macro_f1"] == alone["macro_f1"]["value"]


@pytest.mark.parametrize(("worse", "better"), [(0.01, True), (0.2, False), (-0.2, True)])
def test_a_handful_of_rows_has_to_speak_clearly_for_the_start(worse, better):
    """Gains of 16 rows whose standard deviation is 0.4: the standard error is 0.1."""
    objective = FewExamples(2)
    trainer = contrastive.ContrastiveTrainer(
        None, ClassifyParams(**QUICK), None, objective, place("cpu", "fp32", 1), 0, head=None
    )
    scores = np.zeros((16, 2))
    trainer.state.start, trainer.state.best = True, [0.5, math.log(0.5)]
    own = objective.likelihoods(scores, np.zeros(16, dtype=np.int64))
    trainer.start = own + worse + np.tile([0.4, -0.4], 8)
    rows = Examples([[1]] * 16, np.zeros(16, dtype=np.int64))
    assert trainer._better([0.0, -9.0], scores, rows) is better


def test_names_of_classes_that_are_words_are_learned_from(tmp_path):
    """The names are among the words of the texts, and the tiny model finds classes by them."""
    data = tiny.reviews(90)
    word = {name: words[0] for name, words in tiny.TOPICS.items()}
    for row, label in enumerate(data.data["topic"]):
        data.data["review"][row] = f"{data.data['review'][row]} {word[label]} {word[label]}"
        data.data["topic"][row] = f"{word[label]}_{word[label]}"
    result = run(MemoryContext(tmp_path), data, learning_rate=3e-3)
    assert result.summary["class_names_learned"] == 3
    about = next(block for block in result.blocks if getattr(block, "key", "") == "about")
    assert any("Names of classes" in str(row["what"]) for row in about.rows)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["card_arrival", "lost-or-stolen card"], ["card arrival", "lost or stolen card"]),
        (["lateDelivery", "refund?"], ["late Delivery", "refund"]),
        (["投诉", "退"], ["投诉", "退"]),
        (["no", "yes"], ["no", "yes"]),
        (["iPhone 12", "warranty"], ["i Phone 12", "warranty"]),
        (["class_1", "class_2"], []),
        (["a", "b"], []),
        (["1", "2"], []),
        (["refund", "Refund_"], []),
        (["late", "7"], []),
    ],
)
def test_names_are_words_or_codes(names, words):
    assert label_names.worded(names) == words


def test_names_tell_classes_only_if_more_often_than_by_chance():
    draw = np.random.default_rng(3)
    centres = draw.normal(size=(6, 20))
    labels = np.arange(60) % 6
    rows = Features(centres[labels] + draw.normal(size=(60, 20)), labels)
    assert label_names.telling(centres, rows)
    assert not label_names.telling(draw.normal(size=(6, 20)), rows)


def test_it_is_offered_and_accepted_only_for_one_class_of_each_text():
    offered = ClassifyParams.model_json_schema()["properties"]["method"]
    assert "few_shot" in offered["choices"]
    assert "few_shot" not in RegressParams.model_json_schema()["properties"]["method"]["choices"]
    profile = {"data": tiny.reviews(60).profile()}

    def issues(**params):
        return ENGINE.validate(ClassifyParams(**{**QUICK, **params}), profile)

    assert issues() == []
    for wrong, field in (
        ({"labels_each": "several"}, "method"),
        ({"label_smoothing": 0.1}, "label_smoothing"),
    ):
        [issue] = issues(**wrong)
        assert issue.field == field
        assert issue.fix
    tickets = {"data": tiny.tickets(60).profile()}
    [issue] = REGRESS.validate(RegressParams(base="folder:tiny", method="few_shot"), tickets)
    assert issue.field == "method"


def test_few_rows_are_judged_by_how_likely_they_are():
    """Two rows right of three, one surely and one barely: doubt counts, scale does not."""
    scores = np.array([[4.0, 0.0], [1.0, 0.0], [0.2, 0.0]])
    targets = np.array([0, 0, 1])
    sure, logarithm = FewExamples(2).quality(scores, targets)
    assert sure == pytest.approx(math.exp(logarithm))
    assert FewExamples(2).quality(scores * 3, targets)[0] == pytest.approx(sure, rel=1e-3)
    assert FewExamples(2).quality(-scores, targets)[0] < sure
