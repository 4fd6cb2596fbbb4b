import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.label_checks_list_reason import LabelChecksListReason
from ...models.label_checks_list_state import LabelChecksListState
from ...models.paginated_label_check_list import PaginatedLabelCheckList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    dataset_id: UUID,
    *,
    applied_in: UUID | Unset = UNSET,
    applied_in_in: list[UUID] | Unset = UNSET,
    applied_in_isnull: bool | Unset = UNSET,
    better: str | Unset = UNSET,
    better_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided: str | Unset = UNSET,
    decided_icontains: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decided_by: UUID | Unset = UNSET,
    decided_by_in: list[UUID] | Unset = UNSET,
    decided_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    missing_in: UUID | Unset = UNSET,
    missing_in_in: list[UUID] | Unset = UNSET,
    missing_in_isnull: bool | Unset = UNSET,
    quality: float | Unset = UNSET,
    quality_gte: float | Unset = UNSET,
    quality_lte: float | Unset = UNSET,
    queue: UUID | Unset = UNSET,
    queue_in: list[UUID] | Unset = UNSET,
    reason: LabelChecksListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    row: int | Unset = UNSET,
    row_gte: int | Unset = UNSET,
    row_lte: int | Unset = UNSET,
    state: LabelChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_applied_in: str | Unset = UNSET
    if not isinstance(applied_in, Unset):
        json_applied_in = str(applied_in)
    params["applied_in"] = json_applied_in

    json_applied_in_in: list[str] | Unset = UNSET
    if not isinstance(applied_in_in, Unset):
        json_applied_in_in = []
        for applied_in_in_item_data in applied_in_in:
            applied_in_in_item = str(applied_in_in_item_data)
            json_applied_in_in.append(applied_in_in_item)

    params["applied_in__in"] = json_applied_in_in

    params["applied_in__isnull"] = applied_in_isnull

    params["better"] = better

    params["better__icontains"] = better_icontains

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

    params["decided"] = decided

    params["decided__icontains"] = decided_icontains

    json_decided_at_gte: str | Unset = UNSET
    if not isinstance(decided_at_gte, Unset):
        json_decided_at_gte = decided_at_gte.isoformat()
    params["decided_at__gte"] = json_decided_at_gte

    params["decided_at__isnull"] = decided_at_isnull

    json_decided_at_lt: str | Unset = UNSET
    if not isinstance(decided_at_lt, Unset):
        json_decided_at_lt = decided_at_lt.isoformat()
    params["decided_at__lt"] = json_decided_at_lt

    json_decided_at_lte: str | Unset = UNSET
    if not isinstance(decided_at_lte, Unset):
        json_decided_at_lte = decided_at_lte.isoformat()
    params["decided_at__lte"] = json_decided_at_lte

    json_decided_by: str | Unset = UNSET
    if not isinstance(decided_by, Unset):
        json_decided_by = str(decided_by)
    params["decided_by"] = json_decided_by

    json_decided_by_in: list[str] | Unset = UNSET
    if not isinstance(decided_by_in, Unset):
        json_decided_by_in = []
        for decided_by_in_item_data in decided_by_in:
            decided_by_in_item = str(decided_by_in_item_data)
            json_decided_by_in.append(decided_by_in_item)

    params["decided_by__in"] = json_decided_by_in

    params["decided_by__isnull"] = decided_by_isnull

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

    params["label"] = label

    params["label__icontains"] = label_icontains

    params["limit"] = limit

    json_missing_in: str | Unset = UNSET
    if not isinstance(missing_in, Unset):
        json_missing_in = str(missing_in)
    params["missing_in"] = json_missing_in

    json_missing_in_in: list[str] | Unset = UNSET
    if not isinstance(missing_in_in, Unset):
        json_missing_in_in = []
        for missing_in_in_item_data in missing_in_in:
            missing_in_in_item = str(missing_in_in_item_data)
            json_missing_in_in.append(missing_in_in_item)

    params["missing_in__in"] = json_missing_in_in

    params["missing_in__isnull"] = missing_in_isnull

    params["quality"] = quality

    params["quality__gte"] = quality_gte

    params["quality__lte"] = quality_lte

    json_queue: str | Unset = UNSET
    if not isinstance(queue, Unset):
        json_queue = str(queue)
    params["queue"] = json_queue

    json_queue_in: list[str] | Unset = UNSET
    if not isinstance(queue_in, Unset):
        json_queue_in = []
        for queue_in_item_data in queue_in:
            queue_in_item = str(queue_in_item_data)
            json_queue_in.append(queue_in_item)

    params["queue__in"] = json_queue_in

    json_reason: str | Unset = UNSET
    if not isinstance(reason, Unset):
        json_reason = reason.value

    params["reason"] = json_reason

    json_reason_in: list[str] | Unset = UNSET
    if not isinstance(reason_in, Unset):
        json_reason_in = reason_in

    params["reason__in"] = json_reason_in

    params["row"] = row

    params["row__gte"] = row_gte

    params["row__lte"] = row_lte

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

    params["text"] = text

    params["text__icontains"] = text_icontains

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
        "url": "/api/v1/projects/{project_id}/datasets/{dataset_id}/label-checks/".format(
            project_id=quote(str(project_id), safe=""),
            dataset_id=quote(str(dataset_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedLabelCheckList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedLabelCheckList.from_dict(response.json())

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
) -> Response[PaginatedLabelCheckList | Problem]:
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
    applied_in: UUID | Unset = UNSET,
    applied_in_in: list[UUID] | Unset = UNSET,
    applied_in_isnull: bool | Unset = UNSET,
    better: str | Unset = UNSET,
    better_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided: str | Unset = UNSET,
    decided_icontains: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decided_by: UUID | Unset = UNSET,
    decided_by_in: list[UUID] | Unset = UNSET,
    decided_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    missing_in: UUID | Unset = UNSET,
    missing_in_in: list[UUID] | Unset = UNSET,
    missing_in_isnull: bool | Unset = UNSET,
    quality: float | Unset = UNSET,
    quality_gte: float | Unset = UNSET,
    quality_lte: float | Unset = UNSET,
    queue: UUID | Unset = UNSET,
    queue_in: list[UUID] | Unset = UNSET,
    reason: LabelChecksListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    row: int | Unset = UNSET,
    row_gte: int | Unset = UNSET,
    row_lte: int | Unset = UNSET,
    state: LabelChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedLabelCheckList | Problem]:
    """List labels to check

     Texts whose labels wait for a decision, and those that have one.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        applied_in (UUID | Unset):
        applied_in_in (list[UUID] | Unset):
        applied_in_isnull (bool | Unset):
        better (str | Unset):
        better_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided (str | Unset):
        decided_icontains (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decided_by (UUID | Unset):
        decided_by_in (list[UUID] | Unset):
        decided_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        missing_in (UUID | Unset):
        missing_in_in (list[UUID] | Unset):
        missing_in_isnull (bool | Unset):
        quality (float | Unset):
        quality_gte (float | Unset):
        quality_lte (float | Unset):
        queue (UUID | Unset):
        queue_in (list[UUID] | Unset):
        reason (LabelChecksListReason | Unset):
        reason_in (list[str] | Unset):
        row (int | Unset):
        row_gte (int | Unset):
        row_lte (int | Unset):
        state (LabelChecksListState | Unset):
        state_in (list[str] | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedLabelCheckList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        applied_in=applied_in,
        applied_in_in=applied_in_in,
        applied_in_isnull=applied_in_isnull,
        better=better,
        better_icontains=better_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decided=decided,
        decided_icontains=decided_icontains,
        decided_at_gte=decided_at_gte,
        decided_at_isnull=decided_at_isnull,
        decided_at_lt=decided_at_lt,
        decided_at_lte=decided_at_lte,
        decided_by=decided_by,
        decided_by_in=decided_by_in,
        decided_by_isnull=decided_by_isnull,
        id=id,
        id_in=id_in,
        label=label,
        label_icontains=label_icontains,
        limit=limit,
        missing_in=missing_in,
        missing_in_in=missing_in_in,
        missing_in_isnull=missing_in_isnull,
        quality=quality,
        quality_gte=quality_gte,
        quality_lte=quality_lte,
        queue=queue,
        queue_in=queue_in,
        reason=reason,
        reason_in=reason_in,
        row=row,
        row_gte=row_gte,
        row_lte=row_lte,
        state=state,
        state_in=state_in,
        text=text,
        text_icontains=text_icontains,
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
    dataset_id: UUID,
    *,
    client: AuthenticatedClient,
    applied_in: UUID | Unset = UNSET,
    applied_in_in: list[UUID] | Unset = UNSET,
    applied_in_isnull: bool | Unset = UNSET,
    better: str | Unset = UNSET,
    better_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided: str | Unset = UNSET,
    decided_icontains: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decided_by: UUID | Unset = UNSET,
    decided_by_in: list[UUID] | Unset = UNSET,
    decided_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    missing_in: UUID | Unset = UNSET,
    missing_in_in: list[UUID] | Unset = UNSET,
    missing_in_isnull: bool | Unset = UNSET,
    quality: float | Unset = UNSET,
    quality_gte: float | Unset = UNSET,
    quality_lte: float | Unset = UNSET,
    queue: UUID | Unset = UNSET,
    queue_in: list[UUID] | Unset = UNSET,
    reason: LabelChecksListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    row: int | Unset = UNSET,
    row_gte: int | Unset = UNSET,
    row_lte: int | Unset = UNSET,
    state: LabelChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedLabelCheckList | Problem | None:
    """List labels to check

     Texts whose labels wait for a decision, and those that have one.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        applied_in (UUID | Unset):
        applied_in_in (list[UUID] | Unset):
        applied_in_isnull (bool | Unset):
        better (str | Unset):
        better_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided (str | Unset):
        decided_icontains (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decided_by (UUID | Unset):
        decided_by_in (list[UUID] | Unset):
        decided_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        missing_in (UUID | Unset):
        missing_in_in (list[UUID] | Unset):
        missing_in_isnull (bool | Unset):
        quality (float | Unset):
        quality_gte (float | Unset):
        quality_lte (float | Unset):
        queue (UUID | Unset):
        queue_in (list[UUID] | Unset):
        reason (LabelChecksListReason | Unset):
        reason_in (list[str] | Unset):
        row (int | Unset):
        row_gte (int | Unset):
        row_lte (int | Unset):
        state (LabelChecksListState | Unset):
        state_in (list[str] | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedLabelCheckList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        dataset_id=dataset_id,
        client=client,
        applied_in=applied_in,
        applied_in_in=applied_in_in,
        applied_in_isnull=applied_in_isnull,
        better=better,
        better_icontains=better_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decided=decided,
        decided_icontains=decided_icontains,
        decided_at_gte=decided_at_gte,
        decided_at_isnull=decided_at_isnull,
        decided_at_lt=decided_at_lt,
        decided_at_lte=decided_at_lte,
        decided_by=decided_by,
        decided_by_in=decided_by_in,
        decided_by_isnull=decided_by_isnull,
        id=id,
        id_in=id_in,
        label=label,
        label_icontains=label_icontains,
        limit=limit,
        missing_in=missing_in,
        missing_in_in=missing_in_in,
        missing_in_isnull=missing_in_isnull,
        quality=quality,
        quality_gte=quality_gte,
        quality_lte=quality_lte,
        queue=queue,
        queue_in=queue_in,
        reason=reason,
        reason_in=reason_in,
        row=row,
        row_gte=row_gte,
        row_lte=row_lte,
        state=state,
        state_in=state_in,
        text=text,
        text_icontains=text_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    dataset_id: UUID,
    *,
    client: AuthenticatedClient,
    applied_in: UUID | Unset = UNSET,
    applied_in_in: list[UUID] | Unset = UNSET,
    applied_in_isnull: bool | Unset = UNSET,
    better: str | Unset = UNSET,
    better_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided: str | Unset = UNSET,
    decided_icontains: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decided_by: UUID | Unset = UNSET,
    decided_by_in: list[UUID] | Unset = UNSET,
    decided_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    missing_in: UUID | Unset = UNSET,
    missing_in_in: list[UUID] | Unset = UNSET,
    missing_in_isnull: bool | Unset = UNSET,
    quality: float | Unset = UNSET,
    quality_gte: float | Unset = UNSET,
    quality_lte: float | Unset = UNSET,
    queue: UUID | Unset = UNSET,
    queue_in: list[UUID] | Unset = UNSET,
    reason: LabelChecksListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    row: int | Unset = UNSET,
    row_gte: int | Unset = UNSET,
    row_lte: int | Unset = UNSET,
    state: LabelChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedLabelCheckList | Problem]:
    """List labels to check

     Texts whose labels wait for a decision, and those that have one.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        applied_in (UUID | Unset):
        applied_in_in (list[UUID] | Unset):
        applied_in_isnull (bool | Unset):
        better (str | Unset):
        better_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided (str | Unset):
        decided_icontains (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decided_by (UUID | Unset):
        decided_by_in (list[UUID] | Unset):
        decided_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        missing_in (UUID | Unset):
        missing_in_in (list[UUID] | Unset):
        missing_in_isnull (bool | Unset):
        quality (float | Unset):
        quality_gte (float | Unset):
        quality_lte (float | Unset):
        queue (UUID | Unset):
        queue_in (list[UUID] | Unset):
        reason (LabelChecksListReason | Unset):
        reason_in (list[str] | Unset):
        row (int | Unset):
        row_gte (int | Unset):
        row_lte (int | Unset):
        state (LabelChecksListState | Unset):
        state_in (list[str] | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedLabelCheckList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        applied_in=applied_in,
        applied_in_in=applied_in_in,
        applied_in_isnull=applied_in_isnull,
        better=better,
        better_icontains=better_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decided=decided,
        decided_icontains=decided_icontains,
        decided_at_gte=decided_at_gte,
        decided_at_isnull=decided_at_isnull,
        decided_at_lt=decided_at_lt,
        decided_at_lte=decided_at_lte,
        decided_by=decided_by,
        decided_by_in=decided_by_in,
        decided_by_isnull=decided_by_isnull,
        id=id,
        id_in=id_in,
        label=label,
        label_icontains=label_icontains,
        limit=limit,
        missing_in=missing_in,
        missing_in_in=missing_in_in,
        missing_in_isnull=missing_in_isnull,
        quality=quality,
        quality_gte=quality_gte,
        quality_lte=quality_lte,
        queue=queue,
        queue_in=queue_in,
        reason=reason,
        reason_in=reason_in,
        row=row,
        row_gte=row_gte,
        row_lte=row_lte,
        state=state,
        state_in=state_in,
        text=text,
        text_icontains=text_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    dataset_id: UUID,
    *,
    client: AuthenticatedClient,
    applied_in: UUID | Unset = UNSET,
    applied_in_in: list[UUID] | Unset = UNSET,
    applied_in_isnull: bool | Unset = UNSET,
    better: str | Unset = UNSET,
    better_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decided: str | Unset = UNSET,
    decided_icontains: str | Unset = UNSET,
    decided_at_gte: datetime.datetime | Unset = UNSET,
    decided_at_isnull: bool | Unset = UNSET,
    decided_at_lt: datetime.datetime | Unset = UNSET,
    decided_at_lte: datetime.datetime | Unset = UNSET,
    decided_by: UUID | Unset = UNSET,
    decided_by_in: list[UUID] | Unset = UNSET,
    decided_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    missing_in: UUID | Unset = UNSET,
    missing_in_in: list[UUID] | Unset = UNSET,
    missing_in_isnull: bool | Unset = UNSET,
    quality: float | Unset = UNSET,
    quality_gte: float | Unset = UNSET,
    quality_lte: float | Unset = UNSET,
    queue: UUID | Unset = UNSET,
    queue_in: list[UUID] | Unset = UNSET,
    reason: LabelChecksListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    row: int | Unset = UNSET,
    row_gte: int | Unset = UNSET,
    row_lte: int | Unset = UNSET,
    state: LabelChecksListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedLabelCheckList | Problem | None:
    """List labels to check

     Texts whose labels wait for a decision, and those that have one.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        applied_in (UUID | Unset):
        applied_in_in (list[UUID] | Unset):
        applied_in_isnull (bool | Unset):
        better (str | Unset):
        better_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decided (str | Unset):
        decided_icontains (str | Unset):
        decided_at_gte (datetime.datetime | Unset):
        decided_at_isnull (bool | Unset):
        decided_at_lt (datetime.datetime | Unset):
        decided_at_lte (datetime.datetime | Unset):
        decided_by (UUID | Unset):
        decided_by_in (list[UUID] | Unset):
        decided_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        missing_in (UUID | Unset):
        missing_in_in (list[UUID] | Unset):
        missing_in_isnull (bool | Unset):
        quality (float | Unset):
        quality_gte (float | Unset):
        quality_lte (float | Unset):
        queue (UUID | Unset):
        queue_in (list[UUID] | Unset):
        reason (LabelChecksListReason | Unset):
        reason_in (list[str] | Unset):
        row (int | Unset):
        row_gte (int | Unset):
        row_lte (int | Unset):
        state (LabelChecksListState | Unset):
        state_in (list[str] | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedLabelCheckList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            dataset_id=dataset_id,
            client=client,
            applied_in=applied_in,
            applied_in_in=applied_in_in,
            applied_in_isnull=applied_in_isnull,
            better=better,
            better_icontains=better_icontains,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            decided=decided,
            decided_icontains=decided_icontains,
            decided_at_gte=decided_at_gte,
            decided_at_isnull=decided_at_isnull,
            decided_at_lt=decided_at_lt,
            decided_at_lte=decided_at_lte,
            decided_by=decided_by,
            decided_by_in=decided_by_in,
            decided_by_isnull=decided_by_isnull,
            id=id,
            id_in=id_in,
            label=label,
            label_icontains=label_icontains,
            limit=limit,
            missing_in=missing_in,
            missing_in_in=missing_in_in,
            missing_in_isnull=missing_in_isnull,
            quality=quality,
            quality_gte=quality_gte,
            quality_lte=quality_lte,
            queue=queue,
            queue_in=queue_in,
            reason=reason,
            reason_in=reason_in,
            row=row,
            row_gte=row_gte,
            row_lte=row_lte,
            state=state,
            state_in=state_in,
            text=text,
            text_icontains=text_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
