"""The list of predictions, in the page and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.messages import Num
from apps.core.spreadsheets import harmless
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.research.predictions.filters import STATES
from apps.research.predictions.models import Prediction

NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
WORDS = dict(STATES)


def state_of(row: Prediction) -> str:
    """One of ``filters.STATES``."""
    if row.hindsight:
        return "hindsight"
    if row.actual is None:
        over = row.ends_on is not None and row.ends_on < timezone.localdate()
        return "overdue" if over else "waiting"
    return "inside" if row.inside else "outside"


def figure(value: float | None, unit: str = "") -> str:
    return "–" if value is None else rendering.show(Num(value=value, digits=5, unit=unit))


class PredictionTable(Table):
    """Every prediction with its interval, and what came of it."""

    caption = _("Predictions")
    period = tables.Column(verbose_name=_("Period"))
    market = tables.Column(verbose_name=_("Market"), empty_values=())
    target = tables.Column(verbose_name=_("Target"), accessor="kept__target")
    value = tables.Column(verbose_name=_("Value"), attrs=NUMBER)
    low = tables.Column(verbose_name=_("Interval"), attrs=NUMBER, orderable=False)
    actual = tables.Column(verbose_name=_("Actual"), attrs=NUMBER, empty_values=())
    state = tables.Column(verbose_name=_("State"), accessor="pk", orderable=False, empty_values=())
    run = tables.Column(verbose_name=_("Run"), accessor="kept__title")

    class Meta(Table.Meta):
        model = Prediction
        fields = ("period", "market", "target", "value", "low", "actual", "state", "run")
        order_by = ("-period",)

    def render_period(self, value: str, record: Prediction) -> str:
        url = reverse("research:prediction", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium text-nowrap" href="{}">{}</a>', url, value)

    def render_market(self, value: str) -> str:
        return value or "–"

    def render_value(self, value: float, record: Prediction) -> str:
        return figure(value, record.kept.unit)

    def render_low(self, record: Prediction) -> str:
        return interval(record)

    def render_actual(self, value: float | None, record: Prediction) -> str:
        return figure(value, record.kept.unit)

    def render_state(self, record: Prediction) -> str:
        return badge(record)

    def render_run(self, value: str, record: Prediction) -> str:
        url = reverse("research:predictions_set", args=[record.project_id, record.kept_id])
        return format_html('<a href="{}">{}</a>', url, value)


def interval(row: Prediction) -> str:
    """'80 to 120 (95%)'."""
    return _now("{low} to {high} ({level})").format(
        low=figure(row.low),
        high=figure(row.high),
        level=rendering.show(Num(value=row.level, digits=3, style="percent")),
    )


def badge(row: Prediction) -> str:
    state = state_of(row)
    return state_badge("pending" if state == "waiting" else state, WORDS[state])


def csv_lines(rows: QuerySet[Prediction]) -> Iterator[str]:
    """A heading and one prediction a line, full precision, harmless in a spreadsheet."""
    yield "\ufeff" + _csv([COLUMNS])
    for row in rows.iterator(chunk_size=1000):
        yield _csv([[harmless(str(cell)) for cell in _cells(row)]])


COLUMNS = [
    "period", "market", "country", "target", "unit", "engine", "engine_version", "run", "made_by",
    "made_at", "periods_ahead", "value", "low", "high", "level", "band", "naive", "state",
    "actual", "actual_source", "scored_at", "inside", "error", "interval_score", "scaled_error",
]  # fmt: skip


def _cells(row: Prediction) -> list[Any]:
    kept = row.kept
    cells = [
        row.period, row.market, row.country, kept.target, kept.unit, kept.engine_key,
        kept.engine_version, kept.title, kept.made_by, kept.made_at.isoformat(), row.ahead,
        row.value, row.low, row.high, row.level, row.band, row.naive, state_of(row), row.actual,
        source_of(row), row.scored_at.isoformat() if row.scored_at else None, row.inside,
        row.error, row.interval_score, row.scaled_error,
    ]  # fmt: skip
    return ["" if cell is None else cell for cell in cells]


def source_of(row: Any) -> str:
    """Of a prediction or a score: the version of the data, or what a person said."""
    version = getattr(row, "actual_version", None) or getattr(row, "version", None)
    if version is not None:
        return f"{version.dataset.name} · {version.number}"
    return str(getattr(row, "actual_source", "") or getattr(row, "source", ""))


def _csv(lines: list[list[Any]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(lines)
    return buffer.getvalue()
