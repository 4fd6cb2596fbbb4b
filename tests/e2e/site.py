"""The rows that the main pages show, so that none of them is looked at empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from apps.projects.models import Role
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory


@dataclass
class Site:
    """What page addresses are built from."""

    owner: Any
    admin: Any
    project: Any


def build_site() -> Site:
    owner = UserFactory(name="Lin Yue", email="lin.yue@example.com")
    project = ProjectFactory(name="Desk lamp, second generation", owner=owner)
    for country in ("DEU", "FRA", "JPN", "BRA", "SGP"):
        MarketEntryFactory(project=project, country=country)
    MembershipFactory(project=project, role=Role.ANALYST)
    return Site(owner=owner, admin=AdminFactory(), project=project)
