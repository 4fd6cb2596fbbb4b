"""Training: resume to the bit, memory that runs out, early stop, what learns and what is kept."""

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import numpy as np  # noqa: E402
import torch  # noqa: E402
from safetensors.torch import load_file  # noqa: E402

from apps.engines.builtin.text import training, vocabulary  # noqa: E402
from apps.engines.builtin.text.objectives import SingleLabel  # noqa: E402
from apps.engines.builtin.text.params import ClassifyParams  # noqa: E402
from apps.engines.builtin.text_classify.runner import Runner  # noqa: E402
from apps.engines.contract import Cancelled, Refusal  # noqa: E402
from apps.engines.testing import MemoryContext  # noqa: E402
from tests.text import tiny  # noqa: E402

QUICK = {"base": "folder:tiny", "epochs": 3, "batch_size": 16, "learning_rate": 2e-3, "patience": 0}


def run(ctx, data=None, **params):
    chosen = ClassifyParams(**{**QUICK, **params})
    return Runner().run(ctx, chosen, {"data": data or tiny.reviews()})


def weights(ctx):
    return load_file(ctx.model_dir / "weights.safetensors")


def same(first, second):
    return first.keys() == second.keys() and all(
        torch.equal(first[name], second[name]) for name in first
    )


@pytest.mark.parametrize(
    ("method", "stop_at"),
    [
        ("full", 2),
        ("few_shot", 5),
        *(
            pytest.param(*one, marks=pytest.mark.soak)
            for one in (("full", 9), ("adapter", 5), ("adalora", 7))
        ),
    ],
)
def test_a_resumed_run_has_the_same_weights_to_the_bit(tmp_path, method, stop_at):
    """Stopped in the middle of an epoch, with dropout, so that random numbers matter."""
    options = {"method": method, "dropout": True, "rank": 4}
    whole = MemoryContext(tmp_path / "whole", seed=3)
    run(whole, **options)
    part = MemoryContext(tmp_path / "part", seed=3, stop_at=stop_at)
    stopped = run(part, **options)
    assert stopped.summary["training"]["steps"] == stop_at
    assert any(getattr(block, "code", "") == "stopped" for block in stopped.blocks)
    rest = MemoryContext(tmp_path / "rest", seed=3, resume_from=part.checkpoints[-1])
    run(rest, **options)
    assert same(weights(whole), weights(rest))
    ends = [load_file(ctx.checkpoints[-1]) for ctx in (whole, part, rest)]
    assert same(ends[0], ends[2]), "weights, optimiser or random numbers went another way"
    assert not same(ends[0], ends[1])


def test_a_run_goes_on_from_a_checkpoint_of_the_whole_table_of_words(tmp_path, monkeypatch):
    """As releases wrote them in which every word learned: an upgrade stops no training."""
    part, whole = (MemoryContext(tmp_path / name, seed=3) for name in ("part", "whole"))
    part.stop_at = 2
    with monkeypatch.context() as before:
        before.setattr(vocabulary, "narrow", lambda *_known: False)
        run(whole, epochs=1)
        run(part, epochs=1)
    rest = MemoryContext(tmp_path / "rest", seed=3, resume_from=part.checkpoints[-1])
    run(rest, epochs=1)
    assert same(weights(whole), weights(rest))


def test_another_seed_learns_something_else(tmp_path):
    one, other = (MemoryContext(tmp_path / str(seed), seed=seed) for seed in (1, 2))
    run(one, epochs=1)
    run(other, epochs=1)
    assert not same(weights(one), weights(other))


def test_it_learns_what_a_random_encoder_alone_does_not(tmp_path):
    ctx = MemoryContext(tmp_path)
    found = run(ctx, tiny.reviews(240), epochs=8, learning_rate=3e-3).summary
    curve = found["training"]["curve"]
    assert curve[-1]["loss"] < curve[0]["loss"] / 2
    assert found["accuracy"]["value"] > 0.9
    assert found["parameters_learned"] == found["parameters"]


