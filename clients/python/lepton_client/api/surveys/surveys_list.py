import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_survey_list import PaginatedSurveyList
from ...models.problem import Problem
from ...models.surveys_list_ordering import SurveysListOrdering
from ...models.surveys_list_state import SurveysListState
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    only_invited: bool | Unset = UNSET,
    ordering: SurveysListOrdering | Unset = UNSET,
    quota_total: int | Unset = UNSET,
    quota_total_gte: int | Unset = UNSET,
    quota_total_isnull: bool | Unset = UNSET,
    quota_total_lte: int | Unset = UNSET,
    state: SurveysListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

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

    params["limit"] = limit

    params["only_invited"] = only_invited

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["quota_total"] = quota_total

    params["quota_total__gte"] = quota_total_gte

    params["quota_total__isnull"] = quota_total_isnull

    params["quota_total__lte"] = quota_total_lte

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state.value

    params["state"] = json_state

    json_state_in: list[str] | Unset = UNSET
    if not isinstance(state_in, Unset):
        json_state_in = state_in

    params["state__in"] = json_state_in

    params["title"] = title

    params["title__icontains"] = title_icontains

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
        "url": "/api/v1/projects/{project_id}/surveys/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedSurveyList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedSurveyList.from_dict(response.json())

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
) -> Response[PaginatedSurveyList | Problem]:
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    only_invited: bool | Unset = UNSET,
    ordering: SurveysListOrdering | Unset = UNSET,
    quota_total: int | Unset = UNSET,
    quota_total_gte: int | Unset = UNSET,
    quota_total_isnull: bool | Unset = UNSET,
    quota_total_lte: int | Unset = UNSET,
    state: SurveysListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedSurveyList | Problem]:
    """List surveys

     Surveys. Analysts make them, editors publish.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        only_invited (bool | Unset):
        ordering (SurveysListOrdering | Unset):
        quota_total (int | Unset):
        quota_total_gte (int | Unset):
        quota_total_isnull (bool | Unset):
        quota_total_lte (int | Unset):
        state (SurveysListState | Unset):
        state_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        Response[PaginatedSurveyList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        only_invited=only_invited,
        ordering=ordering,
        quota_total=quota_total,
        quota_total_gte=quota_total_gte,
        quota_total_isnull=quota_total_isnull,
        quota_total_lte=quota_total_lte,
        state=state,
        state_in=state_in,
        title=title,
        title_icontains=title_icontains,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    only_invited: bool | Unset = UNSET,
    ordering: SurveysListOrdering | Unset = UNSET,
    quota_total: int | Unset = UNSET,
    quota_total_gte: int | Unset = UNSET,
    quota_total_isnull: bool | Unset = UNSET,
    quota_total_lte: int | Unset = UNSET,
    state: SurveysListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedSurveyList | Problem | None:
    """List surveys

     Surveys. Analysts make them, editors publish.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        only_invited (bool | Unset):
        ordering (SurveysListOrdering | Unset):
        quota_total (int | Unset):
        quota_total_gte (int | Unset):
        quota_total_isnull (bool | Unset):
        quota_total_lte (int | Unset):
        state (SurveysListState | Unset):
        state_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        PaginatedSurveyList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        only_invited=only_invited,
        ordering=ordering,
        quota_total=quota_total,
        quota_total_gte=quota_total_gte,
        quota_total_isnull=quota_total_isnull,
        quota_total_lte=quota_total_lte,
        state=state,
        state_in=state_in,
        title=title,
        title_icontains=title_icontains,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    only_invited: bool | Unset = UNSET,
    ordering: SurveysListOrdering | Unset = UNSET,
    quota_total: int | Unset = UNSET,
    quota_total_gte: int | Unset = UNSET,
    quota_total_isnull: bool | Unset = UNSET,
    quota_total_lte: int | Unset = UNSET,
    state: SurveysListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedSurveyList | Problem]:
    """List surveys

     Surveys. Analysts make them, editors publish.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        only_invited (bool | Unset):
        ordering (SurveysListOrdering | Unset):
        quota_total (int | Unset):
        quota_total_gte (int | Unset):
        quota_total_isnull (bool | Unset):
        quota_total_lte (int | Unset):
        state (SurveysListState | Unset):
        state_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        Response[PaginatedSurveyList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        limit=limit,
        only_invited=only_invited,
        ordering=ordering,
        quota_total=quota_total,
        quota_total_gte=quota_total_gte,
        quota_total_isnull=quota_total_isnull,
        quota_total_lte=quota_total_lte,
        state=state,
        state_in=state_in,
        title=title,
        title_icontains=title_icontains,
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
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    limit: int | Unset = 100,
    only_invited: bool | Unset = UNSET,
    ordering: SurveysListOrdering | Unset = UNSET,
    quota_total: int | Unset = UNSET,
    quota_total_gte: int | Unset = UNSET,
    quota_total_isnull: bool | Unset = UNSET,
    quota_total_lte: int | Unset = UNSET,
    state: SurveysListState | Unset = UNSET,
    state_in: list[str] | Unset = UNSET,
    title: str | Unset = UNSET,
    title_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedSurveyList | Problem | None:
    """List surveys

     Surveys. Analysts make them, editors publish.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        limit (int | Unset):  Default: 100.
        only_invited (bool | Unset):
        ordering (SurveysListOrdering | Unset):
        quota_total (int | Unset):
        quota_total_gte (int | Unset):
        quota_total_isnull (bool | Unset):
        quota_total_lte (int | Unset):
        state (SurveysListState | Unset):
        state_in (list[str] | Unset):
        title (str | Unset):
        title_icontains (str | Unset):
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
        PaginatedSurveyList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            limit=limit,
            only_invited=only_invited,
            ordering=ordering,
            quota_total=quota_total,
            quota_total_gte=quota_total_gte,
            quota_total_isnull=quota_total_isnull,
            quota_total_lte=quota_total_lte,
            state=state,
            state_in=state_in,
            title=title,
            title_icontains=title_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
