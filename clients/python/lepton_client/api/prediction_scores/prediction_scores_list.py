import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_prediction_score_list import PaginatedPredictionScoreList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    prediction_id: UUID,
    *,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    by: UUID | Unset = UNSET,
    by_in: list[UUID] | Unset = UNSET,
    by_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["actual"] = actual

    params["actual__gte"] = actual_gte

    params["actual__lte"] = actual_lte

    json_at_gte: str | Unset = UNSET
    if not isinstance(at_gte, Unset):
        json_at_gte = at_gte.isoformat()
    params["at__gte"] = json_at_gte

    json_at_lt: str | Unset = UNSET
    if not isinstance(at_lt, Unset):
        json_at_lt = at_lt.isoformat()
    params["at__lt"] = json_at_lt

    json_at_lte: str | Unset = UNSET
    if not isinstance(at_lte, Unset):
        json_at_lte = at_lte.isoformat()
    params["at__lte"] = json_at_lte

    json_by: str | Unset = UNSET
    if not isinstance(by, Unset):
        json_by = str(by)
    params["by"] = json_by

    json_by_in: list[str] | Unset = UNSET
    if not isinstance(by_in, Unset):
        json_by_in = []
        for by_in_item_data in by_in:
            by_in_item = str(by_in_item_data)
            json_by_in.append(by_in_item)

    params["by__in"] = json_by_in

    params["by__isnull"] = by_isnull

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

    params["error"] = error

    params["error__gte"] = error_gte

    params["error__lte"] = error_lte

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

    params["inside"] = inside

    params["interval_score"] = interval_score

    params["interval_score__gte"] = interval_score_gte

    params["interval_score__lte"] = interval_score_lte

    params["limit"] = limit

    params["scaled_error"] = scaled_error

    params["scaled_error__gte"] = scaled_error_gte

    params["scaled_error__isnull"] = scaled_error_isnull

    params["scaled_error__lte"] = scaled_error_lte

    params["source"] = source

    params["source__icontains"] = source_icontains

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

    json_version: str | Unset = UNSET
    if not isinstance(version, Unset):
        json_version = str(version)
    params["version"] = json_version

    json_version_in: list[str] | Unset = UNSET
    if not isinstance(version_in, Unset):
        json_version_in = []
        for version_in_item_data in version_in:
            version_in_item = str(version_in_item_data)
            json_version_in.append(version_in_item)

    params["version__in"] = json_version_in

    params["version__isnull"] = version_isnull

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/predictions/{prediction_id}/scores/".format(
            project_id=quote(str(project_id), safe=""),
            prediction_id=quote(str(prediction_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPredictionScoreList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPredictionScoreList.from_dict(response.json())

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
) -> Response[PaginatedPredictionScoreList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    prediction_id: UUID,
    *,
    client: AuthenticatedClient,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    by: UUID | Unset = UNSET,
    by_in: list[UUID] | Unset = UNSET,
    by_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedPredictionScoreList | Problem]:
    """List the scores of a prediction

     Every actual value that a prediction was scored by.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        prediction_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_lte (float | Unset):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        by (UUID | Unset):
        by_in (list[UUID] | Unset):
        by_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPredictionScoreList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        prediction_id=prediction_id,
        actual=actual,
        actual_gte=actual_gte,
        actual_lte=actual_lte,
        at_gte=at_gte,
        at_lt=at_lt,
        at_lte=at_lte,
        by=by,
        by_in=by_in,
        by_isnull=by_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        error=error,
        error_gte=error_gte,
        error_lte=error_lte,
        id=id,
        id_in=id_in,
        inside=inside,
        interval_score=interval_score,
        interval_score_gte=interval_score_gte,
        interval_score_lte=interval_score_lte,
        limit=limit,
        scaled_error=scaled_error,
        scaled_error_gte=scaled_error_gte,
        scaled_error_isnull=scaled_error_isnull,
        scaled_error_lte=scaled_error_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    prediction_id: UUID,
    *,
    client: AuthenticatedClient,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    by: UUID | Unset = UNSET,
    by_in: list[UUID] | Unset = UNSET,
    by_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedPredictionScoreList | Problem | None:
    """List the scores of a prediction

     Every actual value that a prediction was scored by.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        prediction_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_lte (float | Unset):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        by (UUID | Unset):
        by_in (list[UUID] | Unset):
        by_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPredictionScoreList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        prediction_id=prediction_id,
        client=client,
        actual=actual,
        actual_gte=actual_gte,
        actual_lte=actual_lte,
        at_gte=at_gte,
        at_lt=at_lt,
        at_lte=at_lte,
        by=by,
        by_in=by_in,
        by_isnull=by_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        error=error,
        error_gte=error_gte,
        error_lte=error_lte,
        id=id,
        id_in=id_in,
        inside=inside,
        interval_score=interval_score,
        interval_score_gte=interval_score_gte,
        interval_score_lte=interval_score_lte,
        limit=limit,
        scaled_error=scaled_error,
        scaled_error_gte=scaled_error_gte,
        scaled_error_isnull=scaled_error_isnull,
        scaled_error_lte=scaled_error_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    prediction_id: UUID,
    *,
    client: AuthenticatedClient,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    by: UUID | Unset = UNSET,
    by_in: list[UUID] | Unset = UNSET,
    by_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedPredictionScoreList | Problem]:
    """List the scores of a prediction

     Every actual value that a prediction was scored by.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        prediction_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_lte (float | Unset):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        by (UUID | Unset):
        by_in (list[UUID] | Unset):
        by_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPredictionScoreList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        prediction_id=prediction_id,
        actual=actual,
        actual_gte=actual_gte,
        actual_lte=actual_lte,
        at_gte=at_gte,
        at_lt=at_lt,
        at_lte=at_lte,
        by=by,
        by_in=by_in,
        by_isnull=by_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        error=error,
        error_gte=error_gte,
        error_lte=error_lte,
        id=id,
        id_in=id_in,
        inside=inside,
        interval_score=interval_score,
        interval_score_gte=interval_score_gte,
        interval_score_lte=interval_score_lte,
        limit=limit,
        scaled_error=scaled_error,
        scaled_error_gte=scaled_error_gte,
        scaled_error_isnull=scaled_error_isnull,
        scaled_error_lte=scaled_error_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    prediction_id: UUID,
    *,
    client: AuthenticatedClient,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    at_gte: datetime.datetime | Unset = UNSET,
    at_lt: datetime.datetime | Unset = UNSET,
    at_lte: datetime.datetime | Unset = UNSET,
    by: UUID | Unset = UNSET,
    by_in: list[UUID] | Unset = UNSET,
    by_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedPredictionScoreList | Problem | None:
    """List the scores of a prediction

     Every actual value that a prediction was scored by.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        prediction_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_lte (float | Unset):
        at_gte (datetime.datetime | Unset):
        at_lt (datetime.datetime | Unset):
        at_lte (datetime.datetime | Unset):
        by (UUID | Unset):
        by_in (list[UUID] | Unset):
        by_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_lte (float | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPredictionScoreList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            prediction_id=prediction_id,
            client=client,
            actual=actual,
            actual_gte=actual_gte,
            actual_lte=actual_lte,
            at_gte=at_gte,
            at_lt=at_lt,
            at_lte=at_lte,
            by=by,
            by_in=by_in,
            by_isnull=by_isnull,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            error=error,
            error_gte=error_gte,
            error_lte=error_lte,
            id=id,
            id_in=id_in,
            inside=inside,
            interval_score=interval_score,
            interval_score_gte=interval_score_gte,
            interval_score_lte=interval_score_lte,
            limit=limit,
            scaled_error=scaled_error,
            scaled_error_gte=scaled_error_gte,
            scaled_error_isnull=scaled_error_isnull,
            scaled_error_lte=scaled_error_lte,
            source=source,
            source_icontains=source_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_in=version_in,
            version_isnull=version_isnull,
        )
    ).parsed
