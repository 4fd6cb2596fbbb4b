"""What stands behind items and needs: rows of other rooms, each of a kind that its room registers,
and pages elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.urls import Resolver404, resolve, reverse

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import clipped, mark, msg
from apps.core.registry import Registry
from apps.projects.access import membership_of, require
from apps.projects.collections.linking import row_of
from apps.projects.domain import changes
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role
from apps.projects.plan import effects
from apps.projects.plan.effects import Finding, Taken
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
    ``effects`` tells what such a row (project, id) has found, of an item that it is linked to; each
    effect's ``source`` is that id.
    """

    key: str
    label: str
    icon: str
    find: Callable[[Project, str], Found | None]
    route: str = ""
    argument: str = ""
    effects: Callable[[Project, str], Sequence[Finding]] | None = None


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


@dataclass(frozen=True)
class Linked:
    """A link, and what became of the effects that its target has found."""

    row: EvidenceLink
    effects: Taken


@transaction.atomic
def link(subject: PlanItem | Need, actor: User, target: Target) -> Linked:
    """Hang evidence on an item (editor) or a need (analyst), and store the effects that it has
    found for the item. What hangs there already stays once; its effects are read anew.

    Raises :class:`Refused` where the kind or the row is not known in this project.
    """
    membership = membership_of(actor, subject.project_id)
    require(membership, Role.ANALYST if isinstance(subject, Need) else Role.EDITOR)
    kind, found = _found(membership.project, target)
    row = changes.locked(subject)
    of = {_side(row): row}
    made = EvidenceLink.objects.filter(**of, kind=target.kind, target=target.id).first()
    if made is None:
        made = _hang(row, actor, target, found)
    return Linked(made, _take(kind, made))


def _hang(row: PlanItem | Need, actor: User, target: Target, found: Found) -> EvidenceLink:
    of = {_side(row): row}
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
    _report("linked", row, actor, made)
    return made


def _take(kind: EvidenceKind, link: EvidenceLink) -> Taken:
    if kind.effects is None or link.item is None:
        return Taken()
    return effects.take(link.item, kind.effects(link.project, link.target))


def found_more(kind: EvidenceKind, project: Project, target: str) -> None:
    """Store what a row of another room has found since it was linked."""
    rows = EvidenceLink.objects.filter(project=project, kind=kind.key, target=target)
    for row in rows.select_related("item__project", "project"):
        _take(kind, row)


@transaction.atomic
def unlink(row: EvidenceLink, actor: User) -> None:
    """Take evidence from an item (editor) or a need (analyst), and the effects that came of it."""
    subject: Any = row.item or row.need
    least = Role.EDITOR if row.item_id else Role.ANALYST
    require(membership_of(actor, row.project_id), least)
    held = changes.locked(subject)
    kind = evidence_kinds.get(row.kind)
    if isinstance(held, PlanItem) and kind and kind.effects:
        effects.remove(held, row.target, actor)
    row.delete()
    held.save(update_fields=[])
    _report("unlinked", held, actor, row)


def _report(verb: str, subject: PlanItem | Need, actor: User, link: EvidenceLink) -> None:
    report(
        f"projects.{_noun(subject)}.{verb}",
        actor=actor,
        project_id=subject.project_id,
        subject=subject,
        evidence=link.label,
        evidence_kind=link.kind,
    )


def _side(row: PlanItem | Need) -> str:
    return "item" if isinstance(row, PlanItem) else "need"


def _noun(row: PlanItem | Need) -> str:
    return "plan_item" if isinstance(row, PlanItem) else "need"


def _found(project: Project, target: Target) -> tuple[EvidenceKind, Found]:
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
    return kind, found


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


def item_url(item: PlanItem) -> str:
    """The page of an item."""
    return reverse("projects:plan_item", args=[item.project_id, item.pk])


BUILT_IN = (
    EvidenceKind(WEB, mark("Web page"), "world", _find_page),
    EvidenceKind(
        ITEM, mark("Plan item"), "list-check", _find_item, "projects:plan_item", "item_id"
    ),
)
