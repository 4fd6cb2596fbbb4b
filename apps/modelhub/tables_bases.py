"""The list of base models."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Num
from apps.core.rendering import render, short, show
from apps.core.tables import Table
from apps.core.templatetags.lepton import icon, state_badge
from apps.engines.base_models.listing import PACKAGES, BaseFacts
from apps.modelhub import presentation_bases as words

SHOWN_LANGUAGES = 4
NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}


class BaseTable(Table):
    """What is here, of which kind and size, for which languages, under which licence."""

    caption = _("Base models")
    name = tables.Column(verbose_name=_("Base model"))
    usable = tables.Column(verbose_name=_("State"))
    architecture = tables.Column(verbose_name=_("Architecture"), default="–")
    purpose = tables.Column(verbose_name=_("What it does"))
    parameters = tables.Column(verbose_name=_("Parameters"), attrs=NUMBER, default="–")
    bytes = tables.Column(verbose_name=_("Size"), attrs=NUMBER)
    languages = tables.Column(verbose_name=_("Languages"), orderable=False, empty_values=())
    licence = tables.Column(verbose_name=_("Licence"), empty_values=())
    methods = tables.Column(verbose_name=_("Methods"), orderable=False, empty_values=())

    class Meta(Table.Meta):
        order_by = ("-usable", "name")

    def render_name(self, value: str, record: BaseFacts) -> SafeString:
        """On a telephone this is all that is seen at first: why it cannot be used stands here."""
        reasons = [(icon("alert-triangle"), render(problem)) for problem in record.problems]
        return format_html(
            '<div class="fw-medium">{}</div><div class="text-secondary"><code>{}</code> {}</div>{}',
            value, record.id, words.source(record),
            format_html_join("", '<div class="base-reason">{}{}</div>', reasons),
        )  # fmt: skip

    def render_usable(self, value: bool) -> SafeString:
        return state_badge("ready" if value else "unusable")

    def render_purpose(self, value: str, record: BaseFacts) -> Any:
        return words.PURPOSES[value] if record.usable else "–"

    def render_parameters(self, value: int) -> SafeString:
        return format_html('<span title="{}">{}</span>', show(value), short(value))

    def render_bytes(self, value: int) -> str:
        return show(Num(value=float(value), style="bytes"))

    def render_languages(self, record: BaseFacts) -> Any:
        names = words.languages(record)
        if not names:
            return _("not stated")
        if len(names) <= SHOWN_LANGUAGES + 1:
            return words.joined(names)
        more = _("{count} more").format(count=len(names) - SHOWN_LANGUAGES)
        first = words.joined([*names[:SHOWN_LANGUAGES], more])
        return format_html("<details><summary>{}</summary>{}</details>", first, words.joined(names))

    def render_licence(self, record: BaseFacts) -> Any:
        if not record.licence:
            return _("not stated")
        stated = words.LICENCE_SOURCES.get(record.licence_from, "")
        return format_html('{}<div class="text-secondary">{}</div>', record.licence, stated)

    def render_methods(self, record: BaseFacts) -> str:
        return words.methods(record) or "–"


def empty_list() -> dict[str, Any]:
    """What the list says while there is no base model."""
    return {
        "icon": "package",
        "title": _("No base models yet"),
        "text": _(
            "An administrator installs the package {packages} or puts a model into the folder"
            " LEPTON_TEXT_MODELS. How, is said below."
        ).format(packages=words.joined(PACKAGES.values())),
    }
