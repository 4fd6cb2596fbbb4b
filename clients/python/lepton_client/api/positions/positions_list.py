import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_position_list import PaginatedPositionList
from ...models.positions_list_ordering import PositionsListOrdering
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dimension: UUID | Unset = UNSET,
    dimension_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PositionsListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_competitor: str | Unset = UNSET
    if not isinstance(competitor, Unset):
        json_competitor = str(competitor)
    params["competitor"] = json_competitor

    json_competitor_in: list[str] | Unset = UNSET
    if not isinstance(competitor_in, Unset):
        json_competitor_in = []
        for competitor_in_item_data in competitor_in:
            competitor_in_item = str(competitor_in_item_data)
            json_competitor_in.append(competitor_in_item)

    params["competitor__in"] = json_competitor_in

    params["competitor__isnull"] = competitor_isnull

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

    json_dimension: str | Unset = UNSET
    if not isinstance(dimension, Unset):
        json_dimension = str(dimension)
    params["dimension"] = json_dimension

    json_dimension_in: list[str] | Unset = UNSET
    if not isinstance(dimension_in, Unset):
        json_dimension_in = []
        for dimension_in_item_data in dimension_in:
            dimension_in_item = str(dimension_in_item_data)
            json_dimension_in.append(dimension_in_item)

    params["dimension__in"] = json_dimension_in

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

    params["limit"] = limit

    params["market"] = market

    json_market_in: list[str] | Unset = UNSET
    if not isinstance(market_in, Unset):
        json_market_in = market_in

    params["market__in"] = json_market_in

    params["note"] = note

    params["note__icontains"] = note_icontains

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["seen_by"] = seen_by

    params["seen_by__icontains"] = seen_by_icontains

    json_seen_on: str | Unset = UNSET
    if not isinstance(seen_on, Unset):
        json_seen_on = seen_on.isoformat()
    params["seen_on"] = json_seen_on

    json_seen_on_gte: str | Unset = UNSET
    if not isinstance(seen_on_gte, Unset):
        json_seen_on_gte = seen_on_gte.isoformat()
    params["seen_on__gte"] = json_seen_on_gte

    json_seen_on_lt: str | Unset = UNSET
    if not isinstance(seen_on_lt, Unset):
        json_seen_on_lt = seen_on_lt.isoformat()
    params["seen_on__lt"] = json_seen_on_lt

    json_seen_on_lte: str | Unset = UNSET
    if not isinstance(seen_on_lte, Unset):
        json_seen_on_lte = seen_on_lte.isoformat()
    params["seen_on__lte"] = json_seen_on_lte

    params["source"] = source

    params["source__icontains"] = source_icontains

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

    params["value"] = value

    params["value__gte"] = value_gte

    params["value__lte"] = value_lte

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/positions/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPositionList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPositionList.from_dict(response.json())

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
) -> Response[PaginatedPositionList | Problem]:
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
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dimension: UUID | Unset = UNSET,
    dimension_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PositionsListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPositionList | Problem]:
    """List positions

     Where competitors and the own product stand; the newest counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        dimension (UUID | Unset):
        dimension_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PositionsListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPositionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        dimension=dimension,
        dimension_in=dimension_in,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        seen_by=seen_by,
        seen_by_icontains=seen_by_icontains,
        seen_on=seen_on,
        seen_on_gte=seen_on_gte,
        seen_on_lt=seen_on_lt,
        seen_on_lte=seen_on_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value=value,
        value_gte=value_gte,
        value_lte=value_lte,
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
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dimension: UUID | Unset = UNSET,
    dimension_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PositionsListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPositionList | Problem | None:
    """List positions

     Where competitors and the own product stand; the newest counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        dimension (UUID | Unset):
        dimension_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PositionsListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPositionList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        dimension=dimension,
        dimension_in=dimension_in,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        seen_by=seen_by,
        seen_by_icontains=seen_by_icontains,
        seen_on=seen_on,
        seen_on_gte=seen_on_gte,
        seen_on_lt=seen_on_lt,
        seen_on_lte=seen_on_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value=value,
        value_gte=value_gte,
        value_lte=value_lte,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dimension: UUID | Unset = UNSET,
    dimension_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PositionsListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPositionList | Problem]:
    """List positions

     Where competitors and the own product stand; the newest counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        dimension (UUID | Unset):
        dimension_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PositionsListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPositionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        dimension=dimension,
        dimension_in=dimension_in,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        seen_by=seen_by,
        seen_by_icontains=seen_by_icontains,
        seen_on=seen_on,
        seen_on_gte=seen_on_gte,
        seen_on_lt=seen_on_lt,
        seen_on_lte=seen_on_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value=value,
        value_gte=value_gte,
        value_lte=value_lte,
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
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dimension: UUID | Unset = UNSET,
    dimension_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PositionsListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPositionList | Problem | None:
    """List positions

     Where competitors and the own product stand; the newest counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        dimension (UUID | Unset):
        dimension_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PositionsListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPositionList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            competitor=competitor,
            competitor_in=competitor_in,
            competitor_isnull=competitor_isnull,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            dimension=dimension,
            dimension_in=dimension_in,
            id=id,
            id_in=id_in,
            limit=limit,
            market=market,
            market_in=market_in,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            seen_by=seen_by,
            seen_by_icontains=seen_by_icontains,
            seen_on=seen_on,
            seen_on_gte=seen_on_gte,
            seen_on_lt=seen_on_lt,
            seen_on_lte=seen_on_lte,
            source=source,
            source_icontains=source_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            value=value,
            value_gte=value_gte,
            value_lte=value_lte,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
