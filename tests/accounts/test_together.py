"""Two people at one link in the same moment: on a server database, where they really meet."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from apps.accounts.domain import invitations
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
