"""The manifest of ``text.themes``. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from apps.core.messages import mark
from apps.engines.builtin.text import needs, slots
from apps.engines.builtin.text_themes import outputs
from apps.engines.builtin.text_themes.params import ThemesParams
from apps.engines.contract import (
    Engine,
    InputProfile,
    InputSlot,
    Issue,
    OutputTable,
    Resources,
    RoleSpec,
)

ID = RoleSpec(
    key="id",
    label=mark("Identity"),
    help=mark("What names each row, e.g. the number of a review, so that its theme can be found."),
    minimum=0,
    dtypes=("text", "integer"),
)
MARKET = RoleSpec(
    key="market",
    label=mark("Market"),
    help=mark("How often each theme comes up is also told for each."),
    minimum=0,
    dtypes=("text",),
)
PERIOD = RoleSpec(
    key="period",
    label=mark("Time"),
    help=mark("When each text was written: a date, or a period such as 2024-03."),
    minimum=0,
    dtypes=("date", "datetime", "text", "integer"),
)
LANGUAGE = RoleSpec(
    key="language",
    label=mark("Language"),
    help=mark("Without it, languages are told by their script: Latin, Chinese, Cyrillic …"),
    minimum=0,
    dtypes=("text",),
)
DATA = InputSlot(
    key="data",
    label=mark("Data"),
    kinds=("dataset", "feedback"),
    roles=(slots.TEXT, ID, MARKET, PERIOD, LANGUAGE),
)
EARLIER = InputSlot(
    key="earlier", label=mark("Earlier themes"), kinds=("themes", "output"), required=False
)


class TextThemes(Engine):
    """Clusters of embeddings with names, shares and a memory."""

    key = "text.themes"
    version = "1.0.0"
    label = mark("Themes of texts")
    question = mark("What do people write about, where and how often?")
    description = mark(
        "Finds the themes of reviews, answers or tickets in any languages, without labels: names,"
        " examples, and the share of each by market and over time with intervals. A later run"
        " keeps the themes of an earlier one."
    )
    kind = "text"
    Params = ThemesParams
    inputs: ClassVar[tuple[InputSlot, ...]] = (DATA, EARLIER)
    runner = "apps.engines.builtin.text_themes.runner:Runner"
    requires = needs.MODULES
    extra = "models"
    sources = (
        "Campello, Moulavi and Sander (2013), Density-based clustering based on hierarchical"
        " density estimates: HDBSCAN",
        "Grootendorst (2022), BERTopic: class-based TF-IDF",
        "Kuhn (1955), The Hungarian method for the assignment problem",
        "Wilson (1927), Probable inference, the law of succession, and statistical inference",
        "Hubert and Arabie (1985), Comparing partitions: adjusted Rand index",
    )
    docs = (
        "Each different text is read once by a base model; its embedding, less the mean of its"
        " language, says what it is about. HDBSCAN finds where many texts are near one another,"
        " among at most 20,000 different texts, by their first principal components; themes whose"
        " centres are near become one. Every text then belongs to the theme whose centre is the"
        " nearest, if it is as near as the theme's own texts are, else to none.\n\n"
        "`assignments.parquet` has the theme of each row. `themes.parquet` is what a later run"
        " takes as 'Earlier themes': centres are matched one to one, so that a theme keeps its"
        " identity and name; locked themes stay where they are.\n\n"
        "Limits: a text has one theme, or none. Shares are of texts, not of customers. Names are"
        " keywords until somebody names the theme."
    )

    def resources(self, params: ThemesParams, profiles: Mapping[str, InputProfile]) -> Resources:
        return needs.reading(params.base, profiles)

    def validate(self, params: ThemesParams, profiles: Mapping[str, InputProfile]) -> list[Issue]:
        return slots.base_issues(params.base)

    def outputs(
        self, params: ThemesParams, profiles: Mapping[str, InputProfile]
    ) -> list[OutputTable]:
        data = profiles.get("data")
        named = bool(data and data.roles.get("id"))
        return [outputs.themes(), outputs.assignments("text" if named else None)]


ENGINE = TextThemes()
