"""The page that compares the price of one product in all its markets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core import rendering
from apps.core.messages import Message, msg
from apps.datasets.deriving.rates import Rates
from apps.engines.contract import InputProfile, Refusal
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.promotion.models import PriceRule
from apps.promotion.offers import basis, figures, tables
from apps.promotion.offers.forms import CompareForm
from apps.promotion.pages import new_url, page
from apps.reference import countries, currencies

MOST = 300  # markets


@dataclass
class _Found:
    """What prices can be compared by, and why something cannot be used."""

    rates: Rates | None = None
    parities: dict[str, basis.Parity] | None = None
    rates_name: str = ""
    parities_name: str = ""
    problem: Message | None = None
    field: str = ""


@require_safe
@project_page()
def compare(request: ProjectRequest) -> HttpResponse:
    """What a product costs in each market on a day: as it is told, in one currency, and at
    purchasing power.
    """
    products = figures.products(request.project)
    if not products:
        return page(request, "compare", here="prices", add_url=new_url(request, "price"))
    found = basis.tables_of(request.project.pk)
    sources = basis.rate_sources(found)
    sent = _with_defaults(request, products, sources)
    form = CompareForm(sent, products=list(products), sources=sources)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context |= _compared(request, form, products, sources, found)
    response = page(request, "compare", here="prices", **context)
    response.status_code = 200 if form.is_valid() else 422
    return response


def _with_defaults(
    request: ProjectRequest, products: Iterable[str], sources: Sequence[basis.RateSource]
) -> QueryDict:
    sent = request.GET.copy()
    offered = {name.casefold(): name for name in products}
    if "product" in sent:  # in whichever spelling a price has it
        given = str(sent["product"])
        sent["product"] = offered.get(given.casefold(), given)
    defaults = {
        "product": next(iter(products)),
        "kind": PriceRule.Kind.LIST.value,
        "on": timezone.localdate().isoformat(),
        "currency": request.project.currency,
        "side": "net",
        "rates": sources[0].table.id if sources else "",
        "direction": "per_base",
    }
    for name, value in defaults.items():
        if name not in sent:
            sent[name] = value
    return sent


def _compared(
    request: ProjectRequest, form: CompareForm, products: Mapping[str, Sequence[str]],
    sources: Sequence[basis.RateSource], found: Sequence[InputProfile],
) -> dict[str, Any]:  # fmt: skip
    given, home = form.cleaned_data, request.project.home_country
    rows = figures.on_day(
        request.project, given["on"], kind=given["kind"], product__in=products[given["product"]]
    )
    prices = list(rows.order_by("market")[:MOST])
    told = _basis(request, form, sources, found, prices)
    if told.problem and told.field in form.fields:
        form.add_error(told.field, rendering.render(told.problem))
    lines = figures.compare(
        prices, given["on"], given["currency"], given["side"], home=home, rates=told.rates,
        parities=told.parities or {},
    )  # fmt: skip
    return {
        "lines": [_shown(line, told.rates, given["currency"]) for line in lines],
        "home": home if lines and lines[0].asked.price.market == home else "",
        "currency": given["currency"],
        "side": given["side"],
        "on": given["on"],
        "rates_name": told.rates_name,
        "parities_name": told.parities_name,
        "doubtful": _doubtful(lines, told.rates),
    }


def _basis(
    request: ProjectRequest, form: CompareForm, sources: Sequence[basis.RateSource],
    found: Sequence[InputProfile], prices: Sequence[PriceRule],
) -> _Found:  # fmt: skip
    given, key = form.cleaned_data, request.project.pk
    told = _Found()
    source = next((one for one in sources if one.table.id == given["rates"]), None)
    codes = _codes(prices, given["currency"], given["on"])
    if source is not None:
        try:
            told.rates = basis.read_rates(
                source, key, codes, given["on"], base=given.get("base", ""),
                per_base=given.get("direction") != "in_base",
            )  # fmt: skip
            told.rates_name = source.table.name
        except Refused as refused:
            told.problem, told.field = refused.message, refused.field
        except Refusal as refusal:
            told.problem, told.field = refusal.issue.message, "rates"
    parity = basis.parity_source(found, key)
    if parity is not None:
        markets = {price.market for price in prices}
        told.parities = basis.parities(parity, key, markets, given["on"])
        told.parities_name = f"{parity.table.name}: {parity.code}"
    return told


def _codes(prices: Sequence[PriceRule], currency: str, on: date) -> set[str]:
    """The currencies that are asked for: those of prices and of their markets, and the one that all
    are converted to.
    """
    codes = {currency, *(price.currency for price in prices)}
    for price in prices:
        country = countries.get(price.market)
        codes.update(currencies.of_country(country.iso2, on)[:1] if country else ())
    return codes


def _shown(line: figures.Line, rates: Rates | None, currency: str) -> dict[str, Any]:
    price, discount = line.asked.price, line.asked.discount
    return {
        "row": price,
        "listed": tables.money(price.amount, price),
        "asked": tables.money(line.asked.amount, price),
        "discount": discount,
        "off": tables.off(discount, price) if discount else "",
        "net": tables.money(line.asked.net, price),
        "gross": tables.money(line.asked.gross, price),
        "tax": tables.tax(price),
        "converted": rendering.money(line.converted, currency),
        "legs": [_leg(leg, rates) for leg in line.legs if rates],
        "lacking": line.lacking,
        "parity": rendering.money(line.parity, "Int$"),
        "year": line.parity_year,
        "more": line.more,
        "parity_more": line.parity_more,
    }


def _leg(leg: Any, rates: Rates) -> Message:
    one, rate, other = rates.says(leg)
    return msg("1 {one} = {rate} {other}, {date}", one=one, rate=rate, other=other, date=leg.date)


def _doubtful(lines: Sequence[figures.Line], rates: Rates | None) -> str:
    """A sentence where a rate looks as if it were the other way round."""
    for line in lines:
        for leg in line.legs:
            if rates is not None and rates.is_doubtful(leg):
                return _(
                    "The rate of {code} looks as if it were the other way round. Check what a rate"
                    " says."
                ).format(code=leg.currency)
    return ""
