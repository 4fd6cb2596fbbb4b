"""A chart as shapes between 0 and 1, from the description that the page draws its own from.

What is drawn follows ``static/core/charts.js``: colours, which bands are areas and which are bars,
when bars lie down. typst turns the shapes into vectors (``report.typ``), for PDF and Word alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from apps.jobs.reports.writers import ticks
from apps.jobs.reports.writers.ticks import Span

PALETTE = ("#3b4cca", "#d9480f", "#0b7285", "#862e9c", "#5c940d", "#c2255c", "#495057")
QUIET = "#6b7280"  # of what is only compared with
DASHES = ("solid", "dashed", "dotted", "dash-dotted")
FEW_BARS, LONG_NAME = 7, 12  # more or longer categories lie down
FEW_INTERVALS = 40
NAMED_POINTS, NAME_LENGTH = 25, 24
HEIGHT, ROW, SHORTEST = 190.0, 17.0, 110.0  # points
MOST_BARS = 60  # lying bars that a page holds
WIDE, LINE = 430.0, 11.0  # about how wide a chart is, how high a name: to see which names collide
BROADEST_BAR = 36.0
SHOWN = 34  # characters of a category's name

Shape = dict[str, Any]


def drawing(chart: Mapping[str, Any], language: str) -> dict[str, Any]:
    """``chart`` as ``core.blocks.chart_view`` tells it; plain JSON for typst.

    Keys: height in points, flip, x and y (title, marks), shapes, legend, zero.
    """
    locale = "zh_Hans" if language.startswith("zh") else "en"
    series = [item for item in chart["series"] if item["points"]]
    flip = lies_down(chart)
    spans = {"x": _across(chart, series, locale), "y": _along(chart, series, locale)}
    shapes = list(_shapes(chart, series, spans))
    if flip:
        shapes = [_turned(shape) for shape in shapes]
    axes = {name: _axis(chart[name]["title"], spans[name]) for name in ("x", "y")}
    if flip:
        axes = {"x": axes["y"], "y": _downwards(axes["x"])}
    return {
        "height": _height(spans["x"], flip),
        "flip": flip,
        **axes,
        "shapes": shapes,
        "legend": _legend(series, chart) if len({item["name"] for item in series}) > 1 else [],
        "zero": _zero(spans["y"], series),
    }


def _height(span: Span, flip: bool) -> float:
    return max(SHORTEST, ROW * min(len(span.marks), MOST_BARS) + 20) if flip else HEIGHT


def _axis(title: str, span: Span) -> Shape:
    width = span.high - span.low
    marks = [[(value - span.low) / width, _cut(text)] for value, text in span.marks]
    return {"title": title, "marks": marks}


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _downwards(axis: Shape) -> Shape:
    """Rows of lying bars are read from the top."""
    return {**axis, "marks": [[1 - at, text] for at, text in axis["marks"]]}


def _zero(span: Span, series: Sequence[Shape]) -> float | None:
    """Where bars start, if the axis does not start there too."""
    if span.log or not any(item["kind"] == "bar" for item in series):
        return None
    at = span.place(0.0)
    return at if at is not None and 0 < at < 1 else None


# --- axes -----------------------------------------------------------------------------------------
def _across(chart: Mapping[str, Any], series: Sequence[Shape], locale: str) -> Span:
    scale = chart["x"]["scale"]
    if scale == "category" or any(item["kind"] == "bar" for item in series):
        names = dict.fromkeys(str(point[0]) for item in series for point in item["points"])
        return ticks.categories([*names][:MOST_BARS] if lies_down(chart) else [*names])
    values = _numbers(point[0] for item in series for point in item["points"])
    if scale == "time":
        return ticks.moments(values)
    return ticks.logarithmic(values, locale) if scale == "log" else ticks.linear(values, locale)


def _along(chart: Mapping[str, Any], series: Sequence[Shape], locale: str) -> Span:
    values = _numbers(value for item in series for point in item["points"] for value in point[1:])
    if chart["y"]["scale"] == "log":
        return ticks.logarithmic(values, locale)
    bars = any(item["kind"] == "bar" for item in series)
    return ticks.linear(values, locale, zero=bars, most=5)


def _numbers(values: Iterator[Any]) -> list[float]:
    return [number for value in values if (number := ticks.position(value)) is not None]


def lies_down(chart: Mapping[str, Any]) -> bool:
    """Long or many categories read better as rows, and so do bars to both sides of zero."""
    series = chart["series"]
    if chart["x"]["scale"] != "category" or not series:
        return False
    if any(item["kind"] != "bar" for item in series):
        return False
    names = {str(point[0]) for item in series for point in item["points"]}
    long = any(len(name) > LONG_NAME for name in names)
    return two_sided(series) or len(names) > FEW_BARS or long


def two_sided(series: Sequence[Shape]) -> bool:
    """Bars to both sides of zero that share a row, as in a tornado chart."""
    bars = [point for item in series if item["kind"] == "bar" for point in item["points"]]
    sides = [(point[0], point[1] < 0) for point in bars if point[1]]
    return any(side for _name, side in sides) and len(set(sides)) == len(sides)


# --- colours --------------------------------------------------------------------------------------
def hues(series: Sequence[Shape]) -> list[str]:
    """One hue for what a model says (its line and bands), another for the data."""
    kinds = {item["kind"] for item in series}
    banded = "band" in kinds
    mixed = "scatter" in kinds and (banded or "line" in kinds)
    taken: dict[tuple[str, str], str] = {}
    fresh = 1 if mixed else 0
    for item in series:
        key = (item["kind"], item["name"])
        if key in taken:
            continue
        lined = any(kind == "line" for kind, _name in taken)
        if item["kind"] == "band" or (item["kind"] == "line" and banded and not lined):
            taken[key] = PALETTE[0]
        elif item["kind"] == "line" and mixed and not banded:
            taken[key] = QUIET
        else:
            taken[key] = PALETTE[fresh % len(PALETTE)]
            fresh += 1
    return [taken[item["kind"], item["name"]] for item in series]


def _legend(series: Sequence[Shape], chart: Mapping[str, Any]) -> list[Shape]:
    """Points first, then lines, then bands from the narrow one to the wide one."""
    rank = {"scatter": 0, "bar": 0, "line": 1, "band": 2}
    colours = hues(series)
    order = sorted(
        range(len(series)),
        key=lambda i: (rank[series[i]["kind"]], -i if series[i]["kind"] == "band" else i),
    )
    named: dict[str, Shape] = {}
    for i in order:
        item = series[i]
        look = {"kind": item["kind"], "colour": colours[i], "dash": _dash(series, i, colours[i])}
        named.setdefault(item["name"], {"name": item["name"], "rank": i, **look})
    return list(named.values())


def _dash(series: Sequence[Shape], place: int, colour: str) -> str:
    """Lines that share a colour differ by their dashes; those of one name do not."""
    mixed = any(item["kind"] == "scatter" for item in series)
    alike = [
        item["name"]
        for item, hue in zip(series, hues(series), strict=True)
        if item["kind"] == "line" and (not mixed or hue == colour)
    ]
    names = list(dict.fromkeys(alike))
    rank = names.index(series[place]["name"]) if series[place]["name"] in names else 0
    return DASHES[(rank + (mixed and colour == QUIET)) % len(DASHES)]


# --- shapes ---------------------------------------------------------------------------------------
def _shapes(
    chart: Mapping[str, Any], series: Sequence[Shape], spans: Mapping[str, Span]
) -> Iterator[Shape]:
    """Bands lie under bars, bars under lines, lines under points."""
    colours = hues(series)
    under = {"band": 0, "bar": 1, "line": 2, "scatter": 3}
    lined = any(item["kind"] == "line" for item in series)
    overlaid = two_sided(series)
    bars = [i for i, item in enumerate(series) if item["kind"] == "bar"]
    for i in sorted(range(len(series)), key=lambda i: under[series[i]["kind"]]):
        item, colour = series[i], colours[i]
        points = list(_placed(item, spans))
        if item["kind"] == "band":
            yield _area(points, colour) if lined else _intervals(points, colour, i)
        elif item["kind"] == "bar":
            rank, count = (0, 1) if overlaid else (bars.index(i), len(bars))
            yield _bars(points, colour, spans, rank, count)
        elif item["kind"] == "line":
            yield from _lines(points, colour, _dash(series, i, colour))
        else:
            yield _dots(item, points, colour)


def _placed(item: Shape, spans: Mapping[str, Span]) -> Iterator[list[float | None]]:
    """x and each of y between 0 and 1, in the order of the points; None for what is not there."""
    names = {text: value for value, text in spans["x"].marks}
    for point in item["points"]:
        x = names.get(str(point[0])) if _named(spans["x"]) else None
        at = spans["x"].place(point[0] if x is None else x)
        if _named(spans["x"]) and x is None:
            at = None  # a category that is beyond those drawn
        yield [at, *(spans["y"].place(value) for value in point[1:])]


def _named(span: Span) -> bool:
    return span.low == -0.5


def _area(points: Sequence[Sequence[float | None]], colour: str) -> Shape:
    whole = [one for one in points if None not in one]
    upper, lower = [[x, high] for x, _low, high in whole], [[x, low] for x, low, _high in whole]
    return {"kind": "area", "points": _clipped([*upper, *lower[::-1]]), "colour": colour}


def _intervals(points: Sequence[Sequence[float | None]], colour: str, rank: int) -> Shape:
    """Nothing is known between two points: each interval is a bar, the narrower the broader."""
    few = len(points) <= FEW_INTERVALS
    return {
        "kind": "intervals",
        "width": (4 + 5 * rank) if few else (1.5 + rank),
        "rects": [_clip3(one) for one in points if None not in one],
        "colour": colour,
        "strength": 35 if few else 20,
    }


def _bars(
    points: Sequence[Sequence[float | None]],
    colour: str,
    spans: Mapping[str, Span],
    rank: int,
    count: int,
) -> Shape:
    each = 1 / max(len(spans["x"].marks), 1)
    room = min(each * 0.72 / count, BROADEST_BAR / WIDE)
    zero = min(max(spans["y"].place(0.0) or 0.0, 0.0), 1.0)
    rects = []
    for point in points:
        x, y = point[0], point[1]
        if x is not None and y is not None:
            left = x + (rank - count / 2) * room
            rects.append([left, min(zero, y), left + room, max(zero, y)])
    return {"kind": "bars", "rects": rects, "colour": colour}


def _lines(points: Sequence[Sequence[float | None]], colour: str, dash: str) -> Iterator[Shape]:
    """A line ends where a value is missing and starts again after it."""
    for whole, group in groupby(points, key=lambda one: None not in one):
        found = [list(one) for one in group]
        if whole and len(found) == 1:
            yield {"kind": "dots", "points": found, "size": 2.0, "colour": colour,
                   "strength": 100, "names": []}  # fmt: skip
        elif whole:
            yield {"kind": "line", "points": _clipped(found), "colour": colour, "dash": dash}


def _dots(item: Shape, points: Sequence[Sequence[float | None]], colour: str) -> Shape:
    whole = [place for place, one in enumerate(points) if None not in one]
    count = len(whole)
    size = 1.1 if count > 400 else 1.7 if count > 80 else 2.6
    found = [list(points[place]) for place in whole]
    labels = [item["labels"][place] if place < len(item["labels"]) else "" for place in whole]
    return {
        "kind": "dots",
        "points": found,
        "size": size,
        "colour": colour,
        "strength": 50 if count > 80 else 90,
        "names": _names(found, labels),
    }


def _names(points: Sequence[Sequence[Any]], labels: Sequence[str]) -> list[Shape]:
    """Few points with short names say what they are; a name that would cover another stays out."""
    short = all(name and len(name) <= NAME_LENGTH and not name.isdecimal() for name in labels)
    if not labels or len(labels) > NAMED_POINTS or not short:
        return []
    kept: list[Shape] = []
    for (x, y), name in zip(points, labels, strict=True):
        half = sum(7.0 if ord(letter) > 0x2E80 else 4.0 for letter in name) / 2 / WIDE
        box = (x - half, x + half, y)
        if all(box[1] < b[0] or box[0] > b[1] or abs(y - b[2]) > LINE / HEIGHT
               for b in (one["box"] for one in kept)):  # fmt: skip
            kept.append({"at": [x, y], "text": name, "box": box})
    return [{"at": one["at"], "text": one["text"]} for one in kept]


def _clipped(points: Sequence[Sequence[Any]]) -> list[list[float]]:
    return [[min(max(value, 0.0), 1.0) for value in point] for point in points]


def _clip3(point: Sequence[Any]) -> list[float]:
    x, low, high = (min(max(value, 0.0), 1.0) for value in point)
    return [x, low, high]


def _turned(shape: Shape) -> Shape:
    """Upright bars laid down: rows from the top, values to the right."""
    rects = [[low, 1 - right, high, 1 - left] for left, low, right, high in shape["rects"]]
    return {**shape, "rects": rects}
