"""Both models of one table of flows, the tests of each, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from apps.core.messages import msg, msgn
from apps.engines.builtin.gravity.absorb import Absorber, Codes, Floats, Levels, dense
from apps.engines.builtin.gravity.data import Flows, Term, ranks
from apps.engines.builtin.gravity.params import GravityParams
from apps.engines.builtin.gravity.ppml import Fit, independent, least_squares, ppml
from apps.engines.builtin.gravity.separation import Separated, separated
from apps.engines.contract import Context, Refusal

MOST_PERIODS = 60
MOST_LEVELS = 3000


@dataclass(frozen=True)
class Estimate:
    """A slope in the user's units with its inference; None where the model cannot tell it."""

    value: float
    se: float
    t: float
    p: float
    low: float
    high: float


@dataclass(frozen=True)
class Test:
    """A test statistic and its p."""

    statistic: float
    p: float


@dataclass
class Model:
    """One of both models: ``kept`` are the terms that it tells, ``df`` of its t intervals."""

    fit: Fit
    kept: list[int]
    df: float
    estimates: dict[int, Estimate]
    reset: Test | None


@dataclass
class Study:
    """``rows`` are the places among the flows that PPML used; x are their regressors, scaled."""

    flows: Flows
    params: GravityParams
    terms: list[Term]
    rows: Codes
    x: Floats
    levels: Levels
    all_levels: Levels
    groups: Codes | None
    pairs: int
    ppml: Model
    ols: Model | None
    spread: Test | None
    separated: Separated
    lost: list[str]

    @property
    def y(self) -> Floats:
        return self.flows.y[self.rows]

    @property
    def zeros(self) -> int:
        return int((self.flows.y == 0).sum())

    @property
    def quantile(self) -> float:
        return t_quantile(self.ppml.df, self.params.confidence)


def t_quantile(df: float, confidence: float) -> float:
    return float(stats.t.ppf(0.5 + confidence / 2, df))


def conduct(ctx: Context, flows: Flows, params: GravityParams) -> Study:
    """Separation, PPML, log-linear least squares, tests."""
    terms, x = _regressors(flows, params)
    levels = every = _levels(flows, params)
    ctx.check_cancelled()
    ctx.progress(1, 4, msg("Fitting the flows"))
    first = independent(x, levels)
    found = separated(flows.y, x[:, first], levels)
    found = Separated(
        found.rows, found.origins, found.destinations,
        [first[place] for place in found.columns], found.by_columns,
    )  # fmt: skip
    _check_separation(flows, terms, params, found)
    rows = np.flatnonzero(found.rows)
    x, levels = x[rows], levels.only(rows)
    kept = independent(x, levels)
    lost = [term.name for place, term in enumerate(terms) if place not in kept]
    _check_kept(kept, terms, params)
    groups, pairs = _groups(flows, params, rows)
    y = flows.y[rows]
    _check_enough(len(rows), len(kept), levels)
    fit = ppml(y, x[:, kept], levels)
    main = _model(fit, kept, terms, groups, params, y)
    ctx.check_cancelled()
    ctx.progress(2, 4, msg("Fitting their logs"))
    ols, spread = _logs(y, x, levels, terms, groups, params)
    return Study(
        flows, params, terms, rows, x[:, kept], levels, every, groups, pairs, main, ols, spread,
        found, lost,
    )  # fmt: skip


def _regressors(flows: Flows, params: GravityParams) -> tuple[list[Term], Floats]:
    """Terms and their scaled columns; effects of periods come first, so that they stay."""
    shift = np.array([term.shift for term in flows.terms])
    scale = np.array([term.scale for term in flows.terms])
    x = (flows.raw - shift) / scale
    periods = sorted(set(flows.period), key=lambda text: flows.period.index(text))
    if not flows.has_period or params.fixed_effects == "by_period" or len(periods) < 2:
        return list(flows.terms), x
    if len(periods) > MOST_PERIODS:
        raise Refusal(
            msg(
                "There are {count} periods, and each has an effect of its own: {most} at most.",
                count=len(periods),
                most=MOST_PERIODS,
            ),
            fix=msg("Choose fixed effects anew in each period, or fewer periods."),
            field="fixed_effects",
        )
    order = ranks(flows.period)
    numbers = np.unique(order)
    dummies = (order[:, None] == numbers[None, 1:]).astype(float)
    named = {int(order[place]): text for place, text in enumerate(flows.period)}
    extra = [Term(named[int(number)], "period", 0.0, 1.0, 0.0, 1.0) for number in numbers[1:]]
    return [*extra, *flows.terms], np.column_stack([dummies, x])


