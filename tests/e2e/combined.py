"""A dataset that was combined from two tables, with what matched, for pages to show."""

from __future__ import annotations

from typing import Any

from apps.core.messages import msg
from apps.datasets.combining.asking import RECIPE
from apps.datasets.models import Dataset
from apps.engines.result import Result, Table, TableColumn
from apps.reference import countries
from tests.factories.datasets import DatasetFactory

MARKETS = [country.iso3 for country in countries.all_countries()[:60]]
YEARS = range(2005, 2025)


def combined(site: Any) -> Dataset:
    """The site's dataset beside figures of 60 countries and 20 years."""
    other = DatasetFactory(
        project=site.project, name="Population", columns=["country", "year", "people"],
        rows=[(iso3, year, 1.0) for iso3 in MARKETS[:5] for year in (2020, 2021)],
    )  # fmt: skip
    made: Dataset = DatasetFactory(
        project=site.project, name="Sales + Population", columns=["market", "period", "people"],
        rows=[(iso3, 2020, 1.0) for iso3 in MARKETS],
    )  # fmt: skip
    version = made.versions.get()
    inputs, tables = {}, []
    for slot, source in (("t1", site.dataset), ("t2", other)):
        newest = source.versions.first()
        first, *_, last = (column["name"] for column in newest.columns)
        roles = {"market": [first], "period": ["year"], "take": [last]}
        inputs[slot] = {"kind": "dataset", "id": str(newest.pk), "roles": roles}
        tables.append(
            {"slot": slot, "name": source.name, "dataset": str(source.pk),
             "version": newest.number, "content_hash": newest.content_hash}
        )  # fmt: skip
    named = {one["slot"]: {"name": one["name"]} for one in tables}
    version.import_options = {
        RECIPE: {"params": {"name": made.name, "tables": named}, "inputs": inputs, "tables": tables}
    }
    version.profile = {**version.profile, "combined": _result().model_dump(mode="json")}
    version.save()
    return made


def _result() -> Result:
    columns = [TableColumn(key="market", label=msg("Market")),
               TableColumn(key="code", label=msg("Code"))]  # fmt: skip
    columns += [TableColumn(key=f"g{year}", label=str(year), kind="heat") for year in YEARS]
    rows: list[Any] = [
        {"market": countries.name(iso3), "code": iso3,
         **{f"g{year}": (place * 7 + year * 3) % 5 / 4 for year in YEARS}}
        for place, iso3 in enumerate(MARKETS)
    ]  # fmt: skip
    title = msg("How much of all tables each market has, by period")
    return Result(
        headline=msg(
            "{complete} of {markets} markets have all {tables} tables; missing: {names}.",
            complete=58, markets=60, tables=2, names=["Aruba", "Angola"],
        ),
        blocks=[Table(key="periods", title=title, columns=columns, rows=rows)],
    )  # fmt: skip
