"""The whole computation, once: the fit, its errors, advertising, the price that earns most."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import linalg

from apps.core.messages import Message, msg
from apps.engines.builtin.response import (
    channels,
    checks,
    design,
    instruments,
    least,
    markets,
    refusals,
    regions,
    written,
)
from apps.engines.builtin.response.channels import Channel, Problem
from apps.engines.builtin.response.design import Design
from apps.engines.builtin.response.frame import Bools, Data
from apps.engines.builtin.response.instruments import Parts, TwoStage
from apps.engines.builtin.response.least import Fitted, Scatter, centred, factor
from apps.engines.builtin.response.params import ResponseParams
from apps.engines.builtin.response.periods import Floats
from apps.engines.builtin.response.pricing import Curve, fieller
from apps.engines.builtin.response.regions import Region
from apps.engines.builtin.response.study import Study, level, reference
from apps.engines.contract import Context

CLUSTERS = 10  # markets from which errors are by market, unless told otherwise


def conduct(ctx: Context, data: Data, params: ResponseParams) -> Study:
    """Everything that report and saved model need."""
    built = design.build(data, params)
    scatter = _scatter(built)
    ctx.check_cancelled()
    ctx.progress(1, 4, msg("Fitting"))
    given = written.retention(params.retention, data.roles["spends"])[0]
    found = channels.channels(built, given)
    problem, found = _searched(ctx, built, found)
    study = _estimated(built, scatter, problem, found)
    ctx.progress(2, 4, msg("Intervals"))
    study.regions = _regions(ctx, study, problem)
    ctx.check_cancelled()
    ctx.progress(3, 4, msg("Intervals"))
    study.curve = _curve(study)
    if params.by_market != "none":
        beside = np.delete(centred(study.x, built.market), 0, axis=1)
        study.by_market = markets.by_market(
            built, beside, scatter, params.confidence, shrunk=params.by_market == "shrunk"
        )
    ctx.progress(4, 4, msg("Done"))
    return study


def _scatter(built: Design) -> Scatter:
    data, wanted = built.data, built.params.errors
    count = len(built.markets)
    kind: least.Kind = "hc1"
    if wanted != "auto":
        kind = wanted
    elif data.has_market and count >= CLUSTERS:
        kind = "cluster"
    elif data.grid is not None and data.twice is None:
        kind = "hac"
    if kind == "cluster":
        refusals.check_markets(count)
    if kind == "hac" and data.twice is not None:
        raise refusals.no_order(*data.twice)
    return Scatter(kind, built.market, count)


def _searched(ctx: Context, built: Design, found: list[Channel]) -> tuple[Problem, list[Channel]]:
    """With instruments the first stage's residuals stand beside the rest (control function), so
    that retention and saturation are not drawn by what moves price and demand alike.
    """
    y, x = centred(built.y, built.market), centred(built.x, built.market)
    plain = Problem(y, x, built.data.used, built.market)
    raw = [one.effect()[built.data.used] for one in found]
    labels: list[Message | str] = [column.label for column in built.columns]
    design.check_channels(raw, [one.name for one in found], built.market)
    design.check_rank(
        np.column_stack([built.x, *raw]), [*labels, *(one.name for one in found)], built.market
    )
    free = sum(one.free_r + one.free_k for one in found)
    unknowns = x.shape[1] + len(found) + free + len(built.markets)
    # the first stage has the instruments instead of the price, and its test has both
    extra = built.z.shape[1] * (1 + len(built.place("interaction")))
    refusals.check_rows(built.rows, unknowns + extra)
    if not built.z.shape[1]:
        return plain, channels.search(plain, found, ctx.check_cancelled)
    for _ in range(2 if free else 1):
        v = _parts(built, plain.whole(found)[:, x.shape[1] :]).residual()
        beside = replace(plain, x=np.column_stack([x, v]))
        found = channels.search(beside, found, ctx.check_cancelled)
    return beside, found


def _endogenous(built: Design) -> list[int]:
    return [*built.place("price"), *built.place("interaction")]


def _parts(built: Design, advertising: Floats) -> Parts:
    """Price, and price times promotion, with the instruments and those times promotion."""
    x = centred(built.x, built.market)
    own = _endogenous(built)
    rest = [place for place in range(x.shape[1]) if place not in own]
    middle = built.z - built.z.mean(axis=0)
    times = [
        middle * built.x[:, place : place + 1]
        for place in built.place("promotion")
        if built.place("interaction")
    ]
    return Parts(
        y=centred(built.y, built.market),
        e=x[:, own],
        w=np.column_stack([x[:, rest], advertising]),
        z=centred(np.column_stack([built.z, *times]), built.market),
    )


def _estimated(built: Design, scatter: Scatter, problem: Problem, found: list[Channel]) -> Study:
    data, params = built.data, built.params
    effects = [one.effect()[data.used] for one in found]
    shown = np.column_stack([built.x, *effects])
    slopes = [slope[data.used] for one in found for slope in one.slopes()]
    told = channels.apart(
        [centred(slope, built.market) for slope in slopes], centred(shown, built.market)
    )
    owners = [
        (place, what)
        for place, one in enumerate(found)
        for what in ["r"] * one.free_r + ["k"] * one.free_k
    ]
    kept = [slope for slope, fits in zip(slopes, told, strict=True) if fits]
    x = np.column_stack([shown, *kept])
    fitted, two_stage = _fitted(built, scatter, x, shown.shape[1])
    levels = built.y - fitted.residuals
    cost, source = _cost(data, params)
    return Study(
        data=data,
        params=params,
        design=built,
        scatter=scatter,
        channels=found,
        regions=[],
        fitted=fitted,
        x=x,
        shown=shown.shape[1],
        owners=[owner for owner, fits in zip(owners, told, strict=True) if fits],
        two_stage=two_stage,
        smear=float(np.exp(fitted.residuals).mean()) if params.form != "linear" else 1.0,
        cost=cost,
        cost_from=source,
        checks=checks.check(
            centred(x, built.market), levels, fitted.residuals, scatter, _follows(data)
        ),
        by_market=None,
    )


def _fitted(
    built: Design, scatter: Scatter, x: Floats, shown: int
) -> tuple[Fitted, TwoStage | None]:
    """Coefficients of the first ``shown`` columns, whose covariance allows for the slopes."""
    inner, y = centred(x, built.market), centred(built.y, built.market)
    if not built.z.shape[1]:
        plain = least.fit(inner[:, :shown], y, scatter)
        q, inverse = factor(inner)
        beta = np.append(plain.beta, np.zeros(x.shape[1] - shown))
        return least.inferred(q, inverse, beta, plain.residuals, scatter), None
    own = _endogenous(built)
    parts = _parts(built, inner[:, len(built.columns) :])
    done = instruments.estimate(parts, scatter, built.params.confidence)
    rest = [place for place in range(x.shape[1]) if place not in own]
    back = np.argsort([*own, *rest])
    fitted = done.fitted
    turned = replace(
        fitted,
        beta=fitted.beta[back],
        covariance=fitted.covariance[np.ix_(back, back)],
        classical=fitted.classical[np.ix_(back, back)],
    )
    return turned, done


def _follows(data: Data) -> Bools | None:
    """Which used rows follow the used row before them."""
    if data.grid is None or data.twice is not None:
        return None
    rows = np.flatnonzero(data.used)
    near = np.append(False, np.diff(rows) == 1)
    return np.asarray(near & ~data.starts[rows])


def _cost(data: Data, params: ResponseParams) -> tuple[float | None, str]:
    if params.unit_cost is not None:
        return params.unit_cost, "parameter"
    if not data.roles["cost"]:
        return None, ""
    values = data.values["cost"][data.used, 0]
    values = values[~np.isnan(values)]
    if len(values) and values.mean() < 0:
        raise refusals.negative_cost(float(values.mean()), data.name("cost"))
    return (float(values.mean()), "column") if len(values) else (None, "")


def _regions(ctx: Context, study: Study, problem: Problem) -> list[Region]:
    slopes = centred(study.x[:, study.shown :], study.design.market)
    found = []
    for place, channel in enumerate(study.channels):
        ctx.check_cancelled()
        others = [*study.channels[:place], *study.channels[place + 1 :]]
        foreign = slopes[:, _not_of(study, place)]
        beside = np.column_stack([problem.whole(others), foreign])
        whole = np.column_stack([problem.whole(study.channels), foreign])
        q = factor(whole)[0]
        rest = problem.y - q @ (q.T @ problem.y)
        free = study.design.rows - study.unknowns
        widest = _widest(study, place)
        found.append(regions.region(problem, channel, beside, float(rest @ rest), free, widest))
    return found


def _widest(study: Study, channel: int) -> float:
    """t^2 times the most that the errors chosen widen any figure of the channel."""
    own = [len(study.design.columns) + channel]
    own += [
        place for place, owner in enumerate(study.owners, start=study.shown) if owner[0] == channel
    ]
    wide, plain = (
        matrix[np.ix_(own, own)] for matrix in (study.fitted.covariance, study.fitted.classical)
    )
    scale = np.sqrt(np.outer(np.diag(plain), np.diag(plain)))
    most = float(linalg.eigh(wide / scale, plain / scale, eigvals_only=True)[-1])
    return study.t**2 * max(most, 1.0)


def _not_of(study: Study, channel: int) -> list[int]:
    """Places, among the slopes that are kept, of those of other channels."""
    return [place for place, owner in enumerate(study.owners) if owner[0] != channel]


def _curve(study: Study) -> Curve | None:
    """The number that price decisions rest on, with its interval."""
    if not study.design.priced:
        return None
    price = study.data.one("price")
    now = study.params.price_now or float(np.median(price))
    if now <= 0:
        raise refusals.no_price(now)
    beta, se = float(study.fitted.beta[0]), float(study.fitted.se[0])
    low, high = beta - study.t * se, beta + study.t * se
    two = study.two_stage
    if two is not None and two.weak and two.anderson_rubin is not None:
        ends = two.anderson_rubin or [(-np.inf, np.inf)]
        low, high = ends[0][0], ends[-1][1]
    if study.params.form == "linear":
        row = reference(study, now)
        at, _ = level(study, row)
        if at > 0:
            away = row - study.x.mean(axis=0)
            both = away @ study.fitted.covariance[:, 0]
            own = away @ study.fitted.covariance @ away + study.fitted.s2 / study.design.rows
            weak = two is not None and two.weak
            low, high = (
                (low / at, high / at)
                if weak
                else fieller(beta, at, np.array([[se**2, both], [both, own]]), study.t)
            )
            beta /= at
        else:
            raise refusals.no_level(now)
    return Curve(
        form=study.params.form,
        k=beta,
        low=low,
        high=high,
        now=now,
        cost=study.cost,
        seen=(float(price.min()), float(price.max())),
    )
