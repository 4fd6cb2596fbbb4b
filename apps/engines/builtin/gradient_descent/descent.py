"""The descent itself: standardised tensors in, standardised coefficients out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from apps.core.messages import Num, mark, msg
from apps.engines.builtin.gradient_descent.manifest import DescentParams
from apps.engines.contract import Context, Refusal

CURVE_POINTS = 500
CHECKPOINTS = 10
MOMENTUM = 0.9
BLOWN_UP = 1e8


@dataclass
class Problem:
    """Rows of the standardised basis: z (n, p), y (n, m), w (n, 1) with mean one.

    ``steepest`` is the largest eigenvalue of z'wz / n: plain steps longer than 2 / steepest
    diverge.
    """

    z: torch.Tensor
    y: torch.Tensor
    w: torch.Tensor
    steepest: float


@dataclass
class Outcome:
    """Where the descent ended. ``slope`` is the steepest slope of the loss there."""

    theta: torch.Tensor
    epochs: int
    loss: float
    slope: float
    converged: bool
    stopped: bool


class Descent:
    """One descent with its optimizer, able to save and take up its state."""

    def __init__(self, ctx: Context, params: DescentParams, problem: Problem) -> None:
        self.ctx, self.params, self.problem = ctx, params, problem
        shape = (problem.z.shape[1], problem.y.shape[1])
        self.theta = torch.zeros(shape, dtype=problem.z.dtype, device=problem.z.device)
        self.theta.requires_grad_(True)
        self.optimizer = _optimizer(params, self.theta)
        self.epoch = 0
        if ctx.resume_from is not None:
            self._resume(ctx.resume_from)

    def run(self) -> Outcome:
        """Descend until converged, stopped, or out of epochs."""
        first = max(self._loss_and_slope()[0], 1e-300)
        every = max(1, self.params.epochs // CHECKPOINTS)
        loss, slope = first, math.inf
        while self.epoch < self.params.epochs:
            self.ctx.check_cancelled()
            for rows in self._batches():
                self._step(rows)
            self.epoch += 1
            loss, slope = self._loss_and_slope()
            if not math.isfinite(loss) or loss > BLOWN_UP * first:
                raise self._diverged()
            self._tell(loss)
            if slope <= self.params.tolerance:
                return self._outcome(loss, slope, converged=True)
            if self.ctx.should_stop_and_save():
                self._save()
                return self._outcome(loss, slope, stopped=True)
            if self.epoch % every == 0:
                self._save()
        return self._outcome(loss, slope)

    def _outcome(
        self, loss: float, slope: float, *, converged: bool = False, stopped: bool = False
    ) -> Outcome:
        theta = self.theta.detach().to("cpu", torch.float64)
        return Outcome(theta, self.epoch, loss, slope, converged, stopped)

    def _batches(self) -> Iterator[torch.Tensor | None]:
        """Row numbers of each step; their order depends on the seed and the epoch alone."""
        n, size = len(self.problem.z), self.params.batch_size
        if not size or size >= n:
            yield None
            return
        generator = torch.Generator().manual_seed((self.ctx.seed * 1_000_003 + self.epoch) % 2**63)
        order = torch.randperm(n, generator=generator).to(self.problem.z.device)
        yield from order.split(size)

    def _step(self, rows: torch.Tensor | None) -> None:
        self.optimizer.zero_grad()
        self._loss(rows).backward()
        self.optimizer.step()

    def _loss(self, rows: torch.Tensor | None) -> torch.Tensor:
        z, y, w = self.problem.z, self.problem.y, self.problem.w
        if rows is not None:
            z, y, w = z[rows], y[rows], w[rows]
        return 0.5 * (w * (y - z @ self.theta) ** 2).sum() / len(z)

    def _loss_and_slope(self) -> tuple[float, float]:
        self.optimizer.zero_grad()
        loss = self._loss(None)
        loss.backward()
        gradient = self.theta.grad
        slope = float(gradient.abs().max()) if gradient is not None and gradient.numel() else 0.0
        return float(loss.detach()), slope

    def _tell(self, loss: float) -> None:
        every = max(1, self.params.epochs // CURVE_POINTS)
        if self.epoch <= 50 or self.epoch % every == 0:
            self.ctx.metric(mark("loss"), self.epoch, loss)
            self.ctx.progress(self.epoch, self.params.epochs, msg("Descending"))

    def _diverged(self) -> Refusal:
        limit = 2.0 / self.problem.steepest if self.problem.steepest > 0 else 1.0
        safe = min(limit, self.params.learning_rate) / 2
        return Refusal(
            msg(
                "The loss grew without bound by epoch {epoch}: the learning rate {rate} is too"
                " large for these columns.",
                epoch=self.epoch,
                rate=Num(value=self.params.learning_rate, digits=4),
            ),
            fix=msg("Use a learning rate of {rate} or less.", rate=Num(value=safe, digits=2)),
            field="learning_rate",
        )

    def _save(self) -> None:
        path = self.ctx.checkpoint_dir / f"epoch-{self.epoch:07d}.safetensors"
        tensors = {"theta": self.theta.detach().cpu().contiguous()}
        for name, value in self.optimizer.state_dict()["state"].get(0, {}).items():
            if isinstance(value, torch.Tensor):
                tensors[f"state.{name}"] = value.detach().cpu().contiguous().clone()
        aside = path.with_suffix(".part")
        save_file(tensors, aside, metadata={"epoch": str(self.epoch)})
        aside.replace(path)
        self.ctx.checkpoint(path)

    def _resume(self, path: Path) -> None:
        with safe_open(path, framework="pt", device="cpu") as kept:
            self.epoch = int(kept.metadata()["epoch"])
            tensors = {name: kept.get_tensor(name) for name in kept.keys()}  # noqa: SIM118
        with torch.no_grad():
            self.theta.copy_(tensors.pop("theta").to(self.theta))
        state: dict[str, Any] = {
            name.removeprefix("state."): value for name, value in tensors.items()
        }
        groups = self.optimizer.state_dict()["param_groups"]
        self.optimizer.load_state_dict({"state": {0: state}, "param_groups": groups})
        self.ctx.log(f"Going on after epoch {self.epoch}.")


def _optimizer(params: DescentParams, theta: torch.Tensor) -> torch.optim.Optimizer:
    rate = params.learning_rate
    if params.optimizer == "adam":
        return torch.optim.Adam([theta], lr=rate)
    if params.optimizer == "momentum":
        return torch.optim.SGD([theta], lr=rate, momentum=MOMENTUM, nesterov=True)
    return torch.optim.SGD([theta], lr=rate)
