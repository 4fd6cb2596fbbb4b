"""Every route of a project is tried by everybody."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils.http import urlencode

from apps.core.testing.routes import PEOPLE, Route, problem, project_routes
from apps.plugins.entries import known
from apps.projects.models import Role
from tests.e2e.site import Site, build_site
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory
from tests.permission_table import TABLE
from tests.plugins.entry import sample_entry


@dataclass
class Stage:
    """The rows and the people with their clients, for all routes; each leaves them as they were."""

    site: Site
    clients: dict[str, Client]


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stage")
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(WORK_DIR=folder / "work", MEDIA_ROOT=folder / "files"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr("apps.jobs.domain.dispatch.send", lambda job: True)
        patch.setitem(known, "sample", sample_entry())
        site = build_site()
        users = {"outsider": UserFactory(), "owner": site.owner}
        for role in ("viewer", "analyst", "editor"):
            users[role] = MembershipFactory(project=site.project, role=Role(role)).user
        clients = {"anonymous": Client(raise_request_exception=False)}
        for name, user in users.items():
            clients[name] = Client(raise_request_exception=False)
            clients[name].force_login(user)
        yield Stage(site, clients)
        transaction.set_rollback(True)


# Marked so that this file has tables when it runs alone; the first, before ``stage`` is set.
@pytest.mark.django_db
def test_every_project_route_is_in_the_table():
    missing = project_routes() - {route.name for route in TABLE}
    assert not missing, (
        f"No row in tests/permission_table.py for: {', '.join(sorted(missing))}. "
        "Add Route(name, get=..., post=..., args=...) for each, with the role that it needs."
    )


def test_the_table_has_no_row_twice_and_none_without_a_route():
    names = [route.name for route in TABLE]
    assert sorted(set(names)) == sorted(names)
    assert set(names) <= project_routes()


@pytest.mark.parametrize("route", TABLE, ids=lambda route: route.name)
def test_route(route, stage):
    site = stage.site
    url = reverse(route.name, kwargs={"project_id": site.project.pk, **route.args(site)})
    if query := route.query(site):
        url = f"{url}?{urlencode(query)}"
    problems = []
    for person in PEOPLE:
        client = stage.clients[person]
        for method in ("get", "post"):
            cookies = client.cookies.copy()
            sent = {"data": route.data} if method == "post" else {}
            with transaction.atomic():  # what one person may do leaves the rows as they were
                response = getattr(client, method)(url, **sent)
                problems.append(problem(route, method, person, response))
                transaction.set_rollback(True)
            client.cookies = cookies
    assert not any(problems), "\n".join(filter(None, problems))


class Answer:
    def __init__(self, status, url=""):
        self.status_code, self.url = status, url


@pytest.mark.parametrize(
    ("method", "person", "answer"),
    [
        ("get", "anonymous", Answer(200)),
        ("get", "anonymous", Answer(302, "/projects/")),
        ("get", "outsider", Answer(403)),
        ("get", "viewer", Answer(404)),
        ("post", "viewer", Answer(302)),
        ("post", "viewer", Answer(404)),
        ("post", "editor", Answer(403)),
        ("post", "owner", Answer(500)),
    ],
)
def test_a_wrong_answer_is_told(method, person, answer):
    assert problem(Route("x", get="viewer", post="editor"), method, person, answer)


def test_a_method_that_should_not_be_there_is_told():
    assert problem(Route("x"), "post", "owner", Answer(200))
    assert not problem(Route("x"), "post", "owner", Answer(405))
