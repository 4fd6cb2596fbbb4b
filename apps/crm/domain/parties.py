"""What writing a company and a contact have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apps.core.messages import msg
from apps.crm.domain import values
from apps.crm.models import Party
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft
from apps.projects.models import Membership, Project

FIELDS = ("email", "phone", "website", "country", "language", "owner", "tags", "note", "attributes")


def prepare(project: Project, drafts: Sequence[Draft]) -> list[dict[str, Any] | Refused]:
    """The drafts' values with e-mail addresses in small letters and owners (ids of people) looked
    up among the project's members.
    """
    wanted = {draft.values.get("owner") for draft in drafts} - {None}
    found = Membership.objects.filter(project=project, user__in=wanted).select_related("user")
    members = {row.user_id: row.user for row in found} if wanted else {}
    return [_with_owner(draft.values, members) for draft in drafts]


def _with_owner(given: Mapping[str, Any], members: Mapping[Any, Any]) -> dict[str, Any] | Refused:
    known = dict(given)
    if known.get("email"):
        try:
            known["email"] = values.email(known["email"])
        except Refused as refused:
            return refused
    if known.get("owner") is not None:
        known["owner"] = members.get(known["owner"])
        if known["owner"] is None:
            sentence = msg("Nobody in this project has this id. 'members' lists who is in it.")
            return Refused(sentence, field="owner")
    return known


def settle(row: Party) -> None:
    """Write the values down in one way, so that equal ones are seen to be equal."""
    row.country = values.country(row.country)
    row.language = values.language(row.language)
    row.phone = values.phone(row.phone, row.country)
    row.tags = values.tags(row.tags)
    row.attributes = values.attributes(row.attributes)
