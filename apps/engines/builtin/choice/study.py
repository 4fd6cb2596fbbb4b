"""A choice model of one table: estimates, fit, and whether leaving an alternative out matters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.choice import iia, logit, separation, slots
from apps.engines.builtin.choice.data import Choices, Codes, Floats
from apps.engines.builtin.choice.design import ATTRIBUTE, CONSTANT, Term, columns, terms
from apps.engines.builtin.choice.params import ChoiceParams
from apps.engines.contract import Context, Refusal


@dataclass
class Study:
    """``beta`` and ``covariance`` are in the user's units; ``scaled`` of the columns as they enter.
    ``df`` is infinite where z is used. ``equal`` and ``constants_only`` are log-likelihoods of
    equal chances and of constants alone (None without constants).
    """

    choices: Choices
    params: ChoiceParams
    terms: list[Term]
    sets: logit.Sets
    fit: logit.Fit
    scaled: Floats
    errors: str
    groups: int
    df: float
    baseline: int | None
    own: int
    equal: float
    constants_only: float | None
    tests: list[iia.Test]
    moving: dict[str, float]

    @property
    def scales(self) -> Floats:
        return np.array([term.scale for term in self.terms])

    @property
    def beta(self) -> Floats:
        return np.asarray(self.fit.beta / self.scales)

    @property
    def covariance(self) -> Floats:
        return np.asarray(self.scaled / np.outer(self.scales, self.scales))

    @property
    def quantile(self) -> float:
        return float(stats.t.ppf(0.5 + self.params.confidence / 2, self.df))

    def p_value(self, statistic: float) -> float:
        return float(2 * stats.t.sf(abs(statistic), self.df))

    @property
    def price(self) -> int | None:
        """The place of the price among the terms."""
        names = [term.name for term in self.terms if term.kind == ATTRIBUTE]
        price = self.choices.price
        return names.index(price) if price else None

    @property
    def observed(self) -> Floats:
        """(j,) share of all choices."""
        sums = self.choices.per_alternative(self.choices.chosen)
        return np.asarray(sums / sums.sum())


def conduct(ctx: Context, choices: Choices, params: ChoiceParams) -> Study:
    """Fit, covariance, log-likelihoods to compare with, tests of IIA."""
    sums = choices.per_alternative(choices.chosen)
    baseline = _baseline(choices, params, sums)
    own = choices.named(params.own, "own") if params.own else int(np.argmax(sums))
    for name, field in ((params.changed, "changed"), (params.joins_like, "joins_like")):
        if name:
            choices.named(name, field)
    _check_needs(choices, params)
    _check_never(choices, sums, params)
    found = terms(choices, baseline, constants=params.constants)
    moving = _check_variation(choices)
    sets = logit.Sets(columns(choices, found), choices.chosen, choices.situation, choices.starts)
    _check_terms(sets, found, choices)
    ctx.check_cancelled()
    ctx.progress(1, 3, msg("Fitting the choices"))
    fit = logit.fit(sets)
    if not fit.settled:
        _refuse_unsettled(sets, found)
    errors, groups = _groups(choices, params)
    scaled = fit.classical if groups is None else logit.robust(sets, fit, groups)
    ctx.check_cancelled()
    ctx.progress(2, 3, msg("Checking what the model takes for granted"))
    count = 0 if groups is None else int(groups.max()) + 1
    return Study(
        choices=choices, params=params, terms=found, sets=sets, fit=fit, scaled=scaled,
        errors=errors, groups=count, df=np.inf if groups is None else float(count - 1),
        baseline=baseline if params.constants else None, own=own, equal=_equal(sets),
        constants_only=_constants_only(choices, baseline) if params.constants else None,
        tests=[] if params.chosen_as == "shares"
        else iia.tests(ctx, choices, found, sets, fit, baseline),
        moving=moving,
    )  # fmt: skip


def _baseline(choices: Choices, params: ChoiceParams, sums: Floats) -> int:
    return choices.named(params.baseline, "baseline") if params.baseline else int(np.argmax(sums))


def _check_needs(choices: Choices, params: ChoiceParams) -> None:
    """What ``slots.check`` says where nobody has asked it."""
    if not choices.names and not params.constants:
        issue = slots.nothing_explains()
        raise Refusal(issue.message, field=issue.field)
    if choices.characteristics and not params.constants:
        raise Refusal(
            msg(
                "A characteristic of who chooses is the same for all alternatives: it can only"
                " shift their constants."
            ),
            fix=msg("Let each alternative have a constant."),
            field="constants",
        )
    if params.errors == "respondent" and choices.respondent is None:
        raise Refusal(
            msg("Errors by respondent need a column of respondents."),
            fix=msg("Choose the column, or other errors."),
            field="errors",
        )
    if params.joins_with and not params.joins_like:
        issue = slots.newcomer_alone()
        raise Refusal(issue.message, fix=issue.fix, field=issue.field)
    if params.changed and not choices.price:
        raise Refusal(
            msg("A change of price needs a column of prices."),
            fix=msg("Choose the column, or leave the change out."),
            field="changed",
        )


def _check_never(choices: Choices, sums: Floats, params: ChoiceParams) -> None:
    never = [choices.alternatives[k] for k in np.flatnonzero(sums == 0)]
    if never and params.constants:
        raise Refusal(
            msgn(
                "{names} is never chosen, so its constant has no estimate.",
                "{names} are never chosen, so their constants have no estimate.",
                len(never),
                names=never,
            ),
            fix=msg("Leave such rows out, or fit without constants."),
            field="data.alternative",
        )


def _check_variation(choices: Choices) -> dict[str, float]:
    """Attribute → share of situations within which it differs; none must be 0."""
    found = {}
    for name in choices.attributes:
        column = choices.column(name)
        high = np.maximum.reduceat(column, choices.starts)
        low = np.minimum.reduceat(column, choices.starts)
        found[name] = float((high > low).mean())
        if found[name] == 0:
            raise Refusal(
                msg(
                    "'{name}' is the same for all alternatives of every situation, so it cannot"
                    " explain which is chosen.",
                    name=name,
                ),
                fix=msg("If it describes who chooses, choose it among the characteristics."),
                field="data.attributes",
            )
    for name in choices.characteristics:
        column = choices.column(name)
        if column.min() == column.max():
            raise Refusal(
                slots.constant_column(name), fix=msg("Take it out."), field="data.characteristics"
            )
    return found


def names_of(found: list[Term]) -> Message | str:
    """Several terms as one, the rest counted."""
    shown = found[0].label
    if len(found) == 1:
        return shown
    return msgn(
        "{first} and {count} other",
        "{first} and {count} others",
        len(found) - 1,
        first=shown,
    )


def _check_terms(sets: logit.Sets, found: list[Term], choices: Choices) -> None:
    # Constants come first, so that what says the same as they do is named.
    order = sorted(range(len(found)), key=lambda place: found[place].kind != CONSTANT)
    asked = logit.Sets(sets.x[:, order], sets.chosen, sets.situation, sets.starts)
    kept = {order[place] for place in logit.independent(asked)}
    lost = [term for place, term in enumerate(found) if place not in kept]
    if lost:
        raise Refusal(
            msg(
                "The effect of {names} cannot be told from those of the other columns and constants"
                " of alternatives.",
                names=names_of(lost),
            ),
            fix=msg(
                "An attribute that never changes for an alternative says the same as its constant:"
                " take one of them out. So does a column that others add up to."
            ),
            field="data.attributes",
        )
    if choices.situations <= len(found):
        raise Refusal(
            msg(
                "{rows} situations cannot estimate {unknowns} unknowns.",
                rows=choices.situations,
                unknowns=len(found),
            ),
            fix=msg("Add situations, or choose fewer columns."),
            field="data",
        )


def _refuse_unsettled(sets: logit.Sets, found: list[Term]) -> None:
    places = separation.perfect(sets)
    if places:
        raise Refusal(
            msg(
                "{names} predicts choices perfectly: whenever it differs, what it favours is"
                " chosen, so its effect has no finite estimate.",
                names=names_of([found[place] for place in places]),
            ),
            fix=msg(
                "Take the column out, or add situations in which the choice went the other way."
            ),
            field="data.attributes",
        )
    raise Refusal(
        msg("The likelihood of the choices has no clear top: the fit did not settle."),
        fix=msg("Choose fewer columns, or look for values far from all others."),
        field="data",
    )


def _groups(choices: Choices, params: ChoiceParams) -> tuple[str, Codes | None]:
    """Which errors, and the group of each situation for robust ones."""
    kind: str = params.errors
    if kind == "auto":
        kind = "respondent" if choices.respondent is not None else "classical"
        if kind == "classical" and params.chosen_as == "shares":
            kind = "situation"
    if kind == "classical":
        return kind, None
    groups = np.arange(choices.situations)
    if kind == "respondent" and choices.respondent is not None:
        of = choices.respondent[choices.starts]
        if (choices.respondent != of[choices.situation]).any():
            place = int(np.argmax(choices.respondent != of[choices.situation]))
            raise Refusal(
                msg(
                    "Row {row}: the respondent differs within one situation.",
                    row=int(choices.places[place]) + 1,
                ),
                fix=msg("Give all rows of a situation the same respondent."),
                field="data.respondent",
            )
        groups = np.unique(of, return_inverse=True)[1]
    if int(groups.max()) < 1:
        raise Refusal(
            msg("All situations are of one respondent, so errors by respondent cannot be told."),
            fix=msg("Choose errors by situation."),
            field="errors",
        )
    return kind, np.asarray(groups, dtype=np.int64)


def _equal(sets: logit.Sets) -> float:
    sizes = np.diff([*sets.starts, len(sets.x)])
    return -float(sets.totals @ np.log(sizes))


def _constants_only(choices: Choices, baseline: int) -> float | None:
    found = [
        Term(CONSTANT, "", name, 0.0, 1.0)
        for k, name in enumerate(choices.alternatives)
        if k != baseline
    ]
    sets = logit.Sets(columns(choices, found), choices.chosen, choices.situation, choices.starts)
    fit = logit.fit(sets)
    return fit.loglik if fit.settled else None
