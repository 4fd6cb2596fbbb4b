"""What the reader must know before trusting a choice study, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.choice.design import ATTRIBUTE
from apps.engines.builtin.choice.market import Market, parse
from apps.engines.builtin.choice.study import Study
from apps.engines.figures import level, percent
from apps.engines.result import Warning as Caution

FEW_EACH = 10  # choices for each unknown, Peduzzi et al. (1996)
FEW_GROUPS = 30
RARE_CHOICES = 10
MOVING = 0.1
LISTED = 5


def cautions(study: Study, market: Market) -> Iterator[Caution]:
    """Form first, then the price, then how many, then the data."""
    yield from _iia(study)
    yield from _price(study, market)
    yield from _outside(study)
    yield from _newcomer(study)
    yield from _few(study)
    yield from _rare(study)
    yield from _still(study)
    yield from _alone(study)
    yield from _dropped(study)


def _iia(study: Study) -> Iterator[Caution]:
    failed = [test for test in study.tests if (test.adjusted or 1.0) < 0.05]
    if failed:
        first = min(failed, key=lambda test: test.adjusted or 0.0)
        yield Caution(
            code="iia",
            severity="serious",
            message=msg(
                "IIA is in doubt: without {names} the estimates are others (smallest p = {p} after"
                " correction). Cross elasticities and what if take from each competitor in"
                " proportion, and some are nearer than that.",
                names=[test.alternative for test in failed],
                p=Num(value=first.adjusted, digits=2),
            ),
            fix=msg(
                "Add attributes that near alternatives share; read own effects before cross ones."
            ),
        )
    elif not study.tests:
        yield Caution(
            code="iia_untested",
            severity="info",
            message=msg("IIA was not tested: shares do not say how many chose.")
            if study.params.chosen_as == "shares"
            else msg("With two alternatives IIA cannot be tested."),
        )


def _price(study: Study, market: Market) -> Iterator[Caution]:
    price = study.price
    if price is None:
        return
    value = float(study.beta[price])
    se = float(np.sqrt(study.covariance[price, price]))
    if abs(value) <= study.quantile * se:
        yield Caution(
            code="price_unclear",
            severity="serious",
            message=msg(
                "The effect of {name} is not told apart from 0 at {level}: willingness to pay has"
                " no bounds, and elasticities may have either sign.",
                name=study.choices.price,
                level=level(study.params.confidence),
            ),
            fix=msg("Let prices vary more, or independently of what else is liked."),
        )
    elif value > 0:
        yield Caution(
            code="price_positive",
            severity="serious",
            message=msg(
                "Higher values of {name} make an alternative more liked: prices stand for quality"
                " that is not in the table.",
                name=study.choices.price,
            ),
            fix=msg("Add what makes dear alternatives better, or vary prices at random."),
        )


def _outside(study: Study) -> Iterator[Caution]:
    """A what-if beyond the prices and attributes seen."""
    params, choices = study.params, study.choices
    asked: dict[str, list[float]] = {}
    if params.joins_like:
        asked = {n: [v] for n, v in parse(params.joins_with, choices.attributes).items()}
    if params.changed and choices.price:
        price = choices.column(choices.price)
        mine = price[choices.alternative == choices.alternatives.index(params.changed)]
        then = mine * (1 + params.change / 100)
        asked.setdefault(choices.price, []).extend([float(then.min()), float(then.max())])
    for name, values in asked.items():
        column = choices.column(name)
        low, high = float(column.min()), float(column.max())
        beyond = [value for value in values if not low <= value <= high]
        if beyond:
            yield Caution(
                code="extrapolation",
                message=msg(
                    "Extrapolation: {name} = {value} is outside the data's range, {low} to {high}.",
                    name=name,
                    value=Num(value=beyond[0], digits=6),
                    low=Num(value=low, digits=6),
                    high=Num(value=high, digits=6),
                ),
                fix=msg("Nothing in the data checks the answer there."),
            )


def _newcomer(study: Study) -> Iterator[Caution]:
    """A newcomer stands beside the alternative that it is like, and nowhere else."""
    choices, like = study.choices, study.params.joins_like
    if not like:
        return
    there = int((choices.alternative == choices.alternatives.index(like)).sum())
    if there < choices.situations:
        yield Caution(
            code="newcomer_in_part",
            severity="info",
            message=msg(
                "{like} is offered in {count} of {situations} situations, and the newcomer only"
                " beside it: its share is of all situations.",
                like=like,
                count=there,
                situations=choices.situations,
            ),
        )


def _few(study: Study) -> Iterator[Caution]:
    count = study.choices.situations
    if study.errors != "classical" and study.groups < FEW_GROUPS:
        yield Caution(
            code="few_groups",
            message=msg(
                "Robust errors rest on {count} independent groups; they need about {wanted}.",
                count=study.groups,
                wanted=FEW_GROUPS,
            ),
            fix=msg("Take the intervals as too narrow."),
        )
    if study.params.chosen_as == "choice" and count < FEW_EACH * len(study.terms):
        yield Caution(
            code="few_choices",
            message=msg(
                "{count} choices for {unknowns} unknowns: below {each} for each, estimates tend to"
                " be too far from 0.",
                count=count,
                unknowns=len(study.terms),
                each=FEW_EACH,
            ),
            fix=msg("Add choices, or leave columns out."),
        )


def _rare(study: Study) -> Iterator[Caution]:
    if study.params.chosen_as == "shares":
        return
    sums = study.observed * study.sets.totals.sum()
    rare = [
        name
        for name, count in zip(study.choices.alternatives, sums.tolist(), strict=True)
        if count < RARE_CHOICES
    ]
    if rare:
        yield Caution(
            code="rarely_chosen",
            severity="info",
            message=msg(
                "{names}: chosen less than {count} times, so little is known of it.",
                names=rare[:LISTED],
                count=RARE_CHOICES,
            ),
        )


def _still(study: Study) -> Iterator[Caution]:
    for name, share in study.moving.items():
        if share < MOVING and any(t.kind == ATTRIBUTE and t.name == name for t in study.terms):
            yield Caution(
                code="little_variation",
                severity="info",
                message=msg(
                    "{name} differs between alternatives in {share} of the situations only; the"
                    " others tell nothing of its effect.",
                    name=name,
                    share=percent(share, 1),
                ),
            )


def _alone(study: Study) -> Iterator[Caution]:
    if study.choices.alone:
        yield Caution(
            code="alone",
            severity="info",
            message=msgn(
                "{count} situation has one alternative only and was left out: nothing was chosen"
                " among.",
                "{count} situations have one alternative only and were left out: nothing was"
                " chosen among.",
                study.choices.alone,
            ),
        )


def _dropped(study: Study) -> Iterator[Caution]:
    choices = study.choices
    if not choices.lacking:
        return
    yield Caution(
        code="dropped_rows",
        severity="info" if choices.lacking < 0.05 * choices.rows else "warn",
        message=msgn(
            "{count} of {rows} rows was left out with its situation, because a value is missing in"
            " {names}.",
            "{count} of {rows} rows were left out with their situations, because a value is"
            " missing in {names}.",
            choices.lacking,
            rows=choices.rows,
            names=list(choices.dropped),
        ),
        fix=msg("If the gaps have a cause, the answer holds only for situations without them."),
    )
