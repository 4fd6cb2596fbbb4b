"""The result of a fit that a formula asked for: what its terms say, tests of whole terms, slopes by
level, curves, and what was left out for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.linear.diagnostics import Diagnostics
from apps.engines.builtin.linear.estimate import Estimate
from apps.engines.builtin.linear.fit import Fit
from apps.engines.builtin.linear.slots import rows_of
from apps.engines.builtin.linear.terms import words
from apps.engines.builtin.linear.terms.contrasts import coded
from apps.engines.builtin.linear.terms.curve_charts import curves
from apps.engines.builtin.linear.terms.design import Design
from apps.engines.builtin.linear.terms.joint import Joint, by_level, joints, slopes
from apps.engines.builtin.linear.terms.tree import Category
from apps.engines.builtin.linear.terms.wording import formula_text, shown, term_text
from apps.engines.figures import finite
from apps.engines.result import AnyBlock, Equation, Result, Table, TableColumn, Text
from apps.engines.result import Warning as Caution

FEW_ROWS = 5
LISTED = 12
MOST_COLUMNS = 40  # of an equation that is written out
CHARTED_TARGETS = 5


def dressed(
    whole: Result, fit: Fit, found: Diagnostics, estimates: list[Estimate], smear: Sequence[float],
    units: Mapping[str, str],
) -> Result:  # fmt: skip
    """``whole`` with what the formula adds to it. ``units`` are those of the columns."""
    design = fit.spec.design
    assert design is not None  # noqa: S101 - for the type checker
    tests = [
        joints(design, fit, found, place, estimate) for place, estimate in enumerate(estimates)
    ]
    answers = {
        estimate.target: words.headline(design, estimate, each)
        for estimate, each in zip(estimates, tests, strict=True)
    }
    headline = answers[estimates[0].target]
    if len(estimates) > 1:
        others = [estimate.target for estimate in estimates[1:]]
        headline = msg("{first} Below: also {others}.", first=headline, others=others)
    blocks = [_retold(block, answers) for block in whole.blocks if not _replaced(block, design)]
    after = next(
        (place for place, block in enumerate(blocks) if not isinstance(block, (Equation, Text))), 0
    )
    added: list[AnyBlock] = [_formula(design, fit, estimates, smear)]
    for estimate, each in zip(estimates, tests, strict=True):
        said = words.each(design, estimate, each)
        if said:
            heading = msg("What goes with {target}", target=estimate.target)
            added.append(Text(heading=heading, paragraphs=said))
    added += _cautions(design, fit)
    last = list(_details(design, fit, found, estimates, tests, units))
    return whole.model_copy(
        update={
            "headline": headline,
            "blocks": [*blocks[:after], *added, *blocks[after:], *last],
            "summary": {**whole.summary, **_summary(design, fit, tests, smear)},
        }
    )


def _replaced(block: AnyBlock, design: Design) -> bool:
    """Sentences that know nothing of logarithms and crossings, and equations nobody can read."""
    if isinstance(block, Equation):
        return len(design.made) > MOST_COLUMNS
    heading = block.heading if isinstance(block, Text) else None
    return heading is not None and heading.text == "What goes with {target}"


def _retold(block: AnyBlock, answers: Mapping[str, Message]) -> AnyBlock:
    """The answer below the name of one of several targets, in the words of terms."""
    if not isinstance(block, Text) or block.heading is None or block.heading.text != "{target}":
        return block
    answer = answers[str(block.heading.values["target"])]
    return block.model_copy(update={"paragraphs": [answer]})


def _formula(design: Design, fit: Fit, estimates: list[Estimate], smear: Sequence[float]) -> Text:
    """The formula as it was understood, with what it leaves unsaid."""
    said = [msg("Formula: {formula}", formula=formula_text(design.formula))]
    every = {
        factor for term in coded(design.formula) for piece in term for factor, full in piece if full
    }
    said += [
        msg("{name} is a category; each of its levels has a coefficient of its own.",
            name=one.column)
        if one in every
        else msg("{name} is a category; its levels are compared with '{baseline}'.",
                 name=one.column, baseline=one.baseline)
        for one in design.formula.categories()
    ]  # fmt: skip
    if design.facts.step:
        said.append(
            msg(
                "One period is {step} of the column of periods; where that period is not in the"
                " table, no other takes its place.",
                step=step_words(design.facts.step),
            )
        )
    for source, factor in zip(fit.spec.sources, smear, strict=False):
        said.append(
            msg(
                "The logarithm of {target} is modelled. Predictions come in its own units: the"
                " point is the median; the mean is {factor} times as large (Duan's smearing"
                " factor).",
                target=source,
                factor=Num(value=factor, digits=4),
            )
        )
    return Text(heading=msg("The model"), paragraphs=said)


def step_words(step: str) -> Message:
    """'3 month' in the reader's language."""
    number, _, unit = step.partition(" ")
    count = int(number)
    named = {
        "hour": msgn("{count} hour", "{count} hours", count),
        "day": msgn("{count} day", "{count} days", count),
        "workday": msgn("{count} working day", "{count} working days", count),
        "week": msgn("{count} week", "{count} weeks", count),
        "month": msgn("{count} month", "{count} months", count),
        "quarter": msgn("{count} quarter", "{count} quarters", count),
        "half": msgn("{count} half-year", "{count} half-years", count),
        "year": msgn("{count} year", "{count} years", count),
    }
    return named.get(unit, msg("{count}", count=count))


