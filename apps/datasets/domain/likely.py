"""Which columns of a table are likely to hold its markets, periods, currencies and amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apps.datasets.models import DatasetVersion
from apps.datasets.tabular.schema import NUMERIC
from apps.reference import currencies

MARKETS = ("country", "market", "iso3", "iso", "country_code", "code", "economy", "国家", "市场")
PERIODS = ("year", "period", "month", "quarter", "date", "time", "week", "day",
           "年份", "年", "年度", "月份", "季度", "日期", "时间", "期间")  # fmt: skip


@dataclass(frozen=True)
class Likely:
    """Names of columns, '' where none is likely. ``numbers`` are all others that hold numbers;
    ``yearly`` says that periods are whole numbers, and so years.
    """

    market: str
    period: str
    currency: str
    numbers: list[str]
    yearly: bool


def likely_columns(version: DatasetVersion) -> Likely:
    """Of countries by their kind or name, of periods by name or dates, of currencies by values."""
    details = version.profile.get("details", {})
    columns = version.columns
    kinds = {one["name"]: details.get(one["name"], {}).get("kind", "") for one in columns}
    market = next((name for name, kind in kinds.items() if kind == "country"), "")
    texts = [one["name"] for one in columns if one["dtype"] == "text"]
    market = market or _called(texts, MARKETS) or (texts[0] if texts else "")
    rest = [one for one in columns if one["name"] != market]
    period = _called([one["name"] for one in rest], PERIODS) or next(
        (one["name"] for one in rest if one["dtype"] in ("date", "datetime")), ""
    )
    others = [one for one in rest if one["name"] != period]
    money = (one["name"] for one in others if _holds_currencies(one, details.get(one["name"], {})))
    return Likely(
        market=market,
        period=period,
        currency=next(money, ""),
        numbers=[one["name"] for one in others if one["dtype"] in NUMERIC],
        yearly=any(one["name"] == period and one["dtype"] == "integer" for one in columns),
    )


def _holds_currencies(column: Mapping[str, Any], detail: Mapping[str, Any]) -> bool:
    """Whether every value of the column is a code of ISO 4217, as far as the profile has them."""
    values = [str(value) for value, _count in detail.get("top") or []]
    return column["dtype"] == "text" and bool(values) and all(map(currencies.get, values))


def _called(names: Sequence[str], wanted: Sequence[str]) -> str:
    plain = {name.strip().casefold(): name for name in names}
    return next((plain[one] for one in wanted if one in plain), "")
