"""Tables, tiles and the equation of a linear fit."""

from __future__ import annotations

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.linear.cautions import FEW_DIGITS, row_name
from apps.engines.builtin.linear.certificate import OF
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate, Term
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.slots import ErrorKind
from apps.engines.figures import everyday_decimals, finite, measured, text
from apps.engines.result import Equation, Table, TableColumn, Tile, Tiles

Cell = float | int | str | Message | None


def equation(found: list[Estimate]) -> Equation:
    """One line for each target: ``D = 1.175115 · d − 12.557604``."""
    return Equation(lines=[_line(estimate) for estimate in found])


def _line(estimate: Estimate) -> str:
    parts: list[tuple[float, str]] = [(term.estimate, term.name) for term in estimate.slopes]
    if estimate.intercept:
        parts.append((estimate.terms[0].estimate, ""))
    line = ""
    for place, (value, name) in enumerate(parts):
        body = f"{text(abs(value))} · {name}" if name else text(abs(value))
        if place == 0:
            line = ("−" if value < 0 else "") + body
        else:
            line += (" − " if value < 0 else " + ") + body
    return f"{estimate.target} = {line}"


def tiles(estimate: Estimate, fit: Fit) -> Tiles:
    """How good the fit is, in six figures."""
    scan = fit.scan
    frequency = fit.spec.weight_kind == "frequency" and fit.spec.weights
    used = (
        msgn(
            "{count} row stands for {all}",
            "{count} rows stand for {all}",
            scan.used,
            all=int(fit.observations),
        )
        if frequency
        else msg("{count} left out", count=scan.dropped)
    )
    return Tiles(
        items=[
            Tile(
                label=msg("R²"),
                value=_number(estimate.r2, 6),
                note=msg("share of the differences explained")
                if estimate.intercept
                else msg("measured from zero, not from the mean"),
            ),
            Tile(
                label=msg("Adjusted R²"),
                value=_number(estimate.adjusted_r2, 6),
                note=msg("after paying for each predictor"),
            ),
            Tile(
                label=msg("Predictive R²"),
                value=_number(estimate.predictive_r2, 6),
                note=msg("each row predicted without itself"),
                tone=_tone(estimate),
            ),
            Tile(
                label=msg("Residual SD"),
                value=_spread(estimate.s),
                note=degrees(int(estimate.df)),
            ),
            Tile(label=msg("Rows used"), value=Num(value=scan.used, decimals=0), note=used),
            Tile(
                label=msg("Certain digits"),
                value=msg("{digits} of {of}", digits=estimate.digits, of=OF),
                note=msg("of the coefficient with fewest"),
                tone="neutral" if estimate.digits >= FEW_DIGITS else "warn",
            ),
        ]
    )


def degrees(df: int) -> Message:
    """'on 1 degree of freedom'."""
    return msgn("on {count} degree of freedom", "on {count} degrees of freedom", df)


def _tone(estimate: Estimate) -> str:
    if estimate.predictive_r2 is None:
        return "neutral"
    return "warn" if estimate.predictive_r2 < 0 else "neutral"


def _number(value: float | None, digits: int) -> Num:
    return Num(value=finite(value), digits=digits)


def _spread(s: float | None) -> Num:
    """A standard deviation with four figures, trailing zeros kept: 2.400."""
    return measured(s, s, 4) if s else Num(value=finite(s), digits=4)


def coefficients(estimate: Estimate, *, robust: bool) -> Table:
    """Estimate, standard error, t, p and interval of each unknown."""
    shown = [term.estimate for term in estimate.terms]
    level = Num(value=estimate.confidence, style="percent", digits=6)
    decimals = everyday_decimals(*shown)
    columns = [
        TableColumn(key="term", label=msg("Term")),
        _column("estimate", msg("Estimate"), digits=7, decimals=decimals),
        _column("se", _error_label(estimate.errors)),
        _column("t", msg("t"), help=msg("Estimate divided by its standard error.")),
        _column(
            "p",
            msg("p"),
            digits=3,
            help=msg("How often chance alone would give a t this far from zero."),
        ),
        _column("low", msg("{level} from", level=level)),
        _column("high", msg("{level} to", level=level)),
    ]
    if robust:
        columns.append(
            _column(
                "hc3",
                msg("Robust SE (HC3)"),
                help=msg("Standard error that holds where the scatter is not the same everywhere."),
            )
        )
    columns.append(
        TableColumn(
            key="digits",
            label=msg("Certain digits"),
            kind="integer",
            help=msg(
                "Digits of the estimate that neither the rounding of the computation nor that of"
                " the stored numbers can have changed. A standard error larger than the estimate"
                " counts in its place."
            ),
        )
    )
    if len(estimate.slopes) > 1:
        columns.append(
            _column(
                "vif",
                msg("VIF"),
                digits=4,
                help=msg("Variance inflation: 1 is best, above 10 the effects are blurred."),
            )
        )
    return Table(
        key=f"coefficients:{estimate.target}",
        title=msg("Coefficients of {target}", target=estimate.target),
        columns=columns,
        rows=[_row(term) for term in [*estimate.slopes, *_intercepts(estimate)]],
        note=_certificate(estimate),
    )


