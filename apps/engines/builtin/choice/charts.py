"""The plots of a choice study."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.choice import logit
from apps.engines.builtin.choice.market import Market
from apps.engines.builtin.choice.study import Study
from apps.engines.result import Axis, Chart, Series

BINS = 10
POINTS = 21
REACH = 0.3
Points = list[list[float | str | None]]


def charts(study: Study, market: Market) -> Iterator[Chart]:
    """Shares over the own price, elasticities, what if, calibration."""
    yield from _curve(study)
    yield from _elasticities(study, market)
    yield from _shares(study, market)
    yield _calibration(study)


def _curve(study: Study) -> Iterator[Chart]:
    """Fitted shares while the own price goes from -30 % to +30 %, all else as it is."""
    price = study.price
    if price is None:
        return
    choices, count = study.choices, len(study.choices.alternatives)
    mine = choices.alternative == study.own
    move = choices.column(choices.price)[mine] / study.terms[price].scale * study.fit.beta[price]
    weights = (study.sets.totals / study.sets.totals.sum())[study.sets.situation]
    index = study.sets.x @ study.fit.beta
    changes = np.linspace(-REACH, REACH, POINTS)
    found = np.empty((POINTS, count))
    for place, change in enumerate(changes):
        moved = index.copy()
        moved[mine] += change * move
        chance, _ = logit.chances(study.sets, moved)
        found[place] = np.bincount(choices.alternative, weights * chance, count)
    order = np.argsort(-found[POINTS // 2], kind="stable")[:6]
    chosen = [study.own, *(int(k) for k in order if k != study.own)][:6]
    name = choices.alternatives[study.own]
    yield Chart(
        key="curve",
        title=msg("Shares as the price of {name} changes", name=name),
        x=Axis(label=msg("Change of the price of {name}", name=name), unit="%"),
        y=Axis(label=msg("Share"), unit="%"),
        series=[
            Series(
                name=choices.alternatives[k],
                kind="line",
                points=[
                    [float(change) * 100, float(share) * 100]
                    for change, share in zip(changes, found[:, k], strict=True)
                ],
            )
            for k in chosen
        ],
        note=msg("All else stays as it is, and no competitor answers."),
    )


def _elasticities(study: Study, market: Market) -> Iterator[Chart]:
    if not market.elasticities:
        return
    names = [study.choices.alternatives[k] for k in market.named]
    at = market.named.index(study.own)
    name = study.choices.alternatives[study.own]
    own: Points = [[n, market.elasticities[k][k].value] for k, n in enumerate(names)]
    cross: Points = [[n, market.elasticities[k][at].value] for k, n in enumerate(names) if k != at]
    yield Chart(
        key="own_elasticities",
        title=msg("Own-price elasticities"),
        x=Axis(label=msg("Alternative"), scale="category"),
        y=Axis(label=msg("Change of its share for 1 % more on its price"), unit="%"),
        series=[Series(name=msg("Own-price elasticity"), kind="bar", points=own)],
        note=msg("Below -1: a higher price loses more share than it gains in price."),
    )
    yield Chart(
        key="cross_elasticities",
        title=msg("Who gains when {name} costs 1 % more", name=name),
        x=Axis(label=msg("Alternative"), scale="category"),
        y=Axis(label=msg("Change of its share"), unit="%"),
        series=[Series(name=msg("Cross-price elasticity"), kind="bar", points=cross)],
    )


def _shares(study: Study, market: Market) -> Iterator[Chart]:
    found = market.what_if
    if found is None:
        return
    names = [*found.names[:-1], "＋"] if found.newcomer else found.names
    before: Points = [[n, v * 100] for n, v in zip(names, found.before, strict=True)]
    after: Points = [[n, v.value * 100] for n, v in zip(names, found.after, strict=True)]
    yield Chart(
        key="what_if",
        title=msg("Shares now and then"),
        x=Axis(label=msg("Alternative"), scale="category"),
        y=Axis(label=msg("Share"), unit="%"),
        series=[
            Series(name=msg("Now"), kind="bar", points=before),
            Series(name=msg("Then"), kind="bar", points=after),
        ],
        note=msg("＋ is the newcomer.") if found.newcomer else None,
    )


def _calibration(study: Study) -> Chart:
    """Of rows with about the same chance, how many were chosen."""
    chance = study.fit.chance
    totals = study.sets.totals[study.sets.situation]
    order = np.argsort(chance, kind="stable")
    points: Points = []
    for part in np.array_split(order, min(BINS, len(order))):
        weight = float(totals[part].sum())
        points.append(
            [
                float((chance[part] * totals[part]).sum()) / weight * 100,
                float(study.sets.chosen[part].sum()) / weight * 100,
            ]
        )
    return Chart(
        key="calibration",
        title=msg("Chances of choice against choices"),
        x=Axis(label=msg("Chance by the model"), unit="%"),
        y=Axis(label=msg("Share that was chosen"), unit="%"),
        series=[
            Series(name=msg("Tenths of the rows"), points=points),
            Series(name=msg("As expected"), kind="line", points=[[0.0, 0.0], [100.0, 100.0]]),
        ],
        note=msg("Points far from the line speak against the form of the model."),
    )
