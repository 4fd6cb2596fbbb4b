from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.import_input_request import ImportInputRequest
from ...models.problem import Problem
from ...models.upload_detail import UploadDetail
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    upload_id: UUID,
    *,
    body: ImportInputRequest | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(prefer, Unset):
        headers["Prefer"] = prefer

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/projects/{project_id}/uploads/{upload_id}/import/".format(
            project_id=quote(str(project_id), safe=""),
            upload_id=quote(str(upload_id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | UploadDetail | None:
    if response.status_code == 202:
        response_202 = UploadDetail.from_dict(response.json())

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

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 423:
        response_423 = Problem.from_dict(response.json())

        return response_423

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

    if response.status_code == 460:
        response_460 = Problem.from_dict(response.json())

        return response_460

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if response.status_code == 507:
        response_507 = Problem.from_dict(response.json())

        return response_507

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | UploadDetail]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    upload_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ImportInputRequest | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Response[Problem | UploadDetail]:
    """Import an upload

     Stores the table as a new dataset, or as the next version of `dataset`.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        upload_id (UUID):
        prefer (str | Unset):
        body (ImportInputRequest | Unset): How to import. Everything left out stays as the
            inspection found it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UploadDetail]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        upload_id=upload_id,
        body=body,
        prefer=prefer,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    upload_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ImportInputRequest | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Problem | UploadDetail | None:
    """Import an upload

     Stores the table as a new dataset, or as the next version of `dataset`.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        upload_id (UUID):
        prefer (str | Unset):
        body (ImportInputRequest | Unset): How to import. Everything left out stays as the
            inspection found it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UploadDetail
    """

    return sync_detailed(
        project_id=project_id,
        upload_id=upload_id,
        client=client,
        body=body,
        prefer=prefer,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    upload_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ImportInputRequest | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Response[Problem | UploadDetail]:
    """Import an upload

     Stores the table as a new dataset, or as the next version of `dataset`.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        upload_id (UUID):
        prefer (str | Unset):
        body (ImportInputRequest | Unset): How to import. Everything left out stays as the
            inspection found it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UploadDetail]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        upload_id=upload_id,
        body=body,
        prefer=prefer,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    upload_id: UUID,
    *,
    client: AuthenticatedClient,
    body: ImportInputRequest | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Problem | UploadDetail | None:
    """Import an upload

     Stores the table as a new dataset, or as the next version of `dataset`.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        upload_id (UUID):
        prefer (str | Unset):
        body (ImportInputRequest | Unset): How to import. Everything left out stays as the
            inspection found it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UploadDetail
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            upload_id=upload_id,
            client=client,
            body=body,
            prefer=prefer,
        )
    ).parsed
