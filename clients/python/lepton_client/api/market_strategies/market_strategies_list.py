import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.market_strategies_list_ordering import MarketStrategiesListOrdering
from ...models.paginated_strategy_list import PaginatedStrategyList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    budget: float | Unset = UNSET,
    budget_gte: float | Unset = UNSET,
    budget_isnull: bool | Unset = UNSET,
    budget_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: MarketStrategiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    positioning: str | Unset = UNSET,
    positioning_icontains: str | Unset = UNSET,
    segment: str | Unset = UNSET,
    segment_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value_proposition: str | Unset = UNSET,
    value_proposition_icontains: str | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["budget"] = budget

    params["budget__gte"] = budget_gte

    params["budget__isnull"] = budget_isnull

    params["budget__lte"] = budget_lte

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

    params["currency"] = currency

    json_currency_in: list[str] | Unset = UNSET
    if not isinstance(currency_in, Unset):
        json_currency_in = currency_in

    params["currency__in"] = json_currency_in

    params["cursor"] = cursor

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

    json_owner: str | Unset = UNSET
    if not isinstance(owner, Unset):
        json_owner = str(owner)
    params["owner"] = json_owner

    json_owner_in: list[str] | Unset = UNSET
    if not isinstance(owner_in, Unset):
        json_owner_in = []
        for owner_in_item_data in owner_in:
            owner_in_item = str(owner_in_item_data)
            json_owner_in.append(owner_in_item)

    params["owner__in"] = json_owner_in

    params["owner__isnull"] = owner_isnull

    params["positioning"] = positioning

    params["positioning__icontains"] = positioning_icontains

    params["segment"] = segment

    params["segment__icontains"] = segment_icontains

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

    params["value_proposition"] = value_proposition

    params["value_proposition__icontains"] = value_proposition_icontains

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/market-strategies/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedStrategyList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedStrategyList.from_dict(response.json())

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
) -> Response[PaginatedStrategyList | Problem]:
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
    budget: float | Unset = UNSET,
    budget_gte: float | Unset = UNSET,
    budget_isnull: bool | Unset = UNSET,
    budget_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: MarketStrategiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    positioning: str | Unset = UNSET,
    positioning_icontains: str | Unset = UNSET,
    segment: str | Unset = UNSET,
    segment_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value_proposition: str | Unset = UNSET,
    value_proposition_icontains: str | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedStrategyList | Problem]:
    """List strategies for markets

     How the product is to win in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        budget (float | Unset):
        budget_gte (float | Unset):
        budget_isnull (bool | Unset):
        budget_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (MarketStrategiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        positioning (str | Unset):
        positioning_icontains (str | Unset):
        segment (str | Unset):
        segment_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value_proposition (str | Unset):
        value_proposition_icontains (str | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedStrategyList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        budget=budget,
        budget_gte=budget_gte,
        budget_isnull=budget_isnull,
        budget_lte=budget_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        positioning=positioning,
        positioning_icontains=positioning_icontains,
        segment=segment,
        segment_icontains=segment_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value_proposition=value_proposition,
        value_proposition_icontains=value_proposition_icontains,
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
    budget: float | Unset = UNSET,
    budget_gte: float | Unset = UNSET,
    budget_isnull: bool | Unset = UNSET,
    budget_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: MarketStrategiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    positioning: str | Unset = UNSET,
    positioning_icontains: str | Unset = UNSET,
    segment: str | Unset = UNSET,
    segment_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value_proposition: str | Unset = UNSET,
    value_proposition_icontains: str | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedStrategyList | Problem | None:
    """List strategies for markets

     How the product is to win in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        budget (float | Unset):
        budget_gte (float | Unset):
        budget_isnull (bool | Unset):
        budget_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (MarketStrategiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        positioning (str | Unset):
        positioning_icontains (str | Unset):
        segment (str | Unset):
        segment_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value_proposition (str | Unset):
        value_proposition_icontains (str | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedStrategyList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        budget=budget,
        budget_gte=budget_gte,
        budget_isnull=budget_isnull,
        budget_lte=budget_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        positioning=positioning,
        positioning_icontains=positioning_icontains,
        segment=segment,
        segment_icontains=segment_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value_proposition=value_proposition,
        value_proposition_icontains=value_proposition_icontains,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    budget: float | Unset = UNSET,
    budget_gte: float | Unset = UNSET,
    budget_isnull: bool | Unset = UNSET,
    budget_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: MarketStrategiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    positioning: str | Unset = UNSET,
    positioning_icontains: str | Unset = UNSET,
    segment: str | Unset = UNSET,
    segment_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value_proposition: str | Unset = UNSET,
    value_proposition_icontains: str | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedStrategyList | Problem]:
    """List strategies for markets

     How the product is to win in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        budget (float | Unset):
        budget_gte (float | Unset):
        budget_isnull (bool | Unset):
        budget_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (MarketStrategiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        positioning (str | Unset):
        positioning_icontains (str | Unset):
        segment (str | Unset):
        segment_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value_proposition (str | Unset):
        value_proposition_icontains (str | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedStrategyList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        budget=budget,
        budget_gte=budget_gte,
        budget_isnull=budget_isnull,
        budget_lte=budget_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        positioning=positioning,
        positioning_icontains=positioning_icontains,
        segment=segment,
        segment_icontains=segment_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value_proposition=value_proposition,
        value_proposition_icontains=value_proposition_icontains,
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
    budget: float | Unset = UNSET,
    budget_gte: float | Unset = UNSET,
    budget_isnull: bool | Unset = UNSET,
    budget_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: MarketStrategiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    positioning: str | Unset = UNSET,
    positioning_icontains: str | Unset = UNSET,
    segment: str | Unset = UNSET,
    segment_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value_proposition: str | Unset = UNSET,
    value_proposition_icontains: str | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedStrategyList | Problem | None:
    """List strategies for markets

     How the product is to win in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        budget (float | Unset):
        budget_gte (float | Unset):
        budget_isnull (bool | Unset):
        budget_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (MarketStrategiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        positioning (str | Unset):
        positioning_icontains (str | Unset):
        segment (str | Unset):
        segment_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value_proposition (str | Unset):
        value_proposition_icontains (str | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedStrategyList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            budget=budget,
            budget_gte=budget_gte,
            budget_isnull=budget_isnull,
            budget_lte=budget_lte,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            currency=currency,
            currency_in=currency_in,
            cursor=cursor,
            id=id,
            id_in=id_in,
            limit=limit,
            market=market,
            market_in=market_in,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            owner=owner,
            owner_in=owner_in,
            owner_isnull=owner_isnull,
            positioning=positioning,
            positioning_icontains=positioning_icontains,
            segment=segment,
            segment_icontains=segment_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            value_proposition=value_proposition,
            value_proposition_icontains=value_proposition_icontains,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
