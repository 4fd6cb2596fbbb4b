"""One training run of a writer from table to facts: read, clean, part, learn, judge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from apps.core.messages import Message, msg
from apps.engines.builtin.text import bases, cleaning, team
from apps.engines.builtin.text.device import Place, place
from apps.engines.builtin.text.encoder import load_config, parameters
from apps.engines.builtin.text.facts import Doubts, Facts, Lengths
from apps.engines.builtin.text.rows import Rows
from apps.engines.builtin.text.training import Examples, Trained
from apps.engines.builtin.text_generate import checks, metrics, nearest, pairs
from apps.engines.builtin.text_generate.checks import ANSWER, READ
from apps.engines.builtin.text_generate.decoding import Decoding, Written, write
from apps.engines.builtin.text_generate.evaluation import (
    AnswerEvaluation,
    Likelihoods,
    Said,
    Way,
    judged,
    measured,
)
from apps.engines.builtin.text_generate.params import GenerateParams
from apps.engines.builtin.text_generate.prompts import Prompts
from apps.engines.builtin.text_generate.teaching import Answers, WriterTrainer, likelihoods
from apps.engines.builtin.text_generate.window import fitting, window
from apps.engines.builtin.text_generate.writer import (
    Ids,
    Writer,
    attach,
    check,
    load_language,
    reads_first,
)
from apps.engines.contract import Context, InputTable

CHOOSING_ROWS = 200  # of the rows to choose by that are answered at most
ALIKE = 1e-9  # a difference of chrF that is none


@dataclass(frozen=True)
class Outcome:
    """Facts, and the model that they are of."""

    facts: Facts[AnswerEvaluation]
    writer: Writer
    prompts: Prompts


class WriterRun:
    """Holds what the stages share; :meth:`whole` goes through them."""

    def __init__(self, ctx: Context, params: GenerateParams, table: InputTable) -> None:
        self.ctx, self.params, self.table = ctx, params, table

    def whole(self) -> Outcome:
        """Everything, in order. Raises ``Refusal`` for data that cannot be learned from."""
        self._data()
        self._model()
        trained = self._learn()
        said = self._likelihoods(self.writer, self.validation)
        self.quality = Answers().quality(said[:, None], self.validation.targets)
        self._choose_limit()
        evaluation = self._judge(start=trained.start)
        return Outcome(self._facts(trained, evaluation), self.writer, self.prompts)

    # --- stages -------------------------------------------------------------------------------
    def _data(self) -> None:
        self.ctx.check_cancelled()
        self.ctx.progress(0, 1, msg("Reading the texts"))
        checks.refuse_template(self.params)
        cleaned = pairs.read(self.table)
        self.base = checks.chosen(self.params)
        self.config = load_config(self.base.path, dropout=self.params.dropout)
        check(self.config.model_type)
        apart = reads_first(self.config)
        self.prompts = Prompts(self.base.path, template=self.params.template, seq2seq=apart)
        self.window = window(self.config, self.params, apart=apart)
        self.cleaned, self.long = fitting(cleaned, self.prompts, self.window, self.params)
        self.parts = pairs.part(self.cleaned.rows, self.params, self.ctx.seed)
        self.train = self._examples(self.parts.train)
        self.validation = self._examples(self.parts.validation)

    def _model(self) -> None:
        self.place: Place = place(self.ctx.device, self.params.precision, self.ctx.threads)
        self.ctx.progress(0, 1, msg("Loading the base model"))
        torch.manual_seed(self.ctx.seed)
        language = load_language(
            self.base.path, dropout=self.params.dropout, eager=self.place.eager
        )
        attach(language, self.params.method, rank=self.params.rank)
        self.writer = self._writer(language)

    def _learn(self) -> Trained:
        objective = Answers()
        weighted = Examples(
            self.train.ids,
            self.train.targets,
            objective.weights(self.train.targets, self.parts.train.weights),
        )
        trainer = WriterTrainer(
            self.ctx, self.params, self.writer, objective, self.place, self.prompts.pad
        )
        trained = team.train(trainer, weighted, self.validation, self.ctx.devices)
        if trained.seconds:
            speed = trained.examples / trained.seconds
            self.ctx.log(f"{trained.examples} examples learned from, {speed:.0f} a second.")
        return trained

    def _choose_limit(self) -> None:
        """How long answers may get: as long as chrF on the rows to choose by does not suffer, so
        that a model that finds no end does little harm. What is cut of a likeliest answer is its
        end, so all limits are read off the longest.
        """
        self.limit = self.params.answer_tokens
        if self.limit:
            return
        limits = self.window.limits(self.train.targets.tolist())
        rows = self.parts.validation.take(np.arange(len(self.parts.validation))[:CHOOSING_ROWS])
        said = self._write(self.writer, rows, limits[-1], msg("Choosing how long answers are"))
        best = -1.0
        for limit in limits:
            texts = [self.prompts.text(one.ids[:limit]) for one in said]
            found = float(metrics.chrf(metrics.sums(texts, rows.labels)[:, 2:].sum(axis=0)))
            if found >= best - ALIKE:
                self.limit, best = limit, max(found, best)

    def _judge(self, *, start: bool) -> AnswerEvaluation:
        """The test rows are read after everything was chosen. ``start``: the base model is kept."""
        self.ctx.check_cancelled()
        test = self.parts.test.read()
        self.ctx.log(f"The test rows are read now; their hash is {self.parts.test.hash}.")
        examples = self._examples(test)
        asked = test.take(np.arange(len(test))[: self.params.answered_rows])
        note = msg("Answering the test")
        own = self._likelihoods(self.writer, examples)
        written = self._write(self.writer, asked, self.limit, note)
        base, base_written = own, written
        if not start:
            former = self._writer(load_language(self.base.path, dropout=False, eager=False))
            base = self._likelihoods(former, examples)
            note = msg("Answering the test with the base model as it was")
            base_written = self._write(former, asked, self.limit, note)
        train = self.parts.train
        said = Said(
            model=self._texts(written),
            base=self._texts(base_written),
            nearest=nearest.answers(asked.texts, train.texts, train.labels),
            cut=np.array([not one.ended for one in written]),
        )
        return judged(
            asked,
            said,
            Likelihoods(own, base, examples.targets),
            self._way(),
            near=cleaning.near_copies(train.texts, asked.texts),
            start=start,
            seed=self.ctx.seed,
        )

    # --- helpers ------------------------------------------------------------------------------
    def _writer(self, language: object) -> Writer:
        """On a CPU batches of like length are as fast as rows that are shared: measured."""
        packing, device = self.params.packing, self.place.device
        packs = packing == "on" or (packing == "auto" and device.type == "cuda")
        return Writer(language, pad=self.prompts.pad, packs=packs).to(device)

    def _examples(self, rows: Rows) -> Examples:
        """Prompt and answer of each row in one, and how many of the tokens are the answer."""
        ids: list[list[int]] = []
        answers: list[int] = []
        for text, label in zip(rows.texts, rows.labels, strict=True):
            answer = self.prompts.answer(label)
            ids.append([*self.prompts.prompt(text), *answer])
            answers.append(len(answer))
        return Examples(ids, np.array(answers, dtype=np.int64))

    def _likelihoods(self, writer: Writer, examples: Examples) -> np.ndarray:
        """In full precision, as the saved model will be asked."""
        found = likelihoods(writer, examples, self.place.exact, self.ctx.check_cancelled)
        return found[:, 0].astype(np.float64)

    def _write(self, writer: Writer, rows: Rows, limit: int, note: Message) -> list[Written]:
        prompts: Ids = [self.prompts.prompt(text) for text in rows.texts]
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            self.ctx.check_cancelled()
            self.ctx.progress(done, len(prompts), note)

        return write(
            writer,
            prompts,
            Decoding(limit),
            self.place.exact,
            end=self.prompts.end,
            room=self.window.tokens,
            tick=tick,
        )

    def _texts(self, written: list[Written]) -> list[str]:
        return [self.prompts.text(one.ids) for one in written]

    def _way(self) -> Way:
        answers = self.train.targets.tolist()
        return Way(
            template=self.prompts.template,
            chats=self.prompts.chats,
            answer_tokens=self.limit,
            packed=self.writer.packs,
            prompts=measured(
                [len(row) - n for row, n in zip(self.train.ids, answers, strict=True)]
            ),
            answers=measured(answers),
            left_out=self.long,
        )

    def _facts(self, trained: Trained, evaluation: AnswerEvaluation) -> Facts[AnswerEvaluation]:
        way = evaluation.way
        return Facts(
            texts=(self.table.roles[READ][0],),
            label=self.table.roles[ANSWER][0],
            params=self.params,
            base=self.base,
            base_hash=bases.fingerprint(self.base.path),
            architecture=self.config.model_type,
            cleaned=self.cleaned,
            how=self.parts.how,
            sizes=(len(self.parts.train), len(self.parts.validation), self.parts.test.count),
            test_hash=self.parts.test.hash,
            data_hash=self.table.content_hash,
            lengths=Lengths(
                mean=way.prompts.mean,
                median=way.prompts.median,
                long=way.prompts.long,
                cut=0,
                unknown=self.prompts.unknown_share(self.train.ids),
            ),
            trained=trained,
            quality=self.quality,
            names=0,
            evaluation=evaluation,
            doubts=Doubts([], 0),
            parameters=parameters(self.writer),
            learning=parameters(self.writer, learning=True),
            half=self.place.half,
            steps=trained.steps,
            max_tokens=self.window.tokens,
        )
