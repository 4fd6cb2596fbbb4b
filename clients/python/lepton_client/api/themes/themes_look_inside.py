from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_detail import JobDetail
from ...models.problem import Problem
from ...models.theme_look_input_request import ThemeLookInputRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    theme_id: UUID,
    *,
    body: ThemeLookInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/projects/{project_id}/themes/{theme_id}/look/".format(
            project_id=quote(str(project_id), safe=""),
            theme_id=quote(str(theme_id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JobDetail | Problem | None:
    if response.status_code == 202:
        response_202 = JobDetail.from_dict(response.json())

        return response_202

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
) -> Response[JobDetail | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ThemeLookInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[JobDetail | Problem]:
    """Split a theme by a run

     A job looks for themes in the records of this one. Where it finds two or more, the
    largest keeps the theme's name and the others become locked themes; else nothing changes.

    Scope of the token: `jobs`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        idempotency_key (str | Unset):
        body (ThemeLookInputRequest | Unset): How a run looks for themes; what is left out is as
            on the page.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDetail | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        theme_id=theme_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ThemeLookInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> JobDetail | Problem | None:
    """Split a theme by a run

     A job looks for themes in the records of this one. Where it finds two or more, the
    largest keeps the theme's name and the others become locked themes; else nothing changes.

    Scope of the token: `jobs`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        idempotency_key (str | Unset):
        body (ThemeLookInputRequest | Unset): How a run looks for themes; what is left out is as
            on the page.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDetail | Problem
    """

    return sync_detailed(
        project_id=project_id,
        theme_id=theme_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ThemeLookInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[JobDetail | Problem]:
    """Split a theme by a run

     A job looks for themes in the records of this one. Where it finds two or more, the
    largest keeps the theme's name and the others become locked themes; else nothing changes.

    Scope of the token: `jobs`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        idempotency_key (str | Unset):
        body (ThemeLookInputRequest | Unset): How a run looks for themes; what is left out is as
            on the page.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDetail | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        theme_id=theme_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    theme_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ThemeLookInputRequest | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> JobDetail | Problem | None:
    """Split a theme by a run

     A job looks for themes in the records of this one. Where it finds two or more, the
    largest keeps the theme's name and the others become locked themes; else nothing changes.

    Scope of the token: `jobs`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        theme_id (UUID):
        idempotency_key (str | Unset):
        body (ThemeLookInputRequest | Unset): How a run looks for themes; what is left out is as
            on the page.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDetail | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            theme_id=theme_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
