"""What stands behind items and needs: rows of other rooms, each of a kind that its room registers,
and pages elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.urls import Resolver404, resolve, reverse

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import clipped, mark, msg
from apps.core.registry import Registry
from apps.projects.access import membership_of, require
from apps.projects.domain import changes
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role
from apps.projects.plan.models import EvidenceLink, Need, PlanItem

WEB = "web"
ITEM = "projects.plan_item"
MOST_LINKS = 100  # of one item or need
LONGEST_LABEL = 300


@dataclass(frozen=True)
class Found:
    """A row that can be linked to: what it is called, and its page."""

    title: str
    url: str


@dataclass(frozen=True)
class EvidenceKind:
    """What a room lets be linked. ``find`` gets the project and an id as text, and answers None for
    what is not there: it looks within the project alone. ``route`` and ``argument`` name the page
    of such a row, so that its address can be pasted. ``label`` is marked, not translated.
    """

    key: str
    label: str
    icon: str
    find: Callable[[Project, str], Found | None]
    route: str = ""
    argument: str = ""


evidence_kinds: Registry[EvidenceKind] = Registry("kind of evidence")


def add(kind: EvidenceKind, *, owner: str) -> None:
    """Register a kind; one that another package has is an error that names both."""
    evidence_kinds.register(kind.key, kind, owner=owner)


@dataclass(frozen=True)
class Target:
    """What a link goes to: a row of a kind, by its id. ``label`` overrides the row's own title."""

    kind: str
    id: str
    label: str = ""


def label_of(kind: str) -> str:
    """What a kind is called (marked); its key where no room knows it any more."""
    found = evidence_kinds.get(kind)
    return found.label if found else kind


def icon_of(kind: str) -> str:
    """The kind's icon."""
    found = evidence_kinds.get(kind)
    return found.icon if found else "link"


@transaction.atomic
def link(subject: PlanItem | Need, actor: User, target: Target) -> EvidenceLink:
    """Hang evidence on an item (editor) or a need (analyst); what hangs there already stays once.

    Raises :class:`Refused` where the kind or the row is not known in this project.
    """
    membership = membership_of(actor, subject.project_id)
    require(membership, Role.ANALYST if isinstance(subject, Need) else Role.EDITOR)
    found = _found(membership.project, target)
    row = changes.locked(subject)
    of = {_side(row): row}
    there = EvidenceLink.objects.filter(**of, kind=target.kind, target=target.id).first()
    if there is not None:
        return there
    if EvidenceLink.objects.filter(**of).count() >= MOST_LINKS:
        raise Refused(
            msg("At most {most} pieces of evidence stand here.", most=MOST_LINKS), field="address"
        )
    made = EvidenceLink.objects.create(
        project_id=row.project_id,
        kind=target.kind,
        target=target.id,
        label=clipped(target.label or found.title, LONGEST_LABEL),
        url=found.url,
        added_by=actor,
        **of,
    )
    row.save(update_fields=[])
    report(
        f"projects.{_noun(row)}.linked",
        actor=actor,
        project_id=row.project_id,
        subject=row,
        evidence=made.label,
        evidence_kind=made.kind,
    )
    return made


@transaction.atomic
def unlink(row: EvidenceLink, actor: User) -> None:
    """Take evidence from an item (editor) or a need (analyst)."""
    subject: Any = row.item or row.need
    least = Role.EDITOR if row.item_id else Role.ANALYST
    require(membership_of(actor, row.project_id), least)
    held = changes.locked(subject)
    label, kind = row.label, row.kind
    row.delete()
    held.save(update_fields=[])
    report(
        f"projects.{_noun(held)}.unlinked",
        actor=actor,
        project_id=held.project_id,
        subject=held,
        evidence=label,
        evidence_kind=kind,
    )


def _side(row: PlanItem | Need) -> str:
    return "item" if isinstance(row, PlanItem) else "need"


def _noun(row: PlanItem | Need) -> str:
    return "plan_item" if isinstance(row, PlanItem) else "need"


def _found(project: Project, target: Target) -> Found:
    kind = {one.key: one for _owner, one in evidence_kinds.present(project)}.get(target.kind)
    if kind is None:
        raise Refused(
            msg("'{kind}' is no kind of evidence here.", kind=clipped(target.kind)), field="kind"
        )
    if len(target.id) > 500 or "\x00" in target.id:
        raise Refused(msg("There is nothing of this id in this project."), field="address")
    found = kind.find(project, target.id)
    if found is None:
        raise Refused(msg("There is nothing of this id in this project."), field="address")
    return found


def target_of(project: Project, address: str, label: str = "") -> Target:
    """What a pasted address means: a row of this project whose kind is known, or a web page."""
    parts = urlsplit(address.strip())
    match = _match(parts.path)
    for _owner, kind in evidence_kinds.present(project):
        if match and kind.route and match.view_name == kind.route:
            known: Mapping[str, Any] = match.kwargs
            if str(known.get("project_id")) != str(project.pk):
                raise Refused(msg("That page is of another project."), field="address")
            return Target(kind.key, str(known[kind.argument]), label)
    if parts.scheme not in {"http", "https"}:
        raise Refused(
            msg(
                "Paste the address of a page: one that begins with https://, or one of this"
                " project, such as that of a run."
            ),
            field="address",
        )
    return Target(WEB, address.strip(), label)


def _match(path: str) -> Any:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _find_page(project: Project, address: str) -> Found | None:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return None
    return Found(address, address)


def _find_item(project: Project, key: str) -> Found | None:
    row = row_of(PlanItem, project, key)
    return Found(row.title, item_url(row)) if row else None


def row_of(model: type[Any], project: Project, key: str) -> Any:
    """The row of this id in the project; None for what is no id, or another project's."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return model.objects.filter(project=project, pk=wanted).first()


def item_url(item: PlanItem) -> str:
    """The page of an item."""
    return reverse("projects:plan_item", args=[item.project_id, item.pk])


BUILT_IN = (
    EvidenceKind(WEB, mark("Web page"), "world", _find_page),
    EvidenceKind(
        ITEM, mark("Plan item"), "list-check", _find_item, "projects:plan_item", "item_id"
    ),
)
