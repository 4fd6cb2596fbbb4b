import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.feedback_records_list_channel import FeedbackRecordsListChannel
from ...models.feedback_records_list_language_by import FeedbackRecordsListLanguageBy
from ...models.feedback_records_list_ordering import FeedbackRecordsListOrdering
from ...models.paginated_feedback_record_list import PaginatedFeedbackRecordList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    channel: FeedbackRecordsListChannel | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    duplicate_of: UUID | Unset = UNSET,
    duplicate_of_in: list[UUID] | Unset = UNSET,
    duplicate_of_isnull: bool | Unset = UNSET,
    duplicates: Any | Unset = UNSET,
    field_id: str | Unset = UNSET,
    field_id_icontains: str | Unset = UNSET,
    field_label: str | Unset = UNSET,
    field_label_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    language_by: FeedbackRecordsListLanguageBy | Unset = UNSET,
    language_by_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    number: float | Unset = UNSET,
    number_gte: float | Unset = UNSET,
    number_isnull: bool | Unset = UNSET,
    number_lte: float | Unset = UNSET,
    number_max: float | Unset = UNSET,
    number_max_gte: float | Unset = UNSET,
    number_max_isnull: bool | Unset = UNSET,
    number_max_lte: float | Unset = UNSET,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    ordering: FeedbackRecordsListOrdering | Unset = UNSET,
    q: Any | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    submission_id: str | Unset = UNSET,
    submission_id_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_channel: str | Unset = UNSET
    if not isinstance(channel, Unset):
        json_channel = channel.value

    params["channel"] = json_channel

    json_channel_in: list[str] | Unset = UNSET
    if not isinstance(channel_in, Unset):
        json_channel_in = channel_in

    params["channel__in"] = json_channel_in

    json_contact: str | Unset = UNSET
    if not isinstance(contact, Unset):
        json_contact = str(contact)
    params["contact"] = json_contact

    json_contact_in: list[str] | Unset = UNSET
    if not isinstance(contact_in, Unset):
        json_contact_in = []
        for contact_in_item_data in contact_in:
            contact_in_item = str(contact_in_item_data)
            json_contact_in.append(contact_in_item)

    params["contact__in"] = json_contact_in

    params["contact__isnull"] = contact_isnull

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

    json_duplicate_of: str | Unset = UNSET
    if not isinstance(duplicate_of, Unset):
        json_duplicate_of = str(duplicate_of)
    params["duplicate_of"] = json_duplicate_of

    json_duplicate_of_in: list[str] | Unset = UNSET
    if not isinstance(duplicate_of_in, Unset):
        json_duplicate_of_in = []
        for duplicate_of_in_item_data in duplicate_of_in:
            duplicate_of_in_item = str(duplicate_of_in_item_data)
            json_duplicate_of_in.append(duplicate_of_in_item)

    params["duplicate_of__in"] = json_duplicate_of_in

    params["duplicate_of__isnull"] = duplicate_of_isnull

    params["duplicates"] = duplicates

    params["field_id"] = field_id

    params["field_id__icontains"] = field_id_icontains

    params["field_label"] = field_label

    params["field_label__icontains"] = field_label_icontains

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

    json_language_by: str | Unset = UNSET
    if not isinstance(language_by, Unset):
        json_language_by = language_by.value

    params["language_by"] = json_language_by

    json_language_by_in: list[str] | Unset = UNSET
    if not isinstance(language_by_in, Unset):
        json_language_by_in = language_by_in

    params["language_by__in"] = json_language_by_in

    params["limit"] = limit

    params["number"] = number

    params["number__gte"] = number_gte

    params["number__isnull"] = number_isnull

    params["number__lte"] = number_lte

    params["number_max"] = number_max

    params["number_max__gte"] = number_max_gte

    params["number_max__isnull"] = number_max_isnull

    params["number_max__lte"] = number_max_lte

    json_occurred_at_gte: str | Unset = UNSET
    if not isinstance(occurred_at_gte, Unset):
        json_occurred_at_gte = occurred_at_gte.isoformat()
    params["occurred_at__gte"] = json_occurred_at_gte

    json_occurred_at_lt: str | Unset = UNSET
    if not isinstance(occurred_at_lt, Unset):
        json_occurred_at_lt = occurred_at_lt.isoformat()
    params["occurred_at__lt"] = json_occurred_at_lt

    json_occurred_at_lte: str | Unset = UNSET
    if not isinstance(occurred_at_lte, Unset):
        json_occurred_at_lte = occurred_at_lte.isoformat()
    params["occurred_at__lte"] = json_occurred_at_lte

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["q"] = q

    params["source"] = source

    params["source__icontains"] = source_icontains

    params["submission_id"] = submission_id

    params["submission_id__icontains"] = submission_id_icontains

    params["text"] = text

    params["text__icontains"] = text_icontains

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
        "url": "/api/v1/projects/{project_id}/feedback-records/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedFeedbackRecordList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedFeedbackRecordList.from_dict(response.json())

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
) -> Response[PaginatedFeedbackRecordList | Problem]:
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
    channel: FeedbackRecordsListChannel | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    duplicate_of: UUID | Unset = UNSET,
    duplicate_of_in: list[UUID] | Unset = UNSET,
    duplicate_of_isnull: bool | Unset = UNSET,
    duplicates: Any | Unset = UNSET,
    field_id: str | Unset = UNSET,
    field_id_icontains: str | Unset = UNSET,
    field_label: str | Unset = UNSET,
    field_label_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    language_by: FeedbackRecordsListLanguageBy | Unset = UNSET,
    language_by_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    number: float | Unset = UNSET,
    number_gte: float | Unset = UNSET,
    number_isnull: bool | Unset = UNSET,
    number_lte: float | Unset = UNSET,
    number_max: float | Unset = UNSET,
    number_max_gte: float | Unset = UNSET,
    number_max_isnull: bool | Unset = UNSET,
    number_max_lte: float | Unset = UNSET,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    ordering: FeedbackRecordsListOrdering | Unset = UNSET,
    q: Any | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    submission_id: str | Unset = UNSET,
    submission_id_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedFeedbackRecordList | Problem]:
    """List feedback records

     What customers say. Analysts take in and change, editors delete, viewers read.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (FeedbackRecordsListChannel | Unset):
        channel_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        duplicate_of (UUID | Unset):
        duplicate_of_in (list[UUID] | Unset):
        duplicate_of_isnull (bool | Unset):
        duplicates (Any | Unset):
        field_id (str | Unset):
        field_id_icontains (str | Unset):
        field_label (str | Unset):
        field_label_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        language_by (FeedbackRecordsListLanguageBy | Unset):
        language_by_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        number (float | Unset):
        number_gte (float | Unset):
        number_isnull (bool | Unset):
        number_lte (float | Unset):
        number_max (float | Unset):
        number_max_gte (float | Unset):
        number_max_isnull (bool | Unset):
        number_max_lte (float | Unset):
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        ordering (FeedbackRecordsListOrdering | Unset):
        q (Any | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        submission_id (str | Unset):
        submission_id_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        Response[PaginatedFeedbackRecordList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        channel=channel,
        channel_in=channel_in,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        duplicate_of=duplicate_of,
        duplicate_of_in=duplicate_of_in,
        duplicate_of_isnull=duplicate_of_isnull,
        duplicates=duplicates,
        field_id=field_id,
        field_id_icontains=field_id_icontains,
        field_label=field_label,
        field_label_icontains=field_label_icontains,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        language_by=language_by,
        language_by_in=language_by_in,
        limit=limit,
        number=number,
        number_gte=number_gte,
        number_isnull=number_isnull,
        number_lte=number_lte,
        number_max=number_max,
        number_max_gte=number_max_gte,
        number_max_isnull=number_max_isnull,
        number_max_lte=number_max_lte,
        occurred_at_gte=occurred_at_gte,
        occurred_at_lt=occurred_at_lt,
        occurred_at_lte=occurred_at_lte,
        ordering=ordering,
        q=q,
        source=source,
        source_icontains=source_icontains,
        submission_id=submission_id,
        submission_id_icontains=submission_id_icontains,
        text=text,
        text_icontains=text_icontains,
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
    channel: FeedbackRecordsListChannel | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    duplicate_of: UUID | Unset = UNSET,
    duplicate_of_in: list[UUID] | Unset = UNSET,
    duplicate_of_isnull: bool | Unset = UNSET,
    duplicates: Any | Unset = UNSET,
    field_id: str | Unset = UNSET,
    field_id_icontains: str | Unset = UNSET,
    field_label: str | Unset = UNSET,
    field_label_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    language_by: FeedbackRecordsListLanguageBy | Unset = UNSET,
    language_by_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    number: float | Unset = UNSET,
    number_gte: float | Unset = UNSET,
    number_isnull: bool | Unset = UNSET,
    number_lte: float | Unset = UNSET,
    number_max: float | Unset = UNSET,
    number_max_gte: float | Unset = UNSET,
    number_max_isnull: bool | Unset = UNSET,
    number_max_lte: float | Unset = UNSET,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    ordering: FeedbackRecordsListOrdering | Unset = UNSET,
    q: Any | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    submission_id: str | Unset = UNSET,
    submission_id_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedFeedbackRecordList | Problem | None:
    """List feedback records

     What customers say. Analysts take in and change, editors delete, viewers read.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (FeedbackRecordsListChannel | Unset):
        channel_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        duplicate_of (UUID | Unset):
        duplicate_of_in (list[UUID] | Unset):
        duplicate_of_isnull (bool | Unset):
        duplicates (Any | Unset):
        field_id (str | Unset):
        field_id_icontains (str | Unset):
        field_label (str | Unset):
        field_label_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        language_by (FeedbackRecordsListLanguageBy | Unset):
        language_by_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        number (float | Unset):
        number_gte (float | Unset):
        number_isnull (bool | Unset):
        number_lte (float | Unset):
        number_max (float | Unset):
        number_max_gte (float | Unset):
        number_max_isnull (bool | Unset):
        number_max_lte (float | Unset):
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        ordering (FeedbackRecordsListOrdering | Unset):
        q (Any | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        submission_id (str | Unset):
        submission_id_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        PaginatedFeedbackRecordList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        channel=channel,
        channel_in=channel_in,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        duplicate_of=duplicate_of,
        duplicate_of_in=duplicate_of_in,
        duplicate_of_isnull=duplicate_of_isnull,
        duplicates=duplicates,
        field_id=field_id,
        field_id_icontains=field_id_icontains,
        field_label=field_label,
        field_label_icontains=field_label_icontains,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        language_by=language_by,
        language_by_in=language_by_in,
        limit=limit,
        number=number,
        number_gte=number_gte,
        number_isnull=number_isnull,
        number_lte=number_lte,
        number_max=number_max,
        number_max_gte=number_max_gte,
        number_max_isnull=number_max_isnull,
        number_max_lte=number_max_lte,
        occurred_at_gte=occurred_at_gte,
        occurred_at_lt=occurred_at_lt,
        occurred_at_lte=occurred_at_lte,
        ordering=ordering,
        q=q,
        source=source,
        source_icontains=source_icontains,
        submission_id=submission_id,
        submission_id_icontains=submission_id_icontains,
        text=text,
        text_icontains=text_icontains,
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
    channel: FeedbackRecordsListChannel | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    duplicate_of: UUID | Unset = UNSET,
    duplicate_of_in: list[UUID] | Unset = UNSET,
    duplicate_of_isnull: bool | Unset = UNSET,
    duplicates: Any | Unset = UNSET,
    field_id: str | Unset = UNSET,
    field_id_icontains: str | Unset = UNSET,
    field_label: str | Unset = UNSET,
    field_label_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    language_by: FeedbackRecordsListLanguageBy | Unset = UNSET,
    language_by_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    number: float | Unset = UNSET,
    number_gte: float | Unset = UNSET,
    number_isnull: bool | Unset = UNSET,
    number_lte: float | Unset = UNSET,
    number_max: float | Unset = UNSET,
    number_max_gte: float | Unset = UNSET,
    number_max_isnull: bool | Unset = UNSET,
    number_max_lte: float | Unset = UNSET,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    ordering: FeedbackRecordsListOrdering | Unset = UNSET,
    q: Any | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    submission_id: str | Unset = UNSET,
    submission_id_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedFeedbackRecordList | Problem]:
    """List feedback records

     What customers say. Analysts take in and change, editors delete, viewers read.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (FeedbackRecordsListChannel | Unset):
        channel_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        duplicate_of (UUID | Unset):
        duplicate_of_in (list[UUID] | Unset):
        duplicate_of_isnull (bool | Unset):
        duplicates (Any | Unset):
        field_id (str | Unset):
        field_id_icontains (str | Unset):
        field_label (str | Unset):
        field_label_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        language_by (FeedbackRecordsListLanguageBy | Unset):
        language_by_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        number (float | Unset):
        number_gte (float | Unset):
        number_isnull (bool | Unset):
        number_lte (float | Unset):
        number_max (float | Unset):
        number_max_gte (float | Unset):
        number_max_isnull (bool | Unset):
        number_max_lte (float | Unset):
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        ordering (FeedbackRecordsListOrdering | Unset):
        q (Any | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        submission_id (str | Unset):
        submission_id_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        Response[PaginatedFeedbackRecordList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        channel=channel,
        channel_in=channel_in,
        contact=contact,
        contact_in=contact_in,
        contact_isnull=contact_isnull,
        country=country,
        country_in=country_in,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        cursor=cursor,
        duplicate_of=duplicate_of,
        duplicate_of_in=duplicate_of_in,
        duplicate_of_isnull=duplicate_of_isnull,
        duplicates=duplicates,
        field_id=field_id,
        field_id_icontains=field_id_icontains,
        field_label=field_label,
        field_label_icontains=field_label_icontains,
        id=id,
        id_in=id_in,
        language=language,
        language_icontains=language_icontains,
        language_by=language_by,
        language_by_in=language_by_in,
        limit=limit,
        number=number,
        number_gte=number_gte,
        number_isnull=number_isnull,
        number_lte=number_lte,
        number_max=number_max,
        number_max_gte=number_max_gte,
        number_max_isnull=number_max_isnull,
        number_max_lte=number_max_lte,
        occurred_at_gte=occurred_at_gte,
        occurred_at_lt=occurred_at_lt,
        occurred_at_lte=occurred_at_lte,
        ordering=ordering,
        q=q,
        source=source,
        source_icontains=source_icontains,
        submission_id=submission_id,
        submission_id_icontains=submission_id_icontains,
        text=text,
        text_icontains=text_icontains,
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
    channel: FeedbackRecordsListChannel | Unset = UNSET,
    channel_in: list[str] | Unset = UNSET,
    contact: UUID | Unset = UNSET,
    contact_in: list[UUID] | Unset = UNSET,
    contact_isnull: bool | Unset = UNSET,
    country: str | Unset = UNSET,
    country_in: list[str] | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    cursor: str | Unset = UNSET,
    duplicate_of: UUID | Unset = UNSET,
    duplicate_of_in: list[UUID] | Unset = UNSET,
    duplicate_of_isnull: bool | Unset = UNSET,
    duplicates: Any | Unset = UNSET,
    field_id: str | Unset = UNSET,
    field_id_icontains: str | Unset = UNSET,
    field_label: str | Unset = UNSET,
    field_label_icontains: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    language: str | Unset = UNSET,
    language_icontains: str | Unset = UNSET,
    language_by: FeedbackRecordsListLanguageBy | Unset = UNSET,
    language_by_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    number: float | Unset = UNSET,
    number_gte: float | Unset = UNSET,
    number_isnull: bool | Unset = UNSET,
    number_lte: float | Unset = UNSET,
    number_max: float | Unset = UNSET,
    number_max_gte: float | Unset = UNSET,
    number_max_isnull: bool | Unset = UNSET,
    number_max_lte: float | Unset = UNSET,
    occurred_at_gte: datetime.datetime | Unset = UNSET,
    occurred_at_lt: datetime.datetime | Unset = UNSET,
    occurred_at_lte: datetime.datetime | Unset = UNSET,
    ordering: FeedbackRecordsListOrdering | Unset = UNSET,
    q: Any | Unset = UNSET,
    source: str | Unset = UNSET,
    source_icontains: str | Unset = UNSET,
    submission_id: str | Unset = UNSET,
    submission_id_icontains: str | Unset = UNSET,
    text: str | Unset = UNSET,
    text_icontains: str | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedFeedbackRecordList | Problem | None:
    """List feedback records

     What customers say. Analysts take in and change, editors delete, viewers read.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        channel (FeedbackRecordsListChannel | Unset):
        channel_in (list[str] | Unset):
        contact (UUID | Unset):
        contact_in (list[UUID] | Unset):
        contact_isnull (bool | Unset):
        country (str | Unset):
        country_in (list[str] | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        cursor (str | Unset):
        duplicate_of (UUID | Unset):
        duplicate_of_in (list[UUID] | Unset):
        duplicate_of_isnull (bool | Unset):
        duplicates (Any | Unset):
        field_id (str | Unset):
        field_id_icontains (str | Unset):
        field_label (str | Unset):
        field_label_icontains (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        language (str | Unset):
        language_icontains (str | Unset):
        language_by (FeedbackRecordsListLanguageBy | Unset):
        language_by_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        number (float | Unset):
        number_gte (float | Unset):
        number_isnull (bool | Unset):
        number_lte (float | Unset):
        number_max (float | Unset):
        number_max_gte (float | Unset):
        number_max_isnull (bool | Unset):
        number_max_lte (float | Unset):
        occurred_at_gte (datetime.datetime | Unset):
        occurred_at_lt (datetime.datetime | Unset):
        occurred_at_lte (datetime.datetime | Unset):
        ordering (FeedbackRecordsListOrdering | Unset):
        q (Any | Unset):
        source (str | Unset):
        source_icontains (str | Unset):
        submission_id (str | Unset):
        submission_id_icontains (str | Unset):
        text (str | Unset):
        text_icontains (str | Unset):
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
        PaginatedFeedbackRecordList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            channel=channel,
            channel_in=channel_in,
            contact=contact,
            contact_in=contact_in,
            contact_isnull=contact_isnull,
            country=country,
            country_in=country_in,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            cursor=cursor,
            duplicate_of=duplicate_of,
            duplicate_of_in=duplicate_of_in,
            duplicate_of_isnull=duplicate_of_isnull,
            duplicates=duplicates,
            field_id=field_id,
            field_id_icontains=field_id_icontains,
            field_label=field_label,
            field_label_icontains=field_label_icontains,
            id=id,
            id_in=id_in,
            language=language,
            language_icontains=language_icontains,
            language_by=language_by,
            language_by_in=language_by_in,
            limit=limit,
            number=number,
            number_gte=number_gte,
            number_isnull=number_isnull,
            number_lte=number_lte,
            number_max=number_max,
            number_max_gte=number_max_gte,
            number_max_isnull=number_max_isnull,
            number_max_lte=number_max_lte,
            occurred_at_gte=occurred_at_gte,
            occurred_at_lt=occurred_at_lt,
            occurred_at_lte=occurred_at_lte,
            ordering=ordering,
            q=q,
            source=source,
            source_icontains=source_icontains,
            submission_id=submission_id,
            submission_id_icontains=submission_id_icontains,
            text=text,
            text_icontains=text_icontains,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
