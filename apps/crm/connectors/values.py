"""Values of our fields, as two systems compare them.

A value is written in one way (``taken``) before it is compared, so that a phone number that is
written otherwise there is not a change. What a record holds is told by ``held``; what is sent by
``sent``.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from apps.core.messages import Message, msg
from apps.crm.domain import values
from apps.crm.models import Company, Contact, Lead
from apps.projects.domain.errors import Refused
from apps.reference import countries

SHARED = ("email", "phone", "website", "country", "language", "note")
PERSON = ("given_name", "family_name", "job_title")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "company": ("name", "industry", "employees", *SHARED),
    "contact": (*PERSON, "company", *SHARED),
    "lead": ("organisation", *PERSON, "sector", "employees", "source", *SHARED),
}
MODELS: Mapping[str, type[Any]] = {"company": Company, "contact": Contact, "lead": Lead}
OWN = "attributes."
NOTE_LENGTH = 10_000
NOTHING = ""
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_WEB = URLValidator(schemes=["http", "https"])


def is_field(kind: str, name: str) -> bool:
    """Whether records of the kind have the field: a column, or ``attributes.…``."""
    own = name.removeprefix(OWN)
    return name in FIELDS[kind] or (own != name and values.ATTRIBUTE.fullmatch(own) is not None)


def digest(salt: str, field: str, value: Any) -> str:
    """HMAC-SHA256 of a value, cut to 96 bits: equal for equal values, telling nobody which."""
    text = json.dumps([field, value], sort_keys=True, ensure_ascii=False)
    return hmac.new(salt.encode(), text.encode(), hashlib.sha256).hexdigest()[:24]


def held(row: Any, field: str, companies: Mapping[Any, str]) -> Any:
    """What the record holds; '' for nothing. A company is told by its id there (``companies``: our
    id → theirs); None where it has none there yet, which is neither equal nor a change.
    """
    if field.startswith(OWN):
        return _plain(row.attributes.get(field.removeprefix(OWN)))
    if field == "company":
        return companies.get(row.company_id) if row.company_id else NOTHING
    return _plain(getattr(row, field))


def _plain(value: Any) -> Any:
    return NOTHING if value in (None, "", []) else value


def taken(kind: str, field: str, value: Any, country: str) -> Any:
    """A value of the other system as we would hold it; '' for nothing.

    ``country`` (alpha-3) is where a phone number without a country code is from. Raises
    :class:`Refused` for what the field cannot hold.
    """
    if value in (None, "", [], {}):
        return NOTHING
    if field.startswith(OWN):
        return _own(field, value)
    if field == "company":
        return str(value)
    if field == "employees":
        return _count(value)
    text = " ".join(str(value).split()) if field != "note" else str(value).strip()
    match field:
        case "email":
            return _email(text)
        case "phone":
            return values.phone(text, country)
        case "country":
            return _country(text)
        case "language":
            return values.language(text)
        case "website":
            return _website(text)
    return _short(kind, field, text)


def alike(field: str, here: Any, there: Any) -> Any:
    """Their value of an own field in the type of ours, where theirs is a text: some systems keep
    and tell numbers and booleans as texts.
    """
    if not field.startswith(OWN) or not isinstance(there, str):
        return there
    text = there.strip().lower()
    if isinstance(here, bool):
        return {"true": True, "false": False}.get(text, there)
    if not isinstance(here, int | float) or not _NUMBER.fullmatch(text):
        return there
    found = int(text) if isinstance(here, int) and text.lstrip("+-").isdigit() else float(text)
    return here if found == here else found


def _own(field: str, value: Any) -> Any:
    name = field.removeprefix(OWN)
    given = value if isinstance(value, bool | int | float | str | list) else str(value)
    return values.attributes({name: given})[name]


def _count(value: Any) -> Any:
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        found = -1.0
    if not (found.is_integer() and 0 <= found <= values.MOST_EMPLOYEES):
        raise Refused(msg("The number of employees is not a whole number."), field="employees")
    return int(found)


def _email(text: str) -> str:
    found = values.email(text)
    try:
        validate_email(found)
    except ValidationError:
        raise Refused(msg("The e-mail address is not one."), field="email") from None
    return found


def _country(text: str) -> str:
    found = countries.match(text)
    if not found.iso3 or found.confidence < countries.FOREIGN:
        raise Refused(msg("The country is not known by this name."), field="country")
    return found.iso3


def _website(text: str) -> str:
    found = text if "://" in text else f"https://{text}"
    try:
        _WEB(found)
    except ValidationError:
        raise Refused(msg("The website is not a web address."), field="website") from None
    return _short("company", "website", found)


def _short(kind: str, field: str, text: str) -> str:
    most = MODELS[kind]._meta.get_field(field).max_length or NOTE_LENGTH
    if len(text) > most:
        raise Refused(msg("The text has more than {most} characters.", most=most), field=field)
    return text


def sent(field: str, theirs: str, value: Any) -> Any:
    """A value that we hold, for their field ``theirs``; None for nothing."""
    if value == NOTHING or value is None:
        return None
    if field == "country":
        country = countries.get(value)
        if country is None:
            return value
        return country.iso2 if theirs.lower().endswith("code") else country.name("en")
    return value


def stored(field: str, value: Any, row: Any, made: Mapping[str, Any]) -> tuple[str, Any]:
    """(name, value) as ``projects.domain.records`` takes it. ``made`` is what is already to be
    written of the row (None: a new one), whose own fields are kept.
    """
    if field.startswith(OWN):
        standing = dict(row.attributes) if row is not None else {}
        before = made.get("attributes", standing)
        name = field.removeprefix(OWN)
        after = {**before, name: value}
        if value == NOTHING:
            after.pop(name)
        return "attributes", after
    if field == "employees":
        return field, None if value == NOTHING else value
    return field, value


def without_values(message: Message) -> Message:
    """The sentence without what was typed: that is personal, and stands in the other system."""
    return message.model_copy(
        update={"values": {k: "…" if isinstance(v, str) else v for k, v in message.values.items()}}
    )
