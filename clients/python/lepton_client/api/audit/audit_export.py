import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.audit_export_channel import AuditExportChannel
from ...models.audit_export_format import AuditExportFormat
from ...models.audit_export_via_type import AuditExportViaType
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    actor: UUID | Unset = UNSET,
    actor_in: list[UUID] | Unset = UNSET,
    actor_isnull: bool | Unset = UNSET,
    actor_label: str | Unset = UNSET,
    actor_label_icontains: str | Unset = UNSET,
    address: None | str | Unset = UNSET,
    address_icontains: str | Unset = UNSET,
    address_isnull: bool | Unset = UNSET,
    channel: AuditExportChannel | Unset = UNSET,
    channel_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    format_: AuditExportFormat | Unset = AuditExportFormat.JSONL,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    request_id_icontains: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject_id: str | Unset = UNSET,
    subject_id_icontains: str | Unset = UNSET,
    subject_label: str | Unset = UNSET,
    subject_label_icontains: str | Unset = UNSET,
    subject_type: str | Unset = UNSET,
    subject_type_icontains: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    via_id: str | Unset = UNSET,
    via_id_icontains: str | Unset = UNSET,
    via_label: str | Unset = UNSET,
    via_label_icontains: str | Unset = UNSET,
    via_type: AuditExportViaType | Unset = UNSET,
    via_type_icontains: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_actor: str | Unset = UNSET
    if not isinstance(actor, Unset):
        json_actor = str(actor)
    params["actor"] = json_actor

    json_actor_in: list[str] | Unset = UNSET
    if not isinstance(actor_in, Unset):
        json_actor_in = []
        for actor_in_item_data in actor_in:
            actor_in_item = str(actor_in_item_data)
            json_actor_in.append(actor_in_item)

    params["actor__in"] = json_actor_in

    params["actor__isnull"] = actor_isnull

    params["actor_label"] = actor_label

    params["actor_label__icontains"] = actor_label_icontains

    json_address: None | str | Unset
    if isinstance(address, Unset):
        json_address = UNSET
    else:
        json_address = address
    params["address"] = json_address

    params["address__icontains"] = address_icontains

    params["address__isnull"] = address_isnull

    json_channel: str | Unset = UNSET
    if not isinstance(channel, Unset):
        json_channel = channel.value

    params["channel"] = json_channel

    params["channel__icontains"] = channel_icontains

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

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_.value

    params["format"] = json_format_

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

    params["kind"] = kind

    params["kind__icontains"] = kind_icontains

    params["q"] = q

    params["request_id"] = request_id

    params["request_id__icontains"] = request_id_icontains

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    params["subject_id"] = subject_id

    params["subject_id__icontains"] = subject_id_icontains

    params["subject_label"] = subject_label

    params["subject_label__icontains"] = subject_label_icontains

    params["subject_type"] = subject_type

    params["subject_type__icontains"] = subject_type_icontains

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

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

    params["via_id"] = via_id

    params["via_id__icontains"] = via_id_icontains

    params["via_label"] = via_label

    params["via_label__icontains"] = via_label_icontains

    json_via_type: str | Unset = UNSET
    if not isinstance(via_type, Unset):
        json_via_type = via_type.value

    params["via_type"] = json_via_type

    params["via_type__icontains"] = via_type_icontains

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/audit/export/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
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
) -> Response[Problem | str]:
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
    actor: UUID | Unset = UNSET,
    actor_in: list[UUID] | Unset = UNSET,
    actor_isnull: bool | Unset = UNSET,
    actor_label: str | Unset = UNSET,
    actor_label_icontains: str | Unset = UNSET,
    address: None | str | Unset = UNSET,
    address_icontains: str | Unset = UNSET,
    address_isnull: bool | Unset = UNSET,
    channel: AuditExportChannel | Unset = UNSET,
    channel_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    format_: AuditExportFormat | Unset = AuditExportFormat.JSONL,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    request_id_icontains: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject_id: str | Unset = UNSET,
    subject_id_icontains: str | Unset = UNSET,
    subject_label: str | Unset = UNSET,
    subject_label_icontains: str | Unset = UNSET,
    subject_type: str | Unset = UNSET,
    subject_type_icontains: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    via_id: str | Unset = UNSET,
    via_id_icontains: str | Unset = UNSET,
    via_label: str | Unset = UNSET,
    via_label_icontains: str | Unset = UNSET,
    via_type: AuditExportViaType | Unset = UNSET,
    via_type_icontains: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Export the audit trail

     All of it, or what the filters leave, newest first, as one stream.

    `jsonl` has an entry a line as the list gives it, `csv` is made for spreadsheets.

    Scope of the token: `audit`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        actor (UUID | Unset):
        actor_in (list[UUID] | Unset):
        actor_isnull (bool | Unset):
        actor_label (str | Unset):
        actor_label_icontains (str | Unset):
        address (None | str | Unset):
        address_icontains (str | Unset):
        address_isnull (bool | Unset):
        channel (AuditExportChannel | Unset):
        channel_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        format_ (AuditExportFormat | Unset):  Default: AuditExportFormat.JSONL.
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        q (str | Unset):
        request_id (str | Unset):
        request_id_icontains (str | Unset):
        since (datetime.datetime | Unset):
        subject_id (str | Unset):
        subject_id_icontains (str | Unset):
        subject_label (str | Unset):
        subject_label_icontains (str | Unset):
        subject_type (str | Unset):
        subject_type_icontains (str | Unset):
        until (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        via_id (str | Unset):
        via_id_icontains (str | Unset):
        via_label (str | Unset):
        via_label_icontains (str | Unset):
        via_type (AuditExportViaType | Unset):
        via_type_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        actor=actor,
        actor_in=actor_in,
        actor_isnull=actor_isnull,
        actor_label=actor_label,
        actor_label_icontains=actor_label_icontains,
        address=address,
        address_icontains=address_icontains,
        address_isnull=address_isnull,
        channel=channel,
        channel_icontains=channel_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        format_=format_,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_icontains=kind_icontains,
        q=q,
        request_id=request_id,
        request_id_icontains=request_id_icontains,
        since=since,
        subject_id=subject_id,
        subject_id_icontains=subject_id_icontains,
        subject_label=subject_label,
        subject_label_icontains=subject_label_icontains,
        subject_type=subject_type,
        subject_type_icontains=subject_type_icontains,
        until=until,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        via_id=via_id,
        via_id_icontains=via_id_icontains,
        via_label=via_label,
        via_label_icontains=via_label_icontains,
        via_type=via_type,
        via_type_icontains=via_type_icontains,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    actor: UUID | Unset = UNSET,
    actor_in: list[UUID] | Unset = UNSET,
    actor_isnull: bool | Unset = UNSET,
    actor_label: str | Unset = UNSET,
    actor_label_icontains: str | Unset = UNSET,
    address: None | str | Unset = UNSET,
    address_icontains: str | Unset = UNSET,
    address_isnull: bool | Unset = UNSET,
    channel: AuditExportChannel | Unset = UNSET,
    channel_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    format_: AuditExportFormat | Unset = AuditExportFormat.JSONL,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    request_id_icontains: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject_id: str | Unset = UNSET,
    subject_id_icontains: str | Unset = UNSET,
    subject_label: str | Unset = UNSET,
    subject_label_icontains: str | Unset = UNSET,
    subject_type: str | Unset = UNSET,
    subject_type_icontains: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    via_id: str | Unset = UNSET,
    via_id_icontains: str | Unset = UNSET,
    via_label: str | Unset = UNSET,
    via_label_icontains: str | Unset = UNSET,
    via_type: AuditExportViaType | Unset = UNSET,
    via_type_icontains: str | Unset = UNSET,
) -> Problem | str | None:
    """Export the audit trail

     All of it, or what the filters leave, newest first, as one stream.

    `jsonl` has an entry a line as the list gives it, `csv` is made for spreadsheets.

    Scope of the token: `audit`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        actor (UUID | Unset):
        actor_in (list[UUID] | Unset):
        actor_isnull (bool | Unset):
        actor_label (str | Unset):
        actor_label_icontains (str | Unset):
        address (None | str | Unset):
        address_icontains (str | Unset):
        address_isnull (bool | Unset):
        channel (AuditExportChannel | Unset):
        channel_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        format_ (AuditExportFormat | Unset):  Default: AuditExportFormat.JSONL.
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        q (str | Unset):
        request_id (str | Unset):
        request_id_icontains (str | Unset):
        since (datetime.datetime | Unset):
        subject_id (str | Unset):
        subject_id_icontains (str | Unset):
        subject_label (str | Unset):
        subject_label_icontains (str | Unset):
        subject_type (str | Unset):
        subject_type_icontains (str | Unset):
        until (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        via_id (str | Unset):
        via_id_icontains (str | Unset):
        via_label (str | Unset):
        via_label_icontains (str | Unset):
        via_type (AuditExportViaType | Unset):
        via_type_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        actor=actor,
        actor_in=actor_in,
        actor_isnull=actor_isnull,
        actor_label=actor_label,
        actor_label_icontains=actor_label_icontains,
        address=address,
        address_icontains=address_icontains,
        address_isnull=address_isnull,
        channel=channel,
        channel_icontains=channel_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        format_=format_,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_icontains=kind_icontains,
        q=q,
        request_id=request_id,
        request_id_icontains=request_id_icontains,
        since=since,
        subject_id=subject_id,
        subject_id_icontains=subject_id_icontains,
        subject_label=subject_label,
        subject_label_icontains=subject_label_icontains,
        subject_type=subject_type,
        subject_type_icontains=subject_type_icontains,
        until=until,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        via_id=via_id,
        via_id_icontains=via_id_icontains,
        via_label=via_label,
        via_label_icontains=via_label_icontains,
        via_type=via_type,
        via_type_icontains=via_type_icontains,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    actor: UUID | Unset = UNSET,
    actor_in: list[UUID] | Unset = UNSET,
    actor_isnull: bool | Unset = UNSET,
    actor_label: str | Unset = UNSET,
    actor_label_icontains: str | Unset = UNSET,
    address: None | str | Unset = UNSET,
    address_icontains: str | Unset = UNSET,
    address_isnull: bool | Unset = UNSET,
    channel: AuditExportChannel | Unset = UNSET,
    channel_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    format_: AuditExportFormat | Unset = AuditExportFormat.JSONL,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    request_id_icontains: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject_id: str | Unset = UNSET,
    subject_id_icontains: str | Unset = UNSET,
    subject_label: str | Unset = UNSET,
    subject_label_icontains: str | Unset = UNSET,
    subject_type: str | Unset = UNSET,
    subject_type_icontains: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    via_id: str | Unset = UNSET,
    via_id_icontains: str | Unset = UNSET,
    via_label: str | Unset = UNSET,
    via_label_icontains: str | Unset = UNSET,
    via_type: AuditExportViaType | Unset = UNSET,
    via_type_icontains: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Export the audit trail

     All of it, or what the filters leave, newest first, as one stream.

    `jsonl` has an entry a line as the list gives it, `csv` is made for spreadsheets.

    Scope of the token: `audit`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        actor (UUID | Unset):
        actor_in (list[UUID] | Unset):
        actor_isnull (bool | Unset):
        actor_label (str | Unset):
        actor_label_icontains (str | Unset):
        address (None | str | Unset):
        address_icontains (str | Unset):
        address_isnull (bool | Unset):
        channel (AuditExportChannel | Unset):
        channel_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        format_ (AuditExportFormat | Unset):  Default: AuditExportFormat.JSONL.
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        q (str | Unset):
        request_id (str | Unset):
        request_id_icontains (str | Unset):
        since (datetime.datetime | Unset):
        subject_id (str | Unset):
        subject_id_icontains (str | Unset):
        subject_label (str | Unset):
        subject_label_icontains (str | Unset):
        subject_type (str | Unset):
        subject_type_icontains (str | Unset):
        until (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        via_id (str | Unset):
        via_id_icontains (str | Unset):
        via_label (str | Unset):
        via_label_icontains (str | Unset):
        via_type (AuditExportViaType | Unset):
        via_type_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        actor=actor,
        actor_in=actor_in,
        actor_isnull=actor_isnull,
        actor_label=actor_label,
        actor_label_icontains=actor_label_icontains,
        address=address,
        address_icontains=address_icontains,
        address_isnull=address_isnull,
        channel=channel,
        channel_icontains=channel_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        format_=format_,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_icontains=kind_icontains,
        q=q,
        request_id=request_id,
        request_id_icontains=request_id_icontains,
        since=since,
        subject_id=subject_id,
        subject_id_icontains=subject_id_icontains,
        subject_label=subject_label,
        subject_label_icontains=subject_label_icontains,
        subject_type=subject_type,
        subject_type_icontains=subject_type_icontains,
        until=until,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        via_id=via_id,
        via_id_icontains=via_id_icontains,
        via_label=via_label,
        via_label_icontains=via_label_icontains,
        via_type=via_type,
        via_type_icontains=via_type_icontains,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    actor: UUID | Unset = UNSET,
    actor_in: list[UUID] | Unset = UNSET,
    actor_isnull: bool | Unset = UNSET,
    actor_label: str | Unset = UNSET,
    actor_label_icontains: str | Unset = UNSET,
    address: None | str | Unset = UNSET,
    address_icontains: str | Unset = UNSET,
    address_isnull: bool | Unset = UNSET,
    channel: AuditExportChannel | Unset = UNSET,
    channel_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    format_: AuditExportFormat | Unset = AuditExportFormat.JSONL,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: str | Unset = UNSET,
    kind_icontains: str | Unset = UNSET,
    q: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    request_id_icontains: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    subject_id: str | Unset = UNSET,
    subject_id_icontains: str | Unset = UNSET,
    subject_label: str | Unset = UNSET,
    subject_label_icontains: str | Unset = UNSET,
    subject_type: str | Unset = UNSET,
    subject_type_icontains: str | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    via_id: str | Unset = UNSET,
    via_id_icontains: str | Unset = UNSET,
    via_label: str | Unset = UNSET,
    via_label_icontains: str | Unset = UNSET,
    via_type: AuditExportViaType | Unset = UNSET,
    via_type_icontains: str | Unset = UNSET,
) -> Problem | str | None:
    """Export the audit trail

     All of it, or what the filters leave, newest first, as one stream.

    `jsonl` has an entry a line as the list gives it, `csv` is made for spreadsheets.

    Scope of the token: `audit`. Role in the project: `owner` or above.

    Args:
        project_id (UUID):
        actor (UUID | Unset):
        actor_in (list[UUID] | Unset):
        actor_isnull (bool | Unset):
        actor_label (str | Unset):
        actor_label_icontains (str | Unset):
        address (None | str | Unset):
        address_icontains (str | Unset):
        address_isnull (bool | Unset):
        channel (AuditExportChannel | Unset):
        channel_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        format_ (AuditExportFormat | Unset):  Default: AuditExportFormat.JSONL.
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (str | Unset):
        kind_icontains (str | Unset):
        q (str | Unset):
        request_id (str | Unset):
        request_id_icontains (str | Unset):
        since (datetime.datetime | Unset):
        subject_id (str | Unset):
        subject_id_icontains (str | Unset):
        subject_label (str | Unset):
        subject_label_icontains (str | Unset):
        subject_type (str | Unset):
        subject_type_icontains (str | Unset):
        until (datetime.datetime | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        via_id (str | Unset):
        via_id_icontains (str | Unset):
        via_label (str | Unset):
        via_label_icontains (str | Unset):
        via_type (AuditExportViaType | Unset):
        via_type_icontains (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            actor=actor,
            actor_in=actor_in,
            actor_isnull=actor_isnull,
            actor_label=actor_label,
            actor_label_icontains=actor_label_icontains,
            address=address,
            address_icontains=address_icontains,
            address_isnull=address_isnull,
            channel=channel,
            channel_icontains=channel_icontains,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            format_=format_,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_icontains=kind_icontains,
            q=q,
            request_id=request_id,
            request_id_icontains=request_id_icontains,
            since=since,
            subject_id=subject_id,
            subject_id_icontains=subject_id_icontains,
            subject_label=subject_label,
            subject_label_icontains=subject_label_icontains,
            subject_type=subject_type,
            subject_type_icontains=subject_type_icontains,
            until=until,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            via_id=via_id,
            via_id_icontains=via_id_icontains,
            via_label=via_label,
            via_label_icontains=via_label_icontains,
            via_type=via_type,
            via_type_icontains=via_type_icontains,
        )
    ).parsed
