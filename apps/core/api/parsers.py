"""JSON bodies: bounded in size, in UTF-8, and free of what a database cannot store."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

from apps.core.api.problems import Problem


class BoundedJSONParser(BaseParser):
    """At most ``DATA_UPLOAD_MAX_MEMORY_SIZE``; no NaN, infinity, NUL or lone surrogates."""

    media_type = "application/json"
    renderer_class = JSONRenderer

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(most + 1)
        if len(raw) > most:
            raise Problem("too_large")
        return _decode(raw)


def _decode(raw: bytes) -> Any:
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite)
        if b"\\u" in raw or b"\x00" in raw:
            _refuse_unstorable(value)
    except RecursionError:
        raise ParseError(_("The JSON is nested too deeply.")) from None
    except UnicodeError:
        raise ParseError(_("The text is not valid UTF-8 without NUL characters.")) from None
    except ValueError as error:
        raise ParseError(_("JSON cannot be read: {reason}.").format(reason=error)) from None
    return value


def _finite(text: str) -> float:
    """1e999 reads as infinity, which no database stores as JSON."""
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"{text:.20} is too large for a number")
    return value


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number; use null")


def _refuse_unstorable(value: Any) -> None:
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate cannot be encoded
        if "\x00" in value:
            raise UnicodeError
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_unstorable(key)
            _refuse_unstorable(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_unstorable(item)
