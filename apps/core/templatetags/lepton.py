"""Template tags and filters that every page may use without loading them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import conditional_escape

from apps.core import rendering
from apps.core.messages import Num

register = template.Library()


@register.filter
def say(message: Any) -> str:
    """A stored :class:`~apps.core.messages.Message` as a sentence in the reader's language."""
    return conditional_escape(rendering.render(message))


@register.filter
def num(value: Any, digits: int = 6) -> str:
    """A number with ``digits`` significant digits in the reader's notation."""
    if value is None or value == "":
        return "–"
    return rendering.number(Num(value=float(value), digits=digits))
