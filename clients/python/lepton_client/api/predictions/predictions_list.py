import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_period_prediction_list import PaginatedPeriodPredictionList
from ...models.predictions_list_band import PredictionsListBand
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_isnull: bool | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    actual_by: UUID | Unset = UNSET,
    actual_by_in: list[UUID] | Unset = UNSET,
    actual_by_isnull: bool | Unset = UNSET,
    actual_source: str | Unset = UNSET,
    actual_source_icontains: str | Unset = UNSET,
    actual_version: UUID | Unset = UNSET,
    actual_version_in: list[UUID] | Unset = UNSET,
    actual_version_isnull: bool | Unset = UNSET,
    ahead: int | Unset = UNSET,
    ahead_gte: int | Unset = UNSET,
    ahead_isnull: bool | Unset = UNSET,
    ahead_lte: int | Unset = UNSET,
    band: PredictionsListBand | Unset = UNSET,
    band_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_isnull: bool | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_isnull: bool | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    high: float | Unset = UNSET,
    high_gte: float | Unset = UNSET,
    high_lte: float | Unset = UNSET,
    hindsight: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    inside_isnull: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_isnull: bool | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    low: float | Unset = UNSET,
    low_gte: float | Unset = UNSET,
    low_lte: float | Unset = UNSET,
    made_at_gte: datetime.datetime | Unset = UNSET,
    made_at_lt: datetime.datetime | Unset = UNSET,
    made_at_lte: datetime.datetime | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    market: str | Unset = UNSET,
    market_icontains: str | Unset = UNSET,
    naive: float | Unset = UNSET,
    naive_gte: float | Unset = UNSET,
    naive_isnull: bool | Unset = UNSET,
    naive_lte: float | Unset = UNSET,
    period: str | Unset = UNSET,
    period_icontains: str | Unset = UNSET,
    run: str | Unset = UNSET,
    run_icontains: str | Unset = UNSET,
    scale: float | Unset = UNSET,
    scale_gte: float | Unset = UNSET,
    scale_isnull: bool | Unset = UNSET,
    scale_lte: float | Unset = UNSET,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    scored_at_gte: datetime.datetime | Unset = UNSET,
    scored_at_isnull: bool | Unset = UNSET,
    scored_at_lt: datetime.datetime | Unset = UNSET,
    scored_at_lte: datetime.datetime | Unset = UNSET,
    target: str | Unset = UNSET,
    target_icontains: str | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["actual"] = actual

    params["actual__gte"] = actual_gte

    params["actual__isnull"] = actual_isnull

    params["actual__lte"] = actual_lte

    json_actual_by: str | Unset = UNSET
    if not isinstance(actual_by, Unset):
        json_actual_by = str(actual_by)
    params["actual_by"] = json_actual_by

    json_actual_by_in: list[str] | Unset = UNSET
    if not isinstance(actual_by_in, Unset):
        json_actual_by_in = []
        for actual_by_in_item_data in actual_by_in:
            actual_by_in_item = str(actual_by_in_item_data)
            json_actual_by_in.append(actual_by_in_item)

    params["actual_by__in"] = json_actual_by_in

    params["actual_by__isnull"] = actual_by_isnull

    params["actual_source"] = actual_source

    params["actual_source__icontains"] = actual_source_icontains

    json_actual_version: str | Unset = UNSET
    if not isinstance(actual_version, Unset):
        json_actual_version = str(actual_version)
    params["actual_version"] = json_actual_version

    json_actual_version_in: list[str] | Unset = UNSET
    if not isinstance(actual_version_in, Unset):
        json_actual_version_in = []
        for actual_version_in_item_data in actual_version_in:
            actual_version_in_item = str(actual_version_in_item_data)
            json_actual_version_in.append(actual_version_in_item)

    params["actual_version__in"] = json_actual_version_in

    params["actual_version__isnull"] = actual_version_isnull

    params["ahead"] = ahead

    params["ahead__gte"] = ahead_gte

    params["ahead__isnull"] = ahead_isnull

    params["ahead__lte"] = ahead_lte

    json_band: str | Unset = UNSET
    if not isinstance(band, Unset):
        json_band = band.value

    params["band"] = json_band

    json_band_in: list[str] | Unset = UNSET
    if not isinstance(band_in, Unset):
        json_band_in = band_in

    params["band__in"] = json_band_in

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

    json_ends_on: str | Unset = UNSET
    if not isinstance(ends_on, Unset):
        json_ends_on = ends_on.isoformat()
    params["ends_on"] = json_ends_on

    json_ends_on_gte: str | Unset = UNSET
    if not isinstance(ends_on_gte, Unset):
        json_ends_on_gte = ends_on_gte.isoformat()
    params["ends_on__gte"] = json_ends_on_gte

    params["ends_on__isnull"] = ends_on_isnull

    json_ends_on_lt: str | Unset = UNSET
    if not isinstance(ends_on_lt, Unset):
        json_ends_on_lt = ends_on_lt.isoformat()
    params["ends_on__lt"] = json_ends_on_lt

    json_ends_on_lte: str | Unset = UNSET
    if not isinstance(ends_on_lte, Unset):
        json_ends_on_lte = ends_on_lte.isoformat()
    params["ends_on__lte"] = json_ends_on_lte

    params["engine"] = engine

    params["engine__icontains"] = engine_icontains

    params["engine_version"] = engine_version

    params["engine_version__icontains"] = engine_version_icontains

    params["error"] = error

    params["error__gte"] = error_gte

    params["error__isnull"] = error_isnull

    params["error__lte"] = error_lte

    params["high"] = high

    params["high__gte"] = high_gte

    params["high__lte"] = high_lte

    params["hindsight"] = hindsight

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

    params["inside__isnull"] = inside_isnull

    params["interval_score"] = interval_score

    params["interval_score__gte"] = interval_score_gte

    params["interval_score__isnull"] = interval_score_isnull

    params["interval_score__lte"] = interval_score_lte

    json_job: str | Unset = UNSET
    if not isinstance(job, Unset):
        json_job = str(job)
    params["job"] = json_job

    json_job_in: list[str] | Unset = UNSET
    if not isinstance(job_in, Unset):
        json_job_in = []
        for job_in_item_data in job_in:
            job_in_item = str(job_in_item_data)
            json_job_in.append(job_in_item)

    params["job__in"] = json_job_in

    params["job__isnull"] = job_isnull

    params["level"] = level

    params["level__gte"] = level_gte

    params["level__lte"] = level_lte

    params["limit"] = limit

    params["low"] = low

    params["low__gte"] = low_gte

    params["low__lte"] = low_lte

    json_made_at_gte: str | Unset = UNSET
    if not isinstance(made_at_gte, Unset):
        json_made_at_gte = made_at_gte.isoformat()
    params["made_at__gte"] = json_made_at_gte

    json_made_at_lt: str | Unset = UNSET
    if not isinstance(made_at_lt, Unset):
        json_made_at_lt = made_at_lt.isoformat()
    params["made_at__lt"] = json_made_at_lt

    json_made_at_lte: str | Unset = UNSET
    if not isinstance(made_at_lte, Unset):
        json_made_at_lte = made_at_lte.isoformat()
    params["made_at__lte"] = json_made_at_lte

    json_made_by: str | Unset = UNSET
    if not isinstance(made_by, Unset):
        json_made_by = str(made_by)
    params["made_by"] = json_made_by

    json_made_by_in: list[str] | Unset = UNSET
    if not isinstance(made_by_in, Unset):
        json_made_by_in = []
        for made_by_in_item_data in made_by_in:
            made_by_in_item = str(made_by_in_item_data)
            json_made_by_in.append(made_by_in_item)

    params["made_by__in"] = json_made_by_in

    params["made_by__isnull"] = made_by_isnull

    params["market"] = market

    params["market__icontains"] = market_icontains

    params["naive"] = naive

    params["naive__gte"] = naive_gte

    params["naive__isnull"] = naive_isnull

    params["naive__lte"] = naive_lte

    params["period"] = period

    params["period__icontains"] = period_icontains

    params["run"] = run

    params["run__icontains"] = run_icontains

    params["scale"] = scale

    params["scale__gte"] = scale_gte

    params["scale__isnull"] = scale_isnull

    params["scale__lte"] = scale_lte

    params["scaled_error"] = scaled_error

    params["scaled_error__gte"] = scaled_error_gte

    params["scaled_error__isnull"] = scaled_error_isnull

    params["scaled_error__lte"] = scaled_error_lte

    json_scored_at_gte: str | Unset = UNSET
    if not isinstance(scored_at_gte, Unset):
        json_scored_at_gte = scored_at_gte.isoformat()
    params["scored_at__gte"] = json_scored_at_gte

    params["scored_at__isnull"] = scored_at_isnull

    json_scored_at_lt: str | Unset = UNSET
    if not isinstance(scored_at_lt, Unset):
        json_scored_at_lt = scored_at_lt.isoformat()
    params["scored_at__lt"] = json_scored_at_lt

    json_scored_at_lte: str | Unset = UNSET
    if not isinstance(scored_at_lte, Unset):
        json_scored_at_lte = scored_at_lte.isoformat()
    params["scored_at__lte"] = json_scored_at_lte

    params["target"] = target

    params["target__icontains"] = target_icontains

    params["unit"] = unit

    params["unit__icontains"] = unit_icontains

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

    params["value"] = value

    params["value__gte"] = value_gte

    params["value__lte"] = value_lte

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
        "url": "/api/v1/projects/{project_id}/predictions/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPeriodPredictionList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPeriodPredictionList.from_dict(response.json())

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
) -> Response[PaginatedPeriodPredictionList | Problem]:
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
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_isnull: bool | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    actual_by: UUID | Unset = UNSET,
    actual_by_in: list[UUID] | Unset = UNSET,
    actual_by_isnull: bool | Unset = UNSET,
    actual_source: str | Unset = UNSET,
    actual_source_icontains: str | Unset = UNSET,
    actual_version: UUID | Unset = UNSET,
    actual_version_in: list[UUID] | Unset = UNSET,
    actual_version_isnull: bool | Unset = UNSET,
    ahead: int | Unset = UNSET,
    ahead_gte: int | Unset = UNSET,
    ahead_isnull: bool | Unset = UNSET,
    ahead_lte: int | Unset = UNSET,
    band: PredictionsListBand | Unset = UNSET,
    band_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_isnull: bool | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_isnull: bool | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    high: float | Unset = UNSET,
    high_gte: float | Unset = UNSET,
    high_lte: float | Unset = UNSET,
    hindsight: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    inside_isnull: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_isnull: bool | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    low: float | Unset = UNSET,
    low_gte: float | Unset = UNSET,
    low_lte: float | Unset = UNSET,
    made_at_gte: datetime.datetime | Unset = UNSET,
    made_at_lt: datetime.datetime | Unset = UNSET,
    made_at_lte: datetime.datetime | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    market: str | Unset = UNSET,
    market_icontains: str | Unset = UNSET,
    naive: float | Unset = UNSET,
    naive_gte: float | Unset = UNSET,
    naive_isnull: bool | Unset = UNSET,
    naive_lte: float | Unset = UNSET,
    period: str | Unset = UNSET,
    period_icontains: str | Unset = UNSET,
    run: str | Unset = UNSET,
    run_icontains: str | Unset = UNSET,
    scale: float | Unset = UNSET,
    scale_gte: float | Unset = UNSET,
    scale_isnull: bool | Unset = UNSET,
    scale_lte: float | Unset = UNSET,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    scored_at_gte: datetime.datetime | Unset = UNSET,
    scored_at_isnull: bool | Unset = UNSET,
    scored_at_lt: datetime.datetime | Unset = UNSET,
    scored_at_lte: datetime.datetime | Unset = UNSET,
    target: str | Unset = UNSET,
    target_icontains: str | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedPeriodPredictionList | Problem]:
    """List predictions

     What runs of the project predicted, kept to be scored.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_isnull (bool | Unset):
        actual_lte (float | Unset):
        actual_by (UUID | Unset):
        actual_by_in (list[UUID] | Unset):
        actual_by_isnull (bool | Unset):
        actual_source (str | Unset):
        actual_source_icontains (str | Unset):
        actual_version (UUID | Unset):
        actual_version_in (list[UUID] | Unset):
        actual_version_isnull (bool | Unset):
        ahead (int | Unset):
        ahead_gte (int | Unset):
        ahead_isnull (bool | Unset):
        ahead_lte (int | Unset):
        band (PredictionsListBand | Unset):
        band_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_isnull (bool | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_isnull (bool | Unset):
        error_lte (float | Unset):
        high (float | Unset):
        high_gte (float | Unset):
        high_lte (float | Unset):
        hindsight (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        inside_isnull (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_isnull (bool | Unset):
        interval_score_lte (float | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        low (float | Unset):
        low_gte (float | Unset):
        low_lte (float | Unset):
        made_at_gte (datetime.datetime | Unset):
        made_at_lt (datetime.datetime | Unset):
        made_at_lte (datetime.datetime | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        market (str | Unset):
        market_icontains (str | Unset):
        naive (float | Unset):
        naive_gte (float | Unset):
        naive_isnull (bool | Unset):
        naive_lte (float | Unset):
        period (str | Unset):
        period_icontains (str | Unset):
        run (str | Unset):
        run_icontains (str | Unset):
        scale (float | Unset):
        scale_gte (float | Unset):
        scale_isnull (bool | Unset):
        scale_lte (float | Unset):
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        scored_at_gte (datetime.datetime | Unset):
        scored_at_isnull (bool | Unset):
        scored_at_lt (datetime.datetime | Unset):
        scored_at_lte (datetime.datetime | Unset):
        target (str | Unset):
        target_icontains (str | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPeriodPredictionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        actual=actual,
        actual_gte=actual_gte,
        actual_isnull=actual_isnull,
        actual_lte=actual_lte,
        actual_by=actual_by,
        actual_by_in=actual_by_in,
        actual_by_isnull=actual_by_isnull,
        actual_source=actual_source,
        actual_source_icontains=actual_source_icontains,
        actual_version=actual_version,
        actual_version_in=actual_version_in,
        actual_version_isnull=actual_version_isnull,
        ahead=ahead,
        ahead_gte=ahead_gte,
        ahead_isnull=ahead_isnull,
        ahead_lte=ahead_lte,
        band=band,
        band_in=band_in,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        ends_on=ends_on,
        ends_on_gte=ends_on_gte,
        ends_on_isnull=ends_on_isnull,
        ends_on_lt=ends_on_lt,
        ends_on_lte=ends_on_lte,
        engine=engine,
        engine_icontains=engine_icontains,
        engine_version=engine_version,
        engine_version_icontains=engine_version_icontains,
        error=error,
        error_gte=error_gte,
        error_isnull=error_isnull,
        error_lte=error_lte,
        high=high,
        high_gte=high_gte,
        high_lte=high_lte,
        hindsight=hindsight,
        id=id,
        id_in=id_in,
        inside=inside,
        inside_isnull=inside_isnull,
        interval_score=interval_score,
        interval_score_gte=interval_score_gte,
        interval_score_isnull=interval_score_isnull,
        interval_score_lte=interval_score_lte,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        level=level,
        level_gte=level_gte,
        level_lte=level_lte,
        limit=limit,
        low=low,
        low_gte=low_gte,
        low_lte=low_lte,
        made_at_gte=made_at_gte,
        made_at_lt=made_at_lt,
        made_at_lte=made_at_lte,
        made_by=made_by,
        made_by_in=made_by_in,
        made_by_isnull=made_by_isnull,
        market=market,
        market_icontains=market_icontains,
        naive=naive,
        naive_gte=naive_gte,
        naive_isnull=naive_isnull,
        naive_lte=naive_lte,
        period=period,
        period_icontains=period_icontains,
        run=run,
        run_icontains=run_icontains,
        scale=scale,
        scale_gte=scale_gte,
        scale_isnull=scale_isnull,
        scale_lte=scale_lte,
        scaled_error=scaled_error,
        scaled_error_gte=scaled_error_gte,
        scaled_error_isnull=scaled_error_isnull,
        scaled_error_lte=scaled_error_lte,
        scored_at_gte=scored_at_gte,
        scored_at_isnull=scored_at_isnull,
        scored_at_lt=scored_at_lt,
        scored_at_lte=scored_at_lte,
        target=target,
        target_icontains=target_icontains,
        unit=unit,
        unit_icontains=unit_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value=value,
        value_gte=value_gte,
        value_lte=value_lte,
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
    *,
    client: AuthenticatedClient,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_isnull: bool | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    actual_by: UUID | Unset = UNSET,
    actual_by_in: list[UUID] | Unset = UNSET,
    actual_by_isnull: bool | Unset = UNSET,
    actual_source: str | Unset = UNSET,
    actual_source_icontains: str | Unset = UNSET,
    actual_version: UUID | Unset = UNSET,
    actual_version_in: list[UUID] | Unset = UNSET,
    actual_version_isnull: bool | Unset = UNSET,
    ahead: int | Unset = UNSET,
    ahead_gte: int | Unset = UNSET,
    ahead_isnull: bool | Unset = UNSET,
    ahead_lte: int | Unset = UNSET,
    band: PredictionsListBand | Unset = UNSET,
    band_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_isnull: bool | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_isnull: bool | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    high: float | Unset = UNSET,
    high_gte: float | Unset = UNSET,
    high_lte: float | Unset = UNSET,
    hindsight: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    inside_isnull: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_isnull: bool | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    low: float | Unset = UNSET,
    low_gte: float | Unset = UNSET,
    low_lte: float | Unset = UNSET,
    made_at_gte: datetime.datetime | Unset = UNSET,
    made_at_lt: datetime.datetime | Unset = UNSET,
    made_at_lte: datetime.datetime | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    market: str | Unset = UNSET,
    market_icontains: str | Unset = UNSET,
    naive: float | Unset = UNSET,
    naive_gte: float | Unset = UNSET,
    naive_isnull: bool | Unset = UNSET,
    naive_lte: float | Unset = UNSET,
    period: str | Unset = UNSET,
    period_icontains: str | Unset = UNSET,
    run: str | Unset = UNSET,
    run_icontains: str | Unset = UNSET,
    scale: float | Unset = UNSET,
    scale_gte: float | Unset = UNSET,
    scale_isnull: bool | Unset = UNSET,
    scale_lte: float | Unset = UNSET,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    scored_at_gte: datetime.datetime | Unset = UNSET,
    scored_at_isnull: bool | Unset = UNSET,
    scored_at_lt: datetime.datetime | Unset = UNSET,
    scored_at_lte: datetime.datetime | Unset = UNSET,
    target: str | Unset = UNSET,
    target_icontains: str | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedPeriodPredictionList | Problem | None:
    """List predictions

     What runs of the project predicted, kept to be scored.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_isnull (bool | Unset):
        actual_lte (float | Unset):
        actual_by (UUID | Unset):
        actual_by_in (list[UUID] | Unset):
        actual_by_isnull (bool | Unset):
        actual_source (str | Unset):
        actual_source_icontains (str | Unset):
        actual_version (UUID | Unset):
        actual_version_in (list[UUID] | Unset):
        actual_version_isnull (bool | Unset):
        ahead (int | Unset):
        ahead_gte (int | Unset):
        ahead_isnull (bool | Unset):
        ahead_lte (int | Unset):
        band (PredictionsListBand | Unset):
        band_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_isnull (bool | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_isnull (bool | Unset):
        error_lte (float | Unset):
        high (float | Unset):
        high_gte (float | Unset):
        high_lte (float | Unset):
        hindsight (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        inside_isnull (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_isnull (bool | Unset):
        interval_score_lte (float | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        low (float | Unset):
        low_gte (float | Unset):
        low_lte (float | Unset):
        made_at_gte (datetime.datetime | Unset):
        made_at_lt (datetime.datetime | Unset):
        made_at_lte (datetime.datetime | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        market (str | Unset):
        market_icontains (str | Unset):
        naive (float | Unset):
        naive_gte (float | Unset):
        naive_isnull (bool | Unset):
        naive_lte (float | Unset):
        period (str | Unset):
        period_icontains (str | Unset):
        run (str | Unset):
        run_icontains (str | Unset):
        scale (float | Unset):
        scale_gte (float | Unset):
        scale_isnull (bool | Unset):
        scale_lte (float | Unset):
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        scored_at_gte (datetime.datetime | Unset):
        scored_at_isnull (bool | Unset):
        scored_at_lt (datetime.datetime | Unset):
        scored_at_lte (datetime.datetime | Unset):
        target (str | Unset):
        target_icontains (str | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPeriodPredictionList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        actual=actual,
        actual_gte=actual_gte,
        actual_isnull=actual_isnull,
        actual_lte=actual_lte,
        actual_by=actual_by,
        actual_by_in=actual_by_in,
        actual_by_isnull=actual_by_isnull,
        actual_source=actual_source,
        actual_source_icontains=actual_source_icontains,
        actual_version=actual_version,
        actual_version_in=actual_version_in,
        actual_version_isnull=actual_version_isnull,
        ahead=ahead,
        ahead_gte=ahead_gte,
        ahead_isnull=ahead_isnull,
        ahead_lte=ahead_lte,
        band=band,
        band_in=band_in,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        ends_on=ends_on,
        ends_on_gte=ends_on_gte,
        ends_on_isnull=ends_on_isnull,
        ends_on_lt=ends_on_lt,
        ends_on_lte=ends_on_lte,
        engine=engine,
        engine_icontains=engine_icontains,
        engine_version=engine_version,
        engine_version_icontains=engine_version_icontains,
        error=error,
        error_gte=error_gte,
        error_isnull=error_isnull,
        error_lte=error_lte,
        high=high,
        high_gte=high_gte,
        high_lte=high_lte,
        hindsight=hindsight,
        id=id,
        id_in=id_in,
        inside=inside,
        inside_isnull=inside_isnull,
        interval_score=interval_score,
        interval_score_gte=interval_score_gte,
        interval_score_isnull=interval_score_isnull,
        interval_score_lte=interval_score_lte,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        level=level,
        level_gte=level_gte,
        level_lte=level_lte,
        limit=limit,
        low=low,
        low_gte=low_gte,
        low_lte=low_lte,
        made_at_gte=made_at_gte,
        made_at_lt=made_at_lt,
        made_at_lte=made_at_lte,
        made_by=made_by,
        made_by_in=made_by_in,
        made_by_isnull=made_by_isnull,
        market=market,
        market_icontains=market_icontains,
        naive=naive,
        naive_gte=naive_gte,
        naive_isnull=naive_isnull,
        naive_lte=naive_lte,
        period=period,
        period_icontains=period_icontains,
        run=run,
        run_icontains=run_icontains,
        scale=scale,
        scale_gte=scale_gte,
        scale_isnull=scale_isnull,
        scale_lte=scale_lte,
        scaled_error=scaled_error,
        scaled_error_gte=scaled_error_gte,
        scaled_error_isnull=scaled_error_isnull,
        scaled_error_lte=scaled_error_lte,
        scored_at_gte=scored_at_gte,
        scored_at_isnull=scored_at_isnull,
        scored_at_lt=scored_at_lt,
        scored_at_lte=scored_at_lte,
        target=target,
        target_icontains=target_icontains,
        unit=unit,
        unit_icontains=unit_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value=value,
        value_gte=value_gte,
        value_lte=value_lte,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_isnull: bool | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    actual_by: UUID | Unset = UNSET,
    actual_by_in: list[UUID] | Unset = UNSET,
    actual_by_isnull: bool | Unset = UNSET,
    actual_source: str | Unset = UNSET,
    actual_source_icontains: str | Unset = UNSET,
    actual_version: UUID | Unset = UNSET,
    actual_version_in: list[UUID] | Unset = UNSET,
    actual_version_isnull: bool | Unset = UNSET,
    ahead: int | Unset = UNSET,
    ahead_gte: int | Unset = UNSET,
    ahead_isnull: bool | Unset = UNSET,
    ahead_lte: int | Unset = UNSET,
    band: PredictionsListBand | Unset = UNSET,
    band_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_isnull: bool | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_isnull: bool | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    high: float | Unset = UNSET,
    high_gte: float | Unset = UNSET,
    high_lte: float | Unset = UNSET,
    hindsight: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    inside_isnull: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_isnull: bool | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    low: float | Unset = UNSET,
    low_gte: float | Unset = UNSET,
    low_lte: float | Unset = UNSET,
    made_at_gte: datetime.datetime | Unset = UNSET,
    made_at_lt: datetime.datetime | Unset = UNSET,
    made_at_lte: datetime.datetime | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    market: str | Unset = UNSET,
    market_icontains: str | Unset = UNSET,
    naive: float | Unset = UNSET,
    naive_gte: float | Unset = UNSET,
    naive_isnull: bool | Unset = UNSET,
    naive_lte: float | Unset = UNSET,
    period: str | Unset = UNSET,
    period_icontains: str | Unset = UNSET,
    run: str | Unset = UNSET,
    run_icontains: str | Unset = UNSET,
    scale: float | Unset = UNSET,
    scale_gte: float | Unset = UNSET,
    scale_isnull: bool | Unset = UNSET,
    scale_lte: float | Unset = UNSET,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    scored_at_gte: datetime.datetime | Unset = UNSET,
    scored_at_isnull: bool | Unset = UNSET,
    scored_at_lt: datetime.datetime | Unset = UNSET,
    scored_at_lte: datetime.datetime | Unset = UNSET,
    target: str | Unset = UNSET,
    target_icontains: str | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> Response[PaginatedPeriodPredictionList | Problem]:
    """List predictions

     What runs of the project predicted, kept to be scored.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_isnull (bool | Unset):
        actual_lte (float | Unset):
        actual_by (UUID | Unset):
        actual_by_in (list[UUID] | Unset):
        actual_by_isnull (bool | Unset):
        actual_source (str | Unset):
        actual_source_icontains (str | Unset):
        actual_version (UUID | Unset):
        actual_version_in (list[UUID] | Unset):
        actual_version_isnull (bool | Unset):
        ahead (int | Unset):
        ahead_gte (int | Unset):
        ahead_isnull (bool | Unset):
        ahead_lte (int | Unset):
        band (PredictionsListBand | Unset):
        band_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_isnull (bool | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_isnull (bool | Unset):
        error_lte (float | Unset):
        high (float | Unset):
        high_gte (float | Unset):
        high_lte (float | Unset):
        hindsight (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        inside_isnull (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_isnull (bool | Unset):
        interval_score_lte (float | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        low (float | Unset):
        low_gte (float | Unset):
        low_lte (float | Unset):
        made_at_gte (datetime.datetime | Unset):
        made_at_lt (datetime.datetime | Unset):
        made_at_lte (datetime.datetime | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        market (str | Unset):
        market_icontains (str | Unset):
        naive (float | Unset):
        naive_gte (float | Unset):
        naive_isnull (bool | Unset):
        naive_lte (float | Unset):
        period (str | Unset):
        period_icontains (str | Unset):
        run (str | Unset):
        run_icontains (str | Unset):
        scale (float | Unset):
        scale_gte (float | Unset):
        scale_isnull (bool | Unset):
        scale_lte (float | Unset):
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        scored_at_gte (datetime.datetime | Unset):
        scored_at_isnull (bool | Unset):
        scored_at_lt (datetime.datetime | Unset):
        scored_at_lte (datetime.datetime | Unset):
        target (str | Unset):
        target_icontains (str | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPeriodPredictionList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        actual=actual,
        actual_gte=actual_gte,
        actual_isnull=actual_isnull,
        actual_lte=actual_lte,
        actual_by=actual_by,
        actual_by_in=actual_by_in,
        actual_by_isnull=actual_by_isnull,
        actual_source=actual_source,
        actual_source_icontains=actual_source_icontains,
        actual_version=actual_version,
        actual_version_in=actual_version_in,
        actual_version_isnull=actual_version_isnull,
        ahead=ahead,
        ahead_gte=ahead_gte,
        ahead_isnull=ahead_isnull,
        ahead_lte=ahead_lte,
        band=band,
        band_in=band_in,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        ends_on=ends_on,
        ends_on_gte=ends_on_gte,
        ends_on_isnull=ends_on_isnull,
        ends_on_lt=ends_on_lt,
        ends_on_lte=ends_on_lte,
        engine=engine,
        engine_icontains=engine_icontains,
        engine_version=engine_version,
        engine_version_icontains=engine_version_icontains,
        error=error,
        error_gte=error_gte,
        error_isnull=error_isnull,
        error_lte=error_lte,
        high=high,
        high_gte=high_gte,
        high_lte=high_lte,
        hindsight=hindsight,
        id=id,
        id_in=id_in,
        inside=inside,
        inside_isnull=inside_isnull,
        interval_score=interval_score,
        interval_score_gte=interval_score_gte,
        interval_score_isnull=interval_score_isnull,
        interval_score_lte=interval_score_lte,
        job=job,
        job_in=job_in,
        job_isnull=job_isnull,
        level=level,
        level_gte=level_gte,
        level_lte=level_lte,
        limit=limit,
        low=low,
        low_gte=low_gte,
        low_lte=low_lte,
        made_at_gte=made_at_gte,
        made_at_lt=made_at_lt,
        made_at_lte=made_at_lte,
        made_by=made_by,
        made_by_in=made_by_in,
        made_by_isnull=made_by_isnull,
        market=market,
        market_icontains=market_icontains,
        naive=naive,
        naive_gte=naive_gte,
        naive_isnull=naive_isnull,
        naive_lte=naive_lte,
        period=period,
        period_icontains=period_icontains,
        run=run,
        run_icontains=run_icontains,
        scale=scale,
        scale_gte=scale_gte,
        scale_isnull=scale_isnull,
        scale_lte=scale_lte,
        scaled_error=scaled_error,
        scaled_error_gte=scaled_error_gte,
        scaled_error_isnull=scaled_error_isnull,
        scaled_error_lte=scaled_error_lte,
        scored_at_gte=scored_at_gte,
        scored_at_isnull=scored_at_isnull,
        scored_at_lt=scored_at_lt,
        scored_at_lte=scored_at_lte,
        target=target,
        target_icontains=target_icontains,
        unit=unit,
        unit_icontains=unit_icontains,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        value=value,
        value_gte=value_gte,
        value_lte=value_lte,
        version=version,
        version_in=version_in,
        version_isnull=version_isnull,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    actual: float | Unset = UNSET,
    actual_gte: float | Unset = UNSET,
    actual_isnull: bool | Unset = UNSET,
    actual_lte: float | Unset = UNSET,
    actual_by: UUID | Unset = UNSET,
    actual_by_in: list[UUID] | Unset = UNSET,
    actual_by_isnull: bool | Unset = UNSET,
    actual_source: str | Unset = UNSET,
    actual_source_icontains: str | Unset = UNSET,
    actual_version: UUID | Unset = UNSET,
    actual_version_in: list[UUID] | Unset = UNSET,
    actual_version_isnull: bool | Unset = UNSET,
    ahead: int | Unset = UNSET,
    ahead_gte: int | Unset = UNSET,
    ahead_isnull: bool | Unset = UNSET,
    ahead_lte: int | Unset = UNSET,
    band: PredictionsListBand | Unset = UNSET,
    band_in: list[str] | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    ends_on: datetime.date | Unset = UNSET,
    ends_on_gte: datetime.date | Unset = UNSET,
    ends_on_isnull: bool | Unset = UNSET,
    ends_on_lt: datetime.date | Unset = UNSET,
    ends_on_lte: datetime.date | Unset = UNSET,
    engine: str | Unset = UNSET,
    engine_icontains: str | Unset = UNSET,
    engine_version: str | Unset = UNSET,
    engine_version_icontains: str | Unset = UNSET,
    error: float | Unset = UNSET,
    error_gte: float | Unset = UNSET,
    error_isnull: bool | Unset = UNSET,
    error_lte: float | Unset = UNSET,
    high: float | Unset = UNSET,
    high_gte: float | Unset = UNSET,
    high_lte: float | Unset = UNSET,
    hindsight: bool | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    inside: bool | Unset = UNSET,
    inside_isnull: bool | Unset = UNSET,
    interval_score: float | Unset = UNSET,
    interval_score_gte: float | Unset = UNSET,
    interval_score_isnull: bool | Unset = UNSET,
    interval_score_lte: float | Unset = UNSET,
    job: UUID | Unset = UNSET,
    job_in: list[UUID] | Unset = UNSET,
    job_isnull: bool | Unset = UNSET,
    level: float | Unset = UNSET,
    level_gte: float | Unset = UNSET,
    level_lte: float | Unset = UNSET,
    limit: int | Unset = 100,
    low: float | Unset = UNSET,
    low_gte: float | Unset = UNSET,
    low_lte: float | Unset = UNSET,
    made_at_gte: datetime.datetime | Unset = UNSET,
    made_at_lt: datetime.datetime | Unset = UNSET,
    made_at_lte: datetime.datetime | Unset = UNSET,
    made_by: UUID | Unset = UNSET,
    made_by_in: list[UUID] | Unset = UNSET,
    made_by_isnull: bool | Unset = UNSET,
    market: str | Unset = UNSET,
    market_icontains: str | Unset = UNSET,
    naive: float | Unset = UNSET,
    naive_gte: float | Unset = UNSET,
    naive_isnull: bool | Unset = UNSET,
    naive_lte: float | Unset = UNSET,
    period: str | Unset = UNSET,
    period_icontains: str | Unset = UNSET,
    run: str | Unset = UNSET,
    run_icontains: str | Unset = UNSET,
    scale: float | Unset = UNSET,
    scale_gte: float | Unset = UNSET,
    scale_isnull: bool | Unset = UNSET,
    scale_lte: float | Unset = UNSET,
    scaled_error: float | Unset = UNSET,
    scaled_error_gte: float | Unset = UNSET,
    scaled_error_isnull: bool | Unset = UNSET,
    scaled_error_lte: float | Unset = UNSET,
    scored_at_gte: datetime.datetime | Unset = UNSET,
    scored_at_isnull: bool | Unset = UNSET,
    scored_at_lt: datetime.datetime | Unset = UNSET,
    scored_at_lte: datetime.datetime | Unset = UNSET,
    target: str | Unset = UNSET,
    target_icontains: str | Unset = UNSET,
    unit: str | Unset = UNSET,
    unit_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    value: float | Unset = UNSET,
    value_gte: float | Unset = UNSET,
    value_lte: float | Unset = UNSET,
    version: UUID | Unset = UNSET,
    version_in: list[UUID] | Unset = UNSET,
    version_isnull: bool | Unset = UNSET,
) -> PaginatedPeriodPredictionList | Problem | None:
    """List predictions

     What runs of the project predicted, kept to be scored.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        actual (float | Unset):
        actual_gte (float | Unset):
        actual_isnull (bool | Unset):
        actual_lte (float | Unset):
        actual_by (UUID | Unset):
        actual_by_in (list[UUID] | Unset):
        actual_by_isnull (bool | Unset):
        actual_source (str | Unset):
        actual_source_icontains (str | Unset):
        actual_version (UUID | Unset):
        actual_version_in (list[UUID] | Unset):
        actual_version_isnull (bool | Unset):
        ahead (int | Unset):
        ahead_gte (int | Unset):
        ahead_isnull (bool | Unset):
        ahead_lte (int | Unset):
        band (PredictionsListBand | Unset):
        band_in (list[str] | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        ends_on (datetime.date | Unset):
        ends_on_gte (datetime.date | Unset):
        ends_on_isnull (bool | Unset):
        ends_on_lt (datetime.date | Unset):
        ends_on_lte (datetime.date | Unset):
        engine (str | Unset):
        engine_icontains (str | Unset):
        engine_version (str | Unset):
        engine_version_icontains (str | Unset):
        error (float | Unset):
        error_gte (float | Unset):
        error_isnull (bool | Unset):
        error_lte (float | Unset):
        high (float | Unset):
        high_gte (float | Unset):
        high_lte (float | Unset):
        hindsight (bool | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        inside (bool | Unset):
        inside_isnull (bool | Unset):
        interval_score (float | Unset):
        interval_score_gte (float | Unset):
        interval_score_isnull (bool | Unset):
        interval_score_lte (float | Unset):
        job (UUID | Unset):
        job_in (list[UUID] | Unset):
        job_isnull (bool | Unset):
        level (float | Unset):
        level_gte (float | Unset):
        level_lte (float | Unset):
        limit (int | Unset):  Default: 100.
        low (float | Unset):
        low_gte (float | Unset):
        low_lte (float | Unset):
        made_at_gte (datetime.datetime | Unset):
        made_at_lt (datetime.datetime | Unset):
        made_at_lte (datetime.datetime | Unset):
        made_by (UUID | Unset):
        made_by_in (list[UUID] | Unset):
        made_by_isnull (bool | Unset):
        market (str | Unset):
        market_icontains (str | Unset):
        naive (float | Unset):
        naive_gte (float | Unset):
        naive_isnull (bool | Unset):
        naive_lte (float | Unset):
        period (str | Unset):
        period_icontains (str | Unset):
        run (str | Unset):
        run_icontains (str | Unset):
        scale (float | Unset):
        scale_gte (float | Unset):
        scale_isnull (bool | Unset):
        scale_lte (float | Unset):
        scaled_error (float | Unset):
        scaled_error_gte (float | Unset):
        scaled_error_isnull (bool | Unset):
        scaled_error_lte (float | Unset):
        scored_at_gte (datetime.datetime | Unset):
        scored_at_isnull (bool | Unset):
        scored_at_lt (datetime.datetime | Unset):
        scored_at_lte (datetime.datetime | Unset):
        target (str | Unset):
        target_icontains (str | Unset):
        unit (str | Unset):
        unit_icontains (str | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        value (float | Unset):
        value_gte (float | Unset):
        value_lte (float | Unset):
        version (UUID | Unset):
        version_in (list[UUID] | Unset):
        version_isnull (bool | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPeriodPredictionList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            actual=actual,
            actual_gte=actual_gte,
            actual_isnull=actual_isnull,
            actual_lte=actual_lte,
            actual_by=actual_by,
            actual_by_in=actual_by_in,
            actual_by_isnull=actual_by_isnull,
            actual_source=actual_source,
            actual_source_icontains=actual_source_icontains,
            actual_version=actual_version,
            actual_version_in=actual_version_in,
            actual_version_isnull=actual_version_isnull,
            ahead=ahead,
            ahead_gte=ahead_gte,
            ahead_isnull=ahead_isnull,
            ahead_lte=ahead_lte,
            band=band,
            band_in=band_in,
            country=country,
            country_in=country_in,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            ends_on=ends_on,
            ends_on_gte=ends_on_gte,
            ends_on_isnull=ends_on_isnull,
            ends_on_lt=ends_on_lt,
            ends_on_lte=ends_on_lte,
            engine=engine,
            engine_icontains=engine_icontains,
            engine_version=engine_version,
            engine_version_icontains=engine_version_icontains,
            error=error,
            error_gte=error_gte,
            error_isnull=error_isnull,
            error_lte=error_lte,
            high=high,
            high_gte=high_gte,
            high_lte=high_lte,
            hindsight=hindsight,
            id=id,
            id_in=id_in,
            inside=inside,
            inside_isnull=inside_isnull,
            interval_score=interval_score,
            interval_score_gte=interval_score_gte,
            interval_score_isnull=interval_score_isnull,
            interval_score_lte=interval_score_lte,
            job=job,
            job_in=job_in,
            job_isnull=job_isnull,
            level=level,
            level_gte=level_gte,
            level_lte=level_lte,
            limit=limit,
            low=low,
            low_gte=low_gte,
            low_lte=low_lte,
            made_at_gte=made_at_gte,
            made_at_lt=made_at_lt,
            made_at_lte=made_at_lte,
            made_by=made_by,
            made_by_in=made_by_in,
            made_by_isnull=made_by_isnull,
            market=market,
            market_icontains=market_icontains,
            naive=naive,
            naive_gte=naive_gte,
            naive_isnull=naive_isnull,
            naive_lte=naive_lte,
            period=period,
            period_icontains=period_icontains,
            run=run,
            run_icontains=run_icontains,
            scale=scale,
            scale_gte=scale_gte,
            scale_isnull=scale_isnull,
            scale_lte=scale_lte,
            scaled_error=scaled_error,
            scaled_error_gte=scaled_error_gte,
            scaled_error_isnull=scaled_error_isnull,
            scaled_error_lte=scaled_error_lte,
            scored_at_gte=scored_at_gte,
            scored_at_isnull=scored_at_isnull,
            scored_at_lt=scored_at_lt,
            scored_at_lte=scored_at_lte,
            target=target,
            target_icontains=target_icontains,
            unit=unit,
            unit_icontains=unit_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            value=value,
            value_gte=value_gte,
            value_lte=value_lte,
            version=version,
            version_in=version_in,
            version_isnull=version_isnull,
        )
    ).parsed
