import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.feature_marks_list_answer import FeatureMarksListAnswer
from ...models.feature_marks_list_ordering import FeatureMarksListOrdering
from ...models.paginated_feature_mark_list import PaginatedFeatureMarkList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    answer: FeatureMarksListAnswer | Unset = UNSET,
    answer_in: list[str] | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    feature: UUID | Unset = UNSET,
    feature_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: FeatureMarksListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_answer: str | Unset = UNSET
    if not isinstance(answer, Unset):
        json_answer = answer.value

    params["answer"] = json_answer

    json_answer_in: list[str] | Unset = UNSET
    if not isinstance(answer_in, Unset):
        json_answer_in = answer_in

    params["answer__in"] = json_answer_in

    json_competitor: str | Unset = UNSET
    if not isinstance(competitor, Unset):
        json_competitor = str(competitor)
    params["competitor"] = json_competitor

    json_competitor_in: list[str] | Unset = UNSET
    if not isinstance(competitor_in, Unset):
        json_competitor_in = []
        for competitor_in_item_data in competitor_in:
            competitor_in_item = str(competitor_in_item_data)
            json_competitor_in.append(competitor_in_item)

    params["competitor__in"] = json_competitor_in

    params["competitor__isnull"] = competitor_isnull

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

    json_feature: str | Unset = UNSET
    if not isinstance(feature, Unset):
        json_feature = str(feature)
    params["feature"] = json_feature

    json_feature_in: list[str] | Unset = UNSET
    if not isinstance(feature_in, Unset):
        json_feature_in = []
        for feature_in_item_data in feature_in:
            feature_in_item = str(feature_in_item_data)
            json_feature_in.append(feature_in_item)

    params["feature__in"] = json_feature_in

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

    params["limit"] = limit

    params["note"] = note

    params["note__icontains"] = note_icontains

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["seen_by"] = seen_by

    params["seen_by__icontains"] = seen_by_icontains

    json_seen_on: str | Unset = UNSET
    if not isinstance(seen_on, Unset):
        json_seen_on = seen_on.isoformat()
    params["seen_on"] = json_seen_on

    json_seen_on_gte: str | Unset = UNSET
    if not isinstance(seen_on_gte, Unset):
        json_seen_on_gte = seen_on_gte.isoformat()
    params["seen_on__gte"] = json_seen_on_gte

    json_seen_on_lt: str | Unset = UNSET
    if not isinstance(seen_on_lt, Unset):
        json_seen_on_lt = seen_on_lt.isoformat()
    params["seen_on__lt"] = json_seen_on_lt

    json_seen_on_lte: str | Unset = UNSET
    if not isinstance(seen_on_lte, Unset):
        json_seen_on_lte = seen_on_lte.isoformat()
    params["seen_on__lte"] = json_seen_on_lte

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

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/feature-marks/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedFeatureMarkList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedFeatureMarkList.from_dict(response.json())

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
) -> Response[PaginatedFeatureMarkList | Problem]:
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
    answer: FeatureMarksListAnswer | Unset = UNSET,
    answer_in: list[str] | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    feature: UUID | Unset = UNSET,
    feature_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: FeatureMarksListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedFeatureMarkList | Problem]:
    """List feature marks

     Who has which feature; the newest answer counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        answer (FeatureMarksListAnswer | Unset):
        answer_in (list[str] | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        feature (UUID | Unset):
        feature_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (FeatureMarksListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedFeatureMarkList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        answer=answer,
        answer_in=answer_in,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        feature=feature,
        feature_in=feature_in,
        id=id,
        id_in=id_in,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        seen_by=seen_by,
        seen_by_icontains=seen_by_icontains,
        seen_on=seen_on,
        seen_on_gte=seen_on_gte,
        seen_on_lt=seen_on_lt,
        seen_on_lte=seen_on_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    answer: FeatureMarksListAnswer | Unset = UNSET,
    answer_in: list[str] | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    feature: UUID | Unset = UNSET,
    feature_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: FeatureMarksListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedFeatureMarkList | Problem | None:
    """List feature marks

     Who has which feature; the newest answer counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        answer (FeatureMarksListAnswer | Unset):
        answer_in (list[str] | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        feature (UUID | Unset):
        feature_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (FeatureMarksListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedFeatureMarkList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        answer=answer,
        answer_in=answer_in,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        feature=feature,
        feature_in=feature_in,
        id=id,
        id_in=id_in,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        seen_by=seen_by,
        seen_by_icontains=seen_by_icontains,
        seen_on=seen_on,
        seen_on_gte=seen_on_gte,
        seen_on_lt=seen_on_lt,
        seen_on_lte=seen_on_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    answer: FeatureMarksListAnswer | Unset = UNSET,
    answer_in: list[str] | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    feature: UUID | Unset = UNSET,
    feature_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: FeatureMarksListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedFeatureMarkList | Problem]:
    """List feature marks

     Who has which feature; the newest answer counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        answer (FeatureMarksListAnswer | Unset):
        answer_in (list[str] | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        feature (UUID | Unset):
        feature_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (FeatureMarksListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedFeatureMarkList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        answer=answer,
        answer_in=answer_in,
        competitor=competitor,
        competitor_in=competitor_in,
        competitor_isnull=competitor_isnull,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        feature=feature,
        feature_in=feature_in,
        id=id,
        id_in=id_in,
        limit=limit,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        seen_by=seen_by,
        seen_by_icontains=seen_by_icontains,
        seen_on=seen_on,
        seen_on_gte=seen_on_gte,
        seen_on_lt=seen_on_lt,
        seen_on_lte=seen_on_lte,
        source=source,
        source_icontains=source_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    answer: FeatureMarksListAnswer | Unset = UNSET,
    answer_in: list[str] | Unset = UNSET,
    competitor: UUID | Unset = UNSET,
    competitor_in: list[UUID] | Unset = UNSET,
    competitor_isnull: bool | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    feature: UUID | Unset = UNSET,
    feature_in: list[UUID] | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: FeatureMarksListOrdering | Unset = UNSET,
    seen_by: str | Unset = UNSET,
    seen_by_icontains: str | Unset = UNSET,
    seen_on: datetime.date | Unset = UNSET,
    seen_on_gte: datetime.date | Unset = UNSET,
    seen_on_lt: datetime.date | Unset = UNSET,
    seen_on_lte: datetime.date | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedFeatureMarkList | Problem | None:
    """List feature marks

     Who has which feature; the newest answer counts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        answer (FeatureMarksListAnswer | Unset):
        answer_in (list[str] | Unset):
        competitor (UUID | Unset):
        competitor_in (list[UUID] | Unset):
        competitor_isnull (bool | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        feature (UUID | Unset):
        feature_in (list[UUID] | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (FeatureMarksListOrdering | Unset):
        seen_by (str | Unset):
        seen_by_icontains (str | Unset):
        seen_on (datetime.date | Unset):
        seen_on_gte (datetime.date | Unset):
        seen_on_lt (datetime.date | Unset):
        seen_on_lte (datetime.date | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedFeatureMarkList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            answer=answer,
            answer_in=answer_in,
            competitor=competitor,
            competitor_in=competitor_in,
            competitor_isnull=competitor_isnull,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            feature=feature,
            feature_in=feature_in,
            id=id,
            id_in=id_in,
            limit=limit,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            seen_by=seen_by,
            seen_by_icontains=seen_by_icontains,
            seen_on=seen_on,
            seen_on_gte=seen_on_gte,
            seen_on_lt=seen_on_lt,
            seen_on_lte=seen_on_lte,
            source=source,
            source_icontains=source_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
