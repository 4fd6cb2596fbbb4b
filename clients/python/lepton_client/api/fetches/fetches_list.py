import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.fetches_list_state import FetchesListState
from ...models.paginated_fetch_list import PaginatedFetchList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    source_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    scheduled: bool | Unset = UNSET,
    state: FetchesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
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

    json_job: str | Unset = UNSET
    if not isinstance(job, Unset):
        json_job = str(job)
    params["job"] = json_job

    json_job_in: list[str] | Unset = UNSET
    if not isinstance(job_in, Unset):
        json_job_in = []
        for job_in_item_data in job_in:
            job_in_item = str(job_in_item_data)
            json_job_in.append(job_in_item)

    params["job__in"] = json_job_in

    params["job__isnull"] = job_isnull

    params["limit"] = limit

    params["rows"] = rows

    params["rows__gte"] = rows_gte

    params["rows__isnull"] = rows_isnull

    params["rows__lte"] = rows_lte

    params["scheduled"] = scheduled

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

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

    json_version: str | Unset = UNSET
    if not isinstance(version, Unset):
        json_version = str(version)
    params["version"] = json_version

    json_version_in: list[str] | Unset = UNSET
    if not isinstance(version_in, Unset):
        json_version_in = []
        for version_in_item_data in version_in:
            version_in_item = str(version_in_item_data)
            json_version_in.append(version_in_item)

    params["version__in"] = json_version_in

    params["version__isnull"] = version_isnull

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/sources/{source_id}/fetches/".format(
            project_id=quote(str(project_id), safe=""),
            source_id=quote(str(source_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedFetchList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedFetchList.from_dict(response.json())

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
) -> Response[PaginatedFetchList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    scheduled: bool | Unset = UNSET,
    state: FetchesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedFetchList | Problem]:
    """List fetches

     A source of another project is a 404.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_isnull (bool | Unset):
        rows_lte (int | Unset):
        scheduled (bool | Unset):
        state (FetchesListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedFetchList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        source_id=source_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        limit=limit,
        rows=rows,
        rows_gte=rows_gte,
        rows_isnull=rows_isnull,
        rows_lte=rows_lte,
        scheduled=scheduled,
        state=state,
        state_in=state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    scheduled: bool | Unset = UNSET,
    state: FetchesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedFetchList | Problem | None:
    """List fetches

     A source of another project is a 404.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_isnull (bool | Unset):
        rows_lte (int | Unset):
        scheduled (bool | Unset):
        state (FetchesListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedFetchList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        source_id=source_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        limit=limit,
        rows=rows,
        rows_gte=rows_gte,
        rows_isnull=rows_isnull,
        rows_lte=rows_lte,
        scheduled=scheduled,
        state=state,
        state_in=state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    scheduled: bool | Unset = UNSET,
    state: FetchesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedFetchList | Problem]:
    """List fetches

     A source of another project is a 404.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_isnull (bool | Unset):
        rows_lte (int | Unset):
        scheduled (bool | Unset):
        state (FetchesListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedFetchList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        source_id=source_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        limit=limit,
        rows=rows,
        rows_gte=rows_gte,
        rows_isnull=rows_isnull,
        rows_lte=rows_lte,
        scheduled=scheduled,
        state=state,
        state_in=state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_isnull: bool | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    scheduled: bool | Unset = UNSET,
    state: FetchesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedFetchList | Problem | None:
    """List fetches

     A source of another project is a 404.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_isnull (bool | Unset):
        rows_lte (int | Unset):
        scheduled (bool | Unset):
        state (FetchesListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedFetchList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            source_id=source_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            created_by=created_by,
            created_by_in=created_by_in,
            created_by_isnull=created_by_isnull,
            cursor=cursor,
            id=id,
            id_in=id_in,
            job=job,
            job_in=job_in,
            job_isnull=job_isnull,
            limit=limit,
            rows=rows,
            rows_gte=rows_gte,
            rows_isnull=rows_isnull,
            rows_lte=rows_lte,
            scheduled=scheduled,
            state=state,
            state_in=state_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_in=version_in,
            version_isnull=version_isnull,
        )
    ).parsed
