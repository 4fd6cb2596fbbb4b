from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.column_entry import ColumnEntry
from ...models.column_entry_input_request import ColumnEntryInputRequest
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    dataset_id: UUID,
    column: str,
    *,
    body: ColumnEntryInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/api/v1/projects/{project_id}/datasets/{dataset_id}/dictionary/{column}/".format(
            project_id=quote(str(project_id), safe=""),
            dataset_id=quote(str(dataset_id), safe=""),
            column=quote(str(column), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ColumnEntry | Problem | None:
    if response.status_code == 200:
        response_200 = ColumnEntry.from_dict(response.json())

        return response_200

    if response.status_code == 201:
        response_201 = ColumnEntry.from_dict(response.json())

        return response_201

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

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
) -> Response[ColumnEntry | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    dataset_id: UUID,
    column: str,
    *,
    client: AuthenticatedClient,
    body: ColumnEntryInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[ColumnEntry | Problem]:
    """Describe a column

     201 if nothing was said of it yet. A column that the newest version does not have is a
    404, unless something was said of it before.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (ColumnEntryInputRequest | Unset): All that is to be said of the column: what is left
            out is emptied. A range fits columns of
            numbers; permitted values fit texts, whole numbers and dates.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ColumnEntry | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        column=column,
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    dataset_id: UUID,
    column: str,
    *,
    client: AuthenticatedClient,
    body: ColumnEntryInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> ColumnEntry | Problem | None:
    """Describe a column

     201 if nothing was said of it yet. A column that the newest version does not have is a
    404, unless something was said of it before.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (ColumnEntryInputRequest | Unset): All that is to be said of the column: what is left
            out is emptied. A range fits columns of
            numbers; permitted values fit texts, whole numbers and dates.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ColumnEntry | Problem
    """

    return sync_detailed(
        project_id=project_id,
        dataset_id=dataset_id,
        column=column,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    dataset_id: UUID,
    column: str,
    *,
    client: AuthenticatedClient,
    body: ColumnEntryInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> Response[ColumnEntry | Problem]:
    """Describe a column

     201 if nothing was said of it yet. A column that the newest version does not have is a
    404, unless something was said of it before.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (ColumnEntryInputRequest | Unset): All that is to be said of the column: what is left
            out is emptied. A range fits columns of
            numbers; permitted values fit texts, whole numbers and dates.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ColumnEntry | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        dataset_id=dataset_id,
        column=column,
        body=body,
        idempotency_key=idempotency_key,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    dataset_id: UUID,
    column: str,
    *,
    client: AuthenticatedClient,
    body: ColumnEntryInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    if_match: str | Unset = UNSET,
) -> ColumnEntry | Problem | None:
    """Describe a column

     201 if nothing was said of it yet. A column that the newest version does not have is a
    404, unless something was said of it before.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        dataset_id (UUID):
        column (str):
        idempotency_key (str | Unset):
        if_match (str | Unset):
        body (ColumnEntryInputRequest | Unset): All that is to be said of the column: what is left
            out is emptied. A range fits columns of
            numbers; permitted values fit texts, whole numbers and dates.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ColumnEntry | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            dataset_id=dataset_id,
            column=column,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            if_match=if_match,
        )
    ).parsed
