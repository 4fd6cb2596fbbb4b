import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_dataset_list import PaginatedDatasetList
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    latest_version: UUID | Unset = UNSET,
    latest_version_in: list[UUID] | Unset = UNSET,
    latest_version_isnull: bool | Unset = UNSET,
    licence: str | Unset = UNSET,
    licence_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    rows: float | Unset = UNSET,
    rows_gte: float | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: float | Unset = UNSET,
    size: float | Unset = UNSET,
    size_gte: float | Unset = UNSET,
    size_isnull: bool | Unset = UNSET,
    size_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: float | Unset = UNSET,
    version_gte: float | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
    version_lte: float | Unset = UNSET,
    versions: float | Unset = UNSET,
    versions_gte: float | Unset = UNSET,
    versions_lte: float | Unset = UNSET,
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

    json_latest_version: str | Unset = UNSET
    if not isinstance(latest_version, Unset):
        json_latest_version = str(latest_version)
    params["latest_version"] = json_latest_version

    json_latest_version_in: list[str] | Unset = UNSET
    if not isinstance(latest_version_in, Unset):
        json_latest_version_in = []
        for latest_version_in_item_data in latest_version_in:
            latest_version_in_item = str(latest_version_in_item_data)
            json_latest_version_in.append(latest_version_in_item)

    params["latest_version__in"] = json_latest_version_in

    params["latest_version__isnull"] = latest_version_isnull

    params["licence"] = licence

    params["licence__icontains"] = licence_icontains

    params["limit"] = limit

    params["name"] = name

    params["name__icontains"] = name_icontains

    params["rows"] = rows

    params["rows__gte"] = rows_gte

    params["rows__isnull"] = rows_isnull

    params["rows__lte"] = rows_lte

    params["size"] = size

    params["size__gte"] = size_gte

    params["size__isnull"] = size_isnull

    params["size__lte"] = size_lte

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

    params["version__isnull"] = version_isnull

    params["version__lte"] = version_lte

    params["versions"] = versions

    params["versions__gte"] = versions_gte

    params["versions__lte"] = versions_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/datasets/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedDatasetList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedDatasetList.from_dict(response.json())

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
) -> Response[PaginatedDatasetList | Problem]:
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    latest_version: UUID | Unset = UNSET,
    latest_version_in: list[UUID] | Unset = UNSET,
    latest_version_isnull: bool | Unset = UNSET,
    licence: str | Unset = UNSET,
    licence_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    rows: float | Unset = UNSET,
    rows_gte: float | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: float | Unset = UNSET,
    size: float | Unset = UNSET,
    size_gte: float | Unset = UNSET,
    size_isnull: bool | Unset = UNSET,
    size_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: float | Unset = UNSET,
    version_gte: float | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
    version_lte: float | Unset = UNSET,
    versions: float | Unset = UNSET,
    versions_gte: float | Unset = UNSET,
    versions_lte: float | Unset = UNSET,
) -> Response[PaginatedDatasetList | Problem]:
    """List datasets

     Tables of a project. A file becomes one by an upload; its content is in its versions.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        latest_version (UUID | Unset):
        latest_version_in (list[UUID] | Unset):
        latest_version_isnull (bool | Unset):
        licence (str | Unset):
        licence_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        rows (float | Unset):
        rows_gte (float | Unset):
        rows_isnull (bool | Unset):
        rows_lte (float | Unset):
        size (float | Unset):
        size_gte (float | Unset):
        size_isnull (bool | Unset):
        size_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (float | Unset):
        version_gte (float | Unset):
        version_isnull (bool | Unset):
        version_lte (float | Unset):
        versions (float | Unset):
        versions_gte (float | Unset):
        versions_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDatasetList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        id=id,
        id_in=id_in,
        latest_version=latest_version,
        latest_version_in=latest_version_in,
        latest_version_isnull=latest_version_isnull,
        licence=licence,
        licence_icontains=licence_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        rows=rows,
        rows_gte=rows_gte,
        rows_isnull=rows_isnull,
        rows_lte=rows_lte,
        size=size,
        size_gte=size_gte,
        size_isnull=size_isnull,
        size_lte=size_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_isnull=version_isnull,
        version_lte=version_lte,
        versions=versions,
        versions_gte=versions_gte,
        versions_lte=versions_lte,
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    latest_version: UUID | Unset = UNSET,
    latest_version_in: list[UUID] | Unset = UNSET,
    latest_version_isnull: bool | Unset = UNSET,
    licence: str | Unset = UNSET,
    licence_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    rows: float | Unset = UNSET,
    rows_gte: float | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: float | Unset = UNSET,
    size: float | Unset = UNSET,
    size_gte: float | Unset = UNSET,
    size_isnull: bool | Unset = UNSET,
    size_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: float | Unset = UNSET,
    version_gte: float | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
    version_lte: float | Unset = UNSET,
    versions: float | Unset = UNSET,
    versions_gte: float | Unset = UNSET,
    versions_lte: float | Unset = UNSET,
) -> PaginatedDatasetList | Problem | None:
    """List datasets

     Tables of a project. A file becomes one by an upload; its content is in its versions.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        latest_version (UUID | Unset):
        latest_version_in (list[UUID] | Unset):
        latest_version_isnull (bool | Unset):
        licence (str | Unset):
        licence_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        rows (float | Unset):
        rows_gte (float | Unset):
        rows_isnull (bool | Unset):
        rows_lte (float | Unset):
        size (float | Unset):
        size_gte (float | Unset):
        size_isnull (bool | Unset):
        size_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (float | Unset):
        version_gte (float | Unset):
        version_isnull (bool | Unset):
        version_lte (float | Unset):
        versions (float | Unset):
        versions_gte (float | Unset):
        versions_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDatasetList | Problem
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
        id=id,
        id_in=id_in,
        latest_version=latest_version,
        latest_version_in=latest_version_in,
        latest_version_isnull=latest_version_isnull,
        licence=licence,
        licence_icontains=licence_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        rows=rows,
        rows_gte=rows_gte,
        rows_isnull=rows_isnull,
        rows_lte=rows_lte,
        size=size,
        size_gte=size_gte,
        size_isnull=size_isnull,
        size_lte=size_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_isnull=version_isnull,
        version_lte=version_lte,
        versions=versions,
        versions_gte=versions_gte,
        versions_lte=versions_lte,
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    latest_version: UUID | Unset = UNSET,
    latest_version_in: list[UUID] | Unset = UNSET,
    latest_version_isnull: bool | Unset = UNSET,
    licence: str | Unset = UNSET,
    licence_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    rows: float | Unset = UNSET,
    rows_gte: float | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: float | Unset = UNSET,
    size: float | Unset = UNSET,
    size_gte: float | Unset = UNSET,
    size_isnull: bool | Unset = UNSET,
    size_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: float | Unset = UNSET,
    version_gte: float | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
    version_lte: float | Unset = UNSET,
    versions: float | Unset = UNSET,
    versions_gte: float | Unset = UNSET,
    versions_lte: float | Unset = UNSET,
) -> Response[PaginatedDatasetList | Problem]:
    """List datasets

     Tables of a project. A file becomes one by an upload; its content is in its versions.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        latest_version (UUID | Unset):
        latest_version_in (list[UUID] | Unset):
        latest_version_isnull (bool | Unset):
        licence (str | Unset):
        licence_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        rows (float | Unset):
        rows_gte (float | Unset):
        rows_isnull (bool | Unset):
        rows_lte (float | Unset):
        size (float | Unset):
        size_gte (float | Unset):
        size_isnull (bool | Unset):
        size_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (float | Unset):
        version_gte (float | Unset):
        version_isnull (bool | Unset):
        version_lte (float | Unset):
        versions (float | Unset):
        versions_gte (float | Unset):
        versions_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDatasetList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        id=id,
        id_in=id_in,
        latest_version=latest_version,
        latest_version_in=latest_version_in,
        latest_version_isnull=latest_version_isnull,
        licence=licence,
        licence_icontains=licence_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        rows=rows,
        rows_gte=rows_gte,
        rows_isnull=rows_isnull,
        rows_lte=rows_lte,
        size=size,
        size_gte=size_gte,
        size_isnull=size_isnull,
        size_lte=size_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_isnull=version_isnull,
        version_lte=version_lte,
        versions=versions,
        versions_gte=versions_gte,
        versions_lte=versions_lte,
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
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    latest_version: UUID | Unset = UNSET,
    latest_version_in: list[UUID] | Unset = UNSET,
    latest_version_isnull: bool | Unset = UNSET,
    licence: str | Unset = UNSET,
    licence_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    rows: float | Unset = UNSET,
    rows_gte: float | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: float | Unset = UNSET,
    size: float | Unset = UNSET,
    size_gte: float | Unset = UNSET,
    size_isnull: bool | Unset = UNSET,
    size_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: float | Unset = UNSET,
    version_gte: float | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
    version_lte: float | Unset = UNSET,
    versions: float | Unset = UNSET,
    versions_gte: float | Unset = UNSET,
    versions_lte: float | Unset = UNSET,
) -> PaginatedDatasetList | Problem | None:
    """List datasets

     Tables of a project. A file becomes one by an upload; its content is in its versions.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        latest_version (UUID | Unset):
        latest_version_in (list[UUID] | Unset):
        latest_version_isnull (bool | Unset):
        licence (str | Unset):
        licence_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        rows (float | Unset):
        rows_gte (float | Unset):
        rows_isnull (bool | Unset):
        rows_lte (float | Unset):
        size (float | Unset):
        size_gte (float | Unset):
        size_isnull (bool | Unset):
        size_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (float | Unset):
        version_gte (float | Unset):
        version_isnull (bool | Unset):
        version_lte (float | Unset):
        versions (float | Unset):
        versions_gte (float | Unset):
        versions_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDatasetList | Problem
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
            id=id,
            id_in=id_in,
            latest_version=latest_version,
            latest_version_in=latest_version_in,
            latest_version_isnull=latest_version_isnull,
            licence=licence,
            licence_icontains=licence_icontains,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            rows=rows,
            rows_gte=rows_gte,
            rows_isnull=rows_isnull,
            rows_lte=rows_lte,
            size=size,
            size_gte=size_gte,
            size_isnull=size_isnull,
            size_lte=size_lte,
            source=source,
            source_icontains=source_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_isnull=version_isnull,
            version_lte=version_lte,
            versions=versions,
            versions_gte=versions_gte,
            versions_lte=versions_lte,
        )
    ).parsed
