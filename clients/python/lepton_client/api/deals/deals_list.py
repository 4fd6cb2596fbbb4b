import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.deals_list_ordering import DealsListOrdering
from ...models.paginated_deal_list import PaginatedDealList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_isnull: bool | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    closed_on: datetime.date | Unset = UNSET,
    closed_on_gte: datetime.date | Unset = UNSET,
    closed_on_isnull: bool | Unset = UNSET,
    closed_on_lt: datetime.date | Unset = UNSET,
    closed_on_lte: datetime.date | Unset = UNSET,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expected_on: datetime.date | Unset = UNSET,
    expected_on_gte: datetime.date | Unset = UNSET,
    expected_on_isnull: bool | Unset = UNSET,
    expected_on_lt: datetime.date | Unset = UNSET,
    expected_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DealsListOrdering | Unset = UNSET,
    outcome: str | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    probability: int | Unset = UNSET,
    probability_gte: int | Unset = UNSET,
    probability_isnull: bool | Unset = UNSET,
    probability_lte: int | Unset = UNSET,
    q: str | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    stage: str | Unset = UNSET,
    stage_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["amount"] = amount

    params["amount__gte"] = amount_gte

    params["amount__isnull"] = amount_isnull

    params["amount__lte"] = amount_lte

    json_closed_on: str | Unset = UNSET
    if not isinstance(closed_on, Unset):
        json_closed_on = closed_on.isoformat()
    params["closed_on"] = json_closed_on

    json_closed_on_gte: str | Unset = UNSET
    if not isinstance(closed_on_gte, Unset):
        json_closed_on_gte = closed_on_gte.isoformat()
    params["closed_on__gte"] = json_closed_on_gte

    params["closed_on__isnull"] = closed_on_isnull

    json_closed_on_lt: str | Unset = UNSET
    if not isinstance(closed_on_lt, Unset):
        json_closed_on_lt = closed_on_lt.isoformat()
    params["closed_on__lt"] = json_closed_on_lt

    json_closed_on_lte: str | Unset = UNSET
    if not isinstance(closed_on_lte, Unset):
        json_closed_on_lte = closed_on_lte.isoformat()
    params["closed_on__lte"] = json_closed_on_lte

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

    params["currency"] = currency

    json_currency_in: list[str] | Unset = UNSET
    if not isinstance(currency_in, Unset):
        json_currency_in = currency_in

    params["currency__in"] = json_currency_in

    params["cursor"] = cursor

    json_expected_on: str | Unset = UNSET
    if not isinstance(expected_on, Unset):
        json_expected_on = expected_on.isoformat()
    params["expected_on"] = json_expected_on

    json_expected_on_gte: str | Unset = UNSET
    if not isinstance(expected_on_gte, Unset):
        json_expected_on_gte = expected_on_gte.isoformat()
    params["expected_on__gte"] = json_expected_on_gte

    params["expected_on__isnull"] = expected_on_isnull

    json_expected_on_lt: str | Unset = UNSET
    if not isinstance(expected_on_lt, Unset):
        json_expected_on_lt = expected_on_lt.isoformat()
    params["expected_on__lt"] = json_expected_on_lt

    json_expected_on_lte: str | Unset = UNSET
    if not isinstance(expected_on_lte, Unset):
        json_expected_on_lte = expected_on_lte.isoformat()
    params["expected_on__lte"] = json_expected_on_lte

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

    params["limit"] = limit

    params["market"] = market

    json_market_in: list[str] | Unset = UNSET
    if not isinstance(market_in, Unset):
        json_market_in = market_in

    params["market__in"] = json_market_in

    params["name"] = name

    params["name__icontains"] = name_icontains

    params["note"] = note

    params["note__icontains"] = note_icontains

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["outcome"] = outcome

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

    params["probability"] = probability

    params["probability__gte"] = probability_gte

    params["probability__isnull"] = probability_isnull

    params["probability__lte"] = probability_lte

    params["q"] = q

    params["reason"] = reason

    params["reason__icontains"] = reason_icontains

    params["stage"] = stage

    params["stage__icontains"] = stage_icontains

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
        "url": "/api/v1/projects/{project_id}/deals/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedDealList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedDealList.from_dict(response.json())

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
) -> Response[PaginatedDealList | Problem]:
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_isnull: bool | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    closed_on: datetime.date | Unset = UNSET,
    closed_on_gte: datetime.date | Unset = UNSET,
    closed_on_isnull: bool | Unset = UNSET,
    closed_on_lt: datetime.date | Unset = UNSET,
    closed_on_lte: datetime.date | Unset = UNSET,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expected_on: datetime.date | Unset = UNSET,
    expected_on_gte: datetime.date | Unset = UNSET,
    expected_on_isnull: bool | Unset = UNSET,
    expected_on_lt: datetime.date | Unset = UNSET,
    expected_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DealsListOrdering | Unset = UNSET,
    outcome: str | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    probability: int | Unset = UNSET,
    probability_gte: int | Unset = UNSET,
    probability_isnull: bool | Unset = UNSET,
    probability_lte: int | Unset = UNSET,
    q: str | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    stage: str | Unset = UNSET,
    stage_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedDealList | Problem]:
    """List deals

     What may be sold to whom, and how far it is.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_isnull (bool | Unset):
        amount_lte (float | Unset):
        closed_on (datetime.date | Unset):
        closed_on_gte (datetime.date | Unset):
        closed_on_isnull (bool | Unset):
        closed_on_lt (datetime.date | Unset):
        closed_on_lte (datetime.date | Unset):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        expected_on (datetime.date | Unset):
        expected_on_gte (datetime.date | Unset):
        expected_on_isnull (bool | Unset):
        expected_on_lt (datetime.date | Unset):
        expected_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DealsListOrdering | Unset):
        outcome (str | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        probability (int | Unset):
        probability_gte (int | Unset):
        probability_isnull (bool | Unset):
        probability_lte (int | Unset):
        q (str | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        stage (str | Unset):
        stage_icontains (str | Unset):
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
        Response[PaginatedDealList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        amount=amount,
        amount_gte=amount_gte,
        amount_isnull=amount_isnull,
        amount_lte=amount_lte,
        closed_on=closed_on,
        closed_on_gte=closed_on_gte,
        closed_on_isnull=closed_on_isnull,
        closed_on_lt=closed_on_lt,
        closed_on_lte=closed_on_lte,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        expected_on=expected_on,
        expected_on_gte=expected_on_gte,
        expected_on_isnull=expected_on_isnull,
        expected_on_lt=expected_on_lt,
        expected_on_lte=expected_on_lte,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        outcome=outcome,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        probability=probability,
        probability_gte=probability_gte,
        probability_isnull=probability_isnull,
        probability_lte=probability_lte,
        q=q,
        reason=reason,
        reason_icontains=reason_icontains,
        stage=stage,
        stage_icontains=stage_icontains,
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_isnull: bool | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    closed_on: datetime.date | Unset = UNSET,
    closed_on_gte: datetime.date | Unset = UNSET,
    closed_on_isnull: bool | Unset = UNSET,
    closed_on_lt: datetime.date | Unset = UNSET,
    closed_on_lte: datetime.date | Unset = UNSET,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expected_on: datetime.date | Unset = UNSET,
    expected_on_gte: datetime.date | Unset = UNSET,
    expected_on_isnull: bool | Unset = UNSET,
    expected_on_lt: datetime.date | Unset = UNSET,
    expected_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DealsListOrdering | Unset = UNSET,
    outcome: str | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    probability: int | Unset = UNSET,
    probability_gte: int | Unset = UNSET,
    probability_isnull: bool | Unset = UNSET,
    probability_lte: int | Unset = UNSET,
    q: str | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    stage: str | Unset = UNSET,
    stage_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedDealList | Problem | None:
    """List deals

     What may be sold to whom, and how far it is.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_isnull (bool | Unset):
        amount_lte (float | Unset):
        closed_on (datetime.date | Unset):
        closed_on_gte (datetime.date | Unset):
        closed_on_isnull (bool | Unset):
        closed_on_lt (datetime.date | Unset):
        closed_on_lte (datetime.date | Unset):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        expected_on (datetime.date | Unset):
        expected_on_gte (datetime.date | Unset):
        expected_on_isnull (bool | Unset):
        expected_on_lt (datetime.date | Unset):
        expected_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DealsListOrdering | Unset):
        outcome (str | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        probability (int | Unset):
        probability_gte (int | Unset):
        probability_isnull (bool | Unset):
        probability_lte (int | Unset):
        q (str | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        stage (str | Unset):
        stage_icontains (str | Unset):
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
        PaginatedDealList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        amount=amount,
        amount_gte=amount_gte,
        amount_isnull=amount_isnull,
        amount_lte=amount_lte,
        closed_on=closed_on,
        closed_on_gte=closed_on_gte,
        closed_on_isnull=closed_on_isnull,
        closed_on_lt=closed_on_lt,
        closed_on_lte=closed_on_lte,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        expected_on=expected_on,
        expected_on_gte=expected_on_gte,
        expected_on_isnull=expected_on_isnull,
        expected_on_lt=expected_on_lt,
        expected_on_lte=expected_on_lte,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        outcome=outcome,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        probability=probability,
        probability_gte=probability_gte,
        probability_isnull=probability_isnull,
        probability_lte=probability_lte,
        q=q,
        reason=reason,
        reason_icontains=reason_icontains,
        stage=stage,
        stage_icontains=stage_icontains,
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_isnull: bool | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    closed_on: datetime.date | Unset = UNSET,
    closed_on_gte: datetime.date | Unset = UNSET,
    closed_on_isnull: bool | Unset = UNSET,
    closed_on_lt: datetime.date | Unset = UNSET,
    closed_on_lte: datetime.date | Unset = UNSET,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expected_on: datetime.date | Unset = UNSET,
    expected_on_gte: datetime.date | Unset = UNSET,
    expected_on_isnull: bool | Unset = UNSET,
    expected_on_lt: datetime.date | Unset = UNSET,
    expected_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DealsListOrdering | Unset = UNSET,
    outcome: str | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    probability: int | Unset = UNSET,
    probability_gte: int | Unset = UNSET,
    probability_isnull: bool | Unset = UNSET,
    probability_lte: int | Unset = UNSET,
    q: str | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    stage: str | Unset = UNSET,
    stage_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedDealList | Problem]:
    """List deals

     What may be sold to whom, and how far it is.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_isnull (bool | Unset):
        amount_lte (float | Unset):
        closed_on (datetime.date | Unset):
        closed_on_gte (datetime.date | Unset):
        closed_on_isnull (bool | Unset):
        closed_on_lt (datetime.date | Unset):
        closed_on_lte (datetime.date | Unset):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        expected_on (datetime.date | Unset):
        expected_on_gte (datetime.date | Unset):
        expected_on_isnull (bool | Unset):
        expected_on_lt (datetime.date | Unset):
        expected_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DealsListOrdering | Unset):
        outcome (str | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        probability (int | Unset):
        probability_gte (int | Unset):
        probability_isnull (bool | Unset):
        probability_lte (int | Unset):
        q (str | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        stage (str | Unset):
        stage_icontains (str | Unset):
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
        Response[PaginatedDealList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        amount=amount,
        amount_gte=amount_gte,
        amount_isnull=amount_isnull,
        amount_lte=amount_lte,
        closed_on=closed_on,
        closed_on_gte=closed_on_gte,
        closed_on_isnull=closed_on_isnull,
        closed_on_lt=closed_on_lt,
        closed_on_lte=closed_on_lte,
        company=company,
        company_in=company_in,
        company_isnull=company_isnull,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        expected_on=expected_on,
        expected_on_gte=expected_on_gte,
        expected_on_isnull=expected_on_isnull,
        expected_on_lt=expected_on_lt,
        expected_on_lte=expected_on_lte,
        id=id,
        id_in=id_in,
        limit=limit,
        market=market,
        market_in=market_in,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        outcome=outcome,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        probability=probability,
        probability_gte=probability_gte,
        probability_isnull=probability_isnull,
        probability_lte=probability_lte,
        q=q,
        reason=reason,
        reason_icontains=reason_icontains,
        stage=stage,
        stage_icontains=stage_icontains,
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_isnull: bool | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    closed_on: datetime.date | Unset = UNSET,
    closed_on_gte: datetime.date | Unset = UNSET,
    closed_on_isnull: bool | Unset = UNSET,
    closed_on_lt: datetime.date | Unset = UNSET,
    closed_on_lte: datetime.date | Unset = UNSET,
    company: UUID | Unset = UNSET,
    company_in: list[UUID] | Unset = UNSET,
    company_isnull: bool | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    expected_on: datetime.date | Unset = UNSET,
    expected_on_gte: datetime.date | Unset = UNSET,
    expected_on_isnull: bool | Unset = UNSET,
    expected_on_lt: datetime.date | Unset = UNSET,
    expected_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: DealsListOrdering | Unset = UNSET,
    outcome: str | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    probability: int | Unset = UNSET,
    probability_gte: int | Unset = UNSET,
    probability_isnull: bool | Unset = UNSET,
    probability_lte: int | Unset = UNSET,
    q: str | Unset = UNSET,
    reason: str | Unset = UNSET,
    reason_icontains: str | Unset = UNSET,
    stage: str | Unset = UNSET,
    stage_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedDealList | Problem | None:
    """List deals

     What may be sold to whom, and how far it is.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_isnull (bool | Unset):
        amount_lte (float | Unset):
        closed_on (datetime.date | Unset):
        closed_on_gte (datetime.date | Unset):
        closed_on_isnull (bool | Unset):
        closed_on_lt (datetime.date | Unset):
        closed_on_lte (datetime.date | Unset):
        company (UUID | Unset):
        company_in (list[UUID] | Unset):
        company_isnull (bool | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        expected_on (datetime.date | Unset):
        expected_on_gte (datetime.date | Unset):
        expected_on_isnull (bool | Unset):
        expected_on_lt (datetime.date | Unset):
        expected_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (DealsListOrdering | Unset):
        outcome (str | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        probability (int | Unset):
        probability_gte (int | Unset):
        probability_isnull (bool | Unset):
        probability_lte (int | Unset):
        q (str | Unset):
        reason (str | Unset):
        reason_icontains (str | Unset):
        stage (str | Unset):
        stage_icontains (str | Unset):
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
        PaginatedDealList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            amount=amount,
            amount_gte=amount_gte,
            amount_isnull=amount_isnull,
            amount_lte=amount_lte,
            closed_on=closed_on,
            closed_on_gte=closed_on_gte,
            closed_on_isnull=closed_on_isnull,
            closed_on_lt=closed_on_lt,
            closed_on_lte=closed_on_lte,
            company=company,
            company_in=company_in,
            company_isnull=company_isnull,
            contact=contact,
            contact_in=contact_in,
            contact_isnull=contact_isnull,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            currency=currency,
            currency_in=currency_in,
            cursor=cursor,
            expected_on=expected_on,
            expected_on_gte=expected_on_gte,
            expected_on_isnull=expected_on_isnull,
            expected_on_lt=expected_on_lt,
            expected_on_lte=expected_on_lte,
            id=id,
            id_in=id_in,
            limit=limit,
            market=market,
            market_in=market_in,
            name=name,
            name_icontains=name_icontains,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            outcome=outcome,
            owner=owner,
            owner_in=owner_in,
            owner_isnull=owner_isnull,
            probability=probability,
            probability_gte=probability_gte,
            probability_isnull=probability_isnull,
            probability_lte=probability_lte,
            q=q,
            reason=reason,
            reason_icontains=reason_icontains,
            stage=stage,
            stage_icontains=stage_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
