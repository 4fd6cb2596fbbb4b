import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_project_list import PaginatedProjectList
from ...models.problem import Problem
from ...models.projects_list_role import ProjectsListRole
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    archived_at_gte: datetime.datetime | Unset = UNSET,
    archived_at_isnull: bool | Unset = UNSET,
    archived_at_lt: datetime.datetime | Unset = UNSET,
    archived_at_lte: datetime.datetime | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    home_country: str | Unset = UNSET,
    home_country_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_sample: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ProjectsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_archived_at_gte: str | Unset = UNSET
    if not isinstance(archived_at_gte, Unset):
        json_archived_at_gte = archived_at_gte.isoformat()
    params["archived_at__gte"] = json_archived_at_gte

    params["archived_at__isnull"] = archived_at_isnull

    json_archived_at_lt: str | Unset = UNSET
    if not isinstance(archived_at_lt, Unset):
        json_archived_at_lt = archived_at_lt.isoformat()
    params["archived_at__lt"] = json_archived_at_lt

    json_archived_at_lte: str | Unset = UNSET
    if not isinstance(archived_at_lte, Unset):
        json_archived_at_lte = archived_at_lte.isoformat()
    params["archived_at__lte"] = json_archived_at_lte

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

    params["currency"] = currency

    json_currency_in: list[str] | Unset = UNSET
    if not isinstance(currency_in, Unset):
        json_currency_in = currency_in

    params["currency__in"] = json_currency_in

    params["cursor"] = cursor

    params["description"] = description

    params["description__icontains"] = description_icontains

    params["home_country"] = home_country

    json_home_country_in: list[str] | Unset = UNSET
    if not isinstance(home_country_in, Unset):
        json_home_country_in = home_country_in

    params["home_country__in"] = json_home_country_in

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

    params["is_sample"] = is_sample

    params["limit"] = limit

    params["name"] = name

    params["name__icontains"] = name_icontains

    json_role: str | Unset = UNSET
    if not isinstance(role, Unset):
        json_role = role.value

    params["role"] = json_role

    json_role_in: list[str] | Unset = UNSET
    if not isinstance(role_in, Unset):
        json_role_in = role_in

    params["role__in"] = json_role_in

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
        "url": "/api/v1/projects/",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedProjectList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedProjectList.from_dict(response.json())

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
) -> Response[PaginatedProjectList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    archived_at_gte: datetime.datetime | Unset = UNSET,
    archived_at_isnull: bool | Unset = UNSET,
    archived_at_lt: datetime.datetime | Unset = UNSET,
    archived_at_lte: datetime.datetime | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    home_country: str | Unset = UNSET,
    home_country_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_sample: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ProjectsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedProjectList | Problem]:
    """List projects

     Projects that the caller is a member of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`.

    Args:
        archived_at_gte (datetime.datetime | Unset):
        archived_at_isnull (bool | Unset):
        archived_at_lt (datetime.datetime | Unset):
        archived_at_lte (datetime.datetime | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        home_country (str | Unset):
        home_country_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_sample (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        role (ProjectsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedProjectList | Problem]
    """

    kwargs = _get_kwargs(
        archived_at_gte=archived_at_gte,
        archived_at_isnull=archived_at_isnull,
        archived_at_lt=archived_at_lt,
        archived_at_lte=archived_at_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        home_country=home_country,
        home_country_in=home_country_in,
        id=id,
        id_in=id_in,
        is_sample=is_sample,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        role=role,
        role_in=role_in,
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
    *,
    client: AuthenticatedClient,
    archived_at_gte: datetime.datetime | Unset = UNSET,
    archived_at_isnull: bool | Unset = UNSET,
    archived_at_lt: datetime.datetime | Unset = UNSET,
    archived_at_lte: datetime.datetime | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    home_country: str | Unset = UNSET,
    home_country_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_sample: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ProjectsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedProjectList | Problem | None:
    """List projects

     Projects that the caller is a member of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`.

    Args:
        archived_at_gte (datetime.datetime | Unset):
        archived_at_isnull (bool | Unset):
        archived_at_lt (datetime.datetime | Unset):
        archived_at_lte (datetime.datetime | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        home_country (str | Unset):
        home_country_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_sample (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        role (ProjectsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedProjectList | Problem
    """

    return sync_detailed(
        client=client,
        archived_at_gte=archived_at_gte,
        archived_at_isnull=archived_at_isnull,
        archived_at_lt=archived_at_lt,
        archived_at_lte=archived_at_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        home_country=home_country,
        home_country_in=home_country_in,
        id=id,
        id_in=id_in,
        is_sample=is_sample,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        role=role,
        role_in=role_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    archived_at_gte: datetime.datetime | Unset = UNSET,
    archived_at_isnull: bool | Unset = UNSET,
    archived_at_lt: datetime.datetime | Unset = UNSET,
    archived_at_lte: datetime.datetime | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    home_country: str | Unset = UNSET,
    home_country_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_sample: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ProjectsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedProjectList | Problem]:
    """List projects

     Projects that the caller is a member of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`.

    Args:
        archived_at_gte (datetime.datetime | Unset):
        archived_at_isnull (bool | Unset):
        archived_at_lt (datetime.datetime | Unset):
        archived_at_lte (datetime.datetime | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        home_country (str | Unset):
        home_country_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_sample (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        role (ProjectsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedProjectList | Problem]
    """

    kwargs = _get_kwargs(
        archived_at_gte=archived_at_gte,
        archived_at_isnull=archived_at_isnull,
        archived_at_lt=archived_at_lt,
        archived_at_lte=archived_at_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        description=description,
        description_icontains=description_icontains,
        home_country=home_country,
        home_country_in=home_country_in,
        id=id,
        id_in=id_in,
        is_sample=is_sample,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        role=role,
        role_in=role_in,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    archived_at_gte: datetime.datetime | Unset = UNSET,
    archived_at_isnull: bool | Unset = UNSET,
    archived_at_lt: datetime.datetime | Unset = UNSET,
    archived_at_lte: datetime.datetime | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    description: str | Unset = UNSET,
    description_icontains: str | Unset = UNSET,
    home_country: str | Unset = UNSET,
    home_country_in: list[str] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    is_sample: bool | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    role: ProjectsListRole | Unset = UNSET,
    role_in: list[str] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedProjectList | Problem | None:
    """List projects

     Projects that the caller is a member of.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`.

    Args:
        archived_at_gte (datetime.datetime | Unset):
        archived_at_isnull (bool | Unset):
        archived_at_lt (datetime.datetime | Unset):
        archived_at_lte (datetime.datetime | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        description (str | Unset):
        description_icontains (str | Unset):
        home_country (str | Unset):
        home_country_in (list[str] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        is_sample (bool | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        role (ProjectsListRole | Unset):
        role_in (list[str] | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedProjectList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            archived_at_gte=archived_at_gte,
            archived_at_isnull=archived_at_isnull,
            archived_at_lt=archived_at_lt,
            archived_at_lte=archived_at_lte,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            currency=currency,
            currency_in=currency_in,
            cursor=cursor,
            description=description,
            description_icontains=description_icontains,
            home_country=home_country,
            home_country_in=home_country_in,
            id=id,
            id_in=id_in,
            is_sample=is_sample,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            role=role,
            role_in=role_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
