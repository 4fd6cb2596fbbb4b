"""The audit trail: written with the change, read by members, changed by nobody."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from apps.core.happenings import report
from apps.events.models import AuditEntry, ImmutableError
from apps.events.words import details
from apps.projects.domain.projects import delete, update_project
from apps.projects.models import Role
from tests.api.conftest import Caller
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory(name="Wei")


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner, name="Lamps")


@pytest.fixture
def page(client, owner):
    client.force_login(owner)
    return client


def trail(project):
    return reverse("events:audit", args=[project.pk])


def shown_kinds(response):
    table = response.content.decode().split("<tbody", 1)[1]
    return re.findall(r'<span title="([a-z_.]+)">', table)


def test_a_row_is_written_once(project, owner):
    report("projects.project.restored", actor=owner, project_id=project.pk, subject=project)
    entry = AuditEntry.objects.get(kind="projects.project.restored")
    entry.kind = "projects.project.archived"
    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(kind="x"),
        lambda: AuditEntry.objects.bulk_update([entry], ["kind"]),
    ):
        with pytest.raises(ImmutableError):
            change()
    assert AuditEntry.objects.filter(kind="projects.project.restored").count() == 1


def test_a_change_that_is_rolled_back_leaves_no_row(project, owner):
    with transaction.atomic():
        update_project(project, owner, {"name": "Lights"})
        transaction.set_rollback(True)
    assert not AuditEntry.objects.filter(kind="projects.project.changed").exists()


def test_the_trail_outlives_the_project_and_the_person(project, owner):
    update_project(project, owner, {"name": "Lights"})
    project.refresh_from_db()
    gone = (project.pk, owner.pk)
    delete(project, owner, typed_name="Lights")
    owner.delete()
    kinds = ["projects.project.changed", "projects.project.deleted"]
    for entry in AuditEntry.objects.filter(kind__in=kinds):
        assert (entry.project_id, entry.actor_id) == gone
        labels = (entry.actor_label, entry.subject_label, entry.project_label)
        assert labels == ("Wei", "Lights", "Lights")
    assert AuditEntry.objects.filter(project_id=gone[0]).count() == 2


def test_members_read_the_trail_of_their_project_only(page, project, owner):
    update_project(project, owner, {"name": "Lights"})
    other = ProjectFactory(name="Secret")
    update_project(other, other.memberships.get().user, {"name": "Hidden"})
    response = page.get(trail(project))
    assert shown_kinds(response) == ["projects.project.changed"]
    assert "Lamps → Lights" in response.content.decode()
    assert "Hidden" not in response.content.decode()
    assert page.get(trail(other)).status_code == 404


def test_the_steady_name_leads_to_the_trail(page, project):
    response = page.get(reverse("projects:audit", args=[project.pk]))
    assert response.url == trail(project)


def test_the_trail_is_filtered(page, project, owner):
    editor = MembershipFactory(project=project, role=Role.EDITOR, user__name="Ann").user
    update_project(project, editor, {"name": "Lights"})
    report("projects.market.added", actor=owner, project_id=project.pk, subject=project)
    listed = lambda query: shown_kinds(page.get(trail(project) + query))  # noqa: E731
    assert listed("?kind=projects.market.added") == ["projects.market.added"]
    assert listed("?who=Ann") == ["projects.project.changed"]
    assert listed("?q=ann") == ["projects.project.changed"]
    today = timezone.now().date()
    assert len(listed(f"?since={today}")) == 2
    assert listed(f"?until={today - timedelta(days=1)}") == []


def test_a_viewer_reads_the_trail_within_twelve_queries(
    client, project, owner, django_assert_max_num_queries
):
    for number in range(30):
        update_project(project, owner, {"name": f"Name {number}"})
    client.force_login(MembershipFactory(project=project).user)
    with django_assert_max_num_queries(12):
        response = client.get(trail(project))
    assert len(shown_kinds(response)) == 25


def test_markets_are_named_and_not_coded(page, project, owner):
    entry = project.market_entries.get()
    report("projects.market.changed", actor=None, project_id=project.pk, subject=entry)
    shown = page.get(trail(project)).content.decode()
    assert "<td >China</td>" in shown
    assert "the system" in shown


def test_an_engine_is_named_in_the_readers_language():
    data = {"engine": "regression.least_squares", "grants": [{"role": "viewer"}]}
    assert dict(details(data))["Engine"] == "Least squares"
    with translation.override("zh-hans"):
        shown = dict(details({**data, "engine": "some.gone_engine"}))
        assert dict(details(data))["引擎"] == gettext("Least squares") != "Least squares"
        assert shown["引擎"] == "some.gone_engine"
        assert shown["角色"] == "角色：查看者"
        page = render_to_string("events/details.html", {"details": [("引擎", "x")]})
    assert "引擎：</span>x" in page


def test_details_are_readable():
    found = details(
        {
            "changes": {
                "name": ["a", "b"],
                "owner": [None, "Wei"],
                "odd": "x",
                "role": ["viewer", "owner"],
            },
            "to_stage": "entry",
            "markets": ["CHN", "DEU"],
            "grants": [{"role": "viewer"}],
            "empty": "",
            "long": "y" * 300,
        }
    )
    pairs = dict(found)
    assert pairs["Name"] == "a → b"
    assert pairs["Owner"] == "– → Wei"
    assert pairs["odd"] == "x"
    assert pairs["Markets"] == "China and Germany"
    assert pairs["Roles"] == "Role: Viewer"
    assert pairs["Role"] == "Viewer → Owner"
    assert pairs["To stage"] == "International entry"
    assert "empty" not in pairs
    assert len(pairs["long"]) < 130


def test_what_a_plugin_left_that_is_gone_is_read(page, project, owner):
    """Its kinds, models and fields are not known any more; its rows are shown as they are."""
    AuditEntry.objects.create(
        kind="weather.forecast.fetched",
        project=project,
        actor=owner,
        actor_label="Wei",
        subject_type="lepton_weather.forecast",
        subject_label="Lyon, Monday",
        data={"plugin": "weather", "celsius": 21, "changes": {"odd": [1, None]}},
    )
    shown = page.get(trail(project)).content.decode()
    for text in ("weather.forecast.fetched", "Lyon, Monday", "celsius:</span> 21", "1 → –"):
        assert text in shown
    assert page.get(trail(project) + "?kind=weather.forecast.fetched").status_code == 200
    (row,) = (
        Caller(owner)
        .get(f"projects/{project.pk}/audit/?kind=weather.forecast.fetched")
        .json()["results"]
    )
    assert (row["label"], row["data"]["celsius"]) == ("weather.forecast.fetched", 21)
    page.force_login(AdminFactory())
    listed = page.get(reverse("admin:events_auditentry_changelist")).content.decode()
    assert "weather.forecast.fetched" in listed