def _certificate(estimate: Estimate) -> Message:
    return msgn(
        "About {count} of {of} digits of every estimate is certain: rounding cannot have changed"
        " it.",
        "About {count} of {of} digits of every estimate are certain: rounding cannot have changed"
        " them.",
        estimate.digits,
        of=OF,
    )


def _error_label(errors: ErrorKind) -> Message:
    if errors == "hc1":
        return msg("Robust SE (HC1)")
    if errors == "hc3":
        return msg("Robust SE (HC3)")
    if errors == "cluster":
        return msg("SE by group")
    return msg("Standard error")


def _intercepts(estimate: Estimate) -> list[Term]:
    return [term for term in estimate.terms if not term.name]


def _row(term: Term) -> dict[str, Cell]:
    return {
        "term": term.name or msg("Intercept"),
        "estimate": finite(term.estimate),
        "se": finite(term.se),
        "t": finite(term.t),
        "p": finite(term.p),
        "low": finite(term.low),
        "high": finite(term.high),
        "hc3": finite(term.hc3),
        "vif": finite(term.vif),
        "digits": term.digits,
    }


def anova(estimate: Estimate) -> Table:
    """Sums of squares; F tests all predictors together."""
    model = max(estimate.tss - estimate.rss, 0.0)
    above, below = estimate.df_model, estimate.df
    total = msg("Total") if estimate.intercept else msg("Total (from zero)")
    rows: list[dict[str, Cell]] = [
        {
            "source": msg("Predictors"),
            "df": above,
            "ss": model,
            "ms": model / above if above else None,
            "f": finite(estimate.f),
            "p": finite(estimate.f_p),
        },
        {
            "source": msg("Residuals"),
            "df": int(below),
            "ss": estimate.rss,
            "ms": estimate.rss / below if below > 0 else None,
            "f": None,
            "p": None,
        },
        {
            "source": total,
            "df": int(below) + above,
            "ss": estimate.tss,
            "ms": None,
            "f": None,
            "p": None,
        },
    ]
    return Table(
        key=f"anova:{estimate.target}",
        title=msg("Analysis of variance of {target}", target=estimate.target),
        columns=[
            TableColumn(key="source", label=msg("Source")),
            TableColumn(key="df", label=msg("Degrees of freedom"), kind="integer"),
            _column("ss", msg("Sum of squares")),
            _column("ms", msg("Mean square")),
            _column("f", msg("F"), help=_f_help(estimate.errors)),
            _column("p", msg("p"), digits=3),
        ],
        rows=rows,
    )


def _f_help(errors: ErrorKind) -> Message | None:
    if errors == "classical":
        return None
    return msg("Wald's test with the standard errors chosen: not the ratio of the mean squares.")


def influence(
    estimate: Estimate, found: Diagnostics, place: int, names: dict[int, str]
) -> Table | None:
    """The rows that move the fit most."""
    if not found.top[place]:
        return None
    rows: list[dict[str, Cell]] = [
        {
            "row": row_name(position, names),
            "cook": finite(cook),
            "leverage": finite(leverage),
            "standardized": finite(standardized),
        }
        for position, cook, leverage, standardized in found.top[place]
    ]
    return Table(
        key=f"influence:{estimate.target}",
        title=msg("Rows that move the fit of {target} most", target=estimate.target),
        columns=[
            TableColumn(key="row", label=msg("Row")),
            _column("cook", msg("Cook's distance"), digits=4),
            _column("leverage", msg("Leverage"), digits=4),
            _column("standardized", msg("Standardized residual"), digits=4),
        ],
        rows=rows,
    )


def _column(
    key: str,
    label: Message,
    *,
    digits: int = 6,
    decimals: int | None = None,
    help: Message | None = None,
) -> TableColumn:
    return TableColumn(
        key=key, label=label, kind="number", digits=digits, decimals=decimals, help=help
    )
