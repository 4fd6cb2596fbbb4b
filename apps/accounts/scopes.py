"""What an API token may be allowed to do. A token never does more than its owner may."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """The value stands in ``ApiToken.scopes``; the label explains it where a token is made."""

    READ = "read", _("Read projects, data, jobs and models")
    WRITE = "write", _("Change projects; change and delete market entries, customers and data")
    ADMINISTER = "administer", _("Manage members; archive, restore, delete and export projects")
    JOBS = "jobs", _("Start, cancel and repeat jobs")
    WEBHOOKS = "webhooks", _("Manage webhooks, read and repeat what they sent")
    AUDIT = "audit", _("Read and export audit trails")
    PREDICT = "models:predict", _("Ask models for predictions")
    SERVICES = "service_accounts", _("Manage service accounts and make tokens for them")


ALL: Final = frozenset(Scope.values)
FOR_PROGRAMS: Final = tuple(
    scope for scope in Scope if scope not in {Scope.SERVICES, Scope.ADMINISTER}
)
"""What a service account's credentials may have: it never owns a project, so manages no others."""
DEFAULT: Final = (Scope.READ.value,)
