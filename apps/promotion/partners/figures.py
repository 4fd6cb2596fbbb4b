"""When a partner's contract ends, and what its channel brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from apps.promotion.domain import figures
from apps.promotion.models import Outcome, Partner

SOON_DAYS = 60


@dataclass(frozen=True)
class Ending:
    """``days`` until the contract's last day; below 0 where it is over."""

    days: int

    @property
    def is_over(self) -> bool:
        return self.days < 0


def ending(partner: Partner, today: date) -> Ending | None:
    """Of an active partner whose contract is over or ends within :data:`SOON_DAYS` days."""
    if partner.stage != Partner.Stage.ACTIVE or partner.contract_until is None:
        return None
    days = (partner.contract_until - today).days
    return Ending(days) if days <= SOON_DAYS else None


def brought(partner: Partner) -> list[tuple[str, figures.Totals]]:
    """Currency and totals of the days of the partner's channel, in its markets where it has some.
    Nothing is converted.
    """
    if partner.channel_id is None:
        return []
    rows = Outcome.objects.filter(project=partner.project_id, channel=partner.channel_id)
    if partner.markets:
        rows = rows.filter(campaign__market__in=partner.markets)
    return figures.by_currency(rows)
