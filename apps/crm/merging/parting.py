"""A merge is undone: both records as they were, and what pointed to either points there again.

Where something that happened since would be lost by it, it is refused and says so.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.crm.consent import rules, suppressing
from apps.crm.merging import memory, references
from apps.crm.merging.kinds import KINDS, Mergeable
from apps.crm.models import Consent, DuplicatePair, Merge
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.projects.synced import Tombstone, take_turn


@transaction.atomic
def undo(row: Merge, actor: User) -> Any:
    """Part two records again (editor); the one that is back. Raises :class:`Refused`."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    hold(row.project_id)
    take_turn(row.project_id)
    held: Merge = Merge.objects.select_for_update().get(pk=row.pk)
    what = KINDS[held.kind]
    kept = held.memory
    winner = what.model.objects.select_for_update().filter(pk=held.winner).first()
    _check(what, held, winner)
    _check_values(what, held, winner)
    _check_moved(held)
    lost = memory.values(what.model, kept["loser"]["values"])
    if kept["before"]:
        known = memory.values(what.model, kept["before"])
        what.model.objects.filter(pk=winner.pk).update(**known)
    back = what.model(**{**lost, "version": lost["version"] + 1})
    back.save(force_insert=True)
    Tombstone.objects.filter(project=held.project_id, row_id=held.loser).delete()
    if what.kind != "company":
        _withdraw_too(winner, back, held)
    for one in references.of(held.kind):
        keys = kept["moved"].get(one.key, [])
        if keys:
            one.rows.filter(pk__in=keys).update(**{one.column: back.pk})
            if one.parting is not None:
                one.parting(winner, back)
    Consent.objects.filter(pk__in=kept["made"]).delete()
    DuplicatePair.objects.bulk_create(
        (DuplicatePair(**memory.values(DuplicatePair, pair)) for pair in kept["pairs"]),
        ignore_conflicts=True,
    )
    held.undone_at, held.memory = timezone.now(), {}
    held.save()
    report(f"{what.write.noun}.created", actor=actor, project_id=held.project_id, subject=back)
    report(
        f"{what.write.noun}.parted", actor=actor, project_id=held.project_id, subject=winner,
        of=held.kind, loser=str(back.pk),
    )  # fmt: skip
    return back


def _withdraw_too(winner: Any, back: Any, held: Merge) -> None:
    """What was withdrawn while they were one record, both withdrew."""
    newest: dict[str, Consent] = {}
    for row in rules.statements(winner).exclude(pk__in=held.memory["made"]):
        newest.setdefault(row.purpose, row)
    for row in newest.values():
        if row.created_at > held.created_at and row.decision == Consent.Decision.WITHDRAWN:
            Consent.objects.create(
                **{str(back._meta.model_name): back}, project_id=back.project_id,
                purpose=row.purpose, decision=row.decision, source=row.source, at=row.at,
                recorded_by=row.recorded_by,
            )  # fmt: skip


def _check(what: Mergeable, held: Merge, winner: Any) -> None:
    if held.undone_at is not None:
        raise Refused(msg("This merge was undone already."))
    if not held.memory:
        raise Refused(msg("This merge is too old: what the records were is not kept any more."))
    later = Merge.objects.filter(
        Q(winner=held.winner) | Q(loser=held.winner),
        project=held.project_id, undone_at=None, created_at__gt=held.created_at,
    )  # fmt: skip
    if later.exists():
        raise Refused(msg("The record was merged again since. Undo the later merge first."))
    if winner is None:
        raise Refused(msg("The record that was kept is gone, so nothing can be parted from it."))


def _check_values(what: Mergeable, held: Merge, winner: Any) -> None:
    """What the merge wrote is as it wrote it, and nobody else has what goes back."""
    kept = held.memory
    now = memory.stored(winner, what.write.fields)
    changed = [name for name, value in kept["after"].items() if now[name] != value]
    if changed:
        labels = [str(_field(what, name).verbose_name) for name in changed]
        raise Refused(
            msg("These were changed since and would be lost: {fields}.", fields=sorted(labels))
        )
    lost = kept["loser"]["values"]
    own = {**now, **kept["before"]}
    for name in what.write.unique:
        wanted = [value for value in (lost[name], own[name]) if value]
        rows = what.model.objects.filter(project=held.project_id, **{f"{name}__in": wanted})
        if wanted and rows.exclude(pk=winner.pk).exists():
            raise Refused(
                msg("Another record has '{value}' by now. Change that one first.",
                    value=str(wanted[0]))
            )  # fmt: skip
    if what.kind != "company" and suppressing.erased(held.project_id, [lost])[0]:
        raise Refused(suppressing.ERASED_HERE)


def _field(what: Mergeable, column: str) -> Any:
    fields = what.model._meta.concrete_fields
    return next(field for field in fields if field.attname == column)


def _check_moved(held: Merge) -> None:
    known = {one.key: one for one in references.of(held.kind)}
    for key, moved in held.memory["moved"].items():
        one = known.get(key)
        if one is None:
            raise Refused(msg("What holds rows of {model} is switched off.", model=key))
        there = one.rows.filter(pk__in=moved)
        if there.exclude(**{one.column: held.winner}).exists():
            raise Refused(
                msg("Rows of {model} that came with the merge belong to another record by now.",
                    model=str(there.model._meta.verbose_name_plural))
            )  # fmt: skip
