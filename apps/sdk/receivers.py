"""Events for plugins: after the commit, for projects where the plugin is on, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core import extensions, happenings
from apps.core.happenings import Happening
from apps.core.registry import Registry
from apps.projects.models import Project
from apps.sdk.objects import Event
from apps.sdk.scopes import Scope

if TYPE_CHECKING:
    from apps.sdk.plugin import LeptonPlugin

Receive = Callable[[Scope, Event], None]


@dataclass(frozen=True)
class Receiver:
    """``function`` hears of events of these kinds."""

    plugin: str
    function: Receive
    kinds: frozenset[str]


receivers: Registry[Receiver] = Registry("receiver")


def add_receiver(plugin: LeptonPlugin, function: Receive, kinds: tuple[str, ...]) -> None:
    """Register a receiver; see :meth:`LeptonPlugin.add_receiver`."""
    if not kinds:
        raise ValueError("a receiver names the kinds of events that it wants")
    key = f"{plugin.key}.{getattr(function, '__name__', 'receiver')}"
    receivers.register(key, Receiver(plugin.key, function, frozenset(kinds)), owner=plugin.name)
    happenings.listener(tell)


def tell(happening: Happening) -> None:
    """Pass one happening on. The project is asked for only where somebody wants to hear."""
    if happening.project_id is None:
        return
    wanted = [(owner, one) for owner, one in receivers.owned() if happening.kind in one.kinds]
    if not wanted:
        return
    project = Project.objects.filter(pk=happening.project_id).first()
    if project is None:
        return
    event = _event(happening)
    for owner, receiver in wanted:
        if extensions.is_on(owner, project):
            scope = Scope(receiver.plugin, project.pk)
            extensions.call(
                owner, "receiver", happening.kind, receiver.function, scope, event, otherwise=None
            )


def _event(happening: Happening) -> Event:
    subject = happening.subject
    return Event(
        kind=happening.kind,
        project_id=happening.project_id,
        person_id=getattr(happening.actor, "pk", None),
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject_label=str(subject) if subject is not None else "",
        data=dict(happening.data),
    )
