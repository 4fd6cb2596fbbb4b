"""Filters of lists, looked at only where something is asked for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from apps.core.api.pagination import parameter_problem

OTHERS = frozenset({"cursor", "limit", "fields", "ordering", "updated_since"})


class Filters(DjangoFilterBackend):
    """django-filter's own. It makes a form for each request; a plain walk needs none.

    A parameter that the list does not have is refused: a filter with a slip in its name would give
    all rows.
    """

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        asked = set(request.query_params) - OTHERS - getattr(view, "own_parameters", frozenset())
        if not asked:
            return queryset
        filterset = self.get_filterset_class(view, queryset)
        known = set(filterset.base_filters) if filterset else set()
        for name in sorted(asked - known):
            sentence = _("This list has no such parameter. Choose one of: {names}.")
            names = ", ".join(sorted(known | OTHERS))
            raise parameter_problem(name, sentence.format(names=names))
        return super().filter_queryset(request, queryset, view)
