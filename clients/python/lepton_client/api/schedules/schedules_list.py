import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_schedule_list import PaginatedScheduleList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    expression: str | Unset = UNSET,
    expression_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_job: UUID | Unset = UNSET,
    last_job_in: list[UUID] | Unset = UNSET,
    last_job_isnull: bool | Unset = UNSET,
    last_run_at_gte: datetime.datetime | Unset = UNSET,
    last_run_at_isnull: bool | Unset = UNSET,
    last_run_at_lt: datetime.datetime | Unset = UNSET,
    last_run_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    missed: int | Unset = UNSET,
    missed_gte: int | Unset = UNSET,
    missed_lte: int | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    newest: bool | Unset = UNSET,
    next_run_at_gte: datetime.datetime | Unset = UNSET,
    next_run_at_isnull: bool | Unset = UNSET,
    next_run_at_lt: datetime.datetime | Unset = UNSET,
    next_run_at_lte: datetime.datetime | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    refusals: int | Unset = UNSET,
    refusals_gte: int | Unset = UNSET,
    refusals_lte: int | Unset = UNSET,
    seed: int | Unset = UNSET,
    seed_gte: int | Unset = UNSET,
    seed_isnull: bool | Unset = UNSET,
    seed_lte: int | Unset = UNSET,
    skipped: int | Unset = UNSET,
    skipped_gte: int | Unset = UNSET,
    skipped_lte: int | Unset = UNSET,
    time_zone: str | Unset = UNSET,
    time_zone_icontains: str | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
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

    params["enabled"] = enabled

    params["engine"] = engine

    params["engine__icontains"] = engine_icontains

    params["engine_key"] = engine_key

    params["expression"] = expression

    params["expression__icontains"] = expression_icontains

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

    json_last_job: str | Unset = UNSET
    if not isinstance(last_job, Unset):
        json_last_job = str(last_job)
    params["last_job"] = json_last_job

    json_last_job_in: list[str] | Unset = UNSET
    if not isinstance(last_job_in, Unset):
        json_last_job_in = []
        for last_job_in_item_data in last_job_in:
            last_job_in_item = str(last_job_in_item_data)
            json_last_job_in.append(last_job_in_item)

    params["last_job__in"] = json_last_job_in

    params["last_job__isnull"] = last_job_isnull

    json_last_run_at_gte: str | Unset = UNSET
    if not isinstance(last_run_at_gte, Unset):
        json_last_run_at_gte = last_run_at_gte.isoformat()
    params["last_run_at__gte"] = json_last_run_at_gte

    params["last_run_at__isnull"] = last_run_at_isnull

    json_last_run_at_lt: str | Unset = UNSET
    if not isinstance(last_run_at_lt, Unset):
        json_last_run_at_lt = last_run_at_lt.isoformat()
    params["last_run_at__lt"] = json_last_run_at_lt

    json_last_run_at_lte: str | Unset = UNSET
    if not isinstance(last_run_at_lte, Unset):
        json_last_run_at_lte = last_run_at_lte.isoformat()
    params["last_run_at__lte"] = json_last_run_at_lte

    params["limit"] = limit

    params["missed"] = missed

    params["missed__gte"] = missed_gte

    params["missed__lte"] = missed_lte

    params["name"] = name

    params["name__icontains"] = name_icontains

    params["newest"] = newest

    json_next_run_at_gte: str | Unset = UNSET
    if not isinstance(next_run_at_gte, Unset):
        json_next_run_at_gte = next_run_at_gte.isoformat()
    params["next_run_at__gte"] = json_next_run_at_gte

    params["next_run_at__isnull"] = next_run_at_isnull

    json_next_run_at_lt: str | Unset = UNSET
    if not isinstance(next_run_at_lt, Unset):
        json_next_run_at_lt = next_run_at_lt.isoformat()
    params["next_run_at__lt"] = json_next_run_at_lt

    json_next_run_at_lte: str | Unset = UNSET
    if not isinstance(next_run_at_lte, Unset):
        json_next_run_at_lte = next_run_at_lte.isoformat()
    params["next_run_at__lte"] = json_next_run_at_lte

    params["purpose"] = purpose

    params["purpose__icontains"] = purpose_icontains

    params["refusals"] = refusals

    params["refusals__gte"] = refusals_gte

    params["refusals__lte"] = refusals_lte

    params["seed"] = seed

    params["seed__gte"] = seed_gte

    params["seed__isnull"] = seed_isnull

    params["seed__lte"] = seed_lte

    params["skipped"] = skipped

    params["skipped__gte"] = skipped_gte

    params["skipped__lte"] = skipped_lte

    params["time_zone"] = time_zone

    params["time_zone__icontains"] = time_zone_icontains

    params["title"] = title

    params["title__icontains"] = title_icontains

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
        "url": "/api/v1/projects/{project_id}/schedules/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedScheduleList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedScheduleList.from_dict(response.json())

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
) -> Response[PaginatedScheduleList | Problem]:
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
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    expression: str | Unset = UNSET,
    expression_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_job: UUID | Unset = UNSET,
    last_job_in: list[UUID] | Unset = UNSET,
    last_job_isnull: bool | Unset = UNSET,
    last_run_at_gte: datetime.datetime | Unset = UNSET,
    last_run_at_isnull: bool | Unset = UNSET,
    last_run_at_lt: datetime.datetime | Unset = UNSET,
    last_run_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    missed: int | Unset = UNSET,
    missed_gte: int | Unset = UNSET,
    missed_lte: int | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    newest: bool | Unset = UNSET,
    next_run_at_gte: datetime.datetime | Unset = UNSET,
    next_run_at_isnull: bool | Unset = UNSET,
    next_run_at_lt: datetime.datetime | Unset = UNSET,
    next_run_at_lte: datetime.datetime | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    refusals: int | Unset = UNSET,
    refusals_gte: int | Unset = UNSET,
    refusals_lte: int | Unset = UNSET,
    seed: int | Unset = UNSET,
    seed_gte: int | Unset = UNSET,
    seed_isnull: bool | Unset = UNSET,
    seed_lte: int | Unset = UNSET,
    skipped: int | Unset = UNSET,
    skipped_gte: int | Unset = UNSET,
    skipped_lte: int | Unset = UNSET,
    time_zone: str | Unset = UNSET,
    time_zone_icontains: str | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedScheduleList | Problem]:
    """List schedules

     Runs that are asked for at set times, in the name of whoever made the schedule.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        enabled (bool | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        expression (str | Unset):
        expression_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_job (UUID | Unset):
        last_job_in (list[UUID] | Unset):
        last_job_isnull (bool | Unset):
        last_run_at_gte (datetime.datetime | Unset):
        last_run_at_isnull (bool | Unset):
        last_run_at_lt (datetime.datetime | Unset):
        last_run_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        missed (int | Unset):
        missed_gte (int | Unset):
        missed_lte (int | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        newest (bool | Unset):
        next_run_at_gte (datetime.datetime | Unset):
        next_run_at_isnull (bool | Unset):
        next_run_at_lt (datetime.datetime | Unset):
        next_run_at_lte (datetime.datetime | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        refusals (int | Unset):
        refusals_gte (int | Unset):
        refusals_lte (int | Unset):
        seed (int | Unset):
        seed_gte (int | Unset):
        seed_isnull (bool | Unset):
        seed_lte (int | Unset):
        skipped (int | Unset):
        skipped_gte (int | Unset):
        skipped_lte (int | Unset):
        time_zone (str | Unset):
        time_zone_icontains (str | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedScheduleList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        enabled=enabled,
        engine=engine,
        engine_icontains=engine_icontains,
        engine_key=engine_key,
        expression=expression,
        expression_icontains=expression_icontains,
        id=id,
        id_in=id_in,
        last_job=last_job,
        last_job_in=last_job_in,
        last_job_isnull=last_job_isnull,
        last_run_at_gte=last_run_at_gte,
        last_run_at_isnull=last_run_at_isnull,
        last_run_at_lt=last_run_at_lt,
        last_run_at_lte=last_run_at_lte,
        limit=limit,
        missed=missed,
        missed_gte=missed_gte,
        missed_lte=missed_lte,
        name=name,
        name_icontains=name_icontains,
        newest=newest,
        next_run_at_gte=next_run_at_gte,
        next_run_at_isnull=next_run_at_isnull,
        next_run_at_lt=next_run_at_lt,
        next_run_at_lte=next_run_at_lte,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        refusals=refusals,
        refusals_gte=refusals_gte,
        refusals_lte=refusals_lte,
        seed=seed,
        seed_gte=seed_gte,
        seed_isnull=seed_isnull,
        seed_lte=seed_lte,
        skipped=skipped,
        skipped_gte=skipped_gte,
        skipped_lte=skipped_lte,
        time_zone=time_zone,
        time_zone_icontains=time_zone_icontains,
        title=title,
        title_icontains=title_icontains,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    expression: str | Unset = UNSET,
    expression_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_job: UUID | Unset = UNSET,
    last_job_in: list[UUID] | Unset = UNSET,
    last_job_isnull: bool | Unset = UNSET,
    last_run_at_gte: datetime.datetime | Unset = UNSET,
    last_run_at_isnull: bool | Unset = UNSET,
    last_run_at_lt: datetime.datetime | Unset = UNSET,
    last_run_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    missed: int | Unset = UNSET,
    missed_gte: int | Unset = UNSET,
    missed_lte: int | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    newest: bool | Unset = UNSET,
    next_run_at_gte: datetime.datetime | Unset = UNSET,
    next_run_at_isnull: bool | Unset = UNSET,
    next_run_at_lt: datetime.datetime | Unset = UNSET,
    next_run_at_lte: datetime.datetime | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    refusals: int | Unset = UNSET,
    refusals_gte: int | Unset = UNSET,
    refusals_lte: int | Unset = UNSET,
    seed: int | Unset = UNSET,
    seed_gte: int | Unset = UNSET,
    seed_isnull: bool | Unset = UNSET,
    seed_lte: int | Unset = UNSET,
    skipped: int | Unset = UNSET,
    skipped_gte: int | Unset = UNSET,
    skipped_lte: int | Unset = UNSET,
    time_zone: str | Unset = UNSET,
    time_zone_icontains: str | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedScheduleList | Problem | None:
    """List schedules

     Runs that are asked for at set times, in the name of whoever made the schedule.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        enabled (bool | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        expression (str | Unset):
        expression_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_job (UUID | Unset):
        last_job_in (list[UUID] | Unset):
        last_job_isnull (bool | Unset):
        last_run_at_gte (datetime.datetime | Unset):
        last_run_at_isnull (bool | Unset):
        last_run_at_lt (datetime.datetime | Unset):
        last_run_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        missed (int | Unset):
        missed_gte (int | Unset):
        missed_lte (int | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        newest (bool | Unset):
        next_run_at_gte (datetime.datetime | Unset):
        next_run_at_isnull (bool | Unset):
        next_run_at_lt (datetime.datetime | Unset):
        next_run_at_lte (datetime.datetime | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        refusals (int | Unset):
        refusals_gte (int | Unset):
        refusals_lte (int | Unset):
        seed (int | Unset):
        seed_gte (int | Unset):
        seed_isnull (bool | Unset):
        seed_lte (int | Unset):
        skipped (int | Unset):
        skipped_gte (int | Unset):
        skipped_lte (int | Unset):
        time_zone (str | Unset):
        time_zone_icontains (str | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedScheduleList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        enabled=enabled,
        engine=engine,
        engine_icontains=engine_icontains,
        engine_key=engine_key,
        expression=expression,
        expression_icontains=expression_icontains,
        id=id,
        id_in=id_in,
        last_job=last_job,
        last_job_in=last_job_in,
        last_job_isnull=last_job_isnull,
        last_run_at_gte=last_run_at_gte,
        last_run_at_isnull=last_run_at_isnull,
        last_run_at_lt=last_run_at_lt,
        last_run_at_lte=last_run_at_lte,
        limit=limit,
        missed=missed,
        missed_gte=missed_gte,
        missed_lte=missed_lte,
        name=name,
        name_icontains=name_icontains,
        newest=newest,
        next_run_at_gte=next_run_at_gte,
        next_run_at_isnull=next_run_at_isnull,
        next_run_at_lt=next_run_at_lt,
        next_run_at_lte=next_run_at_lte,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        refusals=refusals,
        refusals_gte=refusals_gte,
        refusals_lte=refusals_lte,
        seed=seed,
        seed_gte=seed_gte,
        seed_isnull=seed_isnull,
        seed_lte=seed_lte,
        skipped=skipped,
        skipped_gte=skipped_gte,
        skipped_lte=skipped_lte,
        time_zone=time_zone,
        time_zone_icontains=time_zone_icontains,
        title=title,
        title_icontains=title_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    expression: str | Unset = UNSET,
    expression_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_job: UUID | Unset = UNSET,
    last_job_in: list[UUID] | Unset = UNSET,
    last_job_isnull: bool | Unset = UNSET,
    last_run_at_gte: datetime.datetime | Unset = UNSET,
    last_run_at_isnull: bool | Unset = UNSET,
    last_run_at_lt: datetime.datetime | Unset = UNSET,
    last_run_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    missed: int | Unset = UNSET,
    missed_gte: int | Unset = UNSET,
    missed_lte: int | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    newest: bool | Unset = UNSET,
    next_run_at_gte: datetime.datetime | Unset = UNSET,
    next_run_at_isnull: bool | Unset = UNSET,
    next_run_at_lt: datetime.datetime | Unset = UNSET,
    next_run_at_lte: datetime.datetime | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    refusals: int | Unset = UNSET,
    refusals_gte: int | Unset = UNSET,
    refusals_lte: int | Unset = UNSET,
    seed: int | Unset = UNSET,
    seed_gte: int | Unset = UNSET,
    seed_isnull: bool | Unset = UNSET,
    seed_lte: int | Unset = UNSET,
    skipped: int | Unset = UNSET,
    skipped_gte: int | Unset = UNSET,
    skipped_lte: int | Unset = UNSET,
    time_zone: str | Unset = UNSET,
    time_zone_icontains: str | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedScheduleList | Problem]:
    """List schedules

     Runs that are asked for at set times, in the name of whoever made the schedule.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        enabled (bool | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        expression (str | Unset):
        expression_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_job (UUID | Unset):
        last_job_in (list[UUID] | Unset):
        last_job_isnull (bool | Unset):
        last_run_at_gte (datetime.datetime | Unset):
        last_run_at_isnull (bool | Unset):
        last_run_at_lt (datetime.datetime | Unset):
        last_run_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        missed (int | Unset):
        missed_gte (int | Unset):
        missed_lte (int | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        newest (bool | Unset):
        next_run_at_gte (datetime.datetime | Unset):
        next_run_at_isnull (bool | Unset):
        next_run_at_lt (datetime.datetime | Unset):
        next_run_at_lte (datetime.datetime | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        refusals (int | Unset):
        refusals_gte (int | Unset):
        refusals_lte (int | Unset):
        seed (int | Unset):
        seed_gte (int | Unset):
        seed_isnull (bool | Unset):
        seed_lte (int | Unset):
        skipped (int | Unset):
        skipped_gte (int | Unset):
        skipped_lte (int | Unset):
        time_zone (str | Unset):
        time_zone_icontains (str | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedScheduleList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        created_by=created_by,
        created_by_in=created_by_in,
        created_by_isnull=created_by_isnull,
        cursor=cursor,
        enabled=enabled,
        engine=engine,
        engine_icontains=engine_icontains,
        engine_key=engine_key,
        expression=expression,
        expression_icontains=expression_icontains,
        id=id,
        id_in=id_in,
        last_job=last_job,
        last_job_in=last_job_in,
        last_job_isnull=last_job_isnull,
        last_run_at_gte=last_run_at_gte,
        last_run_at_isnull=last_run_at_isnull,
        last_run_at_lt=last_run_at_lt,
        last_run_at_lte=last_run_at_lte,
        limit=limit,
        missed=missed,
        missed_gte=missed_gte,
        missed_lte=missed_lte,
        name=name,
        name_icontains=name_icontains,
        newest=newest,
        next_run_at_gte=next_run_at_gte,
        next_run_at_isnull=next_run_at_isnull,
        next_run_at_lt=next_run_at_lt,
        next_run_at_lte=next_run_at_lte,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        refusals=refusals,
        refusals_gte=refusals_gte,
        refusals_lte=refusals_lte,
        seed=seed,
        seed_gte=seed_gte,
        seed_isnull=seed_isnull,
        seed_lte=seed_lte,
        skipped=skipped,
        skipped_gte=skipped_gte,
        skipped_lte=skipped_lte,
        time_zone=time_zone,
        time_zone_icontains=time_zone_icontains,
        title=title,
        title_icontains=title_icontains,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    created_by: UUID | Unset = UNSET,
    created_by_in: list[UUID] | Unset = UNSET,
    created_by_isnull: bool | Unset = UNSET,
    cursor: str | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    expression: str | Unset = UNSET,
    expression_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    last_job: UUID | Unset = UNSET,
    last_job_in: list[UUID] | Unset = UNSET,
    last_job_isnull: bool | Unset = UNSET,
    last_run_at_gte: datetime.datetime | Unset = UNSET,
    last_run_at_isnull: bool | Unset = UNSET,
    last_run_at_lt: datetime.datetime | Unset = UNSET,
    last_run_at_lte: datetime.datetime | Unset = UNSET,
    limit: int | Unset = 100,
    missed: int | Unset = UNSET,
    missed_gte: int | Unset = UNSET,
    missed_lte: int | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    newest: bool | Unset = UNSET,
    next_run_at_gte: datetime.datetime | Unset = UNSET,
    next_run_at_isnull: bool | Unset = UNSET,
    next_run_at_lt: datetime.datetime | Unset = UNSET,
    next_run_at_lte: datetime.datetime | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    refusals: int | Unset = UNSET,
    refusals_gte: int | Unset = UNSET,
    refusals_lte: int | Unset = UNSET,
    seed: int | Unset = UNSET,
    seed_gte: int | Unset = UNSET,
    seed_isnull: bool | Unset = UNSET,
    seed_lte: int | Unset = UNSET,
    skipped: int | Unset = UNSET,
    skipped_gte: int | Unset = UNSET,
    skipped_lte: int | Unset = UNSET,
    time_zone: str | Unset = UNSET,
    time_zone_icontains: str | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedScheduleList | Problem | None:
    """List schedules

     Runs that are asked for at set times, in the name of whoever made the schedule.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        created_by (UUID | Unset):
        created_by_in (list[UUID] | Unset):
        created_by_isnull (bool | Unset):
        cursor (str | Unset):
        enabled (bool | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        expression (str | Unset):
        expression_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        last_job (UUID | Unset):
        last_job_in (list[UUID] | Unset):
        last_job_isnull (bool | Unset):
        last_run_at_gte (datetime.datetime | Unset):
        last_run_at_isnull (bool | Unset):
        last_run_at_lt (datetime.datetime | Unset):
        last_run_at_lte (datetime.datetime | Unset):
        limit (int | Unset):  Default: 100.
        missed (int | Unset):
        missed_gte (int | Unset):
        missed_lte (int | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        newest (bool | Unset):
        next_run_at_gte (datetime.datetime | Unset):
        next_run_at_isnull (bool | Unset):
        next_run_at_lt (datetime.datetime | Unset):
        next_run_at_lte (datetime.datetime | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        refusals (int | Unset):
        refusals_gte (int | Unset):
        refusals_lte (int | Unset):
        seed (int | Unset):
        seed_gte (int | Unset):
        seed_isnull (bool | Unset):
        seed_lte (int | Unset):
        skipped (int | Unset):
        skipped_gte (int | Unset):
        skipped_lte (int | Unset):
        time_zone (str | Unset):
        time_zone_icontains (str | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedScheduleList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            created_by=created_by,
            created_by_in=created_by_in,
            created_by_isnull=created_by_isnull,
            cursor=cursor,
            enabled=enabled,
            engine=engine,
            engine_icontains=engine_icontains,
            engine_key=engine_key,
            expression=expression,
            expression_icontains=expression_icontains,
            id=id,
            id_in=id_in,
            last_job=last_job,
            last_job_in=last_job_in,
            last_job_isnull=last_job_isnull,
            last_run_at_gte=last_run_at_gte,
            last_run_at_isnull=last_run_at_isnull,
            last_run_at_lt=last_run_at_lt,
            last_run_at_lte=last_run_at_lte,
            limit=limit,
            missed=missed,
            missed_gte=missed_gte,
            missed_lte=missed_lte,
            name=name,
            name_icontains=name_icontains,
            newest=newest,
            next_run_at_gte=next_run_at_gte,
            next_run_at_isnull=next_run_at_isnull,
            next_run_at_lt=next_run_at_lt,
            next_run_at_lte=next_run_at_lte,
            purpose=purpose,
            purpose_icontains=purpose_icontains,
            refusals=refusals,
            refusals_gte=refusals_gte,
            refusals_lte=refusals_lte,
            seed=seed,
            seed_gte=seed_gte,
            seed_isnull=seed_isnull,
            seed_lte=seed_lte,
            skipped=skipped,
            skipped_gte=skipped_gte,
            skipped_lte=skipped_lte,
            time_zone=time_zone,
            time_zone_icontains=time_zone_icontains,
            title=title,
            title_icontains=title_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
