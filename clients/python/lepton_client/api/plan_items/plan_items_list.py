import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_plan_item_list import PaginatedPlanItemList
from ...models.plan_items_list_kind import PlanItemsListKind
from ...models.plan_items_list_ordering import PlanItemsListOrdering
from ...models.plan_items_list_state import PlanItemsListState
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    effect: str | Unset = UNSET,
    effect_icontains: str | Unset = UNSET,
    effect_direction: str | Unset = UNSET,
    effect_direction_icontains: str | Unset = UNSET,
    effect_unit: str | Unset = UNSET,
    effect_unit_icontains: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    goal: str | Unset = UNSET,
    goal_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PlanItemsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_at_gte: datetime.datetime | Unset = UNSET,
    moved_at_lt: datetime.datetime | Unset = UNSET,
    moved_at_lte: datetime.datetime | Unset = UNSET,
    ordering: PlanItemsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    priority: int | Unset = UNSET,
    priority_gte: int | Unset = UNSET,
    priority_lte: int | Unset = UNSET,
    requirement: str | Unset = UNSET,
    requirement_icontains: str | Unset = UNSET,
    scope: str | Unset = UNSET,
    scope_icontains: str | Unset = UNSET,
    state: PlanItemsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
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

    params["effect"] = effect

    params["effect__icontains"] = effect_icontains

    params["effect_direction"] = effect_direction

    params["effect_direction__icontains"] = effect_direction_icontains

    params["effect_unit"] = effect_unit

    params["effect_unit__icontains"] = effect_unit_icontains

    params["effect_value"] = effect_value

    params["effect_value__gte"] = effect_value_gte

    params["effect_value__isnull"] = effect_value_isnull

    params["effect_value__lte"] = effect_value_lte

    params["goal"] = goal

    params["goal__icontains"] = goal_icontains

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

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    json_kind_in: list[str] | Unset = UNSET
    if not isinstance(kind_in, Unset):
        json_kind_in = kind_in

    params["kind__in"] = json_kind_in

    params["limit"] = limit

    json_moved_at_gte: str | Unset = UNSET
    if not isinstance(moved_at_gte, Unset):
        json_moved_at_gte = moved_at_gte.isoformat()
    params["moved_at__gte"] = json_moved_at_gte

    json_moved_at_lt: str | Unset = UNSET
    if not isinstance(moved_at_lt, Unset):
        json_moved_at_lt = moved_at_lt.isoformat()
    params["moved_at__lt"] = json_moved_at_lt

    json_moved_at_lte: str | Unset = UNSET
    if not isinstance(moved_at_lte, Unset):
        json_moved_at_lte = moved_at_lte.isoformat()
    params["moved_at__lte"] = json_moved_at_lte

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    json_owner: str | Unset = UNSET
    if not isinstance(owner, Unset):
        json_owner = str(owner)
    params["owner"] = json_owner

    json_owner_in: list[str] | Unset = UNSET
    if not isinstance(owner_in, Unset):
        json_owner_in = []
        for owner_in_item_data in owner_in:
            owner_in_item = str(owner_in_item_data)
            json_owner_in.append(owner_in_item)

    params["owner__in"] = json_owner_in

    params["owner__isnull"] = owner_isnull

    params["priority"] = priority

    params["priority__gte"] = priority_gte

    params["priority__lte"] = priority_lte

    params["requirement"] = requirement

    params["requirement__icontains"] = requirement_icontains

    params["scope"] = scope

    params["scope__icontains"] = scope_icontains

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

    json_target_on: str | Unset = UNSET
    if not isinstance(target_on, Unset):
        json_target_on = target_on.isoformat()
    params["target_on"] = json_target_on

    json_target_on_gte: str | Unset = UNSET
    if not isinstance(target_on_gte, Unset):
        json_target_on_gte = target_on_gte.isoformat()
    params["target_on__gte"] = json_target_on_gte

    params["target_on__isnull"] = target_on_isnull

    json_target_on_lt: str | Unset = UNSET
    if not isinstance(target_on_lt, Unset):
        json_target_on_lt = target_on_lt.isoformat()
    params["target_on__lt"] = json_target_on_lt

    json_target_on_lte: str | Unset = UNSET
    if not isinstance(target_on_lte, Unset):
        json_target_on_lte = target_on_lte.isoformat()
    params["target_on__lte"] = json_target_on_lte

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

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/plan-items/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPlanItemList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPlanItemList.from_dict(response.json())

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
) -> Response[PaginatedPlanItemList | Problem]:
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
    effect: str | Unset = UNSET,
    effect_icontains: str | Unset = UNSET,
    effect_direction: str | Unset = UNSET,
    effect_direction_icontains: str | Unset = UNSET,
    effect_unit: str | Unset = UNSET,
    effect_unit_icontains: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    goal: str | Unset = UNSET,
    goal_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PlanItemsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_at_gte: datetime.datetime | Unset = UNSET,
    moved_at_lt: datetime.datetime | Unset = UNSET,
    moved_at_lte: datetime.datetime | Unset = UNSET,
    ordering: PlanItemsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    priority: int | Unset = UNSET,
    priority_gte: int | Unset = UNSET,
    priority_lte: int | Unset = UNSET,
    requirement: str | Unset = UNSET,
    requirement_icontains: str | Unset = UNSET,
    scope: str | Unset = UNSET,
    scope_icontains: str | Unset = UNSET,
    state: PlanItemsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPlanItemList | Problem]:
    """List plan items

     Work on the product, from an idea to its measured effect.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect (str | Unset):
        effect_icontains (str | Unset):
        effect_direction (str | Unset):
        effect_direction_icontains (str | Unset):
        effect_unit (str | Unset):
        effect_unit_icontains (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        goal (str | Unset):
        goal_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PlanItemsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        moved_at_gte (datetime.datetime | Unset):
        moved_at_lt (datetime.datetime | Unset):
        moved_at_lte (datetime.datetime | Unset):
        ordering (PlanItemsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        priority (int | Unset):
        priority_gte (int | Unset):
        priority_lte (int | Unset):
        requirement (str | Unset):
        requirement_icontains (str | Unset):
        scope (str | Unset):
        scope_icontains (str | Unset):
        state (PlanItemsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        Response[PaginatedPlanItemList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        effect=effect,
        effect_icontains=effect_icontains,
        effect_direction=effect_direction,
        effect_direction_icontains=effect_direction_icontains,
        effect_unit=effect_unit,
        effect_unit_icontains=effect_unit_icontains,
        effect_value=effect_value,
        effect_value_gte=effect_value_gte,
        effect_value_isnull=effect_value_isnull,
        effect_value_lte=effect_value_lte,
        goal=goal,
        goal_icontains=goal_icontains,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        moved_at_gte=moved_at_gte,
        moved_at_lt=moved_at_lt,
        moved_at_lte=moved_at_lte,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        priority=priority,
        priority_gte=priority_gte,
        priority_lte=priority_lte,
        requirement=requirement,
        requirement_icontains=requirement_icontains,
        scope=scope,
        scope_icontains=scope_icontains,
        state=state,
        state_in=state_in,
        target_on=target_on,
        target_on_gte=target_on_gte,
        target_on_isnull=target_on_isnull,
        target_on_lt=target_on_lt,
        target_on_lte=target_on_lte,
        title=title,
        title_icontains=title_icontains,
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
    effect: str | Unset = UNSET,
    effect_icontains: str | Unset = UNSET,
    effect_direction: str | Unset = UNSET,
    effect_direction_icontains: str | Unset = UNSET,
    effect_unit: str | Unset = UNSET,
    effect_unit_icontains: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    goal: str | Unset = UNSET,
    goal_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PlanItemsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_at_gte: datetime.datetime | Unset = UNSET,
    moved_at_lt: datetime.datetime | Unset = UNSET,
    moved_at_lte: datetime.datetime | Unset = UNSET,
    ordering: PlanItemsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    priority: int | Unset = UNSET,
    priority_gte: int | Unset = UNSET,
    priority_lte: int | Unset = UNSET,
    requirement: str | Unset = UNSET,
    requirement_icontains: str | Unset = UNSET,
    scope: str | Unset = UNSET,
    scope_icontains: str | Unset = UNSET,
    state: PlanItemsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPlanItemList | Problem | None:
    """List plan items

     Work on the product, from an idea to its measured effect.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect (str | Unset):
        effect_icontains (str | Unset):
        effect_direction (str | Unset):
        effect_direction_icontains (str | Unset):
        effect_unit (str | Unset):
        effect_unit_icontains (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        goal (str | Unset):
        goal_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PlanItemsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        moved_at_gte (datetime.datetime | Unset):
        moved_at_lt (datetime.datetime | Unset):
        moved_at_lte (datetime.datetime | Unset):
        ordering (PlanItemsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        priority (int | Unset):
        priority_gte (int | Unset):
        priority_lte (int | Unset):
        requirement (str | Unset):
        requirement_icontains (str | Unset):
        scope (str | Unset):
        scope_icontains (str | Unset):
        state (PlanItemsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        PaginatedPlanItemList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        effect=effect,
        effect_icontains=effect_icontains,
        effect_direction=effect_direction,
        effect_direction_icontains=effect_direction_icontains,
        effect_unit=effect_unit,
        effect_unit_icontains=effect_unit_icontains,
        effect_value=effect_value,
        effect_value_gte=effect_value_gte,
        effect_value_isnull=effect_value_isnull,
        effect_value_lte=effect_value_lte,
        goal=goal,
        goal_icontains=goal_icontains,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        moved_at_gte=moved_at_gte,
        moved_at_lt=moved_at_lt,
        moved_at_lte=moved_at_lte,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        priority=priority,
        priority_gte=priority_gte,
        priority_lte=priority_lte,
        requirement=requirement,
        requirement_icontains=requirement_icontains,
        scope=scope,
        scope_icontains=scope_icontains,
        state=state,
        state_in=state_in,
        target_on=target_on,
        target_on_gte=target_on_gte,
        target_on_isnull=target_on_isnull,
        target_on_lt=target_on_lt,
        target_on_lte=target_on_lte,
        title=title,
        title_icontains=title_icontains,
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
    effect: str | Unset = UNSET,
    effect_icontains: str | Unset = UNSET,
    effect_direction: str | Unset = UNSET,
    effect_direction_icontains: str | Unset = UNSET,
    effect_unit: str | Unset = UNSET,
    effect_unit_icontains: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    goal: str | Unset = UNSET,
    goal_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PlanItemsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_at_gte: datetime.datetime | Unset = UNSET,
    moved_at_lt: datetime.datetime | Unset = UNSET,
    moved_at_lte: datetime.datetime | Unset = UNSET,
    ordering: PlanItemsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    priority: int | Unset = UNSET,
    priority_gte: int | Unset = UNSET,
    priority_lte: int | Unset = UNSET,
    requirement: str | Unset = UNSET,
    requirement_icontains: str | Unset = UNSET,
    scope: str | Unset = UNSET,
    scope_icontains: str | Unset = UNSET,
    state: PlanItemsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPlanItemList | Problem]:
    """List plan items

     Work on the product, from an idea to its measured effect.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect (str | Unset):
        effect_icontains (str | Unset):
        effect_direction (str | Unset):
        effect_direction_icontains (str | Unset):
        effect_unit (str | Unset):
        effect_unit_icontains (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        goal (str | Unset):
        goal_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PlanItemsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        moved_at_gte (datetime.datetime | Unset):
        moved_at_lt (datetime.datetime | Unset):
        moved_at_lte (datetime.datetime | Unset):
        ordering (PlanItemsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        priority (int | Unset):
        priority_gte (int | Unset):
        priority_lte (int | Unset):
        requirement (str | Unset):
        requirement_icontains (str | Unset):
        scope (str | Unset):
        scope_icontains (str | Unset):
        state (PlanItemsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        Response[PaginatedPlanItemList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        effect=effect,
        effect_icontains=effect_icontains,
        effect_direction=effect_direction,
        effect_direction_icontains=effect_direction_icontains,
        effect_unit=effect_unit,
        effect_unit_icontains=effect_unit_icontains,
        effect_value=effect_value,
        effect_value_gte=effect_value_gte,
        effect_value_isnull=effect_value_isnull,
        effect_value_lte=effect_value_lte,
        goal=goal,
        goal_icontains=goal_icontains,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        moved_at_gte=moved_at_gte,
        moved_at_lt=moved_at_lt,
        moved_at_lte=moved_at_lte,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        priority=priority,
        priority_gte=priority_gte,
        priority_lte=priority_lte,
        requirement=requirement,
        requirement_icontains=requirement_icontains,
        scope=scope,
        scope_icontains=scope_icontains,
        state=state,
        state_in=state_in,
        target_on=target_on,
        target_on_gte=target_on_gte,
        target_on_isnull=target_on_isnull,
        target_on_lt=target_on_lt,
        target_on_lte=target_on_lte,
        title=title,
        title_icontains=title_icontains,
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
    effect: str | Unset = UNSET,
    effect_icontains: str | Unset = UNSET,
    effect_direction: str | Unset = UNSET,
    effect_direction_icontains: str | Unset = UNSET,
    effect_unit: str | Unset = UNSET,
    effect_unit_icontains: str | Unset = UNSET,
    effect_value: float | Unset = UNSET,
    effect_value_gte: float | Unset = UNSET,
    effect_value_isnull: bool | Unset = UNSET,
    effect_value_lte: float | Unset = UNSET,
    goal: str | Unset = UNSET,
    goal_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PlanItemsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    moved_at_gte: datetime.datetime | Unset = UNSET,
    moved_at_lt: datetime.datetime | Unset = UNSET,
    moved_at_lte: datetime.datetime | Unset = UNSET,
    ordering: PlanItemsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    priority: int | Unset = UNSET,
    priority_gte: int | Unset = UNSET,
    priority_lte: int | Unset = UNSET,
    requirement: str | Unset = UNSET,
    requirement_icontains: str | Unset = UNSET,
    scope: str | Unset = UNSET,
    scope_icontains: str | Unset = UNSET,
    state: PlanItemsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    target_on: datetime.date | Unset = UNSET,
    target_on_gte: datetime.date | Unset = UNSET,
    target_on_isnull: bool | Unset = UNSET,
    target_on_lt: datetime.date | Unset = UNSET,
    target_on_lte: datetime.date | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPlanItemList | Problem | None:
    """List plan items

     Work on the product, from an idea to its measured effect.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        effect (str | Unset):
        effect_icontains (str | Unset):
        effect_direction (str | Unset):
        effect_direction_icontains (str | Unset):
        effect_unit (str | Unset):
        effect_unit_icontains (str | Unset):
        effect_value (float | Unset):
        effect_value_gte (float | Unset):
        effect_value_isnull (bool | Unset):
        effect_value_lte (float | Unset):
        goal (str | Unset):
        goal_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PlanItemsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        moved_at_gte (datetime.datetime | Unset):
        moved_at_lt (datetime.datetime | Unset):
        moved_at_lte (datetime.datetime | Unset):
        ordering (PlanItemsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        priority (int | Unset):
        priority_gte (int | Unset):
        priority_lte (int | Unset):
        requirement (str | Unset):
        requirement_icontains (str | Unset):
        scope (str | Unset):
        scope_icontains (str | Unset):
        state (PlanItemsListState | Unset):
        state_in (list[str] | Unset):
        target_on (datetime.date | Unset):
        target_on_gte (datetime.date | Unset):
        target_on_isnull (bool | Unset):
        target_on_lt (datetime.date | Unset):
        target_on_lte (datetime.date | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        PaginatedPlanItemList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            effect=effect,
            effect_icontains=effect_icontains,
            effect_direction=effect_direction,
            effect_direction_icontains=effect_direction_icontains,
            effect_unit=effect_unit,
            effect_unit_icontains=effect_unit_icontains,
            effect_value=effect_value,
            effect_value_gte=effect_value_gte,
            effect_value_isnull=effect_value_isnull,
            effect_value_lte=effect_value_lte,
            goal=goal,
            goal_icontains=goal_icontains,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_in=kind_in,
            limit=limit,
            moved_at_gte=moved_at_gte,
            moved_at_lt=moved_at_lt,
            moved_at_lte=moved_at_lte,
            ordering=ordering,
            owner=owner,
            owner_in=owner_in,
            owner_isnull=owner_isnull,
            priority=priority,
            priority_gte=priority_gte,
            priority_lte=priority_lte,
            requirement=requirement,
            requirement_icontains=requirement_icontains,
            scope=scope,
            scope_icontains=scope_icontains,
            state=state,
            state_in=state_in,
            target_on=target_on,
            target_on_gte=target_on_gte,
            target_on_isnull=target_on_isnull,
            target_on_lt=target_on_lt,
            target_on_lte=target_on_lte,
            title=title,
            title_icontains=title_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
