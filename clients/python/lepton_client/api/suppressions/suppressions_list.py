import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_suppression_list import PaginatedSuppressionList
from ...models.problem import Problem
from ...models.suppressions_list_kind import SuppressionsListKind
from ...models.suppressions_list_ordering import SuppressionsListOrdering
from ...models.suppressions_list_reason import SuppressionsListReason
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    channel: SuppressionsListKind | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lifted_at_gte: datetime.datetime | Unset = UNSET,
    lifted_at_isnull: bool | Unset = UNSET,
    lifted_at_lt: datetime.datetime | Unset = UNSET,
    lifted_at_lte: datetime.datetime | Unset = UNSET,
    lifted_why: str | Unset = UNSET,
    lifted_why_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: SuppressionsListOrdering | Unset = UNSET,
    reason: SuppressionsListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_channel: str | Unset = UNSET
    if not isinstance(channel, Unset):
        json_channel = channel.value

    params["channel"] = json_channel

    json_channel_in: list[str] | Unset = UNSET
    if not isinstance(channel_in, Unset):
        json_channel_in = channel_in

    params["channel__in"] = json_channel_in

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

    json_lifted_at_gte: str | Unset = UNSET
    if not isinstance(lifted_at_gte, Unset):
        json_lifted_at_gte = lifted_at_gte.isoformat()
    params["lifted_at__gte"] = json_lifted_at_gte

    params["lifted_at__isnull"] = lifted_at_isnull

    json_lifted_at_lt: str | Unset = UNSET
    if not isinstance(lifted_at_lt, Unset):
        json_lifted_at_lt = lifted_at_lt.isoformat()
    params["lifted_at__lt"] = json_lifted_at_lt

    json_lifted_at_lte: str | Unset = UNSET
    if not isinstance(lifted_at_lte, Unset):
        json_lifted_at_lte = lifted_at_lte.isoformat()
    params["lifted_at__lte"] = json_lifted_at_lte

    params["lifted_why"] = lifted_why

    params["lifted_why__icontains"] = lifted_why_icontains

    params["limit"] = limit

    params["note"] = note

    params["note__icontains"] = note_icontains

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    json_reason: str | Unset = UNSET
    if not isinstance(reason, Unset):
        json_reason = reason.value

    params["reason"] = json_reason

    json_reason_in: list[str] | Unset = UNSET
    if not isinstance(reason_in, Unset):
        json_reason_in = reason_in

    params["reason__in"] = json_reason_in

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
        "url": "/api/v1/projects/{project_id}/suppressions/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedSuppressionList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedSuppressionList.from_dict(response.json())

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
) -> Response[PaginatedSuppressionList | Problem]:
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
    channel: SuppressionsListKind | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lifted_at_gte: datetime.datetime | Unset = UNSET,
    lifted_at_isnull: bool | Unset = UNSET,
    lifted_at_lt: datetime.datetime | Unset = UNSET,
    lifted_at_lte: datetime.datetime | Unset = UNSET,
    lifted_why: str | Unset = UNSET,
    lifted_why_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: SuppressionsListOrdering | Unset = UNSET,
    reason: SuppressionsListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedSuppressionList | Problem]:
    """List suppressions

     Addresses that are not to be used, known by keyed hashes alone.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (SuppressionsListKind | Unset):
        channel_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lifted_at_gte (datetime.datetime | Unset):
        lifted_at_isnull (bool | Unset):
        lifted_at_lt (datetime.datetime | Unset):
        lifted_at_lte (datetime.datetime | Unset):
        lifted_why (str | Unset):
        lifted_why_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (SuppressionsListOrdering | Unset):
        reason (SuppressionsListReason | Unset):
        reason_in (list[str] | Unset):
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
        Response[PaginatedSuppressionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        channel=channel,
        channel_in=channel_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        lifted_at_gte=lifted_at_gte,
        lifted_at_isnull=lifted_at_isnull,
        lifted_at_lt=lifted_at_lt,
        lifted_at_lte=lifted_at_lte,
        lifted_why=lifted_why,
        lifted_why_icontains=lifted_why_icontains,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        reason=reason,
        reason_in=reason_in,
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
    channel: SuppressionsListKind | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lifted_at_gte: datetime.datetime | Unset = UNSET,
    lifted_at_isnull: bool | Unset = UNSET,
    lifted_at_lt: datetime.datetime | Unset = UNSET,
    lifted_at_lte: datetime.datetime | Unset = UNSET,
    lifted_why: str | Unset = UNSET,
    lifted_why_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: SuppressionsListOrdering | Unset = UNSET,
    reason: SuppressionsListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedSuppressionList | Problem | None:
    """List suppressions

     Addresses that are not to be used, known by keyed hashes alone.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (SuppressionsListKind | Unset):
        channel_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lifted_at_gte (datetime.datetime | Unset):
        lifted_at_isnull (bool | Unset):
        lifted_at_lt (datetime.datetime | Unset):
        lifted_at_lte (datetime.datetime | Unset):
        lifted_why (str | Unset):
        lifted_why_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (SuppressionsListOrdering | Unset):
        reason (SuppressionsListReason | Unset):
        reason_in (list[str] | Unset):
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
        PaginatedSuppressionList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        channel=channel,
        channel_in=channel_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        lifted_at_gte=lifted_at_gte,
        lifted_at_isnull=lifted_at_isnull,
        lifted_at_lt=lifted_at_lt,
        lifted_at_lte=lifted_at_lte,
        lifted_why=lifted_why,
        lifted_why_icontains=lifted_why_icontains,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        reason=reason,
        reason_in=reason_in,
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
    channel: SuppressionsListKind | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lifted_at_gte: datetime.datetime | Unset = UNSET,
    lifted_at_isnull: bool | Unset = UNSET,
    lifted_at_lt: datetime.datetime | Unset = UNSET,
    lifted_at_lte: datetime.datetime | Unset = UNSET,
    lifted_why: str | Unset = UNSET,
    lifted_why_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: SuppressionsListOrdering | Unset = UNSET,
    reason: SuppressionsListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedSuppressionList | Problem]:
    """List suppressions

     Addresses that are not to be used, known by keyed hashes alone.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (SuppressionsListKind | Unset):
        channel_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lifted_at_gte (datetime.datetime | Unset):
        lifted_at_isnull (bool | Unset):
        lifted_at_lt (datetime.datetime | Unset):
        lifted_at_lte (datetime.datetime | Unset):
        lifted_why (str | Unset):
        lifted_why_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (SuppressionsListOrdering | Unset):
        reason (SuppressionsListReason | Unset):
        reason_in (list[str] | Unset):
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
        Response[PaginatedSuppressionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        channel=channel,
        channel_in=channel_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        lifted_at_gte=lifted_at_gte,
        lifted_at_isnull=lifted_at_isnull,
        lifted_at_lt=lifted_at_lt,
        lifted_at_lte=lifted_at_lte,
        lifted_why=lifted_why,
        lifted_why_icontains=lifted_why_icontains,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        reason=reason,
        reason_in=reason_in,
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
    channel: SuppressionsListKind | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lifted_at_gte: datetime.datetime | Unset = UNSET,
    lifted_at_isnull: bool | Unset = UNSET,
    lifted_at_lt: datetime.datetime | Unset = UNSET,
    lifted_at_lte: datetime.datetime | Unset = UNSET,
    lifted_why: str | Unset = UNSET,
    lifted_why_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: SuppressionsListOrdering | Unset = UNSET,
    reason: SuppressionsListReason | Unset = UNSET,
    reason_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedSuppressionList | Problem | None:
    """List suppressions

     Addresses that are not to be used, known by keyed hashes alone.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (SuppressionsListKind | Unset):
        channel_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lifted_at_gte (datetime.datetime | Unset):
        lifted_at_isnull (bool | Unset):
        lifted_at_lt (datetime.datetime | Unset):
        lifted_at_lte (datetime.datetime | Unset):
        lifted_why (str | Unset):
        lifted_why_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (SuppressionsListOrdering | Unset):
        reason (SuppressionsListReason | Unset):
        reason_in (list[str] | Unset):
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
        PaginatedSuppressionList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            channel=channel,
            channel_in=channel_in,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            lifted_at_gte=lifted_at_gte,
            lifted_at_isnull=lifted_at_isnull,
            lifted_at_lt=lifted_at_lt,
            lifted_at_lte=lifted_at_lte,
            lifted_why=lifted_why,
            lifted_why_icontains=lifted_why_icontains,
            limit=limit,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            reason=reason,
            reason_in=reason_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
