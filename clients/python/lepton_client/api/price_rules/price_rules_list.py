import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.paginated_price_rule_list import PaginatedPriceRuleList
from ...models.price_rules_list_kind import PriceRulesListKind
from ...models.price_rules_list_ordering import PriceRulesListOrdering
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    project_id: UUID,
    *,
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PriceRulesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PriceRulesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
    tax_included: bool | Unset = UNSET,
    tax_rate: float | Unset = UNSET,
    tax_rate_gte: float | Unset = UNSET,
    tax_rate_isnull: bool | Unset = UNSET,
    tax_rate_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    valid_from: datetime.date | Unset = UNSET,
    valid_from_gte: datetime.date | Unset = UNSET,
    valid_from_lt: datetime.date | Unset = UNSET,
    valid_from_lte: datetime.date | Unset = UNSET,
    valid_until: datetime.date | Unset = UNSET,
    valid_until_gte: datetime.date | Unset = UNSET,
    valid_until_isnull: bool | Unset = UNSET,
    valid_until_lt: datetime.date | Unset = UNSET,
    valid_until_lte: datetime.date | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["amount"] = amount

    params["amount__gte"] = amount_gte

    params["amount__lte"] = amount_lte

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

    params["currency"] = currency

    json_currency_in: list[str] | Unset = UNSET
    if not isinstance(currency_in, Unset):
        json_currency_in = currency_in

    params["currency__in"] = json_currency_in

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

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind.value

    params["kind"] = json_kind

    json_kind_in: list[str] | Unset = UNSET
    if not isinstance(kind_in, Unset):
        json_kind_in = kind_in

    params["kind__in"] = json_kind_in

    params["limit"] = limit

    params["market"] = market

    json_market_in: list[str] | Unset = UNSET
    if not isinstance(market_in, Unset):
        json_market_in = market_in

    params["market__in"] = json_market_in

    params["note"] = note

    params["note__icontains"] = note_icontains

    json_ordering: str | Unset = UNSET
    if not isinstance(ordering, Unset):
        json_ordering = ordering.value

    params["ordering"] = json_ordering

    params["per"] = per

    params["per__icontains"] = per_icontains

    params["product"] = product

    params["product__icontains"] = product_icontains

    params["tax_included"] = tax_included

    params["tax_rate"] = tax_rate

    params["tax_rate__gte"] = tax_rate_gte

    params["tax_rate__isnull"] = tax_rate_isnull

    params["tax_rate__lte"] = tax_rate_lte

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

    json_valid_from: str | Unset = UNSET
    if not isinstance(valid_from, Unset):
        json_valid_from = valid_from.isoformat()
    params["valid_from"] = json_valid_from

    json_valid_from_gte: str | Unset = UNSET
    if not isinstance(valid_from_gte, Unset):
        json_valid_from_gte = valid_from_gte.isoformat()
    params["valid_from__gte"] = json_valid_from_gte

    json_valid_from_lt: str | Unset = UNSET
    if not isinstance(valid_from_lt, Unset):
        json_valid_from_lt = valid_from_lt.isoformat()
    params["valid_from__lt"] = json_valid_from_lt

    json_valid_from_lte: str | Unset = UNSET
    if not isinstance(valid_from_lte, Unset):
        json_valid_from_lte = valid_from_lte.isoformat()
    params["valid_from__lte"] = json_valid_from_lte

    json_valid_until: str | Unset = UNSET
    if not isinstance(valid_until, Unset):
        json_valid_until = valid_until.isoformat()
    params["valid_until"] = json_valid_until

    json_valid_until_gte: str | Unset = UNSET
    if not isinstance(valid_until_gte, Unset):
        json_valid_until_gte = valid_until_gte.isoformat()
    params["valid_until__gte"] = json_valid_until_gte

    params["valid_until__isnull"] = valid_until_isnull

    json_valid_until_lt: str | Unset = UNSET
    if not isinstance(valid_until_lt, Unset):
        json_valid_until_lt = valid_until_lt.isoformat()
    params["valid_until__lt"] = json_valid_until_lt

    json_valid_until_lte: str | Unset = UNSET
    if not isinstance(valid_until_lte, Unset):
        json_valid_until_lte = valid_until_lte.isoformat()
    params["valid_until__lte"] = json_valid_until_lte

    params["version"] = version

    params["version__gte"] = version_gte

    params["version__lte"] = version_lte

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/projects/{project_id}/price-rules/".format(
            project_id=quote(str(project_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PaginatedPriceRuleList | Problem | None:
    if response.status_code == 200:
        response_200 = PaginatedPriceRuleList.from_dict(response.json())

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
) -> Response[PaginatedPriceRuleList | Problem]:
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PriceRulesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PriceRulesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
    tax_included: bool | Unset = UNSET,
    tax_rate: float | Unset = UNSET,
    tax_rate_gte: float | Unset = UNSET,
    tax_rate_isnull: bool | Unset = UNSET,
    tax_rate_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    valid_from: datetime.date | Unset = UNSET,
    valid_from_gte: datetime.date | Unset = UNSET,
    valid_from_lt: datetime.date | Unset = UNSET,
    valid_from_lte: datetime.date | Unset = UNSET,
    valid_until: datetime.date | Unset = UNSET,
    valid_until_gte: datetime.date | Unset = UNSET,
    valid_until_isnull: bool | Unset = UNSET,
    valid_until_lt: datetime.date | Unset = UNSET,
    valid_until_lte: datetime.date | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPriceRuleList | Problem]:
    """List own prices

     What the own product costs in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PriceRulesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PriceRulesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
        tax_included (bool | Unset):
        tax_rate (float | Unset):
        tax_rate_gte (float | Unset):
        tax_rate_isnull (bool | Unset):
        tax_rate_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        valid_from (datetime.date | Unset):
        valid_from_gte (datetime.date | Unset):
        valid_from_lt (datetime.date | Unset):
        valid_from_lte (datetime.date | Unset):
        valid_until (datetime.date | Unset):
        valid_until_gte (datetime.date | Unset):
        valid_until_isnull (bool | Unset):
        valid_until_lt (datetime.date | Unset):
        valid_until_lte (datetime.date | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPriceRuleList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        amount=amount,
        amount_gte=amount_gte,
        amount_lte=amount_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        per=per,
        per_icontains=per_icontains,
        product=product,
        product_icontains=product_icontains,
        tax_included=tax_included,
        tax_rate=tax_rate,
        tax_rate_gte=tax_rate_gte,
        tax_rate_isnull=tax_rate_isnull,
        tax_rate_lte=tax_rate_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        valid_from=valid_from,
        valid_from_gte=valid_from_gte,
        valid_from_lt=valid_from_lt,
        valid_from_lte=valid_from_lte,
        valid_until=valid_until,
        valid_until_gte=valid_until_gte,
        valid_until_isnull=valid_until_isnull,
        valid_until_lt=valid_until_lt,
        valid_until_lte=valid_until_lte,
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PriceRulesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PriceRulesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
    tax_included: bool | Unset = UNSET,
    tax_rate: float | Unset = UNSET,
    tax_rate_gte: float | Unset = UNSET,
    tax_rate_isnull: bool | Unset = UNSET,
    tax_rate_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    valid_from: datetime.date | Unset = UNSET,
    valid_from_gte: datetime.date | Unset = UNSET,
    valid_from_lt: datetime.date | Unset = UNSET,
    valid_from_lte: datetime.date | Unset = UNSET,
    valid_until: datetime.date | Unset = UNSET,
    valid_until_gte: datetime.date | Unset = UNSET,
    valid_until_isnull: bool | Unset = UNSET,
    valid_until_lt: datetime.date | Unset = UNSET,
    valid_until_lte: datetime.date | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPriceRuleList | Problem | None:
    """List own prices

     What the own product costs in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PriceRulesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PriceRulesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
        tax_included (bool | Unset):
        tax_rate (float | Unset):
        tax_rate_gte (float | Unset):
        tax_rate_isnull (bool | Unset):
        tax_rate_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        valid_from (datetime.date | Unset):
        valid_from_gte (datetime.date | Unset):
        valid_from_lt (datetime.date | Unset):
        valid_from_lte (datetime.date | Unset):
        valid_until (datetime.date | Unset):
        valid_until_gte (datetime.date | Unset):
        valid_until_isnull (bool | Unset):
        valid_until_lt (datetime.date | Unset):
        valid_until_lte (datetime.date | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPriceRuleList | Problem
    """

    return sync_detailed(
        project_id=project_id,
        client=client,
        amount=amount,
        amount_gte=amount_gte,
        amount_lte=amount_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        per=per,
        per_icontains=per_icontains,
        product=product,
        product_icontains=product_icontains,
        tax_included=tax_included,
        tax_rate=tax_rate,
        tax_rate_gte=tax_rate_gte,
        tax_rate_isnull=tax_rate_isnull,
        tax_rate_lte=tax_rate_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        valid_from=valid_from,
        valid_from_gte=valid_from_gte,
        valid_from_lt=valid_from_lt,
        valid_from_lte=valid_from_lte,
        valid_until=valid_until,
        valid_until_gte=valid_until_gte,
        valid_until_isnull=valid_until_isnull,
        valid_until_lt=valid_until_lt,
        valid_until_lte=valid_until_lte,
        version=version,
        version_gte=version_gte,
        version_lte=version_lte,
    ).parsed


async def asyncio_detailed(
    project_id: UUID,
    *,
    client: AuthenticatedClient,
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PriceRulesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PriceRulesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
    tax_included: bool | Unset = UNSET,
    tax_rate: float | Unset = UNSET,
    tax_rate_gte: float | Unset = UNSET,
    tax_rate_isnull: bool | Unset = UNSET,
    tax_rate_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    valid_from: datetime.date | Unset = UNSET,
    valid_from_gte: datetime.date | Unset = UNSET,
    valid_from_lt: datetime.date | Unset = UNSET,
    valid_from_lte: datetime.date | Unset = UNSET,
    valid_until: datetime.date | Unset = UNSET,
    valid_until_gte: datetime.date | Unset = UNSET,
    valid_until_isnull: bool | Unset = UNSET,
    valid_until_lt: datetime.date | Unset = UNSET,
    valid_until_lte: datetime.date | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> Response[PaginatedPriceRuleList | Problem]:
    """List own prices

     What the own product costs in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PriceRulesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PriceRulesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
        tax_included (bool | Unset):
        tax_rate (float | Unset):
        tax_rate_gte (float | Unset):
        tax_rate_isnull (bool | Unset):
        tax_rate_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        valid_from (datetime.date | Unset):
        valid_from_gte (datetime.date | Unset):
        valid_from_lt (datetime.date | Unset):
        valid_from_lte (datetime.date | Unset):
        valid_until (datetime.date | Unset):
        valid_until_gte (datetime.date | Unset):
        valid_until_isnull (bool | Unset):
        valid_until_lt (datetime.date | Unset):
        valid_until_lte (datetime.date | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PaginatedPriceRuleList | Problem]
    """

    kwargs = _get_kwargs(
        project_id=project_id,
        amount=amount,
        amount_gte=amount_gte,
        amount_lte=amount_lte,
        created_at_gte=created_at_gte,
        created_at_lt=created_at_lt,
        created_at_lte=created_at_lte,
        currency=currency,
        currency_in=currency_in,
        cursor=cursor,
        id=id,
        id_in=id_in,
        kind=kind,
        kind_in=kind_in,
        limit=limit,
        market=market,
        market_in=market_in,
        note=note,
        note_icontains=note_icontains,
        ordering=ordering,
        per=per,
        per_icontains=per_icontains,
        product=product,
        product_icontains=product_icontains,
        tax_included=tax_included,
        tax_rate=tax_rate,
        tax_rate_gte=tax_rate_gte,
        tax_rate_isnull=tax_rate_isnull,
        tax_rate_lte=tax_rate_lte,
        updated_at_gte=updated_at_gte,
        updated_at_lt=updated_at_lt,
        updated_at_lte=updated_at_lte,
        updated_since=updated_since,
        valid_from=valid_from,
        valid_from_gte=valid_from_gte,
        valid_from_lt=valid_from_lt,
        valid_from_lte=valid_from_lte,
        valid_until=valid_until,
        valid_until_gte=valid_until_gte,
        valid_until_isnull=valid_until_isnull,
        valid_until_lt=valid_until_lt,
        valid_until_lte=valid_until_lte,
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
    amount: float | Unset = UNSET,
    amount_gte: float | Unset = UNSET,
    amount_lte: float | Unset = UNSET,
    created_at_gte: datetime.datetime | Unset = UNSET,
    created_at_lt: datetime.datetime | Unset = UNSET,
    created_at_lte: datetime.datetime | Unset = UNSET,
    currency: str | Unset = UNSET,
    currency_in: list[str] | Unset = UNSET,
    cursor: str | Unset = UNSET,
    id: UUID | Unset = UNSET,
    id_in: list[UUID] | Unset = UNSET,
    kind: PriceRulesListKind | Unset = UNSET,
    kind_in: list[str] | Unset = UNSET,
    limit: int | Unset = 100,
    market: str | Unset = UNSET,
    market_in: list[str] | Unset = UNSET,
    note: str | Unset = UNSET,
    note_icontains: str | Unset = UNSET,
    ordering: PriceRulesListOrdering | Unset = UNSET,
    per: str | Unset = UNSET,
    per_icontains: str | Unset = UNSET,
    product: str | Unset = UNSET,
    product_icontains: str | Unset = UNSET,
    tax_included: bool | Unset = UNSET,
    tax_rate: float | Unset = UNSET,
    tax_rate_gte: float | Unset = UNSET,
    tax_rate_isnull: bool | Unset = UNSET,
    tax_rate_lte: float | Unset = UNSET,
    updated_at_gte: datetime.datetime | Unset = UNSET,
    updated_at_lt: datetime.datetime | Unset = UNSET,
    updated_at_lte: datetime.datetime | Unset = UNSET,
    updated_since: datetime.datetime | Unset = UNSET,
    valid_from: datetime.date | Unset = UNSET,
    valid_from_gte: datetime.date | Unset = UNSET,
    valid_from_lt: datetime.date | Unset = UNSET,
    valid_from_lte: datetime.date | Unset = UNSET,
    valid_until: datetime.date | Unset = UNSET,
    valid_until_gte: datetime.date | Unset = UNSET,
    valid_until_isnull: bool | Unset = UNSET,
    valid_until_lt: datetime.date | Unset = UNSET,
    valid_until_lte: datetime.date | Unset = UNSET,
    version: int | Unset = UNSET,
    version_gte: int | Unset = UNSET,
    version_lte: int | Unset = UNSET,
) -> PaginatedPriceRuleList | Problem | None:
    """List own prices

     What the own product costs in each market.

    `?fields=id,updated_at` gives only these members of a row; below is a whole one.

    Scope of the token: `read`. Role in the project: `viewer` or above.

    Args:
        project_id (UUID):
        amount (float | Unset):
        amount_gte (float | Unset):
        amount_lte (float | Unset):
        created_at_gte (datetime.datetime | Unset):
        created_at_lt (datetime.datetime | Unset):
        created_at_lte (datetime.datetime | Unset):
        currency (str | Unset):
        currency_in (list[str] | Unset):
        cursor (str | Unset):
        id (UUID | Unset):
        id_in (list[UUID] | Unset):
        kind (PriceRulesListKind | Unset):
        kind_in (list[str] | Unset):
        limit (int | Unset):  Default: 100.
        market (str | Unset):
        market_in (list[str] | Unset):
        note (str | Unset):
        note_icontains (str | Unset):
        ordering (PriceRulesListOrdering | Unset):
        per (str | Unset):
        per_icontains (str | Unset):
        product (str | Unset):
        product_icontains (str | Unset):
        tax_included (bool | Unset):
        tax_rate (float | Unset):
        tax_rate_gte (float | Unset):
        tax_rate_isnull (bool | Unset):
        tax_rate_lte (float | Unset):
        updated_at_gte (datetime.datetime | Unset):
        updated_at_lt (datetime.datetime | Unset):
        updated_at_lte (datetime.datetime | Unset):
        updated_since (datetime.datetime | Unset):
        valid_from (datetime.date | Unset):
        valid_from_gte (datetime.date | Unset):
        valid_from_lt (datetime.date | Unset):
        valid_from_lte (datetime.date | Unset):
        valid_until (datetime.date | Unset):
        valid_until_gte (datetime.date | Unset):
        valid_until_isnull (bool | Unset):
        valid_until_lt (datetime.date | Unset):
        valid_until_lte (datetime.date | Unset):
        version (int | Unset):
        version_gte (int | Unset):
        version_lte (int | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PaginatedPriceRuleList | Problem
    """

    return (
        await asyncio_detailed(
            project_id=project_id,
            client=client,
            amount=amount,
            amount_gte=amount_gte,
            amount_lte=amount_lte,
            created_at_gte=created_at_gte,
            created_at_lt=created_at_lt,
            created_at_lte=created_at_lte,
            currency=currency,
            currency_in=currency_in,
            cursor=cursor,
            id=id,
            id_in=id_in,
            kind=kind,
            kind_in=kind_in,
            limit=limit,
            market=market,
            market_in=market_in,
            note=note,
            note_icontains=note_icontains,
            ordering=ordering,
            per=per,
            per_icontains=per_icontains,
            product=product,
            product_icontains=product_icontains,
            tax_included=tax_included,
            tax_rate=tax_rate,
            tax_rate_gte=tax_rate_gte,
            tax_rate_isnull=tax_rate_isnull,
            tax_rate_lte=tax_rate_lte,
            updated_at_gte=updated_at_gte,
            updated_at_lt=updated_at_lt,
            updated_at_lte=updated_at_lte,
            updated_since=updated_since,
            valid_from=valid_from,
            valid_from_gte=valid_from_gte,
            valid_from_lt=valid_from_lt,
            valid_from_lte=valid_from_lte,
            valid_until=valid_until,
            valid_until_gte=valid_until_gte,
            valid_until_isnull=valid_until_isnull,
            valid_until_lt=valid_until_lt,
            valid_until_lte=valid_until_lte,
            version=version,
            version_gte=version_gte,
            version_lte=version_lte,
        )
    ).parsed
