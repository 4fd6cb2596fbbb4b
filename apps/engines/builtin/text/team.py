"""One training on several devices: every process computes its share of each batch, and gradients
are summed, so that each step is the one that a single process would make.

Li et al. (2020), PyTorch Distributed: experiences on accelerating data parallel training. The
job's child is rank 0: it alone decides, judges, writes checkpoints and speaks. torchrun's process
API starts the other ranks and keeps what one that fails has to say. They follow step by step until
they are told that it is over.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.distributed as dist

from apps.engines.builtin.text.device import Place
from apps.engines.builtin.text.objectives import Joint

if TYPE_CHECKING:
    from apps.engines.builtin.text.training import Examples, Trained, Trainer

PATIENCE = timedelta(
    days=7
)  # rank 0 judges for as long as it takes; a rank that dies shows at once
BUCKET = 8_000_000  # numbers whose gradients are summed in one go
LAST_WORDS = 10.0  # seconds that a rank that failed has to say why
OVER = -1
START = "spawn"  # a fork would share locks and threads of torch
LOOPBACK = "lo0" if sys.platform == "darwin" else "lo"  # ranks of one machine, and nobody else


class RankFailed(RuntimeError):
    """Another process of the training has ended with an error of its own."""


@dataclass(frozen=True)
class Orders:
    """What rank 0 has every rank do next: one step, or nothing more (``epoch`` is ``OVER``)."""

    epoch: int
    batch: int = 0
    step: int = 0
    pieces: int = 1


class Team:
    """The processes of a training, seen from one of them."""

    def __init__(self, rank: int, size: int, device: torch.device) -> None:
        self.rank, self.size, self.device = rank, size, device

    def share(self, count: int) -> np.ndarray:
        """Positions of this rank's rows of a batch of ``count``. Batches are sorted by length, so
        that every second one and so on makes shares of like length.
        """
        return np.arange(count)[self.rank :: self.size]

    def tell(self, orders: Orders) -> Orders:
        """Rank 0's orders, to all; what others pass counts for nothing."""
        words = torch.tensor([orders.epoch, orders.batch, orders.step, orders.pieces])
        dist.broadcast(words, src=0)
        return Orders(*words.tolist())

    def any(self, flag: bool) -> bool:
        """Whether it is so for any of them."""
        found = torch.tensor([int(flag)])
        dist.all_reduce(found, op=dist.ReduceOp.MAX)
        return bool(found.item())

    def summed(self, learning: Sequence[torch.nn.Parameter], loss: float) -> float:
        """Sum the gradients of all ranks into each one's own; the sum of their losses. What has no
        gradient in any keeps none: the optimiser passes it over.
        """
        told = torch.tensor(
            [loss, *(float(value.grad is not None) for value in learning)], dtype=torch.float64
        )
        dist.all_reduce(told)
        total, *having = told.tolist()
        moved = [value for value, count in zip(learning, having, strict=True) if count]
        for bucket in _buckets(moved):
            gradients = [torch.zeros_like(one) if one.grad is None else one.grad for one in bucket]
            flat = torch.cat([one.reshape(-1) for one in gradients])
            dist.all_reduce(flat)
            parts = flat.split([one.numel() for one in bucket])
            for value, part in zip(bucket, parts, strict=True):
                value.grad = part.view_as(value)
        return float(total)


def _buckets(values: Sequence[torch.nn.Parameter]) -> Iterator[list[torch.nn.Parameter]]:
    bucket: list[torch.nn.Parameter] = []
    for value in values:
        bucket.append(value)
        if sum(one.numel() for one in bucket) >= BUCKET:
            yield bucket
            bucket = []
    if bucket:
        yield bucket


def train(trainer: Trainer, train: Examples, validation: Examples, devices: int) -> Trained:
    """``trainer.run`` on so many devices of this machine, or on one where it cannot be shared."""
    if devices > 1 and (isinstance(trainer.objective, Joint) or not trainer.shares):
        trainer.ctx.log("This training compares the rows of a batch: one device computes it.")
        devices = 1
    if devices < 2:
        return trainer.run(train, validation)
    with _started(trainer, train, devices) as ranks:
        try:
            trainer.team = _joined(0, devices, trainer.place, ranks.meeting)
            trained = trainer.run(train, validation)
            trainer.team.tell(Orders(OVER))
            ranks.join()
        except RuntimeError as error:
            ranks.blame(error)
            raise
        finally:
            trainer.team = None
    return trained


