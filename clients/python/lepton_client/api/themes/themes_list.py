import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_theme_list import PaginatedThemeList
from ...models.problem import Problem
from ...models.themes_list_ordering import ThemesListOrdering
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_seen_gte: datetime.datetime | Unset = UNSET,
    last_seen_isnull: bool | Unset = UNSET,
    last_seen_lt: datetime.datetime | Unset = UNSET,
    last_seen_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    locked: bool | Unset = UNSET,
    merged_into: UUID | Unset = UNSET,
    merged_into_in: list[UUID] | Unset = UNSET,
    merged_into_isnull: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    named: bool | Unset = UNSET,
    ordering: ThemesListOrdering | Unset = UNSET,
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

    json_last_seen_gte: str | Unset = UNSET
    if not isinstance(last_seen_gte, Unset):
        json_last_seen_gte = last_seen_gte.isoformat()
    params["last_seen__gte"] = json_last_seen_gte

    params["last_seen__isnull"] = last_seen_isnull

    json_last_seen_lt: str | Unset = UNSET
    if not isinstance(last_seen_lt, Unset):
        json_last_seen_lt = last_seen_lt.isoformat()
    params["last_seen__lt"] = json_last_seen_lt

    json_last_seen_lte: str | Unset = UNSET
    if not isinstance(last_seen_lte, Unset):
        json_last_seen_lte = last_seen_lte.isoformat()
    params["last_seen__lte"] = json_last_seen_lte

    params["limit"] = limit

    params["locked"] = locked

    json_merged_into: str | Unset = UNSET
    if not isinstance(merged_into, Unset):
        json_merged_into = str(merged_into)
    params["merged_into"] = json_merged_into

    json_merged_into_in: list[str] | Unset = UNSET
    if not isinstance(merged_into_in, Unset):
        json_merged_into_in = []
        for merged_into_in_item_data in merged_into_in:
            merged_into_in_item = str(merged_into_in_item_data)
            json_merged_into_in.append(merged_into_in_item)

    params["merged_into__in"] = json_merged_into_in

    params["merged_into__isnull"] = merged_into_isnull

    params["name"] = name

    params["name__icontains"] = name_icontains

    params["named"] = named

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

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
        "url": "/api/v1/projects/{project_id}/themes/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedThemeList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedThemeList.from_dict(response.json())

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
) -> Response[PaginatedThemeList | Problem]:
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_seen_gte: datetime.datetime | Unset = UNSET,
    last_seen_isnull: bool | Unset = UNSET,
    last_seen_lt: datetime.datetime | Unset = UNSET,
    last_seen_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    locked: bool | Unset = UNSET,
    merged_into: UUID | Unset = UNSET,
    merged_into_in: list[UUID] | Unset = UNSET,
    merged_into_isnull: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    named: bool | Unset = UNSET,
    ordering: ThemesListOrdering | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedThemeList | Problem]:
    """List themes

     What records are about. Runs find themes; analysts name, lock, merge and split them. Those
    that were merged are in the list, so that nothing that refers to them is lost:
    `merged_into__isnull=true` leaves them out.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_seen_gte (datetime.datetime | Unset):
        last_seen_isnull (bool | Unset):
        last_seen_lt (datetime.datetime | Unset):
        last_seen_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        locked (bool | Unset):
        merged_into (UUID | Unset):
        merged_into_in (list[UUID] | Unset):
        merged_into_isnull (bool | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        named (bool | Unset):
        ordering (ThemesListOrdering | Unset):
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
        Response[PaginatedThemeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        last_seen_gte=last_seen_gte,
        last_seen_isnull=last_seen_isnull,
        last_seen_lt=last_seen_lt,
        last_seen_lte=last_seen_lte,
        limit=limit,
        locked=locked,
        merged_into=merged_into,
        merged_into_in=merged_into_in,
        merged_into_isnull=merged_into_isnull,
        name=name,
        name_icontains=name_icontains,
        named=named,
        ordering=ordering,
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_seen_gte: datetime.datetime | Unset = UNSET,
    last_seen_isnull: bool | Unset = UNSET,
    last_seen_lt: datetime.datetime | Unset = UNSET,
    last_seen_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    locked: bool | Unset = UNSET,
    merged_into: UUID | Unset = UNSET,
    merged_into_in: list[UUID] | Unset = UNSET,
    merged_into_isnull: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    named: bool | Unset = UNSET,
    ordering: ThemesListOrdering | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedThemeList | Problem | None:
    """List themes

     What records are about. Runs find themes; analysts name, lock, merge and split them. Those
    that were merged are in the list, so that nothing that refers to them is lost:
    `merged_into__isnull=true` leaves them out.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_seen_gte (datetime.datetime | Unset):
        last_seen_isnull (bool | Unset):
        last_seen_lt (datetime.datetime | Unset):
        last_seen_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        locked (bool | Unset):
        merged_into (UUID | Unset):
        merged_into_in (list[UUID] | Unset):
        merged_into_isnull (bool | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        named (bool | Unset):
        ordering (ThemesListOrdering | Unset):
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
        PaginatedThemeList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        last_seen_gte=last_seen_gte,
        last_seen_isnull=last_seen_isnull,
        last_seen_lt=last_seen_lt,
        last_seen_lte=last_seen_lte,
        limit=limit,
        locked=locked,
        merged_into=merged_into,
        merged_into_in=merged_into_in,
        merged_into_isnull=merged_into_isnull,
        name=name,
        name_icontains=name_icontains,
        named=named,
        ordering=ordering,
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_seen_gte: datetime.datetime | Unset = UNSET,
    last_seen_isnull: bool | Unset = UNSET,
    last_seen_lt: datetime.datetime | Unset = UNSET,
    last_seen_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    locked: bool | Unset = UNSET,
    merged_into: UUID | Unset = UNSET,
    merged_into_in: list[UUID] | Unset = UNSET,
    merged_into_isnull: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    named: bool | Unset = UNSET,
    ordering: ThemesListOrdering | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedThemeList | Problem]:
    """List themes

     What records are about. Runs find themes; analysts name, lock, merge and split them. Those
    that were merged are in the list, so that nothing that refers to them is lost:
    `merged_into__isnull=true` leaves them out.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_seen_gte (datetime.datetime | Unset):
        last_seen_isnull (bool | Unset):
        last_seen_lt (datetime.datetime | Unset):
        last_seen_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        locked (bool | Unset):
        merged_into (UUID | Unset):
        merged_into_in (list[UUID] | Unset):
        merged_into_isnull (bool | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        named (bool | Unset):
        ordering (ThemesListOrdering | Unset):
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
        Response[PaginatedThemeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        last_seen_gte=last_seen_gte,
        last_seen_isnull=last_seen_isnull,
        last_seen_lt=last_seen_lt,
        last_seen_lte=last_seen_lte,
        limit=limit,
        locked=locked,
        merged_into=merged_into,
        merged_into_in=merged_into_in,
        merged_into_isnull=merged_into_isnull,
        name=name,
        name_icontains=name_icontains,
        named=named,
        ordering=ordering,
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_seen_gte: datetime.datetime | Unset = UNSET,
    last_seen_isnull: bool | Unset = UNSET,
    last_seen_lt: datetime.datetime | Unset = UNSET,
    last_seen_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    locked: bool | Unset = UNSET,
    merged_into: UUID | Unset = UNSET,
    merged_into_in: list[UUID] | Unset = UNSET,
    merged_into_isnull: bool | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    named: bool | Unset = UNSET,
    ordering: ThemesListOrdering | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedThemeList | Problem | None:
    """List themes

     What records are about. Runs find themes; analysts name, lock, merge and split them. Those
    that were merged are in the list, so that nothing that refers to them is lost:
    `merged_into__isnull=true` leaves them out.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_seen_gte (datetime.datetime | Unset):
        last_seen_isnull (bool | Unset):
        last_seen_lt (datetime.datetime | Unset):
        last_seen_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        locked (bool | Unset):
        merged_into (UUID | Unset):
        merged_into_in (list[UUID] | Unset):
        merged_into_isnull (bool | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        named (bool | Unset):
        ordering (ThemesListOrdering | Unset):
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
        PaginatedThemeList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            last_seen_gte=last_seen_gte,
            last_seen_isnull=last_seen_isnull,
            last_seen_lt=last_seen_lt,
            last_seen_lte=last_seen_lte,
            limit=limit,
            locked=locked,
            merged_into=merged_into,
            merged_into_in=merged_into_in,
            merged_into_isnull=merged_into_isnull,
            name=name,
            name_icontains=name_icontains,
            named=named,
            ordering=ordering,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
