"""Making, changing, archiving and deleting projects."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from apps.events.models import AuditEntry
from apps.projects.domain import projects as domain
from apps.projects.domain.errors import Refused, Stale
from apps.projects.models import MarketEntry, Membership, Product, Project, Role
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner, name="Lamps", home_country="CHN")


def member(project, role):
    return MembershipFactory(project=project, role=role).user


def make(actor, **changes):
    values = {"name": "Lamps", "product_name": "Desk lamp", "home_country": "CHN"} | changes
    return domain.create_project(actor, **values)


def test_a_new_project_has_its_owner_product_home_and_candidates(owner):
    project = make(owner, candidates=["DEU", "JPN", "DEU", "CHN"], currency="CNY")
    assert Membership.objects.get(project=project).role == Role.OWNER
    assert project.product.name == "Desk lamp"
    entries = {e.country: e.is_home for e in project.market_entries.all()}
    assert entries == {"CHN": True, "DEU": False, "JPN": False}
    entry = AuditEntry.objects.get(kind="projects.project.created")
    assert (entry.actor, entry.project) == (owner, project)
    assert entry.data["markets"] == ["CHN", "DEU", "JPN"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"home_country": "XXX"}, "home_country"),
        ({"candidates": ["DEU", "Mars"]}, "candidates"),
        ({"currency": "XAU"}, "currency"),
    ],
)
def test_a_code_that_does_not_exist_is_refused_and_nothing_is_made(owner, changes, field):
    with pytest.raises(Refused) as caught:
        make(owner, **changes)
    assert caught.value.field == field
    assert not Project.objects.exists()


def test_changes_are_kept_with_what_was_there_before(project, owner):
    domain.update_project(project, owner, {"name": "Lights", "currency": "USD"})
    project.refresh_from_db()
    assert project.name == "Lights"
    entry = AuditEntry.objects.get(kind="projects.project.changed")
    assert entry.data["changes"] == {"name": ["Lamps", "Lights"]}


def test_saving_what_is_there_already_leaves_no_trace(project, owner):
    before = project.updated_at
    domain.update_project(project, owner, {"name": "Lamps"})
    project.refresh_from_db()
    assert project.updated_at == before
    assert not AuditEntry.objects.filter(kind="projects.project.changed").exists()


def test_a_stale_save_is_refused_and_shows_what_is_there(project, owner):
    seen = project.updated_at
    domain.update_project(project, owner, {"name": "Lights"}, seen=seen)
    with pytest.raises(Stale) as caught:
        domain.update_project(project, owner, {"name": "Torches"}, seen=seen)
    assert caught.value.current.name == "Lights"
    project.refresh_from_db()
    assert project.name == "Lights"


def test_a_stale_form_that_agrees_with_what_is_stored_is_no_conflict(project, owner):
    seen = project.updated_at - timedelta(minutes=5)
    domain.update_project(project, owner, {"name": "Lamps"}, seen=seen)


def test_a_new_home_country_moves_the_mark_and_keeps_the_old_entry(project, owner):
    domain.update_project(project, owner, {"home_country": "DEU"})
    entries = {e.country: e.is_home for e in MarketEntry.objects.filter(project=project)}
    assert entries == {"CHN": False, "DEU": True}


def test_the_product_is_made_where_it_is_missing(project, owner):
    Product.objects.filter(project=project).delete()
    project = Project.objects.get(pk=project.pk)
    domain.update_product(project, owner, {"name": "Torch", "summary": "For the dark."})
    assert Product.objects.get(project=project).summary == "For the dark."
    assert AuditEntry.objects.filter(kind="projects.product.changed").exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_only_editors_change_a_project(project, role):
    actor = member(project, role)
    with pytest.raises(PermissionDenied):
        domain.update_project(project, actor, {"name": "Mine"})
    with pytest.raises(PermissionDenied):
        domain.update_product(project, actor, {"name": "Mine"})


def test_to_an_outsider_the_project_does_not_exist(project):
    stranger = UserFactory()
    for act in (domain.archive, domain.restore):
        with pytest.raises(Http404):
            act(project, stranger)
    with pytest.raises(Http404):
        domain.update_project(project, stranger, {"name": "Mine"})


def test_an_archived_project_is_read_only_until_it_is_restored(project, owner):
    domain.archive(project, owner)
    with pytest.raises(PermissionDenied, match="archived"):
        domain.update_project(project, owner, {"name": "Later"})
    domain.restore(project, owner)
    assert domain.update_project(project, owner, {"name": "Later"}).name == "Later"


def test_archiving_twice_is_told_once(project, owner):
    domain.archive(project, owner)
    first = Project.objects.get(pk=project.pk).archived_at
    domain.archive(project, owner)
    assert Project.objects.get(pk=project.pk).archived_at == first
    assert AuditEntry.objects.filter(kind="projects.project.archived").count() == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.EDITOR])
def test_only_owners_end_a_project(project, role):
    actor = member(project, role)
    with pytest.raises(PermissionDenied):
        domain.archive(project, actor)
    with pytest.raises(PermissionDenied):
        domain.delete(project, actor, typed_name=project.name)
    assert Project.objects.filter(pk=project.pk, archived_at=None).exists()


def test_a_project_is_deleted_only_when_its_name_was_typed(project, owner):
    with pytest.raises(Refused, match="Lamps"):
        domain.delete(project, owner, typed_name="lamps")
    domain.delete(project, owner, typed_name=" Lamps ")
    assert not Project.objects.filter(pk=project.pk).exists()
    entry = AuditEntry.objects.get(kind="projects.project.deleted")
    assert (entry.actor, entry.data["name"]) == (owner, "Lamps")


def test_an_archived_project_can_be_deleted(project, owner):
    domain.archive(project, owner)
    domain.delete(project, owner, typed_name="Lamps")
    assert not Project.objects.exists()
