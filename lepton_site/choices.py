"""Settings that are one of a few words."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured


def one_of(name: str, value: str, *allowed: str) -> str:
    """The ``value`` of the variable; ``ImproperlyConfigured`` where it is none of the words."""
    if value not in allowed:
        words = " or ".join(f"'{word}'" for word in allowed)
        raise ImproperlyConfigured(f"{name} is '{value}': write {words}.")
    return value
