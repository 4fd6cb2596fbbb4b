"""What people can be asked to agree to: what every project has, and what it adds."""

from __future__ import annotations

import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.crm.models import ConsentPurpose
from apps.projects.access import membership_of, require
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

SURVEYS, CAMPAIGNS = "surveys", "campaigns"
RECOMMENDATIONS, ANALYTICS = "recommendations", "analytics"
BUILT_IN: dict[str, Any] = {
    SURVEYS: _("Invitations to surveys"),
    CAMPAIGNS: _("Campaign e-mail"),
    RECOMMENDATIONS: _("Recommendations"),
    ANALYTICS: _("Analytics"),
}
MOST = 30
KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


def purposes(project_id: Any) -> dict[str, str]:
    """Key → what the purpose is called: those of every project first."""
    own = ConsentPurpose.objects.filter(project=project_id).values_list("key", "name")
    return {**{key: str(name) for key, name in BUILT_IN.items()}, **dict(own)}


def purpose_name(project_id: Any, key: str) -> str:
    """What one purpose is called; '' for none."""
    if key in BUILT_IN:
        return str(BUILT_IN[key])
    return purposes(project_id).get(key, "") if key else ""


def check(project_id: Any, purpose: str) -> None:
    """Raises :class:`Refused` for a purpose that the project does not have."""
    known = purposes(project_id)
    if purpose not in known:
        raise Refused(
            msg("There is no such purpose. Known are {names}.", names=sorted(known)),
            field="purpose",
        )


@transaction.atomic
def add(project: Project, actor: User, name: str, key: str = "") -> ConsentPurpose:
    """Add a purpose (editor); without a key, one is made of the name."""
    require(membership_of(actor, project.pk), Role.EDITOR)
    words = " ".join(name.split())
    slug = key.strip().lower() or slugify(words)[:40].strip("-")
    if not words or len(words) > 80:
        raise Refused(msg("Give the purpose a name of at most 80 characters."), field="name")
    if not KEY.fullmatch(slug):
        raise Refused(
            msg("Give the key that programs use: a-z, 0-9 and -, at most 40."), field="key"
        )
    rows = ConsentPurpose.objects.filter(project=project)
    if slug in BUILT_IN or rows.filter(key=slug).exists():
        raise Refused(msg("There is a purpose with the key '{key}'.", key=slug), field="key")
    if rows.count() >= MOST:
        raise Refused(msg("A project has at most {count} purposes of its own.", count=MOST))
    try:
        with transaction.atomic():
            made: ConsentPurpose = rows.create(project=project, key=slug, name=words)
    except IntegrityError:
        raise Refused(
            msg("There is a purpose with the key '{key}'.", key=slug), field="key"
        ) from None
    report("crm.purpose.added", actor=actor, project_id=project.pk, subject=made, key=slug)
    return made
