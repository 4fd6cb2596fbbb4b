import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.jobs_list_state import JobsListState
from ...models.jobs_list_task import JobsListTask
from ...models.paginated_job_list import PaginatedJobList
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
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kept: bool | Unset = UNSET,
    limit: int | Unset = 100,
    parent: UUID | Unset = UNSET,
    parent_in: list[UUID] | Unset = UNSET,
    parent_isnull: bool | Unset = UNSET,
    part_number: int | Unset = UNSET,
    part_number_gte: int | Unset = UNSET,
    part_number_isnull: bool | Unset = UNSET,
    part_number_lte: int | Unset = UNSET,
    pruned: bool | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    rerun_of: UUID | Unset = UNSET,
    rerun_of_in: list[UUID] | Unset = UNSET,
    rerun_of_isnull: bool | Unset = UNSET,
    started_at_gte: datetime.datetime | Unset = UNSET,
    started_at_isnull: bool | Unset = UNSET,
    started_at_lt: datetime.datetime | Unset = UNSET,
    started_at_lte: datetime.datetime | Unset = UNSET,
    state: JobsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    task: JobsListTask | Unset = UNSET,
    task_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    with_parts: bool | Unset = UNSET,
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

    params["engine"] = engine

    params["engine__icontains"] = engine_icontains

    params["engine_key"] = engine_key

    params["engine_version"] = engine_version

    params["engine_version__icontains"] = engine_version_icontains

    json_finished_at_gte: str | Unset = UNSET
    if not isinstance(finished_at_gte, Unset):
        json_finished_at_gte = finished_at_gte.isoformat()
    params["finished_at__gte"] = json_finished_at_gte

    params["finished_at__isnull"] = finished_at_isnull

    json_finished_at_lt: str | Unset = UNSET
    if not isinstance(finished_at_lt, Unset):
        json_finished_at_lt = finished_at_lt.isoformat()
    params["finished_at__lt"] = json_finished_at_lt

    json_finished_at_lte: str | Unset = UNSET
    if not isinstance(finished_at_lte, Unset):
        json_finished_at_lte = finished_at_lte.isoformat()
    params["finished_at__lte"] = json_finished_at_lte

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

    params["kept"] = kept

    params["limit"] = limit

    json_parent: str | Unset = UNSET
    if not isinstance(parent, Unset):
        json_parent = str(parent)
    params["parent"] = json_parent

    json_parent_in: list[str] | Unset = UNSET
    if not isinstance(parent_in, Unset):
        json_parent_in = []
        for parent_in_item_data in parent_in:
            parent_in_item = str(parent_in_item_data)
            json_parent_in.append(parent_in_item)

    params["parent__in"] = json_parent_in

    params["parent__isnull"] = parent_isnull

    params["part_number"] = part_number

    params["part_number__gte"] = part_number_gte

    params["part_number__isnull"] = part_number_isnull

    params["part_number__lte"] = part_number_lte

    params["pruned"] = pruned

    params["purpose"] = purpose

    params["purpose__icontains"] = purpose_icontains

    json_rerun_of: str | Unset = UNSET
    if not isinstance(rerun_of, Unset):
        json_rerun_of = str(rerun_of)
    params["rerun_of"] = json_rerun_of

    json_rerun_of_in: list[str] | Unset = UNSET
    if not isinstance(rerun_of_in, Unset):
        json_rerun_of_in = []
        for rerun_of_in_item_data in rerun_of_in:
            rerun_of_in_item = str(rerun_of_in_item_data)
            json_rerun_of_in.append(rerun_of_in_item)

    params["rerun_of__in"] = json_rerun_of_in

    params["rerun_of__isnull"] = rerun_of_isnull

    json_started_at_gte: str | Unset = UNSET
    if not isinstance(started_at_gte, Unset):
        json_started_at_gte = started_at_gte.isoformat()
    params["started_at__gte"] = json_started_at_gte

    params["started_at__isnull"] = started_at_isnull

    json_started_at_lt: str | Unset = UNSET
    if not isinstance(started_at_lt, Unset):
        json_started_at_lt = started_at_lt.isoformat()
    params["started_at__lt"] = json_started_at_lt

    json_started_at_lte: str | Unset = UNSET
    if not isinstance(started_at_lte, Unset):
        json_started_at_lte = started_at_lte.isoformat()
    params["started_at__lte"] = json_started_at_lte

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

    json_task: str | Unset = UNSET
    if not isinstance(task, Unset):
        json_task = task.value

    params["task"] = json_task

    json_task_in: list[str] | Unset = UNSET
    if not isinstance(task_in, Unset):
        json_task_in = task_in

    params["task__in"] = json_task_in

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

    params["with_parts"] = with_parts

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/jobs/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedJobList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedJobList.from_dict(response.json())

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
) -> Response[PaginatedJobList | Problem]:
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
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kept: bool | Unset = UNSET,
    limit: int | Unset = 100,
    parent: UUID | Unset = UNSET,
    parent_in: list[UUID] | Unset = UNSET,
    parent_isnull: bool | Unset = UNSET,
    part_number: int | Unset = UNSET,
    part_number_gte: int | Unset = UNSET,
    part_number_isnull: bool | Unset = UNSET,
    part_number_lte: int | Unset = UNSET,
    pruned: bool | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    rerun_of: UUID | Unset = UNSET,
    rerun_of_in: list[UUID] | Unset = UNSET,
    rerun_of_isnull: bool | Unset = UNSET,
    started_at_gte: datetime.datetime | Unset = UNSET,
    started_at_isnull: bool | Unset = UNSET,
    started_at_lt: datetime.datetime | Unset = UNSET,
    started_at_lte: datetime.datetime | Unset = UNSET,
    state: JobsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    task: JobsListTask | Unset = UNSET,
    task_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    with_parts: bool | Unset = UNSET,
) -> Response[PaginatedJobList | Problem]:
    """List jobs

     Parts of divided runs and trials of searches are left out, unless `parent` names their
    run or `with_parts=true` asks for all.

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
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kept (bool | Unset):
        limit (int | Unset):  Default: 100.
        parent (UUID | Unset):
        parent_in (list[UUID] | Unset):
        parent_isnull (bool | Unset):
        part_number (int | Unset):
        part_number_gte (int | Unset):
        part_number_isnull (bool | Unset):
        part_number_lte (int | Unset):
        pruned (bool | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        rerun_of (UUID | Unset):
        rerun_of_in (list[UUID] | Unset):
        rerun_of_isnull (bool | Unset):
        started_at_gte (datetime.datetime | Unset):
        started_at_isnull (bool | Unset):
        started_at_lt (datetime.datetime | Unset):
        started_at_lte (datetime.datetime | Unset):
        state (JobsListState | Unset):
        state_in (list[str] | Unset):
        task (JobsListTask | Unset):
        task_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        with_parts (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedJobList | Problem]
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
        engine=engine,
        engine_icontains=engine_icontains,
        engine_key=engine_key,
        engine_version=engine_version,
        engine_version_icontains=engine_version_icontains,
        finished_at_gte=finished_at_gte,
        finished_at_isnull=finished_at_isnull,
        finished_at_lt=finished_at_lt,
        finished_at_lte=finished_at_lte,
        id=id,
        id_in=id_in,
        kept=kept,
        limit=limit,
        parent=parent,
        parent_in=parent_in,
        parent_isnull=parent_isnull,
        part_number=part_number,
        part_number_gte=part_number_gte,
        part_number_isnull=part_number_isnull,
        part_number_lte=part_number_lte,
        pruned=pruned,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        rerun_of=rerun_of,
        rerun_of_in=rerun_of_in,
        rerun_of_isnull=rerun_of_isnull,
        started_at_gte=started_at_gte,
        started_at_isnull=started_at_isnull,
        started_at_lt=started_at_lt,
        started_at_lte=started_at_lte,
        state=state,
        state_in=state_in,
        task=task,
        task_in=task_in,
        title=title,
        title_icontains=title_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        with_parts=with_parts,
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
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kept: bool | Unset = UNSET,
    limit: int | Unset = 100,
    parent: UUID | Unset = UNSET,
    parent_in: list[UUID] | Unset = UNSET,
    parent_isnull: bool | Unset = UNSET,
    part_number: int | Unset = UNSET,
    part_number_gte: int | Unset = UNSET,
    part_number_isnull: bool | Unset = UNSET,
    part_number_lte: int | Unset = UNSET,
    pruned: bool | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    rerun_of: UUID | Unset = UNSET,
    rerun_of_in: list[UUID] | Unset = UNSET,
    rerun_of_isnull: bool | Unset = UNSET,
    started_at_gte: datetime.datetime | Unset = UNSET,
    started_at_isnull: bool | Unset = UNSET,
    started_at_lt: datetime.datetime | Unset = UNSET,
    started_at_lte: datetime.datetime | Unset = UNSET,
    state: JobsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    task: JobsListTask | Unset = UNSET,
    task_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    with_parts: bool | Unset = UNSET,
) -> PaginatedJobList | Problem | None:
    """List jobs

     Parts of divided runs and trials of searches are left out, unless `parent` names their
    run or `with_parts=true` asks for all.

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
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kept (bool | Unset):
        limit (int | Unset):  Default: 100.
        parent (UUID | Unset):
        parent_in (list[UUID] | Unset):
        parent_isnull (bool | Unset):
        part_number (int | Unset):
        part_number_gte (int | Unset):
        part_number_isnull (bool | Unset):
        part_number_lte (int | Unset):
        pruned (bool | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        rerun_of (UUID | Unset):
        rerun_of_in (list[UUID] | Unset):
        rerun_of_isnull (bool | Unset):
        started_at_gte (datetime.datetime | Unset):
        started_at_isnull (bool | Unset):
        started_at_lt (datetime.datetime | Unset):
        started_at_lte (datetime.datetime | Unset):
        state (JobsListState | Unset):
        state_in (list[str] | Unset):
        task (JobsListTask | Unset):
        task_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        with_parts (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedJobList | Problem
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
        engine=engine,
        engine_icontains=engine_icontains,
        engine_key=engine_key,
        engine_version=engine_version,
        engine_version_icontains=engine_version_icontains,
        finished_at_gte=finished_at_gte,
        finished_at_isnull=finished_at_isnull,
        finished_at_lt=finished_at_lt,
        finished_at_lte=finished_at_lte,
        id=id,
        id_in=id_in,
        kept=kept,
        limit=limit,
        parent=parent,
        parent_in=parent_in,
        parent_isnull=parent_isnull,
        part_number=part_number,
        part_number_gte=part_number_gte,
        part_number_isnull=part_number_isnull,
        part_number_lte=part_number_lte,
        pruned=pruned,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        rerun_of=rerun_of,
        rerun_of_in=rerun_of_in,
        rerun_of_isnull=rerun_of_isnull,
        started_at_gte=started_at_gte,
        started_at_isnull=started_at_isnull,
        started_at_lt=started_at_lt,
        started_at_lte=started_at_lte,
        state=state,
        state_in=state_in,
        task=task,
        task_in=task_in,
        title=title,
        title_icontains=title_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        with_parts=with_parts,
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
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kept: bool | Unset = UNSET,
    limit: int | Unset = 100,
    parent: UUID | Unset = UNSET,
    parent_in: list[UUID] | Unset = UNSET,
    parent_isnull: bool | Unset = UNSET,
    part_number: int | Unset = UNSET,
    part_number_gte: int | Unset = UNSET,
    part_number_isnull: bool | Unset = UNSET,
    part_number_lte: int | Unset = UNSET,
    pruned: bool | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    rerun_of: UUID | Unset = UNSET,
    rerun_of_in: list[UUID] | Unset = UNSET,
    rerun_of_isnull: bool | Unset = UNSET,
    started_at_gte: datetime.datetime | Unset = UNSET,
    started_at_isnull: bool | Unset = UNSET,
    started_at_lt: datetime.datetime | Unset = UNSET,
    started_at_lte: datetime.datetime | Unset = UNSET,
    state: JobsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    task: JobsListTask | Unset = UNSET,
    task_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    with_parts: bool | Unset = UNSET,
) -> Response[PaginatedJobList | Problem]:
    """List jobs

     Parts of divided runs and trials of searches are left out, unless `parent` names their
    run or `with_parts=true` asks for all.

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
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kept (bool | Unset):
        limit (int | Unset):  Default: 100.
        parent (UUID | Unset):
        parent_in (list[UUID] | Unset):
        parent_isnull (bool | Unset):
        part_number (int | Unset):
        part_number_gte (int | Unset):
        part_number_isnull (bool | Unset):
        part_number_lte (int | Unset):
        pruned (bool | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        rerun_of (UUID | Unset):
        rerun_of_in (list[UUID] | Unset):
        rerun_of_isnull (bool | Unset):
        started_at_gte (datetime.datetime | Unset):
        started_at_isnull (bool | Unset):
        started_at_lt (datetime.datetime | Unset):
        started_at_lte (datetime.datetime | Unset):
        state (JobsListState | Unset):
        state_in (list[str] | Unset):
        task (JobsListTask | Unset):
        task_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        with_parts (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedJobList | Problem]
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
        engine=engine,
        engine_icontains=engine_icontains,
        engine_key=engine_key,
        engine_version=engine_version,
        engine_version_icontains=engine_version_icontains,
        finished_at_gte=finished_at_gte,
        finished_at_isnull=finished_at_isnull,
        finished_at_lt=finished_at_lt,
        finished_at_lte=finished_at_lte,
        id=id,
        id_in=id_in,
        kept=kept,
        limit=limit,
        parent=parent,
        parent_in=parent_in,
        parent_isnull=parent_isnull,
        part_number=part_number,
        part_number_gte=part_number_gte,
        part_number_isnull=part_number_isnull,
        part_number_lte=part_number_lte,
        pruned=pruned,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        rerun_of=rerun_of,
        rerun_of_in=rerun_of_in,
        rerun_of_isnull=rerun_of_isnull,
        started_at_gte=started_at_gte,
        started_at_isnull=started_at_isnull,
        started_at_lt=started_at_lt,
        started_at_lte=started_at_lte,
        state=state,
        state_in=state_in,
        task=task,
        task_in=task_in,
        title=title,
        title_icontains=title_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        with_parts=with_parts,
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
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_key: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kept: bool | Unset = UNSET,
    limit: int | Unset = 100,
    parent: UUID | Unset = UNSET,
    parent_in: list[UUID] | Unset = UNSET,
    parent_isnull: bool | Unset = UNSET,
    part_number: int | Unset = UNSET,
    part_number_gte: int | Unset = UNSET,
    part_number_isnull: bool | Unset = UNSET,
    part_number_lte: int | Unset = UNSET,
    pruned: bool | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    rerun_of: UUID | Unset = UNSET,
    rerun_of_in: list[UUID] | Unset = UNSET,
    rerun_of_isnull: bool | Unset = UNSET,
    started_at_gte: datetime.datetime | Unset = UNSET,
    started_at_isnull: bool | Unset = UNSET,
    started_at_lt: datetime.datetime | Unset = UNSET,
    started_at_lte: datetime.datetime | Unset = UNSET,
    state: JobsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    task: JobsListTask | Unset = UNSET,
    task_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    with_parts: bool | Unset = UNSET,
) -> PaginatedJobList | Problem | None:
    """List jobs

     Parts of divided runs and trials of searches are left out, unless `parent` names their
    run or `with_parts=true` asks for all.

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
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_key (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kept (bool | Unset):
        limit (int | Unset):  Default: 100.
        parent (UUID | Unset):
        parent_in (list[UUID] | Unset):
        parent_isnull (bool | Unset):
        part_number (int | Unset):
        part_number_gte (int | Unset):
        part_number_isnull (bool | Unset):
        part_number_lte (int | Unset):
        pruned (bool | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        rerun_of (UUID | Unset):
        rerun_of_in (list[UUID] | Unset):
        rerun_of_isnull (bool | Unset):
        started_at_gte (datetime.datetime | Unset):
        started_at_isnull (bool | Unset):
        started_at_lt (datetime.datetime | Unset):
        started_at_lte (datetime.datetime | Unset):
        state (JobsListState | Unset):
        state_in (list[str] | Unset):
        task (JobsListTask | Unset):
        task_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        with_parts (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedJobList | Problem
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
            engine=engine,
            engine_icontains=engine_icontains,
            engine_key=engine_key,
            engine_version=engine_version,
            engine_version_icontains=engine_version_icontains,
            finished_at_gte=finished_at_gte,
            finished_at_isnull=finished_at_isnull,
            finished_at_lt=finished_at_lt,
            finished_at_lte=finished_at_lte,
            id=id,
            id_in=id_in,
            kept=kept,
            limit=limit,
            parent=parent,
            parent_in=parent_in,
            parent_isnull=parent_isnull,
            part_number=part_number,
            part_number_gte=part_number_gte,
            part_number_isnull=part_number_isnull,
            part_number_lte=part_number_lte,
            pruned=pruned,
            purpose=purpose,
            purpose_icontains=purpose_icontains,
            rerun_of=rerun_of,
            rerun_of_in=rerun_of_in,
            rerun_of_isnull=rerun_of_isnull,
            started_at_gte=started_at_gte,
            started_at_isnull=started_at_isnull,
            started_at_lt=started_at_lt,
            started_at_lte=started_at_lte,
            state=state,
            state_in=state_in,
            task=task,
            task_in=task_in,
            title=title,
            title_icontains=title_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            with_parts=with_parts,
        )
    ).parsed
