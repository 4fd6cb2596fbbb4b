"""Whether the project's data says anything of a market: the gate check of the research stage."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.db.models import F, OuterRef, Subquery
from django.urls import NoReverseMatch, reverse

from apps.core.messages import msg
from apps.datasets.models import DatasetVersion
from apps.projects.gates import GateAnswer, GateState
from apps.projects.models import MarketEntry
from apps.reference import countries

MOST_ROWS = 2_000_000  # of a column that is read for this; larger ones answer by their top values
KEPT_SECONDS = 30 * 24 * 3600  # versions never change, so their answer does not either


def gate(entry: MarketEntry) -> GateAnswer:
    """Met once the latest version of a dataset has the market's ISO 3166-1 code in a country
    column."""
    versions = latest_versions(entry.project_id)
    naming = [version for version in versions if entry.country in markets_of(version)]
    if naming:
        names = sorted(version.dataset.name for version in naming)
        return GateAnswer(GateState.MET, msg("Named in {names}.", names=names), url=_data(entry))
    if not versions:
        return GateAnswer(
            GateState.UNMET, msg("The project has no data yet."), _TODO, url=_data(entry)
        )
    return GateAnswer(
        GateState.UNMET,
        msg("No dataset of the project names this market."),
        _TODO,
        url=_data(entry),
    )


_TODO = msg("Upload a table with a row for it and a column of countries.")


def latest_versions(project_id: UUID) -> list[DatasetVersion]:
    """The newest version of each dataset of the project."""
    same = DatasetVersion.objects.filter(dataset=OuterRef("dataset")).order_by("-number")
    rows = DatasetVersion.objects.filter(project_id=project_id)
    newest = rows.annotate(newest=Subquery(same.values("pk")[:1])).filter(pk=F("newest"))
    return list(newest.select_related("dataset"))


def markets_of(version: DatasetVersion) -> frozenset[str]:
    """The alpha-3 codes in the version's country columns; read once and kept."""
    key = f"research:markets:{version.pk}"
    known = cache.get(key)
    if known is None:
        known = sorted(_read(version))
        cache.set(key, known, KEPT_SECONDS)
    return frozenset(known)


def _read(version: DatasetVersion) -> set[str]:
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
