import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.creatives_list_ordering import CreativesListOrdering
from ...models.creatives_list_state import CreativesListState
from ...models.paginated_creative_list import PaginatedCreativeList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    body: str | Unset = UNSET,
    body_icontains: str | Unset = UNSET,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decision_note: str | Unset = UNSET,
    decision_note_icontains: str | Unset = UNSET,
    headline: str | Unset = UNSET,
    headline_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    landing_url: str | Unset = UNSET,
    landing_url_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    ordering: CreativesListOrdering | Unset = UNSET,
    state: CreativesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["body"] = body

    params["body__icontains"] = body_icontains

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

    params["channel__isnull"] = channel_isnull

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

    json_decided_at_gte: str | Unset = UNSET
    if not isinstance(decided_at_gte, Unset):
        json_decided_at_gte = decided_at_gte.isoformat()
    params["decided_at__gte"] = json_decided_at_gte

    params["decided_at__isnull"] = decided_at_isnull

    json_decided_at_lt: str | Unset = UNSET
    if not isinstance(decided_at_lt, Unset):
        json_decided_at_lt = decided_at_lt.isoformat()
    params["decided_at__lt"] = json_decided_at_lt

    json_decided_at_lte: str | Unset = UNSET
    if not isinstance(decided_at_lte, Unset):
        json_decided_at_lte = decided_at_lte.isoformat()
    params["decided_at__lte"] = json_decided_at_lte

    params["decision_note"] = decision_note

    params["decision_note__icontains"] = decision_note_icontains

    params["headline"] = headline

    params["headline__icontains"] = headline_icontains

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

    params["landing_url"] = landing_url

    params["landing_url__icontains"] = landing_url_icontains

    params["language"] = language

    params["language__icontains"] = language_icontains

    params["limit"] = limit

    params["name"] = name

    params["name__icontains"] = name_icontains

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

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
        "url": "/api/v1/projects/{project_id}/creatives/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedCreativeList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedCreativeList.from_dict(response.json())

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
) -> Response[PaginatedCreativeList | Problem]:
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
    body: str | Unset = UNSET,
    body_icontains: str | Unset = UNSET,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decision_note: str | Unset = UNSET,
    decision_note_icontains: str | Unset = UNSET,
    headline: str | Unset = UNSET,
    headline_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    landing_url: str | Unset = UNSET,
    landing_url_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    ordering: CreativesListOrdering | Unset = UNSET,
    state: CreativesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedCreativeList | Problem]:
    """List creatives

     What campaigns show.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        body (str | Unset):
        body_icontains (str | Unset):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decision_note (str | Unset):
        decision_note_icontains (str | Unset):
        headline (str | Unset):
        headline_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        landing_url (str | Unset):
        landing_url_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        ordering (CreativesListOrdering | Unset):
        state (CreativesListState | Unset):
        state_in (list[str] | Unset):
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
        Response[PaginatedCreativeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        body=body,
        body_icontains=body_icontains,
        campaign=campaign,
        campaign_in=campaign_in,
        channel=channel,
        channel_in=channel_in,
        channel_isnull=channel_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decided_at_gte=decided_at_gte,
        decided_at_isnull=decided_at_isnull,
        decided_at_lt=decided_at_lt,
        decided_at_lte=decided_at_lte,
        decision_note=decision_note,
        decision_note_icontains=decision_note_icontains,
        headline=headline,
        headline_icontains=headline_icontains,
        id=id,
        id_in=id_in,
        landing_url=landing_url,
        landing_url_icontains=landing_url_icontains,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        ordering=ordering,
        state=state,
        state_in=state_in,
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
    body: str | Unset = UNSET,
    body_icontains: str | Unset = UNSET,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decision_note: str | Unset = UNSET,
    decision_note_icontains: str | Unset = UNSET,
    headline: str | Unset = UNSET,
    headline_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    landing_url: str | Unset = UNSET,
    landing_url_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    ordering: CreativesListOrdering | Unset = UNSET,
    state: CreativesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedCreativeList | Problem | None:
    """List creatives

     What campaigns show.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        body (str | Unset):
        body_icontains (str | Unset):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decision_note (str | Unset):
        decision_note_icontains (str | Unset):
        headline (str | Unset):
        headline_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        landing_url (str | Unset):
        landing_url_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        ordering (CreativesListOrdering | Unset):
        state (CreativesListState | Unset):
        state_in (list[str] | Unset):
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
        PaginatedCreativeList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        body=body,
        body_icontains=body_icontains,
        campaign=campaign,
        campaign_in=campaign_in,
        channel=channel,
        channel_in=channel_in,
        channel_isnull=channel_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decided_at_gte=decided_at_gte,
        decided_at_isnull=decided_at_isnull,
        decided_at_lt=decided_at_lt,
        decided_at_lte=decided_at_lte,
        decision_note=decision_note,
        decision_note_icontains=decision_note_icontains,
        headline=headline,
        headline_icontains=headline_icontains,
        id=id,
        id_in=id_in,
        landing_url=landing_url,
        landing_url_icontains=landing_url_icontains,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        ordering=ordering,
        state=state,
        state_in=state_in,
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
    body: str | Unset = UNSET,
    body_icontains: str | Unset = UNSET,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decision_note: str | Unset = UNSET,
    decision_note_icontains: str | Unset = UNSET,
    headline: str | Unset = UNSET,
    headline_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    landing_url: str | Unset = UNSET,
    landing_url_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    ordering: CreativesListOrdering | Unset = UNSET,
    state: CreativesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedCreativeList | Problem]:
    """List creatives

     What campaigns show.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        body (str | Unset):
        body_icontains (str | Unset):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decision_note (str | Unset):
        decision_note_icontains (str | Unset):
        headline (str | Unset):
        headline_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        landing_url (str | Unset):
        landing_url_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        ordering (CreativesListOrdering | Unset):
        state (CreativesListState | Unset):
        state_in (list[str] | Unset):
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
        Response[PaginatedCreativeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        body=body,
        body_icontains=body_icontains,
        campaign=campaign,
        campaign_in=campaign_in,
        channel=channel,
        channel_in=channel_in,
        channel_isnull=channel_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decided_at_gte=decided_at_gte,
        decided_at_isnull=decided_at_isnull,
        decided_at_lt=decided_at_lt,
        decided_at_lte=decided_at_lte,
        decision_note=decision_note,
        decision_note_icontains=decision_note_icontains,
        headline=headline,
        headline_icontains=headline_icontains,
        id=id,
        id_in=id_in,
        landing_url=landing_url,
        landing_url_icontains=landing_url_icontains,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        ordering=ordering,
        state=state,
        state_in=state_in,
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
    body: str | Unset = UNSET,
    body_icontains: str | Unset = UNSET,
    campaign: UUID | Unset = UNSET,
    campaign_in: list[UUID] | Unset = UNSET,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decision_note: str | Unset = UNSET,
    decision_note_icontains: str | Unset = UNSET,
    headline: str | Unset = UNSET,
    headline_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    landing_url: str | Unset = UNSET,
    landing_url_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    ordering: CreativesListOrdering | Unset = UNSET,
    state: CreativesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedCreativeList | Problem | None:
    """List creatives

     What campaigns show.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        body (str | Unset):
        body_icontains (str | Unset):
        campaign (UUID | Unset):
        campaign_in (list[UUID] | Unset):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decision_note (str | Unset):
        decision_note_icontains (str | Unset):
        headline (str | Unset):
        headline_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        landing_url (str | Unset):
        landing_url_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        ordering (CreativesListOrdering | Unset):
        state (CreativesListState | Unset):
        state_in (list[str] | Unset):
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
        PaginatedCreativeList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            body=body,
            body_icontains=body_icontains,
            campaign=campaign,
            campaign_in=campaign_in,
            channel=channel,
            channel_in=channel_in,
            channel_isnull=channel_isnull,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            decided_at_gte=decided_at_gte,
            decided_at_isnull=decided_at_isnull,
            decided_at_lt=decided_at_lt,
            decided_at_lte=decided_at_lte,
            decision_note=decision_note,
            decision_note_icontains=decision_note_icontains,
            headline=headline,
            headline_icontains=headline_icontains,
            id=id,
            id_in=id_in,
            landing_url=landing_url,
            landing_url_icontains=landing_url_icontains,
            language=language,
            language_icontains=language_icontains,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            ordering=ordering,
            state=state,
            state_in=state_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
