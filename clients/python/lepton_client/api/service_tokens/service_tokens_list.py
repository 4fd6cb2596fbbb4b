import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_service_token_list import PaginatedServiceTokenList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    service_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expires_at_gte: datetime.datetime | Unset = UNSET,
    expires_at_lt: datetime.datetime | Unset = UNSET,
    expires_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_used_at_gte: datetime.datetime | Unset = UNSET,
    last_used_at_isnull: bool | Unset = UNSET,
    last_used_at_lt: datetime.datetime | Unset = UNSET,
    last_used_at_lte: datetime.datetime | Unset = UNSET,
    last_used_from: str | Unset = UNSET,
    last_used_from_icontains: str | Unset = UNSET,
    last_used_from_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    prefix: str | Unset = UNSET,
    prefix_icontains: str | Unset = UNSET,
    revoked_at_gte: datetime.datetime | Unset = UNSET,
    revoked_at_isnull: bool | Unset = UNSET,
    revoked_at_lt: datetime.datetime | Unset = UNSET,
    revoked_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
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

    json_expires_at_gte: str | Unset = UNSET
    if not isinstance(expires_at_gte, Unset):
        json_expires_at_gte = expires_at_gte.isoformat()
    params["expires_at__gte"] = json_expires_at_gte

    json_expires_at_lt: str | Unset = UNSET
    if not isinstance(expires_at_lt, Unset):
        json_expires_at_lt = expires_at_lt.isoformat()
    params["expires_at__lt"] = json_expires_at_lt

    json_expires_at_lte: str | Unset = UNSET
    if not isinstance(expires_at_lte, Unset):
        json_expires_at_lte = expires_at_lte.isoformat()
    params["expires_at__lte"] = json_expires_at_lte

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

    json_last_used_at_gte: str | Unset = UNSET
    if not isinstance(last_used_at_gte, Unset):
        json_last_used_at_gte = last_used_at_gte.isoformat()
    params["last_used_at__gte"] = json_last_used_at_gte

    params["last_used_at__isnull"] = last_used_at_isnull

    json_last_used_at_lt: str | Unset = UNSET
    if not isinstance(last_used_at_lt, Unset):
        json_last_used_at_lt = last_used_at_lt.isoformat()
    params["last_used_at__lt"] = json_last_used_at_lt

    json_last_used_at_lte: str | Unset = UNSET
    if not isinstance(last_used_at_lte, Unset):
        json_last_used_at_lte = last_used_at_lte.isoformat()
    params["last_used_at__lte"] = json_last_used_at_lte

    params["last_used_from"] = last_used_from

    params["last_used_from__icontains"] = last_used_from_icontains

    params["last_used_from__isnull"] = last_used_from_isnull

    params["limit"] = limit

    params["name"] = name

    params["name__icontains"] = name_icontains

    params["prefix"] = prefix

    params["prefix__icontains"] = prefix_icontains

    json_revoked_at_gte: str | Unset = UNSET
    if not isinstance(revoked_at_gte, Unset):
        json_revoked_at_gte = revoked_at_gte.isoformat()
    params["revoked_at__gte"] = json_revoked_at_gte

    params["revoked_at__isnull"] = revoked_at_isnull

    json_revoked_at_lt: str | Unset = UNSET
    if not isinstance(revoked_at_lt, Unset):
        json_revoked_at_lt = revoked_at_lt.isoformat()
    params["revoked_at__lt"] = json_revoked_at_lt

    json_revoked_at_lte: str | Unset = UNSET
    if not isinstance(revoked_at_lte, Unset):
        json_revoked_at_lte = revoked_at_lte.isoformat()
    params["revoked_at__lte"] = json_revoked_at_lte

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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/service-accounts/{service_id}/tokens/".format(
            project_id=quote(str(project_id), safe=""),
            service_id=quote(str(service_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedServiceTokenList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedServiceTokenList.from_dict(response.json())

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
) -> Response[PaginatedServiceTokenList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    service_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expires_at_gte: datetime.datetime | Unset = UNSET,
    expires_at_lt: datetime.datetime | Unset = UNSET,
    expires_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_used_at_gte: datetime.datetime | Unset = UNSET,
    last_used_at_isnull: bool | Unset = UNSET,
    last_used_at_lt: datetime.datetime | Unset = UNSET,
    last_used_at_lte: datetime.datetime | Unset = UNSET,
    last_used_from: str | Unset = UNSET,
    last_used_from_icontains: str | Unset = UNSET,
    last_used_from_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    prefix: str | Unset = UNSET,
    prefix_icontains: str | Unset = UNSET,
    revoked_at_gte: datetime.datetime | Unset = UNSET,
    revoked_at_isnull: bool | Unset = UNSET,
    revoked_at_lt: datetime.datetime | Unset = UNSET,
    revoked_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedServiceTokenList | Problem]:
    """List the tokens of a service account

     What a service account proves itself with.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        service_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        expires_at_gte (datetime.datetime | Unset):
        expires_at_lt (datetime.datetime | Unset):
        expires_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_used_at_gte (datetime.datetime | Unset):
        last_used_at_isnull (bool | Unset):
        last_used_at_lt (datetime.datetime | Unset):
        last_used_at_lte (datetime.datetime | Unset):
        last_used_from (str | Unset):
        last_used_from_icontains (str | Unset):
        last_used_from_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        prefix (str | Unset):
        prefix_icontains (str | Unset):
        revoked_at_gte (datetime.datetime | Unset):
        revoked_at_isnull (bool | Unset):
        revoked_at_lt (datetime.datetime | Unset):
        revoked_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedServiceTokenList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        service_id=service_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        expires_at_gte=expires_at_gte,
        expires_at_lt=expires_at_lt,
        expires_at_lte=expires_at_lte,
        id=id,
        id_in=id_in,
        last_used_at_gte=last_used_at_gte,
        last_used_at_isnull=last_used_at_isnull,
        last_used_at_lt=last_used_at_lt,
        last_used_at_lte=last_used_at_lte,
        last_used_from=last_used_from,
        last_used_from_icontains=last_used_from_icontains,
        last_used_from_isnull=last_used_from_isnull,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        prefix=prefix,
        prefix_icontains=prefix_icontains,
        revoked_at_gte=revoked_at_gte,
        revoked_at_isnull=revoked_at_isnull,
        revoked_at_lt=revoked_at_lt,
        revoked_at_lte=revoked_at_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    service_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expires_at_gte: datetime.datetime | Unset = UNSET,
    expires_at_lt: datetime.datetime | Unset = UNSET,
    expires_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_used_at_gte: datetime.datetime | Unset = UNSET,
    last_used_at_isnull: bool | Unset = UNSET,
    last_used_at_lt: datetime.datetime | Unset = UNSET,
    last_used_at_lte: datetime.datetime | Unset = UNSET,
    last_used_from: str | Unset = UNSET,
    last_used_from_icontains: str | Unset = UNSET,
    last_used_from_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    prefix: str | Unset = UNSET,
    prefix_icontains: str | Unset = UNSET,
    revoked_at_gte: datetime.datetime | Unset = UNSET,
    revoked_at_isnull: bool | Unset = UNSET,
    revoked_at_lt: datetime.datetime | Unset = UNSET,
    revoked_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedServiceTokenList | Problem | None:
    """List the tokens of a service account

     What a service account proves itself with.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        service_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        expires_at_gte (datetime.datetime | Unset):
        expires_at_lt (datetime.datetime | Unset):
        expires_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_used_at_gte (datetime.datetime | Unset):
        last_used_at_isnull (bool | Unset):
        last_used_at_lt (datetime.datetime | Unset):
        last_used_at_lte (datetime.datetime | Unset):
        last_used_from (str | Unset):
        last_used_from_icontains (str | Unset):
        last_used_from_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        prefix (str | Unset):
        prefix_icontains (str | Unset):
        revoked_at_gte (datetime.datetime | Unset):
        revoked_at_isnull (bool | Unset):
        revoked_at_lt (datetime.datetime | Unset):
        revoked_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedServiceTokenList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        service_id=service_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        expires_at_gte=expires_at_gte,
        expires_at_lt=expires_at_lt,
        expires_at_lte=expires_at_lte,
        id=id,
        id_in=id_in,
        last_used_at_gte=last_used_at_gte,
        last_used_at_isnull=last_used_at_isnull,
        last_used_at_lt=last_used_at_lt,
        last_used_at_lte=last_used_at_lte,
        last_used_from=last_used_from,
        last_used_from_icontains=last_used_from_icontains,
        last_used_from_isnull=last_used_from_isnull,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        prefix=prefix,
        prefix_icontains=prefix_icontains,
        revoked_at_gte=revoked_at_gte,
        revoked_at_isnull=revoked_at_isnull,
        revoked_at_lt=revoked_at_lt,
        revoked_at_lte=revoked_at_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    service_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expires_at_gte: datetime.datetime | Unset = UNSET,
    expires_at_lt: datetime.datetime | Unset = UNSET,
    expires_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_used_at_gte: datetime.datetime | Unset = UNSET,
    last_used_at_isnull: bool | Unset = UNSET,
    last_used_at_lt: datetime.datetime | Unset = UNSET,
    last_used_at_lte: datetime.datetime | Unset = UNSET,
    last_used_from: str | Unset = UNSET,
    last_used_from_icontains: str | Unset = UNSET,
    last_used_from_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    prefix: str | Unset = UNSET,
    prefix_icontains: str | Unset = UNSET,
    revoked_at_gte: datetime.datetime | Unset = UNSET,
    revoked_at_isnull: bool | Unset = UNSET,
    revoked_at_lt: datetime.datetime | Unset = UNSET,
    revoked_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedServiceTokenList | Problem]:
    """List the tokens of a service account

     What a service account proves itself with.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        service_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        expires_at_gte (datetime.datetime | Unset):
        expires_at_lt (datetime.datetime | Unset):
        expires_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_used_at_gte (datetime.datetime | Unset):
        last_used_at_isnull (bool | Unset):
        last_used_at_lt (datetime.datetime | Unset):
        last_used_at_lte (datetime.datetime | Unset):
        last_used_from (str | Unset):
        last_used_from_icontains (str | Unset):
        last_used_from_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        prefix (str | Unset):
        prefix_icontains (str | Unset):
        revoked_at_gte (datetime.datetime | Unset):
        revoked_at_isnull (bool | Unset):
        revoked_at_lt (datetime.datetime | Unset):
        revoked_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedServiceTokenList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        service_id=service_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        expires_at_gte=expires_at_gte,
        expires_at_lt=expires_at_lt,
        expires_at_lte=expires_at_lte,
        id=id,
        id_in=id_in,
        last_used_at_gte=last_used_at_gte,
        last_used_at_isnull=last_used_at_isnull,
        last_used_at_lt=last_used_at_lt,
        last_used_at_lte=last_used_at_lte,
        last_used_from=last_used_from,
        last_used_from_icontains=last_used_from_icontains,
        last_used_from_isnull=last_used_from_isnull,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        prefix=prefix,
        prefix_icontains=prefix_icontains,
        revoked_at_gte=revoked_at_gte,
        revoked_at_isnull=revoked_at_isnull,
        revoked_at_lt=revoked_at_lt,
        revoked_at_lte=revoked_at_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    service_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expires_at_gte: datetime.datetime | Unset = UNSET,
    expires_at_lt: datetime.datetime | Unset = UNSET,
    expires_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_used_at_gte: datetime.datetime | Unset = UNSET,
    last_used_at_isnull: bool | Unset = UNSET,
    last_used_at_lt: datetime.datetime | Unset = UNSET,
    last_used_at_lte: datetime.datetime | Unset = UNSET,
    last_used_from: str | Unset = UNSET,
    last_used_from_icontains: str | Unset = UNSET,
    last_used_from_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    prefix: str | Unset = UNSET,
    prefix_icontains: str | Unset = UNSET,
    revoked_at_gte: datetime.datetime | Unset = UNSET,
    revoked_at_isnull: bool | Unset = UNSET,
    revoked_at_lt: datetime.datetime | Unset = UNSET,
    revoked_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedServiceTokenList | Problem | None:
    """List the tokens of a service account

     What a service account proves itself with.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        service_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        expires_at_gte (datetime.datetime | Unset):
        expires_at_lt (datetime.datetime | Unset):
        expires_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_used_at_gte (datetime.datetime | Unset):
        last_used_at_isnull (bool | Unset):
        last_used_at_lt (datetime.datetime | Unset):
        last_used_at_lte (datetime.datetime | Unset):
        last_used_from (str | Unset):
        last_used_from_icontains (str | Unset):
        last_used_from_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        prefix (str | Unset):
        prefix_icontains (str | Unset):
        revoked_at_gte (datetime.datetime | Unset):
        revoked_at_isnull (bool | Unset):
        revoked_at_lt (datetime.datetime | Unset):
        revoked_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedServiceTokenList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            service_id=service_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            expires_at_gte=expires_at_gte,
            expires_at_lt=expires_at_lt,
            expires_at_lte=expires_at_lte,
            id=id,
            id_in=id_in,
            last_used_at_gte=last_used_at_gte,
            last_used_at_isnull=last_used_at_isnull,
            last_used_at_lt=last_used_at_lt,
            last_used_at_lte=last_used_at_lte,
            last_used_from=last_used_from,
            last_used_from_icontains=last_used_from_icontains,
            last_used_from_isnull=last_used_from_isnull,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            prefix=prefix,
            prefix_icontains=prefix_icontains,
            revoked_at_gte=revoked_at_gte,
            revoked_at_isnull=revoked_at_isnull,
            revoked_at_lt=revoked_at_lt,
            revoked_at_lte=revoked_at_lte,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
