"""No part of a result is left out without a word: every kind of block is in every file."""

from __future__ import annotations

from typing import get_args

import pytest
from django.utils import translation

from apps.core import blocks
from apps.core.messages import msg
from apps.engines import lights
from apps.engines.result import (
    AnyBlock,
    Axis,
    Chart,
    Equation,
    MapGroup,
    MapPlace,
    Result,
    Series,
    Text,
    Tile,
    Tiles,
    WorldMap,
)
from apps.engines.result import Warning as Caution
from apps.jobs.models import State
from apps.jobs.reports.compose import _WRITTEN, compose
from tests.factories.jobs import JobFactory
from tests.jobs.test_reports import WRITERS, compact, said

PLACES = [MapPlace(code="CHL", name="Chile", longitude=-71, latitude=-35, value=0.934)]
EXAMPLES = (
    Tiles(items=[Tile(label=msg("A tile"), value="7 of 9")]),
    lights.table(
        "checks",
        msg("A table"),
        [
            lights.Light("spread", "warn", msg("Even spread"), msg("It fans out."), msg("Use HC3."),
                         statistic=4.25, p=0.0391),
            lights.Light("shape", "neutral", msg("Straight line"), msg("Too few rows.")),
        ],
    ),
    Equation(lines=["D = 2 · d"]),
    Chart(key="c", title=msg("A chart"), x=Axis(label="x"), y=Axis(label="y"),
          series=[Series(name="s", points=[[1.0, 2.0]])]),
    WorldMap(key="m", title=msg("A map"), group=msg("Segment"), value=msg("Probability"),
             value_kind="percent", note=msg("Peru is not known."),
             groups=[MapGroup(name="Second", places=PLACES)]),
    Text(heading=msg("A text"), paragraphs=[msg("A paragraph.")]),
    Caution(code="w", severity="serious", message=msg("A warning."), fix=msg("Do this.")),
)  # fmt: skip
WORDS = (
    "A tile", "7 of 9", "A table", "Even spread", "Traffic light", "Look", "0.0391", "It fans out.",
    "Use HC3.", "Not checked", "D = 2 · d", "A chart", "A map", "Segment", "Country code", "Second",
    "Chile", "CHL", "93.4%", "Peru is not known.", "A text", "A paragraph.", "A warning.",
    "Do this.",
)  # fmt: skip


def document_of(stored):
    job = JobFactory(state=State.SUCCEEDED, result=stored)
    with translation.override("en"):
        return compose(job)


def test_every_kind_has_a_writer_and_an_example():
    union = get_args(get_args(AnyBlock)[0])
    kinds = {block.model_fields["kind"].default for block in union}
    assert kinds == blocks.KINDS == set(_WRITTEN) == {block.kind for block in EXAMPLES}


@pytest.fixture(scope="module")
def stored():
    # The tiles come first, so that the equation is not drawn with the headline.
    return Result(headline=msg("All of it."), blocks=list(EXAMPLES)).model_dump(mode="json")


@pytest.mark.parametrize("kind", WRITERS)
def test_every_file_holds_every_block(db, stored, kind):
    text = said(document_of(stored), kind)
    missing = [words for words in WORDS if compact(words) not in text]
    assert not missing


def test_a_long_map_is_cut_and_says_so(db):
    places = [PLACES[0].model_copy(update={"name": f"Place {n}"}) for n in range(600)]
    world = WorldMap(key="m", title=msg("Many"), group=msg("G"),
                     groups=[MapGroup(name="all", places=places)])  # fmt: skip
    result = Result(headline=msg("Many."), blocks=[world]).model_dump(mode="json")
    (grid,) = [part for part in document_of(result).parts if part.kind == "grid"]
    assert len(grid.rows) == 500
    assert "The first 500 of 600 rows." in grid.cut
    assert [column.numeric for column in grid.columns] == [False, False, False]


def test_a_block_of_another_version_is_told_of(db, stored):
    strange = {
        **stored,
        "blocks": [{"kind": "globe", "spin": 3}, {"key": "x"}, stored["blocks"][0]],
    }
    cautions = [part for part in document_of(strange).parts if part.kind == "caution"]
    assert [("'globe'" in part.message, part.word) for part in cautions] == [
        (True, "Caution"), (False, "Caution"),
    ]  # fmt: skip
