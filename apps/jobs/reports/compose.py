"""The document of a finished run, in the active language, in the order in which it is read.

Sentence answer, then the blocks as the engine has ordered them (table, assumption lights, plots,
what would change the answer), then data with what was left out, parameters, method, and where the
result comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core import blocks as views
from apps.core.context import HTML_LANGUAGES
from apps.core.rendering import gap, render, show
from apps.engines import registry
from apps.engines.result import Series
from apps.jobs import presentation
from apps.jobs.domain import queries
from apps.jobs.domain.compare import curve_chart
from apps.jobs.models import Job
from apps.jobs.reports import document as doc
from apps.jobs.reports.data import data_of, dictionary_heads, dictionary_of

TABLE_ROWS = 500  # of a table in the report; the run's page and REST have them all
DRAWN_POINTS = 2000  # of one series: more would hide one another on paper
# XML and PDF know no control characters, and half a surrogate pair is no text. What turns the
# direction of writing would let a text show other words than it holds.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def compose(job: Job, cells: Sequence[doc.Cell] = ()) -> doc.Document:
    """The document of ``job``, which has a result."""
    shown = views.result_context(job.result)
    made = doc.Document(
        title=job.title,
        project=job.project.name,
        engine=f"{render(queries.engine_label(job.engine_key))} {job.engine_version}",
        made=_made(job),
        moment=int((job.finished_at or job.created_at).timestamp()),
        language=_language(),
        headline=render(shown["headline"]),
        answer_word=_("Answer"),
        answer=[_formula(block) for block in shown["equations"]],
        parts=[*_blocks(shown["blocks"]), *_curves(job), *_record(job)],
        page=_("Page {page} of {pages}"),
        cells=list(cells),
    )
    return doc.Document.model_validate(_printable(made.model_dump(mode="json")))


def _language() -> str:
    language = translation.get_language() or "en"
    return HTML_LANGUAGES.get(language, language)


def _made(job: Job) -> str:
    """'30 November 2026, 10:15 (UTC) · Ann'."""
    ended = timezone.localtime(job.finished_at or job.created_at)
    when = f"{date_format(ended, 'Y-m-d H:i')} ({ended.tzname() or 'UTC'})"
    who = str(job.created_by or job.provenance.get("by", ""))
    return " · ".join(filter(None, (when, who)))


def _record(job: Job) -> Iterator[doc.AnyPart]:
    """What stands behind the answer: data, parameters, method, origin."""
    for title, pairs in (
        (_("Data and what was left out"), data_of(job)),
        (_("What was asked"), [(label, value or "–") for label, value in presentation.asked(job)]),
    ):
        if pairs:
            yield doc.Heading(text=title)
            yield doc.Pairs(items=pairs)
    yield from _dictionary(job)
    entry = registry.entry(job.engine_key)
    sources = entry.engine.sources if entry and entry.engine else ()
    if sources:
        yield doc.Heading(text=_("Sources of the method"))
        yield from (doc.Paragraph(text=source, quiet=True) for source in sources)
    yield doc.Heading(text=_("Where it comes from"))
    yield doc.Pairs(items=[(_("Run"), str(job.pk)), *presentation.origin(job, inputs=False)])


def _dictionary(job: Job) -> Iterator[doc.AnyPart]:
    """What people say of the columns that the run used; nothing where nobody has said any."""
    for title, rows in dictionary_of(job):
        columns = [doc.Column(label=head) for head in dictionary_heads()]
        yield doc.Heading(text=_("Data"))
        yield doc.Grid(title=title, columns=columns, rows=rows)


def _blocks(blocks: Sequence[Mapping[str, Any]]) -> Iterator[doc.AnyPart]:
    for block in blocks:
        yield from _WRITTEN[block["kind"]](block)


def _curves(job: Job) -> Iterator[doc.AnyPart]:
    """What the run reported while it went on, as its page draws it."""
    for name, points in queries.curves(job).items():
        yield from _picture(curve_chart(name, [Series(name=name, kind="line", points=points)]))


def _tiles(block: Mapping[str, Any]) -> Iterator[doc.AnyPart]:
    if block["items"]:
        yield doc.Figures(
            items=[
                doc.Figure(
                    label=render(one["label"]),
                    value=views.tile_value(one["value"]),
                    note=render(one.get("note")),
                    tone=one.get("tone", "neutral"),
                )
                for one in block["items"]
            ]
        )


def _grid(block: Mapping[str, Any]) -> Iterator[doc.AnyPart]:
    count = len(block["rows"])
    view = views.table_view({**block, "rows": block["rows"][:TABLE_ROWS]})
    yield doc.Grid(
        title=render(view["title"]),
        columns=[
            doc.Column(label=one["label"], unit=one["unit"], numeric=one["numeric"])
            for one in view["columns"]
        ],
        rows=[[cell["text"] for cell in row] for row in view["rows"]],
        note=render(view["note"]),
        cut=_cut(count),
        empty="" if count else _("No rows."),
    )


def _cut(count: int) -> str:
    """Which rows are not in the report; '' where all are."""
    if count <= TABLE_ROWS:
        return ""
    return _(
        "The first {shown} of {count} rows. The run's page and its result over REST hold them all."
    ).format(shown=show(TABLE_ROWS), count=show(count))


def _places(block: Mapping[str, Any]) -> Iterator[doc.AnyPart]:
    """A map as its table: on paper nobody can ask a point for its name and value."""
    view = views.map_view(block)
    last = len(view["columns"]) - 1
    yield doc.Grid(
        title=view["title"],
        columns=[
            doc.Column(label=label, numeric=place == last and bool(view["json"]["value"]))
            for place, label in enumerate(view["columns"])
        ],
        rows=view["rows"][:TABLE_ROWS],
        note=render(view["note"]),
        cut=_cut(len(view["rows"])),
        empty="" if view["rows"] else _("No rows."),
    )


def _formula(block: Mapping[str, Any]) -> doc.Formula:
    return doc.Formula(lines=block["lines"], note=render(block.get("note")))


def _picture(block: Any) -> Iterator[doc.AnyPart]:
    view = views.chart_view(block)
    most = max((len(item["points"]) for item in view["json"]["series"]), default=0)
    thinned = _("Drawn: {shown} points of each series at most, evenly chosen.").format(
        shown=show(DRAWN_POINTS)
    )
    notes = [render(view["note"]), *([thinned] if most > DRAWN_POINTS else [])]
    chart = {**view["json"], "series": [_thin(item) for item in view["json"]["series"]]}
    yield doc.Picture(
        title=view["title"],
        alt=view["json"]["description"],
        chart=chart,
        note=" ".join(filter(None, notes)),
        empty=_("There are no points to draw yet.") if view["empty"] else "",
        head=view["columns"],
        rows=view["rows"],
    )


def _thin(item: Mapping[str, Any]) -> dict[str, Any]:
    """At most so many points, the first and the last among them."""
    points, labels = item["points"], item["labels"]
    if len(points) <= DRAWN_POINTS:
        return dict(item)
    last = len(points) - 1
    chosen = [round(place * last / (DRAWN_POINTS - 1)) for place in range(DRAWN_POINTS)]
    return {
        **item,
        "points": [points[place] for place in chosen],
        "labels": [labels[place] for place in chosen] if len(labels) == len(points) else [],
    }


def _text(block: Mapping[str, Any]) -> Iterator[doc.AnyPart]:
    if block.get("heading"):
        yield doc.Heading(text=render(block["heading"]), level=2)
    yield from (doc.Paragraph(text=render(one)) for one in block["paragraphs"])


def _caution(block: Mapping[str, Any]) -> Iterator[doc.AnyPart]:
    fix = render(block.get("fix"))
    yield doc.Caution(
        tone=block["tone"],
        word=str(block["severity_label"]),
        message=render(block["message"]),
        fix=gap().join([_("What to do:"), fix]) if fix else "",
    )


_WRITTEN: dict[str, Any] = {
    "tiles": _tiles,
    "table": _grid,
    "equation": lambda block: [_formula(block)],
    "chart": _picture,
    "map": _places,
    "text": _text,
    "warning": _caution,
}


def _printable(value: Any) -> Any:
    """The same with every text free of what no file format can hold."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: _printable(item) for name, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list) else value
