from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.upload_detail import UploadDetail
from ...models.upload_input_request import UploadInputRequest
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    body: UploadInputRequest | File | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    filename: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
    upload_length: str | Unset = UNSET,
    upload_metadata: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(prefer, Unset):
        headers["Prefer"] = prefer

    if not isinstance(upload_length, Unset):
        headers["Upload-Length"] = upload_length

    if not isinstance(upload_metadata, Unset):
        headers["Upload-Metadata"] = upload_metadata

    params: dict[str, Any] = {}

    json_dataset: str | Unset = UNSET
    if not isinstance(dataset, Unset):
        json_dataset = str(dataset)
    params["dataset"] = json_dataset

    params["filename"] = filename

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/projects/{project_id}/uploads/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    if isinstance(body, UploadInputRequest):
        if not isinstance(body, Unset):
            _kwargs["json"] = body.to_dict()

        headers["Content-Type"] = "application/json"
    if isinstance(body, File):
        if not isinstance(body, Unset):
            _kwargs["content"] = body.payload
        headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | UploadDetail | None:
    if response.status_code == 201:
        response_201 = UploadDetail.from_dict(response.json())

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
    *,
    client: AuthenticatedClient,
    body: UploadInputRequest | File | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    filename: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
    upload_length: str | Unset = UNSET,
    upload_metadata: str | Unset = UNSET,
) -> Response[Problem | UploadDetail]:
    """Announce or send a file

     JSON or tus headers announce; a body of `application/octet-stream` is the whole file.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        dataset (UUID | Unset):
        filename (str | Unset):
        prefer (str | Unset):
        upload_length (str | Unset):
        upload_metadata (str | Unset):
        body (UploadInputRequest | Unset): A file to announce; its bytes follow by PATCH to the
            address in `Location`.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UploadDetail]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        body=body,
        dataset=dataset,
        filename=filename,
        prefer=prefer,
        upload_length=upload_length,
        upload_metadata=upload_metadata,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    body: UploadInputRequest | File | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    filename: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
    upload_length: str | Unset = UNSET,
    upload_metadata: str | Unset = UNSET,
) -> Problem | UploadDetail | None:
    """Announce or send a file

     JSON or tus headers announce; a body of `application/octet-stream` is the whole file.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        dataset (UUID | Unset):
        filename (str | Unset):
        prefer (str | Unset):
        upload_length (str | Unset):
        upload_metadata (str | Unset):
        body (UploadInputRequest | Unset): A file to announce; its bytes follow by PATCH to the
            address in `Location`.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UploadDetail
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        body=body,
        dataset=dataset,
        filename=filename,
        prefer=prefer,
        upload_length=upload_length,
        upload_metadata=upload_metadata,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    body: UploadInputRequest | File | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    filename: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
    upload_length: str | Unset = UNSET,
    upload_metadata: str | Unset = UNSET,
) -> Response[Problem | UploadDetail]:
    """Announce or send a file

     JSON or tus headers announce; a body of `application/octet-stream` is the whole file.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        dataset (UUID | Unset):
        filename (str | Unset):
        prefer (str | Unset):
        upload_length (str | Unset):
        upload_metadata (str | Unset):
        body (UploadInputRequest | Unset): A file to announce; its bytes follow by PATCH to the
            address in `Location`.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UploadDetail]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        body=body,
        dataset=dataset,
        filename=filename,
        prefer=prefer,
        upload_length=upload_length,
        upload_metadata=upload_metadata,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    body: UploadInputRequest | File | Unset = UNSET,
    dataset: UUID | Unset = UNSET,
    filename: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
    upload_length: str | Unset = UNSET,
    upload_metadata: str | Unset = UNSET,
) -> Problem | UploadDetail | None:
    """Announce or send a file

     JSON or tus headers announce; a body of `application/octet-stream` is the whole file.

    Scope of the token: `write`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        dataset (UUID | Unset):
        filename (str | Unset):
        prefer (str | Unset):
        upload_length (str | Unset):
        upload_metadata (str | Unset):
        body (UploadInputRequest | Unset): A file to announce; its bytes follow by PATCH to the
            address in `Location`.
        body (File | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UploadDetail
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            body=body,
            dataset=dataset,
            filename=filename,
            prefer=prefer,
            upload_length=upload_length,
            upload_metadata=upload_metadata,
        )
    ).parsed
