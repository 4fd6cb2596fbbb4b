"""The table as markets and periods, with the release of each. In a job's child only."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from apps.core.messages import clipped, msg
from apps.engines import periods
from apps.engines.builtin.release_effect import counting, releases
from apps.engines.builtin.release_effect.glm import Bools, Family, Floats
from apps.engines.builtin.release_effect.inference import Cells
from apps.engines.builtin.release_effect.noise import NDArrayInt
from apps.engines.builtin.release_effect.params import ReleaseParams
from apps.engines.builtin.series import check_finite, one_of
from apps.engines.contract import Context, InputTable, Refusal
from apps.engines.periods import Timeline

NEVER = 10**6
MOST_MARKETS, MOST_PERIODS, MOST_CELLS = 200, 300, 6000


@dataclass
class Panel:
    """``release`` (m,) is the place of the first period with it, :data:`NEVER` for markets without
    one; ``kept`` (n,) are the cells that take part, ``relative`` (n,) how
    many periods each is after its market's release.
    """

    cells: Cells
    markets: list[str]
    line: Timeline
    release: NDArrayInt
    within: list[str]
    kept: Bools
    value: str
    unit: str
    counted: bool
    shared: bool
    rows: int
    dropped: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    cut: list[str] = field(default_factory=list)

    @property
    def relative(self) -> NDArrayInt:
        """(n,) periods since the release; far below zero without one."""
        return np.asarray(self.cells.time - self.release[self.cells.market])

    @property
    def released(self) -> list[int]:
        """Codes of markets with a cell after the release."""
        return np.unique(self.cells.market[self.cells.post & self.kept]).tolist()

    @property
    def season(self) -> int:
        """Periods in the usual season; 1 for none."""
        return self.line.season


def read(ctx: Context, table: InputTable, params: ReleaseParams) -> Panel:
    """:class:`Refusal` says what is wrong with the table and where."""
    if table.rows == 0:
        raise Refusal(msg("The table has no rows."), fix=msg("Upload rows first."), field="data")
    ctx.check_cancelled()
    ctx.progress(0, 4, msg("Reading the rows"))
    raw = _raw(table, params)
    names = sorted(set(raw.names))
    if len(names) > MOST_MARKETS:
        raise Refusal(
            msg("{count} markets are more than {most}.", count=len(names), most=MOST_MARKETS),
            fix=msg("Choose another column of markets, or fewer of them."),
            field="data.market",
        )
    made = (
        counting.records(raw, params)
        if raw.value is None
        else counting.values(raw, raw.value, params)
    )
    dates = _dates(table, raw, params, names)
    return _panel(raw, made, dates, params)


def _raw(table: InputTable, params: ReleaseParams) -> counting.Raw:
    roles = table.roles
    period = one_of(roles, "period")
    if not period:
        raise Refusal(msg("Choose a column of periods."), field="data.period")
    market, topic = one_of(roles, "market"), one_of(roles, "topic")
    every = range(table.rows)
    texts = table.texts(period, every)
    names = [text.strip() for text in table.texts(market, every)] if market else [""] * table.rows
    figures: dict[str, Floats] = {}
    for role in ("value", "exposure"):
        name = one_of(roles, role)
        if name:
            figures[role] = np.asarray(table.numbers([name]), dtype=np.float64)[:, 0]
            check_finite(figures[role], name, f"data.{role}")
            _not_negative(figures[role], name, role, params)
    blank = {period: np.array([not text.strip() for text in texts])}
    if market:
        blank[market] = np.array([not name for name in names])
    for role, numbers in figures.items():
        blank[one_of(roles, role)] = np.isnan(numbers)
    gone = np.logical_or.reduce(list(blank.values()))
    if gone.all():
        raise Refusal(
            msg("No row has all that is needed: {names}.", names=list(blank)),
            fix=msg("Choose other columns, or fill in the values."),
            field="data",
        )
    kept = np.flatnonzero(~gone).tolist()
    topics = table.texts(topic, every) if topic else []
    return counting.Raw(
        names=[names[row] for row in kept],
        texts=[texts[row] for row in kept],
        rows=kept,
        value=figures["value"][kept] if "value" in figures else None,
        exposure=figures["exposure"][kept] if "exposure" in figures else None,
        topics=[topics[row].strip() for row in kept] if topic else None,
        period=period,
        market=market,
        name=one_of(roles, "value"),
        unit=next((one.unit for one in table.columns if one.name == one_of(roles, "value")), ""),
        total=table.rows,
        dropped={name: int(mask.sum()) for name, mask in blank.items() if mask.any()},
    )


def _not_negative(values: Floats, name: str, role: str, params: ReleaseParams) -> None:
    if role == "value" and params.outcome == "mean":
        return
    bad = np.flatnonzero(values < 0)
    if len(bad):
        raise Refusal(
            msg(
                "Row {row} of column '{name}' is {value}: a count is not negative.",
                row=int(bad[0]) + 1, name=name, value=float(values[bad[0]]),
            ),
            fix=msg("Correct the value, or choose that the value is a mean.")
            if role == "value"
            else msg("Correct the value, or leave it empty."),
            field=f"data.{role}",
        )  # fmt: skip


def _dates(
    table: InputTable, raw: counting.Raw, params: ReleaseParams, names: list[str]
) -> dict[str, periods.Period]:
    column = one_of(table.roles, "release")
    if column and params.release:
        raise Refusal(
            msg("The release is given twice: as a column and as a date."),
            fix=msg("Empty one of them."),
            field="release",
        )
    if column:
        cells = table.texts(column, raw.rows)
        found = releases.in_column(zip(raw.names, cells, strict=True), column)
    else:
        found = releases.typed(params.release, names) if params.release else {}
    if not found:
        raise Refusal(
            msg("When was the release?"),
            fix=msg("Give its date, or choose a column that has it."),
            field="data.release" if column else "release",
        )
    return found


def _panel(
    raw: counting.Raw,
    made: counting.Made,
    dates: dict[str, periods.Period],
    params: ReleaseParams,
) -> Panel:
    line, names = made.line, made.names
    _check_size(made)
    release = np.full(len(names), NEVER, dtype=np.int64)
    within: list[str] = []
    inner = np.zeros(len(names), bool)
    field = "release" if params.release else "data.release"
    last = np.array([made.time[made.market == code].max() for code in range(len(names))])
    first = np.array([made.time[made.market == code].min() for code in range(len(names))])
    for code, name in enumerate(names):
        if name in dates:
            release[code], inner[code] = releases.placed(dates[name], line, int(last.max()), field)
            if inner[code]:
                within.append(name)
    _check(names, (release, first, last), dates, field)
    relative = made.time - release[made.market]
    early = params.anticipation + inner[made.market]
    kept = (relative < -early) | (relative >= params.transition)
    cells = Cells(
        Family(params.outcome == "count"), made.y, made.e, made.market, made.time, relative >= 0
    )
    return Panel(
        cells=cells, markets=names, line=line, release=release, within=within, kept=kept,
        value=raw.name or params.topic, unit=raw.unit, counted=raw.value is None,
        shared=made.shared, rows=raw.total, dropped=raw.dropped,
        left_out=raw.total - len(raw.rows), cut=made.cut,
    )  # fmt: skip


def _check_size(made: counting.Made) -> None:
    count = int(made.time.max() - made.time.min()) + 1
    if count > MOST_PERIODS or len(made.y) > MOST_CELLS:
        raise Refusal(
            msg(
                "{count} periods of {markets} markets are more than can be compared: {most} periods"
                " and {cells} cells at most.",
                count=count, markets=len(made.names), most=MOST_PERIODS, cells=MOST_CELLS,
            ),
            fix=msg("Count by longer periods, or take those about the release."),
            field="data.period",
        )  # fmt: skip


def _check(
    names: list[str],
    places: tuple[NDArrayInt, NDArrayInt, NDArrayInt],
    dates: dict[str, periods.Period],
    field: str,
) -> None:
    release, first, last = places
    within = release <= last
    if not within.any():
        raise Refusal(
            msg("No market has a period after its release yet."),
            fix=msg("Check the date ({date}), or wait for periods after it.",
                    date=str(next(iter(dates.values())))),
            field=field,
        )  # fmt: skip
    if (release[within] <= first[within]).all():
        code = int(np.flatnonzero(within)[0])
        shown, date = clipped(names[code]), str(dates[names[code]])
        raise Refusal(
            msg("{market} has no period before its release ({date}).", market=shown, date=date)
            if shown
            else msg("There is no period before the release ({date}).", date=date),
            fix=msg("Add earlier periods: an effect is told by what was before."),
            field=field,
        )
