from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.jobs_report_report import JobsReportReport
from ...models.problem import Problem
from ...types import File, Response


def _get_kwargs(
    project_id: UUID,
    job_id: UUID,
    report: JobsReportReport,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/jobs/{job_id}/report/{report}/".format(
            project_id=quote(str(project_id), safe=""),
            job_id=quote(str(job_id), safe=""),
            report=quote(str(report), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | Problem | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

        return response_200

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
) -> Response[File | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    project_id: UUID,
    job_id: UUID,
    report: JobsReportReport,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """Report of a job

     The whole result as a file, in the language of `Accept-Language`: `pdf`, `docx`, or
    `notebook`, a zip with a Jupyter notebook and the data that it computes from. Takes about a
    second. 404 for a job without a result to report.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        job_id (UUID):
        report (JobsReportReport):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        job_id=job_id,
        report=report,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    project_id: UUID,
    job_id: UUID,
    report: JobsReportReport,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """Report of a job

     The whole result as a file, in the language of `Accept-Language`: `pdf`, `docx`, or
    `notebook`, a zip with a Jupyter notebook and the data that it computes from. Takes about a
    second. 404 for a job without a result to report.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        job_id (UUID):
        report (JobsReportReport):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        project_id=project_id,
        job_id=job_id,
        report=report,
        client=client,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    job_id: UUID,
    report: JobsReportReport,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """Report of a job

     The whole result as a file, in the language of `Accept-Language`: `pdf`, `docx`, or
    `notebook`, a zip with a Jupyter notebook and the data that it computes from. Takes about a
    second. 404 for a job without a result to report.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        job_id (UUID):
        report (JobsReportReport):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        job_id=job_id,
        report=report,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    job_id: UUID,
    report: JobsReportReport,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """Report of a job

     The whole result as a file, in the language of `Accept-Language`: `pdf`, `docx`, or
    `notebook`, a zip with a Jupyter notebook and the data that it computes from. Takes about a
    second. 404 for a job without a result to report.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        job_id (UUID):
        report (JobsReportReport):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            job_id=job_id,
            report=report,
            client=client,
        )
    ).parsed
