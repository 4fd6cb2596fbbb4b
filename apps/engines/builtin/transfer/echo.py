"""Whether the error of one period repeats in the next of the same market.

Residuals of a market that has its own level sum to about nothing, so that even independent errors
seem to turn round: with n periods by about 1/n. Random orders of each market's residuals show what
independence looks like here; the excess over their mean is the correlation, the share of orders
with as much its p-value. Source: Wald and Wolfowitz (1943), An exact test for randomness in the
non-parametric case based on serial correlation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from apps.engines.builtin.transfer.mixed import Floats

ORDERS = 499
LEVEL = 0.01


@dataclass(frozen=True)
class Echo:
    """``correlation`` of residuals of neighbouring periods beyond what random orders of them show;
    ``p`` the share of orders with as much.
    """

    correlation: float
    p: float

    @property
    def told(self) -> bool:
        """Whether it is more than chance."""
        return self.correlation > 0 and self.p <= LEVEL


def find(residuals: Sequence[Floats], seed: int) -> Echo | None:
    """Of each market's residuals in the order of its periods; None where none has three."""
    long = [one for one in residuals if len(one) > 2]
    size = sum(float(one @ one) * (1 - 1 / len(one)) for one in long)
    if not size > 0:
        return None
    rng = np.random.default_rng([seed, 2])
    orders = np.zeros(ORDERS)
    for one in long:
        mixed = rng.permuted(np.tile(one, (ORDERS, 1)), axis=1)
        orders += (mixed[:, 1:] * mixed[:, :-1]).sum(axis=1)
    found = sum(float(one[1:] @ one[:-1]) for one in long)
    correlation = (found - float(orders.mean())) / size
    p = (1 + int((orders >= found).sum())) / (ORDERS + 1)
    return Echo(min(max(correlation, -1.0), 1.0), p)
