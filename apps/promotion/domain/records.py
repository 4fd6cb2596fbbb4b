"""How channels, campaigns, creatives and days of campaigns are checked before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.core.messages import Message, msg
from apps.crm.domain.links import release
from apps.crm.domain.values import language
from apps.projects.access import membership_of, require
from apps.projects.collections.linking import (
    Below,
    Link,
    amount_of,
    country_code,
    currency_code,
    delete_with,
    linked_kind,
    members,
    require_name,
    rows_of,
)
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Apart, Draft, RecordKind, Taken
from apps.projects.models import Project, Role
from apps.promotion import models
from apps.promotion.domain import approval
from apps.promotion.domain.checks import (
    FIRST_DAY,
    LAST_DAY,
    NO_AMOUNT,
    require_day,
    require_order,
)
from apps.promotion.offers.records import BELOW

MOST_DAYS = 3 * 366  # of one campaign
MOST_COUNT = 10**15


def settle_channel(row: models.Channel) -> None:
    require_name(row, msg("Give the channel a name."))
    row.medium = " ".join(row.medium.split())
    if row.kind not in models.Channel.Kind.values:
        raise Refused(msg("A channel is online or offline."), field="kind")


def settle_campaign(row: models.Campaign) -> None:
    require_name(row, msg("Give the campaign a name."))
    row.market = country_code(row.market, "market", needed=msg("Choose the campaign's market."))
    row.currency = currency_code(row.currency)
    _settle_days(row)
    if not row._state.adding:
        _settle_change(row)
    if row.budget is not None:
        row.budget = amount_of(row.budget, "budget", NO_AMOUNT)
    if row.state not in models.Campaign.State.values:
        raise Refused(msg("A campaign is planned, agreed or stopped."), field="state")


def _settle_change(row: models.Campaign) -> None:
    """Another currency would say something else of what was spent; in another market other claims
    are allowed, so what was approved is decided on again.
    """
    was = models.Campaign.objects.filter(pk=row.pk).values("currency", "market").first()
    if was is None:
        return
    money = Q(spend__isnull=False) | Q(revenue__isnull=False)
    if was["currency"] != row.currency and row.outcomes.filter(money).exists():
        raise Refused(
            msg("Days of this campaign have amounts in {currency}.", currency=was["currency"]),
            field="currency",
        )
    if was["market"] != row.market and row.creatives.filter(state=APPROVED).exists():
        raise Refused(
            msg("Creatives of this campaign were approved for its market. Make a new campaign."),
            field="market",
        )


APPROVED = models.Creative.State.APPROVED


def _settle_days(row: models.Campaign) -> None:
    absent = msg("Say from which day to which the campaign runs.")
    first = require_day(row.starts_on, "starts_on", absent)
    require_order(first, require_day(row.ends_on, "ends_on", absent), "ends_on")
    if (row.ends_on - row.starts_on).days >= MOST_DAYS:
        raise Refused(
            msg("A campaign lasts {years} years at most. Make one for each year.", years=3),
            field="ends_on",
        )


def settle_creative(row: models.Creative) -> None:
    if row.campaign_id is None:
        raise Refused(msg("Choose the campaign that shows this."), field="campaign")
    require_name(row, msg("Give the creative a name, so that people can speak of it."))
    row.headline = " ".join(row.headline.split())
    if not row.headline:
        raise Refused(msg("Write the headline that is shown."), field="headline")
    row.language = language(row.language)
    if not row.language:
        raise Refused(msg("Say which language this is in, like de or pt-BR."), field="language")
    approval.reopen_if_changed(row)


def settle_outcome(row: models.Outcome) -> None:
    for name, sentence in (
        ("campaign", msg("Choose the campaign.")),
        ("channel", msg("Choose the channel.")),
    ):
        if getattr(row, f"{name}_id") is None:
            raise Refused(sentence, field=name)
    if row.day is None or not FIRST_DAY <= row.day < LAST_DAY:
        raise Refused(msg("Give the day that the figures are of."), field="day")
    for name in ("spend", "revenue"):
        value = getattr(row, name)
        if value is not None:
            setattr(row, name, amount_of(value, name, NO_AMOUNT))
    for name in ("impressions", "clicks", "conversions"):
        count = getattr(row, name)
        if count is not None and not 0 <= count < MOST_COUNT:
            raise Refused(msg("Give a whole number, 0 or more."), field=name)
    if row.clicks is not None and row.impressions is not None and row.clicks > row.impressions:
        raise Refused(
            msg(
                "There are more clicks ({clicks}) than times shown ({shown}).",
                clicks=row.clicks,
                shown=row.impressions,
            ),
            field="clicks",
        )
    _refuse_other_money(row)
    _settle_mark(row)


def _refuse_other_money(row: models.Outcome) -> None:
    """A day that moves to a campaign in another currency would be worth something else."""
    if row._state.adding or row.campaign_read == row.campaign_id:
        return
    if row.spend is None and row.revenue is None:
        return
    was = models.Outcome.objects.filter(pk=row.pk).exclude(campaign=row.campaign_id)
    currency = was.values_list("campaign__currency", flat=True).first()
    if currency is not None and currency != row.campaign.currency:
        raise Refused(
            msg("The amounts of this day are in {currency}.", currency=currency), field="campaign"
        )


def mark_of(campaign: Any, channel: Any, day: date) -> str:
    """What no two days of a project share: campaign, channel (their ids) and day."""
    return f"{campaign}:{channel}:{day.isoformat()}"


def _settle_mark(row: models.Outcome) -> None:
    """Rows that are added are looked up together, by ``_prepare_outcomes``; one that takes the
    place of another day is looked up here.
    """
    mark = mark_of(row.campaign_id, row.channel_id, row.day)
    if not row._state.adding and mark != row.mark:
        others = models.Outcome.objects.filter(project_id=row.project_id, mark=mark)
        if others.exists():
            raise Refused(DAY_TAKEN, field="mark")
    row.mark = mark


DAY_TAKEN = msg("Figures of this day in this channel are here already. Change those.")


def _prepare_outcomes(project: Project, drafts: Sequence[Draft]) -> list[dict[str, Any] | Refused]:
    """As usual, and with the mark, so that days which are here already are found at once."""
    prepared = _OUTCOMES.prepare(project, drafts)
    return [one if isinstance(one, Refused) else _marked(dict(one)) for one in prepared]


def _marked(values: dict[str, Any]) -> dict[str, Any]:
    campaign, channel, day = (values.get(name) for name in ("campaign", "channel", "day"))
    if campaign and channel and day:
        values["mark"] = mark_of(campaign.pk, channel.pk, day)
    return values


NO_CAMPAIGN = msg("There is no such campaign in this project.")
NO_CHANNEL = msg("There is no such channel in this project.")
OF_CAMPAIGN = {"campaign": Link(rows_of(models.Campaign), NO_CAMPAIGN)}
IN_CHANNEL = {"channel": Link(rows_of(models.Channel), NO_CHANNEL)}


def folded(name: str) -> str:
    """What two names share that people and tables do not tell apart: capitals do not count."""
    return " ".join(name.casefold().split())


def _named_apart(model: type[Any], taken: Message) -> Apart:
    """Names of a project differ by more than capitals. Rows that were alike before stay as they
    are until one of them is named anew.
    """

    def check(row: Any, others: Iterable[Any]) -> None:
        mine = folded(row.name)
        for other in others:
            if folded(other.name) == mine and _is_named_anew(row, mine):
                raise Taken(taken, field="name", existing=other)

    return Apart(lambda project: model.objects.filter(project=project).order_by(), check)


def _is_named_anew(row: Any, name: str) -> bool:
    was = type(row).objects.filter(pk=row.pk).values_list("name", flat=True).first()
    return was is None or folded(was) != name


CHANNEL_TAKEN = msg("Another channel of this project has this name.")
CAMPAIGN_TAKEN = msg("Another campaign of this project has this name.")
CHANNELS = linked_kind(
    models.Channel,
    models.ChannelReference,
    "promotion.channel",
    ("name", "kind", "medium", "note"),
    settle_channel,
    taken=CHANNEL_TAKEN,
    apart=_named_apart(models.Channel, CHANNEL_TAKEN),
)
CAMPAIGNS = linked_kind(
    models.Campaign,
    models.CampaignReference,
    "promotion.campaign",
    ("name", "market", "goal", "audience", "starts_on", "ends_on", "budget", "currency", "state",
     "owner", "note"),
    settle_campaign,
    {"owner": Link(members, msg("The owner must be a member of this project."))},
    taken=CAMPAIGN_TAKEN,
    apart=_named_apart(models.Campaign, CAMPAIGN_TAKEN),
)  # fmt: skip
CREATIVES = linked_kind(
    models.Creative,
    models.CreativeReference,
    "promotion.creative",
    ("campaign", "channel", "name", "language", "headline", "body", "landing_url", "state",
     "decision_note"),
    settle_creative,
    {**OF_CAMPAIGN, **IN_CHANNEL},
)  # fmt: skip
_OUTCOMES = linked_kind(
    models.Outcome,
    models.OutcomeReference,
    "promotion.outcome",
    ("campaign", "channel", "day", "spend", "impressions", "clicks", "conversions", "revenue"),
    settle_outcome,
    {**OF_CAMPAIGN, **IN_CHANNEL},
)
OUTCOMES = replace(
    _OUTCOMES, prepare=_prepare_outcomes, unique={"mark": DAY_TAKEN}, derived=("mark",)
)
HELD: Below = {
    models.Campaign: [(CREATIVES, "campaign"), (OUTCOMES, "campaign")],
    **BELOW,
}


@transaction.atomic
def delete(kind: RecordKind, row: Any, actor: User) -> None:
    """Delete a row (editor) with what hangs on it. A channel that days of campaigns name stays;
    creatives and partners of one that goes are told to have none.
    """
    if isinstance(row, models.Channel):
        _free_channel(row, actor)
    delete_with(kind, row, actor, HELD)


def _free_channel(row: models.Channel, actor: User) -> None:
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    if held.outcomes.exists():
        raise Refused(
            msg("Days of campaigns have figures of this channel, so it cannot be deleted.")
        )
    release(models.Creative.objects, "channel", held, actor, CREATIVES.noun)
    release(models.Partner.objects, "channel", held, actor, "promotion.partner")
