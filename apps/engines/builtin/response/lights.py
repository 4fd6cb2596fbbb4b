"""What the model takes for granted, each with its test and whether it holds here."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Message, msg
from apps.engines.builtin.response.cells import Cell, number
from apps.engines.builtin.response.instruments import WEAK
from apps.engines.builtin.response.study import Study
from apps.engines.figures import finite
from apps.engines.result import Table, TableColumn

SMALL_P = 0.05
FAR = 4.0
Row = dict[str, Cell]


def lights(study: Study) -> Table:
    """One line for each assumption that can be tested."""
    return Table(
        key="assumptions",
        title=msg("What the model takes for granted"),
        columns=[
            TableColumn(key="what", label=msg("Assumption")),
            TableColumn(key="test", label=msg("Test")),
            number("statistic", msg("Statistic"), digits=4),
            number("p", msg("p"), digits=3),
            TableColumn(key="light", label=msg("Here")),
        ],
        rows=[*_form(study), *_scatter(study), *_instruments(study)],
        note=msg("Holds: the test finds nothing against it, which is no proof that it is so."),
    )


def _row(what: Message, test: Message, statistic: float, p: float | None, light: Message) -> Row:
    return {
        "what": what, "test": test, "statistic": finite(statistic), "p": finite(p), "light": light,
    }  # fmt: skip


def _by_p(p: float, otherwise: Message) -> Message:
    return otherwise if p < SMALL_P else msg("● holds")


def _form(study: Study) -> Iterator[Row]:
    found = study.checks
    if found.curved is not None:
        f, p = found.curved
        yield _row(
            msg("The form of the curve"), msg("RESET"), f, p,
            _by_p(p, msg("▲ try another demand curve")),
        )  # fmt: skip
    yield _row(
        msg("No row is far off"), msg("Largest residual, in standard deviations"), found.largest,
        None, msg("▲ look at that row") if found.largest > FAR else msg("● holds"),
    )  # fmt: skip


def _scatter(study: Study) -> Iterator[Row]:
    found, robust = study.checks, study.scatter.kind != "classical"
    if found.uneven is not None:
        lm, even = found.uneven
        met = msg("● met by the errors chosen") if robust else msg("▲ choose robust errors")
        yield _row(msg("Even scatter"), msg("Breusch-Pagan (Koenker)"), lm, even, _by_p(even, met))
    if found.durbin_watson is not None:
        linked = study.scatter.kind in ("hac", "cluster")
        met = msg("● met by the errors chosen") if linked else msg("▲ choose errors over periods")
        p = found.repeats[1] if found.repeats else None
        yield _row(
            msg("Periods do not repeat each other"),
            msg("Durbin-Watson; p of the lag-one regression"),
            found.durbin_watson,
            p,
            msg("not tested") if p is None else _by_p(p, met),
        )


def _instruments(study: Study) -> Iterator[Row]:
    two = study.two_stage
    if two is None:
        if study.design.priced:
            yield _row(
                msg("The price does not follow demand"), msg("cannot be tested"), float("nan"),
                None, msg("▲ taken on trust"),
            )  # fmt: skip
        return
    yield _row(
        msg("Instruments move the price"), msg("Effective F of the first stage"), two.first_f, None,
        msg("■ weak: below {least}", least=int(WEAK)) if two.weak else msg("● strong enough"),
    )  # fmt: skip
    yield _row(
        msg("The price does not follow demand"), two.exogenous.name, two.exogenous.statistic,
        two.exogenous.p,
        msg("● it does, and the instruments allow for it")
        if two.exogenous.p < SMALL_P
        else msg("● no sign of it: least squares would do"),
    )  # fmt: skip
    for one in two.over:
        yield _row(
            msg("Instruments agree with each other"), one.name, one.statistic, one.p,
            _by_p(one.p, msg("■ one of them moves demand itself")),
        )  # fmt: skip
    if not two.over:
        yield _row(
            msg("Instruments do not move demand"), msg("cannot be tested"), float("nan"), None,
            msg("▲ taken on trust"),
        )  # fmt: skip
