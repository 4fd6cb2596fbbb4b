"""The list of models."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Num
from apps.core.rendering import render, show
from apps.core.tables import Table
from apps.jobs.domain.queries import engine_label
from apps.modelhub.models import RegisteredModel

# What the summary of a model says of shares, and how the list says it.
HOW_GOOD = {
    "accuracy": _("{share} right"),
    "micro_f1": _("micro F1 of {share}"),
    "auc": _("ROC AUC of {share}"),
    "recall_at_1": _("{share} found first"),
}
# ... and of numbers: the first one that there is.
HOW_CLOSE = {"r2": _("R² on the test"), "spearman": _("Rank correlation")}


class ModelTable(Table):
    """Name, engine, how good it is, who, when."""

    caption = _("Models")
    name = tables.Column(verbose_name=_("Model"))
    engine_key = tables.Column(verbose_name=_("Engine"))
    fit = tables.Column(
        verbose_name=_("How good"), accessor="summary", orderable=False, empty_values=()
    )
    created_by = tables.Column(verbose_name=_("Made by"), default="–")
    created_at = tables.DateTimeColumn(
        verbose_name=_("When"), attrs={"td": {"class": "text-nowrap"}}
    )
    predict = tables.Column(verbose_name=_("Use"), accessor="pk", orderable=False, empty_values=())

    class Meta(Table.Meta):
        model = RegisteredModel
        fields = ("name", "engine_key", "fit", "created_by", "created_at", "predict")
        order_by = "-created_at"

    def render_name(self, value: str, record: RegisteredModel) -> str:
        url = reverse("modelhub:detail", args=[record.project_id, record.pk])
        link = format_html('<a href="{}" class="fw-medium">{}</a>', url, value)
        names = [(alias.name,) for alias in record.aliases.all()]
        return link + format_html_join("", " <code>{}</code>", names)

    def render_engine_key(self, value: str) -> str:
        return render(engine_label(value))

    def render_fit(self, record: RegisteredModel) -> str:
        for key, sentence in HOW_GOOD.items():
            found = record.summary.get(key)
            if isinstance(found, dict):
                share = Num(value=found.get("value"), style="percent", decimals=1)
                return str(sentence).format(share=show(share))
        for key, name in HOW_CLOSE.items():
            found = record.summary.get(key)
            if isinstance(found, dict):
                return f"{name} {show(Num(value=found.get('value'), digits=3))}"
        chrf = record.summary.get("chrf")
        if isinstance(chrf, dict):
            return f"chrF {show(Num(value=chrf.get('value'), decimals=1))}"
        targets = [target.get("predictive_r2") for target in record.summary.get("targets", [])]
        shown = [show(Num(value=value, digits=3)) for value in targets if value is not None]
        name = _("Predictive R²")
        return f"{name} {', '.join(shown)}" if shown else "–"

    def render_predict(self, record: RegisteredModel) -> str:
        url = reverse("modelhub:predict", args=[record.project_id, record.pk])
        return format_html('<a href="{}">{}</a>', url, _("Predict"))


def empty_list(project: Any) -> dict[str, Any]:
    """What the list says while there is no model."""
    return {
        "icon": "box-model-2",
        "title": _("No models yet"),
        "text": _("A fit that succeeds leaves a model here, ready to be asked for predictions."),
        "action_url": reverse("jobs:new", args=[project.pk]),
        "action_label": _("Start a run"),
    }
