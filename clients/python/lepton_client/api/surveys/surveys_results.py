from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.survey_results import SurveyResults
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    survey_id: UUID,
    *,
    country: str | Unset = UNSET,
    language: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["country"] = country

    params["language"] = language

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/surveys/{survey_id}/results/".format(
            project_id=quote(str(project_id), safe=""),
            survey_id=quote(str(survey_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SurveyResults | None:
    if response.status_code == 200:
        response_200 = SurveyResults.from_dict(response.json())

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
) -> Response[Problem | SurveyResults]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    survey_id: UUID,
    *,
    client: AuthenticatedClient,
    country: str | Unset = UNSET,
    language: str | Unset = UNSET,
) -> Response[Problem | SurveyResults]:
    """Read the results of a survey

     Of the newest 50,000 complete answers, as on the page.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        survey_id (UUID):
        country (str | Unset):
        language (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SurveyResults]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        survey_id=survey_id,
        country=country,
        language=language,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    survey_id: UUID,
    *,
    client: AuthenticatedClient,
    country: str | Unset = UNSET,
    language: str | Unset = UNSET,
) -> Problem | SurveyResults | None:
    """Read the results of a survey

     Of the newest 50,000 complete answers, as on the page.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        survey_id (UUID):
        country (str | Unset):
        language (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SurveyResults
    """

    return sync_detailed(
        project_id=project_id,
        survey_id=survey_id,
        client=client,
        country=country,
        language=language,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    survey_id: UUID,
    *,
    client: AuthenticatedClient,
    country: str | Unset = UNSET,
    language: str | Unset = UNSET,
) -> Response[Problem | SurveyResults]:
    """Read the results of a survey

     Of the newest 50,000 complete answers, as on the page.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        survey_id (UUID):
        country (str | Unset):
        language (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SurveyResults]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        survey_id=survey_id,
        country=country,
        language=language,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    survey_id: UUID,
    *,
    client: AuthenticatedClient,
    country: str | Unset = UNSET,
    language: str | Unset = UNSET,
) -> Problem | SurveyResults | None:
    """Read the results of a survey

     Of the newest 50,000 complete answers, as on the page.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        survey_id (UUID):
        country (str | Unset):
        language (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SurveyResults
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            survey_id=survey_id,
            client=client,
            country=country,
            language=language,
        )
    ).parsed
