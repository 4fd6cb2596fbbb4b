"""The traffic lights of a linear fit: what each check found, in plain words, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.linear import verdicts
from apps.engines.builtin.linear.cautions import row_name
from apps.engines.builtin.linear.certificate import OF
from apps.engines.builtin.linear.checks import Checked
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.shape import Spread
from apps.engines.builtin.linear.slots import rows_of, unknowns_of
from apps.engines.builtin.linear.terms.naming import coefficient
from apps.engines.lights import Light, shown, table
from apps.engines.result import Table, Tone

Names = dict[int, str]


def lights_of(
    estimate: Estimate, fit: Fit, found: Diagnostics, place: int, names: Names
) -> list[Light]:
    """All lights of one target, what matters most first."""
    lights = [_rows(estimate)]
    if not found.checks.looked:
        lights.append(_unread())
    elif estimate.df > 0 and not estimate.exact:
        checked = found.checks.targets[place]
        lights += [
            *_line(checked, logged=fit.spec.logged),
            *_scatter(estimate, fit, found, place),
            *_neighbours(fit, found, checked),
            *_normal(estimate, checked, logged=fit.spec.logged),
            *_influence(estimate, fit, found, place, names),
        ]
    lights += [*_overlap(estimate), *_digits(estimate, fit)]
    return [*lights, *_unseen(estimate)]


def block(estimate: Estimate, lights: list[Light]) -> Table:
    return table(
        f"checks:{estimate.target}",
        msg("Checks of the fit of {target}", target=estimate.target),
        lights,
        note=msg(
            "Green: nothing speaks against it. Amber: read with care. Red: do something before"
            " using the answer. With few rows a check finds little, and green proves little."
        ),
    )


def _rows(estimate: Estimate) -> Light:
    values = {
        "rows": rows_of(int(estimate.observations)),
        "unknowns": unknowns_of(len(estimate.terms)),
    }
    check = msg("Enough rows")
    if estimate.df >= verdicts.FEW_DF:
        said = msg("{rows} for {unknowns}: enough to measure the scatter.", **values)
        return Light("rows", "good", check, said, statistic=estimate.df)
    tone: Tone = "bad" if estimate.df < verdicts.HARDLY_ANY_DF else "warn"
    said = msg("{rows} for {unknowns}: hardly anything is left to measure with.", **values)
    fix = msg("Add rows, or take out predictors.")
    return Light("rows", tone, check, said, fix, statistic=estimate.df)


def _unread() -> Light:
    return Light(
        "residuals",
        "neutral",
        msg("Residuals"),
        msg("The residuals were not looked at, which takes a further reading of the table."),
        msg("Run it again with all checks."),
    )


def _line(checked: Checked, *, logged: bool) -> Iterator[Light]:
    bent = checked.reset
    if bent is None:
        return
    tone, check = verdicts.bend(bent), msg("Straight-line form (RESET)")
    if bent.p >= verdicts.SMALL_P:
        said = msg("Squares and cubes of the fitted values explain nothing more.")
    elif tone == "good":
        said = msg("There is a bend, but it explains next to nothing of what is left.")
    else:
        said = msg("The relation bends: squares and cubes of the fitted values explain more.")
    fix = (
        msg("Let a predictor be curved, or add what is missing.")
        if logged
        else msg("Let a predictor be curved, take logarithms, or add what is missing.")
    )
    yield Light("reset", tone, check, said, None if tone == "good" else fix, bent.f, bent.p)


def _scatter(estimate: Estimate, fit: Fit, found: Diagnostics, place: int) -> Iterator[Light]:
    checked = found.checks.targets[place]
    widest = verdicts.widest(estimate, fit, found, place)
    grows = checked.white_short is not None and checked.white_short.grows and not fit.spec.logged
    if estimate.breusch_pagan is not None and estimate.breusch_pagan_p is not None:
        yield _even(
            "breusch_pagan", msg("Even scatter (Breusch–Pagan)"), estimate, widest,
            (estimate.breusch_pagan, estimate.breusch_pagan_p), grows=grows,
        )  # fmt: skip
    tests: tuple[tuple[str, Message, Spread | None], ...] = (
        ("white", msg("Even scatter (White, with squares and products)"), checked.white),
        ("white_short", msg("Even scatter (White, by the fitted values)"), checked.white_short),
    )
    for code, check, test in tests:
        if test is not None:
            figures = (test.statistic, test.p)
            yield _even(code, check, estimate, widest, figures, grows=grows)


def _even(
    code: str, check: Message, estimate: Estimate, widest: float | None,
    figures: tuple[float, float], *, grows: bool,
) -> Light:  # fmt: skip
    statistic, p = figures
    tone = verdicts.scatter(p, estimate, widest)
    fix = None
    if p >= verdicts.SMALL_P:
        said = msg("The scatter is about the same everywhere.")
    elif estimate.errors != "classical":
        said = msg("The scatter differs, which the standard errors chosen allow for.")
    elif tone == "good":
        said = msg("The scatter differs, but robust errors are the same within 5 %.")
    elif grows:
        said = msg("Errors grow with the size of the target.")
        fix = msg("Use robust errors (HC3), or take the logarithm of the target.")
    else:
        said = msg("Errors are larger in some rows than in others.")
        fix = msg("Use robust errors (HC3).")
    return Light(code, tone, check, said, fix, statistic, p)


def _neighbours(fit: Fit, found: Diagnostics, checked: Checked) -> Iterator[Light]:
    check, order = msg("Rows independent (Durbin–Watson)"), found.checks.order
    if found.checks.twice:
        yield Light(
            "durbin_watson", "neutral", check,
            msg("Several rows have the same period, so that none follows another."),
            msg("Choose the column of markets, or one that tells the periods apart."),
        )  # fmt: skip
        return
    serial = checked.serial
    if serial is None:
        return
    tone = verdicts.neighbours(serial)
    fix = None
    if tone == "good" and fit.spec.own_past:
        tone = "neutral"
        said = msg(
            "Nothing found, but with the target's own past among the terms this test hardly sees"
            " anything."
        )
        fix = msg("Compare with errors by group, or with one more earlier period of the target.")
    elif tone == "good":
        said = msg("Neighbouring rows err independently.")
    elif serial.d < 2:
        said = msg("Neighbouring rows err the same way: intervals are too narrow.")
        fix = msg("Use errors by group, or add a trend or the target of the period before.")
    else:
        said = msg("Neighbouring rows err in opposite ways.")
        fix = msg("Look whether rows were doubled, differenced or averaged in turn.")
    if not order.given:
        said = msg(
            "{first} Rows are taken as they stand; it matters where that is their order in time.",
            first=said,
        )
    yield Light("durbin_watson", tone, check, said, fix, serial.d, serial.p)


def _normal(estimate: Estimate, checked: Checked, *, logged: bool) -> Iterator[Light]:
    found = checked.normal
    if found is None:
        return
    tone = verdicts.normal(found, estimate.observations)
    fix = None
    figures = {"skewness": shown(found.skewness), "kurtosis": shown(found.kurtosis)}
    if found.p >= verdicts.SMALL_P:
        said = msg("Residuals are close to normal.")
    elif tone == "good":
        said = msg(
            "Not normal (skewness {skewness}, kurtosis {kurtosis}; normal: 0 and 3). With so many"
            " rows the intervals of the coefficients hold all the same.",
            **figures,
        )
    else:
        said = msg(
            "Not normal (skewness {skewness}, kurtosis {kurtosis}; normal: 0 and 3): intervals,"
            " above all those of new observations, are rough.",
            **figures,
        )
        fix = (
            msg("Look at the Q–Q plot for single rows.")
            if logged
            else msg("Look at the Q–Q plot for single rows; take logarithms if it bends.")
        )
    check = msg("Normal scatter (Jarque–Bera)")
    yield Light("jarque_bera", tone, check, said, fix, found.statistic, found.p)


def _influence(
    estimate: Estimate, fit: Fit, found: Diagnostics, place: int, names: Names
) -> Iterator[Light]:
    top = found.top[place]
    if top and estimate.df >= verdicts.HARDLY_ANY_DF:
        position, cook = top[0][0], top[0][1]
        heavy = cook > verdicts.COOK
        row = row_name(position, names)
        said = (
            msg("{row} alone moves the fit strongly.", row=row)
            if heavy
            else msg("No row alone moves the fit much; {row} does so most.", row=row)
        )
        fix = msg("Check this row; then fit once without it and compare.") if heavy else None
        yield Light(
            "cook", "bad" if heavy else "good", msg("No row decides alone (Cook's distance)"),
            said, fix, cook,
        )  # fmt: skip
    yield from _moved(fit, found, place, names)
    yield _leverage(found)


def _moved(fit: Fit, found: Diagnostics, place: int, names: Names) -> Iterator[Light]:
    moved = found.checks.targets[place].moved
    if not moved:
        return
    position, unknown, size = moved[0]
    values: dict[str, Message | Num | str] = {
        "row": row_name(position, names),
        "name": coefficient(fit, unknown),
        "size": shown(abs(size), 2),
    }
    strong = abs(size) > verdicts.BETAS
    said = (
        msg("{row} moves the coefficient of {name} by {size} standard errors.", **values)
        if strong
        else msg("At most {size} standard errors: {row} and the coefficient of {name}.", **values)
    )
    check = msg("No row decides a coefficient (DFBETAS)")
    fix = msg("Check this row before reading that coefficient.") if strong else None
    yield Light("dfbetas", "warn" if strong else "good", check, said, fix, size)


def _leverage(found: Diagnostics) -> Light:
    most, check = found.max_leverage, msg("No row lies far out (leverage)")
    if most > verdicts.FAR:
        tone: Tone = "bad" if most > verdicts.ALONE else "warn"
        said = msg("One row's predictors lie so far out that the fit nearly passes through it.")
        fix = msg("Check that row, or add similar ones.")
        return Light("leverage", tone, check, said, fix, most)
    return Light("leverage", "good", check, msg("No row fixes the fit by its place."), None, most)


def _overlap(estimate: Estimate) -> Iterator[Light]:
    each = [(term.vif, term.name) for term in estimate.slopes if term.vif is not None]
    if not each or len(estimate.slopes) < 2:
        return
    worst, name = max(each)
    check = msg("Predictors tell apart (VIF)")
    if worst <= verdicts.HIGH_VIF:
        said = msg("No predictor is blurred by the others.")
        yield Light("vif", "good", check, said, None, worst)
        return
    tone: Tone = "bad" if worst > verdicts.EXTREME_VIF else "warn"
    said = msg(
        "The others tell most of {name}: its own effect is blurred. Predictions hardly suffer.",
        name=name,
    )
    fix = msg("Leave out or combine predictors that move together.")
    yield Light("vif", tone, check, said, fix, worst)


def _digits(estimate: Estimate, fit: Fit) -> Iterator[Light]:
    if fit.off is not None:
        return
    check = msg("Digits that rounding leaves (condition number)")
    values = {"digits": estimate.digits, "of": OF}
    tone: Tone = "good" if estimate.digits >= 6 else "bad" if estimate.digits < 3 else "warn"
    said = msg("{digits} of {of} digits are certain in every coefficient.", **values)
    fix = msg("Leave out predictors that say nearly the same.") if tone != "good" else None
    yield Light("condition", tone, check, said, fix, fit.condition)


def _unseen(estimate: Estimate) -> Iterator[Light]:
    r2, predictive = estimate.r2, estimate.predictive_r2
    if r2 is None or predictive is None or estimate.exact:
        return
    check = msg("Holds for rows not seen (predictive R²)")
    values = {
        "predictive": Num(value=max(predictive, 0.0), style="percent", decimals=0),
        "r2": Num(value=r2, style="percent", decimals=0),
    }
    worse = r2 - predictive >= verdicts.OPTIMISM
    if worse:
        said = msg("Rows it has not seen: {predictive} explained, not {r2}.", **values)
    else:
        said = msg("Rows it has not seen: {predictive} explained, of {r2}.", **values)
    tone: Tone = "bad" if predictive < 0 else "warn" if worse else "good"
    fix = msg("Use fewer predictors, or add rows.") if tone != "good" else None
    yield Light("predictive", tone, check, said, fix, predictive)