def _cautions(design: Design, fit: Fit) -> Iterator[Caution]:
    early = fit.scan.dropped_early
    if early:
        yield Caution(
            code="no_past",
            severity="info" if early < 0.2 * fit.scan.rows else "warn",
            message=msgn(
                "{count} of {rows} was left out: the earlier period that the formula asks for is"
                " not in the table.",
                "{count} of {rows} were left out: the earlier period that the formula asks for is"
                " not in the table.",
                early,
                rows=rows_of(fit.scan.rows),
            ),
            fix=msg("First periods of a market have no past; for gaps, add the missing rows."),
        )
    for name, levels in design.facts.dropped.items():
        yield Caution(
            code="lost_levels",
            message=msg(
                "Levels of '{name}' without a row that could be used: {levels}. Nothing is known of"
                " them.",
                name=name,
                levels=levels[:LISTED],
            ),
        )
    for given in design.facts.given:
        rare = [
            level
            for level, count in zip(given.levels or (), given.counts, strict=True)
            if count < FEW_ROWS
        ]
        if rare:
            yield Caution(
                code="rare_levels",
                message=msg(
                    "Levels of '{name}' with fewer than {count} rows: {levels}. Their coefficients"
                    " rest on these rows alone.",
                    name=given.column,
                    count=FEW_ROWS,
                    levels=rare[:LISTED],
                ),
                fix=msg("Put rare levels together in a new column, or add rows."),
            )


def _details(
    design: Design,
    fit: Fit,
    found: Diagnostics,
    estimates: list[Estimate],
    tests: list[list[Joint]],
    units: Mapping[str, str],
) -> Iterator[AnyBlock]:
    for place, estimate in enumerate(estimates):
        yield _terms(design, estimate, tests[place])
        for number, category in by_level(design):
            yield _slopes(design, fit, found, place, estimate, number, category)
        if place < CHARTED_TARGETS:
            yield from curves(design, fit, found, place, estimate, units)


def _terms(design: Design, estimate: Estimate, tests: list[Joint]) -> Table:
    return Table(
        key=f"terms:{estimate.target}",
        title=msg("Tests of the terms of {target}", target=estimate.target),
        columns=[
            TableColumn(key="term", label=msg("Term")),
            TableColumn(key="df", label=msg("Coefficients"), kind="integer"),
            TableColumn(key="f", label=msg("F"), kind="number", digits=6),
            TableColumn(key="p", label=msg("p"), kind="number", digits=3),
        ],
        rows=[
            {
                "term": term_text(design.formula.terms[one.term]),
                "df": one.df,
                "f": finite(one.f),
                "p": finite(one.p),
            }
            for one in tests
        ],
        note=msg(
            "Each term against the model without it (Wald's test by the standard errors chosen). Of"
            " a term that others cross, the test holds where those are zero or at their baseline."
        ),
    )


def _slopes(
    design: Design,
    fit: Fit,
    found: Diagnostics,
    place: int,
    estimate: Estimate,
    number: object,
    category: Category,
) -> Table:
    level = Num(value=estimate.confidence, style="percent", digits=6)
    each = slopes(design, fit, found, place, estimate, number, category)  # type: ignore[arg-type]
    name = shown(number)  # type: ignore[arg-type]
    return Table(
        key=f"slopes:{estimate.target}:{name}:{category.column}",
        title=msg(
            "Slope of {target} along {name} in each level of {category}",
            target=estimate.target, name=name, category=category.column,
        ),
        columns=[
            TableColumn(key="level", label=_plain(category.column)),
            TableColumn(key="slope", label=msg("Slope"), kind="number", digits=6),
            TableColumn(key="low", label=msg("{level} from", level=level), kind="number", digits=6),
            TableColumn(key="high", label=msg("{level} to", level=level), kind="number", digits=6),
        ],
        rows=[
            {
                "level": one.level, "slope": finite(one.estimate),
                "low": finite(one.low), "high": finite(one.high),
            }
            for one in each
        ],
    )  # fmt: skip


def _plain(text: str) -> Message:
    return msg("{name}", name=text)


def _summary(
    design: Design, fit: Fit, tests: list[list[Joint]], smear: Sequence[float]
) -> dict[str, object]:
    """For machines."""
    return {
        "formula": formula_text(design.formula),
        "dropped_without_past": fit.scan.dropped_early,
        "smearing": [finite(factor) for factor in smear],
        "baselines": {one.column: one.baseline for one in design.formula.categories()},
        "terms": [
            [
                {
                    "term": term_text(design.formula.terms[one.term]),
                    "df": one.df,
                    "f": finite(one.f),
                    "p": finite(one.p),
                }
                for one in each
            ]
            for each in tests
        ],
    }
