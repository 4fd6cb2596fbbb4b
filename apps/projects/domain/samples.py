"""Opening the sample project. What it holds needs rooms above this one: they register the maker."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from apps.accounts.models import User
from apps.core.messages import msg
from apps.projects.domain.errors import Refused
from apps.projects.models import Membership, Project, Role

Maker = Callable[[User], Project]
Teller = Callable[[Project, User], None]
_makers: dict[str, tuple[Maker, Teller]] = {}


def register(maker: Maker, teller: Teller = lambda project, user: None) -> None:
    """Say who makes a sample project for a person, and who puts one into the language in force.
    There is one maker; the last one counts."""
    _makers["sample"] = (maker, teller)


def available() -> bool:
    return bool(_makers)


def sample_of(user: User) -> Project | None:
    """The person's own sample project, if they have one."""
    own = Membership.objects.filter(user=user, role=Role.OWNER, project__is_sample=True)
    membership = own.select_related("project").order_by("created_at").first()
    return membership.project if membership else None


@transaction.atomic
def open_sample(user: User) -> Project:
    """The person's own copy of the sample, made on first asking; asking twice at once makes one.

    One that was made before anybody looked, in another language than the person reads, is told
    anew; what somebody has changed in it stays.
    """
    User.objects.select_for_update().get(pk=user.pk)
    project = sample_of(user)
    if project:
        if available():
            _makers["sample"][1](project, user)
        return project
    if not available():
        raise Refused(msg("The sample project is not installed. Start with an empty project."))
    return _makers["sample"][0](user)
