"""What plugins register, as the rooms below want it: rows become read objects on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from apps.core import catalogue, slots
from apps.datasets.models import Dataset
from apps.jobs.models import Job
from apps.modelhub.models import RegisteredModel
from apps.projects import cards, facts, gates
from apps.projects.models import MarketEntry, Project, Stage
from apps.sdk import reading, running
from apps.sdk.objects import Market
from apps.sdk.scopes import Scope, scope_of

if TYPE_CHECKING:
    from apps.sdk.plugin import LeptonPlugin

Context = Callable[[Scope, Any], Mapping[str, Any]]


def slot_part(
    plugin: LeptonPlugin, slot: str, template: str, context: Context | None, order: int
) -> None:
    key = plugin.key

    def draw(place: slots.SlotPlace) -> str:
        user_id = getattr(place.request.user, "pk", None)
        scope = Scope(key, place.project.pk, user_id, str(place.role or ""))
        subject = _read(scope, place.subject)
        values = {"scope": scope, "subject": subject}
        if context is not None:
            values |= context(scope, subject)
        return render_to_string(template, values, request=place.request)

    part = slots.SlotPart(f"{key}:{slot}:{template}", slot, draw, order)
    slots.add(part, owner=plugin.name)


def _read(scope: Scope, row: Any) -> Any:
    """The read object for a slot's subject."""
    match row:
        case MarketEntry():
            return reading.market_of(row)
        case Dataset():
            return reading.dataset(scope, row.pk)
        case Job():
            return running.job_of(row)
        case RegisteredModel():
            return running.model_of(row)
    return None


def card_source(
    plugin: LeptonPlugin, name: str, make: Callable[[Scope], cards.Card | None], order: int
) -> None:
    key = plugin.key

    def made(project: Project, user: Any) -> cards.Card | None:
        return make(scope_of(key, project, user))

    cards.add(cards.CardSource(f"{key}.{name}", made, order), owner=plugin.name)


def gate_check(
    plugin: LeptonPlugin, name: str, stages: Sequence[str], label: str,
    check: Callable[[Scope, Market], gates.GateAnswer], *, home: bool, order: int,
) -> None:  # fmt: skip
    key = plugin.key

    def checked(entry: MarketEntry) -> gates.GateAnswer:
        answer = check(Scope(key, entry.project_id), reading.market_of(entry))
        if not isinstance(answer, gates.GateAnswer):
            raise TypeError(f"the check answered with {type(answer).__name__}, not a GateAnswer")
        return answer

    first, *also = (Stage(stage) for stage in stages)
    made = gates.GateCheck(
        f"{key}.{name}", first, label, checked, also=tuple(also), home=home, order=order
    )
    gates.add(made, owner=plugin.name)


def fact_source(
    plugin: LeptonPlugin, name: str,
    publish: Callable[[Scope, Market, date | None], list[facts.MarketFact]], order: int,
) -> None:  # fmt: skip
    key = plugin.key

    def published(entry: MarketEntry, on: date | None) -> list[facts.MarketFact]:
        return list(publish(Scope(key, entry.project_id), reading.market_of(entry), on))

    facts.add(facts.FactSource(f"{key}.{name}", published, order), owner=plugin.name)


def event_kind(
    plugin: LeptonPlugin, kind: str, label: str, *, webhook: bool, fields: Mapping[str, Any]
) -> None:
    room = plugin.key.replace("-", "_")
    if kind.partition(".")[0] != room:
        raise ValueError(f"the event kind '{kind}' must begin with '{room}.'")
    made = catalogue.EventKind(kind, label, webhook=webhook, fields=fields)
    catalogue.add([made], owner=plugin.name)
