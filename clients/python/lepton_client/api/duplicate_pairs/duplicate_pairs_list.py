import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.duplicate_pairs_list_kind import DuplicatePairsListKind
from ...models.duplicate_pairs_list_state import DuplicatePairsListState
from ...models.paginated_duplicate_pair_list import PaginatedDuplicatePairList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    first: UUID | Unset = UNSET,
    first_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DuplicatePairsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    second: UUID | Unset = UNSET,
    second_in: list[UUID] | Unset = UNSET,
    state: DuplicatePairsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
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

    json_first: str | Unset = UNSET
    if not isinstance(first, Unset):
        json_first = str(first)
    params["first"] = json_first

    json_first_in: list[str] | Unset = UNSET
    if not isinstance(first_in, Unset):
        json_first_in = []
        for first_in_item_data in first_in:
            first_in_item = str(first_in_item_data)
            json_first_in.append(first_in_item)

    params["first__in"] = json_first_in

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

    params["score"] = score

    params["score__gte"] = score_gte

    params["score__lte"] = score_lte

    json_second: str | Unset = UNSET
    if not isinstance(second, Unset):
        json_second = str(second)
    params["second"] = json_second

    json_second_in: list[str] | Unset = UNSET
    if not isinstance(second_in, Unset):
        json_second_in = []
        for second_in_item_data in second_in:
            second_in_item = str(second_in_item_data)
            json_second_in.append(second_in_item)

    params["second__in"] = json_second_in

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
        "url": "/api/v1/projects/{project_id}/duplicate-pairs/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedDuplicatePairList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedDuplicatePairList.from_dict(response.json())

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
) -> Response[PaginatedDuplicatePairList | Problem]:
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
    first: UUID | Unset = UNSET,
    first_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DuplicatePairsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    second: UUID | Unset = UNSET,
    second_in: list[UUID] | Unset = UNSET,
    state: DuplicatePairsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDuplicatePairList | Problem]:
    """List possible duplicates

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        first (UUID | Unset):
        first_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DuplicatePairsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        score (float | Unset):
        score_gte (float | Unset):
        score_lte (float | Unset):
        second (UUID | Unset):
        second_in (list[UUID] | Unset):
        state (DuplicatePairsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDuplicatePairList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        first=first,
        first_in=first_in,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        score=score,
        score_gte=score_gte,
        score_lte=score_lte,
        second=second,
        second_in=second_in,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    first: UUID | Unset = UNSET,
    first_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DuplicatePairsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    second: UUID | Unset = UNSET,
    second_in: list[UUID] | Unset = UNSET,
    state: DuplicatePairsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDuplicatePairList | Problem | None:
    """List possible duplicates

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        first (UUID | Unset):
        first_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DuplicatePairsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        score (float | Unset):
        score_gte (float | Unset):
        score_lte (float | Unset):
        second (UUID | Unset):
        second_in (list[UUID] | Unset):
        state (DuplicatePairsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDuplicatePairList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        first=first,
        first_in=first_in,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        score=score,
        score_gte=score_gte,
        score_lte=score_lte,
        second=second,
        second_in=second_in,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    first: UUID | Unset = UNSET,
    first_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DuplicatePairsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    second: UUID | Unset = UNSET,
    second_in: list[UUID] | Unset = UNSET,
    state: DuplicatePairsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedDuplicatePairList | Problem]:
    """List possible duplicates

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        first (UUID | Unset):
        first_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DuplicatePairsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        score (float | Unset):
        score_gte (float | Unset):
        score_lte (float | Unset):
        second (UUID | Unset):
        second_in (list[UUID] | Unset):
        state (DuplicatePairsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedDuplicatePairList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        first=first,
        first_in=first_in,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        score=score,
        score_gte=score_gte,
        score_lte=score_lte,
        second=second,
        second_in=second_in,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    first: UUID | Unset = UNSET,
    first_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: DuplicatePairsListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    second: UUID | Unset = UNSET,
    second_in: list[UUID] | Unset = UNSET,
    state: DuplicatePairsListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedDuplicatePairList | Problem | None:
    """List possible duplicates

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        first (UUID | Unset):
        first_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (DuplicatePairsListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        score (float | Unset):
        score_gte (float | Unset):
        score_lte (float | Unset):
        second (UUID | Unset):
        second_in (list[UUID] | Unset):
        state (DuplicatePairsListState | Unset):
        state_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedDuplicatePairList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            first=first,
            first_in=first_in,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_in=kind_in,
            limit=limit,
            score=score,
            score_gte=score_gte,
            score_lte=score_lte,
            second=second,
            second_in=second_in,
            state=state,
            state_in=state_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
