"""What a report says beside the figures themselves: how they hold where texts are written
otherwise, and against the model that serves now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from apps.core.messages import Message, msg, msgn
from apps.engines.builtin.text.beside import Beside
from apps.engines.builtin.text.cautions import caution
from apps.engines.builtin.text.facts import E, Facts
from apps.engines.builtin.text.figures import gain_tone, numbers, percent, points
from apps.engines.builtin.text.paired import Gap
from apps.engines.builtin.text.shaking import Shaken, Way
from apps.engines.builtin.text.tables import percent_column
from apps.engines.result import Table, TableColumn, Tile
from apps.engines.result import Warning as Caution

FRAGILE = 0.03  # share of right answers that is lost for certain, from which on it is warned of
HARD: tuple[Way, ...] = ("typos", "half")  # nobody writes so: shown, and not warned of
FEW = 30  # rows that both were asked, below which a comparison says next to nothing
WAYS: Mapping[Way, Message] = {
    "lower": msg("All small letters"),
    "upper": msg("All capital letters"),
    "typo": msg("One typing mistake"),
    "typos": msg("A typing mistake in every word"),
    "half": msg("Only the first half"),
}


def tiles(facts: Facts[E]) -> Iterator[Tile]:
    """The gain over the other model, where there is one."""
    found = facts.beside
    if found is None or found.gap is None:
        return
    by = found.gap.by
    yield Tile(
        label=msg("Gain over the model that serves"),
        value=msg("{points} points", points=points(by.value)),
        note=msg(
            "95% interval {low} to {high}; {mine} against {other}",
            low=points(by.low),
            high=points(by.high),
            mine=percent(found.mine),
            other=percent(found.other),
        ),
        tone=gain_tone(by),
    )


def tables(facts: Facts[E]) -> Iterator[Table]:
    """Written otherwise, and beside the other model."""
    if facts.shaken:
        yield _shaken(facts.shaken)
    if facts.beside is not None and facts.beside.gap is not None:
        yield _beside(facts.beside, facts.beside.gap)


def cautions(facts: Facts[E]) -> Iterator[Caution]:
    """What breaks easily, and what the other model is better at."""
    for one in facts.shaken:
        if one.way not in HARD and -one.gap.by.high > FRAGILE:
            yield caution(
                f"fragile_{one.way}",
                msg(
                    "Written otherwise ({way}), {points} points fewer of the test texts are"
                    " answered rightly.",
                    way=WAYS[one.way],
                    points=points(-one.gap.by.value),
                ),
                msg("Add texts that are written like this, if people write so."),
            )
    if facts.beside is not None:
        yield from _compared(facts.beside)


def summary(facts: Facts[E]) -> dict[str, Any]:
    """The same for machines."""
    found = facts.beside
    return {
        "robustness": [
            {
                "way": one.way,
                "rows": one.rows,
                "changed": one.changed,
                "before": one.before,
                "difference": numbers(one.gap.by),
                "p": one.p,
            }
            for one in facts.shaken
        ],
        "beside_serving": None
        if found is None
        else {
            "rows": found.rows,
            "left_out_as_known": found.known,
            "unknown_classes": found.strange,
            "this": found.mine,
            "serving": found.other,
            "difference": numbers(found.gap.by) if found.gap else None,
            "p": found.gap.p if found.gap else None,
        },
    }


def _difference() -> list[TableColumn]:
    return [
        TableColumn(key="gap", label=msg("Difference, points"), kind="number", decimals=1),
        TableColumn(key="interval", label=msg("95% interval")),
        TableColumn(key="p", label=msg("p"), kind="number", digits=2),
    ]


def _gap(gap: Gap, p: float) -> dict[str, Any]:
    low, high = points(gap.by.low), points(gap.by.high)
    interval = msg("{low} to {high}", low=low, high=high)
    return {"gap": points(gap.by.value).value, "interval": interval, "p": p}


def _shaken(found: list[Shaken]) -> Table:
    return Table(
        key="robustness",
        title=msg("Written otherwise"),
        columns=[
            TableColumn(key="way", label=msg("How")),
            TableColumn(key="changed", label=msg("Texts that change"), kind="integer"),
            percent_column("before", msg("Right as they are")),
            percent_column("after", msg("Right when rewritten")),
            *_difference(),
        ],
        rows=[
            {
                "way": WAYS[one.way],
                "changed": one.changed,
                "before": one.before,
                "after": one.before + one.gap.by.value,
                **_gap(one.gap, one.p),
            }
            for one in found
        ],
        note=msgn(
            "The same {count} test row, asked as it is and rewritten. Intervals by paired"
            " bootstrap; exact McNemar test, corrected for several (Holm).",
            "The same {count} test rows, asked as they are and rewritten. Intervals by paired"
            " bootstrap; exact McNemar test, corrected for several (Holm).",
            found[0].rows,
        ),
    )


def _beside(found: Beside, gap: Gap) -> Table:
    return Table(
        key="beside",
        title=msg("Beside the model that serves"),
        columns=[
            TableColumn(key="rows", label=msg("Test rows"), kind="integer"),
            percent_column("mine", msg("This model is right")),
            percent_column("other", msg("The serving model is right")),
            *_difference(),
        ],
        rows=[{"rows": found.rows, "mine": found.mine, "other": found.other, **_gap(gap, gap.p)}],
        note=_rows_said(found),
    )


def _rows_said(found: Beside) -> Message:
    """Which rows both were asked."""
    if found.known:
        return msgn(
            "Both models were asked the same test rows. {count} more was left out: the serving"
            " model has learned from it. Exact McNemar test.",
            "Both models were asked the same test rows. {count} more were left out: the serving"
            " model has learned from them. Exact McNemar test.",
            found.known,
        )
    if found.known is None:
        return msg(
            "Both models were asked the same test rows. It is not known which of them the serving"
            " model has learned from. Exact McNemar test."
        )
    return msg(
        "Both models were asked the same test rows; neither has learned from any. Exact McNemar"
        " test."
    )


def _compared(found: Beside) -> Iterator[Caution]:
    if found.gap is None:
        yield caution(
            "beside_none",
            msg(
                "The serving model has learned from every test row, so the two cannot be compared."
            ),
            msg("Start the run with the seed of the serving model: then both test the same rows."),
        )
        return
    if found.known is None:
        yield caution(
            "beside_unknown",
            msg(
                "The serving model may have learned from test rows: it may look better than it is."
            ),
            msg("Train it again with this version, then compare."),
            severe="info",
        )
    if found.rows < FEW:
        yield caution(
            "beside_few",
            msg("Only {count} test rows are new to the serving model.", count=found.rows),
            msg("Start the run with the seed of the serving model: then both test the same rows."),
        )
    if found.strange:
        yield caution(
            "beside_classes",
            msgn(
                "{count} test row has a class that the serving model never learned: it counts as"
                " wrong there.",
                "{count} test rows have classes that the serving model never learned: it counts"
                " as wrong there.",
                found.strange,
            ),
            severe="info",
        )
    yield from _verdict(found, found.gap)


def _verdict(found: Beside, gap: Gap) -> Iterator[Caution]:
    if gap.by.high < 0:
        yield caution(
            "beside_worse",
            msg(
                "The model that serves is better on the same {count} rows: {other} against {mine}.",
                count=found.rows,
                other=percent(found.other),
                mine=percent(found.mine),
            ),
            msg("Leave it serving, and look at what is different."),
            severe="serious",
        )
    elif gap.by.low <= 0:
        yield caution(
            "beside_even",
            msg("The test cannot tell this model from the one that serves."),
            msg("Change it only for another reason, or test with more rows."),
            severe="info",
        )
