"""Two people at one link in the same moment: on a server database, where they really meet."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from apps.accounts.domain import invitations, people
from apps.accounts.domain.invitations import InvitationClosed, Standing
from apps.accounts.models import Invitation, User
from tests.factories.accounts import AdminFactory


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_one_of_many_who_accept_at_once_wins():
    invitation, _link = invitations.invite("grace@example.com", "", AdminFactory())
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def accept() -> None:
        mine = Invitation.objects.get(pk=invitation.pk)
        start.wait()
        try:
            invitations.accept_as_new(mine, "a good long phrase", name="Grace")
            outcomes.append("made")
        except InvitationClosed as closed:
            outcomes.append(closed.standing)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == sorted(["made", *[Standing.USED] * 3])
    assert User.objects.filter(email="grace@example.com").count() == 1


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("action", [people.take_admin, people.deactivate])
def test_of_two_administrators_who_act_on_each_other_one_stays(action, monkeypatch):
    first, second = AdminFactory(), AdminFactory()
    start, told = threading.Barrier(2), []
    save = User.save

    def slowly(user: User, *args: object, **kwargs: object) -> None:
        time.sleep(0.2)  # long enough for the other one to have read what was so before
        save(user, *args, **kwargs)

    monkeypatch.setattr(User, "save", slowly)

    def act(actor: User, other: User) -> None:
        mine, theirs = (User.objects.get(pk=user.pk) for user in (actor, other))
        start.wait()
        try:
            action(theirs, mine)
        except people.PeopleError as error:
            told.append(str(error))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=act, args=pair) for pair in ((first, second), (second, first))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
    assert ["is the last administrator" in sentence for sentence in told] == [True]


@pytest.mark.django_db
def test_an_administrator_who_cannot_log_in_counts_for_nothing():
    last, actor = AdminFactory(), AdminFactory(is_active=False)
    with pytest.raises(people.PeopleError, match="last administrator"):
        people.take_admin(last, actor)
    people.take_admin(actor, last)
    actor.refresh_from_db()
    assert not actor.is_superuser
