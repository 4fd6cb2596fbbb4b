"""The nine stages: where a market entry stands, and moving it with the gate as it stood."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.projects.access import membership_of, require
from apps.projects.domain import changes
from apps.projects.domain.errors import Refused, Stale
from apps.projects.gates import GateState, open_gate
from apps.projects.models import MarketEntry, Role, Stage, StageMove

ORDER: tuple[Stage, ...] = tuple(Stage)


def position(stage: str) -> int:
    """0 for research to 8 for international optimisation."""
    return ORDER.index(Stage(stage))


def next_stage(stage: str) -> Stage | None:
    index = position(stage) + 1
    return ORDER[index] if index < len(ORDER) else None


def label_of(stage: str) -> Message:
    """The stage's name as a message, to be shown in whatever language it is read in."""
    with translation.override("en"):
        return Message(text=str(Stage(stage).label))


@transaction.atomic
def move(
    entry: MarketEntry,
    actor: User,
    to: Stage,
    *,
    reason: str = "",
    seen: datetime | None = None,
) -> StageMove:
    """Move an entry to another stage (editor) and keep the gate as it stands now.

    Forward goes one stage at a time. An open point does not forbid the step, but it asks for a
    reason, and so does every step back: the history then says why.
    """
    require(membership_of(actor, entry.project_id), Role.EDITOR)
    row = changes.locked(entry)
    if seen is not None and row.updated_at != seen:
        raise Stale(row)
    answers = open_gate(row)
    _check_step(row, to, reason, complete=all(a.state is GateState.MET for a in answers))
    made = StageMove.objects.create(
        project_id=row.project_id,
        entry=row,
        from_stage=row.stage,
        to_stage=to,
        moved_by=actor,
        reason=reason.strip(),
        gate=[answer.stored() for answer in answers],
    )
    row.stage = to
    row.save(update_fields=["stage", "updated_at"])
    report(
        "projects.market.moved",
        actor=actor,
        project_id=row.project_id,
        subject=row,
        from_stage=made.from_stage,
        to_stage=made.to_stage,
        reason=made.reason,
    )
    return made


def _check_step(entry: MarketEntry, to: Stage, reason: str, *, complete: bool) -> None:
    here, there = position(entry.stage), position(to)
    if here == there:
        raise Refused(msg("This market is at that stage already."), field="to_stage")
    if there > here + 1:
        raise Refused(
            msg("A market moves forward one stage at a time. Move it to the next stage first."),
            field="to_stage",
        )
    if not reason.strip() and there < here:
        raise Refused(msg("Say why the market moves back."), field="reason")
    if not reason.strip() and not complete:
        raise Refused(
            msg("Not every check of this stage is met. Say why the market moves on anyway."),
            field="reason",
        )
