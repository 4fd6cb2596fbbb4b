"""The tables of the themes: what they are, where and when they come up, what they look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from apps.core.messages import Message, msg
from apps.engines.builtin.text.tables import short
from apps.engines.builtin.text_themes.examples import Example
from apps.engines.builtin.text_themes.shares import Shares
from apps.engines.builtin.text_themes.themes import Found
from apps.engines.result import Table, TableColumn
from apps.engines.shares import Share

MOST_ROWS = 600  # of themes times markets or spans
WORDS = 6
INTERVAL = msg("95% interval, Wilson's")


def themes(found: Found, shares: Shares) -> Table:
    """Each theme with its keywords in its languages."""
    return Table(
        key="themes",
        title=msg("Themes"),
        columns=[
            TableColumn(key="name", label=msg("Theme")),
            TableColumn(key="rows", label=msg("Texts"), kind="integer"),
            *_share_columns(),
            TableColumn(key="words", label=msg("Keywords")),
            TableColumn(key="state", label=msg("State")),
        ],
        rows=[
            {
                "name": theme.name,
                "rows": shares.whole[place].rows,
                **_told(shares.whole[place]),
                "words": "; ".join(", ".join(words[:WORDS]) for words in theme.words.values()),
                "state": _state(theme),
            }
            for place, theme in enumerate(found.themes)
        ],
    )


def _state(theme: Any) -> Message:
    if any(part.locked for part in theme.parts):
        return msg("locked")
    return msg("new") if theme.new else msg("known")


def places(found: Found, shares: Shares) -> Iterator[Table]:
    """Shares by market, by language and by time, where there is more than one."""
    kinds: tuple[tuple[str, Message, Message, Mapping[str, list[Share]], Any], ...] = (
        ("markets", msg("Themes by market"), msg("Market"), shares.markets, "country"),
        ("languages", msg("Themes by language"), msg("Language"), shares.languages, "text"),
        ("spans", msg("Themes over time"), msg("Time"), shares.spans, "text"),
    )
    for key, title, label, by, kind in kinds:
        if len(by) > 1:
            yield _by(key, title, label, found, by, kind)


def _by(
    key: str,
    title: Message,
    label: Message,
    found: Found,
    by: Mapping[str, list[Share]],
    kind: Literal["text", "country"],
) -> Table:
    rows: list[dict[str, Any]] = [
        {
            "theme": theme.name,
            "place": name,
            "rows": each[place].rows,
            "of": each[place].whole,
            **_told(each[place]),
        }
        for place, theme in enumerate(found.themes)
        for name, each in by.items()
        if each[place].whole
    ]
    cut = len(rows) > MOST_ROWS
    return Table(
        key=key,
        title=title,
        columns=[
            TableColumn(key="theme", label=msg("Theme")),
            TableColumn(key="place", label=label, kind=kind),
            TableColumn(key="rows", label=msg("Texts"), kind="integer"),
            TableColumn(key="of", label=msg("Of all there"), kind="integer"),
            *_share_columns(),
        ],
        rows=rows[:MOST_ROWS],
        note=msg("The first {count} of {all} lines.", count=MOST_ROWS, all=len(rows))
        if cut
        else None,
    )


def examples(found: Found, shown: list[list[Example]], *, stated: bool) -> Table:
    """Texts near the centres."""
    return Table(
        key="examples",
        title=msg("Examples of each theme"),
        columns=[
            TableColumn(key="theme", label=msg("Theme")),
            TableColumn(key="language", label=msg("Language") if stated else msg("Script")),
            TableColumn(key="text", label=msg("Text")),
            TableColumn(key="row", label=msg("Row"), kind="integer"),
            TableColumn(key="times", label=msg("Times"), kind="integer"),
        ],
        rows=[
            {
                "theme": theme.name,
                "language": one.language,
                "text": short(one.text),
                "row": one.row + 1,
                "times": one.rows,
            }
            for theme, each in zip(found.themes, shown, strict=True)
            for one in each
        ],
        note=msg("The texts that are nearest to the centre of the theme."),
    )


def _share_columns() -> list[TableColumn]:
    return [
        TableColumn(key="share", label=msg("Share"), kind="percent", decimals=1),
        TableColumn(key="low", label=msg("from"), kind="percent", decimals=1, help=INTERVAL),
        TableColumn(key="high", label=msg("to"), kind="percent", decimals=1, help=INTERVAL),
    ]


def _told(share: Share) -> dict[str, float]:
    return {"share": share.share, "low": share.low, "high": share.high}
