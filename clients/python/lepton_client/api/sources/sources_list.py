import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_source_list import PaginatedSourceList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    checked_at_gte: datetime.datetime | Unset = UNSET,
    checked_at_isnull: bool | Unset = UNSET,
    checked_at_lt: datetime.datetime | Unset = UNSET,
    checked_at_lte: datetime.datetime | Unset = UNSET,
    connector: str | Unset = UNSET,
    connector_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    dataset_in: list[UUID] | Unset = UNSET,
    dataset_isnull: bool | Unset = UNSET,
    failures: int | Unset = UNSET,
    failures_gte: int | Unset = UNSET,
    failures_lte: int | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    schedule: UUID | Unset = UNSET,
    schedule_in: list[UUID] | Unset = UNSET,
    schedule_isnull: bool | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_checked_at_gte: str | Unset = UNSET
    if not isinstance(checked_at_gte, Unset):
        json_checked_at_gte = checked_at_gte.isoformat()
    params["checked_at__gte"] = json_checked_at_gte

    params["checked_at__isnull"] = checked_at_isnull

    json_checked_at_lt: str | Unset = UNSET
    if not isinstance(checked_at_lt, Unset):
        json_checked_at_lt = checked_at_lt.isoformat()
    params["checked_at__lt"] = json_checked_at_lt

    json_checked_at_lte: str | Unset = UNSET
    if not isinstance(checked_at_lte, Unset):
        json_checked_at_lte = checked_at_lte.isoformat()
    params["checked_at__lte"] = json_checked_at_lte

    params["connector"] = connector

    params["connector__icontains"] = connector_icontains

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

    json_dataset: str | Unset = UNSET
    if not isinstance(dataset, Unset):
        json_dataset = str(dataset)
    params["dataset"] = json_dataset

    json_dataset_in: list[str] | Unset = UNSET
    if not isinstance(dataset_in, Unset):
        json_dataset_in = []
        for dataset_in_item_data in dataset_in:
            dataset_in_item = str(dataset_in_item_data)
            json_dataset_in.append(dataset_in_item)

    params["dataset__in"] = json_dataset_in

    params["dataset__isnull"] = dataset_isnull

    params["failures"] = failures

    params["failures__gte"] = failures_gte

    params["failures__lte"] = failures_lte

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

    params["name"] = name

    params["name__icontains"] = name_icontains

    json_schedule: str | Unset = UNSET
    if not isinstance(schedule, Unset):
        json_schedule = str(schedule)
    params["schedule"] = json_schedule

    json_schedule_in: list[str] | Unset = UNSET
    if not isinstance(schedule_in, Unset):
        json_schedule_in = []
        for schedule_in_item_data in schedule_in:
            schedule_in_item = str(schedule_in_item_data)
            json_schedule_in.append(schedule_in_item)

    params["schedule__in"] = json_schedule_in

    params["schedule__isnull"] = schedule_isnull

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
        "url": "/api/v1/projects/{project_id}/sources/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedSourceList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedSourceList.from_dict(response.json())

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
) -> Response[PaginatedSourceList | Problem]:
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
    checked_at_gte: datetime.datetime | Unset = UNSET,
    checked_at_isnull: bool | Unset = UNSET,
    checked_at_lt: datetime.datetime | Unset = UNSET,
    checked_at_lte: datetime.datetime | Unset = UNSET,
    connector: str | Unset = UNSET,
    connector_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    dataset_in: list[UUID] | Unset = UNSET,
    dataset_isnull: bool | Unset = UNSET,
    failures: int | Unset = UNSET,
    failures_gte: int | Unset = UNSET,
    failures_lte: int | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    schedule: UUID | Unset = UNSET,
    schedule_in: list[UUID] | Unset = UNSET,
    schedule_isnull: bool | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedSourceList | Problem]:
    """List sources

     Where datasets are fetched from. Make one, look at its first rows, agree, and it fetches; a
    table whose columns differ from what was agreed is refused until somebody accepts it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        checked_at_gte (datetime.datetime | Unset):
        checked_at_isnull (bool | Unset):
        checked_at_lt (datetime.datetime | Unset):
        checked_at_lte (datetime.datetime | Unset):
        connector (str | Unset):
        connector_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        dataset (UUID | Unset):
        dataset_in (list[UUID] | Unset):
        dataset_isnull (bool | Unset):
        failures (int | Unset):
        failures_gte (int | Unset):
        failures_lte (int | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        schedule (UUID | Unset):
        schedule_in (list[UUID] | Unset):
        schedule_isnull (bool | Unset):
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
        Response[PaginatedSourceList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        checked_at_gte=checked_at_gte,
        checked_at_isnull=checked_at_isnull,
        checked_at_lt=checked_at_lt,
        checked_at_lte=checked_at_lte,
        connector=connector,
        connector_icontains=connector_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        dataset=dataset,
        dataset_in=dataset_in,
        dataset_isnull=dataset_isnull,
        failures=failures,
        failures_gte=failures_gte,
        failures_lte=failures_lte,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        schedule=schedule,
        schedule_in=schedule_in,
        schedule_isnull=schedule_isnull,
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
    *,
    client: AuthenticatedClient,
    checked_at_gte: datetime.datetime | Unset = UNSET,
    checked_at_isnull: bool | Unset = UNSET,
    checked_at_lt: datetime.datetime | Unset = UNSET,
    checked_at_lte: datetime.datetime | Unset = UNSET,
    connector: str | Unset = UNSET,
    connector_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    dataset_in: list[UUID] | Unset = UNSET,
    dataset_isnull: bool | Unset = UNSET,
    failures: int | Unset = UNSET,
    failures_gte: int | Unset = UNSET,
    failures_lte: int | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    schedule: UUID | Unset = UNSET,
    schedule_in: list[UUID] | Unset = UNSET,
    schedule_isnull: bool | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedSourceList | Problem | None:
    """List sources

     Where datasets are fetched from. Make one, look at its first rows, agree, and it fetches; a
    table whose columns differ from what was agreed is refused until somebody accepts it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        checked_at_gte (datetime.datetime | Unset):
        checked_at_isnull (bool | Unset):
        checked_at_lt (datetime.datetime | Unset):
        checked_at_lte (datetime.datetime | Unset):
        connector (str | Unset):
        connector_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        dataset (UUID | Unset):
        dataset_in (list[UUID] | Unset):
        dataset_isnull (bool | Unset):
        failures (int | Unset):
        failures_gte (int | Unset):
        failures_lte (int | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        schedule (UUID | Unset):
        schedule_in (list[UUID] | Unset):
        schedule_isnull (bool | Unset):
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
        PaginatedSourceList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        checked_at_gte=checked_at_gte,
        checked_at_isnull=checked_at_isnull,
        checked_at_lt=checked_at_lt,
        checked_at_lte=checked_at_lte,
        connector=connector,
        connector_icontains=connector_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        dataset=dataset,
        dataset_in=dataset_in,
        dataset_isnull=dataset_isnull,
        failures=failures,
        failures_gte=failures_gte,
        failures_lte=failures_lte,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        schedule=schedule,
        schedule_in=schedule_in,
        schedule_isnull=schedule_isnull,
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
    *,
    client: AuthenticatedClient,
    checked_at_gte: datetime.datetime | Unset = UNSET,
    checked_at_isnull: bool | Unset = UNSET,
    checked_at_lt: datetime.datetime | Unset = UNSET,
    checked_at_lte: datetime.datetime | Unset = UNSET,
    connector: str | Unset = UNSET,
    connector_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    dataset_in: list[UUID] | Unset = UNSET,
    dataset_isnull: bool | Unset = UNSET,
    failures: int | Unset = UNSET,
    failures_gte: int | Unset = UNSET,
    failures_lte: int | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    schedule: UUID | Unset = UNSET,
    schedule_in: list[UUID] | Unset = UNSET,
    schedule_isnull: bool | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedSourceList | Problem]:
    """List sources

     Where datasets are fetched from. Make one, look at its first rows, agree, and it fetches; a
    table whose columns differ from what was agreed is refused until somebody accepts it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        checked_at_gte (datetime.datetime | Unset):
        checked_at_isnull (bool | Unset):
        checked_at_lt (datetime.datetime | Unset):
        checked_at_lte (datetime.datetime | Unset):
        connector (str | Unset):
        connector_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        dataset (UUID | Unset):
        dataset_in (list[UUID] | Unset):
        dataset_isnull (bool | Unset):
        failures (int | Unset):
        failures_gte (int | Unset):
        failures_lte (int | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        schedule (UUID | Unset):
        schedule_in (list[UUID] | Unset):
        schedule_isnull (bool | Unset):
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
        Response[PaginatedSourceList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        checked_at_gte=checked_at_gte,
        checked_at_isnull=checked_at_isnull,
        checked_at_lt=checked_at_lt,
        checked_at_lte=checked_at_lte,
        connector=connector,
        connector_icontains=connector_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        dataset=dataset,
        dataset_in=dataset_in,
        dataset_isnull=dataset_isnull,
        failures=failures,
        failures_gte=failures_gte,
        failures_lte=failures_lte,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        schedule=schedule,
        schedule_in=schedule_in,
        schedule_isnull=schedule_isnull,
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
    *,
    client: AuthenticatedClient,
    checked_at_gte: datetime.datetime | Unset = UNSET,
    checked_at_isnull: bool | Unset = UNSET,
    checked_at_lt: datetime.datetime | Unset = UNSET,
    checked_at_lte: datetime.datetime | Unset = UNSET,
    connector: str | Unset = UNSET,
    connector_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    dataset_in: list[UUID] | Unset = UNSET,
    dataset_isnull: bool | Unset = UNSET,
    failures: int | Unset = UNSET,
    failures_gte: int | Unset = UNSET,
    failures_lte: int | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    schedule: UUID | Unset = UNSET,
    schedule_in: list[UUID] | Unset = UNSET,
    schedule_isnull: bool | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedSourceList | Problem | None:
    """List sources

     Where datasets are fetched from. Make one, look at its first rows, agree, and it fetches; a
    table whose columns differ from what was agreed is refused until somebody accepts it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        checked_at_gte (datetime.datetime | Unset):
        checked_at_isnull (bool | Unset):
        checked_at_lt (datetime.datetime | Unset):
        checked_at_lte (datetime.datetime | Unset):
        connector (str | Unset):
        connector_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        dataset (UUID | Unset):
        dataset_in (list[UUID] | Unset):
        dataset_isnull (bool | Unset):
        failures (int | Unset):
        failures_gte (int | Unset):
        failures_lte (int | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        schedule (UUID | Unset):
        schedule_in (list[UUID] | Unset):
        schedule_isnull (bool | Unset):
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
        PaginatedSourceList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            checked_at_gte=checked_at_gte,
            checked_at_isnull=checked_at_isnull,
            checked_at_lt=checked_at_lt,
            checked_at_lte=checked_at_lte,
            connector=connector,
            connector_icontains=connector_icontains,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            created_by=created_by,
            created_by_in=created_by_in,
            created_by_isnull=created_by_isnull,
            cursor=cursor,
            dataset=dataset,
            dataset_in=dataset_in,
            dataset_isnull=dataset_isnull,
            failures=failures,
            failures_gte=failures_gte,
            failures_lte=failures_lte,
            id=id,
            id_in=id_in,
            job=job,
            job_in=job_in,
            job_isnull=job_isnull,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            schedule=schedule,
            schedule_in=schedule_in,
            schedule_isnull=schedule_isnull,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_in=version_in,
            version_isnull=version_isnull,
        )
    ).parsed
