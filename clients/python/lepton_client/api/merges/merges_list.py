import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.merges_list_kind import MergesListKind
from ...models.paginated_merge_list import PaginatedMergeList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    can_be_undone: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: MergesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    loser: UUID | Unset = UNSET,
    loser_in: list[UUID] | Unset = UNSET,
    loser_name: str | Unset = UNSET,
    loser_name_icontains: str | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    undone_at_gte: datetime.datetime | Unset = UNSET,
    undone_at_isnull: bool | Unset = UNSET,
    undone_at_lt: datetime.datetime | Unset = UNSET,
    undone_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    winner: UUID | Unset = UNSET,
    winner_in: list[UUID] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["can_be_undone"] = can_be_undone

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

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    json_kind_in: list[str] | Unset = UNSET
    if not isinstance(kind_in, Unset):
        json_kind_in = kind_in

    params["kind__in"] = json_kind_in

    params["limit"] = limit

    json_loser: str | Unset = UNSET
    if not isinstance(loser, Unset):
        json_loser = str(loser)
    params["loser"] = json_loser

    json_loser_in: list[str] | Unset = UNSET
    if not isinstance(loser_in, Unset):
        json_loser_in = []
        for loser_in_item_data in loser_in:
            loser_in_item = str(loser_in_item_data)
            json_loser_in.append(loser_in_item)

    params["loser__in"] = json_loser_in

    params["loser_name"] = loser_name

    params["loser_name__icontains"] = loser_name_icontains

    json_made_by: str | Unset = UNSET
    if not isinstance(made_by, Unset):
        json_made_by = str(made_by)
    params["made_by"] = json_made_by

    json_made_by_in: list[str] | Unset = UNSET
    if not isinstance(made_by_in, Unset):
        json_made_by_in = []
        for made_by_in_item_data in made_by_in:
            made_by_in_item = str(made_by_in_item_data)
            json_made_by_in.append(made_by_in_item)

    params["made_by__in"] = json_made_by_in

    params["made_by__isnull"] = made_by_isnull

    json_undone_at_gte: str | Unset = UNSET
    if not isinstance(undone_at_gte, Unset):
        json_undone_at_gte = undone_at_gte.isoformat()
    params["undone_at__gte"] = json_undone_at_gte

    params["undone_at__isnull"] = undone_at_isnull

    json_undone_at_lt: str | Unset = UNSET
    if not isinstance(undone_at_lt, Unset):
        json_undone_at_lt = undone_at_lt.isoformat()
    params["undone_at__lt"] = json_undone_at_lt

    json_undone_at_lte: str | Unset = UNSET
    if not isinstance(undone_at_lte, Unset):
        json_undone_at_lte = undone_at_lte.isoformat()
    params["undone_at__lte"] = json_undone_at_lte

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

    json_winner: str | Unset = UNSET
    if not isinstance(winner, Unset):
        json_winner = str(winner)
    params["winner"] = json_winner

    json_winner_in: list[str] | Unset = UNSET
    if not isinstance(winner_in, Unset):
        json_winner_in = []
        for winner_in_item_data in winner_in:
            winner_in_item = str(winner_in_item_data)
            json_winner_in.append(winner_in_item)

    params["winner__in"] = json_winner_in

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/merges/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedMergeList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedMergeList.from_dict(response.json())

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
) -> Response[PaginatedMergeList | Problem]:
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
    can_be_undone: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: MergesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    loser: UUID | Unset = UNSET,
    loser_in: list[UUID] | Unset = UNSET,
    loser_name: str | Unset = UNSET,
    loser_name_icontains: str | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    undone_at_gte: datetime.datetime | Unset = UNSET,
    undone_at_isnull: bool | Unset = UNSET,
    undone_at_lt: datetime.datetime | Unset = UNSET,
    undone_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    winner: UUID | Unset = UNSET,
    winner_in: list[UUID] | Unset = UNSET,
) -> Response[PaginatedMergeList | Problem]:
    """List merges

     Records that became one. Editors merge and undo.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        can_be_undone (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (MergesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        loser (UUID | Unset):
        loser_in (list[UUID] | Unset):
        loser_name (str | Unset):
        loser_name_icontains (str | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        undone_at_gte (datetime.datetime | Unset):
        undone_at_isnull (bool | Unset):
        undone_at_lt (datetime.datetime | Unset):
        undone_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        winner (UUID | Unset):
        winner_in (list[UUID] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedMergeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        can_be_undone=can_be_undone,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        loser=loser,
        loser_in=loser_in,
        loser_name=loser_name,
        loser_name_icontains=loser_name_icontains,
        made_by=made_by,
        made_by_in=made_by_in,
        made_by_isnull=made_by_isnull,
        undone_at_gte=undone_at_gte,
        undone_at_isnull=undone_at_isnull,
        undone_at_lt=undone_at_lt,
        undone_at_lte=undone_at_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        winner=winner,
        winner_in=winner_in,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    can_be_undone: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: MergesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    loser: UUID | Unset = UNSET,
    loser_in: list[UUID] | Unset = UNSET,
    loser_name: str | Unset = UNSET,
    loser_name_icontains: str | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    undone_at_gte: datetime.datetime | Unset = UNSET,
    undone_at_isnull: bool | Unset = UNSET,
    undone_at_lt: datetime.datetime | Unset = UNSET,
    undone_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    winner: UUID | Unset = UNSET,
    winner_in: list[UUID] | Unset = UNSET,
) -> PaginatedMergeList | Problem | None:
    """List merges

     Records that became one. Editors merge and undo.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        can_be_undone (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (MergesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        loser (UUID | Unset):
        loser_in (list[UUID] | Unset):
        loser_name (str | Unset):
        loser_name_icontains (str | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        undone_at_gte (datetime.datetime | Unset):
        undone_at_isnull (bool | Unset):
        undone_at_lt (datetime.datetime | Unset):
        undone_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        winner (UUID | Unset):
        winner_in (list[UUID] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedMergeList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        can_be_undone=can_be_undone,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        loser=loser,
        loser_in=loser_in,
        loser_name=loser_name,
        loser_name_icontains=loser_name_icontains,
        made_by=made_by,
        made_by_in=made_by_in,
        made_by_isnull=made_by_isnull,
        undone_at_gte=undone_at_gte,
        undone_at_isnull=undone_at_isnull,
        undone_at_lt=undone_at_lt,
        undone_at_lte=undone_at_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        winner=winner,
        winner_in=winner_in,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    can_be_undone: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: MergesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    loser: UUID | Unset = UNSET,
    loser_in: list[UUID] | Unset = UNSET,
    loser_name: str | Unset = UNSET,
    loser_name_icontains: str | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    undone_at_gte: datetime.datetime | Unset = UNSET,
    undone_at_isnull: bool | Unset = UNSET,
    undone_at_lt: datetime.datetime | Unset = UNSET,
    undone_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    winner: UUID | Unset = UNSET,
    winner_in: list[UUID] | Unset = UNSET,
) -> Response[PaginatedMergeList | Problem]:
    """List merges

     Records that became one. Editors merge and undo.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        can_be_undone (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (MergesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        loser (UUID | Unset):
        loser_in (list[UUID] | Unset):
        loser_name (str | Unset):
        loser_name_icontains (str | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        undone_at_gte (datetime.datetime | Unset):
        undone_at_isnull (bool | Unset):
        undone_at_lt (datetime.datetime | Unset):
        undone_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        winner (UUID | Unset):
        winner_in (list[UUID] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedMergeList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        can_be_undone=can_be_undone,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        loser=loser,
        loser_in=loser_in,
        loser_name=loser_name,
        loser_name_icontains=loser_name_icontains,
        made_by=made_by,
        made_by_in=made_by_in,
        made_by_isnull=made_by_isnull,
        undone_at_gte=undone_at_gte,
        undone_at_isnull=undone_at_isnull,
        undone_at_lt=undone_at_lt,
        undone_at_lte=undone_at_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        winner=winner,
        winner_in=winner_in,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    can_be_undone: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: MergesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    loser: UUID | Unset = UNSET,
    loser_in: list[UUID] | Unset = UNSET,
    loser_name: str | Unset = UNSET,
    loser_name_icontains: str | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    undone_at_gte: datetime.datetime | Unset = UNSET,
    undone_at_isnull: bool | Unset = UNSET,
    undone_at_lt: datetime.datetime | Unset = UNSET,
    undone_at_lte: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    winner: UUID | Unset = UNSET,
    winner_in: list[UUID] | Unset = UNSET,
) -> PaginatedMergeList | Problem | None:
    """List merges

     Records that became one. Editors merge and undo.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        can_be_undone (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (MergesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        loser (UUID | Unset):
        loser_in (list[UUID] | Unset):
        loser_name (str | Unset):
        loser_name_icontains (str | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        undone_at_gte (datetime.datetime | Unset):
        undone_at_isnull (bool | Unset):
        undone_at_lt (datetime.datetime | Unset):
        undone_at_lte (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        winner (UUID | Unset):
        winner_in (list[UUID] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedMergeList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            can_be_undone=can_be_undone,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_in=kind_in,
            limit=limit,
            loser=loser,
            loser_in=loser_in,
            loser_name=loser_name,
            loser_name_icontains=loser_name_icontains,
            made_by=made_by,
            made_by_in=made_by_in,
            made_by_isnull=made_by_isnull,
            undone_at_gte=undone_at_gte,
            undone_at_isnull=undone_at_isnull,
            undone_at_lt=undone_at_lt,
            undone_at_lte=undone_at_lte,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            winner=winner,
            winner_in=winner_in,
        )
    ).parsed
