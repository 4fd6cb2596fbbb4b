import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.contacts_list_ordering import ContactsListOrdering
from ...models.paginated_contact_list import PaginatedContactList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    email: str | Unset = UNSET,
    email_icontains: str | Unset = UNSET,
    family_name: str | Unset = UNSET,
    family_name_icontains: str | Unset = UNSET,
    given_name: str | Unset = UNSET,
    given_name_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job_title: str | Unset = UNSET,
    job_title_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ContactsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    phone: str | Unset = UNSET,
    phone_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    segment: UUID | Unset = UNSET,
    system: str | Unset = UNSET,
    tag: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
    website: str | Unset = UNSET,
    website_icontains: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_company: str | Unset = UNSET
    if not isinstance(company, Unset):
        json_company = str(company)
    params["company"] = json_company

    json_company_in: list[str] | Unset = UNSET
    if not isinstance(company_in, Unset):
        json_company_in = []
        for company_in_item_data in company_in:
            company_in_item = str(company_in_item_data)
            json_company_in.append(company_in_item)

    params["company__in"] = json_company_in

    params["company__isnull"] = company_isnull

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

    params["email"] = email

    params["email__icontains"] = email_icontains

    params["family_name"] = family_name

    params["family_name__icontains"] = family_name_icontains

    params["given_name"] = given_name

    params["given_name__icontains"] = given_name_icontains

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

    params["job_title"] = job_title

    params["job_title__icontains"] = job_title_icontains

    params["language"] = language

    params["language__icontains"] = language_icontains

    params["limit"] = limit

    params["name"] = name

    params["name__icontains"] = name_icontains

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

    params["phone"] = phone

    params["phone__icontains"] = phone_icontains

    params["q"] = q

    json_segment: str | Unset = UNSET
    if not isinstance(segment, Unset):
        json_segment = str(segment)
    params["segment"] = json_segment

    params["system"] = system

    params["tag"] = tag

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

    params["website"] = website

    params["website__icontains"] = website_icontains

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/contacts/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedContactList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedContactList.from_dict(response.json())

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
) -> Response[PaginatedContactList | Problem]:
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
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    email: str | Unset = UNSET,
    email_icontains: str | Unset = UNSET,
    family_name: str | Unset = UNSET,
    family_name_icontains: str | Unset = UNSET,
    given_name: str | Unset = UNSET,
    given_name_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job_title: str | Unset = UNSET,
    job_title_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ContactsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    phone: str | Unset = UNSET,
    phone_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    segment: UUID | Unset = UNSET,
    system: str | Unset = UNSET,
    tag: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
    website: str | Unset = UNSET,
    website_icontains: str | Unset = UNSET,
) -> Response[PaginatedContactList | Problem]:
    """List contacts

     People.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        email (str | Unset):
        email_icontains (str | Unset):
        family_name (str | Unset):
        family_name_icontains (str | Unset):
        given_name (str | Unset):
        given_name_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job_title (str | Unset):
        job_title_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ContactsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        phone (str | Unset):
        phone_icontains (str | Unset):
        q (str | Unset):
        segment (UUID | Unset):
        system (str | Unset):
        tag (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):
        website (str | Unset):
        website_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedContactList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        email=email,
        email_icontains=email_icontains,
        family_name=family_name,
        family_name_icontains=family_name_icontains,
        given_name=given_name,
        given_name_icontains=given_name_icontains,
        id=id,
        id_in=id_in,
        job_title=job_title,
        job_title_icontains=job_title_icontains,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        phone=phone,
        phone_icontains=phone_icontains,
        q=q,
        segment=segment,
        system=system,
        tag=tag,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
        website=website,
        website_icontains=website_icontains,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    email: str | Unset = UNSET,
    email_icontains: str | Unset = UNSET,
    family_name: str | Unset = UNSET,
    family_name_icontains: str | Unset = UNSET,
    given_name: str | Unset = UNSET,
    given_name_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job_title: str | Unset = UNSET,
    job_title_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ContactsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    phone: str | Unset = UNSET,
    phone_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    segment: UUID | Unset = UNSET,
    system: str | Unset = UNSET,
    tag: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
    website: str | Unset = UNSET,
    website_icontains: str | Unset = UNSET,
) -> PaginatedContactList | Problem | None:
    """List contacts

     People.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        email (str | Unset):
        email_icontains (str | Unset):
        family_name (str | Unset):
        family_name_icontains (str | Unset):
        given_name (str | Unset):
        given_name_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job_title (str | Unset):
        job_title_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ContactsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        phone (str | Unset):
        phone_icontains (str | Unset):
        q (str | Unset):
        segment (UUID | Unset):
        system (str | Unset):
        tag (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):
        website (str | Unset):
        website_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedContactList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        email=email,
        email_icontains=email_icontains,
        family_name=family_name,
        family_name_icontains=family_name_icontains,
        given_name=given_name,
        given_name_icontains=given_name_icontains,
        id=id,
        id_in=id_in,
        job_title=job_title,
        job_title_icontains=job_title_icontains,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        phone=phone,
        phone_icontains=phone_icontains,
        q=q,
        segment=segment,
        system=system,
        tag=tag,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
        website=website,
        website_icontains=website_icontains,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    email: str | Unset = UNSET,
    email_icontains: str | Unset = UNSET,
    family_name: str | Unset = UNSET,
    family_name_icontains: str | Unset = UNSET,
    given_name: str | Unset = UNSET,
    given_name_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job_title: str | Unset = UNSET,
    job_title_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ContactsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    phone: str | Unset = UNSET,
    phone_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    segment: UUID | Unset = UNSET,
    system: str | Unset = UNSET,
    tag: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
    website: str | Unset = UNSET,
    website_icontains: str | Unset = UNSET,
) -> Response[PaginatedContactList | Problem]:
    """List contacts

     People.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        email (str | Unset):
        email_icontains (str | Unset):
        family_name (str | Unset):
        family_name_icontains (str | Unset):
        given_name (str | Unset):
        given_name_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job_title (str | Unset):
        job_title_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ContactsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        phone (str | Unset):
        phone_icontains (str | Unset):
        q (str | Unset):
        segment (UUID | Unset):
        system (str | Unset):
        tag (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):
        website (str | Unset):
        website_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedContactList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        email=email,
        email_icontains=email_icontains,
        family_name=family_name,
        family_name_icontains=family_name_icontains,
        given_name=given_name,
        given_name_icontains=given_name_icontains,
        id=id,
        id_in=id_in,
        job_title=job_title,
        job_title_icontains=job_title_icontains,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        phone=phone,
        phone_icontains=phone_icontains,
        q=q,
        segment=segment,
        system=system,
        tag=tag,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
        website=website,
        website_icontains=website_icontains,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    email: str | Unset = UNSET,
    email_icontains: str | Unset = UNSET,
    family_name: str | Unset = UNSET,
    family_name_icontains: str | Unset = UNSET,
    given_name: str | Unset = UNSET,
    given_name_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    job_title: str | Unset = UNSET,
    job_title_icontains: str | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: ContactsListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    phone: str | Unset = UNSET,
    phone_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    segment: UUID | Unset = UNSET,
    system: str | Unset = UNSET,
    tag: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
    website: str | Unset = UNSET,
    website_icontains: str | Unset = UNSET,
) -> PaginatedContactList | Problem | None:
    """List contacts

     People.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        email (str | Unset):
        email_icontains (str | Unset):
        family_name (str | Unset):
        family_name_icontains (str | Unset):
        given_name (str | Unset):
        given_name_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        job_title (str | Unset):
        job_title_icontains (str | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (ContactsListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        phone (str | Unset):
        phone_icontains (str | Unset):
        q (str | Unset):
        segment (UUID | Unset):
        system (str | Unset):
        tag (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):
        website (str | Unset):
        website_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedContactList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            company=company,
            company_in=company_in,
            company_isnull=company_isnull,
            country=country,
            country_in=country_in,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            email=email,
            email_icontains=email_icontains,
            family_name=family_name,
            family_name_icontains=family_name_icontains,
            given_name=given_name,
            given_name_icontains=given_name_icontains,
            id=id,
            id_in=id_in,
            job_title=job_title,
            job_title_icontains=job_title_icontains,
            language=language,
            language_icontains=language_icontains,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            owner=owner,
            owner_in=owner_in,
            owner_isnull=owner_isnull,
            phone=phone,
            phone_icontains=phone_icontains,
            q=q,
            segment=segment,
            system=system,
            tag=tag,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
            website=website,
            website_icontains=website_icontains,
        )
    ).parsed
