"""Where the vendored browser files are, whatever version ``make vendor`` last fetched."""

from __future__ import annotations

import json
from functools import cache

from django.conf import settings
from django.templatetags.static import static


@cache
def versions() -> dict[str, str]:
    """Package name to version, from ``static/vendor/versions.json``."""
    path = settings.BASE_DIR / "static" / "vendor" / "versions.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def url(package: str, file: str) -> str:
    """The address of one vendored file."""
    return static(f"vendor/{package}-{versions()[package]}/{file}")
