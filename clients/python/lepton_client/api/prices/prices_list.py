import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_price_list import PaginatedPriceList
from ...models.prices_list_ordering import PricesListOrdering
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
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
    ordering: PricesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
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
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["amount"] = amount

    params["amount__gte"] = amount_gte

    params["amount__lte"] = amount_lte

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

    params["per"] = per

    params["per__icontains"] = per_icontains

    params["product"] = product

    params["product__icontains"] = product_icontains

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

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/prices/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPriceList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPriceList.from_dict(response.json())

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
) -> Response[PaginatedPriceList | Problem]:
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
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
    ordering: PricesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
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
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPriceList | Problem]:
    """List prices

     What competitors and the own product cost in a market on a day.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
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
        ordering (PricesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
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
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPriceList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        amount=amount,
        amount_gte=amount_gte,
        amount_lte=amount_lte,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
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
        per=per,
        per_icontains=per_icontains,
        product=product,
        product_icontains=product_icontains,
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
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
    ordering: PricesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
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
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPriceList | Problem | None:
    """List prices

     What competitors and the own product cost in a market on a day.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
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
        ordering (PricesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
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
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPriceList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        amount=amount,
        amount_gte=amount_gte,
        amount_lte=amount_lte,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
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
        per=per,
        per_icontains=per_icontains,
        product=product,
        product_icontains=product_icontains,
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
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
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
    ordering: PricesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
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
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPriceList | Problem]:
    """List prices

     What competitors and the own product cost in a market on a day.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
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
        ordering (PricesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
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
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPriceList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        amount=amount,
        amount_gte=amount_gte,
        amount_lte=amount_lte,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
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
        per=per,
        per_icontains=per_icontains,
        product=product,
        product_icontains=product_icontains,
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
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
    ordering: PricesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
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
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPriceList | Problem | None:
    """List prices

     What competitors and the own product cost in a market on a day.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
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
        ordering (PricesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
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
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPriceList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            amount=amount,
            amount_gte=amount_gte,
            amount_lte=amount_lte,
            competitor=competitor,
            competitor_in=competitor_in,
            competitor_isnull=competitor_isnull,
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
            per=per,
            per_icontains=per_icontains,
            product=product,
            product_icontains=product_icontains,
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
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