def _levels(flows: Flows, params: GravityParams) -> Levels:
    none = np.zeros(len(flows.y), dtype=np.int64)
    kind = params.fixed_effects
    origin = _codes(flows.origin) if kind != "destination" and kind != "none" else none
    destination = _codes(flows.destination) if kind not in ("origin", "none") else none
    if kind != "by_period":
        _check_size(Levels(origin, destination, none))
        return Levels(origin, destination, none)
    block = _codes(flows.period)
    count = int(block.max()) + 1
    found = Levels(origin * count + block, destination * count + block, block)
    _check_size(Levels(origin, destination, none))
    return found


def _codes(texts: list[str]) -> Codes:
    return np.asarray(np.unique(np.array(texts, dtype=str), return_inverse=True)[1], dtype=np.int64)


def _check_size(levels: Levels) -> None:
    fewer = min(levels.counts)
    if fewer > MOST_LEVELS:
        raise Refusal(
            msg(
                "There are {count} origins and at least as many destinations with effects of their"
                " own: {most} of the fewer are the most that can be solved for.",
                count=fewer,
                most=MOST_LEVELS,
            ),
            fix=msg("Sum flows to larger regions, or choose effects of one side."),
            field="fixed_effects",
        )


def _check_separation(
    flows: Flows, terms: list[Term], params: GravityParams, found: Separated
) -> None:
    if params.separation == "drop" or bool(found.rows.all()):
        return
    count = int((~found.rows).sum())
    names = [terms[place].name for place in found.columns]
    raise Refusal(
        msgn(
            "{names} predicts {count} zero flow perfectly, so its effect has no estimate.",
            "{names} predicts {count} zero flows perfectly, so its effect has no estimate.",
            found.by_columns,
            names=names,
        )
        if names
        else msgn(
            "{count} row belongs to an origin or a destination without any positive flow, whose"
            " fixed effect has no estimate.",
            "{count} rows belong to origins or destinations without any positive flow, whose fixed"
            " effects have no estimate.",
            count,
        ),
        fix=msg("Take the cause out, or choose to leave such rows out."),
        field="separation",
    )


def _check_kept(kept: list[int], terms: list[Term], params: GravityParams) -> None:
    if any(terms[place].role != "period" for place in kept):
        return
    names = [term.name for term in terms if term.role != "period"]
    raise Refusal(
        msg(
            "{names} cannot be told beside the fixed effects: nothing is left to learn.",
            names=names,
        )
        if params.fixed_effects != "none"
        else msg("The effect of {names} cannot be told from these rows.", names=names),
        fix=msg(
            "Choose fewer fixed effects, or add a column that differs by pair, e.g. the distance."
        ),
        field="fixed_effects",
    )


def _check_enough(rows: int, slopes: int, levels: Levels) -> None:
    unknowns = slopes + Absorber(levels).rank
    if rows - unknowns < 1:
        raise Refusal(
            msg(
                "{rows} rows cannot estimate {unknowns} unknowns and how sure they are.",
                rows=rows,
                unknowns=unknowns,
            ),
            fix=msg("Add rows, or choose fewer columns and fixed effects."),
            field="data",
        )


