"""Members, invitations, and the rule that a project keeps an owner."""

import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from apps.accounts.domain import invitations
from apps.accounts.models import Invitation
from apps.events.models import AuditEntry
from apps.projects.domain import members as domain
from apps.projects.domain.errors import Refused
from apps.projects.domain.projects import delete
from apps.projects.models import Membership, Role
from tests.factories.accounts import UserFactory
from tests.factories.projects import MembershipFactory, ProjectFactory


@pytest.fixture
def owner(db):
    return UserFactory()


@pytest.fixture
def project(owner):
    return ProjectFactory(owner=owner)


def test_somebody_with_an_account_becomes_a_member_at_once(project, owner):
    person = UserFactory(email="ann@example.com")
    made, link = domain.add_or_invite(project, owner, email=" Ann@Example.com ", role=Role.ANALYST)
    assert (made.user, made.role, link) == (person, Role.ANALYST, "")
    assert AuditEntry.objects.get(kind="projects.member.added").data["role"] == "analyst"


def test_somebody_who_is_in_already_is_refused(project, owner):
    with pytest.raises(Refused, match="member already"):
        domain.add_or_invite(project, owner, email=owner.email, role=Role.VIEWER)
    assert Membership.objects.get(project=project).role == Role.OWNER


def test_somebody_without_an_account_is_invited_and_joins_on_acceptance(project, owner):
    made, link = domain.add_or_invite(project, owner, email="new@example.com", role=Role.EDITOR)
    assert isinstance(made, Invitation)
    assert "/" in link
    assert domain.open_invitations(project) == [made]
    assert domain.invited_role(made, project) is Role.EDITOR
    user = invitations.accept_as_new(made, "a long enough password", name="New")
    assert Membership.objects.get(project=project, user=user).role == Role.EDITOR
    assert domain.open_invitations(project) == []


def test_the_same_address_is_not_invited_twice(project, owner):
    domain.invite(project, owner, email="new@example.com", role=Role.VIEWER)
    with pytest.raises(Refused, match="invited already"):
        domain.invite(project, owner, email="New@example.com", role=Role.EDITOR)


def test_a_person_sends_so_many_invitations_a_day(project, owner, settings):
    settings.PERSON_INVITATIONS_A_DAY = 2
    other = ProjectFactory(owner=owner)
    invitations.invite("admin-sent@example.com", "", owner)  # on the panel, to no project
    made, _link = domain.add_or_invite(project, owner, email="a@example.com", role=Role.VIEWER)
    domain.withdraw(project, owner, made)
    domain.add_or_invite(other, owner, email="b@example.com", role=Role.VIEWER)
    with pytest.raises(Refused, match="You have sent 2 invitations"):
        domain.add_or_invite(project, owner, email="c@example.com", role=Role.VIEWER)
    UserFactory(email="here@example.com")
    domain.add_or_invite(project, owner, email="here@example.com", role=Role.VIEWER)
    Invitation.objects.update(created_at=timezone.now() - timedelta(hours=25))
    domain.add_or_invite(project, owner, email="c@example.com", role=Role.VIEWER)


def test_a_project_sends_so_many_invitations_a_day(project, owner, settings):
    settings.PROJECT_INVITATIONS_A_DAY = 1
    domain.add_or_invite(project, owner, email="a@example.com", role=Role.VIEWER)
    second = MembershipFactory(project=project, role=Role.OWNER).user
    with pytest.raises(Refused, match="This project has sent 1 invitation within"):
        domain.add_or_invite(project, second, email="b@example.com", role=Role.VIEWER)
    other = ProjectFactory(owner=second)
    domain.add_or_invite(other, second, email="b@example.com", role=Role.VIEWER)


def test_the_account_that_an_import_made_becomes_the_persons_own(project, owner, client):
    stranger = UserFactory(email="old@example.com", is_active=False, is_placeholder=True)
    made, link = domain.add_or_invite(project, owner, email="Old@example.com", role=Role.EDITOR)
    page = client.get(urlsplit(link).path)
    assert page.status_code == 200
    assert b"password1" in page.content
    assert invitations.accept_as_new(made, "a long enough password", name="Ann") == stranger
    stranger.refresh_from_db()
    assert (stranger.is_active, stranger.is_placeholder, stranger.name) == (True, False, "Ann")
    assert stranger.check_password("a long enough password")
    assert Membership.objects.get(project=project, user=stranger).role == Role.EDITOR


def test_an_account_that_was_switched_off_is_not_invited(project, owner):
    UserFactory(email="gone@example.com", is_active=False)
    with pytest.raises(Refused, match="switched off"):
        domain.add_or_invite(project, owner, email="gone@example.com", role=Role.VIEWER)
    assert not Invitation.objects.exists()


def test_an_invitation_of_another_project_is_not_listed(project, owner):
    other = ProjectFactory(owner=owner)
    made, _link = domain.invite(other, owner, email="new@example.com", role=Role.VIEWER)
    assert domain.open_invitations(project) == []
    assert domain.invited_role(made, project) is None


def test_an_invitation_gives_nothing_once_its_sender_is_no_owner(project, owner):
    made, _link = domain.invite(project, owner, email="new@example.com", role=Role.OWNER)
    other = MembershipFactory(project=project, role=Role.OWNER)
    own = Membership.objects.get(project=project, user=owner)
    domain.change_role(own, other.user, Role.VIEWER)
    user = invitations.accept_as_new(made, "a long enough password")
    assert not Membership.objects.filter(project=project, user=user).exists()


def test_an_invitation_to_a_deleted_project_still_makes_the_account(project, owner):
    made, _link = domain.invite(project, owner, email="new@example.com", role=Role.VIEWER)
    delete(project, owner, typed_name=project.name)
    user = invitations.accept_as_new(made, "a long enough password")
    assert not user.memberships.exists()


