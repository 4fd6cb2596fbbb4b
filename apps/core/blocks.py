"""What templates need to draw an ``engines.result.Result``, formatted for the reader.

This room lies below ``engines``, so results come as plain JSON (or as a pydantic model, which is
dumped first). Shapes are those of ``apps/engines/result.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from apps.core import rendering
from apps.core.messages import Num, msg

KINDS = frozenset({"tiles", "table", "equation", "chart", "map", "text", "warning"})
WORDED = ("text", "light", "country")  # kinds of columns that hold no numbers
ROWS_ON_PHONE, LONG_ON_PHONE = 8, 13  # a table of so many rows shows the first ones on a phone
TABLE_ROWS_SHOWN = 200  # of a chart's numbers in the page; its CSV file holds them all
SEVERITIES: dict[str, tuple[str, str, Any]] = {
    "info": ("info", "info-circle", pgettext_lazy("severity", "Note")),
    "warn": ("warn", "alert-triangle", _("Caution")),
    "serious": ("bad", "alert-circle", _("Serious")),
}


def plain(value: Any) -> Any:
    """A pydantic model as JSON; anything else as it is."""
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def result_context(result: Any) -> dict[str, Any]:
    """Headline and blocks of a result; warnings carry their severity in words.

    Equations that open a result belong to its answer and are drawn with the headline. A block that
    this version does not know, as a stored result of another may hold, becomes a warning.
    """
    data: Mapping[str, Any] = plain(result) or {}
    blocks = [_prepared(block) for block in data.get("blocks", [])]
    answer = list(takewhile(lambda block: block.get("kind") == "equation", blocks))
    if not data.get("headline"):
        answer = []
    return {
        "headline": data.get("headline"),
        "equations": answer,
        "blocks": blocks[len(answer) :],
    }


def _prepared(block: Mapping[str, Any]) -> dict[str, Any]:
    prepared = dict(block) if block.get("kind") in KINDS else _unknown(str(block.get("kind")))
    if prepared["kind"] == "warning":
        severity = SEVERITIES.get(str(prepared.get("severity")), SEVERITIES["warn"])
        prepared["tone"], prepared["icon"], prepared["severity_label"] = severity
    return prepared


def _unknown(kind: str) -> dict[str, Any]:
    message = msg(
        "A part of this result, of the kind '{kind}', is not known to this version and cannot be"
        " shown. The result over REST holds it.",
        kind=kind,
    )
    return {"kind": "warning", "code": "unknown_part", "message": plain(message)}


def words(value: Any) -> str:
    """A label: a stored message, a stored country, or text to be shown as it is."""
    value = plain(value)
    if isinstance(value, Mapping) and "country" in value:
        return rendering.country_of(value["country"])
    return rendering.render(value)


def tile_value(value: Any) -> str:
    value = plain(value)
    if isinstance(value, Mapping):
        if "text" in value or "country" in value:
            return words(value)
        return rendering.number(Num.model_validate(value))
    return str(value)


def cell(value: Any, column: Mapping[str, Any]) -> str:
    """One cell of a result table by its column's kind and digits."""
    value = plain(value)
    if isinstance(value, Mapping):
        return tile_value(value)
    if value is None:
        return rendering.NOTHING
    kind = column.get("kind", "text")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return rendering.country_of(str(value)) if kind == "country" else str(value)
    if kind in ("percent", "heat"):
        places = column.get("decimals")
        return rendering.number(
            Num(value=value, decimals=_places(kind) if places is None else places, style="percent")
        )
    if kind == "integer":
        return rendering.number(Num(value=value, decimals=0))
    if column.get("decimals") is not None:
        return rendering.number(Num(value=value, decimals=column["decimals"]))
    return rendering.number(Num(value=value, digits=column.get("digits") or 6))


def _places(kind: str) -> int:
    """After the point of a percentage, unless the column says how many."""
    return 0 if kind == "heat" else 1


def _heat(value: Any, kind: str) -> str:
    """The step of colour of a share: '0' for nothing, '1' to '3', '4' for all; '' for no heat."""
    if kind != "heat" or isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return "0" if value <= 0 else "4" if value >= 1 else str(1 + int(value * 3))


