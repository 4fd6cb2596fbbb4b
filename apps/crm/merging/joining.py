"""Two records become one: chosen values, all that points to either, and the stricter consent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.forms.models import model_to_dict
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.crm.consent import rules
from apps.crm.merging import memory, references
from apps.crm.merging.kinds import Mergeable
from apps.crm.models import Consent, DuplicatePair, Lead, Merge
from apps.projects.access import membership_of, require
from apps.projects.domain import records
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.records import Draft
from apps.projects.models import Role
from apps.projects.synced import ExternalReference

SOURCE = "merge: a withdrawal of either record counts"


@dataclass(frozen=True)
class Two:
    """The record that stays, and the one that becomes part of it."""

    winner: Any
    loser: Any


@transaction.atomic
def merge(
    what: Mergeable, two: Two, actor: User, taken: Collection[str], seen: Any = None
) -> Merge:
    """Make one record of two (editor). ``taken`` are the fields whose value is the loser's; the
    others stay the winner's. ``seen`` are the ``updated_at`` of both that the reader saw.

    The loser leaves a tombstone; what other systems call it is the winner's from now on. Raises
    :class:`Refused` and :class:`Stale`; then nothing is changed.
    """
    require(membership_of(actor, two.winner.project_id), Role.EDITOR)
    project = hold(two.winner.project_id)
    winner, loser = locked(two.winner), locked(two.loser)
    _check(what, winner, loser, seen)
    before = memory.stored(winner, what.write.fields)
    kept: dict[str, Any] = {
        "loser": {"values": memory.stored(loser)},
        "made": [],
        "pairs": _pairs(what, loser),
        "moved": _move(what, winner, loser),
    }
    chosen = {name: getattr(loser, name) for name in what.fields if name in taken}
    label = {"subject": type(loser)(pk=loser.pk, project_id=project.pk, name=loser.name)}
    report(f"{what.write.noun}.deleted", actor=actor, project_id=project.pk, **label)
    loser_pk = loser.pk
    loser.delete()
    if chosen:
        records.write_one(what.write, project, actor, Draft(chosen, pk=winner.pk))
    winner = what.model.objects.get(pk=winner.pk)
    after = memory.stored(winner, what.write.fields)
    changed = [name for name in before if before[name] != after[name]]
    kept["before"] = {name: before[name] for name in changed}
    kept["after"] = {name: after[name] for name in changed}
    kept["made"] = _stricter(winner, kept["moved"], actor) if what.kind != "company" else []
    row: Merge = Merge.objects.create(
        project=project, kind=what.kind, winner=winner.pk, loser=loser_pk,
        loser_name=loser.name, memory=kept, made_by=actor,
    )  # fmt: skip
    report(
        f"{what.write.noun}.merged", actor=actor, project_id=project.pk, subject=winner,
        of=what.kind, loser=str(loser_pk),
    )  # fmt: skip
    return row


def _check(what: Mergeable, winner: Any, loser: Any, seen: Any) -> None:
    if winner.pk == loser.pk or winner.project_id != loser.project_id:
        raise Refused(msg("Choose two records of one project."))
    if seen is not None:
        for row, moment in zip((winner, loser), seen, strict=True):
            if row.updated_at != moment:
                raise Stale(row)
    done = Lead.State.CONVERTED
    if what.model is Lead and loser.state == done and winner.state != done:
        raise Refused(msg("Keep the lead that was converted: a converted lead stays converted."))
    became = {winner.contact_id, loser.contact_id} - {None} if what.model is Lead else set()
    if len(became) > 1:
        raise Refused(msg("They became different contacts. Merge those first."))
    names = winner.references.count() + loser.references.count()
    if names > ExternalReference.MOST:
        raise Refused(
            msg("Together they have more than {most} ids of other systems. Remove some first.",
                most=ExternalReference.MOST)
        )  # fmt: skip


def _move(what: Mergeable, winner: Any, loser: Any) -> dict[str, list[str]]:
    """Let all that points to the loser point to the winner; reference → ids of its rows."""
    moved: dict[str, list[str]] = {}
    for one in references.of(what.kind):
        if one.joining is not None:
            one.joining(winner, loser)
        rows = one.rows.filter(**{one.column: loser.pk})
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        if not keys:
            continue
        try:
            with transaction.atomic():
                rows.update(**{one.column: winner.pk})
        except IntegrityError:
            raise Refused(
                msg("Both have rows of {model} that cannot be of one record.", model=one.model)
            ) from None
        moved[one.key] = keys
    return moved


def _pairs(what: Mergeable, loser: Any) -> list[dict[str, Any]]:
    rows = DuplicatePair.objects.filter(
        Q(first=loser.pk) | Q(second=loser.pk), project=loser.project_id, kind=what.kind
    )
    kept = [memory.stored(row) for row in rows]
    rows.delete()
    return kept


def _stricter(winner: Any, moved: dict[str, list[str]], actor: User) -> list[str]:
    """Where the newest statement of either was a withdrawal, the record's newest is one, too. What
    a contact said as a lead counts as well.
    """
    column = winner._meta.model_name
    came = {key for name, keys in moved.items() if name.startswith("crm.Consent.") for key in keys}
    leads = set(moved.get("crm.Lead.contact", ()))
    newest: dict[tuple[bool, str], Consent] = {}
    for row in rules.statements(winner):
        theirs = str(row.pk) in came or str(row.lead_id) in leads
        newest.setdefault((theirs, row.purpose), row)
    made: list[str] = []
    for purpose in sorted({purpose for _side, purpose in newest}):
        sides = [newest[key] for key in ((True, purpose), (False, purpose)) if key in newest]
        last = max(sides, key=lambda one: (one.at, one.created_at))
        withdrawn = Consent.Decision.WITHDRAWN
        if last.decision == withdrawn or all(one.decision != withdrawn for one in sides):
            continue
        row = Consent.objects.create(
            **{column: winner}, project_id=winner.project_id, purpose=purpose, decision=withdrawn,
            source=SOURCE, at=max(timezone.now(), last.at), recorded_by=actor,
        )  # fmt: skip
        made.append(str(row.pk))
    return made


def alike(what: Mergeable, one: Any, other: Any) -> list[str]:
    """The chosen fields in which two records differ, in their order."""
    first, second = model_to_dict(one, what.fields), model_to_dict(other, what.fields)
    return [name for name in what.fields if first.get(name) != second.get(name)]