def test_an_invitation_never_lowers_a_role(project, owner):
    person = UserFactory(email="late@example.com")
    made, _link = domain.invite(project, owner, email="late@example.com", role=Role.VIEWER)
    MembershipFactory(project=project, user=person, role=Role.EDITOR)
    invitations.accept_as(made, person)
    assert Membership.objects.get(project=project, user=person).role == Role.EDITOR


def test_an_invitation_raises_a_role(project, owner):
    person = UserFactory(email="late@example.com")
    made, _link = domain.invite(project, owner, email="late@example.com", role=Role.EDITOR)
    MembershipFactory(project=project, user=person, role=Role.VIEWER)
    invitations.accept_as(made, person)
    assert Membership.objects.get(project=project, user=person).role == Role.EDITOR


def test_a_withdrawn_invitation_cannot_be_used(project, owner):
    made, _link = domain.invite(project, owner, email="new@example.com", role=Role.VIEWER)
    domain.withdraw(project, owner, made)
    assert domain.open_invitations(project) == []
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept_as_new(made, "a long enough password")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.EDITOR])
def test_only_owners_manage_members(project, role):
    actor = MembershipFactory(project=project, role=role).user
    victim = MembershipFactory(project=project, role=Role.VIEWER)
    with pytest.raises(PermissionDenied):
        domain.add_or_invite(project, actor, email="x@example.com", role=Role.OWNER)
    with pytest.raises(PermissionDenied):
        domain.change_role(victim, actor, Role.EDITOR)
    with pytest.raises(PermissionDenied):
        domain.remove_member(victim, actor)
    assert Membership.objects.filter(pk=victim.pk, role=Role.VIEWER).exists()


def test_a_role_is_changed_with_both_values_in_the_trail(project, owner):
    row = MembershipFactory(project=project, role=Role.VIEWER)
    domain.change_role(row, owner, Role.EDITOR)
    row.refresh_from_db()
    assert row.role == Role.EDITOR
    entry = AuditEntry.objects.get(kind="projects.member.changed")
    assert entry.data["changes"] == {"role": ["viewer", "editor"]}
    domain.change_role(row, owner, Role.EDITOR)
    assert AuditEntry.objects.filter(kind="projects.member.changed").count() == 1


def test_the_last_owner_can_neither_leave_nor_step_down(project, owner):
    own = Membership.objects.get(project=project, user=owner)
    with pytest.raises(Refused, match="last owner"):
        domain.remove_member(own, owner)
    with pytest.raises(Refused, match="last owner"):
        domain.change_role(own, owner, Role.EDITOR)
    assert Membership.objects.get(pk=own.pk).role == Role.OWNER


def test_one_of_two_owners_may_leave(project, owner):
    MembershipFactory(project=project, role=Role.OWNER)
    domain.remove_member(Membership.objects.get(project=project, user=owner), owner)
    assert not Membership.objects.filter(project=project, user=owner).exists()


def test_anybody_may_leave_even_an_archived_project(project, owner):
    row = MembershipFactory(project=project, role=Role.VIEWER)
    project.archived_at = project.created_at
    project.save()
    domain.remove_member(row, row.user)
    assert not Membership.objects.filter(pk=row.pk).exists()


def test_owners_are_listed(project, owner):
    MembershipFactory(project=project, role=Role.EDITOR)
    assert domain.owners(project.pk) == [owner]


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one_behind():
    project = ProjectFactory()
    rows = [project.memberships.get(), MembershipFactory(project=project, role=Role.OWNER)]
    ready = threading.Barrier(2)
    refused = []

    def leave(row):
        try:
            ready.wait(5)
            domain.remove_member(row, row.user)
        except Refused as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=leave, args=(row,)) for row in rows]
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        # One in-memory database cannot be shared between writers: take turns, in the same order.
        ready = threading.Barrier(1)
        for thread in threads:
            thread.start()
            thread.join(10)
    else:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert len(refused) == 1
    assert Membership.objects.filter(project=project, role=Role.OWNER).count() == 1


GOOD = {
    "name": "New",
    "password1": "a good long phrase",
    "password2": "a good long phrase",
    "language": "en",
    "time_zone": "UTC",
}


def test_the_invitation_names_the_project_and_leads_into_it(client, project, owner):
    _, link = domain.invite(project, owner, email="new@example.com", role=Role.EDITOR)
    path = urlsplit(link).path
    page = client.get(path).content.decode()
    assert f"You join the project <strong>{project.name}</strong> as Editor." in page
    response = client.post(path, GOOD)
    overview = reverse("projects:overview", args=[project.pk])
    assert response["Location"] == overview
    assert client.get(overview).status_code == 200


def test_somebody_with_an_account_is_led_into_the_project_too(client, project, owner):
    _, link = domain.invite(project, owner, email="new@example.com", role=Role.VIEWER)
    client.force_login(UserFactory(email="new@example.com"))
    path = urlsplit(link).path
    assert "as Viewer." in client.get(path).content.decode()
    assert client.post(path)["Location"] == reverse("projects:overview", args=[project.pk])


def test_a_grant_that_no_longer_stands_is_not_promised(client, project, owner):
    made, link = domain.invite(project, owner, email="new@example.com", role=Role.VIEWER)
    Membership.objects.filter(project=project, user=owner).update(role=Role.VIEWER)
    assert invitations.places_of(made) == []
    path = urlsplit(link).path
    assert project.name not in client.get(path).content.decode()
    assert client.post(path, GOOD)["Location"] == reverse("projects:welcome")
