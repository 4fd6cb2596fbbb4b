"""What other rooms learn of a dataset's columns."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from apps.datasets.models import ColumnEntry
from apps.jobs.described import ColumnWords


def words(project_id: Any, version_id: str) -> dict[str, ColumnWords]:
    """By column of the version's dataset; empty where the version is gone."""
    try:
        version = UUID(str(version_id))
    except ValueError:
        return {}
    entries = ColumnEntry.objects.filter(project_id=project_id)
    found = entries.filter(dataset__versions=version)
    return {
        entry.column: ColumnWords(
            label=entry.label,
            description=entry.description,
            unit=entry.unit,
            measure=measure(entry),
            source=source(entry),
        )
        for entry in found
    }


def measure(entry: ColumnEntry) -> str:
    """'Amount in a period, in prices of 2015'."""
    word = entry.get_measure_display() if entry.measure else ""
    if entry.price_year is None:
        return str(word)
    if not word:
        return _("in prices of {year}").format(year=entry.price_year)
    return _("{measure}, in prices of {year}").format(measure=word, year=entry.price_year)


def source(entry: ColumnEntry) -> str:
    """'Eurostat, 2023'."""
    year = "" if entry.source_year is None else str(entry.source_year)
    if entry.source and year:
        return _("{source}, {year}").format(source=entry.source, year=year)
    return entry.source or year
