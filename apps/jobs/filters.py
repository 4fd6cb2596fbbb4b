"""What the list of jobs can be narrowed by; the state is in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as rest_filters

from apps.core.counting import values_of
from apps.core.rendering import render
from apps.jobs.domain.kinds import system_keys
from apps.jobs.domain.queries import engine_label
from apps.jobs.links import purpose_label
from apps.jobs.models import OPEN_STATES, Job, State, Task
from apps.projects.models import Membership


class JobFilter(django_filters.FilterSet):
    """State, engine, purpose, person, dates, kept; system jobs only when asked for, parts only by
    the run that they belong to (``parent``, from that run's page).
    """

    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", empty_label=_("All"))
    engine = django_filters.ChoiceFilter(
        label=_("Engine"), field_name="engine_key", empty_label=_("All")
    )
    purpose = django_filters.ChoiceFilter(label=_("Purpose"), empty_label=_("All"))
    person = django_filters.ChoiceFilter(
        label=_("Started by"), field_name="created_by", empty_label=_("Anybody")
    )
    since = django_filters.DateFilter(
        label=_("From"), field_name="created_at", lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    until = django_filters.DateFilter(
        label=_("Until"), field_name="created_at", lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    kept = django_filters.BooleanFilter(
        label=_("Kept only"), method="only_kept", widget=forms.CheckboxInput
    )
    system = django_filters.BooleanFilter(
        label=_("Show imports and predictions"), method="with_system", widget=forms.CheckboxInput
    )
    parent = django_filters.UUIDFilter(field_name="parent_id", widget=forms.HiddenInput)

    class Meta:
        model = Job
        fields = ["state", "engine", "purpose", "person", "since", "until", "kept", "system"]

    def __init__(self, *args: Any, project: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project = project or self.request.project
        choices = {
            "state": [("open", gettext("Not finished")), *State.choices],
            "engine": self._engines(project),
            "purpose": self._purposes(project),
            "person": self._people(project),
        }
        for name, options in choices.items():
            self.filters[name].extra["choices"] = options

    @staticmethod
    def _used(project: Any, column: str) -> list[str]:
        return values_of(Job.objects.filter(project=project), column)

    def _engines(self, project: Any) -> list[tuple[str, str]]:
        return [(key, render(engine_label(key))) for key in self._used(project, "engine_key")]

    def _purposes(self, project: Any) -> list[tuple[str, str]]:
        used = self._used(project, "purpose")
        return [(value, purpose_label(value)) for value in used]

    @staticmethod
    def _people(project: Any) -> list[tuple[str, str]]:
        members = Membership.objects.filter(project=project).select_related("user")
        return [(str(member.user_id), str(member.user)) for member in members]

    def by_state(self, queryset: QuerySet[Job], name: str, value: str) -> QuerySet[Job]:
        return queryset.filter(state__in=OPEN_STATES if value == "open" else [value])

    def only_kept(self, queryset: QuerySet[Job], name: str, value: bool) -> QuerySet[Job]:
        return queryset.filter(kept=True) if value else queryset

    def with_system(self, queryset: QuerySet[Job], name: str, value: bool) -> QuerySet[Job]:
        return queryset

    def filter_queryset(self, queryset: QuerySet[Job]) -> QuerySet[Job]:
        queryset = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("parent"):
            return queryset
        if self.form.cleaned_data.get("system"):
            return queryset.filter(parent=None)
        return of_people(queryset)

    @property
    def qs(self) -> QuerySet[Job]:
        if not self.is_bound:
            return of_people(self.queryset.all())
        return super().qs


class EngineKeyFilter(django_filters.FilterSet):
    """REST: lists whose rows have an engine called it so before they had filters of all columns."""

    engine_key = django_filters.CharFilter(label="The same as `engine`.")


class RestJobFilter(EngineKeyFilter):
    """REST: parts and trials only where they are asked for; there may be a thousand of one run."""

    with_parts = rest_filters.BooleanFilter(
        method="unchanged",
        label="True: parts and trials too. Otherwise they are listed only by `parent`,"
        " `parent__in` or `parent__isnull=false`.",
    )

    def unchanged(self, queryset: QuerySet[Job], name: str, value: bool) -> QuerySet[Job]:
        return queryset


def asks_for_parts(query: Mapping[str, str]) -> bool:
    """Whether the parameters of a list over REST name a run or ask for all parts."""
    yes = query.get("with_parts", "").lower() in {"true", "1"}
    inside = query.get("parent__isnull", "").lower() in {"false", "0"}
    return yes or inside or bool(query.get("parent") or query.get("parent__in"))


def of_people(queryset: QuerySet[Job]) -> QuerySet[Job]:
    """Without steps of something else: imports, predictions, parts."""
    return queryset.filter(task=Task.RUN, parent=None).exclude(engine_key__in=system_keys())
