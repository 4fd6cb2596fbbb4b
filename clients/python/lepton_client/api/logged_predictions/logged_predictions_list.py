import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_logged_prediction_list import PaginatedLoggedPredictionList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    alias: str,
    *,
    answer: str | Unset = UNSET,
    answer_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    labelled_at_gte: datetime.datetime | Unset = UNSET,
    labelled_at_isnull: bool | Unset = UNSET,
    labelled_at_lt: datetime.datetime | Unset = UNSET,
    labelled_at_lte: datetime.datetime | Unset = UNSET,
    length: int | Unset = UNSET,
    length_gte: int | Unset = UNSET,
    length_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_isnull: bool | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    truth: str | Unset = UNSET,
    truth_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["answer"] = answer

    params["answer__icontains"] = answer_icontains

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

    json_labelled_at_gte: str | Unset = UNSET
    if not isinstance(labelled_at_gte, Unset):
        json_labelled_at_gte = labelled_at_gte.isoformat()
    params["labelled_at__gte"] = json_labelled_at_gte

    params["labelled_at__isnull"] = labelled_at_isnull

    json_labelled_at_lt: str | Unset = UNSET
    if not isinstance(labelled_at_lt, Unset):
        json_labelled_at_lt = labelled_at_lt.isoformat()
    params["labelled_at__lt"] = json_labelled_at_lt

    json_labelled_at_lte: str | Unset = UNSET
    if not isinstance(labelled_at_lte, Unset):
        json_labelled_at_lte = labelled_at_lte.isoformat()
    params["labelled_at__lte"] = json_labelled_at_lte

    params["length"] = length

    params["length__gte"] = length_gte

    params["length__lte"] = length_lte

    params["limit"] = limit

    json_model: str | Unset = UNSET
    if not isinstance(model, Unset):
        json_model = str(model)
    params["model"] = json_model

    json_model_in: list[str] | Unset = UNSET
    if not isinstance(model_in, Unset):
        json_model_in = []
        for model_in_item_data in model_in:
            model_in_item = str(model_in_item_data)
            json_model_in.append(model_in_item)

    params["model__in"] = json_model_in

    params["score"] = score

    params["score__gte"] = score_gte

    params["score__isnull"] = score_isnull

    params["score__lte"] = score_lte

    params["truth"] = truth

    params["truth__icontains"] = truth_icontains

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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/aliases/{alias}/predictions/".format(
            project_id=quote(str(project_id), safe=""),
            alias=quote(str(alias), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedLoggedPredictionList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedLoggedPredictionList.from_dict(response.json())

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
) -> Response[PaginatedLoggedPredictionList | Problem]:
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
    answer: str | Unset = UNSET,
    answer_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    labelled_at_gte: datetime.datetime | Unset = UNSET,
    labelled_at_isnull: bool | Unset = UNSET,
    labelled_at_lt: datetime.datetime | Unset = UNSET,
    labelled_at_lte: datetime.datetime | Unset = UNSET,
    length: int | Unset = UNSET,
    length_gte: int | Unset = UNSET,
    length_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_isnull: bool | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    truth: str | Unset = UNSET,
    truth_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedLoggedPredictionList | Problem]:
    """List logged predictions

     What a serving name was asked and answered, and true labels for it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        answer (str | Unset):
        answer_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        labelled_at_gte (datetime.datetime | Unset):
        labelled_at_isnull (bool | Unset):
        labelled_at_lt (datetime.datetime | Unset):
        labelled_at_lte (datetime.datetime | Unset):
        length (int | Unset):
        length_gte (int | Unset):
        length_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        score (float | Unset):
        score_gte (float | Unset):
        score_isnull (bool | Unset):
        score_lte (float | Unset):
        truth (str | Unset):
        truth_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedLoggedPredictionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        answer=answer,
        answer_icontains=answer_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        labelled_at_gte=labelled_at_gte,
        labelled_at_isnull=labelled_at_isnull,
        labelled_at_lt=labelled_at_lt,
        labelled_at_lte=labelled_at_lte,
        length=length,
        length_gte=length_gte,
        length_lte=length_lte,
        limit=limit,
        model=model,
        model_in=model_in,
        score=score,
        score_gte=score_gte,
        score_isnull=score_isnull,
        score_lte=score_lte,
        truth=truth,
        truth_icontains=truth_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
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
    answer: str | Unset = UNSET,
    answer_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    labelled_at_gte: datetime.datetime | Unset = UNSET,
    labelled_at_isnull: bool | Unset = UNSET,
    labelled_at_lt: datetime.datetime | Unset = UNSET,
    labelled_at_lte: datetime.datetime | Unset = UNSET,
    length: int | Unset = UNSET,
    length_gte: int | Unset = UNSET,
    length_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_isnull: bool | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    truth: str | Unset = UNSET,
    truth_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedLoggedPredictionList | Problem | None:
    """List logged predictions

     What a serving name was asked and answered, and true labels for it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        answer (str | Unset):
        answer_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        labelled_at_gte (datetime.datetime | Unset):
        labelled_at_isnull (bool | Unset):
        labelled_at_lt (datetime.datetime | Unset):
        labelled_at_lte (datetime.datetime | Unset):
        length (int | Unset):
        length_gte (int | Unset):
        length_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        score (float | Unset):
        score_gte (float | Unset):
        score_isnull (bool | Unset):
        score_lte (float | Unset):
        truth (str | Unset):
        truth_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedLoggedPredictionList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        alias=alias,
        client=client,
        answer=answer,
        answer_icontains=answer_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        labelled_at_gte=labelled_at_gte,
        labelled_at_isnull=labelled_at_isnull,
        labelled_at_lt=labelled_at_lt,
        labelled_at_lte=labelled_at_lte,
        length=length,
        length_gte=length_gte,
        length_lte=length_lte,
        limit=limit,
        model=model,
        model_in=model_in,
        score=score,
        score_gte=score_gte,
        score_isnull=score_isnull,
        score_lte=score_lte,
        truth=truth,
        truth_icontains=truth_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    answer: str | Unset = UNSET,
    answer_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    labelled_at_gte: datetime.datetime | Unset = UNSET,
    labelled_at_isnull: bool | Unset = UNSET,
    labelled_at_lt: datetime.datetime | Unset = UNSET,
    labelled_at_lte: datetime.datetime | Unset = UNSET,
    length: int | Unset = UNSET,
    length_gte: int | Unset = UNSET,
    length_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_isnull: bool | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    truth: str | Unset = UNSET,
    truth_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> Response[PaginatedLoggedPredictionList | Problem]:
    """List logged predictions

     What a serving name was asked and answered, and true labels for it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        answer (str | Unset):
        answer_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        labelled_at_gte (datetime.datetime | Unset):
        labelled_at_isnull (bool | Unset):
        labelled_at_lt (datetime.datetime | Unset):
        labelled_at_lte (datetime.datetime | Unset):
        length (int | Unset):
        length_gte (int | Unset):
        length_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        score (float | Unset):
        score_gte (float | Unset):
        score_isnull (bool | Unset):
        score_lte (float | Unset):
        truth (str | Unset):
        truth_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedLoggedPredictionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        alias=alias,
        answer=answer,
        answer_icontains=answer_icontains,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        labelled_at_gte=labelled_at_gte,
        labelled_at_isnull=labelled_at_isnull,
        labelled_at_lt=labelled_at_lt,
        labelled_at_lte=labelled_at_lte,
        length=length,
        length_gte=length_gte,
        length_lte=length_lte,
        limit=limit,
        model=model,
        model_in=model_in,
        score=score,
        score_gte=score_gte,
        score_isnull=score_isnull,
        score_lte=score_lte,
        truth=truth,
        truth_icontains=truth_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    alias: str,
    *,
    client: AuthenticatedClient,
    answer: str | Unset = UNSET,
    answer_icontains: str | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    labelled_at_gte: datetime.datetime | Unset = UNSET,
    labelled_at_isnull: bool | Unset = UNSET,
    labelled_at_lt: datetime.datetime | Unset = UNSET,
    labelled_at_lte: datetime.datetime | Unset = UNSET,
    length: int | Unset = UNSET,
    length_gte: int | Unset = UNSET,
    length_lte: int | Unset = UNSET,
    limit: int | Unset = 100,
    model: UUID | Unset = UNSET,
    model_in: list[UUID] | Unset = UNSET,
    score: float | Unset = UNSET,
    score_gte: float | Unset = UNSET,
    score_isnull: bool | Unset = UNSET,
    score_lte: float | Unset = UNSET,
    truth: str | Unset = UNSET,
    truth_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
) -> PaginatedLoggedPredictionList | Problem | None:
    """List logged predictions

     What a serving name was asked and answered, and true labels for it.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        alias (str):
        answer (str | Unset):
        answer_icontains (str | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        labelled_at_gte (datetime.datetime | Unset):
        labelled_at_isnull (bool | Unset):
        labelled_at_lt (datetime.datetime | Unset):
        labelled_at_lte (datetime.datetime | Unset):
        length (int | Unset):
        length_gte (int | Unset):
        length_lte (int | Unset):
        limit (int | Unset):  Default: 100.
        model (UUID | Unset):
        model_in (list[UUID] | Unset):
        score (float | Unset):
        score_gte (float | Unset):
        score_isnull (bool | Unset):
        score_lte (float | Unset):
        truth (str | Unset):
        truth_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedLoggedPredictionList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            alias=alias,
            client=client,
            answer=answer,
            answer_icontains=answer_icontains,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            labelled_at_gte=labelled_at_gte,
            labelled_at_isnull=labelled_at_isnull,
            labelled_at_lt=labelled_at_lt,
            labelled_at_lte=labelled_at_lte,
            length=length,
            length_gte=length_gte,
            length_lte=length_lte,
            limit=limit,
            model=model,
            model_in=model_in,
            score=score,
            score_gte=score_gte,
            score_isnull=score_isnull,
            score_lte=score_lte,
            truth=truth,
            truth_icontains=truth_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
        )
    ).parsed
