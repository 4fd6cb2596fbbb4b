"""What the site is told of sources when it starts."""

from __future__ import annotations

from apps.core import states
from apps.core.messages import mark
from apps.core.sealing import renewers
from apps.core.states import Look
from apps.datasets.sources import registry, sealed, taking
from apps.datasets.sources.connectors import BUILTIN
from apps.datasets.sources.manifest import ENGINE, PURPOSE, FetchEngine
from apps.datasets.sources.provider import SourceProvider
from apps.engines import registry as engines
from apps.jobs.domain.prune import others
from apps.jobs.finishing import on_finished
from apps.jobs.inputs import providers
from apps.jobs.links import purpose_names
from apps.projects.transfer.rules import arrivals, departures

LOOKS = {
    "stored": Look("good", "circle-check"),
    "unchanged": Look("neutral", "circle-dashed"),
    "changed": Look("warn", "alert-triangle"),
}


def register(owner: str) -> None:
    for connector in BUILTIN:
        registry.add(connector, owner=owner)
    provider = SourceProvider()
    providers.register(provider.kind, provider, owner=owner)
    engines.register(FetchEngine(), owner=owner)
    on_finished(ENGINE, taking.fetched)
    others.register("fetches", taking.forget, owner=owner)
    purpose_names.register(PURPOSE, mark("Data source"), owner=owner)
    renewers.register("datasets.Source", sealed.renew, owner=owner)
    departures.register("datasets.Source", sealed.without_secrets, owner=owner)
    arrivals.register("datasets.Source", sealed.arriving, owner=owner)
    for state, look in LOOKS.items():
        states.add(state, look)
