import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.consents_list_decision import ConsentsListDecision
from ...models.consents_list_lawful_basis import ConsentsListLawfulBasis
from ...models.consents_list_ordering import ConsentsListOrdering
from ...models.paginated_consent_list import PaginatedConsentList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    basis: ConsentsListLawfulBasis | Unset = UNSET,
    basis_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decision: ConsentsListDecision | Unset = UNSET,
    decision_in: list[str] | Unset = UNSET,
    evidence: str | Unset = UNSET,
    evidence_icontains: str | Unset = UNSET,
    expires_on: datetime.date | Unset = UNSET,
    expires_on_gte: datetime.date | Unset = UNSET,
    expires_on_isnull: bool | Unset = UNSET,
    expires_on_lt: datetime.date | Unset = UNSET,
    expires_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ConsentsListOrdering | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_at_gte: str | Unset = UNSET
    if not isinstance(at_gte, Unset):
        json_at_gte = at_gte.isoformat()
    params["at__gte"] = json_at_gte

    json_at_lt: str | Unset = UNSET
    if not isinstance(at_lt, Unset):
        json_at_lt = at_lt.isoformat()
    params["at__lt"] = json_at_lt

    json_at_lte: str | Unset = UNSET
    if not isinstance(at_lte, Unset):
        json_at_lte = at_lte.isoformat()
    params["at__lte"] = json_at_lte

    json_basis: str | Unset = UNSET
    if not isinstance(basis, Unset):
        json_basis = basis.value

    params["basis"] = json_basis

    json_basis_in: list[str] | Unset = UNSET
    if not isinstance(basis_in, Unset):
        json_basis_in = basis_in

    params["basis__in"] = json_basis_in

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

    json_decision: str | Unset = UNSET
    if not isinstance(decision, Unset):
        json_decision = decision.value

    params["decision"] = json_decision

    json_decision_in: list[str] | Unset = UNSET
    if not isinstance(decision_in, Unset):
        json_decision_in = decision_in

    params["decision__in"] = json_decision_in

    params["evidence"] = evidence

    params["evidence__icontains"] = evidence_icontains

    json_expires_on: str | Unset = UNSET
    if not isinstance(expires_on, Unset):
        json_expires_on = expires_on.isoformat()
    params["expires_on"] = json_expires_on

    json_expires_on_gte: str | Unset = UNSET
    if not isinstance(expires_on_gte, Unset):
        json_expires_on_gte = expires_on_gte.isoformat()
    params["expires_on__gte"] = json_expires_on_gte

    params["expires_on__isnull"] = expires_on_isnull

    json_expires_on_lt: str | Unset = UNSET
    if not isinstance(expires_on_lt, Unset):
        json_expires_on_lt = expires_on_lt.isoformat()
    params["expires_on__lt"] = json_expires_on_lt

    json_expires_on_lte: str | Unset = UNSET
    if not isinstance(expires_on_lte, Unset):
        json_expires_on_lte = expires_on_lte.isoformat()
    params["expires_on__lte"] = json_expires_on_lte

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

    params["purpose"] = purpose

    params["purpose__icontains"] = purpose_icontains

    params["source"] = source

    params["source__icontains"] = source_icontains

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
        "url": "/api/v1/projects/{project_id}/consents/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedConsentList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedConsentList.from_dict(response.json())

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
) -> Response[PaginatedConsentList | Problem]:
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
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    basis: ConsentsListLawfulBasis | Unset = UNSET,
    basis_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decision: ConsentsListDecision | Unset = UNSET,
    decision_in: list[str] | Unset = UNSET,
    evidence: str | Unset = UNSET,
    evidence_icontains: str | Unset = UNSET,
    expires_on: datetime.date | Unset = UNSET,
    expires_on_gte: datetime.date | Unset = UNSET,
    expires_on_isnull: bool | Unset = UNSET,
    expires_on_lt: datetime.date | Unset = UNSET,
    expires_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ConsentsListOrdering | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedConsentList | Problem]:
    """List consents

     What people agreed to, and what they took back. Nothing here is changed or deleted but with
    the person: a change of mind is a new row, and the newest of a person and purpose counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        basis (ConsentsListLawfulBasis | Unset):
        basis_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decision (ConsentsListDecision | Unset):
        decision_in (list[str] | Unset):
        evidence (str | Unset):
        evidence_icontains (str | Unset):
        expires_on (datetime.date | Unset):
        expires_on_gte (datetime.date | Unset):
        expires_on_isnull (bool | Unset):
        expires_on_lt (datetime.date | Unset):
        expires_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ConsentsListOrdering | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
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
        Response[PaginatedConsentList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        at_gte=at_gte,
        at_lt=at_lt,
        at_lte=at_lte,
        basis=basis,
        basis_in=basis_in,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decision=decision,
        decision_in=decision_in,
        evidence=evidence,
        evidence_icontains=evidence_icontains,
        expires_on=expires_on,
        expires_on_gte=expires_on_gte,
        expires_on_isnull=expires_on_isnull,
        expires_on_lt=expires_on_lt,
        expires_on_lte=expires_on_lte,
        id=id,
        id_in=id_in,
        lead=lead,
        lead_in=lead_in,
        lead_isnull=lead_isnull,
        limit=limit,
        ordering=ordering,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        source=source,
        source_icontains=source_icontains,
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
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    basis: ConsentsListLawfulBasis | Unset = UNSET,
    basis_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decision: ConsentsListDecision | Unset = UNSET,
    decision_in: list[str] | Unset = UNSET,
    evidence: str | Unset = UNSET,
    evidence_icontains: str | Unset = UNSET,
    expires_on: datetime.date | Unset = UNSET,
    expires_on_gte: datetime.date | Unset = UNSET,
    expires_on_isnull: bool | Unset = UNSET,
    expires_on_lt: datetime.date | Unset = UNSET,
    expires_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ConsentsListOrdering | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedConsentList | Problem | None:
    """List consents

     What people agreed to, and what they took back. Nothing here is changed or deleted but with
    the person: a change of mind is a new row, and the newest of a person and purpose counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        basis (ConsentsListLawfulBasis | Unset):
        basis_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decision (ConsentsListDecision | Unset):
        decision_in (list[str] | Unset):
        evidence (str | Unset):
        evidence_icontains (str | Unset):
        expires_on (datetime.date | Unset):
        expires_on_gte (datetime.date | Unset):
        expires_on_isnull (bool | Unset):
        expires_on_lt (datetime.date | Unset):
        expires_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ConsentsListOrdering | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
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
        PaginatedConsentList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        at_gte=at_gte,
        at_lt=at_lt,
        at_lte=at_lte,
        basis=basis,
        basis_in=basis_in,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decision=decision,
        decision_in=decision_in,
        evidence=evidence,
        evidence_icontains=evidence_icontains,
        expires_on=expires_on,
        expires_on_gte=expires_on_gte,
        expires_on_isnull=expires_on_isnull,
        expires_on_lt=expires_on_lt,
        expires_on_lte=expires_on_lte,
        id=id,
        id_in=id_in,
        lead=lead,
        lead_in=lead_in,
        lead_isnull=lead_isnull,
        limit=limit,
        ordering=ordering,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        source=source,
        source_icontains=source_icontains,
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
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    basis: ConsentsListLawfulBasis | Unset = UNSET,
    basis_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decision: ConsentsListDecision | Unset = UNSET,
    decision_in: list[str] | Unset = UNSET,
    evidence: str | Unset = UNSET,
    evidence_icontains: str | Unset = UNSET,
    expires_on: datetime.date | Unset = UNSET,
    expires_on_gte: datetime.date | Unset = UNSET,
    expires_on_isnull: bool | Unset = UNSET,
    expires_on_lt: datetime.date | Unset = UNSET,
    expires_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ConsentsListOrdering | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedConsentList | Problem]:
    """List consents

     What people agreed to, and what they took back. Nothing here is changed or deleted but with
    the person: a change of mind is a new row, and the newest of a person and purpose counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        basis (ConsentsListLawfulBasis | Unset):
        basis_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decision (ConsentsListDecision | Unset):
        decision_in (list[str] | Unset):
        evidence (str | Unset):
        evidence_icontains (str | Unset):
        expires_on (datetime.date | Unset):
        expires_on_gte (datetime.date | Unset):
        expires_on_isnull (bool | Unset):
        expires_on_lt (datetime.date | Unset):
        expires_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ConsentsListOrdering | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
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
        Response[PaginatedConsentList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        at_gte=at_gte,
        at_lt=at_lt,
        at_lte=at_lte,
        basis=basis,
        basis_in=basis_in,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        decision=decision,
        decision_in=decision_in,
        evidence=evidence,
        evidence_icontains=evidence_icontains,
        expires_on=expires_on,
        expires_on_gte=expires_on_gte,
        expires_on_isnull=expires_on_isnull,
        expires_on_lt=expires_on_lt,
        expires_on_lte=expires_on_lte,
        id=id,
        id_in=id_in,
        lead=lead,
        lead_in=lead_in,
        lead_isnull=lead_isnull,
        limit=limit,
        ordering=ordering,
        purpose=purpose,
        purpose_icontains=purpose_icontains,
        source=source,
        source_icontains=source_icontains,
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
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    basis: ConsentsListLawfulBasis | Unset = UNSET,
    basis_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    decision: ConsentsListDecision | Unset = UNSET,
    decision_in: list[str] | Unset = UNSET,
    evidence: str | Unset = UNSET,
    evidence_icontains: str | Unset = UNSET,
    expires_on: datetime.date | Unset = UNSET,
    expires_on_gte: datetime.date | Unset = UNSET,
    expires_on_isnull: bool | Unset = UNSET,
    expires_on_lt: datetime.date | Unset = UNSET,
    expires_on_lte: datetime.date | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    lead: UUID | Unset = UNSET,
    lead_in: list[UUID] | Unset = UNSET,
    lead_isnull: bool | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: ConsentsListOrdering | Unset = UNSET,
    purpose: str | Unset = UNSET,
    purpose_icontains: str | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedConsentList | Problem | None:
    """List consents

     What people agreed to, and what they took back. Nothing here is changed or deleted but with
    the person: a change of mind is a new row, and the newest of a person and purpose counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        basis (ConsentsListLawfulBasis | Unset):
        basis_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        decision (ConsentsListDecision | Unset):
        decision_in (list[str] | Unset):
        evidence (str | Unset):
        evidence_icontains (str | Unset):
        expires_on (datetime.date | Unset):
        expires_on_gte (datetime.date | Unset):
        expires_on_isnull (bool | Unset):
        expires_on_lt (datetime.date | Unset):
        expires_on_lte (datetime.date | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        lead (UUID | Unset):
        lead_in (list[UUID] | Unset):
        lead_isnull (bool | Unset):
        limit (int | Unset):  Default: 100.
        ordering (ConsentsListOrdering | Unset):
        purpose (str | Unset):
        purpose_icontains (str | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
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
        PaginatedConsentList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            at_gte=at_gte,
            at_lt=at_lt,
            at_lte=at_lte,
            basis=basis,
            basis_in=basis_in,
            contact=contact,
            contact_in=contact_in,
            contact_isnull=contact_isnull,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            decision=decision,
            decision_in=decision_in,
            evidence=evidence,
            evidence_icontains=evidence_icontains,
            expires_on=expires_on,
            expires_on_gte=expires_on_gte,
            expires_on_isnull=expires_on_isnull,
            expires_on_lt=expires_on_lt,
            expires_on_lte=expires_on_lte,
            id=id,
            id_in=id_in,
            lead=lead,
            lead_in=lead_in,
            lead_isnull=lead_isnull,
            limit=limit,
            ordering=ordering,
            purpose=purpose,
            purpose_icontains=purpose_icontains,
            source=source,
            source_icontains=source_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
