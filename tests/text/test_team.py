"""One training in two processes: the same steps, the same end, and no hanging."""

import multiprocessing
import os
import signal

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("torch")

import torch  # noqa: E402

from apps.engines.builtin.text import team, vocabulary  # noqa: E402
from apps.engines.builtin.text.contrastive import ContrastiveTrainer  # noqa: E402
from apps.engines.builtin.text.training import Trainer  # noqa: E402
from apps.engines.testing import MemoryContext  # noqa: E402
from tests.text import plain  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def quick_starts():
    """Imports are paid for once; each process is a fork of one that has computed nothing."""
    multiprocessing.set_forkserver_preload(
        ["tests.text.plain", "torch._dynamo", "torch.distributed.elastic.multiprocessing.api"]
    )
    former, team.START = team.START, "forkserver"
    yield
    team.START = former


def learned(folder, devices, **more):
    """Weights at the end, and the context."""
    ctx = MemoryContext(folder, seed=3, **more)
    trainer = plain.trainer(ctx)
    team.train(trainer, plain.examples(), plain.examples(20, seed=2), devices)
    return trainer.model.state_dict(), ctx


def gap(one, other):
    return max(float((one[name] - other[name]).abs().max()) for name in one)


@pytest.mark.thorough
def test_two_processes_end_with_the_weights_of_one_also_when_resumed(tmp_path):
    alone, ctx = learned(tmp_path / "alone", 1)
    shared, shared_ctx = learned(tmp_path / "shared", 2)
    assert gap(alone, shared) < 1e-5
    said = [
        [value for name, _, value in one.metrics if name == "loss"] for one in (ctx, shared_ctx)
    ]
    assert said[0] == pytest.approx(said[1], abs=1e-5)
    _, part = learned(tmp_path / "part", 2, stop_at=5)
    rest, _ = learned(tmp_path / "rest", 2, resume_from=part.checkpoints[-1])
    assert gap(shared, rest) < 1e-6


def test_memory_that_runs_out_in_one_process_is_agreed_by_all(tmp_path, monkeypatch):
    alone, _ = learned(tmp_path / "alone", 1)
    original = Trainer._gradient

    def scarce(self, train, rows):
        if self.state.pieces == 1:
            raise torch.OutOfMemoryError("out of memory")
        return original(self, train, rows)

    monkeypatch.setattr(Trainer, "_gradient", scarce)  # of this process alone
    shared, ctx = learned(tmp_path / "shared", 2)
    assert gap(alone, shared) < 1e-5
    assert sum("Out of memory" in text for _, text in ctx.logs) == 1
    assert not vocabulary.kept_whole(ctx.checkpoints[-1]), "only words that occur took part"


def test_a_process_that_is_killed_ends_the_training_and_is_named(tmp_path, monkeypatch):
    class Killing(MemoryContext):
        def metric(self, name, step, value):
            super().metric(name, step, value)
            if step == 3 and name == "loss":
                os.kill(ranks[0].processes.pids()[0], signal.SIGKILL)

    ranks = []

    real = team.Ranks

    def remembered(*args):
        ranks.append(real(*args))
        return ranks[-1]

    monkeypatch.setattr(team, "Ranks", remembered)
    trainer = plain.trainer(Killing(tmp_path, seed=3))
    with pytest.raises(team.RankFailed, match="rank 1: it was ended by SIGKILL"):
        team.train(trainer, plain.examples(), plain.examples(20, seed=2), 2)


def test_what_compares_the_rows_of_a_batch_takes_one_device():
    assert Trainer.shares
    assert not ContrastiveTrainer.shares