def table_view(table: Any) -> dict[str, Any]:
    """Columns with labels and alignment, rows as lists of formatted cells."""
    data = plain(table)
    columns = [
        {
            "key": column["key"],
            "label": words(column["label"]),
            "unit": column.get("unit", ""),
            "help": words(column.get("help")),
            "numeric": column.get("kind", "text") not in WORDED,
        }
        for column in data["columns"]
    ]
    rows = [
        [
            {
                "text": cell(row.get(column["key"]), column),
                "numeric": shown["numeric"],
                "tone": row.get("tone") if column.get("kind") == "light" else None,
                "heat": _heat(row.get(column["key"]), column.get("kind", "text")),
            }
            for column, shown in zip(data["columns"], columns, strict=True)
        ]
        for row in data["rows"]
    ]
    return {
        "columns": columns,
        "rows": rows,
        "first": ROWS_ON_PHONE if len(rows) >= LONG_ON_PHONE else 0,  # the others are folded
        "note": data.get("note"),
        "title": data.get("title"),
    }


def chart_view(chart: Any) -> dict[str, Any]:
    """What a chart card needs: texts for the script in the reader's language, and the numbers."""
    data = plain(chart)
    key = re.sub(r"[^a-zA-Z0-9_-]", "-", str(data.get("key") or "chart"))
    codes: dict[str, str] = {}
    by_code = data.get("names") == "country"
    series = [_series(item, codes if by_code else None) for item in data.get("series", [])]
    axes = {name: _axis(data[name]) for name in ("x", "y")}
    columns, rows = chart_rows(axes["x"]["title"], axes["y"]["title"], series)
    count = sum(len(item["points"]) for item in series)
    return {
        "id": f"chart-{key}",
        "title": words(data["title"]),
        "note": data.get("note"),
        "empty": not any(item["points"] for item in series),
        "json": {
            "key": key,
            "title": words(data["title"]),
            "x": axes["x"],
            "y": axes["y"],
            "series": series,
            **({"codes": codes} if codes else {}),
            "description": describe(words(data["title"]), axes, series),
        },
        "columns": columns,
        "rows": rows,
        "count": count,
        "cut": count > TABLE_ROWS_SHOWN,
        "shown": TABLE_ROWS_SHOWN,
    }


def map_view(block: Any) -> dict[str, Any]:
    """What a map card needs: groups of places for the script, and the same as a table."""
    data = plain(block)
    key = re.sub(r"[^a-zA-Z0-9_-]", "-", str(data.get("key") or "map"))
    value = words(data.get("value")) if data.get("value") else ""
    column = {"kind": data.get("value_kind", "number"), "digits": 6}
    groups: list[dict[str, Any]] = [
        {
            "name": words(group["name"]),
            "places": [
                {
                    **place,
                    "name": rendering.country_of(place["name"]),
                    "shown": cell(place.get("value"), column) if value else "",
                }
                for place in group["places"]
            ],
        }
        for group in data.get("groups", [])
    ]
    columns = [words(data["group"]), gettext("Name"), gettext("Country code")]
    rows = [
        [group["name"], place["name"], place["code"], *([place["shown"]] if value else [])]
        for group in groups
        for place in group["places"]
    ]
    columns += [value] if value else []
    title, count = words(data["title"]), len(rows)
    description = ngettext(
        "{title}. World map with {count} place; the table holds the same.",
        "{title}. World map with {count} places; the table holds the same.",
        count,
    ).format(title=title, count=count)
    return {
        "id": f"map-{key}",
        "title": title,
        "note": data.get("note"),
        "description": description,
        "json": {
            "key": key, "value": value, "count": count, "groups": groups,
            "columns": columns, "rows": rows,
        },
        "columns": columns,
        "rows": rows,
    }  # fmt: skip


def _axis(axis: Mapping[str, Any]) -> dict[str, Any]:
    label, unit = words(axis.get("label")), axis.get("unit", "")
    return {
        "title": f"{label} ({unit})" if unit else label,
        "unit": unit,
        "scale": axis.get("scale", "linear"),
    }


def _series(item: Mapping[str, Any], codes: dict[str, str] | None) -> dict[str, Any]:
    """One series for the script. Countries are named, and ``codes`` learns what each name meant;
    None where names are no codes.
    """
    points, labels, name = item.get("points", []), item.get("labels") or [], item.get("name")
    if codes is not None:
        labels = [_named(label, codes) for label in labels]
        points = [[_named(value, codes) for value in point] for point in points]
    if codes is not None and isinstance(name, Mapping) and "country" in name:
        codes[words(name)] = name["country"]
    return {
        "name": words(name),
        "kind": item.get("kind", "scatter"),
        "points": points,
        "labels": labels,
    }


def _named(value: Any, codes: dict[str, str]) -> Any:
    if not isinstance(value, str):
        return value
    shown = " · ".join(rendering.country_of(part) for part in value.split(" · "))
    if shown != value:
        codes[shown] = value
    return shown


