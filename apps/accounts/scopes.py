"""What an API token may be allowed to do. A token never does more than its owner may."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """The value stands in ``ApiToken.scopes``; the label explains it where a token is made."""

    READ = "read", _("Read projects, data, jobs and models")
    WRITE = "write", _("Change projects and market entries, upload and delete data")
    JOBS = "jobs", _("Start, cancel and repeat jobs")
    PREDICT = "models:predict", _("Ask models for predictions")


ALL: Final = frozenset(Scope.values)
DEFAULT: Final = (Scope.READ.value,)
