import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.label_queues_list_kind import LabelQueuesListKind
from ...models.paginated_label_queue_list import PaginatedLabelQueueList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    dataset_id: UUID,
    *,
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    done: float | Unset = UNSET,
    done_gte: float | Unset = UNSET,
    done_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    kind: LabelQueuesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    looked: int | Unset = UNSET,
    looked_gte: int | Unset = UNSET,
    looked_lte: int | Unset = UNSET,
    missing: float | Unset = UNSET,
    missing_gte: float | Unset = UNSET,
    missing_lte: float | Unset = UNSET,
    pending: float | Unset = UNSET,
    pending_gte: float | Unset = UNSET,
    pending_lte: float | Unset = UNSET,
    separator: str | Unset = UNSET,
    separator_icontains: str | Unset = UNSET,
    text_column: str | Unset = UNSET,
    text_column_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    waiting: float | Unset = UNSET,
    waiting_gte: float | Unset = UNSET,
    waiting_lte: float | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["column"] = column

    params["column__icontains"] = column_icontains

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

    params["done"] = done

    params["done__gte"] = done_gte

    params["done__lte"] = done_lte

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

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    json_kind_in: list[str] | Unset = UNSET
    if not isinstance(kind_in, Unset):
        json_kind_in = kind_in

    params["kind__in"] = json_kind_in

    params["limit"] = limit

    params["looked"] = looked

    params["looked__gte"] = looked_gte

    params["looked__lte"] = looked_lte

    params["missing"] = missing

    params["missing__gte"] = missing_gte

    params["missing__lte"] = missing_lte

    params["pending"] = pending

    params["pending__gte"] = pending_gte

    params["pending__lte"] = pending_lte

    params["separator"] = separator

    params["separator__icontains"] = separator_icontains

    params["text_column"] = text_column

    params["text_column__icontains"] = text_column_icontains

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

    params["waiting"] = waiting

    params["waiting__gte"] = waiting_gte

    params["waiting__lte"] = waiting_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/datasets/{dataset_id}/label-queues/".format(
            project_id=quote(str(project_id), safe=""),
            dataset_id=quote(str(dataset_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedLabelQueueList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedLabelQueueList.from_dict(response.json())

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
) -> Response[PaginatedLabelQueueList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    dataset_id: UUID,
    *,
    client: AuthenticatedClient,
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    done: float | Unset = UNSET,
    done_gte: float | Unset = UNSET,
    done_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    kind: LabelQueuesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    looked: int | Unset = UNSET,
    looked_gte: int | Unset = UNSET,
    looked_lte: int | Unset = UNSET,
    missing: float | Unset = UNSET,
    missing_gte: float | Unset = UNSET,
    missing_lte: float | Unset = UNSET,
    pending: float | Unset = UNSET,
    pending_gte: float | Unset = UNSET,
    pending_lte: float | Unset = UNSET,
    separator: str | Unset = UNSET,
    separator_icontains: str | Unset = UNSET,
    text_column: str | Unset = UNSET,
    text_column_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    waiting: float | Unset = UNSET,
    waiting_gte: float | Unset = UNSET,
    waiting_lte: float | Unset = UNSET,
) -> Response[PaginatedLabelQueueList | Problem]:
    """List queues of labels to check

     Labels of a dataset that runs have found worth a look, a queue for each column.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        done (float | Unset):
        done_gte (float | Unset):
        done_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        kind (LabelQueuesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        looked (int | Unset):
        looked_gte (int | Unset):
        looked_lte (int | Unset):
        missing (float | Unset):
        missing_gte (float | Unset):
        missing_lte (float | Unset):
        pending (float | Unset):
        pending_gte (float | Unset):
        pending_lte (float | Unset):
        separator (str | Unset):
        separator_icontains (str | Unset):
        text_column (str | Unset):
        text_column_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        waiting (float | Unset):
        waiting_gte (float | Unset):
        waiting_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedLabelQueueList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        column=column,
        column_icontains=column_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        done=done,
        done_gte=done_gte,
        done_lte=done_lte,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        looked=looked,
        looked_gte=looked_gte,
        looked_lte=looked_lte,
        missing=missing,
        missing_gte=missing_gte,
        missing_lte=missing_lte,
        pending=pending,
        pending_gte=pending_gte,
        pending_lte=pending_lte,
        separator=separator,
        separator_icontains=separator_icontains,
        text_column=text_column,
        text_column_icontains=text_column_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        waiting=waiting,
        waiting_gte=waiting_gte,
        waiting_lte=waiting_lte,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    dataset_id: UUID,
    *,
    client: AuthenticatedClient,
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    done: float | Unset = UNSET,
    done_gte: float | Unset = UNSET,
    done_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    kind: LabelQueuesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    looked: int | Unset = UNSET,
    looked_gte: int | Unset = UNSET,
    looked_lte: int | Unset = UNSET,
    missing: float | Unset = UNSET,
    missing_gte: float | Unset = UNSET,
    missing_lte: float | Unset = UNSET,
    pending: float | Unset = UNSET,
    pending_gte: float | Unset = UNSET,
    pending_lte: float | Unset = UNSET,
    separator: str | Unset = UNSET,
    separator_icontains: str | Unset = UNSET,
    text_column: str | Unset = UNSET,
    text_column_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    waiting: float | Unset = UNSET,
    waiting_gte: float | Unset = UNSET,
    waiting_lte: float | Unset = UNSET,
) -> PaginatedLabelQueueList | Problem | None:
    """List queues of labels to check

     Labels of a dataset that runs have found worth a look, a queue for each column.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        done (float | Unset):
        done_gte (float | Unset):
        done_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        kind (LabelQueuesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        looked (int | Unset):
        looked_gte (int | Unset):
        looked_lte (int | Unset):
        missing (float | Unset):
        missing_gte (float | Unset):
        missing_lte (float | Unset):
        pending (float | Unset):
        pending_gte (float | Unset):
        pending_lte (float | Unset):
        separator (str | Unset):
        separator_icontains (str | Unset):
        text_column (str | Unset):
        text_column_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        waiting (float | Unset):
        waiting_gte (float | Unset):
        waiting_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedLabelQueueList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        dataset_id=dataset_id,
        client=client,
        column=column,
        column_icontains=column_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        done=done,
        done_gte=done_gte,
        done_lte=done_lte,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        looked=looked,
        looked_gte=looked_gte,
        looked_lte=looked_lte,
        missing=missing,
        missing_gte=missing_gte,
        missing_lte=missing_lte,
        pending=pending,
        pending_gte=pending_gte,
        pending_lte=pending_lte,
        separator=separator,
        separator_icontains=separator_icontains,
        text_column=text_column,
        text_column_icontains=text_column_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        waiting=waiting,
        waiting_gte=waiting_gte,
        waiting_lte=waiting_lte,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    dataset_id: UUID,
    *,
    client: AuthenticatedClient,
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    done: float | Unset = UNSET,
    done_gte: float | Unset = UNSET,
    done_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    kind: LabelQueuesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    looked: int | Unset = UNSET,
    looked_gte: int | Unset = UNSET,
    looked_lte: int | Unset = UNSET,
    missing: float | Unset = UNSET,
    missing_gte: float | Unset = UNSET,
    missing_lte: float | Unset = UNSET,
    pending: float | Unset = UNSET,
    pending_gte: float | Unset = UNSET,
    pending_lte: float | Unset = UNSET,
    separator: str | Unset = UNSET,
    separator_icontains: str | Unset = UNSET,
    text_column: str | Unset = UNSET,
    text_column_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    waiting: float | Unset = UNSET,
    waiting_gte: float | Unset = UNSET,
    waiting_lte: float | Unset = UNSET,
) -> Response[PaginatedLabelQueueList | Problem]:
    """List queues of labels to check

     Labels of a dataset that runs have found worth a look, a queue for each column.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        done (float | Unset):
        done_gte (float | Unset):
        done_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        kind (LabelQueuesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        looked (int | Unset):
        looked_gte (int | Unset):
        looked_lte (int | Unset):
        missing (float | Unset):
        missing_gte (float | Unset):
        missing_lte (float | Unset):
        pending (float | Unset):
        pending_gte (float | Unset):
        pending_lte (float | Unset):
        separator (str | Unset):
        separator_icontains (str | Unset):
        text_column (str | Unset):
        text_column_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        waiting (float | Unset):
        waiting_gte (float | Unset):
        waiting_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedLabelQueueList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        column=column,
        column_icontains=column_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        done=done,
        done_gte=done_gte,
        done_lte=done_lte,
        id=id,
        id_in=id_in,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        looked=looked,
        looked_gte=looked_gte,
        looked_lte=looked_lte,
        missing=missing,
        missing_gte=missing_gte,
        missing_lte=missing_lte,
        pending=pending,
        pending_gte=pending_gte,
        pending_lte=pending_lte,
        separator=separator,
        separator_icontains=separator_icontains,
        text_column=text_column,
        text_column_icontains=text_column_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        waiting=waiting,
        waiting_gte=waiting_gte,
        waiting_lte=waiting_lte,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    dataset_id: UUID,
    *,
    client: AuthenticatedClient,
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    done: float | Unset = UNSET,
    done_gte: float | Unset = UNSET,
    done_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    kind: LabelQueuesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    looked: int | Unset = UNSET,
    looked_gte: int | Unset = UNSET,
    looked_lte: int | Unset = UNSET,
    missing: float | Unset = UNSET,
    missing_gte: float | Unset = UNSET,
    missing_lte: float | Unset = UNSET,
    pending: float | Unset = UNSET,
    pending_gte: float | Unset = UNSET,
    pending_lte: float | Unset = UNSET,
    separator: str | Unset = UNSET,
    separator_icontains: str | Unset = UNSET,
    text_column: str | Unset = UNSET,
    text_column_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    waiting: float | Unset = UNSET,
    waiting_gte: float | Unset = UNSET,
    waiting_lte: float | Unset = UNSET,
) -> PaginatedLabelQueueList | Problem | None:
    """List queues of labels to check

     Labels of a dataset that runs have found worth a look, a queue for each column.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        done (float | Unset):
        done_gte (float | Unset):
        done_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        kind (LabelQueuesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        looked (int | Unset):
        looked_gte (int | Unset):
        looked_lte (int | Unset):
        missing (float | Unset):
        missing_gte (float | Unset):
        missing_lte (float | Unset):
        pending (float | Unset):
        pending_gte (float | Unset):
        pending_lte (float | Unset):
        separator (str | Unset):
        separator_icontains (str | Unset):
        text_column (str | Unset):
        text_column_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        waiting (float | Unset):
        waiting_gte (float | Unset):
        waiting_lte (float | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedLabelQueueList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            dataset_id=dataset_id,
            client=client,
            column=column,
            column_icontains=column_icontains,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            done=done,
            done_gte=done_gte,
            done_lte=done_lte,
            id=id,
            id_in=id_in,
            job=job,
            job_in=job_in,
            job_isnull=job_isnull,
            kind=kind,
            kind_in=kind_in,
            limit=limit,
            looked=looked,
            looked_gte=looked_gte,
            looked_lte=looked_lte,
            missing=missing,
            missing_gte=missing_gte,
            missing_lte=missing_lte,
            pending=pending,
            pending_gte=pending_gte,
            pending_lte=pending_lte,
            separator=separator,
            separator_icontains=separator_icontains,
            text_column=text_column,
            text_column_icontains=text_column_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_in=version_in,
            waiting=waiting,
            waiting_gte=waiting_gte,
            waiting_lte=waiting_lte,
        )
    ).parsed
