"""Supervised contrastive learning, for a handful of examples of each class.

The encoder learns to put the texts of a class close together and those of others apart; then a
linear layer is fitted to what it says, as the probe was. Khosla et al. (2020), Supervised
contrastive learning; Tunstall et al. (2022), Efficient few-shot learning without prompts (SetFit).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Protocol

import numpy as np
import torch
from torch.nn import functional

from apps.engines.builtin.text.batching import sorted_batches
from apps.engines.builtin.text.device import Place
from apps.engines.builtin.text.encoder import TextModel, padded
from apps.engines.builtin.text.objectives import FewExamples
from apps.engines.builtin.text.params import ROUNDS, TextParams
from apps.engines.builtin.text.probe import Linear, run_through
from apps.engines.builtin.text.task import Features
from apps.engines.builtin.text.training import Examples, Trained, Trainer
from apps.engines.builtin.text.turns import in_turn
from apps.engines.contract import Context

TEMPERATURE = 0.1  # of the similarities, as in Khosla et al.
READ_TOGETHER = 32  # rows of ordinary length that are read at once; fewer waste less on padding
MOST_TOKENS = 8192  # whose way through the encoder is remembered at once
FAR = -1e9  # takes a row out of its own comparison


class Head(Protocol):
    """Fits the last layer, as a target does."""

    def probe(self, train: Features, validation: Features) -> tuple[Linear, float]: ...

    def fitted(self, train: Features, strength: float) -> Linear: ...


def paired_batches(labels: np.ndarray, *, pairs: int, seed: int, epoch: int) -> list[np.ndarray]:
    """Positions of each batch of one epoch, (about 2 · ``pairs``,) each.

    Each row comes ``ROUNDS`` times, beside another of its class where there is one. The order
    depends on the seed and the epoch alone; the number of batches on neither.
    """
    draw = np.random.default_rng([seed % 2**63, epoch])
    batches: list[np.ndarray] = []
    for _ in range(ROUNDS):
        together = list(_together(labels, draw))
        shuffled = [together[place] for place in draw.permutation(len(together))]
        count = max(1, round(len(shuffled) / pairs))
        ends = [round(len(shuffled) * part / count) for part in range(count + 1)]
        batches += [np.concatenate(shuffled[start:end]) for start, end in pairwise(ends)]
    return batches


def _together(labels: np.ndarray, draw: np.random.Generator) -> Iterator[np.ndarray]:
    """The rows of each class in twos; the last are three where their number is odd."""
    for label in np.unique(labels):
        places = draw.permutation(np.flatnonzero(labels == label))
        yield from np.array_split(places, max(1, len(places) // 2))


def contrast(values: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """How unlikely each of the ``values`` (rows, width) is to pick another row of its class by
    cosine similarity: the mean over the rows that have one, by their ``weights`` (rows,).

    Khosla et al. (2020), equation 2.
    """
    unit = functional.normalize(values, dim=1)
    itself = torch.eye(len(unit), dtype=torch.bool, device=unit.device)
    near = (unit @ unit.T / TEMPERATURE).masked_fill(itself, FAR)
    likely = near - near.logsumexp(dim=1, keepdim=True)
    same = (labels[:, None] == labels) & ~itself
    count = same.sum(dim=1)
    each = -likely.masked_fill(~same, 0.0).sum(dim=1) / count.clamp(min=1)
    counted = weights * (count > 0)
    return (each * counted).sum() / counted.sum().clamp(min=1e-12)


class ContrastiveTrainer(Trainer):
    """Learns the encoder by comparing rows with one another, and fits the last layer anew each
    time that the validation rows are asked.

    The start is kept only where they speak against every epoch by more than a standard error: a
    handful of rows cannot tell the two apart, and learning is the better bet.
    """

    shares = False

    def __init__(
        self,
        ctx: Context,
        params: TextParams,
        model: TextModel,
        objective: FewExamples,
        place: Place,
        pad: int,
        *,
        head: Head,
    ) -> None:
        super().__init__(ctx, params, model, objective, place, pad)
        self.few, self.head = objective, head

    def run(self, train: Examples, validation: Examples) -> Trained:
        self.train = train
        scores = run_through(self.model, validation.ids, self.place, pad=self.pad)
        self.start = self.few.likelihoods(scores, validation.targets)
        return super().run(train, validation)

    def _batches(self, epoch: int) -> list[np.ndarray]:
        return paired_batches(
            self.train.targets, pairs=self.params.batch_size, seed=self.ctx.seed, epoch=epoch
        )

    def _said(self, validation: Examples) -> np.ndarray:
        pooled = [self._read(rows) for rows in (self.train, validation)]
        self.model.measure(torch.from_numpy(pooled[0]).to(self.place.device))
        learned, judged = map(self.model.seen, pooled)
        linear, self.strength = self.head.probe(
            Features(learned, self.train.targets, self.train.weights),
            Features(judged, validation.targets),
        )
        self._top(linear)
        return linear.scores(judged)

    def refit(self, validation: Examples) -> None:
        """Fit the last layer to the rows to choose by as well: once everything is chosen, they are
        too many of a handful to be left out.
        """
        self._said(validation)  # the strength for the encoder that was kept
        known = np.flatnonzero(validation.targets >= 0).tolist()
        every = self.train.joined(
            Examples([validation.ids[row] for row in known], validation.targets[known])
        )
        values = self.model.seen(self._read(every))
        linear = self.head.fitted(Features(values, every.targets, every.weights), self.strength)
        self._top(linear)

    def _top(self, linear: Linear) -> None:
        self.model.begin(torch.from_numpy(linear.weight), torch.from_numpy(linear.bias))

    def _read(self, rows: Examples) -> np.ndarray:
        return run_through(self.model, rows.ids, self.place, pad=self.pad, pooled=True)

    def _better(self, found: list[float], scores: np.ndarray, validation: Examples) -> bool:
        if not self.state.start:
            return super()._better(found, scores, validation)
        gains = self.few.likelihoods(scores, validation.targets) - self.start
        return not len(gains) or bool(gains.mean() > -gains.std() / math.sqrt(len(gains)))

    def _gradient(self, train: Examples, rows: np.ndarray) -> float:
        """The gradient of the whole batch, whose rows are read in parts of like length.

        Where that takes too much memory they are read twice (:func:`turns.in_turn`).
        """
        self.optimizer.zero_grad(set_to_none=True)
        lengths = [len(train.ids[row]) for row in rows]
        each = max(1, READ_TOGETHER // self.state.pieces)
        parts = [rows[part] for part in sorted_batches(lengths, rows=each)]
        if self.state.pieces == 1 and sum(lengths) <= MOST_TOKENS:
            values = torch.cat([self._pooled(train, part) for part in parts])
            loss = self._loss(values, train, np.concatenate(parts))
            loss.backward()
        else:
            loss = in_turn(
                self.place,
                parts,
                lambda part: self._pooled(train, part),
                lambda values: self._loss(values, train, np.concatenate(parts)),
            )
        return float(loss.detach())

    def _pooled(self, train: Examples, rows: np.ndarray) -> torch.Tensor:
        ids, mask = padded([train.ids[row] for row in rows], self.pad, self.place.device)
        with self.place.casting():
            return self.model.pooled(ids, mask)

    def _loss(self, values: torch.Tensor, train: Examples, rows: np.ndarray) -> torch.Tensor:
        device = self.place.device
        labels = torch.from_numpy(train.targets[rows]).to(device)
        weights = np.ones(len(rows)) if train.weights is None else train.weights[rows]
        return contrast(values.float(), labels, torch.from_numpy(weights).to(device, torch.float32))
