"""Runs ``text.compare`` and ``text.compare_numbers``. Imported in a job's child only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apps.core.messages import msg
from apps.engines import searching
from apps.engines.builtin.text_compare import report, standing
from apps.engines.builtin.text_compare.params import CompareParams
from apps.engines.contract import Context, InputTable
from apps.engines.result import Result
from apps.engines.trials import Trial, TrialRecord


class Runner:
    """Satisfies ``contract.SearchRunner``: one round with a trial for each method."""

    def propose(
        self,
        ctx: Context,
        params: CompareParams,
        inputs: Mapping[str, InputTable],
        history: Sequence[TrialRecord],
    ) -> Sequence[Trial] | None:
        ctx.check_cancelled()
        if history:
            return None
        return [Trial(params=asked) for asked in params.trials()]

    def combine(
        self,
        ctx: Context,
        params: CompareParams,
        inputs: Mapping[str, InputTable],
        history: Sequence[TrialRecord],
    ) -> Result:
        """Raises ``Refusal`` with the first reason where no method has a result."""
        ctx.progress(0, 1, msg("Comparing the methods"))
        found = standing.compared(history, params.margin, seed=ctx.seed)
        if found is None:
            raise searching.nothing_found(history)
        ctx.progress(1, 1)
        return report.result(found, history)