def test_when_memory_runs_out_the_step_stays_the_same(tmp_path, monkeypatch):
    plain = run(MemoryContext(tmp_path / "plain"), epochs=2).summary["training"]["curve"]
    original, refused = training.padded, []

    def scarce(rows, pad, device):
        if len(rows) > 10:
            refused.append(len(rows))
            raise torch.OutOfMemoryError("out of memory")
        return original(rows, pad, device)

    monkeypatch.setattr(training, "padded", scarce)
    ctx = MemoryContext(tmp_path / "short")
    short = run(ctx, epochs=2).summary["training"]["curve"]
    assert refused
    assert any("Out of memory" in text for _, text in ctx.logs)
    for one, other in zip(plain, short, strict=True):
        assert one["loss"] == pytest.approx(other["loss"], rel=1e-3)


def test_memory_that_is_not_enough_for_one_text_is_an_error(tmp_path, monkeypatch):
    def none_left(*args):
        raise torch.OutOfMemoryError("out of memory")

    monkeypatch.setattr(training, "padded", none_left)
    with pytest.raises(torch.OutOfMemoryError):
        run(MemoryContext(tmp_path))


def test_other_errors_are_not_taken_for_want_of_memory(tmp_path, monkeypatch):
    def broken(*args):
        raise RuntimeError("shapes do not match")

    monkeypatch.setattr(training, "padded", broken)
    with pytest.raises(RuntimeError, match="shapes"):
        run(MemoryContext(tmp_path))


def test_it_ends_early_and_keeps_the_best_epoch(tmp_path, monkeypatch):
    judged = iter([0.5, 0.8, 0.7, 0.6, 0.9])
    monkeypatch.setattr(SingleLabel, "quality", lambda *args: (next(judged), 0.0))
    monkeypatch.setattr(training, "KEPT_CHECKPOINTS", 9)
    ctx = MemoryContext(tmp_path / "early", seed=1)
    found = run(ctx, epochs=5, patience=2).summary["training"]
    assert (found["epochs"], found["best_epoch"]) == (4, 2)
    second, kept = load_file(ctx.checkpoints[1]), weights(ctx)
    words = kept.pop("encoder.embeddings.word_embeddings.weight")
    for name, value in kept.items():
        assert torch.equal(value, second[f"model.{name}"]), "not the weights of the best epoch"
    for row in second["model.encoder.embeddings.word_embeddings.learned"]:  # those that occur
        assert (words == row).all(1).any(), "not the words of the best epoch"


def test_a_rate_that_is_far_too_high_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(training.Trainer, "_gradient", lambda *args: float("nan"))
    with pytest.raises(Refusal) as refused:
        run(MemoryContext(tmp_path))
    assert refused.value.issue.field == "learning_rate"


def test_cancelling_in_the_middle_ends_at_once(tmp_path):
    ctx = MemoryContext(tmp_path, cancel_at=12)
    with pytest.raises(Cancelled):
        run(ctx)
    assert "card.md" not in ctx.artifacts


def test_checkpoints_do_not_pile_up(tmp_path):
    ctx = MemoryContext(tmp_path)
    run(ctx, epochs=5)
    assert len(ctx.checkpoints) == 5
    assert len(list(ctx.checkpoint_dir.iterdir())) == 2


def test_small_methods_save_only_what_they_learned(tmp_path):
    sizes = {}
    for method in ("full", "adapter", "probe"):
        ctx = MemoryContext(tmp_path / method)
        run(ctx, method=method, epochs=1)
        sizes[method] = sum(value.numel() for value in weights(ctx).values())
    assert sizes["probe"] == 3 * 32 + 3 + 32 + 1
    assert sizes["probe"] < sizes["adapter"] < sizes["full"]


def test_class_weights_make_rare_classes_count():
    targets = np.array([0] * 8 + [1] * 2)
    found = SingleLabel(2, balanced=True).weights(targets, None)
    assert found[targets == 0].sum() == pytest.approx(found[targets == 1].sum())
    assert found.mean() == pytest.approx(1)
    given = np.array([1.0] * 8 + [3.0] * 2)
    assert SingleLabel(2).weights(targets, given).mean() == pytest.approx(1)
