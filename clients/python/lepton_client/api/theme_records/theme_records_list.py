import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_theme_record_list import PaginatedThemeRecordList
from ...models.problem import Problem
from ...models.theme_records_list_by import ThemeRecordsListBy
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    theme_id: UUID,
    *,
    by: ThemeRecordsListBy | Unset = UNSET,
    by_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    record: UUID | Unset = UNSET,
    record_in: list[UUID] | Unset = UNSET,
    similarity: float | Unset = UNSET,
    similarity_gte: float | Unset = UNSET,
    similarity_isnull: bool | Unset = UNSET,
    similarity_lte: float | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_by: str | Unset = UNSET
    if not isinstance(by, Unset):
        json_by = by.value

    params["by"] = json_by

    json_by_in: list[str] | Unset = UNSET
    if not isinstance(by_in, Unset):
        json_by_in = by_in

    params["by__in"] = json_by_in

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

    params["language"] = language

    params["language__icontains"] = language_icontains

    params["limit"] = limit

    json_occurred_at_gte: str | Unset = UNSET
    if not isinstance(occurred_at_gte, Unset):
        json_occurred_at_gte = occurred_at_gte.isoformat()
    params["occurred_at__gte"] = json_occurred_at_gte

    json_occurred_at_lt: str | Unset = UNSET
    if not isinstance(occurred_at_lt, Unset):
        json_occurred_at_lt = occurred_at_lt.isoformat()
    params["occurred_at__lt"] = json_occurred_at_lt

    json_occurred_at_lte: str | Unset = UNSET
    if not isinstance(occurred_at_lte, Unset):
        json_occurred_at_lte = occurred_at_lte.isoformat()
    params["occurred_at__lte"] = json_occurred_at_lte

    json_record: str | Unset = UNSET
    if not isinstance(record, Unset):
        json_record = str(record)
    params["record"] = json_record

    json_record_in: list[str] | Unset = UNSET
    if not isinstance(record_in, Unset):
        json_record_in = []
        for record_in_item_data in record_in:
            record_in_item = str(record_in_item_data)
            json_record_in.append(record_in_item)

    params["record__in"] = json_record_in

    params["similarity"] = similarity

    params["similarity__gte"] = similarity_gte

    params["similarity__isnull"] = similarity_isnull

    params["similarity__lte"] = similarity_lte

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
        "url": "/api/v1/projects/{project_id}/themes/{theme_id}/records/".format(
            project_id=quote(str(project_id), safe=""),
            theme_id=quote(str(theme_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedThemeRecordList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedThemeRecordList.from_dict(response.json())

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
) -> Response[PaginatedThemeRecordList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    by: ThemeRecordsListBy | Unset = UNSET,
    by_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    record: UUID | Unset = UNSET,
    record_in: list[UUID] | Unset = UNSET,
    similarity: float | Unset = UNSET,
    similarity_gte: float | Unset = UNSET,
    similarity_isnull: bool | Unset = UNSET,
    similarity_lte: float | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedThemeRecordList | Problem]:
    """List the records of a theme

     The records of one theme, in the order in which they were placed.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        by (ThemeRecordsListBy | Unset):
        by_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        record (UUID | Unset):
        record_in (list[UUID] | Unset):
        similarity (float | Unset):
        similarity_gte (float | Unset):
        similarity_isnull (bool | Unset):
        similarity_lte (float | Unset):
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
        Response[PaginatedThemeRecordList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        theme_id=theme_id,
        by=by,
        by_in=by_in,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        occurred_at_gte=occurred_at_gte,
        occurred_at_lt=occurred_at_lt,
        occurred_at_lte=occurred_at_lte,
        record=record,
        record_in=record_in,
        similarity=similarity,
        similarity_gte=similarity_gte,
        similarity_isnull=similarity_isnull,
        similarity_lte=similarity_lte,
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
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    by: ThemeRecordsListBy | Unset = UNSET,
    by_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    record: UUID | Unset = UNSET,
    record_in: list[UUID] | Unset = UNSET,
    similarity: float | Unset = UNSET,
    similarity_gte: float | Unset = UNSET,
    similarity_isnull: bool | Unset = UNSET,
    similarity_lte: float | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedThemeRecordList | Problem | None:
    """List the records of a theme

     The records of one theme, in the order in which they were placed.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        by (ThemeRecordsListBy | Unset):
        by_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        record (UUID | Unset):
        record_in (list[UUID] | Unset):
        similarity (float | Unset):
        similarity_gte (float | Unset):
        similarity_isnull (bool | Unset):
        similarity_lte (float | Unset):
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
        PaginatedThemeRecordList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        theme_id=theme_id,
        client=client,
        by=by,
        by_in=by_in,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        occurred_at_gte=occurred_at_gte,
        occurred_at_lt=occurred_at_lt,
        occurred_at_lte=occurred_at_lte,
        record=record,
        record_in=record_in,
        similarity=similarity,
        similarity_gte=similarity_gte,
        similarity_isnull=similarity_isnull,
        similarity_lte=similarity_lte,
        text=text,
        text_icontains=text_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    by: ThemeRecordsListBy | Unset = UNSET,
    by_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    record: UUID | Unset = UNSET,
    record_in: list[UUID] | Unset = UNSET,
    similarity: float | Unset = UNSET,
    similarity_gte: float | Unset = UNSET,
    similarity_isnull: bool | Unset = UNSET,
    similarity_lte: float | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedThemeRecordList | Problem]:
    """List the records of a theme

     The records of one theme, in the order in which they were placed.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        by (ThemeRecordsListBy | Unset):
        by_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        record (UUID | Unset):
        record_in (list[UUID] | Unset):
        similarity (float | Unset):
        similarity_gte (float | Unset):
        similarity_isnull (bool | Unset):
        similarity_lte (float | Unset):
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
        Response[PaginatedThemeRecordList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        theme_id=theme_id,
        by=by,
        by_in=by_in,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        occurred_at_gte=occurred_at_gte,
        occurred_at_lt=occurred_at_lt,
        occurred_at_lte=occurred_at_lte,
        record=record,
        record_in=record_in,
        similarity=similarity,
        similarity_gte=similarity_gte,
        similarity_isnull=similarity_isnull,
        similarity_lte=similarity_lte,
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
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    by: ThemeRecordsListBy | Unset = UNSET,
    by_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    record: UUID | Unset = UNSET,
    record_in: list[UUID] | Unset = UNSET,
    similarity: float | Unset = UNSET,
    similarity_gte: float | Unset = UNSET,
    similarity_isnull: bool | Unset = UNSET,
    similarity_lte: float | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedThemeRecordList | Problem | None:
    """List the records of a theme

     The records of one theme, in the order in which they were placed.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        by (ThemeRecordsListBy | Unset):
        by_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        record (UUID | Unset):
        record_in (list[UUID] | Unset):
        similarity (float | Unset):
        similarity_gte (float | Unset):
        similarity_isnull (bool | Unset):
        similarity_lte (float | Unset):
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
        PaginatedThemeRecordList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            theme_id=theme_id,
            client=client,
            by=by,
            by_in=by_in,
            country=country,
            country_in=country_in,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            language=language,
            language_icontains=language_icontains,
            limit=limit,
            occurred_at_gte=occurred_at_gte,
            occurred_at_lt=occurred_at_lt,
            occurred_at_lte=occurred_at_lte,
            record=record,
            record_in=record_in,
            similarity=similarity,
            similarity_gte=similarity_gte,
            similarity_isnull=similarity_isnull,
            similarity_lte=similarity_lte,
            text=text,
            text_icontains=text_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
