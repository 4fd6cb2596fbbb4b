"""The class that a plugin subclasses, and everything that it may add to the site.

Imported while the settings are read: what needs models is imported in the methods, which run in
``ready``. What is added belongs to the plugin: it is absent from projects where the plugin is off,
an error in it is caught where it is called, and all of it goes if the plugin turns out broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from apps.plugins.contract import PluginBase
from apps.plugins.entries import entry_of_owner

if TYPE_CHECKING:
    from apps.crm.connectors.contract import CrmConnector
    from apps.datasets.sources.contract import Connector
    from apps.engines.contract import Engine
    from apps.projects.cards import Card
    from apps.projects.facts import MarketFact
    from apps.projects.gates import GateAnswer
    from apps.sdk.api import Endpoint
    from apps.sdk.objects import Event, Market
    from apps.sdk.scopes import Scope


class LeptonPlugin(PluginBase):
    """A plugin. Set the class attributes and add what there is to add in ``ready``."""

    @property
    def key(self) -> str:
        """The name of the entry point."""
        entry = entry_of_owner(self.name)
        if entry is None:
            raise LookupError(f"{self.name} is not a plugin of this site")
        return entry.key

    def add_page(
        self, path: str, view: Callable[..., HttpResponse], *, name: str,
        needs: str = "viewer", write: str = "editor",
    ) -> None:  # fmt: skip
        """A page at ``/projects/{project}/plugins/{plugin}/{path}``: ``view(request, scope, …)``.

        ``needs`` is the role that reads it, ``write`` the one that sends it a form.
        """
        from apps.sdk.pages import add_page

        add_page(self, path, view, name=name, needs=needs, write=write)

    def add_navigation(self, label: Any, page: str, *, icon: str = "plug", order: int = 85) -> None:
        """A link in the side bar to one of the plugin's pages that takes no argument."""
        from apps.core.navigation import NavItem, add
        from apps.plugins.routes import namespace

        item = NavItem(f"{self.key}.{page}", label, icon, f"{namespace(self.key)}:{page}", order)
        add(item, owner=self.name)

    def add_slot(
        self, slot: str, template: str,
        context: Callable[[Scope, Any], Mapping[str, Any]] | None = None, *, order: int = 100,
    ) -> None:  # fmt: skip
        """Draw ``template`` into a named slot; ``context(scope, subject)`` gives it more values."""
        from apps.sdk.adapters import slot_part

        slot_part(self, slot, template, context, order)

    def add_card(
        self, name: str, make: Callable[[Scope], Card | None], *, order: int = 100
    ) -> None:
        """A card of the project's overview; None shows none."""
        from apps.sdk.adapters import card_source

        card_source(self, name, make, order)

    def add_gate(
        self, name: str, stage: str, label: str, check: Callable[[Scope, Market], GateAnswer], *,
        also: Sequence[str] = (), home: bool = True, order: int = 100,
    ) -> None:  # fmt: skip
        """A check asked before a market leaves ``stage`` (or any of ``also``)."""
        from apps.sdk.adapters import gate_check

        gate_check(self, name, (stage, *also), label, check, home=home, order=order)

    def add_facts(
        self, name: str, publish: Callable[[Scope, Market, date | None], list[MarketFact]], *,
        order: int = 100,
    ) -> None:  # fmt: skip
        """Figures of a market, shown on its page and read by ranking and readiness."""
        from apps.sdk.adapters import fact_source

        fact_source(self, name, publish, order)

    def add_engine(self, engine: Engine) -> None:
        """An engine: form, job, live page, result page, API and documentation come with it."""
        from apps.engines import registry

        registry.register(engine, owner=self.name)

    def add_connector(self, connector: Connector) -> None:
        """A way to fetch data: its form, jobs, versions and history come with it."""
        from apps.datasets.sources import registry

        registry.add(connector, owner=self.name)

    def add_crm_system(self, connector: CrmConnector) -> None:
        """A CRM system to keep in step with: its pages, runs and conflicts come with it."""
        from apps.crm.connectors import registry

        registry.add(connector, owner=self.name)

    def add_api(self, path: str, endpoints: Sequence[Endpoint], *, name: str) -> None:
        """A route at ``/api/v1/projects/{project}/plugins/{plugin}/{path}``, one method each."""
        from apps.sdk.api import add_route

        add_route(self, path, endpoints, name=name)

    def add_event(
        self, kind: str, label: str, *, webhook: bool = True,
        fields: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """A kind of event: ``{plugin}.{noun}.{verb in the past tense}``.

        ``label`` is what the audit trail calls it; ``fields`` are the members of ``data`` that
        webhooks carry, each with an example.
        """
        from apps.sdk.adapters import event_kind

        event_kind(self, kind, label, webhook=webhook, fields=fields or {})

    def add_receiver(self, function: Callable[[Scope, Event], None], *kinds: str) -> None:
        """Call ``function(scope, event)`` after an event of these kinds was stored.

        Only for projects where the plugin is on. An error in it harms nobody and is counted.
        """
        from apps.sdk.receivers import add_receiver

        add_receiver(self, function, kinds)
