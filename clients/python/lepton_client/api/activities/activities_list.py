import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.activities_list_kind import ActivitiesListKind
from ...models.activities_list_ordering import ActivitiesListOrdering
from ...models.paginated_activity_list import PaginatedActivityList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    deal: UUID | Unset = UNSET,
    deal_in: list[UUID] | Unset = UNSET,
    deal_isnull: bool | Unset = UNSET,
    done_at_gte: datetime.datetime | Unset = UNSET,
    done_at_isnull: bool | Unset = UNSET,
    done_at_lt: datetime.datetime | Unset = UNSET,
    done_at_lte: datetime.datetime | Unset = UNSET,
    due_on: datetime.date | Unset = UNSET,
    due_on_gte: datetime.date | Unset = UNSET,
    due_on_isnull: bool | Unset = UNSET,
    due_on_lt: datetime.date | Unset = UNSET,
    due_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: ActivitiesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ActivitiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
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

    json_contact: str | Unset = UNSET
    if not isinstance(contact, Unset):
        json_contact = str(contact)
    params["contact"] = json_contact

    json_contact_in: list[str] | Unset = UNSET
    if not isinstance(contact_in, Unset):
        json_contact_in = []
        for contact_in_item_data in contact_in:
            contact_in_item = str(contact_in_item_data)
            json_contact_in.append(contact_in_item)

    params["contact__in"] = json_contact_in

    params["contact__isnull"] = contact_isnull

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

    json_deal: str | Unset = UNSET
    if not isinstance(deal, Unset):
        json_deal = str(deal)
    params["deal"] = json_deal

    json_deal_in: list[str] | Unset = UNSET
    if not isinstance(deal_in, Unset):
        json_deal_in = []
        for deal_in_item_data in deal_in:
            deal_in_item = str(deal_in_item_data)
            json_deal_in.append(deal_in_item)

    params["deal__in"] = json_deal_in

    params["deal__isnull"] = deal_isnull

    json_done_at_gte: str | Unset = UNSET
    if not isinstance(done_at_gte, Unset):
        json_done_at_gte = done_at_gte.isoformat()
    params["done_at__gte"] = json_done_at_gte

    params["done_at__isnull"] = done_at_isnull

    json_done_at_lt: str | Unset = UNSET
    if not isinstance(done_at_lt, Unset):
        json_done_at_lt = done_at_lt.isoformat()
    params["done_at__lt"] = json_done_at_lt

    json_done_at_lte: str | Unset = UNSET
    if not isinstance(done_at_lte, Unset):
        json_done_at_lte = done_at_lte.isoformat()
    params["done_at__lte"] = json_done_at_lte

    json_due_on: str | Unset = UNSET
    if not isinstance(due_on, Unset):
        json_due_on = due_on.isoformat()
    params["due_on"] = json_due_on

    json_due_on_gte: str | Unset = UNSET
    if not isinstance(due_on_gte, Unset):
        json_due_on_gte = due_on_gte.isoformat()
    params["due_on__gte"] = json_due_on_gte

    params["due_on__isnull"] = due_on_isnull

    json_due_on_lt: str | Unset = UNSET
    if not isinstance(due_on_lt, Unset):
        json_due_on_lt = due_on_lt.isoformat()
    params["due_on__lt"] = json_due_on_lt

    json_due_on_lte: str | Unset = UNSET
    if not isinstance(due_on_lte, Unset):
        json_due_on_lte = due_on_lte.isoformat()
    params["due_on__lte"] = json_due_on_lte

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

    json_lead: str | Unset = UNSET
    if not isinstance(lead, Unset):
        json_lead = str(lead)
    params["lead"] = json_lead

    json_lead_in: list[str] | Unset = UNSET
    if not isinstance(lead_in, Unset):
        json_lead_in = []
        for lead_in_item_data in lead_in:
            lead_in_item = str(lead_in_item_data)
            json_lead_in.append(lead_in_item)

    params["lead__in"] = json_lead_in

    params["lead__isnull"] = lead_isnull

    params["limit"] = limit

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

    params["subject"] = subject

    params["subject__icontains"] = subject_icontains

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

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/activities/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedActivityList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedActivityList.from_dict(response.json())

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
) -> Response[PaginatedActivityList | Problem]:
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
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    deal: UUID | Unset = UNSET,
    deal_in: list[UUID] | Unset = UNSET,
    deal_isnull: bool | Unset = UNSET,
    done_at_gte: datetime.datetime | Unset = UNSET,
    done_at_isnull: bool | Unset = UNSET,
    done_at_lt: datetime.datetime | Unset = UNSET,
    done_at_lte: datetime.datetime | Unset = UNSET,
    due_on: datetime.date | Unset = UNSET,
    due_on_gte: datetime.date | Unset = UNSET,
    due_on_isnull: bool | Unset = UNSET,
    due_on_lt: datetime.date | Unset = UNSET,
    due_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: ActivitiesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ActivitiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedActivityList | Problem]:
    """List activities

     Calls, meetings, e-mails, notes and tasks.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        deal (UUID | Unset):
        deal_in (list[UUID] | Unset):
        deal_isnull (bool | Unset):
        done_at_gte (datetime.datetime | Unset):
        done_at_isnull (bool | Unset):
        done_at_lt (datetime.datetime | Unset):
        done_at_lte (datetime.datetime | Unset):
        due_on (datetime.date | Unset):
        due_on_gte (datetime.date | Unset):
        due_on_isnull (bool | Unset):
        due_on_lt (datetime.date | Unset):
        due_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (ActivitiesListKind | Unset):
        kind_in (list[str] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ActivitiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        subject (str | Unset):
        subject_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        Response[PaginatedActivityList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        deal=deal,
        deal_in=deal_in,
        deal_isnull=deal_isnull,
        done_at_gte=done_at_gte,
        done_at_isnull=done_at_isnull,
        done_at_lt=done_at_lt,
        done_at_lte=done_at_lte,
        due_on=due_on,
        due_on_gte=due_on_gte,
        due_on_isnull=due_on_isnull,
        due_on_lt=due_on_lt,
        due_on_lte=due_on_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        lead=lead,
        lead_in=lead_in,
        lead_isnull=lead_isnull,
        limit=limit,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        subject=subject,
        subject_icontains=subject_icontains,
        text=text,
        text_icontains=text_icontains,
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
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    deal: UUID | Unset = UNSET,
    deal_in: list[UUID] | Unset = UNSET,
    deal_isnull: bool | Unset = UNSET,
    done_at_gte: datetime.datetime | Unset = UNSET,
    done_at_isnull: bool | Unset = UNSET,
    done_at_lt: datetime.datetime | Unset = UNSET,
    done_at_lte: datetime.datetime | Unset = UNSET,
    due_on: datetime.date | Unset = UNSET,
    due_on_gte: datetime.date | Unset = UNSET,
    due_on_isnull: bool | Unset = UNSET,
    due_on_lt: datetime.date | Unset = UNSET,
    due_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: ActivitiesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ActivitiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedActivityList | Problem | None:
    """List activities

     Calls, meetings, e-mails, notes and tasks.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        deal (UUID | Unset):
        deal_in (list[UUID] | Unset):
        deal_isnull (bool | Unset):
        done_at_gte (datetime.datetime | Unset):
        done_at_isnull (bool | Unset):
        done_at_lt (datetime.datetime | Unset):
        done_at_lte (datetime.datetime | Unset):
        due_on (datetime.date | Unset):
        due_on_gte (datetime.date | Unset):
        due_on_isnull (bool | Unset):
        due_on_lt (datetime.date | Unset):
        due_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (ActivitiesListKind | Unset):
        kind_in (list[str] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ActivitiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        subject (str | Unset):
        subject_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        PaginatedActivityList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        deal=deal,
        deal_in=deal_in,
        deal_isnull=deal_isnull,
        done_at_gte=done_at_gte,
        done_at_isnull=done_at_isnull,
        done_at_lt=done_at_lt,
        done_at_lte=done_at_lte,
        due_on=due_on,
        due_on_gte=due_on_gte,
        due_on_isnull=due_on_isnull,
        due_on_lt=due_on_lt,
        due_on_lte=due_on_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        lead=lead,
        lead_in=lead_in,
        lead_isnull=lead_isnull,
        limit=limit,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        subject=subject,
        subject_icontains=subject_icontains,
        text=text,
        text_icontains=text_icontains,
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
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    deal: UUID | Unset = UNSET,
    deal_in: list[UUID] | Unset = UNSET,
    deal_isnull: bool | Unset = UNSET,
    done_at_gte: datetime.datetime | Unset = UNSET,
    done_at_isnull: bool | Unset = UNSET,
    done_at_lt: datetime.datetime | Unset = UNSET,
    done_at_lte: datetime.datetime | Unset = UNSET,
    due_on: datetime.date | Unset = UNSET,
    due_on_gte: datetime.date | Unset = UNSET,
    due_on_isnull: bool | Unset = UNSET,
    due_on_lt: datetime.date | Unset = UNSET,
    due_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: ActivitiesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ActivitiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedActivityList | Problem]:
    """List activities

     Calls, meetings, e-mails, notes and tasks.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        deal (UUID | Unset):
        deal_in (list[UUID] | Unset):
        deal_isnull (bool | Unset):
        done_at_gte (datetime.datetime | Unset):
        done_at_isnull (bool | Unset):
        done_at_lt (datetime.datetime | Unset):
        done_at_lte (datetime.datetime | Unset):
        due_on (datetime.date | Unset):
        due_on_gte (datetime.date | Unset):
        due_on_isnull (bool | Unset):
        due_on_lt (datetime.date | Unset):
        due_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (ActivitiesListKind | Unset):
        kind_in (list[str] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ActivitiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        subject (str | Unset):
        subject_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        Response[PaginatedActivityList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        deal=deal,
        deal_in=deal_in,
        deal_isnull=deal_isnull,
        done_at_gte=done_at_gte,
        done_at_isnull=done_at_isnull,
        done_at_lt=done_at_lt,
        done_at_lte=done_at_lte,
        due_on=due_on,
        due_on_gte=due_on_gte,
        due_on_isnull=due_on_isnull,
        due_on_lt=due_on_lt,
        due_on_lte=due_on_lte,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        lead=lead,
        lead_in=lead_in,
        lead_isnull=lead_isnull,
        limit=limit,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        subject=subject,
        subject_icontains=subject_icontains,
        text=text,
        text_icontains=text_icontains,
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
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    deal: UUID | Unset = UNSET,
    deal_in: list[UUID] | Unset = UNSET,
    deal_isnull: bool | Unset = UNSET,
    done_at_gte: datetime.datetime | Unset = UNSET,
    done_at_isnull: bool | Unset = UNSET,
    done_at_lt: datetime.datetime | Unset = UNSET,
    done_at_lte: datetime.datetime | Unset = UNSET,
    due_on: datetime.date | Unset = UNSET,
    due_on_gte: datetime.date | Unset = UNSET,
    due_on_isnull: bool | Unset = UNSET,
    due_on_lt: datetime.date | Unset = UNSET,
    due_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: ActivitiesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ActivitiesListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    subject: str | Unset = UNSET,
    subject_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedActivityList | Problem | None:
    """List activities

     Calls, meetings, e-mails, notes and tasks.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        deal (UUID | Unset):
        deal_in (list[UUID] | Unset):
        deal_isnull (bool | Unset):
        done_at_gte (datetime.datetime | Unset):
        done_at_isnull (bool | Unset):
        done_at_lt (datetime.datetime | Unset):
        done_at_lte (datetime.datetime | Unset):
        due_on (datetime.date | Unset):
        due_on_gte (datetime.date | Unset):
        due_on_isnull (bool | Unset):
        due_on_lt (datetime.date | Unset):
        due_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (ActivitiesListKind | Unset):
        kind_in (list[str] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ActivitiesListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        subject (str | Unset):
        subject_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        PaginatedActivityList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            company=company,
            company_in=company_in,
            company_isnull=company_isnull,
            contact=contact,
            contact_in=contact_in,
            contact_isnull=contact_isnull,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            deal=deal,
            deal_in=deal_in,
            deal_isnull=deal_isnull,
            done_at_gte=done_at_gte,
            done_at_isnull=done_at_isnull,
            done_at_lt=done_at_lt,
            done_at_lte=done_at_lte,
            due_on=due_on,
            due_on_gte=due_on_gte,
            due_on_isnull=due_on_isnull,
            due_on_lt=due_on_lt,
            due_on_lte=due_on_lte,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_in=kind_in,
            lead=lead,
            lead_in=lead_in,
            lead_isnull=lead_isnull,
            limit=limit,
            ordering=ordering,
            owner=owner,
            owner_in=owner_in,
            owner_isnull=owner_isnull,
            subject=subject,
            subject_icontains=subject_icontains,
            text=text,
            text_icontains=text_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
