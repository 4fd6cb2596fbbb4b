"""Which activities and leads are old, and how they go (``projects.retention``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.crm.domain.links import drop_untold
from apps.crm.models import Activity, Lead
from apps.projects.retention import kinds
from apps.projects.retention.kinds import Kept


def old_activities(project_id: Any, moment: datetime) -> Any:
    """Done before, or open, untouched since and not due later."""
    still_due = Q(due_on__gte=moment.date())
    untouched = Q(done_at=None, updated_at__lt=moment) & ~still_due
    return Activity.objects.filter(Q(done_at__lt=moment) | untouched, project=project_id)


def remove_activities(project_id: Any, ids: Sequence[Any]) -> None:
    Activity.objects.filter(project=project_id, pk__in=ids).delete()


def old_leads(project_id: Any, moment: datetime) -> Any:
    return Lead.objects.filter(project=project_id, updated_at__lt=moment)


def remove_leads(project_id: Any, ids: Sequence[Any]) -> None:
    """With what hangs on them."""
    rows = Lead.objects.filter(project=project_id, pk__in=ids)
    for row in rows:
        drop_untold(row)
    rows.delete()


def register(owner: str) -> None:
    """Called by the room's ``ready``."""
    kinds.add(
        Kept(
            "crm.activities",
            _("Activities"),
            _("From the day they were done; open ones from their last change or due date."),
            old_activities,
            remove_activities,
            30,
        ),
        owner=owner,
    )
    kinds.add(
        Kept(
            "crm.leads",
            _("Leads"),
            _("From their last change, with their activities and consents."),
            old_leads,
            remove_leads,
            40,
        ),
        owner=owner,
    )
