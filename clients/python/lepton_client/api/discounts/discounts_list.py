import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.discounts_list_kind import DiscountsListKind
from ...models.discounts_list_ordering import DiscountsListOrdering
from ...models.paginated_discount_list import PaginatedDiscountList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DiscountsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DiscountsListOrdering | Unset = UNSET,
    price: UUID | Unset = UNSET,
    price_in: list[UUID] | Unset = UNSET,
    starts_on: datetime.date | Unset = UNSET,
    starts_on_gte: datetime.date | Unset = UNSET,
    starts_on_lt: datetime.date | Unset = UNSET,
    starts_on_lte: datetime.date | Unset = UNSET,
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

    json_ends_on: str | Unset = UNSET
    if not isinstance(ends_on, Unset):
        json_ends_on = ends_on.isoformat()
    params["ends_on"] = json_ends_on

    json_ends_on_gte: str | Unset = UNSET
    if not isinstance(ends_on_gte, Unset):
        json_ends_on_gte = ends_on_gte.isoformat()
    params["ends_on__gte"] = json_ends_on_gte

    json_ends_on_lt: str | Unset = UNSET
    if not isinstance(ends_on_lt, Unset):
        json_ends_on_lt = ends_on_lt.isoformat()
    params["ends_on__lt"] = json_ends_on_lt

    json_ends_on_lte: str | Unset = UNSET
    if not isinstance(ends_on_lte, Unset):
        json_ends_on_lte = ends_on_lte.isoformat()
    params["ends_on__lte"] = json_ends_on_lte

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

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    json_kind_in: list[str] | Unset = UNSET
    if not isinstance(kind_in, Unset):
        json_kind_in = kind_in

    params["kind__in"] = json_kind_in

    params["limit"] = limit

    params["name"] = name

    params["name__icontains"] = name_icontains

    params["note"] = note

    params["note__icontains"] = note_icontains

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    json_price: str | Unset = UNSET
    if not isinstance(price, Unset):
        json_price = str(price)
    params["price"] = json_price

    json_price_in: list[str] | Unset = UNSET
    if not isinstance(price_in, Unset):
        json_price_in = []
        for price_in_item_data in price_in:
            price_in_item = str(price_in_item_data)
            json_price_in.append(price_in_item)

    params["price__in"] = json_price_in

    json_starts_on: str | Unset = UNSET
    if not isinstance(starts_on, Unset):
        json_starts_on = starts_on.isoformat()
    params["starts_on"] = json_starts_on

    json_starts_on_gte: str | Unset = UNSET
    if not isinstance(starts_on_gte, Unset):
        json_starts_on_gte = starts_on_gte.isoformat()
    params["starts_on__gte"] = json_starts_on_gte

    json_starts_on_lt: str | Unset = UNSET
    if not isinstance(starts_on_lt, Unset):
        json_starts_on_lt = starts_on_lt.isoformat()
    params["starts_on__lt"] = json_starts_on_lt

    json_starts_on_lte: str | Unset = UNSET
    if not isinstance(starts_on_lte, Unset):
        json_starts_on_lte = starts_on_lte.isoformat()
    params["starts_on__lte"] = json_starts_on_lte

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
        "url": "/api/v1/projects/{project_id}/discounts/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedDiscountList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedDiscountList.from_dict(response.json())

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
) -> Response[PaginatedDiscountList | Problem]:
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
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DiscountsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DiscountsListOrdering | Unset = UNSET,
    price: UUID | Unset = UNSET,
    price_in: list[UUID] | Unset = UNSET,
    starts_on: datetime.date | Unset = UNSET,
    starts_on_gte: datetime.date | Unset = UNSET,
    starts_on_lt: datetime.date | Unset = UNSET,
    starts_on_lte: datetime.date | Unset = UNSET,
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
) -> Response[PaginatedDiscountList | Problem]:
    """List discounts

     What is taken off prices, and when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DiscountsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DiscountsListOrdering | Unset):
        price (UUID | Unset):
        price_in (list[UUID] | Unset):
        starts_on (datetime.date | Unset):
        starts_on_gte (datetime.date | Unset):
        starts_on_lt (datetime.date | Unset):
        starts_on_lte (datetime.date | Unset):
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
        Response[PaginatedDiscountList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        ends_on=ends_on,
        ends_on_gte=ends_on_gte,
        ends_on_lt=ends_on_lt,
        ends_on_lte=ends_on_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        price=price,
        price_in=price_in,
        starts_on=starts_on,
        starts_on_gte=starts_on_gte,
        starts_on_lt=starts_on_lt,
        starts_on_lte=starts_on_lte,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DiscountsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DiscountsListOrdering | Unset = UNSET,
    price: UUID | Unset = UNSET,
    price_in: list[UUID] | Unset = UNSET,
    starts_on: datetime.date | Unset = UNSET,
    starts_on_gte: datetime.date | Unset = UNSET,
    starts_on_lt: datetime.date | Unset = UNSET,
    starts_on_lte: datetime.date | Unset = UNSET,
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
) -> PaginatedDiscountList | Problem | None:
    """List discounts

     What is taken off prices, and when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DiscountsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DiscountsListOrdering | Unset):
        price (UUID | Unset):
        price_in (list[UUID] | Unset):
        starts_on (datetime.date | Unset):
        starts_on_gte (datetime.date | Unset):
        starts_on_lt (datetime.date | Unset):
        starts_on_lte (datetime.date | Unset):
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
        PaginatedDiscountList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        ends_on=ends_on,
        ends_on_gte=ends_on_gte,
        ends_on_lt=ends_on_lt,
        ends_on_lte=ends_on_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        price=price,
        price_in=price_in,
        starts_on=starts_on,
        starts_on_gte=starts_on_gte,
        starts_on_lt=starts_on_lt,
        starts_on_lte=starts_on_lte,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DiscountsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DiscountsListOrdering | Unset = UNSET,
    price: UUID | Unset = UNSET,
    price_in: list[UUID] | Unset = UNSET,
    starts_on: datetime.date | Unset = UNSET,
    starts_on_gte: datetime.date | Unset = UNSET,
    starts_on_lt: datetime.date | Unset = UNSET,
    starts_on_lte: datetime.date | Unset = UNSET,
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
) -> Response[PaginatedDiscountList | Problem]:
    """List discounts

     What is taken off prices, and when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DiscountsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DiscountsListOrdering | Unset):
        price (UUID | Unset):
        price_in (list[UUID] | Unset):
        starts_on (datetime.date | Unset):
        starts_on_gte (datetime.date | Unset):
        starts_on_lt (datetime.date | Unset):
        starts_on_lte (datetime.date | Unset):
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
        Response[PaginatedDiscountList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        ends_on=ends_on,
        ends_on_gte=ends_on_gte,
        ends_on_lt=ends_on_lt,
        ends_on_lte=ends_on_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        price=price,
        price_in=price_in,
        starts_on=starts_on,
        starts_on_gte=starts_on_gte,
        starts_on_lt=starts_on_lt,
        starts_on_lte=starts_on_lte,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DiscountsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DiscountsListOrdering | Unset = UNSET,
    price: UUID | Unset = UNSET,
    price_in: list[UUID] | Unset = UNSET,
    starts_on: datetime.date | Unset = UNSET,
    starts_on_gte: datetime.date | Unset = UNSET,
    starts_on_lt: datetime.date | Unset = UNSET,
    starts_on_lte: datetime.date | Unset = UNSET,
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
) -> PaginatedDiscountList | Problem | None:
    """List discounts

     What is taken off prices, and when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DiscountsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DiscountsListOrdering | Unset):
        price (UUID | Unset):
        price_in (list[UUID] | Unset):
        starts_on (datetime.date | Unset):
        starts_on_gte (datetime.date | Unset):
        starts_on_lt (datetime.date | Unset):
        starts_on_lte (datetime.date | Unset):
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
        PaginatedDiscountList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            ends_on=ends_on,
            ends_on_gte=ends_on_gte,
            ends_on_lt=ends_on_lt,
            ends_on_lte=ends_on_lte,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_in=kind_in,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            price=price,
            price_in=price_in,
            starts_on=starts_on,
            starts_on_gte=starts_on_gte,
            starts_on_lt=starts_on_lt,
            starts_on_lte=starts_on_lte,
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
