"""What the reader must know before trusting the answer, each with what to do about it."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.response.channels import HIGHEST
from apps.engines.builtin.response.instruments import WEAK
from apps.engines.builtin.response.lights import SMALL_P
from apps.engines.builtin.response.pricing import Curve
from apps.engines.builtin.response.returns import Returns
from apps.engines.builtin.response.study import Study
from apps.engines.builtin.response.words import level, share
from apps.engines.result import Warning as Caution

FEW_DF = 10
FEW_MARKETS = 30  # Cameron and Miller 2015: too few may be fewer than 20 to 50
FEW_PRICES = 5
USUAL = (-10.0, 0.0)  # beyond these Bijmolt et al. (2005) found next to nothing
LISTED = 5


def cautions(study: Study, found: list[Returns]) -> Iterator[Caution]:
    """Most serious matters of the price first, then advertising, then the data."""
    yield from _instruments(study)
    yield from _endogenous(study)
    if study.curve is not None:
        yield from _price(study, study.curve)
    for one in found:
        yield from _channel(one)
    yield from _together(study)
    yield from _form(study)
    yield from _few(study)
    yield from _gaps(study)
    yield from _dropped(study)


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
                level=level(study),
            ),
            fix=msg("Leave out the instruments that may move demand themselves."),
        )
    elif two.over and min(one.p for one in two.over) < SMALL_P:
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


def _price(study: Study, curve: Curve) -> Iterator[Caution]:
    point, low, high = curve.elasticities
    half = (high - low) / 200
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
    if not USUAL[0] <= point <= USUAL[1] and math.isfinite(half):
        yield Caution(
            code="unusual_elasticity",
            message=msg(
                "An elasticity of {value} is rare: of 1,851 that were published, most lie between"
                " −4 and 0, with a mean of −2.6 (Bijmolt and others 2005).",
                value=Num(value=point, digits=3),
            ),
            fix=msg("Look for what moves price and quantity together, or for a mistaken unit."),
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


def _channel(one: Returns) -> Iterator[Caution]:
    channel, name = one.channel, one.channel.name
    if one.retention is not None and one.retention[1] >= HIGHEST - 0.005:
        yield Caution(
            code="retention_open",
            message=msg(
                "How long {name} lasts cannot be told from above: effects that never pass fit as"
                " well, and look like a trend.",
                name=name,
            ),
            fix=msg("Give the share that lasts from other knowledge, or add periods without it."),
        )
    elif one.retention is not None and one.retention[1] - one.retention[0] > 0.6:
        yield Caution(
            code="retention_vague",
            message=msg(
                "The share of {name} that lasts into the next period is hardly known: {low} to"
                " {high}.",
                name=name,
                low=share(one.retention[0]),
                high=share(one.retention[1]),
            ),
            fix=msg("Its total effect is known better than when it comes."),
        )
    if one.point is not None and not math.isfinite(one.point[1]):
        yield Caution(
            code="saturation_open",
            message=msg(
                "Spend on {name} never came near saturation, or the data do not show it: no upper"
                " end of the half-saturation point was found.",
                name=name,
            ),
            fix=msg("Do not read the curve beyond the spends seen."),
        )
    if channel.shape.kind == "none" and one.beta > 0:
        yield Caution(
            code="no_saturation",
            severity="info",
            message=msg(
                "Without diminishing returns each further unit on {name} is taken to do as much:"
                " the curve tells no best budget.",
                name=name,
            ),
            fix=msg("Choose the logarithm or the Hill curve and compare."),
        )
    if one.next_unit[2] < 0:
        yield Caution(
            code="negative_channel",
            message=msg(
                "More spend on {name} goes with less sold. Budgets that follow weak demand look"
                " like this.",
                name=name,
            ),
            fix=msg("Name what the budget reacts to as a control, or test in some markets only."),
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


def _form(study: Study) -> Iterator[Caution]:
    found = study.checks
    if found.curved is not None and found.curved[1] < 0.01:
        yield Caution(
            code="curved",
            message=msg(
                "The form does not fit: what it leaves over is curved (RESET, p = {p}).",
                p=Num(value=found.curved[1], digits=2),
            ),
            fix=msg("Try another demand curve, or add what is missing as a control."),
        )
    repeats = found.repeats
    if repeats is None or repeats[1] >= SMALL_P or abs(repeats[0]) < 0.1:
        return
    met = study.scatter.kind in ("hac", "cluster")
    yield Caution(
        code="autocorrelated",
        severity="info" if met else "warn",
        message=msg(
            "What is left over in one period goes with the next (correlation {r}; Durbin-Watson"
            " {dw}). The errors chosen allow for it.",
            r=Num(value=repeats[0], decimals=2),
            dw=Num(value=found.durbin_watson, decimals=2),
        )
        if met
        else msg(
            "What is left over in one period goes with the next (correlation {r}; Durbin-Watson"
            " {dw}), so the intervals are too narrow.",
            r=Num(value=repeats[0], decimals=2),
            dw=Num(value=found.durbin_watson, decimals=2),
        ),
        fix=msg("Add a trend or a season.")
        if met
        else msg("Choose errors over periods or by market; add a trend or a season."),
    )


def _few(study: Study) -> Iterator[Caution]:
    scatter = study.scatter
    if scatter.kind == "cluster" and scatter.markets < FEW_MARKETS:
        yield Caution(
            code="few_groups",
            severity="serious" if scatter.markets < 6 else "warn",
            message=msgn(
                "Only {count} market: errors by market tend to be too small with so few.",
                "Only {count} markets: errors by market tend to be too small with so few.",
                scatter.markets,
            ),
            fix=msg("Compare with errors over periods, and read intervals as a little wider."),
        )
    free = study.design.rows - study.unknowns
    if free < FEW_DF:
        yield Caution(
            code="few_df",
            severity="serious" if free < 3 else "warn",
            message=msgn(
                "Only {count} row more than there are unknowns: the checks of the assumptions can"
                " hardly find anything.",
                "Only {count} rows more than there are unknowns: the checks of the assumptions can"
                " hardly find anything.",
                free,
            ),
            fix=msg("Add rows, or treat this as a first guess."),
        )


def _gaps(study: Study) -> Iterator[Caution]:
    data = study.data
    if study.channels and data.grid is not None and data.grid.kind == "text":
        yield Caution(
            code="unread_periods",
            severity="info",
            message=msg(
                "Periods such as '{example}' have an order but no distance: gaps between them"
                " cannot be seen.",
                example=next(iter(data.labels), ""),
            ),
            fix=msg("Write periods as dates, months, weeks or quarters."),
        )
    if not data.gaps or not study.channels:
        return
    shown = [
        f"{market} {label}".strip() for market, label in data.gaps[:LISTED]
    ]  # fmt: skip
    yield Caution(
        code="gaps",
        message=msgn(
            "Periods are missing before {names}: there the series begins anew, with the market's"
            " mean carried over.",
            "Periods are missing in {count} places, among them before {names}: there the series"
            " begins anew, with the market's mean carried over.",
            len(data.gaps),
            names=shown,
        ),
        fix=msg("Add rows for these periods, at least with their spend."),
    )


def _dropped(study: Study) -> Iterator[Caution]:
    data = study.data
    if not data.left_out:
        return
    yield Caution(
        code="dropped_rows",
        severity="info" if data.left_out < 0.05 * data.rows else "warn",
        message=msgn(
            "{count} of {rows} rows was left out, because a value is missing in {names}.",
            "{count} of {rows} rows were left out, because a value is missing in {names}.",
            data.left_out,
            rows=data.rows,
            names=list(data.dropped),
        ),
        fix=msg("If the gaps have a cause, the answer holds only for rows without them."),
    )
