import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_column_entry_list import PaginatedColumnEntryList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    dataset_id: UUID,
    *,
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    maximum: float | Unset = UNSET,
    maximum_gte: float | Unset = UNSET,
    maximum_isnull: bool | Unset = UNSET,
    maximum_lte: float | Unset = UNSET,
    measure: str | Unset = UNSET,
    measure_icontains: str | Unset = UNSET,
    minimum: float | Unset = UNSET,
    minimum_gte: float | Unset = UNSET,
    minimum_isnull: bool | Unset = UNSET,
    minimum_lte: float | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    price_year: int | Unset = UNSET,
    price_year_gte: int | Unset = UNSET,
    price_year_isnull: bool | Unset = UNSET,
    price_year_lte: int | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    source_year: int | Unset = UNSET,
    source_year_gte: int | Unset = UNSET,
    source_year_isnull: bool | Unset = UNSET,
    source_year_lte: int | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["column"] = column

    params["column__icontains"] = column_icontains

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

    params["description"] = description

    params["description__icontains"] = description_icontains

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

    params["maximum"] = maximum

    params["maximum__gte"] = maximum_gte

    params["maximum__isnull"] = maximum_isnull

    params["maximum__lte"] = maximum_lte

    params["measure"] = measure

    params["measure__icontains"] = measure_icontains

    params["minimum"] = minimum

    params["minimum__gte"] = minimum_gte

    params["minimum__isnull"] = minimum_isnull

    params["minimum__lte"] = minimum_lte

    params["note"] = note

    params["note__icontains"] = note_icontains

    params["price_year"] = price_year

    params["price_year__gte"] = price_year_gte

    params["price_year__isnull"] = price_year_isnull

    params["price_year__lte"] = price_year_lte

    params["source"] = source

    params["source__icontains"] = source_icontains

    params["source_year"] = source_year

    params["source_year__gte"] = source_year_gte

    params["source_year__isnull"] = source_year_isnull

    params["source_year__lte"] = source_year_lte

    params["unit"] = unit

    params["unit__icontains"] = unit_icontains

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
        "url": "/api/v1/projects/{project_id}/datasets/{dataset_id}/dictionary/".format(
            project_id=quote(str(project_id), safe=""),
            dataset_id=quote(str(dataset_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedColumnEntryList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedColumnEntryList.from_dict(response.json())

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
) -> Response[PaginatedColumnEntryList | Problem]:
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
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    maximum: float | Unset = UNSET,
    maximum_gte: float | Unset = UNSET,
    maximum_isnull: bool | Unset = UNSET,
    maximum_lte: float | Unset = UNSET,
    measure: str | Unset = UNSET,
    measure_icontains: str | Unset = UNSET,
    minimum: float | Unset = UNSET,
    minimum_gte: float | Unset = UNSET,
    minimum_isnull: bool | Unset = UNSET,
    minimum_lte: float | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    price_year: int | Unset = UNSET,
    price_year_gte: int | Unset = UNSET,
    price_year_isnull: bool | Unset = UNSET,
    price_year_lte: int | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    source_year: int | Unset = UNSET,
    source_year_gte: int | Unset = UNSET,
    source_year_isnull: bool | Unset = UNSET,
    source_year_lte: int | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedColumnEntryList | Problem]:
    """List described columns

     The data dictionary of a dataset: an entry for each column of which something is said.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        maximum (float | Unset):
        maximum_gte (float | Unset):
        maximum_isnull (bool | Unset):
        maximum_lte (float | Unset):
        measure (str | Unset):
        measure_icontains (str | Unset):
        minimum (float | Unset):
        minimum_gte (float | Unset):
        minimum_isnull (bool | Unset):
        minimum_lte (float | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        price_year (int | Unset):
        price_year_gte (int | Unset):
        price_year_isnull (bool | Unset):
        price_year_lte (int | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        source_year (int | Unset):
        source_year_gte (int | Unset):
        source_year_isnull (bool | Unset):
        source_year_lte (int | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedColumnEntryList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        column=column,
        column_icontains=column_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        id=id,
        id_in=id_in,
        label=label,
        label_icontains=label_icontains,
        limit=limit,
        maximum=maximum,
        maximum_gte=maximum_gte,
        maximum_isnull=maximum_isnull,
        maximum_lte=maximum_lte,
        measure=measure,
        measure_icontains=measure_icontains,
        minimum=minimum,
        minimum_gte=minimum_gte,
        minimum_isnull=minimum_isnull,
        minimum_lte=minimum_lte,
        note=note,
        note_icontains=note_icontains,
        price_year=price_year,
        price_year_gte=price_year_gte,
        price_year_isnull=price_year_isnull,
        price_year_lte=price_year_lte,
        source=source,
        source_icontains=source_icontains,
        source_year=source_year,
        source_year_gte=source_year_gte,
        source_year_isnull=source_year_isnull,
        source_year_lte=source_year_lte,
        unit=unit,
        unit_icontains=unit_icontains,
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
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    maximum: float | Unset = UNSET,
    maximum_gte: float | Unset = UNSET,
    maximum_isnull: bool | Unset = UNSET,
    maximum_lte: float | Unset = UNSET,
    measure: str | Unset = UNSET,
    measure_icontains: str | Unset = UNSET,
    minimum: float | Unset = UNSET,
    minimum_gte: float | Unset = UNSET,
    minimum_isnull: bool | Unset = UNSET,
    minimum_lte: float | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    price_year: int | Unset = UNSET,
    price_year_gte: int | Unset = UNSET,
    price_year_isnull: bool | Unset = UNSET,
    price_year_lte: int | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    source_year: int | Unset = UNSET,
    source_year_gte: int | Unset = UNSET,
    source_year_isnull: bool | Unset = UNSET,
    source_year_lte: int | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedColumnEntryList | Problem | None:
    """List described columns

     The data dictionary of a dataset: an entry for each column of which something is said.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        maximum (float | Unset):
        maximum_gte (float | Unset):
        maximum_isnull (bool | Unset):
        maximum_lte (float | Unset):
        measure (str | Unset):
        measure_icontains (str | Unset):
        minimum (float | Unset):
        minimum_gte (float | Unset):
        minimum_isnull (bool | Unset):
        minimum_lte (float | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        price_year (int | Unset):
        price_year_gte (int | Unset):
        price_year_isnull (bool | Unset):
        price_year_lte (int | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        source_year (int | Unset):
        source_year_gte (int | Unset):
        source_year_isnull (bool | Unset):
        source_year_lte (int | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedColumnEntryList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        dataset_id=dataset_id,
        client=client,
        column=column,
        column_icontains=column_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        id=id,
        id_in=id_in,
        label=label,
        label_icontains=label_icontains,
        limit=limit,
        maximum=maximum,
        maximum_gte=maximum_gte,
        maximum_isnull=maximum_isnull,
        maximum_lte=maximum_lte,
        measure=measure,
        measure_icontains=measure_icontains,
        minimum=minimum,
        minimum_gte=minimum_gte,
        minimum_isnull=minimum_isnull,
        minimum_lte=minimum_lte,
        note=note,
        note_icontains=note_icontains,
        price_year=price_year,
        price_year_gte=price_year_gte,
        price_year_isnull=price_year_isnull,
        price_year_lte=price_year_lte,
        source=source,
        source_icontains=source_icontains,
        source_year=source_year,
        source_year_gte=source_year_gte,
        source_year_isnull=source_year_isnull,
        source_year_lte=source_year_lte,
        unit=unit,
        unit_icontains=unit_icontains,
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
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    maximum: float | Unset = UNSET,
    maximum_gte: float | Unset = UNSET,
    maximum_isnull: bool | Unset = UNSET,
    maximum_lte: float | Unset = UNSET,
    measure: str | Unset = UNSET,
    measure_icontains: str | Unset = UNSET,
    minimum: float | Unset = UNSET,
    minimum_gte: float | Unset = UNSET,
    minimum_isnull: bool | Unset = UNSET,
    minimum_lte: float | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    price_year: int | Unset = UNSET,
    price_year_gte: int | Unset = UNSET,
    price_year_isnull: bool | Unset = UNSET,
    price_year_lte: int | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    source_year: int | Unset = UNSET,
    source_year_gte: int | Unset = UNSET,
    source_year_isnull: bool | Unset = UNSET,
    source_year_lte: int | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedColumnEntryList | Problem]:
    """List described columns

     The data dictionary of a dataset: an entry for each column of which something is said.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        maximum (float | Unset):
        maximum_gte (float | Unset):
        maximum_isnull (bool | Unset):
        maximum_lte (float | Unset):
        measure (str | Unset):
        measure_icontains (str | Unset):
        minimum (float | Unset):
        minimum_gte (float | Unset):
        minimum_isnull (bool | Unset):
        minimum_lte (float | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        price_year (int | Unset):
        price_year_gte (int | Unset):
        price_year_isnull (bool | Unset):
        price_year_lte (int | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        source_year (int | Unset):
        source_year_gte (int | Unset):
        source_year_isnull (bool | Unset):
        source_year_lte (int | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedColumnEntryList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        column=column,
        column_icontains=column_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        id=id,
        id_in=id_in,
        label=label,
        label_icontains=label_icontains,
        limit=limit,
        maximum=maximum,
        maximum_gte=maximum_gte,
        maximum_isnull=maximum_isnull,
        maximum_lte=maximum_lte,
        measure=measure,
        measure_icontains=measure_icontains,
        minimum=minimum,
        minimum_gte=minimum_gte,
        minimum_isnull=minimum_isnull,
        minimum_lte=minimum_lte,
        note=note,
        note_icontains=note_icontains,
        price_year=price_year,
        price_year_gte=price_year_gte,
        price_year_isnull=price_year_isnull,
        price_year_lte=price_year_lte,
        source=source,
        source_icontains=source_icontains,
        source_year=source_year,
        source_year_gte=source_year_gte,
        source_year_isnull=source_year_isnull,
        source_year_lte=source_year_lte,
        unit=unit,
        unit_icontains=unit_icontains,
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
    column: str | Unset = UNSET,
    column_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    label: str | Unset = UNSET,
    label_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    maximum: float | Unset = UNSET,
    maximum_gte: float | Unset = UNSET,
    maximum_isnull: bool | Unset = UNSET,
    maximum_lte: float | Unset = UNSET,
    measure: str | Unset = UNSET,
    measure_icontains: str | Unset = UNSET,
    minimum: float | Unset = UNSET,
    minimum_gte: float | Unset = UNSET,
    minimum_isnull: bool | Unset = UNSET,
    minimum_lte: float | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    price_year: int | Unset = UNSET,
    price_year_gte: int | Unset = UNSET,
    price_year_isnull: bool | Unset = UNSET,
    price_year_lte: int | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    source_year: int | Unset = UNSET,
    source_year_gte: int | Unset = UNSET,
    source_year_isnull: bool | Unset = UNSET,
    source_year_lte: int | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedColumnEntryList | Problem | None:
    """List described columns

     The data dictionary of a dataset: an entry for each column of which something is said.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str | Unset):
        column_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        label (str | Unset):
        label_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        maximum (float | Unset):
        maximum_gte (float | Unset):
        maximum_isnull (bool | Unset):
        maximum_lte (float | Unset):
        measure (str | Unset):
        measure_icontains (str | Unset):
        minimum (float | Unset):
        minimum_gte (float | Unset):
        minimum_isnull (bool | Unset):
        minimum_lte (float | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        price_year (int | Unset):
        price_year_gte (int | Unset):
        price_year_isnull (bool | Unset):
        price_year_lte (int | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        source_year (int | Unset):
        source_year_gte (int | Unset):
        source_year_isnull (bool | Unset):
        source_year_lte (int | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedColumnEntryList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            dataset_id=dataset_id,
            client=client,
            column=column,
            column_icontains=column_icontains,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            description=description,
            description_icontains=description_icontains,
            id=id,
            id_in=id_in,
            label=label,
            label_icontains=label_icontains,
            limit=limit,
            maximum=maximum,
            maximum_gte=maximum_gte,
            maximum_isnull=maximum_isnull,
            maximum_lte=maximum_lte,
            measure=measure,
            measure_icontains=measure_icontains,
            minimum=minimum,
            minimum_gte=minimum_gte,
            minimum_isnull=minimum_isnull,
            minimum_lte=minimum_lte,
            note=note,
            note_icontains=note_icontains,
            price_year=price_year,
            price_year_gte=price_year_gte,
            price_year_isnull=price_year_isnull,
            price_year_lte=price_year_lte,
            source=source,
            source_icontains=source_icontains,
            source_year=source_year,
            source_year_gte=source_year_gte,
            source_year_isnull=source_year_isnull,
            source_year_lte=source_year_lte,
            unit=unit,
            unit_icontains=unit_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
