"""Charts of themes, as blocks that the chart card draws."""

from __future__ import annotations

from collections.abc import Sequence

from apps.core.messages import msg
from apps.engines import shares
from apps.engines.result import Axis, Chart, Series
from apps.feedback.models import Theme
from apps.feedback.themes.figures import Tally

MARKETS = 15


def over_time(themes: Sequence[Theme], months: Tally) -> Chart | None:
    """Share of each theme by month, with bands; None with fewer than two months."""
    if len(months.whole) < 2 or not themes:
        return None
    months_told = sorted(months.whole)
    return shares.over_time(
        (
            (theme.name, [(f"{at:%Y-%m}", months.share(theme.pk, at)) for at in months_told])
            for theme in themes
        ),
        title=msg("Share of the records by month"),
        time=msg("Month"),
        label=msg("Share of the records"),
    )


def by_market(theme: Theme, markets: Tally) -> Chart | None:
    """Share of the theme in the markets that most records are from; None for a single one."""
    shown = markets.most(MARKETS)
    if len(shown) < 2:
        return None
    points: list[list[float | str | None]] = [
        [code, 100 * markets.share(theme.pk, code).share] for code in shown
    ]
    return Chart(
        key="by-market",
        title=msg("Share of the records by market"),
        x=Axis(label=msg("Market"), scale="category"),
        y=Axis(label=msg("Share of the records"), unit="%"),
        series=[Series(name=theme.name, kind="bar", points=points)],
        names="country",
    )
