"""Kind 'source': what a job that fetches is handed."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError

from apps.datasets.models import Source
from apps.datasets.sources import order, registry, sealed
from apps.datasets.tabular.plan import Plan
from apps.engines.contract import InputProfile

STALE_SECONDS = 3600.0


class SourceProvider:
    """The engine that fetches alone takes it, and no form offers it."""

    kind = "source"

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        source = _source(Source.objects.visible_to(user), project_id, input_id)
        return InputProfile(kind=self.kind, id=str(source.pk), name=source.name)

    def choices(self, project_id: Any) -> list[InputProfile]:
        return []

    def materialise(self, project_id: Any, input_id: str) -> Path:
        """A file that the child removes as it reads it: it holds the opened secrets."""
        source = _source(Source.objects.select_related("project"), project_id, input_id)
        connector = registry.find(source.connector, source.project)
        if connector is None:
            raise LookupError(f"the connector {source.connector!r} is not there in this project")
        fresh = is_newest(source)
        made = order.Order(
            connector=registry.dotted(connector),
            settings={**source.settings, **sealed.opened(source)},
            plan=Plan.model_validate(source.plan) if source.plan else None,
            known=source.known if fresh else {},
            digest=source.digest if fresh else "",
            allow=[str(network) for network in settings.OUTBOUND_ALLOW],
            ports=sorted(settings.OUTBOUND_PORTS),
        )
        return order.write(made, _folder() / f"{source.pk}-{uuid4().hex}.json")

    def format(self, input_id: str) -> str:
        return "raw"


def is_newest(source: Source) -> bool:
    """Whether the table of the last fetch is what the dataset holds now."""
    if source.version_id is None or source.dataset is None:
        return False
    newest = source.dataset.versions.order_by("-number").values_list("pk", flat=True).first()
    return bool(newest == source.version_id)


def _folder() -> Path:
    return Path(settings.WORK_DIR) / "sources"


def prune() -> int:
    """Remove what children that never started have left."""
    limit = time.time() - STALE_SECONDS
    old = 0
    for path in _folder().glob("*.json"):
        with suppress(FileNotFoundError):  # its child has started after all
            if path.stat().st_mtime < limit:
                path.unlink()
                old += 1
    return old


def _source(queryset: Any, project_id: Any, input_id: str) -> Source:
    try:
        found: Source | None = queryset.filter(project_id=project_id, pk=input_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise LookupError(f"no source {input_id} in this project")
    return found
