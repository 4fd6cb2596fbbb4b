import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.drift_alerts_list_state import DriftAlertsListState
from ...models.paginated_drift_alert_list import PaginatedDriftAlertList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    alias: str | Unset = UNSET,
    alias_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    handled_by: UUID | Unset = UNSET,
    handled_by_in: list[UUID] | Unset = UNSET,
    handled_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    seen_at_gte: datetime.datetime | Unset = UNSET,
    seen_at_lt: datetime.datetime | Unset = UNSET,
    seen_at_lte: datetime.datetime | Unset = UNSET,
    snoozed_until_gte: datetime.datetime | Unset = UNSET,
    snoozed_until_isnull: bool | Unset = UNSET,
    snoozed_until_lt: datetime.datetime | Unset = UNSET,
    snoozed_until_lte: datetime.datetime | Unset = UNSET,
    state: DriftAlertsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["alias"] = alias

    params["alias__icontains"] = alias_icontains

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

    json_handled_by: str | Unset = UNSET
    if not isinstance(handled_by, Unset):
        json_handled_by = str(handled_by)
    params["handled_by"] = json_handled_by

    json_handled_by_in: list[str] | Unset = UNSET
    if not isinstance(handled_by_in, Unset):
        json_handled_by_in = []
        for handled_by_in_item_data in handled_by_in:
            handled_by_in_item = str(handled_by_in_item_data)
            json_handled_by_in.append(handled_by_in_item)

    params["handled_by__in"] = json_handled_by_in

    params["handled_by__isnull"] = handled_by_isnull

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

    json_seen_at_gte: str | Unset = UNSET
    if not isinstance(seen_at_gte, Unset):
        json_seen_at_gte = seen_at_gte.isoformat()
    params["seen_at__gte"] = json_seen_at_gte

    json_seen_at_lt: str | Unset = UNSET
    if not isinstance(seen_at_lt, Unset):
        json_seen_at_lt = seen_at_lt.isoformat()
    params["seen_at__lt"] = json_seen_at_lt

    json_seen_at_lte: str | Unset = UNSET
    if not isinstance(seen_at_lte, Unset):
        json_seen_at_lte = seen_at_lte.isoformat()
    params["seen_at__lte"] = json_seen_at_lte

    json_snoozed_until_gte: str | Unset = UNSET
    if not isinstance(snoozed_until_gte, Unset):
        json_snoozed_until_gte = snoozed_until_gte.isoformat()
    params["snoozed_until__gte"] = json_snoozed_until_gte

    params["snoozed_until__isnull"] = snoozed_until_isnull

    json_snoozed_until_lt: str | Unset = UNSET
    if not isinstance(snoozed_until_lt, Unset):
        json_snoozed_until_lt = snoozed_until_lt.isoformat()
    params["snoozed_until__lt"] = json_snoozed_until_lt

    json_snoozed_until_lte: str | Unset = UNSET
    if not isinstance(snoozed_until_lte, Unset):
        json_snoozed_until_lte = snoozed_until_lte.isoformat()
    params["snoozed_until__lte"] = json_snoozed_until_lte

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
        "url": "/api/v1/projects/{project_id}/drift-alerts/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedDriftAlertList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedDriftAlertList.from_dict(response.json())

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
) -> Response[PaginatedDriftAlertList | Problem]:
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
    alias: str | Unset = UNSET,
    alias_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    handled_by: UUID | Unset = UNSET,
    handled_by_in: list[UUID] | Unset = UNSET,
    handled_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    seen_at_gte: datetime.datetime | Unset = UNSET,
    seen_at_lt: datetime.datetime | Unset = UNSET,
    seen_at_lte: datetime.datetime | Unset = UNSET,
    snoozed_until_gte: datetime.datetime | Unset = UNSET,
    snoozed_until_isnull: bool | Unset = UNSET,
    snoozed_until_lt: datetime.datetime | Unset = UNSET,
    snoozed_until_lte: datetime.datetime | Unset = UNSET,
    state: DriftAlertsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDriftAlertList | Problem]:
    """List drift alerts

     Drifts that people were told of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str | Unset):
        alias_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        handled_by (UUID | Unset):
        handled_by_in (list[UUID] | Unset):
        handled_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        seen_at_gte (datetime.datetime | Unset):
        seen_at_lt (datetime.datetime | Unset):
        seen_at_lte (datetime.datetime | Unset):
        snoozed_until_gte (datetime.datetime | Unset):
        snoozed_until_isnull (bool | Unset):
        snoozed_until_lt (datetime.datetime | Unset):
        snoozed_until_lte (datetime.datetime | Unset):
        state (DriftAlertsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDriftAlertList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        alias_icontains=alias_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        handled_by=handled_by,
        handled_by_in=handled_by_in,
        handled_by_isnull=handled_by_isnull,
        id=id,
        id_in=id_in,
        limit=limit,
        model=model,
        model_in=model_in,
        seen_at_gte=seen_at_gte,
        seen_at_lt=seen_at_lt,
        seen_at_lte=seen_at_lte,
        snoozed_until_gte=snoozed_until_gte,
        snoozed_until_isnull=snoozed_until_isnull,
        snoozed_until_lt=snoozed_until_lt,
        snoozed_until_lte=snoozed_until_lte,
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
    *,
    client: AuthenticatedClient,
    alias: str | Unset = UNSET,
    alias_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    handled_by: UUID | Unset = UNSET,
    handled_by_in: list[UUID] | Unset = UNSET,
    handled_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    seen_at_gte: datetime.datetime | Unset = UNSET,
    seen_at_lt: datetime.datetime | Unset = UNSET,
    seen_at_lte: datetime.datetime | Unset = UNSET,
    snoozed_until_gte: datetime.datetime | Unset = UNSET,
    snoozed_until_isnull: bool | Unset = UNSET,
    snoozed_until_lt: datetime.datetime | Unset = UNSET,
    snoozed_until_lte: datetime.datetime | Unset = UNSET,
    state: DriftAlertsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDriftAlertList | Problem | None:
    """List drift alerts

     Drifts that people were told of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str | Unset):
        alias_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        handled_by (UUID | Unset):
        handled_by_in (list[UUID] | Unset):
        handled_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        seen_at_gte (datetime.datetime | Unset):
        seen_at_lt (datetime.datetime | Unset):
        seen_at_lte (datetime.datetime | Unset):
        snoozed_until_gte (datetime.datetime | Unset):
        snoozed_until_isnull (bool | Unset):
        snoozed_until_lt (datetime.datetime | Unset):
        snoozed_until_lte (datetime.datetime | Unset):
        state (DriftAlertsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDriftAlertList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        alias=alias,
        alias_icontains=alias_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        handled_by=handled_by,
        handled_by_in=handled_by_in,
        handled_by_isnull=handled_by_isnull,
        id=id,
        id_in=id_in,
        limit=limit,
        model=model,
        model_in=model_in,
        seen_at_gte=seen_at_gte,
        seen_at_lt=seen_at_lt,
        seen_at_lte=seen_at_lte,
        snoozed_until_gte=snoozed_until_gte,
        snoozed_until_isnull=snoozed_until_isnull,
        snoozed_until_lt=snoozed_until_lt,
        snoozed_until_lte=snoozed_until_lte,
        state=state,
        state_in=state_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    alias: str | Unset = UNSET,
    alias_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    handled_by: UUID | Unset = UNSET,
    handled_by_in: list[UUID] | Unset = UNSET,
    handled_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    seen_at_gte: datetime.datetime | Unset = UNSET,
    seen_at_lt: datetime.datetime | Unset = UNSET,
    seen_at_lte: datetime.datetime | Unset = UNSET,
    snoozed_until_gte: datetime.datetime | Unset = UNSET,
    snoozed_until_isnull: bool | Unset = UNSET,
    snoozed_until_lt: datetime.datetime | Unset = UNSET,
    snoozed_until_lte: datetime.datetime | Unset = UNSET,
    state: DriftAlertsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDriftAlertList | Problem]:
    """List drift alerts

     Drifts that people were told of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str | Unset):
        alias_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        handled_by (UUID | Unset):
        handled_by_in (list[UUID] | Unset):
        handled_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        seen_at_gte (datetime.datetime | Unset):
        seen_at_lt (datetime.datetime | Unset):
        seen_at_lte (datetime.datetime | Unset):
        snoozed_until_gte (datetime.datetime | Unset):
        snoozed_until_isnull (bool | Unset):
        snoozed_until_lt (datetime.datetime | Unset):
        snoozed_until_lte (datetime.datetime | Unset):
        state (DriftAlertsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDriftAlertList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        alias_icontains=alias_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        handled_by=handled_by,
        handled_by_in=handled_by_in,
        handled_by_isnull=handled_by_isnull,
        id=id,
        id_in=id_in,
        limit=limit,
        model=model,
        model_in=model_in,
        seen_at_gte=seen_at_gte,
        seen_at_lt=seen_at_lt,
        seen_at_lte=seen_at_lte,
        snoozed_until_gte=snoozed_until_gte,
        snoozed_until_isnull=snoozed_until_isnull,
        snoozed_until_lt=snoozed_until_lt,
        snoozed_until_lte=snoozed_until_lte,
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
    *,
    client: AuthenticatedClient,
    alias: str | Unset = UNSET,
    alias_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    handled_by: UUID | Unset = UNSET,
    handled_by_in: list[UUID] | Unset = UNSET,
    handled_by_isnull: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    seen_at_gte: datetime.datetime | Unset = UNSET,
    seen_at_lt: datetime.datetime | Unset = UNSET,
    seen_at_lte: datetime.datetime | Unset = UNSET,
    snoozed_until_gte: datetime.datetime | Unset = UNSET,
    snoozed_until_isnull: bool | Unset = UNSET,
    snoozed_until_lt: datetime.datetime | Unset = UNSET,
    snoozed_until_lte: datetime.datetime | Unset = UNSET,
    state: DriftAlertsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDriftAlertList | Problem | None:
    """List drift alerts

     Drifts that people were told of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        alias (str | Unset):
        alias_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        handled_by (UUID | Unset):
        handled_by_in (list[UUID] | Unset):
        handled_by_isnull (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        seen_at_gte (datetime.datetime | Unset):
        seen_at_lt (datetime.datetime | Unset):
        seen_at_lte (datetime.datetime | Unset):
        snoozed_until_gte (datetime.datetime | Unset):
        snoozed_until_isnull (bool | Unset):
        snoozed_until_lt (datetime.datetime | Unset):
        snoozed_until_lte (datetime.datetime | Unset):
        state (DriftAlertsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDriftAlertList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            alias=alias,
            alias_icontains=alias_icontains,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            handled_by=handled_by,
            handled_by_in=handled_by_in,
            handled_by_isnull=handled_by_isnull,
            id=id,
            id_in=id_in,
            limit=limit,
            model=model,
            model_in=model_in,
            seen_at_gte=seen_at_gte,
            seen_at_lt=seen_at_lt,
            seen_at_lte=seen_at_lte,
            snoozed_until_gte=snoozed_until_gte,
            snoozed_until_isnull=snoozed_until_isnull,
            snoozed_until_lt=snoozed_until_lt,
            snoozed_until_lte=snoozed_until_lte,
            state=state,
            state_in=state_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