def describe(title: str, axes: Mapping[str, Any], series: list[dict[str, Any]]) -> str:
    """The chart in one sentence, for those who cannot see it."""
    names = ", ".join(
        ngettext("{name} ({count} point)", "{name} ({count} points)", len(item["points"])).format(
            name=item["name"], count=len(item["points"])
        )
        for item in series
    )
    return gettext("{title}. Horizontal: {x}. Vertical: {y}. Shown: {names}.").format(
        title=title, x=axes["x"]["title"], y=axes["y"]["title"], names=names
    )


def chart_rows(x: str, y: str, series: list[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """The first points of all series as one table: series, [name], x, y or low and high.

    A number that nobody sees is not put into words: a chart may hold thousands.
    """
    labelled = any(item["labels"] for item in series)
    banded = any(item["kind"] == "band" for item in series)
    header = [gettext("Series"), *([gettext("Name")] if labelled else []), x]
    header += (
        [gettext("{axis}, low").format(axis=y), gettext("{axis}, high").format(axis=y)]
        if (banded and all(item["kind"] == "band" for item in series))
        else [y, *([gettext("{axis}, high").format(axis=y)] if banded else [])]
    )
    rows: list[list[str]] = []
    for item in series:
        for index, point in enumerate(item["points"][: TABLE_ROWS_SHOWN - len(rows)]):
            name = item["labels"][index] if index < len(item["labels"]) else ""
            values = [_point(value) for value in point]
            row = [item["name"], *([name] if labelled else []), *values]
            rows.append(row + [""] * (len(header) - len(row)))
    return header, rows


def rows_html(rows: list[list[str]]) -> SafeString:
    """Rows of a table of texts. A template's loops take ten times as long for hundreds of cells."""
    cells = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
    return SafeString("".join(f"<tr>{line}</tr>" for line in cells))


def _point(value: Any) -> str:
    if isinstance(value, str):
        return value
    return rendering.quantity(value, digits=6)


_TOKEN = re.compile(
    r"(?P<number>[−-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*)(?![\w])"
    r"|(?P<quoted>[`'\"“][^`'\"”]+[`'\"”])"
    r"|(?P<name>[^\W\d_][\w²³]*)"
    r"|(?P<power>\^\{?[\w.+-]+\}?)"
    r"|(?P<operator>[=+−*·×/±≈<>≤≥|()-])"
    r"|(?P<other>\s+|.)"
)
_FUNCTIONS = {"exp", "ln", "log", "log10", "sqrt", "max", "min"}


def equation_html(line: str) -> SafeString:
    """A formula given as plain text, typeset: italic names, upright numbers, subscripts, powers."""
    parts = [_typeset(match) for match in _TOKEN.finditer(line)]
    return SafeString(format_html_join("", "{}", ((part,) for part in parts)))


def _typeset(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match.group()
    if kind == "name":
        return _name(text)
    if kind == "number":
        return format_html('<span class="eq-num">{}</span>', text.replace("-", "−"))
    if kind == "power":
        return format_html("<sup>{}</sup>", text.lstrip("^").strip("{}"))
    if kind == "operator":
        shown = {"-": "−", "*": "·"}.get(text, text)
        return format_html('<span class="eq-op">{}</span>', shown)
    if kind == "quoted":
        return format_html('<span class="eq-text">{}</span>', text.strip("`'\"“”"))
    return conditional_escape(text)


def _name(text: str) -> str:
    base, _sep, subscript = text.partition("_")
    css = "eq-fn" if base in _FUNCTIONS else ("eq-var" if len(base) <= 3 else "eq-text")
    # A short tail is a subscript (x_1); a longer one is a column's own name (price_index).
    if subscript and len(base) <= 2 and len(subscript) <= 3:
        return format_html('<span class="{}">{}<sub>{}</sub></span>', css, base, subscript)
    if subscript:
        return format_html('<span class="eq-text">{}</span>', text)
    return format_html('<span class="{}">{}</span>', css, base)


def progress_view(done: Any, total: Any) -> dict[str, Any]:
    """``value`` is 0–100; ``known`` is False where nothing can be said of the total."""
    try:
        share = float(done or 0) / float(total or 0)
    except (TypeError, ValueError, ZeroDivisionError):
        return {"known": False, "value": 0, "text": ""}
    share = min(max(share, 0.0), 1.0)
    shown = rendering.number(Num(value=share, decimals=0, style="percent"))
    return {"known": True, "value": round(share * 100, 2), "text": shown}
