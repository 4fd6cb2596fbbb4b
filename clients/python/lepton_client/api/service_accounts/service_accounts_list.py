import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_service_account_list import PaginatedServiceAccountList
from ...models.problem import Problem
from ...models.service_accounts_list_role import ServiceAccountsListRole
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    calls_per_minute: int | Unset = UNSET,
    calls_per_minute_gte: int | Unset = UNSET,
    calls_per_minute_isnull: bool | Unset = UNSET,
    calls_per_minute_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    member: UUID | Unset = UNSET,
    member_in: list[UUID] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ServiceAccountsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["calls_per_minute"] = calls_per_minute

    params["calls_per_minute__gte"] = calls_per_minute_gte

    params["calls_per_minute__isnull"] = calls_per_minute_isnull

    params["calls_per_minute__lte"] = calls_per_minute_lte

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

    json_created_by: str | Unset = UNSET
    if not isinstance(created_by, Unset):
        json_created_by = str(created_by)
    params["created_by"] = json_created_by

    json_created_by_in: list[str] | Unset = UNSET
    if not isinstance(created_by_in, Unset):
        json_created_by_in = []
        for created_by_in_item_data in created_by_in:
            created_by_in_item = str(created_by_in_item_data)
            json_created_by_in.append(created_by_in_item)

    params["created_by__in"] = json_created_by_in

    params["created_by__isnull"] = created_by_isnull

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

    json_member: str | Unset = UNSET
    if not isinstance(member, Unset):
        json_member = str(member)
    params["member"] = json_member

    json_member_in: list[str] | Unset = UNSET
    if not isinstance(member_in, Unset):
        json_member_in = []
        for member_in_item_data in member_in:
            member_in_item = str(member_in_item_data)
            json_member_in.append(member_in_item)

    params["member__in"] = json_member_in

    params["name"] = name

    params["name__icontains"] = name_icontains

    json_role: str | Unset = UNSET
    if not isinstance(role, Unset):
        json_role = role.value

    params["role"] = json_role

    json_role_in: list[str] | Unset = UNSET
    if not isinstance(role_in, Unset):
        json_role_in = role_in

    params["role__in"] = json_role_in

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
        "url": "/api/v1/projects/{project_id}/service-accounts/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedServiceAccountList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedServiceAccountList.from_dict(response.json())

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
) -> Response[PaginatedServiceAccountList | Problem]:
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
    calls_per_minute: int | Unset = UNSET,
    calls_per_minute_gte: int | Unset = UNSET,
    calls_per_minute_isnull: bool | Unset = UNSET,
    calls_per_minute_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    member: UUID | Unset = UNSET,
    member_in: list[UUID] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ServiceAccountsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedServiceAccountList | Problem]:
    """List service accounts

     Programs that are members of the project.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        calls_per_minute (int | Unset):
        calls_per_minute_gte (int | Unset):
        calls_per_minute_isnull (bool | Unset):
        calls_per_minute_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        member (UUID | Unset):
        member_in (list[UUID] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        role (ServiceAccountsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedServiceAccountList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        calls_per_minute=calls_per_minute,
        calls_per_minute_gte=calls_per_minute_gte,
        calls_per_minute_isnull=calls_per_minute_isnull,
        calls_per_minute_lte=calls_per_minute_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        member=member,
        member_in=member_in,
        name=name,
        name_icontains=name_icontains,
        role=role,
        role_in=role_in,
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
    *,
    client: AuthenticatedClient,
    calls_per_minute: int | Unset = UNSET,
    calls_per_minute_gte: int | Unset = UNSET,
    calls_per_minute_isnull: bool | Unset = UNSET,
    calls_per_minute_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    member: UUID | Unset = UNSET,
    member_in: list[UUID] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ServiceAccountsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedServiceAccountList | Problem | None:
    """List service accounts

     Programs that are members of the project.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        calls_per_minute (int | Unset):
        calls_per_minute_gte (int | Unset):
        calls_per_minute_isnull (bool | Unset):
        calls_per_minute_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        member (UUID | Unset):
        member_in (list[UUID] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        role (ServiceAccountsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedServiceAccountList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        calls_per_minute=calls_per_minute,
        calls_per_minute_gte=calls_per_minute_gte,
        calls_per_minute_isnull=calls_per_minute_isnull,
        calls_per_minute_lte=calls_per_minute_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        member=member,
        member_in=member_in,
        name=name,
        name_icontains=name_icontains,
        role=role,
        role_in=role_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    calls_per_minute: int | Unset = UNSET,
    calls_per_minute_gte: int | Unset = UNSET,
    calls_per_minute_isnull: bool | Unset = UNSET,
    calls_per_minute_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    member: UUID | Unset = UNSET,
    member_in: list[UUID] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ServiceAccountsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedServiceAccountList | Problem]:
    """List service accounts

     Programs that are members of the project.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        calls_per_minute (int | Unset):
        calls_per_minute_gte (int | Unset):
        calls_per_minute_isnull (bool | Unset):
        calls_per_minute_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        member (UUID | Unset):
        member_in (list[UUID] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        role (ServiceAccountsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedServiceAccountList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        calls_per_minute=calls_per_minute,
        calls_per_minute_gte=calls_per_minute_gte,
        calls_per_minute_isnull=calls_per_minute_isnull,
        calls_per_minute_lte=calls_per_minute_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        member=member,
        member_in=member_in,
        name=name,
        name_icontains=name_icontains,
        role=role,
        role_in=role_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    calls_per_minute: int | Unset = UNSET,
    calls_per_minute_gte: int | Unset = UNSET,
    calls_per_minute_isnull: bool | Unset = UNSET,
    calls_per_minute_lte: int | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    member: UUID | Unset = UNSET,
    member_in: list[UUID] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ServiceAccountsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedServiceAccountList | Problem | None:
    """List service accounts

     Programs that are members of the project.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `service_accounts`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        calls_per_minute (int | Unset):
        calls_per_minute_gte (int | Unset):
        calls_per_minute_isnull (bool | Unset):
        calls_per_minute_lte (int | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        member (UUID | Unset):
        member_in (list[UUID] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        role (ServiceAccountsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedServiceAccountList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            calls_per_minute=calls_per_minute,
            calls_per_minute_gte=calls_per_minute_gte,
            calls_per_minute_isnull=calls_per_minute_isnull,
            calls_per_minute_lte=calls_per_minute_lte,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            created_by=created_by,
            created_by_in=created_by_in,
            created_by_isnull=created_by_isnull,
            cursor=cursor,
            id=id,
            id_in=id_in,
            limit=limit,
            member=member,
            member_in=member_in,
            name=name,
            name_icontains=name_icontains,
            role=role,
            role_in=role_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
