"""The lists of the plan: items and needs."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.tables import Table
from apps.core.templatetags.lepton import state_badge
from apps.projects.forms import entry_choices
from apps.projects.models import Membership, Project
from apps.projects.plan import board
from apps.projects.plan.models import ItemState, Need, PlanItem


def badge(state: str, label: Any) -> SafeString:
    """A state of the plan as colour, icon and word."""
    return state_badge(f"plan-{state}", label)


class ItemTable(Table):
    """Items with their markets; the rows are those of ``board.items_of``."""

    caption = _("Plan items")
    title = tables.Column(_("Title"))
    kind = tables.Column(_("Kind"))
    state = tables.Column(_("State"))
    markets = tables.Column(_("Markets"), orderable=False, empty_values=())
    owner = tables.Column(_("Owner"), order_by=("owner__name", "owner__email"), default="–")
    priority = tables.Column(_("Priority"))
    target_on = tables.DateColumn(verbose_name=_("Target date"), default="–", short=False)

    class Meta(Table.Meta):
        model = PlanItem
        fields = ("title", "kind", "state", "markets", "owner", "priority", "target_on")
        sequence = fields
        order_by = ("priority",)

    def order_priority(self, rows: Any, is_descending: bool) -> tuple[Any, bool]:
        return rows.order_by("-priority" if is_descending else "priority", *board.BY_DAY), True

    def order_target_on(self, rows: Any, is_descending: bool) -> tuple[Any, bool]:
        """Items without a date come last either way."""
        day, *rest = board.BY_DAY
        return rows.order_by(F("target_on").desc(nulls_last=True) if is_descending else day,
                             *rest), True  # fmt: skip

    def render_title(self, record: PlanItem) -> str:
        url = reverse("projects:plan_item", args=[record.project_id, record.pk])
        return format_html('<a class="fw-medium" href="{}">{}</a>', url, record.title)

    def render_state(self, record: PlanItem) -> str:
        return badge(record.state, record.get_state_display())

    def render_markets(self, record: PlanItem) -> str:
        codes = [market.entry.country for market in record.markets.all()]
        return ", ".join(rendering.country(code) for code in codes) or "–"


class NeedTable(Table):
    """Needs, with how many items answer each."""

    caption = _("Needs")
    statement = tables.Column(_("Need"))
    kind = tables.Column(_("From"))
    importance = tables.Column(_("Importance"))
    markets = tables.Column(_("Markets"), orderable=False, empty_values=())
    state = tables.Column(_("State"))
    answers = tables.Column(_("Plan items"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    updated_at = tables.DateTimeColumn(verbose_name=_("Changed"), short=True)

    class Meta(Table.Meta):
        model = Need
        fields = ("statement", "kind", "importance", "markets", "state", "answers", "updated_at")
        sequence = fields
        order_by = ("importance", "-updated_at")

    def render_statement(self, record: Need) -> str:
        url = reverse("projects:plan_need", args=[record.project_id, record.pk])
        said = format_html('<div class="text-secondary">{}</div>', record.said_by)
        link = format_html('<a class="fw-medium" href="{}">{}</a>', url, record.statement)
        return format_html("{}{}", link, said if record.said_by else "")

    def render_markets(self, record: Need) -> str:
        return ", ".join(rendering.country(code) for code in record.markets) or "–"

    def render_state(self, record: Need) -> str:
        return badge(record.state, record.get_state_display())


def _search(*names: str) -> Any:
    def method(filters: Any, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        found = Q()
        for one in names:
            found |= Q(**{f"{one}__icontains": value.strip()})
        return queryset.filter(found)

    return method


class BoardFilter(django_filters.FilterSet):
    """By market, owner and kind: what the board and the roadmap are narrowed by."""

    market = django_filters.ChoiceFilter(
        label=_("Market"), method="in_market", empty_label=_("All markets"), choices=[]
    )
    owner = django_filters.ChoiceFilter(
        label=_("Owner"), method="owned", empty_label=_("Anybody"), choices=[]
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=PlanItem.Kind.choices, empty_label=_("All kinds")
    )

    class Meta:
        model = PlanItem
        fields = ("market", "owner", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project: Project = self.request.project
        people = Membership.objects.filter(project=project).select_related("user")
        self.filters["owner"].extra["choices"] = [
            ("none", _("Nobody yet")),
            *((str(row.user_id), str(row.user)) for row in people),
        ]
        self.filters["market"].extra["choices"] = entry_choices(project)

    def in_market(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        there = PlanItem.objects.filter(markets__entry__country=value).values("pk")
        return queryset.filter(pk__in=there)

    def owned(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(**({"owner": None} if value == "none" else {"owner_id": value}))


class ItemFilter(BoardFilter):
    """As on the board, with a search, the state, and what is late."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ItemState.choices, empty_label=_("All states")
    )
    late = django_filters.BooleanFilter(
        label=_("Overdue only"), method="only_late", widget=forms.CheckboxInput
    )
    search = _search("title", "goal", "requirement")

    class Meta:
        model = PlanItem
        fields = ("q", "state", "market", "owner", "kind", "late")

    def only_late(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return board.overdue(queryset, timezone.localdate()) if value else queryset


class NeedFilter(django_filters.FilterSet):
    """Search, where from, state, and market."""

    q = django_filters.CharFilter(
        label=_("Search"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(
        label=_("From"), choices=Need.Kind.choices, empty_label=_("Anybody")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Need.State.choices, empty_label=_("All states")
    )
    market = django_filters.ChoiceFilter(
        label=_("Market"), method="heard_in", empty_label=_("All markets"), choices=[]
    )
    search = _search("statement", "said_by", "note")

    class Meta:
        model = Need
        fields = ("q", "kind", "state", "market")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["market"].extra["choices"] = entry_choices(self.request.project)

    def heard_in(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """A code is letters alone, so the stored text can be searched."""
        rows = queryset.annotate(_heard=Cast("markets", TextField()))
        return rows.filter(_heard__contains=f'"{value}"')
