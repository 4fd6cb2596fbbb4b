from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.job_detail import JobDetail
from ...models.named_prediction import NamedPrediction
from ...models.predict_input_request import PredictInputRequest
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    alias: str,
    *,
    body: PredictInputRequest,
    idempotency_key: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(prefer, Unset):
        headers["Prefer"] = prefer

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/projects/{project_id}/aliases/{alias}/predict/".format(
            project_id=quote(str(project_id), safe=""),
            alias=quote(str(alias), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> JobDetail | NamedPrediction | Problem | None:
    if response.status_code == 200:
        response_200 = NamedPrediction.from_dict(response.json())

        return response_200

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
) -> Response[JobDetail | NamedPrediction | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    body: PredictInputRequest,
    idempotency_key: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Response[JobDetail | NamedPrediction | Problem]:
    """Predict by a serving name

     As asking the model itself that the name points to at this moment.

    Where the name is watched, `prediction_ids` has the id of each logged row.

    Scope of the token: `models:predict`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        idempotency_key (str | Unset):
        prefer (str | Unset):
        body (PredictInputRequest): Rows to predict, each with a member for every one of
            `predict_fields`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDetail | NamedPrediction | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        body=body,
        idempotency_key=idempotency_key,
        prefer=prefer,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    body: PredictInputRequest,
    idempotency_key: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> JobDetail | NamedPrediction | Problem | None:
    """Predict by a serving name

     As asking the model itself that the name points to at this moment.

    Where the name is watched, `prediction_ids` has the id of each logged row.

    Scope of the token: `models:predict`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        idempotency_key (str | Unset):
        prefer (str | Unset):
        body (PredictInputRequest): Rows to predict, each with a member for every one of
            `predict_fields`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDetail | NamedPrediction | Problem
    """

    return sync_detailed(
        project_id=project_id,
        alias=alias,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        prefer=prefer,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    body: PredictInputRequest,
    idempotency_key: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> Response[JobDetail | NamedPrediction | Problem]:
    """Predict by a serving name

     As asking the model itself that the name points to at this moment.

    Where the name is watched, `prediction_ids` has the id of each logged row.

    Scope of the token: `models:predict`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        idempotency_key (str | Unset):
        prefer (str | Unset):
        body (PredictInputRequest): Rows to predict, each with a member for every one of
            `predict_fields`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[JobDetail | NamedPrediction | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        body=body,
        idempotency_key=idempotency_key,
        prefer=prefer,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    body: PredictInputRequest,
    idempotency_key: str | Unset = UNSET,
    prefer: str | Unset = UNSET,
) -> JobDetail | NamedPrediction | Problem | None:
    """Predict by a serving name

     As asking the model itself that the name points to at this moment.

    Where the name is watched, `prediction_ids` has the id of each logged row.

    Scope of the token: `models:predict`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        idempotency_key (str | Unset):
        prefer (str | Unset):
        body (PredictInputRequest): Rows to predict, each with a member for every one of
            `predict_fields`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        JobDetail | NamedPrediction | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            alias=alias,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            prefer=prefer,
        )
    ).parsed
