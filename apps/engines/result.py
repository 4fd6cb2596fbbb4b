"""What an engine answers: blocks that page, API, PDF and CSV are all drawn from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from apps.core.messages import CountryName, Message, Num

Tone = Literal["neutral", "good", "warn", "bad"]


class Block(BaseModel):
    model_config = ConfigDict(frozen=True)


class Tile(Block):
    """One figure with its label; ``note`` says what it means in a few words."""

    label: Message
    value: Num | Message | CountryName | str
    note: Message | None = None
    tone: Tone = "neutral"


class Tiles(Block):
    kind: Literal["tiles"] = "tiles"
    items: list[Tile]


class TableColumn(Block):
    """``digits`` are significant digits for numbers; ``decimals``, where given, wins over them.

    ``label`` as str is shown as it is. A column of kind ``light`` holds words that are coloured by
    the ``tone`` (:data:`Tone`) that stands beside them in the row. One of kind ``country`` holds
    ISO 3166-1 alpha-3 codes, shown as names in the reader's language; other text in it stays. A
    column of kind ``heat`` holds shares from 0 to 1, the deeper the colour the larger.
    """

    key: str
    label: Message | CountryName | str
    kind: Literal["text", "number", "integer", "percent", "light", "country", "heat"] = "text"
    digits: int = 6
    decimals: int | None = None
    unit: str = ""
    help: Message | None = None


class Table(Block):
    kind: Literal["table"] = "table"
    key: str
    title: Message
    columns: list[TableColumn]
    rows: list[dict[str, float | int | str | Message | None]]
    note: Message | None = None


class Equation(Block):
    """A formula as plain text, e.g. ``D = 1.175115 · d − 12.557604``."""

    kind: Literal["equation"] = "equation"
    lines: list[str]
    note: Message | None = None


class Axis(Block):
    label: Message | str
    unit: str = ""
    scale: Literal["linear", "log", "category", "time"] = "linear"


class Series(Block):
    """``points`` are [x, y] pairs; for ``band`` [x, low, high]; for ``bar`` [category, value]."""

    name: Message | CountryName | str
    kind: Literal["scatter", "line", "bar", "band"] = "scatter"
    points: list[list[float | str | None]]
    labels: list[str] = []  # a name for each point, shown on hover


class Chart(Block):
    """A chart with its numbers: the page always offers the same points as a table.

    ``names`` of ``country``: categories and labels that are ISO 3166-1 alpha-3 codes, or have one
    as a part (``households · DEU``), are shown with names in the reader's language.
    """

    kind: Literal["chart"] = "chart"
    key: str
    title: Message
    x: Axis
    y: Axis
    series: list[Series]
    names: Literal["text", "country"] = "text"
    note: Message | None = None


class MapPlace(Block):
    """A country or territory: ISO 3166-1 alpha-3, what the table calls it, a point in degrees
    (WGS 84) and, where the map tells one, a value.
    """

    code: str
    name: str
    longitude: float
    latitude: float
    value: float | None = None


class MapGroup(Block):
    """Places of one colour."""

    name: Message | str
    places: list[MapPlace]


class WorldMap(Block):
    """Places as points on land without borders; the page always offers them as a table too.

    ``group`` is what the colours mean and ``value`` what the values are, shown by ``value_kind``.
    """

    kind: Literal["map"] = "map"
    key: str
    title: Message
    group: Message
    groups: list[MapGroup]
    value: Message | None = None
    value_kind: Literal["number", "percent"] = "number"
    note: Message | None = None


class Text(Block):
    kind: Literal["text"] = "text"
    heading: Message | None = None
    paragraphs: list[Message]


class Warning(Block):
    """Something the reader must know before trusting the answer, and what to do about it."""

    kind: Literal["warning"] = "warning"
    code: str  # stable, for the API, e.g. "collinear"
    severity: Literal["info", "warn", "serious"] = "warn"
    message: Message
    fix: Message | None = None


AnyBlock = Annotated[
    Tiles | Table | Equation | Chart | WorldMap | Text | Warning, Field(discriminator="kind")
]


class PredictField(Block):
    """A value that the model needs for a prediction, with the range that it was fitted on."""

    name: str
    label: str = ""
    dtype: Literal["number", "text"] = "number"
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    example: float | str | None = None


class Result(BaseModel):
    """``headline`` answers the question in one sentence. ``summary`` is for machines: plain JSON.

    ``predict_fields`` is not empty when the run saved a model that can be asked for predictions.
    """

    headline: Message
    blocks: list[AnyBlock] = []
    summary: dict[str, Any] = {}
    predict_fields: list[PredictField] = []
