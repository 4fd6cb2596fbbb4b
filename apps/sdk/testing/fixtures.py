"""pytest fixtures for pages and API routes: ``pytest_plugins = ["apps.sdk.testing.fixtures"]``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from apps.sdk.testing.tables import django_db_keepdb, django_db_setup

__all__ = ["PluginSite", "django_db_keepdb", "django_db_setup", "plugin_site"]

if TYPE_CHECKING:
    from django.test import Client

    from apps.sdk.scopes import Scope


@dataclass(frozen=True)
class PluginSite:
    """A project whose owner is logged in, with the plugin switched on in it."""

    plugin: str
    client: Client
    project: Any
    owner: Any

    @property
    def scope(self) -> Scope:
        """The plugin in the project, in the owner's name."""
        from apps.sdk.scopes import scope

        return scope(self.plugin, self.project.pk, self.owner.pk)

    def switch(self, *, on: bool) -> None:
        """As the owner does it on the page of plugins."""
        from apps.plugins.entries import active_entry
        from apps.projects.domain.plugins import switch

        entry = active_entry(self.plugin)
        if entry is None:
            raise LookupError(f"the plugin '{self.plugin}' is not active: see LEPTON_PLUGINS")
        switch(self.project, self.owner, entry, on=on)

    def api(self, path: str) -> str:
        """The address of one of the plugin's API routes."""
        return f"/api/v1/projects/{self.project.pk}/plugins/{self.plugin}/{path}"


@pytest.fixture
def plugin_site(db: Any, client: Any, request: Any) -> PluginSite:
    """For the plugin that the module's ``PLUGIN`` names."""
    from django.contrib.auth import get_user_model

    from apps.projects.domain.projects import create_project

    users: Any = get_user_model().objects
    owner = users.create_user("owner@example.com", name="Owner")
    project = create_project(
        owner, name="Desk lamp", product_name="Desk lamp", home_country="CHN", candidates=["DEU"],
        currency="USD", product_summary="",
    )  # fmt: skip
    client.force_login(owner)
    site = PluginSite(request.module.PLUGIN, client, project, owner)
    site.switch(on=True)
    return site
