import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.item_markets_list_ordering import ItemMarketsListOrdering
from ...models.item_markets_list_state import ItemMarketsListState
from ...models.paginated_item_market_list import PaginatedItemMarketList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    item: UUID | Unset = UNSET,
    item_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ItemMarketsListOrdering | Unset = UNSET,
    released_on: datetime.date | Unset = UNSET,
    released_on_gte: datetime.date | Unset = UNSET,
    released_on_isnull: bool | Unset = UNSET,
    released_on_lt: datetime.date | Unset = UNSET,
    released_on_lte: datetime.date | Unset = UNSET,
    state: ItemMarketsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

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

    params["effect_value"] = effect_value

    params["effect_value__gte"] = effect_value_gte

    params["effect_value__isnull"] = effect_value_isnull

    params["effect_value__lte"] = effect_value_lte

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

    json_item: str | Unset = UNSET
    if not isinstance(item, Unset):
        json_item = str(item)
    params["item"] = json_item

    json_item_in: list[str] | Unset = UNSET
    if not isinstance(item_in, Unset):
        json_item_in = []
        for item_in_item_data in item_in:
            item_in_item = str(item_in_item_data)
            json_item_in.append(item_in_item)

    params["item__in"] = json_item_in

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

    json_released_on: str | Unset = UNSET
    if not isinstance(released_on, Unset):
        json_released_on = released_on.isoformat()
    params["released_on"] = json_released_on

    json_released_on_gte: str | Unset = UNSET
    if not isinstance(released_on_gte, Unset):
        json_released_on_gte = released_on_gte.isoformat()
    params["released_on__gte"] = json_released_on_gte

    params["released_on__isnull"] = released_on_isnull

    json_released_on_lt: str | Unset = UNSET
    if not isinstance(released_on_lt, Unset):
        json_released_on_lt = released_on_lt.isoformat()
    params["released_on__lt"] = json_released_on_lt

    json_released_on_lte: str | Unset = UNSET
    if not isinstance(released_on_lte, Unset):
        json_released_on_lte = released_on_lte.isoformat()
    params["released_on__lte"] = json_released_on_lte

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

    json_target_on: str | Unset = UNSET
    if not isinstance(target_on, Unset):
        json_target_on = target_on.isoformat()
    params["target_on"] = json_target_on

    json_target_on_gte: str | Unset = UNSET
    if not isinstance(target_on_gte, Unset):
        json_target_on_gte = target_on_gte.isoformat()
    params["target_on__gte"] = json_target_on_gte

    params["target_on__isnull"] = target_on_isnull

    json_target_on_lt: str | Unset = UNSET
    if not isinstance(target_on_lt, Unset):
        json_target_on_lt = target_on_lt.isoformat()
    params["target_on__lt"] = json_target_on_lt

    json_target_on_lte: str | Unset = UNSET
    if not isinstance(target_on_lte, Unset):
        json_target_on_lte = target_on_lte.isoformat()
    params["target_on__lte"] = json_target_on_lte

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
        "url": "/api/v1/projects/{project_id}/item-markets/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedItemMarketList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedItemMarketList.from_dict(response.json())

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
) -> Response[PaginatedItemMarketList | Problem]:
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    item: UUID | Unset = UNSET,
    item_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ItemMarketsListOrdering | Unset = UNSET,
    released_on: datetime.date | Unset = UNSET,
    released_on_gte: datetime.date | Unset = UNSET,
    released_on_isnull: bool | Unset = UNSET,
    released_on_lt: datetime.date | Unset = UNSET,
    released_on_lte: datetime.date | Unset = UNSET,
    state: ItemMarketsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedItemMarketList | Problem]:
    """List markets of plan items

     Where an item is planned and released, and what it changed there.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        item (UUID | Unset):
        item_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ItemMarketsListOrdering | Unset):
        released_on (datetime.date | Unset):
        released_on_gte (datetime.date | Unset):
        released_on_isnull (bool | Unset):
        released_on_lt (datetime.date | Unset):
        released_on_lte (datetime.date | Unset):
        state (ItemMarketsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
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
        Response[PaginatedItemMarketList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        effect_value=effect_value,
        effect_value_gte=effect_value_gte,
        effect_value_isnull=effect_value_isnull,
        effect_value_lte=effect_value_lte,
        id=id,
        id_in=id_in,
        item=item,
        item_in=item_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        released_on=released_on,
        released_on_gte=released_on_gte,
        released_on_isnull=released_on_isnull,
        released_on_lt=released_on_lt,
        released_on_lte=released_on_lte,
        state=state,
        state_in=state_in,
        target_on=target_on,
        target_on_gte=target_on_gte,
        target_on_isnull=target_on_isnull,
        target_on_lt=target_on_lt,
        target_on_lte=target_on_lte,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    item: UUID | Unset = UNSET,
    item_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ItemMarketsListOrdering | Unset = UNSET,
    released_on: datetime.date | Unset = UNSET,
    released_on_gte: datetime.date | Unset = UNSET,
    released_on_isnull: bool | Unset = UNSET,
    released_on_lt: datetime.date | Unset = UNSET,
    released_on_lte: datetime.date | Unset = UNSET,
    state: ItemMarketsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedItemMarketList | Problem | None:
    """List markets of plan items

     Where an item is planned and released, and what it changed there.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        item (UUID | Unset):
        item_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ItemMarketsListOrdering | Unset):
        released_on (datetime.date | Unset):
        released_on_gte (datetime.date | Unset):
        released_on_isnull (bool | Unset):
        released_on_lt (datetime.date | Unset):
        released_on_lte (datetime.date | Unset):
        state (ItemMarketsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
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
        PaginatedItemMarketList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        effect_value=effect_value,
        effect_value_gte=effect_value_gte,
        effect_value_isnull=effect_value_isnull,
        effect_value_lte=effect_value_lte,
        id=id,
        id_in=id_in,
        item=item,
        item_in=item_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        released_on=released_on,
        released_on_gte=released_on_gte,
        released_on_isnull=released_on_isnull,
        released_on_lt=released_on_lt,
        released_on_lte=released_on_lte,
        state=state,
        state_in=state_in,
        target_on=target_on,
        target_on_gte=target_on_gte,
        target_on_isnull=target_on_isnull,
        target_on_lt=target_on_lt,
        target_on_lte=target_on_lte,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    item: UUID | Unset = UNSET,
    item_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ItemMarketsListOrdering | Unset = UNSET,
    released_on: datetime.date | Unset = UNSET,
    released_on_gte: datetime.date | Unset = UNSET,
    released_on_isnull: bool | Unset = UNSET,
    released_on_lt: datetime.date | Unset = UNSET,
    released_on_lte: datetime.date | Unset = UNSET,
    state: ItemMarketsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedItemMarketList | Problem]:
    """List markets of plan items

     Where an item is planned and released, and what it changed there.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        item (UUID | Unset):
        item_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ItemMarketsListOrdering | Unset):
        released_on (datetime.date | Unset):
        released_on_gte (datetime.date | Unset):
        released_on_isnull (bool | Unset):
        released_on_lt (datetime.date | Unset):
        released_on_lte (datetime.date | Unset):
        state (ItemMarketsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
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
        Response[PaginatedItemMarketList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        effect_value=effect_value,
        effect_value_gte=effect_value_gte,
        effect_value_isnull=effect_value_isnull,
        effect_value_lte=effect_value_lte,
        id=id,
        id_in=id_in,
        item=item,
        item_in=item_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        released_on=released_on,
        released_on_gte=released_on_gte,
        released_on_isnull=released_on_isnull,
        released_on_lt=released_on_lt,
        released_on_lte=released_on_lte,
        state=state,
        state_in=state_in,
        target_on=target_on,
        target_on_gte=target_on_gte,
        target_on_isnull=target_on_isnull,
        target_on_lt=target_on_lt,
        target_on_lte=target_on_lte,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    item: UUID | Unset = UNSET,
    item_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ItemMarketsListOrdering | Unset = UNSET,
    released_on: datetime.date | Unset = UNSET,
    released_on_gte: datetime.date | Unset = UNSET,
    released_on_isnull: bool | Unset = UNSET,
    released_on_lt: datetime.date | Unset = UNSET,
    released_on_lte: datetime.date | Unset = UNSET,
    state: ItemMarketsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedItemMarketList | Problem | None:
    """List markets of plan items

     Where an item is planned and released, and what it changed there.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        item (UUID | Unset):
        item_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ItemMarketsListOrdering | Unset):
        released_on (datetime.date | Unset):
        released_on_gte (datetime.date | Unset):
        released_on_isnull (bool | Unset):
        released_on_lt (datetime.date | Unset):
        released_on_lte (datetime.date | Unset):
        state (ItemMarketsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
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
        PaginatedItemMarketList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            effect_value=effect_value,
            effect_value_gte=effect_value_gte,
            effect_value_isnull=effect_value_isnull,
            effect_value_lte=effect_value_lte,
            id=id,
            id_in=id_in,
            item=item,
            item_in=item_in,
            limit=limit,
            market=market,
            market_in=market_in,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            released_on=released_on,
            released_on_gte=released_on_gte,
            released_on_isnull=released_on_isnull,
            released_on_lt=released_on_lt,
            released_on_lte=released_on_lte,
            state=state,
            state_in=state_in,
            target_on=target_on,
            target_on_gte=target_on_gte,
            target_on_isnull=target_on_isnull,
            target_on_lt=target_on_lt,
            target_on_lte=target_on_lte,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
