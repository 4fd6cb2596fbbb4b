"""The states of an item: which steps there are, and what each asks for. Nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from apps.core.messages import CountryName, Message, clipped, msg
from apps.projects.plan.models import ItemMarket, ItemState, Outcome, Pilot, PlanItem
from apps.projects.plan.whole import effect_of, load

ORDER: tuple[ItemState, ...] = tuple(state for state in ItemState if state != ItemState.DROPPED)


def position(state: str) -> int:
    """0 for an idea to 6 for what is measured; 'dropped' has no place."""
    return ORDER.index(ItemState(state))


def next_state(state: str) -> ItemState | None:
    """The one step forward; None from the last state, and from 'dropped'."""
    if state == ItemState.DROPPED:
        return None
    index = position(state) + 1
    return ORDER[index] if index < len(ORDER) else None


def steps(state: str) -> list[ItemState]:
    """Where an item may go from here: one step forward, any number back, out, and in again."""
    if state == ItemState.DROPPED:
        return [ItemState.IDEA]
    ahead = next_state(state)
    back = list(reversed(ORDER[: position(state)]))
    return [*([ahead] if ahead else []), *back, ItemState.DROPPED]


def is_forward(state: str, to: str) -> bool:
    return next_state(state) == to


def missing(item: PlanItem, to: str) -> list[Message]:
    """What the step forward to ``to`` asks for and the item has not; nothing for other steps."""
    if not is_forward(item.state, to):
        return []
    load(item)
    return [point for ask in _ASKED.get(ItemState(to), ()) for point in ask(item)]


def _goal(item: PlanItem) -> Iterable[Message]:
    if not item.goal.strip():
        yield msg("The goal is not written down.")


def _requirement(item: PlanItem) -> Iterable[Message]:
    if not item.requirement.strip():
        yield msg("The technical requirement is not written down.")


def _owner(item: PlanItem) -> Iterable[Message]:
    if item.owner_id is None:
        yield msg("Nobody owns it.")


def _criteria(item: PlanItem) -> Iterable[Message]:
    if not item.verifications.all():
        yield msg("It has no acceptance criterion.")


def _accepted(item: PlanItem) -> Iterable[Message]:
    rows = sorted(item.verifications.all(), key=lambda row: row.created_at)
    if not rows:
        yield msg("It has no acceptance criterion.")
    for row in rows:
        if row.result == Outcome.FAILED:
            yield msg("'{criterion}' has failed.", criterion=clipped(row.criterion, 80))
        elif row.result == Outcome.OPEN:
            yield msg("'{criterion}' is not tested yet.", criterion=clipped(row.criterion, 80))


def _pilot_planned(item: PlanItem) -> Iterable[Message]:
    if not newest_pilots(item):
        yield msg("No pilot is planned.")


def _piloted(item: PlanItem) -> Iterable[Message]:
    newest = newest_pilots(item)
    if not newest:
        yield msg("No pilot was run.")
    for country, pilot in newest:
        if pilot.result == Outcome.FAILED:
            yield msg("The pilot in {country} has failed.", country=country)
        elif pilot.result == Outcome.OPEN:
            yield msg("The pilot in {country} is still open.", country=country)


def _measured(item: PlanItem) -> Iterable[Message]:
    if not any(map(effect_of, item.markets.all())):
        yield msg("No effect was measured in any market.")


_ASKED: dict[ItemState, tuple[Callable[[PlanItem], Iterable[Message]], ...]] = {
    ItemState.AGREED: (_goal,),
    ItemState.DEVELOPMENT: (_requirement, _owner),
    ItemState.VERIFYING: (_criteria,),
    ItemState.PILOT: (_accepted, _pilot_planned),
    ItemState.RELEASED: (_accepted, _piloted),
    ItemState.MEASURED: (_measured,),
}


def newest_pilots(item: PlanItem) -> list[tuple[CountryName, Pilot]]:
    """Of each market of the item that is not dropped, the pilot that began last."""
    return [
        (CountryName(country=market.entry.country), pilots[0])
        for market in item.markets.all()
        if market.state != ItemMarket.State.DROPPED and (pilots := list(market.pilots.all()))
    ]
