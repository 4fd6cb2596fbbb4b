"""The training loop: token-budget batches, warm-up and decay, early stop, stop and resume.

A run that was stopped and taken up again ends, on a CPU, with the same weights to the bit: the
state holds weights, optimiser, random numbers and the place in the epoch. Where memory runs out,
a batch is computed in more, smaller pieces; the step stays the same, also where a loss holds the
rows of a batch against one another (Gao et al. 2021, Scaling deep contrastive learning batch size
under memory limited setup: gradients are cached by row).
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import nn

from apps.core.messages import mark, msg
from apps.engines.builtin.text import checkpointing, methods, optimizing, snapshots, vocabulary
from apps.engines.builtin.text.batching import epoch_batches
from apps.engines.builtin.text.device import Place, is_out_of_memory, release
from apps.engines.builtin.text.encoder import padded
from apps.engines.builtin.text.names import CURVES
from apps.engines.builtin.text.objectives import Joint, Objective
from apps.engines.builtin.text.params import TextParams
from apps.engines.builtin.text.probe import Ids, run_through
from apps.engines.builtin.text.team import OVER, Orders, Team
from apps.engines.builtin.text.turns import Tensors, in_turn, random_state, set_random_state
from apps.engines.contract import Context, Refusal

KEPT_CHECKPOINTS = 2  # the last one may be the one that a full disk cut short
SAVE_EVERY = 120.0  # seconds between checkpoints within an epoch


@dataclass(frozen=True)
class Examples:
    """Token numbers of each row, its target (numbers, or -1) and how much it counts."""

    ids: Ids
    targets: np.ndarray
    weights: np.ndarray | None = None

    def joined(self, more: Examples) -> Examples:
        """These and ``more`` of them; rows without a weight count once."""
        counts = [
            np.ones(len(one.ids)) if one.weights is None else one.weights for one in (self, more)
        ]
        targets = np.concatenate([self.targets, more.targets])
        return Examples([*self.ids, *more.ids], targets, np.concatenate(counts))


@dataclass
class State:
    """Where a run is. ``pieces`` is how many parts a batch is computed in."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    pieces: int = 1
    loss: float = 0.0  # of the epoch so far, summed over its batches
    stale: int = 0
    best_epoch: int = 0
    start: bool = False  # whether nothing was better than the start so far
    best: list[float] = field(default_factory=list)
    curve: list[dict[str, float]] = field(default_factory=list)
    done: bool = False


@dataclass(frozen=True)
class Trained:
    """How it ended. ``curve`` has one entry for each epoch; ``examples`` and ``seconds`` count
    this process's own work. ``start`` says that no epoch was better than the start, which was kept.
    """

    epochs: int
    steps: int
    best_epoch: int
    start: bool
    curve: list[dict[str, float]]
    stopped: bool
    early: bool
    pieces: int
    examples: int
    seconds: float


