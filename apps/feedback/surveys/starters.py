"""Surveys to begin with, each in English and Chinese.

``nps`` asks how likely a recommendation is (Reichheld 2003) and why; ``fit`` how much the product
would be missed (Ellis' question of product-market fit); ``features`` what is to be built next.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.feedback.surveys.definition import Definition, read

_FILE = Path(__file__).parent / "data" / "starters.json"
STARTERS = (
    ("nps", _("Recommendation (NPS) and reasons")),
    ("fit", _("Product-market fit")),
    ("features", _("Feature priorities")),
    ("blank", _("Empty survey")),
)


@cache
def _all() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def starter(key: str, default: str, title: str) -> Definition:
    """A copy of a survey to begin with, whose default language is ``default``."""
    definition = read(_all()[key])
    if default not in definition.languages:
        definition.languages.append(default)
    definition.default = default
    if not definition.title.get(default):
        definition.title = {**definition.title, default: title}
    return definition
