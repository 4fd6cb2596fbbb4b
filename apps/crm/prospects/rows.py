"""From the rows of a table to leads that could be made, or what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from apps.core.messages import Message, msg
from apps.crm.consent import suppressing
from apps.crm.domain import values
from apps.crm.domain.leads import settle_values
from apps.crm.models import Lead
from apps.crm.prospects.columns import KINDS, Plan, basis_of
from apps.datasets.intakes.reading import AT_ONCE, Problem, cells, country_of, text_of
from apps.datasets.models import DatasetVersion
from apps.projects.domain.errors import Refused
from apps.reference.languages import locale_of

ERASED = "erased"
NAMELESS = "name"  # what lacks where a row names nobody
_GROUPED = re.compile(r"\d{1,3}([,. '’]\d{3})+")  # thousands
_web = URLValidator(schemes=["http", "https"])

# Field → what is wrong, and what to do.
PROBLEMS: dict[str, tuple[Message, Message]] = {
    NAMELESS: (
        msg("The row names no organisation and no person, and has no address."),
        msg("Give a name or an e-mail address, or leave the row as it is."),
    ),
    ERASED: (
        msg("This person asked to be erased from this project."),
        msg("Leave the row out. If it is wrong, an owner can lift the entry on the suppression"
            " list."),
    ),
    "email": (
        msg("This is not an e-mail address."),
        msg("Write one address, like anna@example.com, or leave the cell empty."),
    ),
    "phone": (
        msg("This is not a phone number."),
        msg("Write it with its country code, like +49 30 901820, or give the country too."),
    ),
    "website": (
        msg("This is not a web address."),
        msg("Write it like https://example.com, or leave the cell empty."),
    ),
    "country": (
        msg("This is not the name or code of one country."),
        msg("Write a name or an ISO code, like Germany, DE or DEU."),
    ),
    "language": (
        msg("This is not the name or code of a language."),
        msg("Write a name or a code, like German, de, pt-BR or zh-Hans."),
    ),
    "employees": (
        msg("This is not a whole number."),
        msg("Write one number, like 120, or do not use this column."),
    ),
    "basis": (
        msg("Personal data without a lawful basis."),
        msg("Write one of the six of GDPR Article 6(1), like consent or f, or choose one for the"
            " whole table."),
    ),
    "basis_date": (
        msg("This is not a date, or it lies in the future."),
        msg("Write it like 2026-03-31; today is the latest."),
    ),
}  # fmt: skip


@dataclass
class Prospect:
    """A row (from 1): the values that it gives, the lead that they make, what is wrong."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    lead: Lead | None = None
    problems: list[Problem] = field(default_factory=list)


def prospects(version: DatasetVersion, plan: Plan, start: int = 0) -> Iterator[Prospect]:
    """The rows of a table from ``start`` (from 0) on, each read by itself; who asked to be erased
    is looked up for many at once.
    """
    named = {name: column for name, column in plan.columns.items() if name in KINDS}
    rows = (read(version, plan, number, row) for number, row in cells(version, named, start))
    while part := list(islice(rows, AT_ONCE)):
        _screen(version, part)
        yield from part


def _screen(version: DatasetVersion, part: Sequence[Prospect]) -> None:
    people = [_address(one) for one in part]
    for one, channel in zip(part, suppressing.erased(version.project_id, people), strict=True):
        if channel and one.lead is not None:
            # Without the value: the list of problems is kept, and this person is not to be.
            one.problems.append(Problem(one.row, channel, ERASED, ""))
            one.lead = None


def _address(prospect: Prospect) -> dict[str, Any]:
    lead = prospect.lead
    return {name: getattr(lead, name) for name in ("email", "phone", "country")} if lead else {}


def read(version: Any, plan: Plan, row: int, given: Mapping[str, Any]) -> Prospect:
    """One row, by what each column was said to hold."""
    found = Prospect(row)
    for name, cell in given.items():
        text = text_of(cell)
        if not text:
            continue
        try:
            value = _READERS[name](text) if name in _READERS else text
        except (Refused, ValidationError, ValueError):
            found.problems.append(Problem(row, name, name, text))
            continue
        most = getattr(Lead._meta.get_field(name), "max_length", None)
        if most and isinstance(value, str) and len(value) > most:
            found.problems.append(Problem(row, name, "long", text))
        else:
            found.values[name] = value
    for name in ("source", "basis", "basis_note"):
        if getattr(plan, name):
            found.values.setdefault(name, str(getattr(plan, name)))
    if plan.basis_date:
        found.values.setdefault("basis_date", date.fromisoformat(plan.basis_date))
    if not found.problems:
        _settle(found, version, text_of(given.get("phone")))
    return found


def _settle(found: Prospect, version: Any, phone: str) -> None:
    lead = Lead(
        project_id=version.project_id, dataset_version_id=version.pk, dataset_row=found.row,
        **found.values,
    )  # fmt: skip
    try:
        settle_values(lead)
    except Refused as refused:
        reason = refused.field if refused.field in PROBLEMS else NAMELESS
        told = {"phone": phone, "basis_date": str(lead.basis_date)}
        value = told.get(reason, "")
        found.problems.append(Problem(found.row, reason, reason, value))
    else:
        found.lead = lead


def _email(text: str) -> str:
    validate_email(text)
    return values.email(text)


def _website(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    _web(address)
    return address


def language_of(text: str) -> str:
    """BCP 47 of the language that a cell names. Raises :class:`Refused`."""
    return _languages().get(text.casefold()) or values.language(text)


@cache
def _languages() -> dict[str, str]:
    """What languages are called in English and Chinese → their codes."""
    named = {
        str(name).casefold(): str(code).replace("_", "-")
        for lang in ("zh", "en")
        for code, name in locale_of(lang).languages.items()
    }
    return {**named, "汉语": "zh", "chinese": "zh", "中文": "zh"}


def _employees(text: str) -> int:
    digits = re.sub(r"\D", "", text) if _GROUPED.fullmatch(text) else text
    if not digits.isdecimal() or len(digits) > len(str(values.MOST_EMPLOYEES)):
        raise ValueError
    count = int(digits)
    if count > values.MOST_EMPLOYEES:
        raise ValueError
    return count


def _basis(text: str) -> str:
    found = basis_of(text)
    if found is None:
        raise ValueError
    return found.value


_READERS: dict[str, Callable[[str], Any]] = {
    "email": _email,
    "website": _website,
    "country": country_of,
    "language": language_of,
    "employees": _employees,
    "basis": _basis,
    "basis_date": date.fromisoformat,
}