class Ranks:
    """The other processes, and the file at which all meet."""

    def __init__(self, processes: Any, meeting: Path) -> None:
        self.processes, self.meeting = processes, meeting
        self._said = ""
        self._lock = threading.Lock()

    def failure(self) -> str:
        """What the first rank that failed has said; empty while all is well."""
        with self._lock:
            found = None if self._said else self.processes.wait(timeout=0)
            if found is not None and found.is_failed():
                rank, failure = min(found.failures.items(), key=lambda one: one[1].timestamp)
                self._said = f"rank {rank + 1}: {_words(failure)}"
            return self._said

    def join(self) -> None:
        """Wait a while for the others to end as they were told."""
        with self._lock:
            self.processes.wait(timeout=LAST_WORDS, period=0.05)

    def blame(self, error: RuntimeError) -> None:
        """Raise what a rank has failed of, where one has: the loss of it is but what followed."""
        until = time.monotonic() + LAST_WORDS
        while not _is_own(error) and time.monotonic() < until:
            if said := self.failure():
                raise RankFailed(said) from error
            time.sleep(0.1)

    def watch(self, over: threading.Event) -> None:
        """End this process where a rank has failed and it does not notice: NCCL can wait for one
        that is gone. What was said goes to the log.
        """
        while not over.wait(1.0):
            if said := self.failure():
                if not over.wait(2 * LAST_WORDS):
                    sys.stderr.write(f"{said}\n")
                    sys.stderr.flush()
                    os._exit(1)
                return


def _is_own(error: RuntimeError) -> bool:
    """Whether an error is this rank's own: what the connection says of another names it."""
    words = str(error).lower()
    return not any(
        word in words
        for word in ("connection", "gloo", "nccl", "peer", "broken pipe", "socket", "timed out")
    )


def _words(failure: Any) -> str:
    if failure.signal_name() != "<N/A>":
        return f"it was ended by {failure.signal_name()}"
    said = failure.message
    return str(said.get("message", said) if isinstance(said, dict) else said)


@contextmanager
def _started(trainer: Trainer, train: Examples, devices: int) -> Iterator[Ranks]:
    """The other ranks, which end with the block whatever happens in it."""
    from torch.distributed.elastic.multiprocessing import DefaultLogsSpecs, start_processes

    with tempfile.TemporaryDirectory(dir=trainer.ctx.tmpdir) as name:
        folder = Path(name)
        told = folder / "told.pt"
        torch.save(_told(trainer, train), told)
        others = range(devices - 1)
        context = start_processes(
            name="training",
            entrypoint=_follow,
            args={n: (n + 1, devices, str(told), str(folder / "meeting")) for n in others},
            envs={n: {} for n in others},
            logs_specs=DefaultLogsSpecs(log_dir=str(folder)),
            start_method=START,
        )
        ranks, over = Ranks(context, folder / "meeting"), threading.Event()
        threading.Thread(target=ranks.watch, args=(over,), name="ranks", daemon=True).start()
        try:
            yield ranks
        finally:
            over.set()
            if dist.is_initialized():
                with suppress(RuntimeError):
                    dist.destroy_process_group()
            context.close(signal.SIGKILL)


def _told(trainer: Trainer, train: Examples) -> dict[str, Any]:
    """All that another rank must know. It stays in a folder of the run's own."""
    return {
        "kind": type(trainer),
        "params": trainer.params,
        "model": trainer.model,
        "objective": trainer.objective,
        "place": trainer.place,
        "pad": trainer.pad,
        "train": train,
        "seed": trainer.ctx.seed,
        "resume_from": trainer.ctx.resume_from,
        "threads": torch.get_num_threads(),
    }


@dataclass(frozen=True)
class Quiet:
    """The context of a rank that only follows."""

    seed: int
    resume_from: Path | None

    def log(self, text: str, level: str = "info") -> None:
        """Rank 0 has said it."""


def _joined(rank: int, size: int, place: Place, meeting: Path | str) -> Team:
    """Meet the others. Gloo carries what is agreed, and gradients where there is no GPU."""
    os.environ.setdefault("GLOO_SOCKET_IFNAME", LOOPBACK)
    os.environ.setdefault("NCCL_SOCKET_IFNAME", LOOPBACK)
    gpu = place.device.type == "cuda"
    dist.init_process_group(
        "cpu:gloo,cuda:nccl" if gpu else "gloo",
        init_method=f"file://{meeting}",
        rank=rank,
        world_size=size,
        timeout=PATIENCE,
    )
    return Team(rank, size, place.device)


def _follow(rank: int, size: int, told: str, meeting: str) -> None:
    """A rank from its start to its end."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what the kernel sends when rank 0 is gone
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # rank 0 is asked to end, and ends the others
    known = torch.load(told, map_location="cpu", weights_only=False)
    place: Place = known["place"]
    if place.device.type == "cuda":
        place = place.on(rank)
        torch.cuda.set_device(place.device)
    else:
        torch.set_num_threads(known["threads"])
    model = known["model"].to(place.device)
    ctx = Quiet(known["seed"], known["resume_from"])
    kind, params, objective = known["kind"], known["params"], known["objective"]
    trainer: Trainer = kind(ctx, params, model, objective, place, known["pad"])
    trainer.team = _joined(rank, size, place, meeting)
    trainer.follow(known["train"])
    dist.destroy_process_group()