class Trainer:
    """One training run of a model that is ready to learn. ``team`` are the processes that share its
    batches, where there are several; ``shares`` says that they can.

    ``model`` has what a method was attached to as ``encoder`` and its width as ``hidden``. What is
    no text encoder with a layer on top says by :meth:`_scores` and :meth:`_said` how it is asked.
    """

    shares = True
    team: Team | None = None

    def __init__(
        self,
        ctx: Context,
        params: TextParams,
        model: nn.Module,
        objective: Objective | Joint,
        place: Place,
        pad: int,
    ) -> None:
        self.ctx, self.params, self.model = ctx, params, model
        self.objective, self.place, self.pad = objective, place, pad
        self.state = State()
        self.kept: Tensors = {}
        self.examples, self.seconds = 0, 0.0
        self._saved: list[Path] = []

    def run(self, train: Examples, validation: Examples) -> Trained:
        """Learn from ``train``; keep the weights that ``validation`` likes best."""
        self._prepare(train)
        torch.manual_seed(self.ctx.seed)
        if self.ctx.resume_from is not None:
            self._resume(self.ctx.resume_from)
        elif self.objective.keeps_start and methods.starts_alike(self.params.method):
            self._judge_start(validation)
        self.model.train()
        self._last_save = time.monotonic()
        while self.state.epoch < self.params.epochs and not self.state.done:
            if self._epoch(train):
                return self._finish(validation, stopped=True)
            self._judge(validation)
            self._save()
        return self._finish(validation, stopped=False)

    def follow(self, train: Examples) -> None:
        """Take the steps that rank 0 of the team orders, until it is over."""
        assert self.team is not None  # noqa: S101 - for the type checker
        self._prepare(train)
        if self.ctx.resume_from is not None:
            self._resume(self.ctx.resume_from)
            self.kept = {}
        self.model.train()
        while (orders := self.team.tell(Orders(OVER))).epoch != OVER:
            self.state.step, self.state.pieces = orders.step, orders.pieces
            # Of its own, and the same where a run is taken up again.
            torch.manual_seed(hash((self.ctx.seed, self.team.rank, orders.step)) % 2**63)
            self._step(train, self._batches(orders.epoch)[orders.batch])

    def _prepare(self, train: Examples) -> None:
        self.lengths = [len(ids) for ids in train.ids]
        self.batches = self._batches(0)
        self.total = len(self.batches) * self.params.epochs
        if not vocabulary.kept_whole(self.ctx.resume_from):
            vocabulary.narrow(self.model, train.ids, self.pad)
        self.optimizer = optimizing.optimizer(self.model, self.params, self.place)
        largest = checkpointing.largest_batch(self.lengths, self.batches)
        checkpointing.settle(self.params, self.model, self.place, largest, self.ctx.log)

    # --- one epoch, one step ------------------------------------------------------------------
    def _batches(self, epoch: int) -> list[np.ndarray]:
        return epoch_batches(
            self.lengths, rows=self.params.batch_size, seed=self.ctx.seed, epoch=epoch
        )

    def _epoch(self, train: Examples) -> bool:
        """The rest of the epoch; True if a person asked to stop."""
        batches = self._batches(self.state.epoch)
        while self.state.batch < len(batches):
            self.ctx.check_cancelled()
            began = time.perf_counter()
            if self.team is not None:
                state = self.state
                self.team.tell(Orders(state.epoch, state.batch, state.step, state.pieces))
            self.state.loss += self._step(train, batches[self.state.batch])
            self.seconds += time.perf_counter() - began
            self.examples += len(batches[self.state.batch])
            self.state.batch += 1
            self.state.step += 1
            self._tell(len(batches))
            if self.ctx.should_stop_and_save():
                self._save()
                return True
            if time.monotonic() - self._last_save > SAVE_EVERY:
                self._save()
        return False

    def _step(self, train: Examples, rows: np.ndarray) -> float:
        """One step of the optimiser; in more pieces, and again, where memory runs out."""
        random = random_state(self.place)
        while (loss := self._tried(train, rows)) is None:
            self.state.pieces *= 2
            self.ctx.log(f"Out of memory: a batch is computed in {self.state.pieces} parts.")
            set_random_state(random, self.place)
            if self.place.device.type == "cuda":
                torch.cuda.empty_cache()
        learning = optimizing.learning(self.model)
        if self.team is not None:
            loss = self.team.summed(learning, loss)
        if not np.isfinite(loss):
            raise self._diverged()
        share = optimizing.share_of_peak(self.state.step, self.total, self.params.warmup_share)
        optimizing.take(self.optimizer, learning, share)
        methods.after_backward(self.model.encoder, self.state.step)
        return loss

    def _tried(self, train: Examples, rows: np.ndarray) -> float | None:
        """The loss, with its gradient; None where memory ran out, here or in another process."""
        loss: float | None = None
        try:
            loss = self._gradient(train, rows)
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error) or self.state.pieces >= len(rows):
                raise
        if self.team is not None and self.team.any(loss is None):
            return None
        return loss

    def _gradient(self, train: Examples, rows: np.ndarray) -> float:
        self.optimizer.zero_grad(set_to_none=True)
        weights = np.ones(len(rows)) if train.weights is None else train.weights[rows]
        own = np.arange(len(rows)) if self.team is None else self.team.share(len(rows))
        parts = np.array_split(own, min(self.state.pieces, len(own))) if len(own) else []
        if isinstance(self.objective, Joint):
            return self._joint_gradient(self.objective, train, rows, weights, parts)
        return self._row_gradient(self.objective, train, rows, weights, parts)

    def _row_gradient(
        self,
        objective: Objective,
        train: Examples,
        rows: np.ndarray,
        weights: np.ndarray,
        parts: list[np.ndarray],
    ) -> float:
        total, whole = 0.0, float(weights.sum())
        for part in parts:
            scores = self._scores(train, rows[part])
            targets, counts = self._wanted(train, rows[part], weights[part])
            loss = (objective.losses(scores, targets) * counts).sum() / whole
            total += float(loss.detach())
            extra = methods.penalty(self.model.encoder)
            (loss if extra is None else loss + extra * (len(part) / len(rows))).backward()
        return total

    def _joint_gradient(
        self,
        objective: Joint,
        train: Examples,
        rows: np.ndarray,
        weights: np.ndarray,
        parts: list[np.ndarray],
    ) -> float:
        """The gradient by the scores of the whole batch, then piece by piece by the weights."""
        wanted = self._wanted(train, rows, weights)
        if len(parts) == 1:
            loss = whole = objective.batch_loss(self._scores(train, rows), *wanted)
            extra = methods.penalty(self.model.encoder)
            (loss if extra is None else loss + extra).backward()
            return float(whole.detach())
        loss = in_turn(
            self.place,
            [rows[part] for part in parts],
            lambda part: self._scores(train, part),
            lambda scores: objective.batch_loss(scores, *wanted),
        )
        extra = methods.penalty(self.model.encoder)
        if extra is not None:
            extra.backward()
        return float(loss.detach())

    def _scores(self, train: Examples, rows: np.ndarray) -> torch.Tensor:
        """(rows, outputs) float32."""
        sequences = self.model.sequences([train.ids[row] for row in rows])
        ids, mask = padded(sequences, self.pad, self.place.device)
        with self.place.casting():
            found: torch.Tensor = self.model(ids, mask)
        return found.float()

    def _wanted(
        self, train: Examples, rows: np.ndarray, weights: np.ndarray
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Targets of the rows and how much each counts."""
        targets = torch.from_numpy(train.targets[rows]).to(self.place.device)
        return targets, torch.from_numpy(weights).to(self.place.device, torch.float32)

    # --- judging ------------------------------------------------------------------------------
    def _said(self, validation: Examples) -> np.ndarray:
        """(n, outputs) what the model says of the rows to choose by."""
        return run_through(self.model, validation.ids, self.place, pad=self.pad)

    def _judge_start(self, validation: Examples) -> None:
        scores = self._said(validation)
        self.state.best = list(self.objective.quality(scores, validation.targets))
        self.state.start = True
        self._keep()

    def _judge(self, validation: Examples) -> None:
        scores = self._said(validation)
        quality, likelihood = self.objective.quality(scores, validation.targets)
        state = self.state
        loss = state.loss / max(state.batch, 1)
        state.epoch, state.batch, state.loss = state.epoch + 1, 0, 0.0
        state.curve.append({"loss": loss, "quality": quality, "validation_loss": -likelihood})
        for name, value in state.curve[-1].items():
            self.ctx.metric(CURVES[name], state.epoch, value)
        if self._better([quality, likelihood], scores, validation):
            state.best, state.best_epoch, state.stale = [quality, likelihood], state.epoch, 0
            state.start = False
            self._keep()
        else:
            state.stale += 1
            state.done = bool(self.params.patience) and state.stale >= self.params.patience

    def _keep(self) -> None:
        """The weights are the best so far. Those before go first: they are as large."""
        self.kept = {}
        self.kept = methods.learned(self.model)

    def _better(self, found: list[float], scores: np.ndarray, validation: Examples) -> bool:
        """Whether what was ``found`` by these ``scores`` (n, outputs) is the best so far."""
        return not self.state.best or found > self.state.best

    def _finish(self, validation: Examples, *, stopped: bool) -> Trained:
        if stopped and self.state.batch:
            self._compare_unfinished(validation)
        if self.kept:
            methods.restore(self.model, self.kept)
        vocabulary.widen(self.model)
        self._let_go()
        self.model.eval()
        state = self.state
        return Trained(
            epochs=state.epoch,
            steps=state.step,
            best_epoch=state.best_epoch,
            start=state.start,
            curve=state.curve,
            stopped=stopped,
            early=state.done and state.epoch < self.params.epochs,
            pieces=state.pieces,
            examples=self.examples,
            seconds=self.seconds,
        )

    def _let_go(self) -> None:
        """What only learning needs takes several times the model: the test needs that room."""
        self.kept = {}
        self.optimizer.zero_grad(set_to_none=True)
        self.optimizer.state.clear()
        release()

    def _compare_unfinished(self, validation: Examples) -> None:
        """A run that is stopped within an epoch keeps what it has, if that is the better."""
        scores = self._said(validation)
        found = list(self.objective.quality(scores, validation.targets))
        if self._better(found, scores, validation):
            self.state.start = False
            self._keep()

    def _tell(self, batches: int) -> None:
        state = self.state
        self.ctx.metric(mark("loss"), state.step, state.loss / state.batch)
        note = msg("Epoch {epoch} of {epochs}", epoch=state.epoch + 1, epochs=self.params.epochs)
        self.ctx.progress(state.epoch * batches + state.batch, self.params.epochs * batches, note)

    def _diverged(self) -> Refusal:
        return Refusal(
            msg("The loss is no longer a number at step {step}.", step=self.state.step + 1),
            fix=msg("Use a smaller learning rate."),
            field="learning_rate",
        )

    # --- stopping and going on ----------------------------------------------------------------
    def _save(self) -> None:
        path = self.ctx.checkpoint_dir / f"step-{self.state.step:08d}.safetensors"
        groups = {
            "model": methods.learned(self.model, copy=False),
            "kept": self.kept,
            "method": methods.memory(self.model.encoder),
            "random": random_state(self.place),
        }
        snapshots.write(path, groups, self.optimizer, asdict(self.state))
        self.ctx.checkpoint(path)
        if path not in self._saved:
            self._saved.append(path)
        while len(self._saved) > KEPT_CHECKPOINTS:
            self._saved.pop(0).unlink(missing_ok=True)
        self._last_save = time.monotonic()

    def _resume(self, path: Path) -> None:
        state, groups = snapshots.read(path)
        self.state = State(**state)
        methods.restore(self.model, groups["model"])
        methods.remember(self.model.encoder, groups.get("method", {}), self.place.device)
        self.kept = groups.get("kept", {})
        snapshots.restore_optimizer(self.optimizer, groups.get("optimizer", {}))
        set_random_state(groups["random"], self.place)
        self.ctx.log(f"Going on after step {self.state.step}.")
