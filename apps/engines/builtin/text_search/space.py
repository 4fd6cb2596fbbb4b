"""The settings that are searched, as Optuna's distributions and as parameters of a run.

Sizes are searched as factors of the person's own choice, the learning rate as a factor of what
suits the method: so one study holds several methods, and all of its trials have the same settings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optuna.distributions import (
    BaseDistribution,
    CategoricalDistribution,
    FloatDistribution,
    IntDistribution,
)

from apps.engines.builtin.text_search.params import SearchParams

METHOD = "method"
RATE = "learning_rate"
RANKED = frozenset({"lora", "adalora", "adapter"})  # methods with a size of additions
LARGEST = {"batch_size": 1024, "rank": 256}  # as their parameters allow
FACTOR = 10.0  # by which a learning rate may be off what suits the method
DECAY = (1e-4, 0.3)
SMOOTHING = (0.0, 0.2)


@dataclass(frozen=True)
class Setting:
    """One setting: both ways between Optuna's value and the parameter of this name."""

    name: str
    distribution: BaseDistribution
    forth: Callable[[Any], Any]
    back: Callable[[Any], Any]

    def told(self, parameter: Any) -> Any:
        """Optuna's value of a parameter, inside the distribution."""
        found, kind = self.back(parameter), self.distribution
        if isinstance(kind, FloatDistribution | IntDistribution):
            return min(max(found, kind.low), kind.high)
        return found


@dataclass(frozen=True)
class Space:
    """``rate`` is the learning rate that suits a method."""

    params: SearchParams
    rate: Callable[[str], float]

    @cached_property
    def methods(self) -> list[str]:
        """Those that are searched, each once."""
        return list(dict.fromkeys(self.params.methods))

    @cached_property
    def distributions(self) -> dict[str, BaseDistribution]:
        """What Optuna draws from, by the name of the setting."""
        found = {one.name: one.distribution for one in self._settings(self.methods[0])}
        if len(self.methods) > 1:
            found[METHOD] = CategoricalDistribution(self.methods)
        return found

    def start(self, method: str) -> dict[str, Any]:
        """The parameters of a trial with the settings that the person has chosen."""
        return {**self.params.shared(), METHOD: method, RATE: self._usual(method)}

    def asked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of a trial with the values that Optuna proposes."""
        method = str(values.get(METHOD, self.methods[0]))
        settings = {one.name: one.forth(values[one.name]) for one in self._settings(method)}
        return {**self.start(method), **settings}

    def told(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Optuna's values of the parameters of a trial."""
        method = str(params[METHOD])
        found = {one.name: one.told(params[one.name]) for one in self._settings(method)}
        return {**found, METHOD: method} if METHOD in self.distributions else found

    def _settings(self, method: str) -> Iterator[Setting]:
        """All of them; the learning rate of this method."""
        tuned, params = set(self.params.tuned), self.params
        if RATE in tuned:
            usual = self._usual(method)
            kind = FloatDistribution(1 / FACTOR, FACTOR, log=True)
            yield Setting(RATE, kind, lambda times: min(1.0, times * usual), lambda x: x / usual)
        if "epochs" in tuned:
            yield Setting("epochs", IntDistribution(1, 2 * params.epochs), int, int)
        if "batch_size" in tuned:
            yield _doublings("batch_size", params.batch_size, -2, 1)
        if "rank" in tuned and RANKED & set(self.methods):
            yield _doublings("rank", params.rank, -1, 2)
        if "weight_decay" in tuned:
            yield Setting("weight_decay", FloatDistribution(*DECAY, log=True), float, float)
        if "dropout" in tuned:
            yield Setting("dropout", CategoricalDistribution([False, True]), bool, bool)
        if "label_smoothing" in tuned:
            yield Setting("label_smoothing", FloatDistribution(*SMOOTHING), float, float)

    def _usual(self, method: str) -> float:
        return self.params.learning_rate or self.rate(method)


def _doublings(name: str, chosen: int, low: int, high: int) -> Setting:
    """Sizes that are ``chosen``, doubled so often; halved where that is negative."""
    low = max(low, -math.floor(math.log2(chosen)))
    high = min(high, math.floor(math.log2(LARGEST[name] / chosen)))
    return Setting(
        name,
        IntDistribution(low, high),
        lambda times: round(chosen * 2.0**times),
        lambda size: round(math.log2(size / chosen)),
    )
