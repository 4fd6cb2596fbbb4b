import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_plan_move_list import PaginatedPlanMoveList
from ...models.plan_items_moves_from_state import PlanItemsMovesFromState
from ...models.plan_items_moves_to_state import PlanItemsMovesToState
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    plan_item_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    from_state: PlanItemsMovesFromState | Unset = UNSET,
    from_state_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_by: UUID | Unset = UNSET,
    moved_by_in: list[UUID] | Unset = UNSET,
    moved_by_isnull: bool | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    to_state: PlanItemsMovesToState | Unset = UNSET,
    to_state_in: list[str] | Unset = UNSET,
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

    json_from_state: str | Unset = UNSET
    if not isinstance(from_state, Unset):
        json_from_state = from_state.value

    params["from_state"] = json_from_state

    json_from_state_in: list[str] | Unset = UNSET
    if not isinstance(from_state_in, Unset):
        json_from_state_in = from_state_in

    params["from_state__in"] = json_from_state_in

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

    json_moved_by: str | Unset = UNSET
    if not isinstance(moved_by, Unset):
        json_moved_by = str(moved_by)
    params["moved_by"] = json_moved_by

    json_moved_by_in: list[str] | Unset = UNSET
    if not isinstance(moved_by_in, Unset):
        json_moved_by_in = []
        for moved_by_in_item_data in moved_by_in:
            moved_by_in_item = str(moved_by_in_item_data)
            json_moved_by_in.append(moved_by_in_item)

    params["moved_by__in"] = json_moved_by_in

    params["moved_by__isnull"] = moved_by_isnull

    params["reason"] = reason

    params["reason__icontains"] = reason_icontains

    json_to_state: str | Unset = UNSET
    if not isinstance(to_state, Unset):
        json_to_state = to_state.value

    params["to_state"] = json_to_state

    json_to_state_in: list[str] | Unset = UNSET
    if not isinstance(to_state_in, Unset):
        json_to_state_in = to_state_in

    params["to_state__in"] = json_to_state_in

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
        "url": "/api/v1/projects/{project_id}/plan-items/{plan_item_id}/moves/".format(
            project_id=quote(str(project_id), safe=""),
            plan_item_id=quote(str(plan_item_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPlanMoveList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPlanMoveList.from_dict(response.json())

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
) -> Response[PaginatedPlanMoveList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    plan_item_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    from_state: PlanItemsMovesFromState | Unset = UNSET,
    from_state_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_by: UUID | Unset = UNSET,
    moved_by_in: list[UUID] | Unset = UNSET,
    moved_by_isnull: bool | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    to_state: PlanItemsMovesToState | Unset = UNSET,
    to_state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedPlanMoveList | Problem]:
    """List the moves of a plan item

     Every move between states, oldest first.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        plan_item_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        from_state (PlanItemsMovesFromState | Unset):
        from_state_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        moved_by (UUID | Unset):
        moved_by_in (list[UUID] | Unset):
        moved_by_isnull (bool | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        to_state (PlanItemsMovesToState | Unset):
        to_state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPlanMoveList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        plan_item_id=plan_item_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        from_state=from_state,
        from_state_in=from_state_in,
        id=id,
        id_in=id_in,
        limit=limit,
        moved_by=moved_by,
        moved_by_in=moved_by_in,
        moved_by_isnull=moved_by_isnull,
        reason=reason,
        reason_icontains=reason_icontains,
        to_state=to_state,
        to_state_in=to_state_in,
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
    plan_item_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    from_state: PlanItemsMovesFromState | Unset = UNSET,
    from_state_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_by: UUID | Unset = UNSET,
    moved_by_in: list[UUID] | Unset = UNSET,
    moved_by_isnull: bool | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    to_state: PlanItemsMovesToState | Unset = UNSET,
    to_state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedPlanMoveList | Problem | None:
    """List the moves of a plan item

     Every move between states, oldest first.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        plan_item_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        from_state (PlanItemsMovesFromState | Unset):
        from_state_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        moved_by (UUID | Unset):
        moved_by_in (list[UUID] | Unset):
        moved_by_isnull (bool | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        to_state (PlanItemsMovesToState | Unset):
        to_state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPlanMoveList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        plan_item_id=plan_item_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        from_state=from_state,
        from_state_in=from_state_in,
        id=id,
        id_in=id_in,
        limit=limit,
        moved_by=moved_by,
        moved_by_in=moved_by_in,
        moved_by_isnull=moved_by_isnull,
        reason=reason,
        reason_icontains=reason_icontains,
        to_state=to_state,
        to_state_in=to_state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    plan_item_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    from_state: PlanItemsMovesFromState | Unset = UNSET,
    from_state_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_by: UUID | Unset = UNSET,
    moved_by_in: list[UUID] | Unset = UNSET,
    moved_by_isnull: bool | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    to_state: PlanItemsMovesToState | Unset = UNSET,
    to_state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedPlanMoveList | Problem]:
    """List the moves of a plan item

     Every move between states, oldest first.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        plan_item_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        from_state (PlanItemsMovesFromState | Unset):
        from_state_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        moved_by (UUID | Unset):
        moved_by_in (list[UUID] | Unset):
        moved_by_isnull (bool | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        to_state (PlanItemsMovesToState | Unset):
        to_state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPlanMoveList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        plan_item_id=plan_item_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        from_state=from_state,
        from_state_in=from_state_in,
        id=id,
        id_in=id_in,
        limit=limit,
        moved_by=moved_by,
        moved_by_in=moved_by_in,
        moved_by_isnull=moved_by_isnull,
        reason=reason,
        reason_icontains=reason_icontains,
        to_state=to_state,
        to_state_in=to_state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    plan_item_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    from_state: PlanItemsMovesFromState | Unset = UNSET,
    from_state_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_by: UUID | Unset = UNSET,
    moved_by_in: list[UUID] | Unset = UNSET,
    moved_by_isnull: bool | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    to_state: PlanItemsMovesToState | Unset = UNSET,
    to_state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedPlanMoveList | Problem | None:
    """List the moves of a plan item

     Every move between states, oldest first.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        plan_item_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        from_state (PlanItemsMovesFromState | Unset):
        from_state_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        moved_by (UUID | Unset):
        moved_by_in (list[UUID] | Unset):
        moved_by_isnull (bool | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        to_state (PlanItemsMovesToState | Unset):
        to_state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPlanMoveList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            plan_item_id=plan_item_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            from_state=from_state,
            from_state_in=from_state_in,
            id=id,
            id_in=id_in,
            limit=limit,
            moved_by=moved_by,
            moved_by_in=moved_by_in,
            moved_by_isnull=moved_by_isnull,
            reason=reason,
            reason_icontains=reason_icontains,
            to_state=to_state,
            to_state_in=to_state_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
