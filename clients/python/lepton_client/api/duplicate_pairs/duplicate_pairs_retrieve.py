from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.duplicate_pair import DuplicatePair
from ...models.problem import Problem
from ...types import Response


def _get_kwargs(
    project_id: UUID,
    pair_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/duplicate-pairs/{pair_id}/".format(
            project_id=quote(str(project_id), safe=""),
            pair_id=quote(str(pair_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DuplicatePair | Problem | None:
    if response.status_code == 200:
        response_200 = DuplicatePair.from_dict(response.json())

        return response_200

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
) -> Response[DuplicatePair | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    pair_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[DuplicatePair | Problem]:
    """Read a possible duplicate

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        pair_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DuplicatePair | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        pair_id=pair_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    pair_id: UUID,
    *,
    client: AuthenticatedClient,
) -> DuplicatePair | Problem | None:
    """Read a possible duplicate

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        pair_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DuplicatePair | Problem
    """

    return sync_detailed(
        project_id=project_id,
        pair_id=pair_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    pair_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[DuplicatePair | Problem]:
    """Read a possible duplicate

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        pair_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DuplicatePair | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        pair_id=pair_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    pair_id: UUID,
    *,
    client: AuthenticatedClient,
) -> DuplicatePair | Problem | None:
    """Read a possible duplicate

     Pairs of the newest search, and those that somebody has said not to be the same. A record of
    a pair may have been deleted since.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        pair_id (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DuplicatePair | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            pair_id=pair_id,
            client=client,
        )
    ).parsed
