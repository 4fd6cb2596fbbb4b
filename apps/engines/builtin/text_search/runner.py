"""Runs ``text.search`` and ``text.search_numbers``. Imported in a job's child only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from apps.core.messages import msg
from apps.engines import searching
from apps.engines.base_models.reading import CONFIG
from apps.engines.builtin.text import bases, rates
from apps.engines.builtin.text_search import report, study
from apps.engines.builtin.text_search.found import Found
from apps.engines.builtin.text_search.params import SearchParams
from apps.engines.builtin.text_search.space import Space
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result
from apps.engines.trials import Trial, TrialRecord


class Runner:
    """Satisfies ``contract.SearchRunner``: rounds of rehearsals, then the best one with the test.

    Everything follows from parameters, seed and history: nothing is remembered.
    """

    def propose(
        self,
        ctx: Context,
        params: SearchParams,
        inputs: Mapping[str, InputTable],
        history: Sequence[TrialRecord],
    ) -> Sequence[Trial] | None:
        ctx.check_cancelled()
        tried, final = parted(history)
        ctx.progress(len(tried), params.trials + 1)
        if final is not None or _hopeless(params, tried):
            return None
        left = params.trials - len(tried)
        if left > 0:
            return _round(ctx, _space(params), tried, min(params.at_once, left))
        best = searching.best(tried, study.OBJECTIVE, higher_is_better=True)
        return None if best is None else [Trial(params={**best.params, "rehearsal": False})]

    def combine(
        self,
        ctx: Context,
        params: SearchParams,
        inputs: Mapping[str, InputTable],
        history: Sequence[TrialRecord],
    ) -> Result:
        """Raises ``Refusal`` with the first reason where no trial has a result."""
        ctx.progress(0, 1, msg("Looking at all trials"))
        tried, final = parted(history)
        space = _space(params)
        best = searching.best(tried, study.OBJECTIVE, higher_is_better=True)
        if best is None:
            raise searching.nothing_found(history)
        told = study.replayed(space, tried, ctx.seed)
        found = Found(space, tried, best, final, study.importances(told))
        ctx.progress(1, 1)
        return report.result(found)


def parted(history: Sequence[TrialRecord]) -> tuple[list[TrialRecord], TrialRecord | None]:
    """The rehearsals, and the run that reads the test rows in the end."""
    tried = [record for record in history if record.params.get("rehearsal", True)]
    final = next((one for one in history if not one.params.get("rehearsal", True)), None)
    return tried, final


def _hopeless(params: SearchParams, tried: Sequence[TrialRecord]) -> bool:
    """Whether a whole round has been refused or has failed: more of the same would, too."""
    ran = [one for one in tried if one.state == "succeeded" or one.pruned]
    return not ran and len(tried) >= min(params.trials, max(params.at_once, len(params.methods)))


def _round(ctx: Context, space: Space, tried: Sequence[TrialRecord], count: int) -> list[Trial]:
    """The person's own settings first, one trial for each method; then what Optuna proposes."""
    own = [space.start(method) for method in space.methods[len(tried) :][:count]]
    more = []
    if len(own) < count:
        told = study.replayed(space, tried, ctx.seed)
        more = study.proposed(told, space, count - len(own))
    return [
        Trial(
            params={**asked, "rehearsal": True},
            bounds=study.bounds(tried, asked["epochs"]) if space.params.prune else [],
        )
        for asked in [*own, *more]
    ]


def _space(params: SearchParams) -> Space:
    width = _width(params.base)

    def rate(method: str) -> float:
        return rates.rate(method, width)  # type: ignore[arg-type]  # the names of methods

    return Space(params, rate)


def _width(base_id: str) -> int:
    """The hidden size of a base model, as its configuration says."""
    base = bases.find(base_id) if base_id != bases.AUTO else None
    if base is None or base.origin == "package":
        return rates.WIDTH  # as those have that are chosen by the language of the texts
    config = json.loads((base.path / CONFIG).read_text(encoding="utf-8"))
    return int(config.get("hidden_size") or config["dim"])
