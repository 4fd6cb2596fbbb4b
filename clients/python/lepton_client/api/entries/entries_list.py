import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.entries_list_ordering import EntriesListOrdering
from ...models.entries_list_stage import EntriesListStage
from ...models.paginated_entry_list import PaginatedEntryList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_home: bool | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: EntriesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: EntriesListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    target_launch: datetime.date | Unset = UNSET,
    target_launch_gte: datetime.date | Unset = UNSET,
    target_launch_isnull: bool | Unset = UNSET,
    target_launch_lt: datetime.date | Unset = UNSET,
    target_launch_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["country"] = country

    json_country_in: list[str] | Unset = UNSET
    if not isinstance(country_in, Unset):
        json_country_in = country_in

    params["country__in"] = json_country_in

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

    params["is_home"] = is_home

    params["limit"] = limit

    params["note"] = note

    params["note__icontains"] = note_icontains

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

    json_stage: str | Unset = UNSET
    if not isinstance(stage, Unset):
        json_stage = stage.value

    params["stage"] = json_stage

    json_stage_in: list[str] | Unset = UNSET
    if not isinstance(stage_in, Unset):
        json_stage_in = stage_in

    params["stage__in"] = json_stage_in

    json_target_launch: str | Unset = UNSET
    if not isinstance(target_launch, Unset):
        json_target_launch = target_launch.isoformat()
    params["target_launch"] = json_target_launch

    json_target_launch_gte: str | Unset = UNSET
    if not isinstance(target_launch_gte, Unset):
        json_target_launch_gte = target_launch_gte.isoformat()
    params["target_launch__gte"] = json_target_launch_gte

    params["target_launch__isnull"] = target_launch_isnull

    json_target_launch_lt: str | Unset = UNSET
    if not isinstance(target_launch_lt, Unset):
        json_target_launch_lt = target_launch_lt.isoformat()
    params["target_launch__lt"] = json_target_launch_lt

    json_target_launch_lte: str | Unset = UNSET
    if not isinstance(target_launch_lte, Unset):
        json_target_launch_lte = target_launch_lte.isoformat()
    params["target_launch__lte"] = json_target_launch_lte

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
        "url": "/api/v1/projects/{project_id}/entries/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedEntryList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedEntryList.from_dict(response.json())

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
) -> Response[PaginatedEntryList | Problem]:
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
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_home: bool | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: EntriesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: EntriesListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    target_launch: datetime.date | Unset = UNSET,
    target_launch_gte: datetime.date | Unset = UNSET,
    target_launch_isnull: bool | Unset = UNSET,
    target_launch_lt: datetime.date | Unset = UNSET,
    target_launch_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedEntryList | Problem]:
    """List market entries

     Market entries: the project in one country each, the home market included.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_home (bool | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (EntriesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (EntriesListStage | Unset):
        stage_in (list[str] | Unset):
        target_launch (datetime.date | Unset):
        target_launch_gte (datetime.date | Unset):
        target_launch_isnull (bool | Unset):
        target_launch_lt (datetime.date | Unset):
        target_launch_lte (datetime.date | Unset):
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
        Response[PaginatedEntryList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        is_home=is_home,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        stage=stage,
        stage_in=stage_in,
        target_launch=target_launch,
        target_launch_gte=target_launch_gte,
        target_launch_isnull=target_launch_isnull,
        target_launch_lt=target_launch_lt,
        target_launch_lte=target_launch_lte,
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
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_home: bool | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: EntriesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: EntriesListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    target_launch: datetime.date | Unset = UNSET,
    target_launch_gte: datetime.date | Unset = UNSET,
    target_launch_isnull: bool | Unset = UNSET,
    target_launch_lt: datetime.date | Unset = UNSET,
    target_launch_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedEntryList | Problem | None:
    """List market entries

     Market entries: the project in one country each, the home market included.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_home (bool | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (EntriesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (EntriesListStage | Unset):
        stage_in (list[str] | Unset):
        target_launch (datetime.date | Unset):
        target_launch_gte (datetime.date | Unset):
        target_launch_isnull (bool | Unset):
        target_launch_lt (datetime.date | Unset):
        target_launch_lte (datetime.date | Unset):
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
        PaginatedEntryList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        is_home=is_home,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        stage=stage,
        stage_in=stage_in,
        target_launch=target_launch,
        target_launch_gte=target_launch_gte,
        target_launch_isnull=target_launch_isnull,
        target_launch_lt=target_launch_lt,
        target_launch_lte=target_launch_lte,
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
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_home: bool | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: EntriesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: EntriesListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    target_launch: datetime.date | Unset = UNSET,
    target_launch_gte: datetime.date | Unset = UNSET,
    target_launch_isnull: bool | Unset = UNSET,
    target_launch_lt: datetime.date | Unset = UNSET,
    target_launch_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedEntryList | Problem]:
    """List market entries

     Market entries: the project in one country each, the home market included.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_home (bool | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (EntriesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (EntriesListStage | Unset):
        stage_in (list[str] | Unset):
        target_launch (datetime.date | Unset):
        target_launch_gte (datetime.date | Unset):
        target_launch_isnull (bool | Unset):
        target_launch_lt (datetime.date | Unset):
        target_launch_lte (datetime.date | Unset):
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
        Response[PaginatedEntryList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        is_home=is_home,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        stage=stage,
        stage_in=stage_in,
        target_launch=target_launch,
        target_launch_gte=target_launch_gte,
        target_launch_isnull=target_launch_isnull,
        target_launch_lt=target_launch_lt,
        target_launch_lte=target_launch_lte,
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
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_home: bool | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: EntriesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: EntriesListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    target_launch: datetime.date | Unset = UNSET,
    target_launch_gte: datetime.date | Unset = UNSET,
    target_launch_isnull: bool | Unset = UNSET,
    target_launch_lt: datetime.date | Unset = UNSET,
    target_launch_lte: datetime.date | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedEntryList | Problem | None:
    """List market entries

     Market entries: the project in one country each, the home market included.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_home (bool | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (EntriesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (EntriesListStage | Unset):
        stage_in (list[str] | Unset):
        target_launch (datetime.date | Unset):
        target_launch_gte (datetime.date | Unset):
        target_launch_isnull (bool | Unset):
        target_launch_lt (datetime.date | Unset):
        target_launch_lte (datetime.date | Unset):
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
        PaginatedEntryList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            country=country,
            country_in=country_in,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            is_home=is_home,
            limit=limit,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            owner=owner,
            owner_in=owner_in,
            owner_isnull=owner_isnull,
            stage=stage,
            stage_in=stage_in,
            target_launch=target_launch,
            target_launch_gte=target_launch_gte,
            target_launch_isnull=target_launch_isnull,
            target_launch_lt=target_launch_lt,
            target_launch_lte=target_launch_lte,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
