"""Shares over time and by market, with intervals."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg
from apps.engines.builtin.text_themes.shares import Shares
from apps.engines.builtin.text_themes.themes import Found
from apps.engines.result import Axis, Chart, Series
from apps.engines.shares import over_time as lines_of_shares

SHOWN = 5  # themes of a chart
MARKETS = 12


def charts(found: Found, shares: Shares) -> Iterator[Chart]:
    """Those that the columns allow."""
    if len(shares.spans) > 1:
        yield over_time(found, shares)
    if len(shares.markets) > 1:
        yield by_market(found, shares)


def over_time(found: Found, shares: Shares) -> Chart:
    """Lines with bands of the most frequent themes."""
    return lines_of_shares(
        (
            (
                theme.name,
                [(at, each[place]) for at, each in shares.spans.items() if each[place].whole],
            )
            for place, theme in enumerate(found.themes[:SHOWN])
        ),
        title=msg("Share of the most frequent themes over time"),
        time=msg("Time"),
        label=msg("Share of the texts"),
    )


def by_market(found: Found, shares: Shares) -> Chart:
    """Bars of the most frequent themes in the markets that most texts are from."""
    return Chart(
        key="by-market",
        title=msg("Share of the most frequent themes by market"),
        x=Axis(label=msg("Market"), scale="category"),
        y=Axis(label=msg("Share of the texts"), unit="%"),
        series=[
            Series(
                name=theme.name,
                kind="bar",
                points=[
                    [name, 100 * each[place].share]
                    for name, each in list(shares.markets.items())[:MARKETS]
                ],
            )
            for place, theme in enumerate(found.themes[:SHOWN])
        ],
        names="country",
        note=msg("The table 'Themes by market' has the intervals."),
    )
