"""Looks for drift in the logged predictions of a project. Imported in a job's child only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.text.params import Separator
from apps.engines.contract import Context, InputTable, Predictor, Refusal
from apps.engines.result import Result
from apps.modelhub.watching import reference, several, statistics, texts
from apps.modelhub.watching.manifest import LEAST, MOST, DriftParams
from apps.modelhub.watching.reading import LABEL
from apps.modelhub.watching.reference import Sample
from apps.modelhub.watching.statistics import Tested

Test = Callable[[float, int, np.random.Generator], Tested]
MOST_NUMBERS = 20  # columns of numbers that are compared


class Asked(BaseModel):
    """One watched name, as the site tells it: ``reference`` is the path of the test rows, ``now``
    and ``earlier`` those of logged predictions, a JSON document in each line. ``columns`` are those
    of texts, in the order of the model, ``separator`` is what parts the labels of an answer where
    there may be several.
    """

    watch: str
    model: str
    keeps: str
    columns: list[str] = []
    separator: Separator | None = None
    since: str | None = None
    reference: str = ""
    now: str
    earlier: str


class Found(BaseModel):
    """A statistic: ``q`` is its p-value adjusted for all statistics of the run. ``before`` and
    ``now`` are the shares of a label.
    """

    key: str  # such as 'input.length', 'input.number:<column>', 'output.label:<label>'
    value: float
    usual: float
    p: float
    q: float = 1.0
    drifted: bool = False
    before: float | None = None
    now: float | None = None


@dataclass
class Compared:
    """A watched name with its two samples, and the tests that they allow."""

    asked: Asked
    rows: int
    before: int
    source: str
    note: Message | None = None
    tests: dict[str, Test] = field(default_factory=dict)
    shares: dict[str, tuple[float, float]] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)


class DriftRunner:
    """Satisfies ``contract.Runner``."""

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        raise NotImplementedError("this engine saves no model")

    def run(self, ctx: Context, params: DriftParams, inputs: Mapping[str, InputTable]) -> Result:
        listed = json.loads((inputs["log"].path / "watches.json").read_text(encoding="utf-8"))
        compared = [self._prepared(ctx, Asked.model_validate(one)) for one in listed]
        self._tested(ctx, params.level, compared)
        names = sum(any(one.drifted for one in each.found) for each in compared)
        return Result(
            headline=msgn(
                "{count} of {all} serving names has drifted.",
                "{count} of {all} serving names have drifted.",
                names,
                all=len(compared),
            ),
            summary={"level": params.level, "watches": [_told(one) for one in compared]},
        )

    def _prepared(self, ctx: Context, asked: Asked) -> Compared:
        now, before, source = _logged(Path(asked.now), asked), Sample(), "test"
        if asked.reference:
            masks = asked.keeps == "masked"
            before = reference.read(Path(asked.reference), masked=masks, separator=asked.separator)
        if len(before) < LEAST:
            before, source = _logged(Path(asked.earlier), asked), "log"
        now.scores = [
            one if one is None or before.decimals is None else round(one, before.decimals)
            for one in now.scores
        ]
        compared = Compared(asked, len(now), len(before), source, _too_little(now, before))
        if compared.note is None:
            compared.tests = dict(_tests(before, now))
            self._labels(compared, before, now)
            self._texts(ctx, compared, before, now)
        return compared

    def _labels(self, compared: Compared, before: Sample, now: Sample) -> None:
        """The share of each label, where a model gives several."""
        if min(sum(row is not None for row in some.labels) for some in (before, now)) < LEAST:
            return
        for one in several.compared(before.labels, now.labels):
            key = f"{LABEL}{one.label}"
            compared.tests[key] = partial(statistics.classes, one.before, one.now)
            compared.shares[key] = one.shares

    def _texts(self, ctx: Context, compared: Compared, before: Sample, now: Sample) -> None:
        """The embeddings of both, where enough texts are kept and a base model is here."""
        new = [text for text in now.texts if text]
        old = [text for text in before.texts if text]
        if len(new) < LEAST or len(old) < LEAST:
            return
        rng = np.random.default_rng(ctx.seed)
        old = [old[at] for at in np.sort(rng.permutation(len(old))[:MOST])]
        try:
            vectors = _embedded(ctx, [*old, *new])
        except (ImportError, Refusal) as error:
            ctx.log(f"texts are not compared: {error}", "warning")
            compared.note = msg("The texts were not compared: no base model is here to read them.")
            return
        compared.tests["input.text"] = partial(
            statistics.vectors, vectors[: len(old)], vectors[len(old) :]
        )

    def _tested(self, ctx: Context, level: float, compared: Sequence[Compared]) -> None:
        """Every statistic of every name, then the share of false alarms held over all of them."""
        most = statistics.exchanges(max(sum(len(one.tests) for one in compared), 1), level)
        rng = np.random.default_rng(ctx.seed)
        for done, one in enumerate(compared):
            ctx.check_cancelled()
            ctx.progress(done, len(compared), msg("Comparing"))
            for key, test in one.tests.items():
                told = test(level, most, rng)
                old, new = one.shares.get(key, (None, None))
                one.found.append(
                    Found(
                        key=key, value=told.value, usual=told.usual, p=told.p, before=old, now=new
                    )
                )
        every = [found for one in compared for found in one.found]
        for found, q in zip(every, statistics.discoveries([one.p for one in every]), strict=True):
            found.q, found.drifted = q, q <= level


def _tests(before: Sample, now: Sample) -> Iterator[tuple[str, Test]]:
    """What both samples can be compared in, but for their texts."""
    if any(now.lengths) and any(before.lengths):
        yield "input.length", _of_numbers(before.lengths, now.lengths)
    names = dict.fromkeys(name for row in now.numbers for name in row)
    for name in list(names)[:MOST_NUMBERS]:
        old, new = ([r[name] for r in s.numbers if name in r] for s in (before, now))
        if min(len(old), len(new)) >= LEAST:
            yield f"input.number:{name}", _of_numbers(old, new)
    if any(now.answers) and any(before.answers) and not now.labels:
        yield "output.class", partial(statistics.classes, before.answers, now.answers)
    old, new = ([one for one in s.scores if one is not None] for s in (before, now))
    if min(len(old), len(new)) >= LEAST:
        yield "output.score", _of_numbers(old, new)


def _of_numbers(before: Sequence[float], now: Sequence[float]) -> Test:
    return partial(statistics.numbers, np.array(before), np.array(now))


def _too_little(now: Sample, before: Sample) -> Message | None:
    if len(now) < LEAST:
        return msgn(
            "{count} prediction is logged that can be compared; {least} are needed.",
            "{count} predictions are logged that can be compared; {least} are needed.",
            len(now),
            least=LEAST,
        )
    if len(before) < LEAST:
        return msg(
            "There is nothing to compare with: the model left fewer than {least} test rows, and"
            " fewer than {least} earlier predictions are logged.",
            least=LEAST,
        )
    return None


def _logged(path: Path, asked: Asked) -> Sample:
    """Logged cases. What was to be masked is so already."""
    found = Sample()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            kept = row["texts"] or {}
            said = [kept[name] for name in asked.columns or kept if name in kept]
            found.texts.append(texts.joined(texts.compared(one, masked=False) for one in said))
            found.lengths.append(float(row["length"]))
            found.numbers.append(row["numbers"])
            found.answers.append(row["answer"])
            found.scores.append(row["score"])
            if asked.separator:
                found.labels.append(several.logged(row["answer"], asked.separator))
    return found


def _embedded(ctx: Context, texts: list[str]) -> np.ndarray:
    """(n, width) by the base model that knows the language of most texts. What the watched model
    itself learned is blind to what it was not asked; the base model is not.
    """
    from apps.engines.builtin.text.params import EmbedParams  # torch: only where texts are kept
    from apps.engines.builtin.text_embed.texts import embed

    vectors: np.ndarray = embed(ctx, EmbedParams(), texts, None).vectors
    return vectors


def _told(one: Compared) -> dict[str, Any]:
    return {
        "watch": one.asked.watch,
        "model": one.asked.model,
        "since": one.asked.since,
        "rows": one.rows,
        "reference_rows": one.before,
        "reference": one.source,
        "note": one.note.model_dump(mode="json") if one.note else None,
        "statistics": [found.model_dump() for found in one.found],
    }
