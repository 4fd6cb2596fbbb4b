"""What a value of a company or contact may be, and how it is written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import phonenumbers
from babel.core import Locale
from phonenumbers import NumberParseException, PhoneNumberFormat

from apps.core.messages import clipped, msg
from apps.projects.domain.errors import Refused
from apps.reference import countries

EMAIL_LENGTH = 254
MOST_EMPLOYEES = 2_000_000_000
MOST_TAGS, TAG_LENGTH = 20, 40
MOST_ATTRIBUTES, TEXT_LENGTH, LIST_LENGTH = 50, 500, 20
ATTRIBUTE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?")


def email(text: str) -> str:
    """In small letters, or ''."""
    found = text.strip().lower()  # a small letter may take more room than its capital
    if len(found) > EMAIL_LENGTH:
        raise Refused(
            msg("An e-mail address has at most {length} characters.", length=EMAIL_LENGTH),
            field="email",
        )
    return found


def country(code: str) -> str:
    """ISO 3166-1 alpha-3 in capitals, or ''."""
    found = code.strip().upper()
    if found and countries.get(found) is None:
        raise Refused(
            msg(
                "'{code}' is not a country code. Choose a country from the list.",
                code=clipped(code),
            ),
            field="country",
        )
    return found


def language(code: str) -> str:
    """A BCP 47 tag of language, script and region, such as 'pt-BR'; or ''."""
    text = code.strip().replace("_", "-")
    if not text:
        return ""
    parts = _LANGUAGE.fullmatch(text)
    if parts is None or parts[1].lower() not in _languages():
        raise Refused(
            msg(
                "'{code}' is not a language code. Write it like de, pt-BR or zh-Hans.",
                code=clipped(code),
            ),
            field="language",
        )
    own, script, region = parts.groups(default="")
    tags = [own.lower(), script.title(), region.upper()]
    return "-".join(tag for tag in tags if tag)


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").languages)


@lru_cache(maxsize=4096)
def phone(text: str, iso3: str) -> str:
    """E.164 ('+493012345'), or ''. Without a country code it is a number of ``iso3``."""
    if not text.strip():
        return ""
    home = countries.get(iso3)
    try:
        number = phonenumbers.parse(text, home.iso2 if home else None)
    except NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused(
            msg(
                "'{text}' is not a phone number. Write it with its country code, like"
                " +49 30 901820, or give the country too.",
                text=clipped(text),
            ),
            field="phone",
        )
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown_phone(e164: str) -> str:
    """As people write it ('+49 30 12345'); what cannot be read stays as it is."""
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return e164
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def tags(words: Iterable[str]) -> list[str]:
    """Each once, in the order given, without the space around it."""
    found = list(dict.fromkeys(word.strip() for word in words if word.strip()))
    if len(found) > MOST_TAGS or any(len(word) > TAG_LENGTH for word in found):
        raise Refused(
            msg(
                "At most {count} tags of at most {length} characters.",
                count=MOST_TAGS,
                length=TAG_LENGTH,
            ),
            field="tags",
        )
    return found


def attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    """The installation's own fields: a flat object of texts, numbers, yes/no and short lists."""
    if len(values) > MOST_ATTRIBUTES:
        raise Refused(msg("At most {count} own fields.", count=MOST_ATTRIBUTES), field="attributes")
    for name, value in values.items():
        if not ATTRIBUTE.fullmatch(name):
            raise Refused(
                msg(
                    "'{name}' cannot be the name of a field. Use a to z, 0 to 9 and _, beginning"
                    " with a letter, at most 40.",
                    name=clipped(name),
                ),
                field="attributes",
            )
        if not _storable(value):
            raise Refused(
                msg(
                    "'{name}' must be a text of at most {length} characters, a number, true,"
                    " false, null, or a list of at most {count} such texts.",
                    name=name,
                    length=TEXT_LENGTH,
                    count=LIST_LENGTH,
                ),
                field="attributes",
            )
    return dict(values)


def _storable(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= TEXT_LENGTH
    if isinstance(value, list):
        return len(value) <= LIST_LENGTH and all(
            isinstance(item, str) and len(item) <= TEXT_LENGTH for item in value
        )
    if isinstance(value, bool) or value is None:
        return True
    # False for NaN and infinity too, and safe for a whole number that is no float.
    return isinstance(value, int | float) and abs(value) < 1e15


_CJK = re.compile(r"[㐀-鿿豈-﫿぀-ヿ가-힣]")


def full_name(given: str, family: str, others: Sequence[str]) -> str:
    """Family name first and unspaced where it is written so ('林悦'); else the first of others."""
    if given and family:
        east = _CJK.search(family + given) is not None
        return f"{family}{given}" if east else f"{given} {family}"
    return given or family or next((text for text in others if text), "")
