"""One training run from table to facts: read, clean, part, probe, learn, judge."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from apps.core.messages import msg
from apps.engines.builtin.text import bases, cleaning, methods, metrics, probe, rows, splits
from apps.engines.builtin.text.batching import epoch_batches
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.device import Place, place
from apps.engines.builtin.text.encoder import (
    TextModel,
    Tokens,
    load_encoder,
    longest,
    parameters,
)
from apps.engines.builtin.text.evaluation import Evaluation, evaluate
from apps.engines.builtin.text.objectives import SingleLabel
from apps.engines.builtin.text.params import ClassifyParams
from apps.engines.builtin.text.rows import Rows
from apps.engines.builtin.text.training import Examples, Trained, Trainer
from apps.engines.contract import Context, InputTable

NOT_ASCII = 0.003  # share of letters, from which on texts are taken to be not English
MOST_SUSPECTS_ROWS = 20_000


@dataclass(frozen=True)
class Lengths:
    """Tokens of the texts: the usual, the long ones, how many were cut, the share not known."""

    mean: float
    median: float
    long: float
    cut: int
    unknown: float


@dataclass(frozen=True)
class Suspect:
    """A row whose label is likely wrong: ``place`` in the table (from 0), label, better label."""

    place: int
    text: str
    label: str
    better: str
    chance: float


@dataclass(frozen=True)
class Facts:
    """Everything that report and card are written from."""

    params: ClassifyParams
    base: bases.Base
    base_hash: str
    architecture: str
    cleaned: Cleaned
    labels: list[str]
    how: str
    sizes: tuple[int, int, int]
    test_hash: str
    data_hash: str
    lengths: Lengths
    trained: Trained | None
    evaluation: Evaluation
    suspects: list[Suspect]
    parameters: int
    learning: int
    half: bool
    steps: int
    max_tokens: int


@dataclass(frozen=True)
class Outcome:
    facts: Facts
    model: TextModel
    tokens: Tokens


class Run:
    """Holds what the stages share; :meth:`whole` goes through them."""

    def __init__(self, ctx: Context, params: ClassifyParams, table: InputTable) -> None:
        self.ctx, self.params, self.table = ctx, params, table

    def whole(self) -> Outcome:
        """Everything, in order. Raises ``Refusal`` for data that cannot be learned from."""
        self._data()
        self._encoder()
        self._probe()
        trained = self._learn()
        evaluation = self._judge()
        return Outcome(self._facts(trained, evaluation), self.model, self.tokens)

    # --- stages -------------------------------------------------------------------------------
    def _data(self) -> None:
        self.ctx.check_cancelled()
        self.ctx.progress(0, 1, msg("Reading the texts"))
        found, left = rows.read(self.table)
        self.cleaned = cleaning.clean(found, left, rare=self.params.rare)
        self.parts = self.part(self.cleaned.rows)
        self.labels = sorted(set(self.parts.train.labels))
        self.number = {label: place for place, label in enumerate(self.labels)}
        self.base = self._chosen_base()

    def part(self, found: Rows) -> splits.Parts:
        """The three parts of the cleaned rows."""
        return splits.part(
            found,
            validation=self.params.validation_share,
            test=self.params.test_share,
            seed=self.ctx.seed,
        )

    def _chosen_base(self) -> bases.Base:
        wanted = self.params.base
        if wanted == bases.AUTO:
            wanted = bases.ENGLISH if is_english(self.parts.train.texts) else bases.MULTILINGUAL
            wanted = wanted if bases.find(wanted) else bases.ENGLISH
        found = bases.find(wanted)
        if found is None:
            raise bases.missing(wanted)
        return found

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
        self.train_ids, self.lengths = self.tokens(self.parts.train.texts)
        self.validation_ids, _ = self.tokens(self.parts.validation.texts)
        self.objective = SingleLabel(
            outputs=len(self.labels),
            smoothing=self.params.label_smoothing,
            balanced=self.params.class_weights,
        )
        self.model = TextModel(encoder, self.config.hidden_size, len(self.labels))
        self.model.to(self.place.device)

    def _probe(self) -> None:
        """Pool every row once; the layer that fits them best starts the training."""
        train = self._pooled(self.train_ids)
        validation = self._pooled(self.validation_ids)
        self.model.measure(torch.from_numpy(train).to(self.place.device))
        self.centre = self.model.centre.cpu().numpy()
        self.spread = float(self.model.spread)
        self.features = self._scaled(train)
        self.judged = self._scaled(validation)
        self.targets = self._targets(self.parts.train)
        self.weights = self.objective.weights(self.targets, self.parts.train.weights)
        self.linear, self.strength = probe.fit(
            self.features,
            self.targets,
            len(self.labels),
            judge=(self.judged, self._targets(self.parts.validation)),
            weights=self.weights,
        )
        with torch.no_grad():
            for mine, theirs in (
                (self.model.head.weight, self.linear.weight),
                (self.model.head.bias, self.linear.bias),
            ):
                mine.copy_(torch.from_numpy(theirs).to(mine))

    def _learn(self) -> Trained | None:
        self.steps = self._steps()
        self.model.encoder = methods.attach(
            self.model.encoder, self.params.method, rank=self.params.rank, steps=self.steps
        ).to(self.place.device)
        if self.params.method == "probe":
            self.model.eval()
            return None
        trainer = Trainer(
            self.ctx, self.params, self.model, self.objective, self.place, self.tokens.pad
        )
        trained = trainer.run(
            Examples(self.train_ids, self.targets, self.weights),
            Examples(self.validation_ids, self._targets(self.parts.validation)),
        )
        self._tell_speed(trained)
        return trained

    def _judge(self) -> Evaluation:
        self.ctx.check_cancelled()
        temperature = metrics.temperature(
            self._scores(self.validation_ids), self._targets(self.parts.validation)
        )
        test = self.parts.test.read()
        self.ctx.log(f"The test rows are read now; their hash is {self.parts.test.hash}.")
        ids, _ = self.tokens(test.texts)
        scores = self._scores(ids)
        probed = None
        if self.params.method != "probe":
            probed = self.linear.scores(self._scaled(self._frozen(ids)))
        return evaluate(
            test,
            self._targets(test),
            scores,
            probed,
            temperature=temperature,
            near=cleaning.near_copies(self.parts.train.texts, test.texts),
            seed=self.ctx.seed,
        )

    # --- helpers ------------------------------------------------------------------------------
    def _steps(self) -> int:
        lengths = [len(ids) for ids in self.train_ids]
        one = epoch_batches(lengths, rows=self.params.batch_size, seed=self.ctx.seed, epoch=0)
        return len(one) * self.params.epochs

    def _pooled(self, ids: probe.Ids) -> np.ndarray:
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            self.ctx.check_cancelled()
            self.ctx.progress(done, len(ids), msg("Reading with the base model"))

        return probe.run_through(
            self.model, ids, self.place, pad=self.tokens.pad, pooled=True, tick=tick
        )

    def _frozen(self, ids: probe.Ids) -> np.ndarray:
        """Pooled values of the base model as it was: for the probe, after learning."""
        encoder = load_encoder(self.path, dropout=False, eager=self.place.eager)
        model = TextModel(encoder, self.config.hidden_size, 1).to(self.place.device)
        return probe.run_through(model, ids, self.place, pad=self.tokens.pad, pooled=True)

    def _scaled(self, pooled: np.ndarray) -> np.ndarray:
        return (pooled - self.centre) / self.spread

    def _scores(self, ids: probe.Ids) -> np.ndarray:
        return probe.run_through(self.model, ids, self.place, pad=self.tokens.pad)

    def _targets(self, part: Rows) -> np.ndarray:
        return np.array([self.number.get(label, -1) for label in part.labels], dtype=np.int64)

    def _tell_speed(self, trained: Trained) -> None:
        if trained.seconds:
            speed = trained.examples / trained.seconds
            self.ctx.log(f"{trained.examples} texts learned from, {speed:.0f} a second.")

    def _suspects(self) -> list[Suspect]:
        """Rows of training and validation, never of the test, whose label is likely wrong."""
        part = self.parts.train
        if len(part) > MOST_SUSPECTS_ROWS:
            return []
        chances = probe.out_of_fold(self.features, self.targets, len(self.labels), self.strength)
        return [
            Suspect(
                place=int(part.places[at]),
                text=part.texts[at],
                label=part.labels[at],
                better=self.labels[int(chances[at].argmax())],
                chance=float(chances[at].max()),
            )
            for at in metrics.mislabelled(chances, self.targets)
        ]

    def _facts(self, trained: Trained | None, evaluation: Evaluation) -> Facts:
        lengths = np.array(self.lengths)
        return Facts(
            params=self.params,
            base=self.base,
            base_hash=bases.fingerprint(self.path),
            architecture=self.config.model_type,
            cleaned=self.cleaned,
            labels=self.labels,
            how=self.parts.how,
            sizes=(len(self.parts.train), len(self.parts.validation), self.parts.test.count),
            test_hash=self.parts.test.hash,
            data_hash=self.table.content_hash,
            lengths=Lengths(
                mean=float(lengths.mean()),
                median=float(np.median(lengths)),
                long=float(np.quantile(lengths, 0.95)),
                cut=int((lengths > self.max_tokens).sum()),
                unknown=self.tokens.unknown_share(self.train_ids),
            ),
            trained=trained,
            evaluation=evaluation,
            suspects=self._suspects(),
            parameters=parameters(self.model),
            learning=parameters(self.model, learning=True),
            half=self.place.half,
            steps=self.steps,
            max_tokens=self.max_tokens,
        )


def is_english(texts: list[str]) -> bool:
    """Whether next to no letter is outside ASCII. Other languages write at least one in 300."""
    letters = foreign = 0
    for text in texts[:5000]:
        letters += sum(sign.isalpha() for sign in text)
        foreign += sum(sign.isalpha() and not sign.isascii() for sign in text)
    return foreign <= NOT_ASCII * max(letters, 1)
