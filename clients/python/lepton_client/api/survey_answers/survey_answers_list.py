import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_survey_answer_list import PaginatedSurveyAnswerList
from ...models.problem import Problem
from ...models.survey_answers_list_ordering import SurveyAnswersListOrdering
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    completed_at_gte: datetime.datetime | Unset = UNSET,
    completed_at_isnull: bool | Unset = UNSET,
    completed_at_lt: datetime.datetime | Unset = UNSET,
    completed_at_lte: datetime.datetime | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: SurveyAnswersListOrdering | Unset = UNSET,
    published: int | Unset = UNSET,
    published_gte: int | Unset = UNSET,
    published_lte: int | Unset = UNSET,
    survey: UUID | Unset = UNSET,
    survey_in: list[UUID] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_completed_at_gte: str | Unset = UNSET
    if not isinstance(completed_at_gte, Unset):
        json_completed_at_gte = completed_at_gte.isoformat()
    params["completed_at__gte"] = json_completed_at_gte

    params["completed_at__isnull"] = completed_at_isnull

    json_completed_at_lt: str | Unset = UNSET
    if not isinstance(completed_at_lt, Unset):
        json_completed_at_lt = completed_at_lt.isoformat()
    params["completed_at__lt"] = json_completed_at_lt

    json_completed_at_lte: str | Unset = UNSET
    if not isinstance(completed_at_lte, Unset):
        json_completed_at_lte = completed_at_lte.isoformat()
    params["completed_at__lte"] = json_completed_at_lte

    params["country"] = country

    json_country_in: list[str] | Unset = UNSET
    if not isinstance(country_in, Unset):
        json_country_in = country_in

    params["country__in"] = json_country_in

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

    params["language"] = language

    params["language__icontains"] = language_icontains

    params["limit"] = limit

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["published"] = published

    params["published__gte"] = published_gte

    params["published__lte"] = published_lte

    json_survey: str | Unset = UNSET
    if not isinstance(survey, Unset):
        json_survey = str(survey)
    params["survey"] = json_survey

    json_survey_in: list[str] | Unset = UNSET
    if not isinstance(survey_in, Unset):
        json_survey_in = []
        for survey_in_item_data in survey_in:
            survey_in_item = str(survey_in_item_data)
            json_survey_in.append(survey_in_item)

    params["survey__in"] = json_survey_in

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
        "url": "/api/v1/projects/{project_id}/survey-answers/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedSurveyAnswerList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedSurveyAnswerList.from_dict(response.json())

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
) -> Response[PaginatedSurveyAnswerList | Problem]:
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
    completed_at_gte: datetime.datetime | Unset = UNSET,
    completed_at_isnull: bool | Unset = UNSET,
    completed_at_lt: datetime.datetime | Unset = UNSET,
    completed_at_lte: datetime.datetime | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: SurveyAnswersListOrdering | Unset = UNSET,
    published: int | Unset = UNSET,
    published_gte: int | Unset = UNSET,
    published_lte: int | Unset = UNSET,
    survey: UUID | Unset = UNSET,
    survey_in: list[UUID] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedSurveyAnswerList | Problem]:
    """List answers to surveys

     Complete answers, those of one survey with `survey=ID`. For analysts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        completed_at_gte (datetime.datetime | Unset):
        completed_at_isnull (bool | Unset):
        completed_at_lt (datetime.datetime | Unset):
        completed_at_lte (datetime.datetime | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        ordering (SurveyAnswersListOrdering | Unset):
        published (int | Unset):
        published_gte (int | Unset):
        published_lte (int | Unset):
        survey (UUID | Unset):
        survey_in (list[UUID] | Unset):
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
        Response[PaginatedSurveyAnswerList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        completed_at_gte=completed_at_gte,
        completed_at_isnull=completed_at_isnull,
        completed_at_lt=completed_at_lt,
        completed_at_lte=completed_at_lte,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        ordering=ordering,
        published=published,
        published_gte=published_gte,
        published_lte=published_lte,
        survey=survey,
        survey_in=survey_in,
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
    completed_at_gte: datetime.datetime | Unset = UNSET,
    completed_at_isnull: bool | Unset = UNSET,
    completed_at_lt: datetime.datetime | Unset = UNSET,
    completed_at_lte: datetime.datetime | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: SurveyAnswersListOrdering | Unset = UNSET,
    published: int | Unset = UNSET,
    published_gte: int | Unset = UNSET,
    published_lte: int | Unset = UNSET,
    survey: UUID | Unset = UNSET,
    survey_in: list[UUID] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedSurveyAnswerList | Problem | None:
    """List answers to surveys

     Complete answers, those of one survey with `survey=ID`. For analysts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        completed_at_gte (datetime.datetime | Unset):
        completed_at_isnull (bool | Unset):
        completed_at_lt (datetime.datetime | Unset):
        completed_at_lte (datetime.datetime | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        ordering (SurveyAnswersListOrdering | Unset):
        published (int | Unset):
        published_gte (int | Unset):
        published_lte (int | Unset):
        survey (UUID | Unset):
        survey_in (list[UUID] | Unset):
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
        PaginatedSurveyAnswerList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        completed_at_gte=completed_at_gte,
        completed_at_isnull=completed_at_isnull,
        completed_at_lt=completed_at_lt,
        completed_at_lte=completed_at_lte,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        ordering=ordering,
        published=published,
        published_gte=published_gte,
        published_lte=published_lte,
        survey=survey,
        survey_in=survey_in,
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
    completed_at_gte: datetime.datetime | Unset = UNSET,
    completed_at_isnull: bool | Unset = UNSET,
    completed_at_lt: datetime.datetime | Unset = UNSET,
    completed_at_lte: datetime.datetime | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: SurveyAnswersListOrdering | Unset = UNSET,
    published: int | Unset = UNSET,
    published_gte: int | Unset = UNSET,
    published_lte: int | Unset = UNSET,
    survey: UUID | Unset = UNSET,
    survey_in: list[UUID] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedSurveyAnswerList | Problem]:
    """List answers to surveys

     Complete answers, those of one survey with `survey=ID`. For analysts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        completed_at_gte (datetime.datetime | Unset):
        completed_at_isnull (bool | Unset):
        completed_at_lt (datetime.datetime | Unset):
        completed_at_lte (datetime.datetime | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        ordering (SurveyAnswersListOrdering | Unset):
        published (int | Unset):
        published_gte (int | Unset):
        published_lte (int | Unset):
        survey (UUID | Unset):
        survey_in (list[UUID] | Unset):
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
        Response[PaginatedSurveyAnswerList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        completed_at_gte=completed_at_gte,
        completed_at_isnull=completed_at_isnull,
        completed_at_lt=completed_at_lt,
        completed_at_lte=completed_at_lte,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        limit=limit,
        ordering=ordering,
        published=published,
        published_gte=published_gte,
        published_lte=published_lte,
        survey=survey,
        survey_in=survey_in,
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
    completed_at_gte: datetime.datetime | Unset = UNSET,
    completed_at_isnull: bool | Unset = UNSET,
    completed_at_lt: datetime.datetime | Unset = UNSET,
    completed_at_lte: datetime.datetime | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    limit: int | Unset = 100,
    ordering: SurveyAnswersListOrdering | Unset = UNSET,
    published: int | Unset = UNSET,
    published_gte: int | Unset = UNSET,
    published_lte: int | Unset = UNSET,
    survey: UUID | Unset = UNSET,
    survey_in: list[UUID] | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedSurveyAnswerList | Problem | None:
    """List answers to surveys

     Complete answers, those of one survey with `survey=ID`. For analysts.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `analyst` or above.

    Args:
        project_id (UUID):
        completed_at_gte (datetime.datetime | Unset):
        completed_at_isnull (bool | Unset):
        completed_at_lt (datetime.datetime | Unset):
        completed_at_lte (datetime.datetime | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        limit (int | Unset):  Default: 100.
        ordering (SurveyAnswersListOrdering | Unset):
        published (int | Unset):
        published_gte (int | Unset):
        published_lte (int | Unset):
        survey (UUID | Unset):
        survey_in (list[UUID] | Unset):
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
        PaginatedSurveyAnswerList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            completed_at_gte=completed_at_gte,
            completed_at_isnull=completed_at_isnull,
            completed_at_lt=completed_at_lt,
            completed_at_lte=completed_at_lte,
            country=country,
            country_in=country_in,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            id=id,
            id_in=id_in,
            language=language,
            language_icontains=language_icontains,
            limit=limit,
            ordering=ordering,
            published=published,
            published_gte=published_gte,
            published_lte=published_lte,
            survey=survey,
            survey_in=survey_in,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
