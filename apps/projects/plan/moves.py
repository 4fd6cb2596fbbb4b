"""Moving an item on: checked against what the step asks for, and kept with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Items, Message, msg
from apps.projects.access import membership_of, require
from apps.projects.domain import changes
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.records import Draft, write_all
from apps.projects.models import Project, Role
from apps.projects.plan import states
from apps.projects.plan.models import OUT, ItemMarket, ItemMove, ItemState, PlanItem
from apps.projects.plan.records import MARKETS


class NotMet(Refused):
    """The step asks for more than the item has; ``points`` names each thing."""

    def __init__(self, points: Sequence[Message]) -> None:
        told = msg("It cannot move on yet.")
        super().__init__(told, field="to_state")
        self.points = list(points)


@dataclass(frozen=True)
class Step:
    """A step to be taken. ``anyway`` is an owner's word that it is taken although something is
    missing; ``markets`` are those where it is released (codes; None: all that are planned).
    """

    to: ItemState
    reason: str = ""
    anyway: bool = False
    markets: Collection[str] | None = None


@transaction.atomic
def move(item: PlanItem, actor: User, step: Step, *, seen: datetime | None = None) -> ItemMove:
    """Move an item to another state (editor).

    Forward goes one state at a time. Where something is missing, only an owner may go on, and says
    why; the history keeps what was missing. A step back or out needs a reason too. With the step to
    'released' the markets of ``step`` are released today; an item that is moved back to before it,
    or dropped, is released nowhere any more.
    """
    membership = membership_of(actor, item.project_id)
    require(membership, Role.EDITOR)
    row: PlanItem = changes.locked(item)
    if seen is not None and row.updated_at != seen:
        raise Stale(row)
    lacking = _checked(row, step, Role(membership.role))
    made = ItemMove.objects.create(
        project_id=row.project_id,
        item=row,
        from_state=row.state,
        to_state=step.to,
        moved_by=actor,
        reason=step.reason.strip(),
        missing=[point.model_dump(mode="json") for point in lacking],
    )
    row.state, row.moved_at = step.to, made.created_at
    row.save(update_fields=["state", "moved_at"])
    _tell(row, made, actor)
    if step.to == ItemState.RELEASED and states.is_forward(made.from_state, step.to):
        _release(membership.project, row, actor, step.markets)
    elif made.from_state in OUT and step.to not in OUT:
        _take_back(membership.project, row, actor)
    return made


def _checked(item: PlanItem, step: Step, role: Role) -> list[Message]:
    """What is missing and was waved through; raises where the step cannot be taken."""
    if step.to == item.state:
        raise Refused(msg("The item is in that state already."), field="to_state")
    if step.to not in states.steps(item.state):
        raise Refused(
            msg("An item moves forward one state at a time. Move it to the next state first."),
            field="to_state",
        )
    lacking = states.missing(item, step.to)
    reason = step.reason.strip()
    if lacking and not step.anyway:
        raise NotMet(lacking)
    if lacking and not role.covers(Role.OWNER):
        raise Refused(
            msg("Only an owner of the project can move it on although something is missing."),
            field="anyway",
        )
    if not reason and lacking:
        raise Refused(msg("Say why it moves on although something is missing."), field="reason")
    if not reason and not states.is_forward(item.state, step.to):
        raise Refused(msg("Say why the item moves back or is dropped."), field="reason")
    return lacking


def _tell(item: PlanItem, made: ItemMove, actor: User) -> None:
    told = {"from_state": made.from_state, "to_state": made.to_state}
    report(
        "projects.plan_item.moved",
        actor=actor,
        project_id=item.project_id,
        subject=item,
        reason=made.reason,
        missing=[str(Message.model_validate(point)) for point in made.missing],
        **told,
    )
    if made.to_state == ItemState.RELEASED:
        report("projects.plan_item.released", actor=actor, project_id=item.project_id,
               subject=item, **told)  # fmt: skip


def _release(project: Project, item: PlanItem, actor: User, wanted: Collection[str] | None) -> None:
    """Release the planned markets of the item that are ``wanted``, today."""
    planned = item.markets.filter(state=ItemMarket.State.PLANNED).select_related("entry")
    there = {market.entry.country: market for market in planned}
    if wanted is not None:
        if set(wanted) - set(there):
            raise Refused(
                msg(
                    "{markets}: not planned for this item. Add the market to it first.",
                    markets=Items(items=tuple(sorted(set(wanted) - set(there)))),
                ),
                field="markets",
            )
        there = {code: there[code] for code in wanted}
    released = {"state": ItemMarket.State.RELEASED, "released_on": timezone.localdate()}
    _set(project, actor, there.values(), released)


def _take_back(project: Project, item: PlanItem, actor: User) -> None:
    """Released markets are planned again; the audit trail keeps the days."""
    out = item.markets.filter(state=ItemMarket.State.RELEASED)
    _set(project, actor, out, {"state": ItemMarket.State.PLANNED})


def _set(
    project: Project, actor: User, markets: Iterable[ItemMarket], values: Mapping[str, Any]
) -> None:
    drafts = [Draft(values, index=index, pk=market.pk) for index, market in enumerate(markets)]
    write_all(MARKETS, project, actor, drafts)


@dataclass(frozen=True)
class Offer:
    """A step that the item's page or card offers."""

    to: ItemState
    forward: bool
    lacking: list[Message]


def offers(item: PlanItem) -> list[Offer]:
    """Every step from here, the one forward first, with what it lacks."""
    return [
        Offer(to, states.is_forward(item.state, to), states.missing(item, to))
        for to in states.steps(item.state)
    ]


def waved_through(moves: Sequence[ItemMove]) -> ItemMove | None:
    """The newest move that an owner made although something was missing, and that the item has not
    gone back to before since; None if there is none. ``moves`` come newest first.
    """
    lowest = len(states.ORDER)
    for move in moves:
        to = -1 if move.to_state == ItemState.DROPPED else states.position(move.to_state)
        lowest = min(lowest, to)
        if move.missing and lowest >= to:
            return move
    return None
