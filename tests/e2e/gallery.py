"""Every shared component on one page, in a project's frame: what the component tests look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import django_filters
import django_tables2
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from apps.core.forms import ConfirmForm
from apps.core.htmx import stop_polling, toast
from apps.core.messages import Message, Num, msg
from apps.core.tables import Table, table_page
from apps.engines import result as r
from apps.projects.access import project_page
from apps.projects.models import MarketEntry

TEMPLATES = Path(__file__).parent / "templates"


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="What people call it.")
    size = forms.FloatField(label="Size", min_value=0, required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    market = forms.ChoiceField(label="Market", choices=[("DEU", "Germany"), ("FRA", "France")])
    columns = forms.MultipleChoiceField(
        label="Columns", choices=[("a", "Price"), ("b", "Income")],
        widget=forms.CheckboxSelectMultiple, help_text="One or more.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Kind", choices=[("x", "Fast"), ("y", "Exact")], widget=forms.RadioSelect
    )
    several = forms.MultipleChoiceField(
        label="Several", choices=[("1", "One"), ("2", "Two")], required=False
    )
    file = forms.FileField(label="File", required=False)
    day = forms.DateField(
        label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    agree = forms.BooleanField(label="Keep a copy", help_text="It counts towards the quota.")


class EntryFilter(django_filters.FilterSet):
    country = django_filters.CharFilter(label="Country", lookup_expr="icontains")

    class Meta:
        model = MarketEntry
        fields = ["country", "stage"]


class EntryTable(Table):
    stage = django_tables2.Column()

    class Meta(Table.Meta):
        model = MarketEntry
        fields = ("country", "stage", "note", "updated_at")


def sample_charts() -> list[r.Chart]:
    points = [[float(x), 100 + 12.5 * x + (7 if x % 2 else -7)] for x in range(1, 13)]
    line = [[float(x), 100 + 12.5 * x] for x in range(1, 13)]
    low_high = [[x, y - 20, y + 20] for x, y in line]
    return [
        r.Chart(
            key="fit", title=msg("Demand against income"), note=msg("Each point is a market."),
            x=r.Axis(label=msg("Income"), unit="USD"),
            y=r.Axis(label=msg("Demand"), unit="pcs"),
            series=[
                r.Series(name=msg("95 % interval"), kind="band", points=low_high),
                r.Series(name=msg("Fit"), kind="line", points=line),
                r.Series(name=msg("Markets"), points=points,
                         labels=[f"Market {n}" for n in range(12)]),
            ],
        ),
        r.Chart(
            key="loss", title=msg("Loss"), x=r.Axis(label=msg("Step")),
            y=r.Axis(label=msg("Loss"), scale="log"),
            series=[r.Series(name=msg("Loss"), kind="line",
                             points=[[float(n), 1000 / 2.0**n] for n in range(40)])],
        ),
        r.Chart(
            key="vif", title=msg("Variance inflation"),
            x=r.Axis(label=msg("Predictor"), scale="category"), y=r.Axis(label=msg("VIF")),
            series=[r.Series(name=msg("VIF"), kind="bar",
                             points=[["Income", 3.2], ["Price of a substitute", 182.3]])],
        ),
    ]  # fmt: skip


def sample_result() -> r.Result:
    return r.Result(
        headline=msg(
            "Each unit of {name} goes with {value} more units of demand.",
            name="income", value=Num(value=12.5, digits=4),
        ),
        blocks=[
            r.Warning(code="few", severity="serious", message=msg("Only 3 rows were used."),
                      fix=msg("Add rows of more markets.")),
            r.Warning(code="wide", message=msg("Two predictors say nearly the same.")),
            r.Warning(code="note", severity="info", message=msg("The device was the processor.")),
            r.Tiles(items=[
                r.Tile(label=msg("Markets"), value=Num(value=12.0), note=msg("All were used.")),
                r.Tile(label=msg("R²"), value=Num(value=0.998848, digits=6), tone="good"),
                r.Tile(label=msg("Residual SD"), value=Num(value=2.4, digits=4, unit="units")),
                r.Tile(label=msg("VIF"), value=Num(value=182.3), tone="warn"),
            ]),
            r.Equation(lines=["D = 1.175115 · d − 12.557604", "y_1 = 3 * price_index ^2 - 1e-9"],
                       note=msg("Units as in the table.")),
            *sample_charts(),
            r.Table(
                key="coefficients", title=msg("Coefficients"),
                columns=[
                    r.TableColumn(key="name", label=msg("Column")),
                    r.TableColumn(key="value", label=msg("Value"), kind="number", digits=7),
                    r.TableColumn(key="se", label="SE", kind="number", help=msg("Standard error")),
                    r.TableColumn(key="n", label=msg("Rows"), kind="integer"),
                    r.TableColumn(key="share", label=msg("Share"), kind="percent"),
                ],
                rows=[
                    {"name": "income", "value": 1.175115, "se": 0.03991, "n": 3, "share": 0.25},
                    {"name": msg("Intercept"), "value": -12.557604, "se": None, "n": 12345,
                     "share": 0.0001},
                ],
                note=msg("Standard errors assume equal variance."),
            ),
            r.Text(heading=msg("Method"), paragraphs=[msg("Least squares by QR.")]),
        ],
    )  # fmt: skip


@project_page()
def gallery(request: HttpRequest) -> HttpResponse:
    if request.GET.get("say"):
        messages.success(request, "It was saved.")
        messages.error(request, "It was not saved.")
    table = table_page(request, EntryTable, request.project.market_entries.all(), EntryFilter)
    form = SampleForm(request.POST if request.method == "POST" else None)
    confirm = ConfirmForm(
        request.POST if request.method == "POST" else None, phrase=request.project.name
    )
    context: dict[str, Any] = {
        **table,
        "form": form,
        "confirm": confirm,
        "result": sample_result(),
        "states": ["queued", "running", "succeeded", "refused", "errored", "cancelled", "odd"],
        "note": Message(text="Reading the file").model_dump(mode="json"),
        "facts": [("Engine", "Least squares"), ("Seed", 0), ("Note", "")],
    }
    source = (TEMPLATES / "gallery.html").read_text(encoding="utf-8")
    template = engines["django"].from_string(source)
    return HttpResponse(template.render(context, request))


def part(request: HttpRequest) -> HttpResponse:
    """What HTMX asks for: a toast, an error, a lost session, the end of a poll."""
    kind = request.GET["kind"]
    if kind == "toast":
        return toast(HttpResponse("swapped"), "It was 'saved' · 已保存", "good")
    if kind == "message":
        messages.warning(request, "Look at row 7.")
        return HttpResponse("swapped")
    if kind == "error":
        raise RuntimeError("provoked")
    if kind == "login":
        response = HttpResponse(status=302)
        response["Location"] = "/accounts/login/?next=/part"
        return response
    return stop_polling()


urlpatterns = [
    path("projects/<uuid:project_id>/gallery/", gallery, name="gallery"),
    path("part/", part, name="part"),
    path("", include("lepton_site.urls")),
]
handler404 = "apps.core.views.not_found"
handler403 = "apps.core.views.forbidden"
handler500 = "apps.core.views.server_error"