def _groups(flows: Flows, params: GravityParams, rows: Codes) -> tuple[Codes | None, int]:
    """Codes of undirected pairs where errors are by pair, and how many pairs there are."""
    names = ["\x1f".join(sorted((flows.origin[row], flows.destination[row]))) for row in rows]
    codes, count = dense(_codes(names))
    wanted = params.errors == "pair" or (params.errors == "auto" and flows.has_period)
    if not wanted:
        return None, count
    if count < 2:
        raise Refusal(
            msg("All rows are of one pair, so errors by pair cannot be told."),
            fix=msg("Choose HC1."),
            field="errors",
        )
    return codes, count


def _model(
    fit: Fit,
    kept: list[int],
    terms: list[Term],
    groups: Codes | None,
    params: GravityParams,
    y: Floats | None,
) -> Model:
    df = float(int(groups.max()) if groups is not None else fit.n - fit.rank)
    covariance = fit.covariance(groups)
    quantile = t_quantile(df, params.confidence)
    found = {}
    for place, number in enumerate(kept):
        scale = terms[number].scale
        value = float(fit.beta[place]) / scale
        se = float(np.sqrt(covariance[place, place])) / scale
        t = value / se if se > 0 else np.nan
        found[number] = Estimate(
            value, se, t, float(2 * stats.t.sf(abs(t), df)), value - quantile * se,
            value + quantile * se,
        )  # fmt: skip
    return Model(fit, kept, df, found, _reset(fit, groups, df, y))


def _reset(fit: Fit, groups: Codes | None, df: float, y: Floats | None) -> Test | None:
    """RESET as by Santos Silva and Tenreyro (2006): the square of the fitted index, added, should
    explain nothing. ``y`` are flows for PPML, None for least squares.
    """
    centre = float(fit.eta.mean())
    spread = float(fit.eta.std())
    if spread == 0 or fit.n - fit.rank < 2:
        return None
    square = ((fit.eta - centre) / spread) ** 2
    x = np.column_stack([fit.inner, square - square.mean()])
    levels = fit.absorber.levels
    if independent(x, levels) != list(range(x.shape[1])):
        return None
    try:
        # Regressors less their effects span the same model; flows may be far from the start.
        again = (
            least_squares(fit.eta + fit.residual, x, levels)
            if y is None
            else ppml(y, x, levels, start=fit.eta)
        )
    except (Refusal, np.linalg.LinAlgError):
        return None  # a test that cannot be computed is no reason to give no answer
    variance = again.covariance(groups)[-1, -1]
    if not variance > 0:
        return None
    t = float(again.beta[-1] / np.sqrt(variance))
    return Test(t, float(2 * stats.t.sf(abs(t), df)))


def _logs(
    y: Floats,
    x: Floats,
    levels: Levels,
    terms: list[Term],
    groups: Codes | None,
    params: GravityParams,
) -> tuple[Model | None, Test | None]:
    """Least squares of logs on the rows with a flow, and whether the errors' spread varies."""
    positive = np.flatnonzero(y > 0)
    part, own = x[positive], levels.only(positive)
    kept = independent(part, own)
    if not kept:
        return None, None
    fit = least_squares(np.log(y[positive]), part[:, kept], own)
    if fit.n - fit.rank < 1:
        return None, None
    codes = None if groups is None else dense(groups[positive])[0]
    if codes is not None and int(codes.max()) < 1:
        return None, None
    return _model(fit, kept, terms, codes, params, None), _spread(fit)


def _spread(fit: Fit) -> Test | None:
    """Koenker's studentised Breusch-Pagan test against fitted values and their squares (a short
    form of White's): n R² of squared residuals.
    """
    scale = float(fit.eta.std())
    if scale == 0:
        return None
    z = (fit.eta - fit.eta.mean()) / scale
    design = np.column_stack([np.ones(len(z)), z, z**2])
    squares = fit.residual**2
    total = float(((squares - squares.mean()) ** 2).sum())
    if total == 0:
        return None
    fitted = design @ np.linalg.lstsq(design, squares, rcond=None)[0]
    explained = float(((fitted - squares.mean()) ** 2).sum()) / total
    statistic = len(z) * explained
    return Test(statistic, float(stats.chi2.sf(statistic, 2)))
