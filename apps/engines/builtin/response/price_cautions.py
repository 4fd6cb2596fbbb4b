"""Cautions about the price: instruments, the best price, what is unusual."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.response.instruments import WEAK
from apps.engines.builtin.response.lights import SMALL_P
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.study import Study
from apps.engines.figures import level
from apps.engines.result import Warning as Caution

FEW_PRICES = 5
USUAL = (-10.0, 0.0)  # a mean of −2.62 was published; far from it a mistaken unit is likelier
LISTED = 5


def about_price(study: Study) -> Iterator[Caution]:
    """Instruments first, then the best price, then what is unusual."""
    yield from _instruments(study)
    yield from _endogenous(study)
    if study.curve is not None:
        yield from _best(study.curve)
        yield from _unusual(study, study.curve)
    yield from _by_market(study)
    yield from _together(study)


def _instruments(study: Study) -> Iterator[Caution]:
    two = study.two_stage
    if two is None:
        return
    if two.weak:
        yield Caution(
            code="weak_instruments",
            severity="serious",
            message=msg(
                "The instruments hardly move the price: the first stage's effective F is {f},"
                " below {least}. The estimate leans towards least squares and its usual interval"
                " is too narrow; shown is Anderson and Rubin's, which holds all the same.",
                f=Num(value=two.first_f, digits=3),
                least=int(WEAK),
            )
            if two.anderson_rubin is not None
            else msg(
                "The instruments hardly move the price: the first stage's effective F is {f},"
                " below {least}. The estimate leans towards least squares and its interval is too"
                " narrow.",
                f=Num(value=two.first_f, digits=3),
                least=int(WEAK),
            ),
            fix=msg("Find an instrument that moves the price more."),
        )
    if two.anderson_rubin == []:
        yield Caution(
            code="no_price_effect_fits",
            severity="serious",
            message=msg(
                "At {level} no price effect at all fits all instruments: they contradict each"
                " other.",
                level=level(study.params.confidence),
            ),
            fix=msg("Leave out the instruments that may move demand themselves."),
        )
    if two.over and min(one.p for one in two.over) < SMALL_P:
        yield Caution(
            code="overidentified",
            severity="serious",
            message=msg(
                "The instruments give price effects that differ by more than chance (p = {p}): at"
                " least one of them moves demand itself.",
                p=Num(value=min(one.p for one in two.over), digits=2),
            ),
            fix=msg("Leave out the instrument that may act on demand, and compare."),
        )


def _endogenous(study: Study) -> Iterator[Caution]:
    if not study.design.priced or study.two_stage is not None:
        return
    yield Caution(
        code="endogenous_price",
        message=msg(
            "Nothing here tells prices that were set with demand in mind from those that were not."
            " Where prices are raised in good times or cut in bad ones, the effect of the price is"
            " wrong by more than its interval says."
        ),
        fix=msg(
            "Name an instrument that moves the price and not demand (a cost, an exchange rate), or"
            " use prices that were set at random."
        ),
    )


def _best(curve: Curve) -> Iterator[Caution]:
    _, _, high = curve.elasticities
    if curve.cost is not None and curve.best(curve.k) is not None and not curve.settled:
        yield Caution(
            code="unbounded_price",
            severity="serious",
            message=msg(
                "The elasticity may be {high}: then every higher price earns more. An"
                " upper end of the best price would be made up, so none is shown.",
                high=Num(value=high, digits=3),
            ),
            fix=msg("Collect rows with other prices before raising it far."),
        )
    if curve.beyond:
        yield Caution(
            code="extrapolated_price",
            severity="serious",
            message=msg(
                "The best price {best} is outside the prices seen, {low} to {high}: the curve has"
                " never been watched there.",
                best=Num(value=curve.best(curve.k), digits=4),
                low=Num(value=curve.seen[0], digits=4),
                high=Num(value=curve.seen[1], digits=4),
            ),
            fix=msg("Move the price towards it in steps and look again."),
        )
    if curve.cost is not None and curve.now <= curve.cost:
        yield Caution(
            code="below_cost",
            message=msg(
                "Today's price {now} does not exceed the cost {cost}: changes of the profit in %"
                " mean nothing and are left out.",
                now=Num(value=curve.now, digits=6),
                cost=Num(value=curve.cost, digits=6),
            ),
            fix=msg("Check that both are of one unit and one currency."),
        )


def _unusual(study: Study, curve: Curve) -> Iterator[Caution]:
    point, low, high = curve.elasticities
    half = (high - low) / 200
    if not USUAL[0] <= point <= USUAL[1] and math.isfinite(half):
        yield Caution(
            code="unusual_elasticity",
            message=msg(
                "An elasticity of {value} is unusual: the mean of 1,851 published ones is −2.62"
                " (Bijmolt and others 2005).",
                value=Num(value=point, digits=3),
            ),
            fix=msg("Look for what moves price and quantity together, or for a mistaken unit."),
        )
    if not curve.seen[0] <= curve.now <= curve.seen[1]:
        yield Caution(
            code="price_now_unseen",
            severity="serious",
            message=msg(
                "Today's price {now} is outside the prices seen, {low} to {high}: what the curve"
                " says there rests on its form alone.",
                now=Num(value=curve.now, digits=6),
                low=Num(value=curve.seen[0], digits=6),
                high=Num(value=curve.seen[1], digits=6),
            ),
            fix=msg("Check its unit, or add rows at that price."),
        )
    prices = len(np.unique(study.data.one("price")))
    if prices < FEW_PRICES:
        yield Caution(
            code="few_prices",
            message=msgn(
                "Only {count} price was seen: the shape of the curve between and beyond is taken on"
                " trust.",
                "Only {count} different prices were seen: the shape of the curve between and beyond"
                " them is taken on trust.",
                prices,
            ),
            fix=msg("Add rows at other prices."),
        )


def _by_market(study: Study) -> Iterator[Caution]:
    if study.params.by_market != "none" and study.by_market is None:
        yield Caution(
            code="no_market_effects",
            message=msg(
                "Price effects by market are left out: fewer than two markets have rows enough and"
                " a price that moves."
            ),
            fix=msg("Add periods with other prices in each market."),
        )
    elif study.by_market is not None and study.by_market.unknown:
        yield Caution(
            code="still_markets",
            severity="info",
            message=msg(
                "Markets without rows enough or a price that moves have no effect of their own:"
                " {names}.",
                names=study.by_market.unknown[:LISTED],
            ),
        )


def _together(study: Study) -> Iterator[Caution]:
    names = [column.name for column in study.design.columns if column.part == "promotion"]
    places = [*study.design.place("price"), *study.design.place("promotion")]
    if len(places) < 2 or not study.design.priced:
        return
    x = study.x[:, places] - study.x[:, places].mean(axis=0)
    length = np.linalg.norm(x, axis=0)
    together = np.abs(x[:, 0] @ x[:, 1:]) / (length[0] * np.where(length[1:] > 0, length[1:], 1))
    worst = int(together.argmax())
    if together[worst] > 0.8:
        yield Caution(
            code="price_and_promotion",
            message=msg(
                "The price and {name} move together (correlation {r}): what one does is hard to"
                " tell from the other.",
                name=names[worst],
                r=Num(value=float(together[worst]), decimals=2),
            ),
            fix=msg("Add rows where only one of them changes."),
        )
