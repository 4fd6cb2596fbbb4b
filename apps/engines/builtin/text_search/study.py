"""Optuna's study, made again from what is known of the trials, and when a trial is given up."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

import numpy as np
import optuna
from optuna.trial import FrozenTrial, TrialState, create_trial

from apps.engines.builtin.text.names import CURVES
from apps.engines.builtin.text_search.space import Space
from apps.engines.trials import Bound, TrialRecord

OBJECTIVE = "validation_quality"
QUALITY = CURVES["quality"]  # the objective after each epoch
STARTUP = 10  # trials at most that are drawn at random before the estimator has its say
FINISHED = 4  # trials that have gone on to their end, from which on others are given up
TELLING = 8  # trials that have gone on to their end, from which on settings are weighed
FIRST_EPOCH = 2  # before it, learning rates are still warming up


def replayed(space: Space, history: Sequence[TrialRecord], seed: int) -> optuna.Study:
    """The study that has been told all of ``history``.

    Its sampler is seeded by ``seed`` and how much it was told: the same history is followed by the
    same proposals, and each round has draws of its own.
    """
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    state = np.random.SeedSequence([seed, len(history)]).generate_state(1)
    startup = min(STARTUP, max(2, space.params.trials // 2))
    sampler = optuna.samplers.TPESampler(seed=int(state[0]), n_startup_trials=startup)
    study = optuna.create_study(direction="maximize", sampler=sampler)
    for record in history:
        if record.pruned or record.state != "cancelled":  # what a person ends says nothing
            study.add_trial(_frozen(space, record))
    return study


def _frozen(space: Space, record: TrialRecord) -> FrozenTrial:
    """A trial that was given up is told by its curve; one that failed is worse than any: pruned
    before its first value, so that the estimator keeps away from such settings.
    """
    told: dict[str, Any] = {
        "params": space.told(record.params),
        "distributions": space.distributions,
    }
    quality = record.summary.get(OBJECTIVE)
    if record.state == "succeeded" and quality is not None:
        return create_trial(state=TrialState.COMPLETE, value=quality, **told)
    seen = dict(record.curves.get(QUALITY, [])) if record.pruned else {}
    return create_trial(state=TrialState.PRUNED, intermediate_values=seen, **told)


def proposed(study: optuna.Study, space: Space, count: int) -> list[dict[str, Any]]:
    """Parameters of so many trials. Each is asked for while those before it run, which Optuna
    takes to come out badly (constant liar), so that they differ.
    """
    trials = [study.ask(space.distributions) for _ in range(count)]
    return [space.asked(trial.params) for trial in trials]


def bounds(history: Sequence[TrialRecord], epochs: int) -> list[Bound]:
    """When a trial of so many ``epochs`` is given up: where its quality after an epoch is below the
    median of the trials that were not (Golovin et al. 2017, the median stopping rule).
    """
    curves = [
        dict(record.curves.get(QUALITY, [])) for record in history if record.state == "succeeded"
    ]
    found = []
    for epoch in range(FIRST_EPOCH, epochs):
        values = [curve[epoch] for curve in curves if epoch in curve]
        if len(values) >= FINISHED:
            found.append(
                Bound(metric=QUALITY, step=epoch, worst=median(values), higher_is_better=True)
            )
    return found


def importances(study: optuna.Study) -> dict[str, float]:
    """Setting → its share of what made trials good, the largest first (PED-ANOVA). Empty where too
    few trials have gone on to their end.
    """
    finished = study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,))
    if len(finished) < TELLING or len({trial.value for trial in finished}) < 2:
        return {}
    found = optuna.importance.get_param_importances(study)
    return {name: float(share) for name, share in found.items()}
