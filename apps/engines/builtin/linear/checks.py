"""All checks of the second pass that are not needed for the coefficients themselves."""

from __future__ import annotations

from dataclasses import dataclass, field

from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.movers import Moved, Movers
from apps.engines.builtin.linear.order import Order
from apps.engines.builtin.linear.scan import Block, Floats
from apps.engines.builtin.linear.serial import Neighbours, Serial
from apps.engines.builtin.linear.shape import Bent, Normal, Shape, Spread
from apps.engines.builtin.linear.white import White


@dataclass
class Checked:
    """What was found of one target; None for what cannot be told, or was not looked at."""

    reset: Bent | None = None
    white: Spread | None = None
    white_short: Spread | None = None
    serial: Serial | None = None
    normal: Normal | None = None
    moved: Moved = field(default_factory=list)


@dataclass
class Findings:
    """Of all targets, in order. ``looked``: there was a second pass. ``twice``: a market has two
    rows of one period, so that rows have no order.
    """

    targets: list[Checked]
    looked: bool = True
    twice: bool = False
    order: Order = field(default_factory=Order)
    products: int = 0  # of White's test; 0 where they were too many

    @classmethod
    def none(cls, targets: int) -> Findings:
        return cls([Checked() for _ in range(targets)], looked=False)


class Checks:
    """Takes the tiles of the second pass."""

    def __init__(self, fit: Fit, order: Order) -> None:
        self.fit, self.order = fit, order
        self.shape, self.movers = Shape(fit), Movers(fit)
        self.neighbours = Neighbours(fit, order)
        precise = fit.spec.weight_kind != "frequency" and not fit.scan.even_weights
        self.spread = not precise  # with weights of precision the scatter is told, not tested
        self.white = White(fit) if self.spread else None

    def take(self, block: Block, u: Floats, residuals: Floats, leverage: Floats) -> None:
        """``u`` (n, p) and ``residuals`` (n, m) of the scaled basis."""
        if not len(block):
            return
        self.shape.add(block, u, residuals)
        self.movers.add(block, u, residuals, leverage)
        self.neighbours.add(block, u, residuals)
        if self.white is not None:
            self.white.add(block, u, residuals)

    def findings(self, rss: Floats, left: Floats) -> Findings:
        """``rss`` (m,) of the scaled basis, zero where a fit is exact; ``left`` (p, m): u'We."""
        count = len(rss)
        general = self.white.tests() if self.white is not None else [None] * count
        serial, moved = self.neighbours.tests(), self.movers.top(rss)
        targets = [
            Checked(
                reset=self.shape.reset(place, left[:, place]),
                white=general[place],
                white_short=self.shape.white(place) if self.spread else None,
                serial=serial[place],
                normal=self.shape.normal(place),
                moved=moved[place],
            )
            if rss[place] > 0
            else Checked()
            for place in range(count)
        ]
        products = self.white.terms if self.white is not None and self.white.wanted else 0
        return Findings(targets, twice=self.neighbours.twice, order=self.order, products=products)
