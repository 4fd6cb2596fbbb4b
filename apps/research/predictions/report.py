"""The register in words, tables and charts: whether intervals hold what they promise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.figures import percent
from apps.engines.result import (
    AnyBlock,
    Result,
    Table,
    TableColumn,
    Text,
    Tile,
    Tiles,
    Warning,
)
from apps.jobs.domain import queries
from apps.research.predictions.charts import charts
from apps.research.predictions.coverage import MOST, Group, Row, Standing, group_of, groups

MOST_LINES = 100
NO_MARKET = msg("No market")


def result(rows: Sequence[Row], stand: Standing) -> Result:
    """Everything that the page shows above the list. ``rows`` are those that count."""
    blocks: list[AnyBlock] = [tiles(stand)]
    if rows:
        blocks += warnings(rows)
        blocks += charts(rows)
        blocks += tables(rows)
        blocks.append(Text(heading=msg("How this is counted"), paragraphs=list(_method(rows))))
    return Result(headline=headline(rows, stand), blocks=blocks)


def promise(rows: Sequence[Row]) -> Num:
    """The level, or the mean of several."""
    level = sum(row.level for row in rows) / len(rows)
    return percent(level, 0 if abs(level * 100 - round(level * 100)) < 0.05 else 1)


def headline(rows: Sequence[Row], stand: Standing) -> Message:
    """How many intervals held, how sure that is, and whether it is what was promised."""
    if not rows:
        return _nothing_yet(stand)
    whole = group_of(None, rows)
    share = whole.share
    values: dict[str, Any] = {
        "held": share.held, "level": promise(rows), "share": percent(share.share),
        "low": percent(share.low), "high": percent(share.high),
        "verdict": VERDICTS[share.verdict(whole.promised)],
    }  # fmt: skip
    if len({row.level for row in rows}) == 1:
        return msgn(
            "Of {count} prediction whose actual value is known, {held} lay inside its {level}"
            " interval: {share}, between {low} and {high}. {verdict}",
            "Of {count} predictions whose actual value is known, {held} lay inside their {level}"
            " interval: {share}, between {low} and {high}. {verdict}",
            share.count,
            **values,
        )
    return msgn(
        "Of {count} prediction whose actual value is known, {held} lay inside its interval:"
        " {share}, between {low} and {high}; {level} was promised. {verdict}",
        "Of {count} predictions whose actual value is known, {held} lay inside their intervals:"
        " {share}, between {low} and {high}; {level} was promised on average. {verdict}",
        share.count,
        **values,
    )


VERDICTS = {
    "as_promised": msg("That agrees with what was promised."),
    "fewer": msg("That is less than was promised: the intervals are too narrow."),
    "more": msg("That is more than was promised: the intervals are wider than they need be."),
}


def _nothing_yet(stand: Standing) -> Message:
    if stand.overdue:
        return msgn(
            "No prediction is scored yet. The period of {count} is over: bring in the data with its"
            " actual value, or enter it.",
            "No prediction is scored yet. The periods of {count} are over: bring in the data with"
            " their actual values, or enter them.",
            stand.overdue,
        )
    return msgn(
        "{count} prediction is kept. It is scored when its actual value arrives.",
        "{count} predictions are kept. They are scored when their actual values arrive.",
        stand.all,
    )


def tiles(stand: Standing) -> Tiles:
    """What is not in the headline."""
    items = [
        Tile(label=msg("Waiting for their period to end"), value=Num(value=stand.waiting)),
        Tile(
            label=msg("Overdue"),
            value=Num(value=stand.overdue),
            note=msg("The period is over, the actual value is not known."),
            tone="warn" if stand.overdue else "neutral",
        ),
        Tile(
            label=msg("Made with hindsight"),
            value=Num(value=stand.hindsight),
            note=msg("The actual value was in the data already: not counted."),
        ),
    ]
    if stand.means:
        items.append(
            Tile(
                label=msg("Of expected values"),
                value=Num(value=stand.means),
                note=msg("Their intervals promise nothing of single values: not counted."),
            )
        )
    if stand.unchecked:
        items.append(
            Tile(
                label=msg("Not checked for hindsight yet"),
                value=Num(value=stand.unchecked),
                note=msg("Not counted until then."),
            )
        )
    return Tiles(items=items)


def warnings(rows: Sequence[Row]) -> Iterator[Warning]:
    """Why the interval of the share may be too narrow."""
    places = len({row.place for row in rows})
    series = len({(row.run, row.market) for row in rows})
    if places < len(rows):
        yield Warning(
            code="repeated",
            message=msg(
                "These {count} predictions are of {places} actual values only: the same value was"
                " predicted several times. They are not independent, so the share is less certain"
                " than its interval says.",
                count=len(rows), places=places,
            ),
        )  # fmt: skip
    elif series < len(rows):
        yield Warning(
            code="dependent",
            severity="info",
            message=msg(
                "Several predictions are of one market by one run ({count} predictions, {series}"
                " series): where one is off, the next often is too. They are not independent, so"
                " the share is less certain than its interval says.",
                count=len(rows), series=series,
            ),
        )  # fmt: skip
    if len(rows) == MOST:
        yield Warning(
            code="newest",
            severity="info",
            message=msg("Counted are the {count} predictions that were scored last.", count=MOST),
        )


def tables(rows: Sequence[Row]) -> Iterator[Table]:
    """By level, engine, person, market and distance."""
    yield table("level", msg("By promised share"), msg("Promised"), rows, _level)
    yield table("engine", msg("By engine"), msg("Engine"), rows, _engine)
    yield table("person", msg("By who kept them"), msg("Person"), rows, _person)
    if any(row.market for row in rows):
        yield table("market", msg("By market"), msg("Market"), rows, _market)
    if any(row.ahead for row in rows):
        ahead = [row for row in rows if row.ahead]
        yield table("ahead", msg("By distance"), msg("Periods ahead"), ahead, _ahead)


def _level(row: Row) -> str:
    return f"{100 * row.level:.4g}%"


def _engine(row: Row) -> str:
    return row.engine


def _person(row: Row) -> str:
    return row.person or row.address or ""


def _market(row: Row) -> str:
    return row.market


def _ahead(row: Row) -> int:
    return row.ahead or 0


def table(
    key: str,
    title: Message,
    head: Message,
    rows: Sequence[Row],
    by: Callable[[Row], Any],
) -> Table:
    """One line for each group, the largest first; distances in their order."""
    found = groups(rows, by)
    if key == "ahead":
        found.sort(key=lambda group: int(group.name))
    scaled = any(group.scaled_error is not None for group in found)
    columns = [
        TableColumn(key="name", label=head, kind="integer" if key == "ahead" else "text"),
        TableColumn(key="count", label=msg("Count"), kind="integer"),
        TableColumn(key="share", label=msg("Inside"), kind="percent", decimals=0),
        TableColumn(key="low", label=msg("95% from"), kind="percent", decimals=0),
        TableColumn(key="high", label=msg("95% to"), kind="percent", decimals=0),
        TableColumn(key="promised", label=msg("Promised"), kind="percent", decimals=0),
    ]
    if key == "level":
        columns.pop()
    if scaled:
        columns += [
            TableColumn(key="scaled_error", kind="number", label=msg("Scaled error"), digits=3),
            TableColumn(
                key="against_naive", kind="number", label=msg("Error against naive"), digits=3
            ),
            TableColumn(key="width", kind="number", label=msg("Scaled width"), digits=3),
            TableColumn(key="score", kind="number", label=msg("Scaled interval score"), digits=3),
        ]
    return Table(
        key=f"by-{key}",
        title=title,
        columns=columns,
        rows=[_line(key, group) for group in found[:MOST_LINES]],
        note=msg("The largest {shown} of {all}.", shown=MOST_LINES, all=len(found))
        if len(found) > MOST_LINES
        else None,
    )


def _line(key: str, group: Group) -> dict[str, float | int | str | Message | None]:
    return {
        "name": _named(key, group.name),
        "count": group.share.count,
        "share": group.share.share,
        "low": group.share.low,
        "high": group.share.high,
        "promised": group.promised,
        "scaled_error": group.scaled_error,
        "against_naive": group.against_naive,
        "width": group.width,
        "score": group.score,
    }


def _named(key: str, name: Any) -> str | int | Message:
    if key == "engine":
        return queries.engine_label(name)
    if key == "person" and not name:
        return msg("Somebody who has left")
    if key == "market" and not name:
        return NO_MARKET
    return name if isinstance(name, int) else str(name)


def _method(rows: Sequence[Row]) -> Iterator[Message]:
    yield msg(
        "A prediction counts if it was kept before its actual value was in the data. The interval"
        " of the share is Clopper and Pearson's at 95%; it agrees with the promise where it holds"
        " the promised share."
    )
    if any(row.scale for row in rows):
        yield msg(
            "Scaled figures are in errors of the naive forecast in the past known then: a scaled"
            " error below 1 is smaller than those. 'Error against naive' is the mean error over"
            " that of the naive forecast of the same values. The interval score (Winkler; Gneiting"
            " and Raftery 2007) is the width, and a penalty for what lies outside: smaller is"
            " better."
        )
