import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_partner_list import PaginatedPartnerList
from ...models.partners_list_ordering import PartnersListOrdering
from ...models.partners_list_stage import PartnersListStage
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    contract_from: datetime.date | Unset = UNSET,
    contract_from_gte: datetime.date | Unset = UNSET,
    contract_from_isnull: bool | Unset = UNSET,
    contract_from_lt: datetime.date | Unset = UNSET,
    contract_from_lte: datetime.date | Unset = UNSET,
    contract_until: datetime.date | Unset = UNSET,
    contract_until_gte: datetime.date | Unset = UNSET,
    contract_until_isnull: bool | Unset = UNSET,
    contract_until_lt: datetime.date | Unset = UNSET,
    contract_until_lte: datetime.date | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PartnersListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: PartnersListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    territory: str | Unset = UNSET,
    territory_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_channel: str | Unset = UNSET
    if not isinstance(channel, Unset):
        json_channel = str(channel)
    params["channel"] = json_channel

    json_channel_in: list[str] | Unset = UNSET
    if not isinstance(channel_in, Unset):
        json_channel_in = []
        for channel_in_item_data in channel_in:
            channel_in_item = str(channel_in_item_data)
            json_channel_in.append(channel_in_item)

    params["channel__in"] = json_channel_in

    params["channel__isnull"] = channel_isnull

    json_contract_from: str | Unset = UNSET
    if not isinstance(contract_from, Unset):
        json_contract_from = contract_from.isoformat()
    params["contract_from"] = json_contract_from

    json_contract_from_gte: str | Unset = UNSET
    if not isinstance(contract_from_gte, Unset):
        json_contract_from_gte = contract_from_gte.isoformat()
    params["contract_from__gte"] = json_contract_from_gte

    params["contract_from__isnull"] = contract_from_isnull

    json_contract_from_lt: str | Unset = UNSET
    if not isinstance(contract_from_lt, Unset):
        json_contract_from_lt = contract_from_lt.isoformat()
    params["contract_from__lt"] = json_contract_from_lt

    json_contract_from_lte: str | Unset = UNSET
    if not isinstance(contract_from_lte, Unset):
        json_contract_from_lte = contract_from_lte.isoformat()
    params["contract_from__lte"] = json_contract_from_lte

    json_contract_until: str | Unset = UNSET
    if not isinstance(contract_until, Unset):
        json_contract_until = contract_until.isoformat()
    params["contract_until"] = json_contract_until

    json_contract_until_gte: str | Unset = UNSET
    if not isinstance(contract_until_gte, Unset):
        json_contract_until_gte = contract_until_gte.isoformat()
    params["contract_until__gte"] = json_contract_until_gte

    params["contract_until__isnull"] = contract_until_isnull

    json_contract_until_lt: str | Unset = UNSET
    if not isinstance(contract_until_lt, Unset):
        json_contract_until_lt = contract_until_lt.isoformat()
    params["contract_until__lt"] = json_contract_until_lt

    json_contract_until_lte: str | Unset = UNSET
    if not isinstance(contract_until_lte, Unset):
        json_contract_until_lte = contract_until_lte.isoformat()
    params["contract_until__lte"] = json_contract_until_lte

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

    json_stage: str | Unset = UNSET
    if not isinstance(stage, Unset):
        json_stage = stage.value

    params["stage"] = json_stage

    json_stage_in: list[str] | Unset = UNSET
    if not isinstance(stage_in, Unset):
        json_stage_in = stage_in

    params["stage__in"] = json_stage_in

    params["territory"] = territory

    params["territory__icontains"] = territory_icontains

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
        "url": "/api/v1/projects/{project_id}/partners/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPartnerList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPartnerList.from_dict(response.json())

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
) -> Response[PaginatedPartnerList | Problem]:
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
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    contract_from: datetime.date | Unset = UNSET,
    contract_from_gte: datetime.date | Unset = UNSET,
    contract_from_isnull: bool | Unset = UNSET,
    contract_from_lt: datetime.date | Unset = UNSET,
    contract_from_lte: datetime.date | Unset = UNSET,
    contract_until: datetime.date | Unset = UNSET,
    contract_until_gte: datetime.date | Unset = UNSET,
    contract_until_isnull: bool | Unset = UNSET,
    contract_until_lt: datetime.date | Unset = UNSET,
    contract_until_lte: datetime.date | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PartnersListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: PartnersListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    territory: str | Unset = UNSET,
    territory_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPartnerList | Problem]:
    """List partners

     Who sells or promotes the product, where and until when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        contract_from (datetime.date | Unset):
        contract_from_gte (datetime.date | Unset):
        contract_from_isnull (bool | Unset):
        contract_from_lt (datetime.date | Unset):
        contract_from_lte (datetime.date | Unset):
        contract_until (datetime.date | Unset):
        contract_until_gte (datetime.date | Unset):
        contract_until_isnull (bool | Unset):
        contract_until_lt (datetime.date | Unset):
        contract_until_lte (datetime.date | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PartnersListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (PartnersListStage | Unset):
        stage_in (list[str] | Unset):
        territory (str | Unset):
        territory_icontains (str | Unset):
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
        Response[PaginatedPartnerList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        channel=channel,
        channel_in=channel_in,
        channel_isnull=channel_isnull,
        contract_from=contract_from,
        contract_from_gte=contract_from_gte,
        contract_from_isnull=contract_from_isnull,
        contract_from_lt=contract_from_lt,
        contract_from_lte=contract_from_lte,
        contract_until=contract_until,
        contract_until_gte=contract_until_gte,
        contract_until_isnull=contract_until_isnull,
        contract_until_lt=contract_until_lt,
        contract_until_lte=contract_until_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        stage=stage,
        stage_in=stage_in,
        territory=territory,
        territory_icontains=territory_icontains,
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
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    contract_from: datetime.date | Unset = UNSET,
    contract_from_gte: datetime.date | Unset = UNSET,
    contract_from_isnull: bool | Unset = UNSET,
    contract_from_lt: datetime.date | Unset = UNSET,
    contract_from_lte: datetime.date | Unset = UNSET,
    contract_until: datetime.date | Unset = UNSET,
    contract_until_gte: datetime.date | Unset = UNSET,
    contract_until_isnull: bool | Unset = UNSET,
    contract_until_lt: datetime.date | Unset = UNSET,
    contract_until_lte: datetime.date | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PartnersListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: PartnersListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    territory: str | Unset = UNSET,
    territory_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPartnerList | Problem | None:
    """List partners

     Who sells or promotes the product, where and until when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        contract_from (datetime.date | Unset):
        contract_from_gte (datetime.date | Unset):
        contract_from_isnull (bool | Unset):
        contract_from_lt (datetime.date | Unset):
        contract_from_lte (datetime.date | Unset):
        contract_until (datetime.date | Unset):
        contract_until_gte (datetime.date | Unset):
        contract_until_isnull (bool | Unset):
        contract_until_lt (datetime.date | Unset):
        contract_until_lte (datetime.date | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PartnersListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (PartnersListStage | Unset):
        stage_in (list[str] | Unset):
        territory (str | Unset):
        territory_icontains (str | Unset):
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
        PaginatedPartnerList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        channel=channel,
        channel_in=channel_in,
        channel_isnull=channel_isnull,
        contract_from=contract_from,
        contract_from_gte=contract_from_gte,
        contract_from_isnull=contract_from_isnull,
        contract_from_lt=contract_from_lt,
        contract_from_lte=contract_from_lte,
        contract_until=contract_until,
        contract_until_gte=contract_until_gte,
        contract_until_isnull=contract_until_isnull,
        contract_until_lt=contract_until_lt,
        contract_until_lte=contract_until_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        stage=stage,
        stage_in=stage_in,
        territory=territory,
        territory_icontains=territory_icontains,
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
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    contract_from: datetime.date | Unset = UNSET,
    contract_from_gte: datetime.date | Unset = UNSET,
    contract_from_isnull: bool | Unset = UNSET,
    contract_from_lt: datetime.date | Unset = UNSET,
    contract_from_lte: datetime.date | Unset = UNSET,
    contract_until: datetime.date | Unset = UNSET,
    contract_until_gte: datetime.date | Unset = UNSET,
    contract_until_isnull: bool | Unset = UNSET,
    contract_until_lt: datetime.date | Unset = UNSET,
    contract_until_lte: datetime.date | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PartnersListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: PartnersListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    territory: str | Unset = UNSET,
    territory_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPartnerList | Problem]:
    """List partners

     Who sells or promotes the product, where and until when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        contract_from (datetime.date | Unset):
        contract_from_gte (datetime.date | Unset):
        contract_from_isnull (bool | Unset):
        contract_from_lt (datetime.date | Unset):
        contract_from_lte (datetime.date | Unset):
        contract_until (datetime.date | Unset):
        contract_until_gte (datetime.date | Unset):
        contract_until_isnull (bool | Unset):
        contract_until_lt (datetime.date | Unset):
        contract_until_lte (datetime.date | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PartnersListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (PartnersListStage | Unset):
        stage_in (list[str] | Unset):
        territory (str | Unset):
        territory_icontains (str | Unset):
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
        Response[PaginatedPartnerList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        channel=channel,
        channel_in=channel_in,
        channel_isnull=channel_isnull,
        contract_from=contract_from,
        contract_from_gte=contract_from_gte,
        contract_from_isnull=contract_from_isnull,
        contract_from_lt=contract_from_lt,
        contract_from_lte=contract_from_lte,
        contract_until=contract_until,
        contract_until_gte=contract_until_gte,
        contract_until_isnull=contract_until_isnull,
        contract_until_lt=contract_until_lt,
        contract_until_lte=contract_until_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        name=name,
        name_icontains=name_icontains,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        owner=owner,
        owner_in=owner_in,
        owner_isnull=owner_isnull,
        stage=stage,
        stage_in=stage_in,
        territory=territory,
        territory_icontains=territory_icontains,
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
    channel: UUID | Unset = UNSET,
    channel_in: list[UUID] | Unset = UNSET,
    channel_isnull: bool | Unset = UNSET,
    contract_from: datetime.date | Unset = UNSET,
    contract_from_gte: datetime.date | Unset = UNSET,
    contract_from_isnull: bool | Unset = UNSET,
    contract_from_lt: datetime.date | Unset = UNSET,
    contract_from_lte: datetime.date | Unset = UNSET,
    contract_until: datetime.date | Unset = UNSET,
    contract_until_gte: datetime.date | Unset = UNSET,
    contract_until_isnull: bool | Unset = UNSET,
    contract_until_lt: datetime.date | Unset = UNSET,
    contract_until_lte: datetime.date | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    name: str | Unset = UNSET,
    name_icontains: str | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PartnersListOrdering | Unset = UNSET,
    owner: UUID | Unset = UNSET,
    owner_in: list[UUID] | Unset = UNSET,
    owner_isnull: bool | Unset = UNSET,
    stage: PartnersListStage | Unset = UNSET,
    stage_in: list[str] | Unset = UNSET,
    territory: str | Unset = UNSET,
    territory_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPartnerList | Problem | None:
    """List partners

     Who sells or promotes the product, where and until when.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (UUID | Unset):
        channel_in (list[UUID] | Unset):
        channel_isnull (bool | Unset):
        contract_from (datetime.date | Unset):
        contract_from_gte (datetime.date | Unset):
        contract_from_isnull (bool | Unset):
        contract_from_lt (datetime.date | Unset):
        contract_from_lte (datetime.date | Unset):
        contract_until (datetime.date | Unset):
        contract_until_gte (datetime.date | Unset):
        contract_until_isnull (bool | Unset):
        contract_until_lt (datetime.date | Unset):
        contract_until_lte (datetime.date | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        name (str | Unset):
        name_icontains (str | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PartnersListOrdering | Unset):
        owner (UUID | Unset):
        owner_in (list[UUID] | Unset):
        owner_isnull (bool | Unset):
        stage (PartnersListStage | Unset):
        stage_in (list[str] | Unset):
        territory (str | Unset):
        territory_icontains (str | Unset):
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
        PaginatedPartnerList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            channel=channel,
            channel_in=channel_in,
            channel_isnull=channel_isnull,
            contract_from=contract_from,
            contract_from_gte=contract_from_gte,
            contract_from_isnull=contract_from_isnull,
            contract_from_lt=contract_from_lt,
            contract_from_lte=contract_from_lte,
            contract_until=contract_until,
            contract_until_gte=contract_until_gte,
            contract_until_isnull=contract_until_isnull,
            contract_until_lt=contract_until_lt,
            contract_until_lte=contract_until_lte,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            limit=limit,
            name=name,
            name_icontains=name_icontains,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            owner=owner,
            owner_in=owner_in,
            owner_isnull=owner_isnull,
            stage=stage,
            stage_in=stage_in,
            territory=territory,
            territory_icontains=territory_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
