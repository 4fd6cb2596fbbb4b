"""Whether the project's data says anything of a market: the gate check of the research stage."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, F, Max, OuterRef, Subquery
from django.urls import NoReverseMatch, reverse

from apps.core.messages import msg
from apps.datasets.models import Dataset, DatasetVersion
from apps.projects.gates import GateAnswer, GateState
from apps.projects.models import MarketEntry
from apps.reference import countries

MOST_ROWS = 2_000_000  # of a column that is read for this; larger ones answer by their top values
MOST_NAMES = 20
BATCH = 500
KEPT_SECONDS = 30 * 24 * 3600  # versions never change, so their answer does not either


def gate(entry: MarketEntry) -> GateAnswer:
    """Met once the latest version of a dataset has the market's ISO 3166-1 code in a country
    column."""
    found = datasets_by_market(entry.project_id)
    if found is None:
        return GateAnswer(
            GateState.UNMET, msg("The project has no data yet."), _TODO, url=_data(entry)
        )
    names = found.get(entry.country)
    if names:
        return GateAnswer(GateState.MET, msg("Named in {names}.", names=names), url=_data(entry))
    return GateAnswer(
        GateState.UNMET,
        msg("No dataset of the project names this market."),
        _TODO,
        url=_data(entry),
    )


_TODO = msg("Upload a table with a row for it and a column of countries.")


def datasets_by_market(project_id: UUID) -> dict[str, list[str]] | None:
    """Alpha-3 code → names of datasets whose latest version has it, ``MOST_NAMES`` at most; None
    without data. Kept until a dataset of the project is made, changed or deleted."""
    mine = Dataset.objects.filter(project_id=project_id).order_by()
    state = mine.aggregate(count=Count("pk"), changed=Max("updated_at"))
    if not state["count"]:
        return None
    key = f"research:named:{project_id}:{state['count']}:{state['changed'].timestamp()}"
    known: dict[str, list[str]] | None = cache.get(key)
    if known is None:
        known = _by_market(project_id)
        cache.set(key, known, KEPT_SECONDS)
    return known


def _by_market(project_id: UUID) -> dict[str, list[str]]:
    versions = latest_versions(project_id)
    names: dict[str, list[str]] = {}
    for pk, markets in _markets_of_all(project_id, list(versions)).items():
        for market in markets:
            names.setdefault(market, []).append(versions[pk])
    return {market: _some(sorted(found)) for market, found in names.items()}


def _markets_of_all(project_id: UUID, wanted: list[UUID]) -> dict[UUID, list[str]]:
    """Only versions that were not here the last time are read; one entry holds all, for caches
    drop the oldest of many small ones."""
    key = f"research:markets:{project_id}"
    kept: dict[UUID, list[str]] = cache.get(key) or {}
    found = {pk: kept[pk] for pk in wanted if pk in kept}
    unread = [pk for pk in wanted if pk not in kept]
    for start in range(0, len(unread), BATCH):
        part = DatasetVersion.objects.filter(pk__in=unread[start : start + BATCH])
        found |= {version.pk: sorted(markets_of(version)) for version in part}
    cache.set(key, found, KEPT_SECONDS)
    return found


def _some(names: list[str]) -> list[str]:
    return names if len(names) <= MOST_NAMES else [*names[:MOST_NAMES], "…"]


def latest_versions(project_id: UUID) -> dict[UUID, str]:
    """The newest version of each dataset of the project, with the dataset's name."""
    same = DatasetVersion.objects.filter(dataset=OuterRef("dataset")).order_by("-number")
    rows = DatasetVersion.objects.filter(project_id=project_id)
    newest = rows.annotate(newest=Subquery(same.values("pk")[:1])).filter(pk=F("newest"))
    return dict(newest.values_list("pk", "dataset__name"))


def markets_of(version: DatasetVersion) -> set[str]:
    """The alpha-3 codes in the version's country columns."""
    details = (version.profile or {}).get("details", {})
    columns = [name for name, about in details.items() if about.get("kind") == "country"]
    if not columns:
        return set()
    if version.rows > MOST_ROWS:
        values = [value for name in columns for value, _rows in details[name].get("top", [])]
    else:
        values = _values(version, columns)
    return {str(value) for value in values if value and countries.get(str(value))}


def _values(version: DatasetVersion, columns: list[str]) -> list[object]:
    import pyarrow.compute as pc  # not needed to start the web process
    import pyarrow.parquet as pq

    with version.file.open("rb") as opened:
        table = pq.read_table(opened, columns=columns)
    return [value for name in columns for value in pc.unique(table[name]).to_pylist()]


def _data(entry: MarketEntry) -> str:
    try:
        return reverse("datasets:list", args=[entry.project_id])
    except NoReverseMatch:
        return ""
