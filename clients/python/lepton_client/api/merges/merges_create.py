from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.merge import Merge
from ...models.merge_input_request import MergeInputRequest
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    body: MergeInputRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/projects/{project_id}/merges/".format(
            project_id=quote(str(project_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Merge | Problem | None:
    if response.status_code == 201:
        response_201 = Merge.from_dict(response.json())

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
) -> Response[Merge | Problem]:
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
    body: MergeInputRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Merge | Problem]:
    """Merge two records

     The loser becomes part of the winner, with all that points to it, and leaves a tombstone.
    Any two records of a kind can be merged, whether a search has found them or not.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        idempotency_key (str | Unset):
        body (MergeInputRequest): Which record stays, which becomes part of it, and whose values
            are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Merge | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    body: MergeInputRequest,
    idempotency_key: str | Unset = UNSET,
) -> Merge | Problem | None:
    """Merge two records

     The loser becomes part of the winner, with all that points to it, and leaves a tombstone.
    Any two records of a kind can be merged, whether a search has found them or not.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        idempotency_key (str | Unset):
        body (MergeInputRequest): Which record stays, which becomes part of it, and whose values
            are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Merge | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    body: MergeInputRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Merge | Problem]:
    """Merge two records

     The loser becomes part of the winner, with all that points to it, and leaves a tombstone.
    Any two records of a kind can be merged, whether a search has found them or not.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        idempotency_key (str | Unset):
        body (MergeInputRequest): Which record stays, which becomes part of it, and whose values
            are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Merge | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    body: MergeInputRequest,
    idempotency_key: str | Unset = UNSET,
) -> Merge | Problem | None:
    """Merge two records

     The loser becomes part of the winner, with all that points to it, and leaves a tombstone.
    Any two records of a kind can be merged, whether a search has found them or not.

    Scope of the token: `write`. Role in the project: `editor` or above.

    Args:
        project_id (UUID):
        idempotency_key (str | Unset):
        body (MergeInputRequest): Which record stays, which becomes part of it, and whose values
            are kept.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Merge | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
