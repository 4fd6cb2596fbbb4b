"""Pairs of texts: what is read, cleaned and parted alike whatever their targets are."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace

import numpy as np
from torch import nn

from apps.core.messages import msg
from apps.engines.builtin.text import cleaning, probe, rows, splits
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.encoder import PooledModel, Tokens
from apps.engines.builtin.text.facts import Suspect
from apps.engines.builtin.text.params import MatchParams
from apps.engines.builtin.text.probe import Ids, Linear
from apps.engines.builtin.text.rows import Left, Rows, folded
from apps.engines.builtin.text.slots import MINIMUM_ROWS
from apps.engines.builtin.text.splits import Parts
from apps.engines.builtin.text.task import Features, Target, Task
from apps.engines.builtin.text_match import metrics, parting, slots
from apps.engines.builtin.text_match.evaluation import E, Known
from apps.engines.builtin.text_match.lexical import Lexical
from apps.engines.builtin.text_match.models import BiEncoder, build, pair_ids
from apps.engines.builtin.text_match.parting import Linked
from apps.engines.contract import InputTable, Refusal


class AsRead(Linear):
    """No layer at all: the embeddings of the base model as it is, whose cosine is the yardstick."""

    def __init__(self) -> None:
        super().__init__(np.empty((0, 0)), np.empty(0))

    def scores(self, features: np.ndarray) -> np.ndarray:
        return features


class MatchTask(Task[E]):
    """Comparing two texts. ``linked`` says what is kept together, once rows were parted."""

    role = slots.TARGET.key
    texts = (slots.FIRST.key, slots.SECOND.key)
    targets = 2  # different ones that each part must have
    alike = msg("Parted like this, the pairs of a part all have the same target.")

    def __init__(self, params: MatchParams) -> None:
        self.params = params
        if params.way == "cross" and params.method == "probe":
            raise slots.nothing_frozen()

    def read(self, table: InputTable) -> tuple[Rows, Left]:
        first, second = self.texts
        found, left = rows.read(table, role=self.role, parse=self.parse, text=first, other=second)
        other = found.others or []
        keep = [at for at, text in enumerate(found.texts) if folded(text) != folded(other[at])]
        return found.take(keep), replace(left, alike=len(found) - len(keep))

    def clean(self, found: Rows, left: Left) -> Cleaned:
        cleaned = cleaning.distinct(found, left, self.settle)
        self.refuse(cleaned.rows)
        if len(cleaned.rows) < MINIMUM_ROWS:
            raise Refusal(
                msg(
                    "{rows} pairs are too few to learn from; at least {least} are needed.",
                    rows=len(cleaned.rows),
                    least=MINIMUM_ROWS,
                ),
                fix=slots.MATCH.more,
                field="data",
            )
        return cleaned

    def part(self, found: Rows, *, validation: float, test: float, seed: int) -> Parts:
        self.linked: Linked = parting.linked(found)

        def spread(whole: Rows, validation: float, test: float, seed: int) -> np.ndarray:
            groups, strata = self.linked.groups, self.strata(whole)
            return parting.shared_out(
                whole, groups, strata, validation=validation, test=test, seed=seed
            )

        parts = splits.part(
            replace(found, groups=None),
            validation=validation,
            test=test,
            seed=seed,
            spread=spread,
            alike=self.alike,
            targets=(self.targets, self.targets),
        )
        return replace(parts, how=parts.how if parts.how == "time" else self.linked.how)

    def ids(self, tokens: Tokens, part: Rows) -> tuple[Ids, list[int]]:
        return pair_ids(tokens, part.texts, part.others or [])

    def model(self, encoder: nn.Module, hidden: int, outputs: int) -> PooledModel:
        return build(encoder, hidden, self.params.way)

    def frozen(self, model: PooledModel) -> PooledModel:
        return model if self.params.way == "bi" else BiEncoder(model.encoder, model.hidden)

    def known(self, train: Rows) -> Known:
        """What the rows to learn from tell the judge of the test."""
        texts = {folded(text) for text in [*train.texts, *(train.others or [])]}
        return Known(self.params.way, self.linked, frozenset(texts), Lexical(train))

    @abstractmethod
    def parse(self, value: object, row: int) -> str:
        """A cell of the column of targets as a label."""

    @abstractmethod
    def settle(self, labels: list[str]) -> tuple[str, list[int]]:
        """What is kept of rows with the same two texts (see :func:`cleaning.distinct`)."""

    @abstractmethod
    def refuse(self, found: Rows) -> None:
        """Raise ``Refusal`` for targets that nothing can be learned from."""

    @abstractmethod
    def strata(self, found: Rows) -> np.ndarray:
        """(n,) whole numbers: rows of a number are shared out evenly."""


class MatchTarget(Target[E]):
    """Pairs to learn from: their yardstick is the cosine of the base model as it is."""

    def __init__(self, params: MatchParams, known: Known) -> None:
        self.params, self.known = params, known

    def probe(self, train: Features, validation: Features) -> tuple[Linear, float]:
        return AsRead(), 0.0


def compared(embeddings: np.ndarray) -> np.ndarray:
    """(n, 2 · hidden) differences and products of the unit vectors of both texts: what a linear
    model can tell a match from (Conneau et al. 2017, InferSent).
    """
    first, second = np.split(embeddings, 2, axis=1)
    one, other = metrics.units(first), metrics.units(second)
    found = np.concatenate([np.abs(one - other), one * other], axis=1)
    return np.asarray((found - found.mean(axis=0)) / max(float(found.std()), 1e-12))


def apart(part: Rows) -> np.ndarray:
    """(n,) folds of which none shares a text with another."""
    return np.asarray(parting.components(part) % probe.FOLDS)


def suspect(part: Rows, at: int, *, label: str, better: str, strength: float) -> Suspect:
    """A pair whose target is likely wrong."""
    return Suspect(
        place=int(part.places[at]),
        text=part.texts[at],
        other=(part.others or [])[at],
        label=label,
        better=better,
        strength=strength,
    )
