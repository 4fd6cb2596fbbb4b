"""One training run from table to facts: read, clean, part, probe, learn, judge.

What the target is (one class, several labels, a number) is the task's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Generic

import numpy as np
import torch

from apps.core.messages import msg
from apps.engines.builtin.text import bases, cleaning, label_names, methods, probe, shaking, team
from apps.engines.builtin.text.batching import epoch_batches
from apps.engines.builtin.text.beside import Beside, Other
from apps.engines.builtin.text.contrastive import ContrastiveTrainer
from apps.engines.builtin.text.device import Place, place
from apps.engines.builtin.text.encoder import (
    PooledModel,
    Tokens,
    load_encoder,
    longest,
    parameters,
)
from apps.engines.builtin.text.facts import Doubts, E, Facts, Learned, Lengths, Outcome
from apps.engines.builtin.text.objectives import FewExamples
from apps.engines.builtin.text.params import TextParams
from apps.engines.builtin.text.rows import Rows, identity
from apps.engines.builtin.text.task import Features, Marks, Scored, Task
from apps.engines.builtin.text.training import Examples, Trained, Trainer
from apps.engines.contract import Context, InputTable

NOT_ASCII = 0.003  # share of letters, from which on texts are taken to be not English
MOST_SUSPECTS_ROWS = 20_000


class Run(Generic[E]):
    """Holds what the stages share; :meth:`whole` goes through them."""

    def __init__(self, ctx: Context, params: TextParams, table: InputTable, task: Task[E]) -> None:
        self.ctx, self.params, self.table, self.task = ctx, params, table, task
        self.names = 0
        self.other: Other | None = None  # a model to be compared with
        self.shaken: list[shaking.Shaken] = []
        self.beside: Beside | None = None

    def whole(self) -> Outcome[E]:
        """Everything, in order. Raises ``Refusal`` for data that cannot be learned from."""
        trained = self._taught()
        evaluation = self._judge(is_probe=trained is None or trained.start)
        return Outcome(self._facts(trained, evaluation), self.model, self.tokens, self._known())

    def rehearsed(self) -> Learned:
        """The same without the test: its rows stay unread."""
        trained = self._taught()
        self._judged_by_validation(None)
        return Learned(**self._learned(trained))

    def _taught(self) -> Trained | None:
        self._data()
        self._encoder()
        self._probe()
        return self._learn()

    # --- stages -------------------------------------------------------------------------------
    def _data(self) -> None:
        self.ctx.check_cancelled()
        self.ctx.progress(0, 1, msg("Reading the texts"))
        self.cleaned = self.task.clean(*self.task.read(self.table))
        self.parts = self.task.part(
            self.cleaned.rows,
            validation=self.params.validation_share,
            test=self.params.test_share,
            seed=self.ctx.seed,
        )
        self.target = self.task.target(self.parts.train)
        self.objective = self.target.objective
        self.base = chosen_base(self.params.base, self.parts.train.said)

    def _encoder(self) -> None:
        self.place: Place = place(self.ctx.device, self.params.precision, self.ctx.threads)
        self.ctx.progress(0, 1, msg("Loading the base model"))
        self.path: Path = bases.prepared(self.base, self.ctx.tmpdir)
        torch.manual_seed(self.ctx.seed)
        encoder = load_encoder(self.path, dropout=self.params.dropout, eager=self.place.eager)
        self.config = encoder.config
        methods.check(self.config.model_type, self.params.method)
        self.max_tokens = min(self.params.max_tokens, longest(self.config))
        self.tokens = Tokens(self.path, prefix=self.base.prefix, limit=self.max_tokens)
        self.train_ids, self.lengths = self.task.ids(self.tokens, self.parts.train)
        self.validation_ids, _ = self.task.ids(self.tokens, self.parts.validation)
        self.model = self.task.model(encoder, self.config.hidden_size, self.objective.outputs)
        self.model.to(self.place.device)

    def _probe(self) -> None:
        """Pool every row once; the layer that fits them best starts the training."""
        frozen = self.task.frozen(self.model).to(self.place.device)
        train = self._pooled(frozen, self.train_ids)
        validation = self._pooled(frozen, self.validation_ids)
        frozen.measure(torch.from_numpy(train).to(self.place.device))
        self.centre = frozen.centre.cpu().numpy().copy()  # few examples measure it anew, in place
        self.spread = float(frozen.spread)
        targets = self.target.encode(self.parts.train)
        weights = self.objective.weights(targets, self.parts.train.weights)
        self.features = Features(self._scaled(train), targets, weights)
        self.judged = Features(self._scaled(validation), self.target.encode(self.parts.validation))
        self.linear, self.strength = self.target.probe(self.features, self.judged)
        self.model.begin(torch.from_numpy(self.linear.weight), torch.from_numpy(self.linear.bias))

    def _learn(self) -> Trained | None:
        self.steps = self._steps()
        train = self._examples()
        self.model.encoder = methods.attach(
            self.model.encoder, self.params.method, rank=self.params.rank, steps=self.steps
        ).to(self.place.device)
        if self.params.method == "probe":
            self.model.eval()
            return None
        self.trainer = self._trainer()
        trained = team.train(self.trainer, train, self._choosing(), self.ctx.devices)
        self._tell_speed(trained)
        return trained

    def _choosing(self) -> Examples:
        return Examples(self.validation_ids, self.judged.targets)

    def _trainer(self) -> Trainer:
        ctx, params, model, pad = self.ctx, self.params, self.model, self.tokens.pad
        if isinstance(self.objective, FewExamples):
            return ContrastiveTrainer(
                ctx, params, model, self.objective, self.place, pad, head=self.target
            )
        return Trainer(ctx, params, model, self.objective, self.place, pad)

    def _examples(self) -> Examples:
        """What is learned from: the rows, and for few examples the names of the classes, too."""
        rows = Examples(self.train_ids, self.features.targets, self.features.weights)
        ids, _ = self.tokens(self.target.words() if self.params.method == "few_shot" else [])
        if not ids or not label_names.telling(
            self._scaled(self._pooled(self.task.frozen(self.model), ids)), self.features
        ):
            return rows
        self.names = len(ids)
        self.ctx.log(f"The {self.names} names of the classes are learned from, too.")
        return rows.joined(Examples(ids, np.arange(len(ids))))

    def _judge(self, *, is_probe: bool) -> E:
        """Whatever is left to choose is chosen before the test rows are read."""
        self.ctx.check_cancelled()
        if self.target.sees_values:
            self.target.look(self._seen(self.train_ids), self.features.targets)
        probed = None if is_probe else self.linear.scores(self.judged.values)
        validation = self._judged_by_validation(probed)
        judge = self.target.judge(validation)
        if not is_probe and isinstance(self.trainer, ContrastiveTrainer):
            self.trainer.refit(self._choosing())
        test = self.parts.test.read()
        self.ctx.log(f"The test rows are read now; their hash is {self.parts.test.hash}.")
        ids, _ = self.task.ids(self.tokens, test)
        if not is_probe:
            probed = self.linear.scores(self._scaled(self._frozen(ids)))
        near = cleaning.near_copies(self.parts.train.said, test.said)
        scored = self._scored(test, ids, probed)
        self.held = [validation, scored]
        if isinstance(judge, Marks) and test.others is None:
            self._mark(judge, scored)
        return judge(scored, near=near, seed=self.ctx.seed)

    def _mark(self, marks: Marks, test: Scored) -> None:
        """Ask the test rows in other ways, and another model the same rows."""
        right, seed = marks.right(test), self.ctx.seed

        def again(rows: Rows) -> np.ndarray:
            self.ctx.check_cancelled()
            ids, _ = self.task.ids(self.tokens, rows)
            return marks.right(self._scored(rows, ids, None))

        some = range(min(len(test.rows), shaking.most(len(self.parts.train))))
        self.ctx.progress(0, 1, msg("Asking the test rows written otherwise"))
        self.shaken = shaking.shaken(test.rows.take(some), right[: len(some)], again, seed=seed)
        if self.other is not None:
            self.ctx.progress(0, 1, msg("Asking the other model the same rows"))
            self.beside = self.other.compared(test.rows, right, seed=seed)

    def _judged_by_validation(self, probed: np.ndarray | None) -> Scored:
        scored = self._scored(self.parts.validation, self.validation_ids, probed)
        self.quality = self.objective.quality(scored.scores, scored.targets)
        return scored

    # --- helpers ------------------------------------------------------------------------------
    def _steps(self) -> int:
        lengths = [len(ids) for ids in self.train_ids]
        one = epoch_batches(lengths, rows=self.params.batch_size, seed=self.ctx.seed, epoch=0)
        return len(one) * self.params.epochs

    def _pooled(self, frozen: PooledModel, ids: probe.Ids) -> np.ndarray:
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            self.ctx.check_cancelled()
            self.ctx.progress(done, len(ids), msg("Reading with the base model"))

        return probe.run_through(
            frozen, ids, self.place, pad=self.tokens.pad, pooled=True, tick=tick
        )

    def _frozen(self, ids: probe.Ids) -> np.ndarray:
        """Pooled values of the base model as it was: for the probe, after learning."""
        encoder = load_encoder(self.path, dropout=False, eager=self.place.eager)
        model = self.task.frozen(self.task.model(encoder, self.config.hidden_size, 1))
        model = model.to(self.place.device)
        return probe.run_through(model, ids, self.place.exact, pad=self.tokens.pad, pooled=True)

    def _scaled(self, pooled: np.ndarray) -> np.ndarray:
        return (pooled - self.centre) / self.spread

    def _scored(self, rows: Rows, ids: probe.Ids, probed: np.ndarray | None) -> Scored:
        """Read in full precision, as the saved model will be asked: what is chosen and said of it
        holds for its answers.
        """
        if not self.target.sees_values:
            scores = probe.run_through(self.model, ids, self.place.exact, pad=self.tokens.pad)
            return Scored(rows, self.target.encode(rows), scores, probed)
        values = self._seen(ids)
        return Scored(rows, self.target.encode(rows), self.model.topped(values), probed, values)

    def _seen(self, ids: probe.Ids) -> np.ndarray:
        return probe.seen(self.model, ids, self.place.exact, pad=self.tokens.pad)

    def _tell_speed(self, trained: Trained) -> None:
        if trained.seconds:
            speed = trained.examples / trained.seconds
            self.ctx.log(f"{trained.examples} texts learned from, {speed:.0f} a second.")

    def _facts(self, trained: Trained | None, evaluation: E) -> Facts[E]:
        doubts = Doubts([], 0)
        if self.target.doubts_all or len(self.parts.train) <= MOST_SUSPECTS_ROWS:
            doubts = self.target.doubts(self.features, self.parts.train, self.strength, self.held)
        return Facts(
            **self._learned(trained),
            evaluation=evaluation,
            doubts=doubts,
            shaken=self.shaken,
            beside=self.beside,
        )

    def _known(self) -> np.ndarray:
        """Identities of the texts that were learned from or chosen by, in order."""
        said = [*self.parts.train.said, *self.parts.validation.said]
        return np.unique(np.array([identity(text) for text in said], dtype=np.uint64))

    def _learned(self, trained: Trained | None) -> dict[str, Any]:
        """The members of ``Learned``."""
        return {
            "texts": tuple(self.table.roles[role][0] for role in self.task.texts),
            "label": self.table.roles[self.task.role][0] if self.task.role else "",
            "params": self.params,
            "base": self.base,
            "base_hash": bases.fingerprint(self.path),
            "architecture": self.config.model_type,
            "cleaned": self.cleaned,
            "how": self.parts.how,
            "sizes": (len(self.parts.train), len(self.parts.validation), self.parts.test.count),
            "test_hash": self.parts.test.hash,
            "data_hash": self.table.content_hash,
            "lengths": self._lengths(),
            "trained": trained,
            "quality": self.quality,
            "parameters": parameters(self.model),
            "learning": parameters(self.model, learning=True),
            "half": self.place.half,
            "steps": self.steps,
            "max_tokens": self.max_tokens,
            "names": self.names if trained and not trained.start else 0,
        }

    def _lengths(self) -> Lengths:
        lengths = np.array(self.lengths)
        return Lengths(
            mean=float(lengths.mean()),
            median=float(np.median(lengths)),
            long=float(np.quantile(lengths, 0.95)),
            cut=int((lengths > self.max_tokens).sum()),
            unknown=self.tokens.unknown_share(self.train_ids),
        )


def chosen_base(wanted: str, texts: Sequence[str]) -> bases.Base:
    """The base model of this id, or the one that knows the language of the texts. Raises
    ``Refusal`` where it is not here.
    """
    if wanted == bases.AUTO:
        wanted = bases.ENGLISH if is_english(texts) else bases.MULTILINGUAL
        wanted = wanted if bases.find(wanted) else bases.ENGLISH
    found = bases.find(wanted)
    if found is None:
        raise bases.missing(wanted)
    return found


def is_english(texts: Sequence[str]) -> bool:
    """Whether next to no letter is outside ASCII. Other languages write at least one in 300."""
    letters = foreign = 0
    for text in texts[:5000]:
        letters += sum(sign.isalpha() for sign in text)
        foreign += sum(sign.isalpha() and not sign.isascii() for sign in text)
    return foreign <= NOT_ASCII * max(letters, 1)
