import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.campaign_days_list_ordering import CampaignDaysListOrdering
from ...models.paginated_outcome_list import PaginatedOutcomeList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    clicks: int | Unset = UNSET,
    clicks_gte: int | Unset = UNSET,
    clicks_isnull: bool | Unset = UNSET,
    clicks_lte: int | Unset = UNSET,
    conversions: int | Unset = UNSET,
    conversions_gte: int | Unset = UNSET,
    conversions_isnull: bool | Unset = UNSET,
    conversions_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    day: datetime.date | Unset = UNSET,
    day_gte: datetime.date | Unset = UNSET,
    day_lt: datetime.date | Unset = UNSET,
    day_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    impressions: int | Unset = UNSET,
    impressions_gte: int | Unset = UNSET,
    impressions_isnull: bool | Unset = UNSET,
    impressions_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: CampaignDaysListOrdering | Unset = UNSET,
    revenue: float | Unset = UNSET,
    revenue_gte: float | Unset = UNSET,
    revenue_isnull: bool | Unset = UNSET,
    revenue_lte: float | Unset = UNSET,
    spend: float | Unset = UNSET,
    spend_gte: float | Unset = UNSET,
    spend_isnull: bool | Unset = UNSET,
    spend_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_campaign: str | Unset = UNSET
    if not isinstance(campaign, Unset):
        json_campaign = str(campaign)
    params["campaign"] = json_campaign

    json_campaign_in: list[str] | Unset = UNSET
    if not isinstance(campaign_in, Unset):
        json_campaign_in = []
        for campaign_in_item_data in campaign_in:
            campaign_in_item = str(campaign_in_item_data)
            json_campaign_in.append(campaign_in_item)

    params["campaign__in"] = json_campaign_in

    json_channel: str | Unset = UNSET
    if not isinstance(channel, Unset):
        json_channel = str(channel)
    params["channel"] = json_channel

    json_channel_in: list[str] | Unset = UNSET
    if not isinstance(channel_in, Unset):
        json_channel_in = []
        for channel_in_item_data in channel_in:
            channel_in_item = str(channel_in_item_data)
            json_channel_in.append(channel_in_item)

    params["channel__in"] = json_channel_in

    params["clicks"] = clicks

    params["clicks__gte"] = clicks_gte

    params["clicks__isnull"] = clicks_isnull

    params["clicks__lte"] = clicks_lte

    params["conversions"] = conversions

    params["conversions__gte"] = conversions_gte

    params["conversions__isnull"] = conversions_isnull

    params["conversions__lte"] = conversions_lte

    json_created_at_gte: str | Unset = UNSET
    if not isinstance(created_at_gte, Unset):
        json_created_at_gte = created_at_gte.isoformat()
    params["created_at__gte"] = json_created_at_gte

    json_created_at_lt: str | Unset = UNSET
    if not isinstance(created_at_lt, Unset):
        json_created_at_lt = created_at_lt.isoformat()
    params["created_at__lt"] = json_created_at_lt

    json_created_at_lte: str | Unset = UNSET
    if not isinstance(created_at_lte, Unset):
        json_created_at_lte = created_at_lte.isoformat()
    params["created_at__lte"] = json_created_at_lte

    params["cursor"] = cursor

    json_day: str | Unset = UNSET
    if not isinstance(day, Unset):
        json_day = day.isoformat()
    params["day"] = json_day

    json_day_gte: str | Unset = UNSET
    if not isinstance(day_gte, Unset):
        json_day_gte = day_gte.isoformat()
    params["day__gte"] = json_day_gte

    json_day_lt: str | Unset = UNSET
    if not isinstance(day_lt, Unset):
        json_day_lt = day_lt.isoformat()
    params["day__lt"] = json_day_lt

    json_day_lte: str | Unset = UNSET
    if not isinstance(day_lte, Unset):
        json_day_lte = day_lte.isoformat()
    params["day__lte"] = json_day_lte

    json_id: str | Unset = UNSET
    if not isinstance(id, Unset):
        json_id = str(id)
    params["id"] = json_id

    json_id_in: list[str] | Unset = UNSET
    if not isinstance(id_in, Unset):
        json_id_in = []
        for id_in_item_data in id_in:
            id_in_item = str(id_in_item_data)
            json_id_in.append(id_in_item)

    params["id__in"] = json_id_in

    params["impressions"] = impressions

    params["impressions__gte"] = impressions_gte

    params["impressions__isnull"] = impressions_isnull

    params["impressions__lte"] = impressions_lte

    params["limit"] = limit

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["revenue"] = revenue

    params["revenue__gte"] = revenue_gte

    params["revenue__isnull"] = revenue_isnull

    params["revenue__lte"] = revenue_lte

    params["spend"] = spend

    params["spend__gte"] = spend_gte

    params["spend__isnull"] = spend_isnull

    params["spend__lte"] = spend_lte

    json_updated_at_gte: str | Unset = UNSET
    if not isinstance(updated_at_gte, Unset):
        json_updated_at_gte = updated_at_gte.isoformat()
    params["updated_at__gte"] = json_updated_at_gte

    json_updated_at_lt: str | Unset = UNSET
    if not isinstance(updated_at_lt, Unset):
        json_updated_at_lt = updated_at_lt.isoformat()
    params["updated_at__lt"] = json_updated_at_lt

    json_updated_at_lte: str | Unset = UNSET
    if not isinstance(updated_at_lte, Unset):
        json_updated_at_lte = updated_at_lte.isoformat()
    params["updated_at__lte"] = json_updated_at_lte

    json_updated_since: str | Unset = UNSET
    if not isinstance(updated_since, Unset):
        json_updated_since = updated_since.isoformat()
    params["updated_since"] = json_updated_since

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/campaign-days/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedOutcomeList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedOutcomeList.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 406:
        response_406 = Problem.from_dict(response.json())

        return response_406

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[PaginatedOutcomeList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    clicks: int | Unset = UNSET,
    clicks_gte: int | Unset = UNSET,
    clicks_isnull: bool | Unset = UNSET,
    clicks_lte: int | Unset = UNSET,
    conversions: int | Unset = UNSET,
    conversions_gte: int | Unset = UNSET,
    conversions_isnull: bool | Unset = UNSET,
    conversions_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    day: datetime.date | Unset = UNSET,
    day_gte: datetime.date | Unset = UNSET,
    day_lt: datetime.date | Unset = UNSET,
    day_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    impressions: int | Unset = UNSET,
    impressions_gte: int | Unset = UNSET,
    impressions_isnull: bool | Unset = UNSET,
    impressions_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: CampaignDaysListOrdering | Unset = UNSET,
    revenue: float | Unset = UNSET,
    revenue_gte: float | Unset = UNSET,
    revenue_isnull: bool | Unset = UNSET,
    revenue_lte: float | Unset = UNSET,
    spend: float | Unset = UNSET,
    spend_gte: float | Unset = UNSET,
    spend_isnull: bool | Unset = UNSET,
    spend_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedOutcomeList | Problem]:
    """List days of campaigns

     What campaigns cost and brought, by day and channel.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        clicks (int | Unset):
        clicks_gte (int | Unset):
        clicks_isnull (bool | Unset):
        clicks_lte (int | Unset):
        conversions (int | Unset):
        conversions_gte (int | Unset):
        conversions_isnull (bool | Unset):
        conversions_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        day (datetime.date | Unset):
        day_gte (datetime.date | Unset):
        day_lt (datetime.date | Unset):
        day_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        impressions (int | Unset):
        impressions_gte (int | Unset):
        impressions_isnull (bool | Unset):
        impressions_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        ordering (CampaignDaysListOrdering | Unset):
        revenue (float | Unset):
        revenue_gte (float | Unset):
        revenue_isnull (bool | Unset):
        revenue_lte (float | Unset):
        spend (float | Unset):
        spend_gte (float | Unset):
        spend_isnull (bool | Unset):
        spend_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedOutcomeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        campaign=campaign,
        campaign_in=campaign_in,
        channel=channel,
        channel_in=channel_in,
        clicks=clicks,
        clicks_gte=clicks_gte,
        clicks_isnull=clicks_isnull,
        clicks_lte=clicks_lte,
        conversions=conversions,
        conversions_gte=conversions_gte,
        conversions_isnull=conversions_isnull,
        conversions_lte=conversions_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        day=day,
        day_gte=day_gte,
        day_lt=day_lt,
        day_lte=day_lte,
        id=id,
        id_in=id_in,
        impressions=impressions,
        impressions_gte=impressions_gte,
        impressions_isnull=impressions_isnull,
        impressions_lte=impressions_lte,
        limit=limit,
        ordering=ordering,
        revenue=revenue,
        revenue_gte=revenue_gte,
        revenue_isnull=revenue_isnull,
        revenue_lte=revenue_lte,
        spend=spend,
        spend_gte=spend_gte,
        spend_isnull=spend_isnull,
        spend_lte=spend_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    clicks: int | Unset = UNSET,
    clicks_gte: int | Unset = UNSET,
    clicks_isnull: bool | Unset = UNSET,
    clicks_lte: int | Unset = UNSET,
    conversions: int | Unset = UNSET,
    conversions_gte: int | Unset = UNSET,
    conversions_isnull: bool | Unset = UNSET,
    conversions_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    day: datetime.date | Unset = UNSET,
    day_gte: datetime.date | Unset = UNSET,
    day_lt: datetime.date | Unset = UNSET,
    day_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    impressions: int | Unset = UNSET,
    impressions_gte: int | Unset = UNSET,
    impressions_isnull: bool | Unset = UNSET,
    impressions_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: CampaignDaysListOrdering | Unset = UNSET,
    revenue: float | Unset = UNSET,
    revenue_gte: float | Unset = UNSET,
    revenue_isnull: bool | Unset = UNSET,
    revenue_lte: float | Unset = UNSET,
    spend: float | Unset = UNSET,
    spend_gte: float | Unset = UNSET,
    spend_isnull: bool | Unset = UNSET,
    spend_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedOutcomeList | Problem | None:
    """List days of campaigns

     What campaigns cost and brought, by day and channel.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        clicks (int | Unset):
        clicks_gte (int | Unset):
        clicks_isnull (bool | Unset):
        clicks_lte (int | Unset):
        conversions (int | Unset):
        conversions_gte (int | Unset):
        conversions_isnull (bool | Unset):
        conversions_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        day (datetime.date | Unset):
        day_gte (datetime.date | Unset):
        day_lt (datetime.date | Unset):
        day_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        impressions (int | Unset):
        impressions_gte (int | Unset):
        impressions_isnull (bool | Unset):
        impressions_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        ordering (CampaignDaysListOrdering | Unset):
        revenue (float | Unset):
        revenue_gte (float | Unset):
        revenue_isnull (bool | Unset):
        revenue_lte (float | Unset):
        spend (float | Unset):
        spend_gte (float | Unset):
        spend_isnull (bool | Unset):
        spend_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedOutcomeList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        campaign=campaign,
        campaign_in=campaign_in,
        channel=channel,
        channel_in=channel_in,
        clicks=clicks,
        clicks_gte=clicks_gte,
        clicks_isnull=clicks_isnull,
        clicks_lte=clicks_lte,
        conversions=conversions,
        conversions_gte=conversions_gte,
        conversions_isnull=conversions_isnull,
        conversions_lte=conversions_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        day=day,
        day_gte=day_gte,
        day_lt=day_lt,
        day_lte=day_lte,
        id=id,
        id_in=id_in,
        impressions=impressions,
        impressions_gte=impressions_gte,
        impressions_isnull=impressions_isnull,
        impressions_lte=impressions_lte,
        limit=limit,
        ordering=ordering,
        revenue=revenue,
        revenue_gte=revenue_gte,
        revenue_isnull=revenue_isnull,
        revenue_lte=revenue_lte,
        spend=spend,
        spend_gte=spend_gte,
        spend_isnull=spend_isnull,
        spend_lte=spend_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    clicks: int | Unset = UNSET,
    clicks_gte: int | Unset = UNSET,
    clicks_isnull: bool | Unset = UNSET,
    clicks_lte: int | Unset = UNSET,
    conversions: int | Unset = UNSET,
    conversions_gte: int | Unset = UNSET,
    conversions_isnull: bool | Unset = UNSET,
    conversions_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    day: datetime.date | Unset = UNSET,
    day_gte: datetime.date | Unset = UNSET,
    day_lt: datetime.date | Unset = UNSET,
    day_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    impressions: int | Unset = UNSET,
    impressions_gte: int | Unset = UNSET,
    impressions_isnull: bool | Unset = UNSET,
    impressions_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: CampaignDaysListOrdering | Unset = UNSET,
    revenue: float | Unset = UNSET,
    revenue_gte: float | Unset = UNSET,
    revenue_isnull: bool | Unset = UNSET,
    revenue_lte: float | Unset = UNSET,
    spend: float | Unset = UNSET,
    spend_gte: float | Unset = UNSET,
    spend_isnull: bool | Unset = UNSET,
    spend_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedOutcomeList | Problem]:
    """List days of campaigns

     What campaigns cost and brought, by day and channel.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        clicks (int | Unset):
        clicks_gte (int | Unset):
        clicks_isnull (bool | Unset):
        clicks_lte (int | Unset):
        conversions (int | Unset):
        conversions_gte (int | Unset):
        conversions_isnull (bool | Unset):
        conversions_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        day (datetime.date | Unset):
        day_gte (datetime.date | Unset):
        day_lt (datetime.date | Unset):
        day_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        impressions (int | Unset):
        impressions_gte (int | Unset):
        impressions_isnull (bool | Unset):
        impressions_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        ordering (CampaignDaysListOrdering | Unset):
        revenue (float | Unset):
        revenue_gte (float | Unset):
        revenue_isnull (bool | Unset):
        revenue_lte (float | Unset):
        spend (float | Unset):
        spend_gte (float | Unset):
        spend_isnull (bool | Unset):
        spend_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedOutcomeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        campaign=campaign,
        campaign_in=campaign_in,
        channel=channel,
        channel_in=channel_in,
        clicks=clicks,
        clicks_gte=clicks_gte,
        clicks_isnull=clicks_isnull,
        clicks_lte=clicks_lte,
        conversions=conversions,
        conversions_gte=conversions_gte,
        conversions_isnull=conversions_isnull,
        conversions_lte=conversions_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        day=day,
        day_gte=day_gte,
        day_lt=day_lt,
        day_lte=day_lte,
        id=id,
        id_in=id_in,
        impressions=impressions,
        impressions_gte=impressions_gte,
        impressions_isnull=impressions_isnull,
        impressions_lte=impressions_lte,
        limit=limit,
        ordering=ordering,
        revenue=revenue,
        revenue_gte=revenue_gte,
        revenue_isnull=revenue_isnull,
        revenue_lte=revenue_lte,
        spend=spend,
        spend_gte=spend_gte,
        spend_isnull=spend_isnull,
        spend_lte=spend_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    clicks: int | Unset = UNSET,
    clicks_gte: int | Unset = UNSET,
    clicks_isnull: bool | Unset = UNSET,
    clicks_lte: int | Unset = UNSET,
    conversions: int | Unset = UNSET,
    conversions_gte: int | Unset = UNSET,
    conversions_isnull: bool | Unset = UNSET,
    conversions_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    day: datetime.date | Unset = UNSET,
    day_gte: datetime.date | Unset = UNSET,
    day_lt: datetime.date | Unset = UNSET,
    day_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    impressions: int | Unset = UNSET,
    impressions_gte: int | Unset = UNSET,
    impressions_isnull: bool | Unset = UNSET,
    impressions_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: CampaignDaysListOrdering | Unset = UNSET,
    revenue: float | Unset = UNSET,
    revenue_gte: float | Unset = UNSET,
    revenue_isnull: bool | Unset = UNSET,
    revenue_lte: float | Unset = UNSET,
    spend: float | Unset = UNSET,
    spend_gte: float | Unset = UNSET,
    spend_isnull: bool | Unset = UNSET,
    spend_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedOutcomeList | Problem | None:
    """List days of campaigns

     What campaigns cost and brought, by day and channel.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        clicks (int | Unset):
        clicks_gte (int | Unset):
        clicks_isnull (bool | Unset):
        clicks_lte (int | Unset):
        conversions (int | Unset):
        conversions_gte (int | Unset):
        conversions_isnull (bool | Unset):
        conversions_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        day (datetime.date | Unset):
        day_gte (datetime.date | Unset):
        day_lt (datetime.date | Unset):
        day_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        impressions (int | Unset):
        impressions_gte (int | Unset):
        impressions_isnull (bool | Unset):
        impressions_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        ordering (CampaignDaysListOrdering | Unset):
        revenue (float | Unset):
        revenue_gte (float | Unset):
        revenue_isnull (bool | Unset):
        revenue_lte (float | Unset):
        spend (float | Unset):
        spend_gte (float | Unset):
        spend_isnull (bool | Unset):
        spend_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedOutcomeList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            campaign=campaign,
            campaign_in=campaign_in,
            channel=channel,
            channel_in=channel_in,
            clicks=clicks,
            clicks_gte=clicks_gte,
            clicks_isnull=clicks_isnull,
            clicks_lte=clicks_lte,
            conversions=conversions,
            conversions_gte=conversions_gte,
            conversions_isnull=conversions_isnull,
            conversions_lte=conversions_lte,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            day=day,
            day_gte=day_gte,
            day_lt=day_lt,
            day_lte=day_lte,
            id=id,
            id_in=id_in,
            impressions=impressions,
            impressions_gte=impressions_gte,
            impressions_isnull=impressions_isnull,
            impressions_lte=impressions_lte,
            limit=limit,
            ordering=ordering,
            revenue=revenue,
            revenue_gte=revenue_gte,
            revenue_isnull=revenue_isnull,
            revenue_lte=revenue_lte,
            spend=spend,
            spend_gte=spend_gte,
            spend_isnull=spend_isnull,
            spend_lte=spend_lte,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
