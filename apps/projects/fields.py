"""Form fields for countries and currencies, with choices in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.messages import clipped
from apps.reference import countries, currencies

SEPARATORS = re.compile(r"[\n\r\t;；、，|]+")


def _language() -> str:
    return get_language() or "en"


class CountryField(forms.ChoiceField):
    """One ISO 3166-1 alpha-3 code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=self._options, **kwargs)

    def _options(self) -> list[tuple[str, str]]:
        return [("", "–"), *countries.choices(_language())]

    def put_first(self, own: Sequence[tuple[str, str]]) -> None:
        """Offer these choices in a group of their own before all other countries."""
        if own:
            first = {code for code, _name in own}
            rest = [pair for pair in countries.choices(_language()) if pair[0] not in first]
            groups = [(_("Markets of this project"), list(own)), (_("Other countries"), rest)]
            self.choices = [("", "–"), *groups]


class CurrencyField(forms.ChoiceField):
    """One ISO 4217 code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=self._options, **kwargs)

    def _options(self) -> list[tuple[str, str]]:
        return currencies.choices(_language())


class CountriesField(forms.CharField):
    """Countries as people write or paste them: names in any language or codes, separated by
    commas, semicolons or new lines. Cleans to a list of alpha-3 codes without repetition.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.Textarea(attrs={"rows": 3, "data-countries": "", "spellcheck": "false"})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return ", ".join(countries.name(iso3, _language()) for iso3 in value)
        return value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        found: list[str] = []
        problems: list[str] = []
        for word in _split(text):
            match = countries.match(word)
            if match.iso3 and match.confidence >= countries.FOREIGN:
                found.append(match.iso3)
            else:
                problems.append(_problem(word, match))
        if problems:
            raise ValidationError(problems)
        return list(dict.fromkeys(found))


def _split(text: str) -> Iterator[str]:
    """A comma separates too, unless the whole is one name ('Korea, Rep.')."""
    for part in SEPARATORS.split(text):
        whole = part.strip()
        if not whole:
            continue
        if "," not in whole or countries.match(whole).certain:
            yield whole
        else:
            yield from _by_comma([word.strip() for word in whole.split(",") if word.strip()])


def _by_comma(words: list[str]) -> Iterator[str]:
    """'France, Korea, Rep., Japan': two neighbours that make one name stay together."""
    index = 0
    while index < len(words):
        pair = ", ".join(words[index : index + 2])
        together = not all(countries.match(word).certain for word in words[index : index + 2])
        if together and countries.match(pair).certain:
            yield pair
            index += 2
        else:
            yield words[index]
            index += 1


def _problem(typed: str, match: countries.Match) -> str:
    word = clipped(typed)
    if match.aggregate:
        return _("'{text}' is a group of countries. List its countries one by one.").format(
            text=word
        )
    if match.candidates:
        names = " / ".join(countries.name(iso3, _language()) for iso3 in match.candidates[:3])
        return _("'{text}' is not clear. Did you mean: {names}?").format(text=word, names=names)
    return _("'{text}' is not a country that we know. Check the spelling.").format(text=word)
