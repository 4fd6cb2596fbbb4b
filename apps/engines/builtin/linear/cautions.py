"""What the reader must know before trusting a fit, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.linear.certificate import OF
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.slots import rows_of, unknowns_of
from apps.engines.builtin.linear.terms.naming import coefficient
from apps.engines.result import Warning as Caution

FEW_DF = 10
HIGH_VIF = 10.0
FEW_DIGITS = 6
FEW_GROUPS = 30  # Cameron and Miller 2015: too few may be fewer than 20 to 50
SMALL_P = 0.05


def about_data(fit: Fit, found: Diagnostics, estimates: list[Estimate]) -> Iterator[Caution]:
    """Cautions that hold for all targets."""
    yield from _dropped(fit)
    for _, reason in fit.left_out:
        yield Caution(
            code="redundant",
            message=msg("{reason} It was left out.", reason=Message.model_validate_json(reason)),
        )
    yield from _degrees(fit)
    yield from _inflated(fit)
    if fit.off is None:
        yield from _uncertain(fit, estimates)
    yield from _few_groups(found)
    if found.full_leverage_rows:
        yield Caution(
            code="full_leverage",
            message=msg(
                "Rows that fix a coefficient alone: {count}. The fit passes through them whatever"
                " their target, so nothing checks them.",
                count=found.full_leverage_rows,
            ),
            fix=msg("Leave out the predictor that only these rows vary, or add similar rows."),
        )
    if not fit.spec.intercept:
        yield Caution(
            code="no_intercept",
            severity="info",
            message=msg(
                "Without an intercept R² is measured from zero, not from the mean: it cannot be"
                " compared with that of a fit that has one."
            ),
        )


def about_target(
    estimate: Estimate, fit: Fit, found: Diagnostics, place: int, names: dict[int, str]
) -> Iterator[Caution]:
    """Cautions for one target. ``names`` are row names by position, where there are any."""
    if estimate.tss == 0 or estimate.r2 is None:
        yield Caution(
            code="constant_target",
            message=msg(
                "'{target}' has the same value in every row used: there is nothing to explain, and"
                " R² is not defined.",
                target=estimate.target,
            ),
        )
    elif estimate.exact and estimate.df > 0:
        yield Caution(
            code="exact",
            message=msg(
                "The fit passes through every row of '{target}' but for rounding. Intervals have no"
                " width.",
                target=estimate.target,
            ),
            fix=msg("Check that the target was not computed from the predictors."),
        )
    if uneven(estimate):
        yield _uneven(estimate, logged=fit.spec.logged)
    if estimate.df >= 3:
        yield from _influence(estimate, found, place, names)
    yield from _overfitted(estimate)


def _dropped(fit: Fit) -> Iterator[Caution]:
    scan = fit.scan
    if scan.dropped_missing:
        columns = [name for name, count in scan.missing_by_column.items() if count]
        yield Caution(
            code="dropped_rows",
            severity="info" if scan.dropped_missing < 0.05 * scan.rows else "warn",
            message=msgn(
                "{count} of {rows} rows was left out, because a value is missing in {names}.",
                "{count} of {rows} rows were left out, because a value is missing in {names}.",
                scan.dropped_missing,
                rows=scan.rows,
                names=columns,
            ),
            fix=msg("If the gaps have a cause, the answer holds only for rows without them."),
        )
    if scan.dropped_weightless:
        yield Caution(
            code="zero_weights",
            severity="info",
            message=msgn(
                "{count} row with weight zero was left out.",
                "{count} rows with weight zero were left out.",
                scan.dropped_weightless,
            ),
        )


def _degrees(fit: Fit) -> Iterator[Caution]:
    if fit.df <= 0:
        yield Caution(
            code="no_df",
            severity="serious",
            message=msg(
                "With {rows} for {unknowns}, nothing is left to measure the scatter with:"
                " intervals and tests are unknown.",
                rows=rows_of(int(fit.observations)),
                unknowns=unknowns_of(fit.unknowns),
            ),
            fix=msg("Add rows before using this for a decision."),
        )
    elif fit.df < FEW_DF:
        message = msgn(
            "Only {count} degree of freedom: {rows} for {unknowns}. The intervals say so, but the"
            " checks of the assumptions can hardly find anything.",
            "Only {count} degrees of freedom: {rows} for {unknowns}. The intervals say so, but the"
            " checks of the assumptions can hardly find anything.",
            int(fit.df),
            rows=rows_of(int(fit.observations)),
            unknowns=unknowns_of(fit.unknowns),
        )
        yield Caution(
            code="few_df",
            severity="serious" if fit.df < 3 else "warn",
            message=message,
            fix=msg("Add rows, or treat this as a first guess."),
        )


def _inflated(fit: Fit) -> Iterator[Caution]:
    if len(fit.spec.predictors) < 2:
        return
    inflation = fit.vif()[: fit.spec.plain]
    high = [j for j in range(len(inflation)) if inflation[j] > HIGH_VIF]
    if high:
        worst = max(high, key=lambda j: inflation[j])
        values: dict[str, Num | str] = {
            "worst": fit.spec.predictors[worst],
            "times": Num(value=float(inflation[worst]) ** 0.5, digits=2),
            "vif": Num(value=float(inflation[worst]), digits=3),
        }
        message = (
            msg(
                "{names} move together, so their separate effects are blurred: the interval of"
                " '{worst}' is {times} times as wide as it would be alone (VIF {vif}).",
                names=[fit.spec.predictors[j] for j in high],
                **values,
            )
            if len(high) > 1
            else msg(
                "The other terms tell most of '{worst}', so its own effect is blurred: its interval"
                " is {times} times as wide as it would be alone (VIF {vif}).",
                **values,
            )
        )
        yield Caution(
            code="collinear",
            message=message,
            fix=msg("Leave one of them out, or combine them. Predictions are hardly affected."),
        )


def _uncertain(fit: Fit, estimates: list[Estimate]) -> Iterator[Caution]:
    """One for the coefficient of all targets that has the fewest digits."""
    worst = min((e for e in estimates if e.terms), key=lambda e: e.digits, default=None)
    if worst is None or worst.digits >= FEW_DIGITS:
        return
    unknown = min(range(len(worst.terms)), key=lambda place: worst.terms[place].digits)
    yield Caution(
        code="ill_conditioned",
        severity="serious" if worst.digits < 3 else "warn",
        message=msg(
            "The predictors are so alike that only about {digits} of {of} digits of the coefficient"
            " of {name} are certain: rounding of the numbers alone may have changed the others.",
            digits=worst.digits,
            of=OF,
            name=coefficient(fit, unknown),
        ),
        fix=msg(
            "Leave out predictors that say nearly the same, or replace one by its difference from"
            " the other. Instead of stored powers of a column choose it as a curved predictor."
        ),
    )


def _few_groups(found: Diagnostics) -> Iterator[Caution]:
    if found.errors == "cluster" and found.groups < FEW_GROUPS:
        yield Caution(
            code="few_groups",
            message=msgn(
                "Only {count} group: errors by group tend to be too small with so few.",
                "Only {count} groups: errors by group tend to be too small with so few.",
                found.groups,
            ),
            fix=msg("Read p-values near the limit as undecided, or add groups."),
        )


def uneven(estimate: Estimate) -> bool:
    """The usual errors were chosen, and the scatter is not the same everywhere."""
    p = estimate.breusch_pagan_p
    return estimate.errors == "classical" and p is not None and p < SMALL_P


def _uneven(estimate: Estimate, *, logged: bool) -> Caution:
    return Caution(
        code="heteroscedastic",
        message=msg(
            "The scatter of '{target}' is not the same everywhere (Breusch–Pagan test,"
            " p = {p}). The usual intervals may be too narrow or too wide.",
            target=estimate.target,
            p=Num(value=estimate.breusch_pagan_p, digits=2),
        ),
        fix=msg(
            "Run it again with robust standard errors (HC3), which the coefficient table already"
            " shows."
        )
        if logged
        else msg(
            "Run it again with robust standard errors (HC3), which the coefficient table already"
            " shows, or model the logarithm of the target."
        ),
    )


def _influence(
    estimate: Estimate, found: Diagnostics, place: int, names: dict[int, str]
) -> Iterator[Caution]:
    strong = [row for row in found.top[place] if row[1] > 1.0][:3]
    for position, cook, leverage, _ in strong:
        yield Caution(
            code="influential",
            message=msg(
                "{row} alone moves the fit of '{target}' strongly (Cook's distance {cook}, leverage"
                " {leverage}).",
                row=row_name(position, names),
                target=estimate.target,
                cook=Num(value=cook, digits=3),
                leverage=Num(value=leverage, digits=3),
            ),
            fix=msg("Check this row; then fit once without it and compare."),
        )


def row_name(position: int, names: dict[int, str]) -> Message:
    """'Row 3' or 'Row 3 (Chile)'."""
    if names.get(position):
        return msg("Row {row} ({name})", row=position + 1, name=names[position])
    return msg("Row {row}", row=position + 1)


def _overfitted(estimate: Estimate) -> Iterator[Caution]:
    r2, predictive = estimate.r2, estimate.predictive_r2
    if r2 is None or predictive is None or r2 - predictive < 0.2:
        return
    yield Caution(
        code="overfit",
        message=msg(
            "On rows it has not seen, the fit of '{target}' explains {predictive} and not {r2} of"
            " the differences.",
            target=estimate.target,
            predictive=Num(value=max(predictive, 0.0), style="percent", decimals=0),
            r2=Num(value=r2, style="percent", decimals=0),
        ),
        fix=msg("Use fewer predictors, or add rows."),
    )
