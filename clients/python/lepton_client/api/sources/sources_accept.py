from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.source import Source
from ...models.source_accept_input_request import SourceAcceptInputRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    source_id: UUID,
    *,
    body: SourceAcceptInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/projects/{project_id}/sources/{source_id}/accept/".format(
            project_id=quote(str(project_id), safe=""),
            source_id=quote(str(source_id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | Source | None:
    if response.status_code == 200:
        response_200 = Source.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

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
) -> Response[Problem | Source]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SourceAcceptInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | Source]:
    """Accept changed columns

     The table that was refused becomes a version, and later ones are held to its columns.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        idempotency_key (str | Unset):
        body (SourceAcceptInputRequest | Unset): Which changed table is accepted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Source]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        source_id=source_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SourceAcceptInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | Source | None:
    """Accept changed columns

     The table that was refused becomes a version, and later ones are held to its columns.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        idempotency_key (str | Unset):
        body (SourceAcceptInputRequest | Unset): Which changed table is accepted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Source
    """

    return sync_detailed(
        project_id=project_id,
        source_id=source_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SourceAcceptInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | Source]:
    """Accept changed columns

     The table that was refused becomes a version, and later ones are held to its columns.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        idempotency_key (str | Unset):
        body (SourceAcceptInputRequest | Unset): Which changed table is accepted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Source]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        source_id=source_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    source_id: UUID,
    *,
    client: AuthenticatedClient,
    body: SourceAcceptInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | Source | None:
    """Accept changed columns

     The table that was refused becomes a version, and later ones are held to its columns.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        source_id (UUID):
        idempotency_key (str | Unset):
        body (SourceAcceptInputRequest | Unset): Which changed table is accepted.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Source
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            source_id=source_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
