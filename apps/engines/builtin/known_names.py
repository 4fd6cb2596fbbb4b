"""Which value of a table a person means who typed a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel

from apps.reference import countries

P = TypeVar("P", bound=BaseModel)


def meant(name: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``name`` stands for; '' if none or several do.

    The value itself first; then one that differs in case or blanks alone; then one that names the
    same country, as a column of countries is stored as ISO codes and people type 'China' or '中国'.
    """
    values = list(dict.fromkeys(known))
    if name in values:
        return name
    plain = name.strip().casefold()
    alike = [one for one in values if one.strip().casefold() == plain]
    country = countries.match(name)
    if not alike and country.certain:
        alike = [one for one in values if _iso3(one) == country.iso3]
    return alike[0] if plain and len(alike) == 1 else ""


def _iso3(value: str) -> str | None:
    found = countries.match(value)
    return found.iso3 if found.certain else None


def settled(params: P, field: str, known: Iterable[str]) -> P:
    """``params`` with the table's own way to write what ``field`` names; as they are if no value
    of the table is meant."""
    name = str(getattr(params, field))
    found = meant(name, known) if name else ""
    return params.model_copy(update={field: found}) if found and found != name else params
