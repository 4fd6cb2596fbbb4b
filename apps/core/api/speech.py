"""What engines say, for a program in the caller's language: sentences as text, figures as both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from apps.core.messages import CountryName, Items, Message, Num
from apps.core.rendering import number, render


def spoken(value: Any) -> Any:
    """Plain JSON of a pydantic value: messages rendered, numbers with value, unit and text."""
    if isinstance(value, Message):
        return render(value)
    if isinstance(value, Num):
        return {"value": finite(value.value), "unit": value.unit, "text": number(value)}
    if isinstance(value, Items):
        return [spoken(item) for item in value.items]
    if isinstance(value, CountryName):
        return value.country
    if isinstance(value, BaseModel):
        return {name: spoken(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {str(key): spoken(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [spoken(item) for item in value]
    return finite(value)


def finite(value: Any) -> Any:
    """JSON has no infinity and no NaN: they are null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
