"""The tables that every text model has, and their common columns."""

from __future__ import annotations

from typing import Any, Literal

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text import bases
from apps.engines.builtin.text.facts import E, Facts, Learned, Suspect
from apps.engines.result import Table, TableColumn

SHOWN = 20  # rows that are the hardest
SUSPECTS = 30
SHOWN_TEXT = 200
Cell = float | int | str | Message | None


def percent_column(key: str, label: Message, meaning: Message | None = None) -> TableColumn:
    """A column of shares."""
    return TableColumn(key=key, label=label, kind="percent", decimals=1, help=meaning)


def row_column() -> TableColumn:
    """The number of a row in the table, from 1."""
    return TableColumn(key="row", label=msg("Row"), kind="integer")


def text_column() -> TableColumn:
    """The text of a row, or the first of two."""
    return TableColumn(key="text", label=msg("Text"))


def other_column() -> TableColumn:
    """The second text of a pair."""
    return TableColumn(key="other", label=msg("Second text"))


def count_column(key: str) -> TableColumn:
    """How many test rows."""
    return TableColumn(key=key, label=msg("Test rows"), kind="integer")


def slices(columns: list[TableColumn], rows: list[dict[str, Cell]]) -> Table:
    """Figures for each language or market, say; ``rows`` have ``name`` and ``rows``, too."""
    return Table(
        key="slices",
        title=msg("Each part of the test rows"),
        columns=[TableColumn(key="name", label=msg("Value")), *columns, count_column("rows")],
        rows=rows,
    )


def hardest(
    columns: list[TableColumn], rows: list[dict[str, Cell]], title: Message, note: Message
) -> Table:
    """Test rows that the model is furthest wrong about; ``rows`` have ``row`` and ``text`` too."""
    return Table(
        key="hardest",
        title=title,
        columns=[row_column(), text_column(), *columns],
        rows=rows,
        note=note,
    )


def suspects(
    facts: Facts[E], strength: TableColumn, note: Message, *, numeric: bool = False
) -> Table:
    """Rows whose target is likely wrong. ``strength`` is the column of how likely; ``numeric``
    targets are numbers.
    """
    kind: Literal["text", "number"] = "number" if numeric else "text"
    pairs = any(one.other for one in facts.suspects)
    return Table(
        key="suspects",
        title=msg("Labels to look at again"),
        columns=[
            row_column(),
            text_column(),
            *([other_column()] if pairs else []),
            TableColumn(key="label", label=msg("Labelled"), kind=kind),
            TableColumn(key="better", label=msg("Perhaps"), kind=kind, digits=4),
            strength,
        ],
        rows=[_suspect(one, strength.key, numeric) for one in facts.suspects[:SUSPECTS]],
        note=note,
    )


def _suspect(one: Suspect, key: str, numeric: bool) -> dict[str, Cell]:
    pair: dict[str, Cell] = {"other": short(one.other)} if one.other else {}
    return {
        **pair,
        "row": one.place + 1,
        "text": short(one.text),
        "label": float(one.label) if numeric else one.label,
        "better": float(one.better) if numeric else one.better,
        key: one.strength,
    }


def about(facts: Learned) -> Table:
    """What it was made with."""
    train, validation, test = facts.sizes
    rows: list[tuple[Message, Any]] = [
        (msg("Base model"), facts.base.name),
        (msg("Licence of the base model"), _licence(facts.base)),
        (msg("Rows to learn from"), Num(value=train, decimals=0)),
        (msg("Rows to choose by"), Num(value=validation, decimals=0)),
        (msg("Rows to test on"), Num(value=test, decimals=0)),
        (msg("Tokens of an ordinary text"), facts.lengths.median),
    ]
    if facts.names:
        rows.append(
            (msg("Names of classes that it learned from"), Num(value=facts.names, decimals=0))
        )
    if facts.trained is not None:
        rows += [
            (msg("Epochs"), facts.trained.epochs),
            (msg("Best epoch"), facts.trained.best_epoch),
        ]
    return Table(
        key="about",
        title=msg("How it was made"),
        columns=[
            TableColumn(key="what", label=msg("What")),
            TableColumn(key="value", label=msg("Value")),
        ],
        rows=[{"what": what, "value": _plain(value)} for what, value in rows],
    )


def _licence(base: bases.Base) -> Message | str:
    return msg("not stated") if base.licence == bases.UNKNOWN_LICENCE else base.licence


def _plain(value: Any) -> Cell:
    if isinstance(value, Num):
        return msg("{number}", number=value)
    return value if isinstance(value, str | Message) else msg("{number}", number=float(value))


def short(text: str) -> str:
    """A text as tables show it."""
    return text if len(text) <= SHOWN_TEXT else f"{text[: SHOWN_TEXT - 1]}…"
