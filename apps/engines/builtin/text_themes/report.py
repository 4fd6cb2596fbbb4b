"""The result: answer first, then each theme, where and when it comes up, how far to trust it."""

from __future__ import annotations

from typing import Any

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.text_themes import cautions, charts, tables
from apps.engines.builtin.text_themes.examples import Example
from apps.engines.builtin.text_themes.opinions import Opinions
from apps.engines.builtin.text_themes.shares import Shares
from apps.engines.builtin.text_themes.themes import Found
from apps.engines.figures import percent
from apps.engines.result import AnyBlock, Result, Text, Tile, Tiles


def result(data: Opinions, found: Found, shares: Shares, shown: list[list[Example]]) -> Result:
    """Everything that page, API and CSV show."""
    blocks: list[AnyBlock] = [tiles(data, found, shares), *cautions.cautions(data, found, shares)]
    if found.themes:
        blocks.append(tables.themes(found, shares))
        blocks += charts.charts(found, shares)
        blocks += tables.places(found, shares)
        if not data.erasable:
            blocks.append(tables.examples(found, shown, stated=data.stated))
    blocks.append(Text(heading=msg("How this was computed"), paragraphs=method(data, found)))
    return Result(
        headline=headline(data, found, shares),
        blocks=blocks,
        summary=summary(data, found, shares),
    )


def headline(data: Opinions, found: Found, shares: Shares) -> Message:
    """The answer in one sentence."""
    if not found.themes:
        return msg("No theme was found in {rows} texts.", rows=data.rows)
    return msgn(
        "{count} theme in {rows} texts; the most frequent, '{name}', is in {share} of them.",
        "{count} themes in {rows} texts; the most frequent, '{name}', is in {share} of them.",
        len(found.themes),
        rows=data.rows,
        name=found.themes[0].name,
        share=percent(shares.whole[0].share),
    )


def tiles(data: Opinions, found: Found, shares: Shares) -> Tiles:
    """The figures that everything else is read by."""
    new = sum(theme.new for theme in found.themes)
    return Tiles(
        items=[
            Tile(
                label=msg("Themes"),
                value=Num(value=len(found.themes), decimals=0),
                note=msg("{count} of them new", count=new) if new < len(found.themes) else None,
            ),
            Tile(
                label=msg("Texts"),
                value=Num(value=data.rows, decimals=0),
                note=msg("{count} different ones", count=len(data.texts)),
            ),
            Tile(label=msg("Without a theme"), value=percent(shares.none.share)),
            Tile(
                label=msg("Found again by half of the texts"),
                value=_figure(found.quality.stability),
                note=msg("Adjusted Rand index: 1 is the same themes, 0 is chance"),
                tone=_tone(found.quality.stability),
            ),
            Tile(
                label=msg("How far themes are apart"),
                value=_figure(found.quality.silhouette),
                note=msg("Silhouette, from −1 to 1"),
            ),
        ]
    )


def _figure(value: float | None) -> Num | Message:
    return msg("not known") if value is None else Num(value=value, decimals=2)


def _tone(stability: float | None) -> Any:
    if stability is None:
        return "neutral"
    return "good" if stability >= cautions.STABLE else "warn"


def method(data: Opinions, found: Found) -> list[Message]:
    """What was done, in words."""
    told = [
        msg(
            "{count} different texts were read by {model}. Themes were sought among {sampled} of"
            " them, with {least} different texts at least; every text then got the theme whose"
            " centre is the nearest, if it is as near as the texts that made the theme.",
            count=len(data.texts),
            model=found.base.name,
            sampled=found.sampled,
            least=found.smallest,
        ),
        msg(
            "Intervals are Wilson's, at 95%: where the share would be if texts such as these came"
            " again."
        ),
    ]
    if len(found.means) > 1:
        told.append(
            msg(
                "What all texts of a language have in common was taken away first, so that one"
                " theme may be in several languages."
            )
        )
    return told


def summary(data: Opinions, found: Found, shares: Shares) -> dict[str, Any]:
    """The same for machines."""
    return {
        "rows": data.rows,
        "empty_text": data.empty,
        "texts": len(data.texts),
        "model": found.base.id,
        "smallest": found.smallest,
        "sampled": found.sampled,
        "without_theme": shares.none.told(),
        "silhouette": found.quality.silhouette,
        "stability": found.quality.stability,
        "gone": [part.theme for part in found.gone],
        "themes": [
            {
                "theme": theme.id,
                "name": theme.name,
                "new": theme.new,
                "locked": any(part.locked for part in theme.parts),
                "keywords": theme.words,
                **shares.whole[place].told(),
                "markets": {name: each[place].told() for name, each in shares.markets.items()},
                "spans": {name: each[place].told() for name, each in shares.spans.items()},
            }
            for place, theme in enumerate(found.themes)
        ],
    }
