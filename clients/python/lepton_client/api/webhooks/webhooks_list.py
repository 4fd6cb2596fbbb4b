import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_webhook_list import PaginatedWebhookList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    former_until_gte: datetime.datetime | Unset = UNSET,
    former_until_isnull: bool | Unset = UNSET,
    former_until_lt: datetime.datetime | Unset = UNSET,
    former_until_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_success_at_gte: datetime.datetime | Unset = UNSET,
    last_success_at_isnull: bool | Unset = UNSET,
    last_success_at_lt: datetime.datetime | Unset = UNSET,
    last_success_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    url_query: str | Unset = UNSET,
    url_icontains: str | Unset = UNSET,
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

    params["description"] = description

    params["description__icontains"] = description_icontains

    params["enabled"] = enabled

    json_former_until_gte: str | Unset = UNSET
    if not isinstance(former_until_gte, Unset):
        json_former_until_gte = former_until_gte.isoformat()
    params["former_until__gte"] = json_former_until_gte

    params["former_until__isnull"] = former_until_isnull

    json_former_until_lt: str | Unset = UNSET
    if not isinstance(former_until_lt, Unset):
        json_former_until_lt = former_until_lt.isoformat()
    params["former_until__lt"] = json_former_until_lt

    json_former_until_lte: str | Unset = UNSET
    if not isinstance(former_until_lte, Unset):
        json_former_until_lte = former_until_lte.isoformat()
    params["former_until__lte"] = json_former_until_lte

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

    json_last_success_at_gte: str | Unset = UNSET
    if not isinstance(last_success_at_gte, Unset):
        json_last_success_at_gte = last_success_at_gte.isoformat()
    params["last_success_at__gte"] = json_last_success_at_gte

    params["last_success_at__isnull"] = last_success_at_isnull

    json_last_success_at_lt: str | Unset = UNSET
    if not isinstance(last_success_at_lt, Unset):
        json_last_success_at_lt = last_success_at_lt.isoformat()
    params["last_success_at__lt"] = json_last_success_at_lt

    json_last_success_at_lte: str | Unset = UNSET
    if not isinstance(last_success_at_lte, Unset):
        json_last_success_at_lte = last_success_at_lte.isoformat()
    params["last_success_at__lte"] = json_last_success_at_lte

    params["limit"] = limit

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

    params["url"] = url_query

    params["url__icontains"] = url_icontains

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/webhooks/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedWebhookList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedWebhookList.from_dict(response.json())

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
) -> Response[PaginatedWebhookList | Problem]:
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
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    former_until_gte: datetime.datetime | Unset = UNSET,
    former_until_isnull: bool | Unset = UNSET,
    former_until_lt: datetime.datetime | Unset = UNSET,
    former_until_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_success_at_gte: datetime.datetime | Unset = UNSET,
    last_success_at_isnull: bool | Unset = UNSET,
    last_success_at_lt: datetime.datetime | Unset = UNSET,
    last_success_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    url_query: str | Unset = UNSET,
    url_icontains: str | Unset = UNSET,
) -> Response[PaginatedWebhookList | Problem]:
    """List webhooks

     Addresses that are told what happens in the project (Standard Webhooks).

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        enabled (bool | Unset):
        former_until_gte (datetime.datetime | Unset):
        former_until_isnull (bool | Unset):
        former_until_lt (datetime.datetime | Unset):
        former_until_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_success_at_gte (datetime.datetime | Unset):
        last_success_at_isnull (bool | Unset):
        last_success_at_lt (datetime.datetime | Unset):
        last_success_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        url_query (str | Unset):
        url_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedWebhookList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        enabled=enabled,
        former_until_gte=former_until_gte,
        former_until_isnull=former_until_isnull,
        former_until_lt=former_until_lt,
        former_until_lte=former_until_lte,
        id=id,
        id_in=id_in,
        last_success_at_gte=last_success_at_gte,
        last_success_at_isnull=last_success_at_isnull,
        last_success_at_lt=last_success_at_lt,
        last_success_at_lte=last_success_at_lte,
        limit=limit,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        url_query=url_query,
        url_icontains=url_icontains,
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
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    former_until_gte: datetime.datetime | Unset = UNSET,
    former_until_isnull: bool | Unset = UNSET,
    former_until_lt: datetime.datetime | Unset = UNSET,
    former_until_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_success_at_gte: datetime.datetime | Unset = UNSET,
    last_success_at_isnull: bool | Unset = UNSET,
    last_success_at_lt: datetime.datetime | Unset = UNSET,
    last_success_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    url_query: str | Unset = UNSET,
    url_icontains: str | Unset = UNSET,
) -> PaginatedWebhookList | Problem | None:
    """List webhooks

     Addresses that are told what happens in the project (Standard Webhooks).

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        enabled (bool | Unset):
        former_until_gte (datetime.datetime | Unset):
        former_until_isnull (bool | Unset):
        former_until_lt (datetime.datetime | Unset):
        former_until_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_success_at_gte (datetime.datetime | Unset):
        last_success_at_isnull (bool | Unset):
        last_success_at_lt (datetime.datetime | Unset):
        last_success_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        url_query (str | Unset):
        url_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedWebhookList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        enabled=enabled,
        former_until_gte=former_until_gte,
        former_until_isnull=former_until_isnull,
        former_until_lt=former_until_lt,
        former_until_lte=former_until_lte,
        id=id,
        id_in=id_in,
        last_success_at_gte=last_success_at_gte,
        last_success_at_isnull=last_success_at_isnull,
        last_success_at_lt=last_success_at_lt,
        last_success_at_lte=last_success_at_lte,
        limit=limit,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        url_query=url_query,
        url_icontains=url_icontains,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    former_until_gte: datetime.datetime | Unset = UNSET,
    former_until_isnull: bool | Unset = UNSET,
    former_until_lt: datetime.datetime | Unset = UNSET,
    former_until_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_success_at_gte: datetime.datetime | Unset = UNSET,
    last_success_at_isnull: bool | Unset = UNSET,
    last_success_at_lt: datetime.datetime | Unset = UNSET,
    last_success_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    url_query: str | Unset = UNSET,
    url_icontains: str | Unset = UNSET,
) -> Response[PaginatedWebhookList | Problem]:
    """List webhooks

     Addresses that are told what happens in the project (Standard Webhooks).

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        enabled (bool | Unset):
        former_until_gte (datetime.datetime | Unset):
        former_until_isnull (bool | Unset):
        former_until_lt (datetime.datetime | Unset):
        former_until_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_success_at_gte (datetime.datetime | Unset):
        last_success_at_isnull (bool | Unset):
        last_success_at_lt (datetime.datetime | Unset):
        last_success_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        url_query (str | Unset):
        url_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedWebhookList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        enabled=enabled,
        former_until_gte=former_until_gte,
        former_until_isnull=former_until_isnull,
        former_until_lt=former_until_lt,
        former_until_lte=former_until_lte,
        id=id,
        id_in=id_in,
        last_success_at_gte=last_success_at_gte,
        last_success_at_isnull=last_success_at_isnull,
        last_success_at_lt=last_success_at_lt,
        last_success_at_lte=last_success_at_lte,
        limit=limit,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        url_query=url_query,
        url_icontains=url_icontains,
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
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    former_until_gte: datetime.datetime | Unset = UNSET,
    former_until_isnull: bool | Unset = UNSET,
    former_until_lt: datetime.datetime | Unset = UNSET,
    former_until_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_success_at_gte: datetime.datetime | Unset = UNSET,
    last_success_at_isnull: bool | Unset = UNSET,
    last_success_at_lt: datetime.datetime | Unset = UNSET,
    last_success_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    url_query: str | Unset = UNSET,
    url_icontains: str | Unset = UNSET,
) -> PaginatedWebhookList | Problem | None:
    """List webhooks

     Addresses that are told what happens in the project (Standard Webhooks).

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        enabled (bool | Unset):
        former_until_gte (datetime.datetime | Unset):
        former_until_isnull (bool | Unset):
        former_until_lt (datetime.datetime | Unset):
        former_until_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_success_at_gte (datetime.datetime | Unset):
        last_success_at_isnull (bool | Unset):
        last_success_at_lt (datetime.datetime | Unset):
        last_success_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        url_query (str | Unset):
        url_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedWebhookList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            description=description,
            description_icontains=description_icontains,
            enabled=enabled,
            former_until_gte=former_until_gte,
            former_until_isnull=former_until_isnull,
            former_until_lt=former_until_lt,
            former_until_lte=former_until_lte,
            id=id,
            id_in=id_in,
            last_success_at_gte=last_success_at_gte,
            last_success_at_isnull=last_success_at_isnull,
            last_success_at_lt=last_success_at_lt,
            last_success_at_lte=last_success_at_lte,
            limit=limit,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            url_query=url_query,
            url_icontains=url_icontains,
        )
    ).parsed
