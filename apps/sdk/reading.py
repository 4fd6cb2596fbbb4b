"""Reading a project: people, markets, datasets and their rows, and a plugin's own tables."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model as Row
from django.db.models import QuerySet
from django.utils.translation import get_language

from apps.core.messages import msg
from apps.core.models import ProjectModel
from apps.datasets.domain import queries
from apps.datasets.models import Dataset as DatasetRow
from apps.datasets.models import DatasetVersion
from apps.projects.models import MarketEntry, Membership
from apps.reference import countries
from apps.sdk import objects
from apps.sdk.errors import NotAllowed, NotFound
from apps.sdk.scopes import Scope, entry_of, project_row

MOST_ROWS = 10_000


def project(scope: Scope) -> objects.Project:
    """The project itself."""
    row = project_row(scope)
    return objects.Project(
        id=row.pk,
        name=row.name,
        description=row.description,
        home_country=row.home_country,
        currency=row.currency,
        product=row.product.name if hasattr(row, "product") else "",
        archived=row.archived_at is not None,
    )


def people(scope: Scope) -> tuple[objects.Person, ...]:
    """The members, in the order in which they joined."""
    rows = Membership.objects.filter(project_id=scope.project_id).select_related("user")
    return tuple(objects.Person(row.user_id, str(row.user), row.role) for row in rows)


def markets(scope: Scope) -> tuple[objects.Market, ...]:
    """Every market of the project, home first."""
    rows = MarketEntry.objects.filter(project_id=scope.project_id)
    return tuple(market_of(row) for row in rows)


def market_of(row: MarketEntry) -> objects.Market:
    return objects.Market(
        id=row.pk,
        country=row.country,
        name=countries.name(row.country, get_language() or "en"),
        stage=row.stage,
        is_home=row.is_home,
        target_launch=row.target_launch,
        note=row.note,
    )


def datasets(scope: Scope) -> tuple[objects.Dataset, ...]:
    """Every dataset of the project that has a version, the latest changed first."""
    rows = DatasetVersion.objects.filter(project_id=scope.project_id).select_related("dataset")
    newest: dict[UUID, DatasetVersion] = {}
    for version in rows.order_by("number"):
        newest[version.dataset_id] = version
    found = [dataset_of(version.dataset, version) for version in newest.values()]
    return tuple(sorted(found, key=lambda one: one.updated_at, reverse=True))


def dataset(scope: Scope, dataset_id: UUID | str) -> objects.Dataset:
    """One dataset at its latest version."""
    version = _latest(scope, dataset_id)
    return dataset_of(version.dataset, version)


def dataset_of(row: DatasetRow, version: DatasetVersion) -> objects.Dataset:
    columns = tuple(
        objects.Column(one["name"], one["dtype"], one.get("unit", ""), one.get("missing", 0))
        for one in version.columns
    )
    return objects.Dataset(
        id=row.pk,
        name=row.name,
        description=row.description,
        version_id=version.pk,
        version=version.number,
        rows=version.rows,
        columns=columns,
        content_hash=version.content_hash,
        updated_at=row.updated_at,
    )


def rows(
    scope: Scope, dataset_id: UUID | str, *, offset: int = 0, limit: int = 1000
) -> objects.Rows:
    """At most ``limit`` (10,000) rows of a dataset's latest version, from ``offset`` on."""
    version = _latest(scope, dataset_id)
    page = queries.rows(version, max(offset, 0), min(max(limit, 1), MOST_ROWS))
    end = page.offset + len(page.rows)
    return objects.Rows(
        names=tuple(page.names),
        rows=tuple(page.rows),
        total=page.total,
        next=end if end < page.total else None,
    )


def _latest(scope: Scope, dataset_id: UUID | str) -> DatasetVersion:
    found = DatasetVersion.objects.filter(project_id=scope.project_id).select_related("dataset")
    try:
        version = found.filter(dataset_id=dataset_id).order_by("-number").first()
    except (ValidationError, ValueError):
        version = None
    if version is None:
        raise NotFound(msg("There is no such dataset in this project."))
    return version


def own_rows(scope: Scope, model: type[ProjectModel]) -> QuerySet[Any]:
    """The rows of one of the plugin's own tables in this project.

    ``model`` is a :class:`ProjectModel` of the plugin; the site's tables are not reached this way.
    """
    _require_own(scope, model)
    return model.objects.filter(project_id=scope.project_id)


def _require_own(scope: Scope, model: type[Row]) -> None:
    if model._meta.app_label != entry_of(scope).label or not issubclass(model, ProjectModel):
        raise NotAllowed(
            msg("A plugin reaches its own tables of projects only, not {model}.", model=str(model))
        )
