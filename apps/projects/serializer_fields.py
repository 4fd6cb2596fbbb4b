"""Codes of countries and currencies over REST: what is none is told what is wanted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from apps.reference import countries, currencies


class CountryField(serializers.CharField):
    """ISO 3166-1 alpha-3; small letters are taken too."""

    default_error_messages = {
        "unknown": _("Give a three-letter country code (ISO 3166-1 alpha-3), such as DEU."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"max_length": 3, "help_text": "ISO 3166-1 alpha-3, such as `DEU`.", **kwargs}
        )

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data).upper()
        if code and countries.get(code) is None:
            self.fail("unknown")
        return code


class CurrencyField(serializers.CharField):
    """ISO 4217; small letters are taken too."""

    default_error_messages = {
        "unknown": _("Give a three-letter currency code (ISO 4217), such as EUR."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 3, "help_text": "ISO 4217, such as `EUR`.", **kwargs})

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data).upper()
        if currencies.get(code) is None:
            self.fail("unknown")
        return code
