"""How partners are checked before they are written."""

from __future__ import annotations

from collections.abc import Iterable

from apps.core.messages import clipped, msg
from apps.projects.collections.linking import (
    Link,
    country_code,
    linked_kind,
    members,
    require_name,
    rows_of,
)
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Apart, Taken
from apps.projects.models import Project
from apps.promotion import models
from apps.promotion.domain.checks import require_day, require_order

MOST_MARKETS = 250
NO_DAY = msg("Give the day.")


def settle_partner(row: models.Partner) -> None:
    require_name(row, msg("Give the partner a name."))
    row.territory = " ".join(row.territory.split())
    if row.stage not in models.Partner.Stage.values:
        raise Refused(msg("A partner is a prospect, in talks, active or ended."), field="stage")
    codes = [country_code(code, "markets") for code in row.markets or []]
    row.markets = list(dict.fromkeys(code for code in codes if code))[:MOST_MARKETS]
    for name in ("contract_from", "contract_until"):
        if getattr(row, name) is not None:
            require_day(getattr(row, name), name, NO_DAY)
    if row.contract_from and row.contract_until:
        require_order(row.contract_from, row.contract_until, "contract_until")


def _partners(project: Project) -> Iterable[models.Partner]:
    return models.Partner.objects.filter(project=project).order_by()


def _check_channel(row: models.Partner, others: Iterable[models.Partner]) -> None:
    if row.channel_id is None:
        return
    for other in others:
        if other.channel_id == row.channel_id:
            raise Taken(
                msg(
                    "This is the channel of '{name}'. Each partner has its own, so that it is"
                    " known what each brings.",
                    name=clipped(other.name),
                ),
                field="channel",
                existing=other,
            )


PARTNERS = linked_kind(
    models.Partner,
    models.PartnerReference,
    "promotion.partner",
    ("name", "stage", "markets", "territory", "channel", "contract_from", "contract_until",
     "owner", "note"),
    settle_partner,
    {
        "owner": Link(members, msg("The owner must be a member of this project.")),
        "channel": Link(
            rows_of(models.Channel), msg("There is no such channel in this project.")
        ),
    },
    taken=msg("Another partner of this project has this name."),
    apart=Apart(_partners, _check_channel),
)  # fmt: skip
