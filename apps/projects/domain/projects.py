"""Making, changing, archiving and deleting a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.projects.access import membership_of, require, require_role
from apps.projects.domain import changes, left_behind
from apps.projects.domain.errors import Refused
from apps.projects.models import MarketEntry, Membership, Product, Project, Role
from apps.projects.synced import take_turn
from apps.reference import countries, currencies


@transaction.atomic
def create_project(
    actor: User,
    *,
    name: str,
    product_name: str,
    home_country: str,
    currency: str = "USD",
    candidates: Iterable[str] = (),
    description: str = "",
    product_summary: str = "",
    is_sample: bool = False,
) -> Project:
    """A project with ``actor`` as its owner, its product, its home market and its candidates.

    Countries are ISO 3166-1 alpha-3 and the currency ISO 4217; others raise :class:`Refused`.
    """
    if actor.is_service:
        raise PermissionDenied(_("A service account cannot make projects. A person has to."))
    check_country(home_country, field="home_country")
    check_currency(currency)
    wanted = [iso3 for iso3 in dict.fromkeys(candidates) if iso3 != home_country]
    for iso3 in wanted:
        check_country(iso3, field="candidates")
    project = Project.objects.create(
        name=name,
        description=description,
        home_country=home_country,
        currency=currency,
        is_sample=is_sample,
        created_by=actor,
    )
    Membership.objects.create(project=project, user=actor, role=Role.OWNER)
    Product.objects.create(project=project, name=product_name, summary=product_summary)
    MarketEntry.objects.create(project=project, country=home_country, is_home=True)
    MarketEntry.objects.bulk_create(MarketEntry(project=project, country=iso3) for iso3 in wanted)
    report(
        "projects.project.created",
        actor=actor,
        project_id=project.pk,
        subject=project,
        markets=[home_country, *wanted],
    )
    return project


@transaction.atomic
def update_project(
    project: Project, actor: User, values: Mapping[str, Any], *, seen: datetime | None = None
) -> Project:
    """Change name, description, home country or currency (editor)."""
    require(membership_of(actor, project.pk), Role.EDITOR)
    if "home_country" in values:
        check_country(values["home_country"], field="home_country")
    if "currency" in values:
        check_currency(values["currency"])
    row = changes.locked(project)
    changed = changes.apply(row, values, seen)
    if "home_country" in changed:
        _move_home(row)
    if changed:
        report(
            "projects.project.changed",
            actor=actor,
            project_id=row.pk,
            subject=row,
            changes=changed,
        )
    return row


def _move_home(project: Project) -> None:
    """The old home market stays as a candidate; the new one is made where it is missing."""
    entries = MarketEntry.objects.filter(project=project)
    entries.filter(is_home=True).update(is_home=False)
    MarketEntry.objects.update_or_create(
        project=project, country=project.home_country, defaults={"is_home": True}
    )


@transaction.atomic
def update_product(
    project: Project, actor: User, values: Mapping[str, Any], *, seen: datetime | None = None
) -> Product:
    """Change what is said of the product (editor); made where the project has none."""
    require(membership_of(actor, project.pk), Role.EDITOR)
    product, _made = Product.objects.get_or_create(
        project=project, defaults={"name": values.get("name") or project.name}
    )
    row = changes.locked(product)
    changed = changes.apply(row, values, seen)
    if changed:
        report(
            "projects.product.changed",
            actor=actor,
            project_id=project.pk,
            subject=row,
            changes=changed,
        )
    return row


@transaction.atomic
def archive(project: Project, actor: User) -> Project:
    """Make the project read-only (owner). Archiving an archived one changes nothing."""
    require_role(membership_of(actor, project.pk), Role.OWNER)
    return _set_archived(project, actor, timezone.now(), "projects.project.archived")


@transaction.atomic
def restore(project: Project, actor: User) -> Project:
    """Make an archived project writable again (owner)."""
    require_role(membership_of(actor, project.pk), Role.OWNER)
    return _set_archived(project, actor, None, "projects.project.restored")


def _set_archived(project: Project, actor: User, at: datetime | None, kind: str) -> Project:
    row = changes.locked(project)
    if bool(row.archived_at) == bool(at):
        return row
    row.archived_at = at
    row.save(update_fields=["archived_at", "updated_at"])
    report(kind, actor=actor, project_id=row.pk, subject=row)
    return row


@transaction.atomic
def delete(project: Project, actor: User, *, typed_name: str) -> None:
    """Delete the project with all that belongs to it (owner), once its name was typed.

    The audit trail stays, with the id and the name of the project, for administrators. It tells
    which tables of plugins that are not loaded lost how many rows with it.
    """
    require_role(membership_of(actor, project.pk), Role.OWNER)
    changes.hold(project.pk)
    take_turn(project.pk)  # a batch that is being written comes to its end first
    row = changes.held_for_deletion(project)
    if typed_name.strip() != row.name.strip():
        raise Refused(
            msg("The name does not match. Type '{name}' to delete the project.", name=row.name),
            field="typed_name",
        )
    told: dict[str, Any] = {"id": str(row.pk), "name": row.name}
    with left_behind.refusing_what_stays_bound():
        if gone := left_behind.remove(row):
            told["left_behind"] = gone
        report("projects.project.deleted", actor=actor, project_id=row.pk, subject=row, **told)
        row.delete()


def check_country(iso3: str, *, field: str = "country") -> None:
    """Refuse what is not an ISO 3166-1 alpha-3 code."""
    if countries.get(iso3) is None:
        raise Refused(
            msg("'{code}' is not a country code. Choose a country from the list.", code=iso3),
            field=field,
        )


def check_currency(code: str, *, field: str = "currency") -> None:
    """Refuse what is not an ISO 4217 code that prices are written in."""
    if currencies.get(code) is None:
        raise Refused(
            msg("'{code}' is not a currency code. Choose a currency from the list.", code=code),
            field=field,
        )
