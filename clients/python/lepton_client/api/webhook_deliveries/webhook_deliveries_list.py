import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_delivery_list import PaginatedDeliveryList
from ...models.problem import Problem
from ...models.webhook_deliveries_list_state import WebhookDeliveriesListState
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    webhook_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    due_at_gte: datetime.datetime | Unset = UNSET,
    due_at_isnull: bool | Unset = UNSET,
    due_at_lt: datetime.datetime | Unset = UNSET,
    due_at_lte: datetime.datetime | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    message_id: str | Unset = UNSET,
    message_id_icontains: str | Unset = UNSET,
    state: WebhookDeliveriesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    tries: int | Unset = UNSET,
    tries_gte: int | Unset = UNSET,
    tries_lte: int | Unset = UNSET,
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

    json_due_at_gte: str | Unset = UNSET
    if not isinstance(due_at_gte, Unset):
        json_due_at_gte = due_at_gte.isoformat()
    params["due_at__gte"] = json_due_at_gte

    params["due_at__isnull"] = due_at_isnull

    json_due_at_lt: str | Unset = UNSET
    if not isinstance(due_at_lt, Unset):
        json_due_at_lt = due_at_lt.isoformat()
    params["due_at__lt"] = json_due_at_lt

    json_due_at_lte: str | Unset = UNSET
    if not isinstance(due_at_lte, Unset):
        json_due_at_lte = due_at_lte.isoformat()
    params["due_at__lte"] = json_due_at_lte

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

    params["kind"] = kind

    params["kind__icontains"] = kind_icontains

    params["limit"] = limit

    params["message_id"] = message_id

    params["message_id__icontains"] = message_id_icontains

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

    params["tries"] = tries

    params["tries__gte"] = tries_gte

    params["tries__lte"] = tries_lte

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
        "url": "/api/v1/projects/{project_id}/webhooks/{webhook_id}/deliveries/".format(
            project_id=quote(str(project_id), safe=""),
            webhook_id=quote(str(webhook_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedDeliveryList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedDeliveryList.from_dict(response.json())

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
) -> Response[PaginatedDeliveryList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    webhook_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    due_at_gte: datetime.datetime | Unset = UNSET,
    due_at_isnull: bool | Unset = UNSET,
    due_at_lt: datetime.datetime | Unset = UNSET,
    due_at_lte: datetime.datetime | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    message_id: str | Unset = UNSET,
    message_id_icontains: str | Unset = UNSET,
    state: WebhookDeliveriesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    tries: int | Unset = UNSET,
    tries_gte: int | Unset = UNSET,
    tries_lte: int | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDeliveryList | Problem]:
    """List deliveries

     Kept for WEBHOOK_DAYS (30 unless set) after they are over.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        webhook_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        due_at_gte (datetime.datetime | Unset):
        due_at_isnull (bool | Unset):
        due_at_lt (datetime.datetime | Unset):
        due_at_lte (datetime.datetime | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        message_id (str | Unset):
        message_id_icontains (str | Unset):
        state (WebhookDeliveriesListState | Unset):
        state_in (list[str] | Unset):
        tries (int | Unset):
        tries_gte (int | Unset):
        tries_lte (int | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDeliveryList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        webhook_id=webhook_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        due_at_gte=due_at_gte,
        due_at_isnull=due_at_isnull,
        due_at_lt=due_at_lt,
        due_at_lte=due_at_lte,
        finished_at_gte=finished_at_gte,
        finished_at_isnull=finished_at_isnull,
        finished_at_lt=finished_at_lt,
        finished_at_lte=finished_at_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_icontains=kind_icontains,
        limit=limit,
        message_id=message_id,
        message_id_icontains=message_id_icontains,
        state=state,
        state_in=state_in,
        tries=tries,
        tries_gte=tries_gte,
        tries_lte=tries_lte,
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
    webhook_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    due_at_gte: datetime.datetime | Unset = UNSET,
    due_at_isnull: bool | Unset = UNSET,
    due_at_lt: datetime.datetime | Unset = UNSET,
    due_at_lte: datetime.datetime | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    message_id: str | Unset = UNSET,
    message_id_icontains: str | Unset = UNSET,
    state: WebhookDeliveriesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    tries: int | Unset = UNSET,
    tries_gte: int | Unset = UNSET,
    tries_lte: int | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDeliveryList | Problem | None:
    """List deliveries

     Kept for WEBHOOK_DAYS (30 unless set) after they are over.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        webhook_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        due_at_gte (datetime.datetime | Unset):
        due_at_isnull (bool | Unset):
        due_at_lt (datetime.datetime | Unset):
        due_at_lte (datetime.datetime | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        message_id (str | Unset):
        message_id_icontains (str | Unset):
        state (WebhookDeliveriesListState | Unset):
        state_in (list[str] | Unset):
        tries (int | Unset):
        tries_gte (int | Unset):
        tries_lte (int | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDeliveryList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        webhook_id=webhook_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        due_at_gte=due_at_gte,
        due_at_isnull=due_at_isnull,
        due_at_lt=due_at_lt,
        due_at_lte=due_at_lte,
        finished_at_gte=finished_at_gte,
        finished_at_isnull=finished_at_isnull,
        finished_at_lt=finished_at_lt,
        finished_at_lte=finished_at_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_icontains=kind_icontains,
        limit=limit,
        message_id=message_id,
        message_id_icontains=message_id_icontains,
        state=state,
        state_in=state_in,
        tries=tries,
        tries_gte=tries_gte,
        tries_lte=tries_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    webhook_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    due_at_gte: datetime.datetime | Unset = UNSET,
    due_at_isnull: bool | Unset = UNSET,
    due_at_lt: datetime.datetime | Unset = UNSET,
    due_at_lte: datetime.datetime | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    message_id: str | Unset = UNSET,
    message_id_icontains: str | Unset = UNSET,
    state: WebhookDeliveriesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    tries: int | Unset = UNSET,
    tries_gte: int | Unset = UNSET,
    tries_lte: int | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDeliveryList | Problem]:
    """List deliveries

     Kept for WEBHOOK_DAYS (30 unless set) after they are over.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        webhook_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        due_at_gte (datetime.datetime | Unset):
        due_at_isnull (bool | Unset):
        due_at_lt (datetime.datetime | Unset):
        due_at_lte (datetime.datetime | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        message_id (str | Unset):
        message_id_icontains (str | Unset):
        state (WebhookDeliveriesListState | Unset):
        state_in (list[str] | Unset):
        tries (int | Unset):
        tries_gte (int | Unset):
        tries_lte (int | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDeliveryList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        webhook_id=webhook_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        due_at_gte=due_at_gte,
        due_at_isnull=due_at_isnull,
        due_at_lt=due_at_lt,
        due_at_lte=due_at_lte,
        finished_at_gte=finished_at_gte,
        finished_at_isnull=finished_at_isnull,
        finished_at_lt=finished_at_lt,
        finished_at_lte=finished_at_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_icontains=kind_icontains,
        limit=limit,
        message_id=message_id,
        message_id_icontains=message_id_icontains,
        state=state,
        state_in=state_in,
        tries=tries,
        tries_gte=tries_gte,
        tries_lte=tries_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    webhook_id: UUID,
    *,
    client: AuthenticatedClient,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    due_at_gte: datetime.datetime | Unset = UNSET,
    due_at_isnull: bool | Unset = UNSET,
    due_at_lt: datetime.datetime | Unset = UNSET,
    due_at_lte: datetime.datetime | Unset = UNSET,
    finished_at_gte: datetime.datetime | Unset = UNSET,
    finished_at_isnull: bool | Unset = UNSET,
    finished_at_lt: datetime.datetime | Unset = UNSET,
    finished_at_lte: datetime.datetime | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    message_id: str | Unset = UNSET,
    message_id_icontains: str | Unset = UNSET,
    state: WebhookDeliveriesListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    tries: int | Unset = UNSET,
    tries_gte: int | Unset = UNSET,
    tries_lte: int | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDeliveryList | Problem | None:
    """List deliveries

     Kept for WEBHOOK_DAYS (30 unless set) after they are over.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `webhooks`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        webhook_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        due_at_gte (datetime.datetime | Unset):
        due_at_isnull (bool | Unset):
        due_at_lt (datetime.datetime | Unset):
        due_at_lte (datetime.datetime | Unset):
        finished_at_gte (datetime.datetime | Unset):
        finished_at_isnull (bool | Unset):
        finished_at_lt (datetime.datetime | Unset):
        finished_at_lte (datetime.datetime | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        message_id (str | Unset):
        message_id_icontains (str | Unset):
        state (WebhookDeliveriesListState | Unset):
        state_in (list[str] | Unset):
        tries (int | Unset):
        tries_gte (int | Unset):
        tries_lte (int | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDeliveryList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            webhook_id=webhook_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            due_at_gte=due_at_gte,
            due_at_isnull=due_at_isnull,
            due_at_lt=due_at_lt,
            due_at_lte=due_at_lte,
            finished_at_gte=finished_at_gte,
            finished_at_isnull=finished_at_isnull,
            finished_at_lt=finished_at_lt,
            finished_at_lte=finished_at_lte,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_icontains=kind_icontains,
            limit=limit,
            message_id=message_id,
            message_id_icontains=message_id_icontains,
            state=state,
            state_in=state_in,
            tries=tries,
            tries_gte=tries_gte,
            tries_lte=tries_lte,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
