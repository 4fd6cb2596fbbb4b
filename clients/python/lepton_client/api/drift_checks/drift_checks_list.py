import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.drift_checks_list_state import DriftChecksListState
from ...models.paginated_drift_check_list import PaginatedDriftCheckList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    alias: str,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    reference: str | Unset = UNSET,
    reference_icontains: str | Unset = UNSET,
    reference_rows: int | Unset = UNSET,
    reference_rows_gte: int | Unset = UNSET,
    reference_rows_lte: int | Unset = UNSET,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    since_gte: datetime.datetime | Unset = UNSET,
    since_isnull: bool | Unset = UNSET,
    since_lt: datetime.datetime | Unset = UNSET,
    since_lte: datetime.datetime | Unset = UNSET,
    state: DriftChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
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

    params["level"] = level

    params["level__gte"] = level_gte

    params["level__lte"] = level_lte

    params["limit"] = limit

    json_model: str | Unset = UNSET
    if not isinstance(model, Unset):
        json_model = str(model)
    params["model"] = json_model

    json_model_in: list[str] | Unset = UNSET
    if not isinstance(model_in, Unset):
        json_model_in = []
        for model_in_item_data in model_in:
            model_in_item = str(model_in_item_data)
            json_model_in.append(model_in_item)

    params["model__in"] = json_model_in

    params["reference"] = reference

    params["reference__icontains"] = reference_icontains

    params["reference_rows"] = reference_rows

    params["reference_rows__gte"] = reference_rows_gte

    params["reference_rows__lte"] = reference_rows_lte

    params["rows"] = rows

    params["rows__gte"] = rows_gte

    params["rows__lte"] = rows_lte

    json_since_gte: str | Unset = UNSET
    if not isinstance(since_gte, Unset):
        json_since_gte = since_gte.isoformat()
    params["since__gte"] = json_since_gte

    params["since__isnull"] = since_isnull

    json_since_lt: str | Unset = UNSET
    if not isinstance(since_lt, Unset):
        json_since_lt = since_lt.isoformat()
    params["since__lt"] = json_since_lt

    json_since_lte: str | Unset = UNSET
    if not isinstance(since_lte, Unset):
        json_since_lte = since_lte.isoformat()
    params["since__lte"] = json_since_lte

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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/aliases/{alias}/drift-checks/".format(
            project_id=quote(str(project_id), safe=""),
            alias=quote(str(alias), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedDriftCheckList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedDriftCheckList.from_dict(response.json())

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
) -> Response[PaginatedDriftCheckList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    reference: str | Unset = UNSET,
    reference_icontains: str | Unset = UNSET,
    reference_rows: int | Unset = UNSET,
    reference_rows_gte: int | Unset = UNSET,
    reference_rows_lte: int | Unset = UNSET,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    since_gte: datetime.datetime | Unset = UNSET,
    since_isnull: bool | Unset = UNSET,
    since_lt: datetime.datetime | Unset = UNSET,
    since_lte: datetime.datetime | Unset = UNSET,
    state: DriftChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDriftCheckList | Problem]:
    """List drift checks

     What runs that look for drift have found of a name.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        reference (str | Unset):
        reference_icontains (str | Unset):
        reference_rows (int | Unset):
        reference_rows_gte (int | Unset):
        reference_rows_lte (int | Unset):
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_lte (int | Unset):
        since_gte (datetime.datetime | Unset):
        since_isnull (bool | Unset):
        since_lt (datetime.datetime | Unset):
        since_lte (datetime.datetime | Unset):
        state (DriftChecksListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDriftCheckList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        level=level,
        level_gte=level_gte,
        level_lte=level_lte,
        limit=limit,
        model=model,
        model_in=model_in,
        reference=reference,
        reference_icontains=reference_icontains,
        reference_rows=reference_rows,
        reference_rows_gte=reference_rows_gte,
        reference_rows_lte=reference_rows_lte,
        rows=rows,
        rows_gte=rows_gte,
        rows_lte=rows_lte,
        since_gte=since_gte,
        since_isnull=since_isnull,
        since_lt=since_lt,
        since_lte=since_lte,
        state=state,
        state_in=state_in,
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
    alias: str,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    reference: str | Unset = UNSET,
    reference_icontains: str | Unset = UNSET,
    reference_rows: int | Unset = UNSET,
    reference_rows_gte: int | Unset = UNSET,
    reference_rows_lte: int | Unset = UNSET,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    since_gte: datetime.datetime | Unset = UNSET,
    since_isnull: bool | Unset = UNSET,
    since_lt: datetime.datetime | Unset = UNSET,
    since_lte: datetime.datetime | Unset = UNSET,
    state: DriftChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDriftCheckList | Problem | None:
    """List drift checks

     What runs that look for drift have found of a name.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        reference (str | Unset):
        reference_icontains (str | Unset):
        reference_rows (int | Unset):
        reference_rows_gte (int | Unset):
        reference_rows_lte (int | Unset):
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_lte (int | Unset):
        since_gte (datetime.datetime | Unset):
        since_isnull (bool | Unset):
        since_lt (datetime.datetime | Unset):
        since_lte (datetime.datetime | Unset):
        state (DriftChecksListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDriftCheckList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        alias=alias,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        level=level,
        level_gte=level_gte,
        level_lte=level_lte,
        limit=limit,
        model=model,
        model_in=model_in,
        reference=reference,
        reference_icontains=reference_icontains,
        reference_rows=reference_rows,
        reference_rows_gte=reference_rows_gte,
        reference_rows_lte=reference_rows_lte,
        rows=rows,
        rows_gte=rows_gte,
        rows_lte=rows_lte,
        since_gte=since_gte,
        since_isnull=since_isnull,
        since_lt=since_lt,
        since_lte=since_lte,
        state=state,
        state_in=state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    reference: str | Unset = UNSET,
    reference_icontains: str | Unset = UNSET,
    reference_rows: int | Unset = UNSET,
    reference_rows_gte: int | Unset = UNSET,
    reference_rows_lte: int | Unset = UNSET,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    since_gte: datetime.datetime | Unset = UNSET,
    since_isnull: bool | Unset = UNSET,
    since_lt: datetime.datetime | Unset = UNSET,
    since_lte: datetime.datetime | Unset = UNSET,
    state: DriftChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDriftCheckList | Problem]:
    """List drift checks

     What runs that look for drift have found of a name.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        reference (str | Unset):
        reference_icontains (str | Unset):
        reference_rows (int | Unset):
        reference_rows_gte (int | Unset):
        reference_rows_lte (int | Unset):
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_lte (int | Unset):
        since_gte (datetime.datetime | Unset):
        since_isnull (bool | Unset):
        since_lt (datetime.datetime | Unset):
        since_lte (datetime.datetime | Unset):
        state (DriftChecksListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDriftCheckList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        level=level,
        level_gte=level_gte,
        level_lte=level_lte,
        limit=limit,
        model=model,
        model_in=model_in,
        reference=reference,
        reference_icontains=reference_icontains,
        reference_rows=reference_rows,
        reference_rows_gte=reference_rows_gte,
        reference_rows_lte=reference_rows_lte,
        rows=rows,
        rows_gte=rows_gte,
        rows_lte=rows_lte,
        since_gte=since_gte,
        since_isnull=since_isnull,
        since_lt=since_lt,
        since_lte=since_lte,
        state=state,
        state_in=state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    reference: str | Unset = UNSET,
    reference_icontains: str | Unset = UNSET,
    reference_rows: int | Unset = UNSET,
    reference_rows_gte: int | Unset = UNSET,
    reference_rows_lte: int | Unset = UNSET,
    rows: int | Unset = UNSET,
    rows_gte: int | Unset = UNSET,
    rows_lte: int | Unset = UNSET,
    since_gte: datetime.datetime | Unset = UNSET,
    since_isnull: bool | Unset = UNSET,
    since_lt: datetime.datetime | Unset = UNSET,
    since_lte: datetime.datetime | Unset = UNSET,
    state: DriftChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDriftCheckList | Problem | None:
    """List drift checks

     What runs that look for drift have found of a name.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        reference (str | Unset):
        reference_icontains (str | Unset):
        reference_rows (int | Unset):
        reference_rows_gte (int | Unset):
        reference_rows_lte (int | Unset):
        rows (int | Unset):
        rows_gte (int | Unset):
        rows_lte (int | Unset):
        since_gte (datetime.datetime | Unset):
        since_isnull (bool | Unset):
        since_lt (datetime.datetime | Unset):
        since_lte (datetime.datetime | Unset):
        state (DriftChecksListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDriftCheckList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            alias=alias,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            job=job,
            job_in=job_in,
            job_isnull=job_isnull,
            level=level,
            level_gte=level_gte,
            level_lte=level_lte,
            limit=limit,
            model=model,
            model_in=model_in,
            reference=reference,
            reference_icontains=reference_icontains,
            reference_rows=reference_rows,
            reference_rows_gte=reference_rows_gte,
            reference_rows_lte=reference_rows_lte,
            rows=rows,
            rows_gte=rows_gte,
            rows_lte=rows_lte,
            since_gte=since_gte,
            since_isnull=since_isnull,
            since_lt=since_lt,
            since_lte=since_lte,
            state=state,
            state_in=state_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
