"""Template tags and filters that every page may use without loading them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from apps.core import blocks, rendering, slots, vendored, widgets
from apps.core.htmx import message_tone
from apps.core.states import TOASTS, ToastLook, look_of

register = template.Library()


@register.filter
def say(message: Any) -> str:
    """A stored :class:`~apps.core.messages.Message` as a sentence in the reader's language."""
    return conditional_escape(rendering.render(message))


@register.filter
def num(value: Any, digits: int = 6) -> str:
    """A number with ``digits`` significant digits in the reader's notation."""
    return rendering.quantity(value, digits=digits)


@register.filter
def percent(value: Any, decimals: int = 1) -> str:
    """A share (0.25) as a percentage (25.0%)."""
    return rendering.quantity(value, decimals=decimals, style="percent")


@register.filter
def money(amount: Any, currency: str) -> str:
    """An amount with its currency: 4,000 EUR; a dash where nobody knows it."""
    return rendering.money(amount, currency)


@register.filter(name="bytes")
def bytes_(value: Any) -> str:
    """A count of bytes as KB, MB, GB (powers of 1024)."""
    return rendering.quantity(value, style="bytes")


@register.filter
def duration(value: Any) -> str:
    """Seconds, or a timedelta, as '1 min 5 s'."""
    seconds = value.total_seconds() if hasattr(value, "total_seconds") else value
    return rendering.quantity(seconds, style="seconds")


@register.filter
def ago(moment: datetime) -> str:
    """A moment as '45 seconds ago', '3 days ago'."""
    return rendering.ago(moment)


@register.simple_tag
def gap() -> str:
    """Between a sentence and what follows it on the line: a blank, none in Chinese."""
    return rendering.gap()


@register.filter
def country(iso3: Any) -> str:
    """The country's name in the reader's language from its ISO 3166-1 alpha-3 code."""
    return rendering.country(str(iso3 or ""))


@register.filter
def show_value(value: Any, column: Mapping[str, Any]) -> str:
    """A cell of a result table, formatted by its column (see ``engines.result.TableColumn``)."""
    return blocks.cell(value, column)


@register.filter
def tile_value(value: Any) -> str:
    """The value of a result tile: a stored number, a stored message, or plain text."""
    return blocks.tile_value(value)


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An outline icon of the vendored sprite; hidden from screen readers, words stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        vendored.url("tabler-icons", "icons.svg"),
        name,
    )


@register.simple_tag
def vendor(package: str, file: str) -> str:
    """The address of a vendored file, whatever version is there."""
    return vendored.url(package, file)


@register.simple_tag
def crumb(label: Any, url: str = "") -> SafeString:
    """One step of the breadcrumbs; without ``url`` it is the page itself."""
    if url:
        return format_html('<li class="breadcrumb-item"><a href="{}">{}</a></li>', url, label)
    return format_html(
        '<li class="breadcrumb-item active" aria-current="page"><span>{}</span></li>', label
    )


@register.simple_tag
def state_badge(state: Any, label: Any = "") -> SafeString:
    """A state as colour, icon and word. ``label`` defaults to the state's own label."""
    look = look_of(str(getattr(state, "value", state)))
    words = label or getattr(state, "label", "") or look.label or state
    return format_html(
        '<span class="badge state state-{}" data-state="{}">{}<span>{}</span></span>',
        look.tone,
        getattr(state, "value", state),
        icon(look.icon, look.css),
        words,
    )


@register.simple_tag(takes_context=True)
def result_blocks(context: template.Context, result: Any) -> SafeString:
    """Every block of an ``engines.result.Result`` (model or stored JSON)."""
    return _included("core/components/result.html", context, blocks.result_context(result))


@register.simple_tag(takes_context=True)
def chart_card(context: template.Context, chart: Any, heading: str = "h3") -> SafeString:
    """One chart card; the same as including ``core/components/chart.html`` with ``chart``."""
    extra = {"chart": chart, "heading": heading}
    return _included("core/components/chart.html", context, extra)


@register.simple_tag
def chart_view(chart: Any) -> dict[str, Any]:
    """What the chart card needs: id, title, summary in words, JSON for the script, table rows."""
    return blocks.chart_view(chart)


@register.simple_tag
def map_view(block: Any) -> dict[str, Any]:
    """What the map card needs: id, title, description, JSON for the script, table rows."""
    return blocks.map_view(block)


@register.simple_tag
def plain_rows(rows: list[list[str]]) -> SafeString:
    """The rows of a table's body: each a list of texts."""
    return blocks.rows_html(rows)


@register.simple_tag
def progress_view(done: Any, total: Any) -> dict[str, Any]:
    """Share done in percent, or ``known`` False where the total is not known."""
    return blocks.progress_view(done, total)


@register.simple_tag
def equation_html(line: str) -> SafeString:
    """A formula given as plain text, set with italic names, real minus signs and subscripts."""
    return blocks.equation_html(line)


@register.simple_tag
def table_view(table: Any) -> dict[str, Any]:
    """A result table with its cells formatted for the reader."""
    return blocks.table_view(table)


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget with the site's classes for its kind."""
    return widgets.control(field)


@register.filter
def dressed(field: BoundField) -> str:
    """Put the site's classes on the widget before its options are drawn one by one."""
    widgets.dress(field.field.widget, wrong=bool(field.errors))
    return ""


@register.filter
def control_kind(field: BoundField) -> str:
    """How the field is laid out: see ``apps.core.widgets.Kind``."""
    return widgets.kind(field)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping[key]`` or nothing."""
    return mapping.get(key) if isinstance(mapping, Mapping) else None


@register.simple_tag
def toast_look(level: int) -> ToastLook:
    """Tone, icon and word for a Django message of this level."""
    return TOASTS[message_tone(level)]


@register.simple_tag
def toast_looks() -> list[ToastLook]:
    return list(TOASTS.values())


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, subject: Any = None) -> SafeString:
    """What plugins put here: see :mod:`apps.core.slots`."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    place = slots.SlotPlace(request, context.get("project"), context.get("role"), subject)
    return slots.draw(name, place)


def _included(name: str, context: template.Context, extra: Mapping[str, Any]) -> SafeString:
    request = context.get("request")
    passed = {key: context.get(key) for key in ("project", "role")}
    return SafeString(render_to_string(name, {**passed, **extra}, request=request))
