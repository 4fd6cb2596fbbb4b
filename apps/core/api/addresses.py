"""Where a row is read over REST, for whoever has only the row.

The catalogue of event kinds says which route gives which model.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from apps.core import catalogue
from apps.core.api.problems import FieldError, Problem


def address_of(row: Any) -> str:
    """The path of a row inside its project; '' where REST does not give such rows."""
    label = row._meta.label_lower
    for kind in catalogue.kinds:
        subject = kind.subject
        if subject.route and subject.model == label:
            inside = {"project_id": row.project_id, subject.argument: row.pk}
            return reverse(subject.route, kwargs=inside)
    return ""


def in_the_way(row: Any, sentence: str, at: str = "") -> Problem:
    """A 409 that names the record in the way by id and address; ``at`` points to the value."""
    extra = {"existing": str(row.pk), "existing_url": address_of(row)}
    errors = [FieldError(at, sentence)] if at else []
    return Problem("conflict", sentence, errors=errors, extra=extra)
