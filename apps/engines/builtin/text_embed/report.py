"""The result of texts as numbers: a map, nearest texts, texts that stand twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from apps.core.messages import Message, Num, msg, msgn
from apps.engines.builtin.text.cautions import CUT, UNKNOWN, caution, percent
from apps.engines.builtin.text.tables import short
from apps.engines.builtin.text_embed.likeness import Likeness, Neighbour
from apps.engines.builtin.text_embed.texts import Embedded, Texts
from apps.engines.result import (
    AnyBlock,
    Axis,
    Chart,
    Result,
    Series,
    Table,
    TableColumn,
    Tile,
    Tiles,
)
from apps.engines.result import Warning as Caution

MOST_POINTS = 1000
MOST_GROUPS = 8
SHOWN_PAIRS = 30
SHOWN_TEXT = 60


def result(texts: Texts, embedded: Embedded, found: Likeness) -> Result:
    """Everything that page, API and CSV show."""
    width = embedded.vectors.shape[1]
    blocks: list[AnyBlock] = [
        Tiles(
            items=[
                Tile(label=msg("Texts"), value=Num(value=len(texts.texts), decimals=0)),
                Tile(label=msg("Numbers for each text"), value=Num(value=width, decimals=0)),
                Tile(
                    label=msg("Texts that stand twice"), value=Num(value=found.copies, decimals=0)
                ),
                Tile(label=msg("Nearly the same"), value=Num(value=len(found.near), decimals=0)),
            ]
        ),
        *_cautions(texts, embedded),
        map_of(texts, found),
        neighbours(texts.texts, texts.places, found.neighbours),
    ]
    if found.near:
        blocks.append(near_copies(texts.texts, texts.places, found.near))
    return Result(
        headline=msg(
            "{count} texts were read by {model}: {width} numbers for each.",
            count=len(texts.texts),
            model=embedded.name,
            width=width,
        ),
        blocks=blocks,
        summary={
            "rows": len(texts.texts),
            "empty_text": texts.empty,
            "model": embedded.name,
            "width": width,
            "cut": embedded.cut,
            "copies": found.copies,
            "near_copies": len(found.near),
            "explained": [float(share) for share in found.explained],
        },
    )


def map_of(texts: Texts, found: Likeness) -> Chart:
    """The first two components; points of the most frequent groups have their own colours."""
    places = np.linspace(0, len(texts.texts) - 1, min(MOST_POINTS, len(texts.texts)))
    shown = np.unique(places.round().astype(int)).tolist()
    return Chart(
        key="map",
        title=msg("Map of the texts"),
        x=Axis(label=msg("First component")),
        y=Axis(label=msg("Second component")),
        series=[
            Series(
                name=name,
                points=[[float(found.components[at, axis]) for axis in (0, 1)] for at in inside],
                labels=[texts.texts[at][:SHOWN_TEXT] for at in inside],
            )
            for name, inside in _groups(texts.groups, shown)
        ],
        note=msg(
            "Near points say about the same. The two components tell {share} of what sets the"
            " texts apart.",
            share=percent(float(found.explained[:2].sum())),
        ),
    )


def _groups(
    groups: list[str] | None, shown: Sequence[int]
) -> Iterator[tuple[Message | str, list[int]]]:
    if groups is None:
        yield msg("Texts"), list(shown)
        return
    counted = Counter(groups[at] for at in shown)
    names = sorted(counted, key=lambda name: (-counted[name], name))[:MOST_GROUPS]
    for name in names:
        yield name or msg("not stated"), [at for at in shown if groups[at] == name]
    rest = [at for at in shown if groups[at] not in names]
    if rest:
        yield msg("Others"), rest


def neighbours(texts: Sequence[str], places: np.ndarray, found: Sequence[Neighbour]) -> Table:
    """A few texts with those that are nearest."""
    return _pairs(
        "neighbours",
        msg("Nearest texts"),
        texts,
        places,
        found,
        msg("A few texts from all over the map, each with those that are nearest to it."),
    )


def near_copies(texts: Sequence[str], places: np.ndarray, found: Sequence[Neighbour]) -> Table:
    """Pairs of different texts that say nearly the same."""
    return _pairs(
        "near-copies",
        msg("Nearly the same texts"),
        texts,
        places,
        found[:SHOWN_PAIRS],
        msg("Different texts that are hardly apart, the nearest first."),
    )


def _pairs(
    key: str,
    title: Message,
    texts: Sequence[str],
    places: np.ndarray,
    found: Sequence[Neighbour],
    note: Message,
) -> Table:
    return Table(
        key=key,
        title=title,
        columns=[
            TableColumn(key="row", label=msg("Row"), kind="integer"),
            TableColumn(key="text", label=msg("Text")),
            TableColumn(key="other_row", label=msg("Other row"), kind="integer"),
            TableColumn(key="other", label=msg("Other text")),
            TableColumn(key="cosine", label=msg("Cosine"), kind="number", decimals=3),
        ],
        rows=[
            {
                "row": int(places[one.one]) + 1,
                "text": short(texts[one.one]),
                "other_row": int(places[one.other]) + 1,
                "other": short(texts[one.other]),
                "cosine": one.cosine,
            }
            for one in found
        ],
        note=note,
    )


def _cautions(texts: Texts, embedded: Embedded) -> Iterator[Caution]:
    if texts.empty:
        yield caution(
            "left_out",
            msgn(
                "{count} row without a text was left out.",
                "{count} rows without a text were left out.",
                texts.empty,
            ),
        )
    if embedded.unknown > UNKNOWN:
        yield caution(
            "unknown_language",
            msg(
                "The base model does not know {share} of the words and signs.",
                share=percent(embedded.unknown),
            ),
            msg("Choose a base model for the language of the texts."),
            severe="serious",
        )
    if embedded.cut > CUT * len(texts.texts):
        yield caution(
            "cut",
            msg(
                "{count} texts are longer than {most} tokens and were cut.",
                count=embedded.cut,
                most=embedded.limit,
            ),
            msg("Raise 'Longest text' if the end of a text matters."),
        )
