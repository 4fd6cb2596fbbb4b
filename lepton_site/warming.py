"""What a web process loads before its first request instead of during it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Addresses, the site's own templates and the languages. Leaves no connection open: the
    processes that fork from this one must not share any.
    """
    resolver = get_resolver()
    _visit(resolver.url_patterns)
    resolver.reverse_dict  # noqa: B018 - made on first use
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("")
    for folder in settings.TEMPLATES[0]["DIRS"]:
        _compile_templates(Path(folder))
    connections.close_all()


def _visit(patterns: Iterable[Any]) -> None:
    """Import the modules of all addresses."""
    for pattern in patterns:
        _visit(getattr(pattern, "url_patterns", ()))


def _compile_templates(folder: Path) -> None:
    """The page that needs a broken one says so; others must not wait for its repair."""
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        try:
            get_template(name)
        except (TemplateDoesNotExist, TemplateSyntaxError):
            logger.exception("the template %s cannot be read", name)
