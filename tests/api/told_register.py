"""As ``told``: leads, competitors and what was seen of them, tables made of others."""

from __future__ import annotations

from typing import Any

from apps.crm.models import LeadReference
from apps.research import models
from tests.api import told_plan
from tests.factories.crm import LeadFactory
from tests.factories.research import (
    CompetitorFactory,
    DimensionFactory,
    FeatureFactory,
    MarkFactory,
    PositionFactory,
    PriceFactory,
)

THERE = {"system": "hubspot", "external_id": "kept-1"}


def places(site: Any) -> dict[str, dict[str, str]]:
    """Operation → the row of its address: what other systems know, and what may be used up."""
    project = site.project
    for row, reference in (
        (site.competitor, models.CompetitorReference), (site.price, models.PriceReference),
        (site.feature, models.FeatureReference), (site.dimension, models.DimensionReference),
        (site.feature_mark, models.FeatureMarkReference),
        (site.position, models.PositionReference), (site.lead, LeadReference),
    ):  # fmt: skip
        reference.objects.create(project=project, row=row, **THERE)
    names = ("leads", "competitors", "prices", "features", "dimensions", "feature-marks",
             "positions")  # fmt: skip
    rival = CompetitorFactory(project=project)
    lost = {
        "leads_destroy": ("lead_id", LeadFactory(project=project)),
        "leads_erase": ("lead_id", LeadFactory(project=project)),
        "competitors_destroy": ("competitor_id", CompetitorFactory(project=project)),
        "prices_destroy": ("price_id", PriceFactory(competitor=rival)),
        "features_destroy": ("feature_id", FeatureFactory(project=project)),
        "dimensions_destroy": ("dimension_id", DimensionFactory(project=project)),
        "feature-marks_destroy": ("feature_mark_id", MarkFactory(competitor=rival)),
        "positions_destroy": ("position_id", PositionFactory(competitor=rival)),
    }
    return {
        **{f"{name}_by_external": THERE for name in names},
        **{name: {key: str(row.pk)} for name, (key, row) in lost.items()},
        "datasets_combine_again": {"dataset_id": str(site.combined.pk)},
        **told_plan.places(site),
    }


def bodies(site: Any) -> dict[str, dict[str, Any]]:
    """Operation → members that must differ from the description's example, or that it lacks."""
    versions = [site.dataset.versions.get(), site.project.datasets.get(name="Population")]
    versions[1] = versions[1].versions.get()
    tables = [
        {
            "version": str(version.pk), "market": version.columns[0]["name"],
            "columns": [version.columns[-1]["name"]], "rule": "last",
        }
        for version in versions
    ]  # fmt: skip
    return {
        "leads_create": {"email": "new.lead@example.com", "external": []},
        "leads_upsert": {"email": "another.lead@example.com"},
        "competitors_create": {"name": "Somebody new", "external": []},
        "competitors_upsert": {"name": "Somebody else"},
        "features_create": {"name": "Remote control", "external": []},
        "features_upsert": {"name": "Foot switch"},
        "dimensions_create": {"name": "Build quality", "external": []},
        "dimensions_upsert": {"name": "Service"},
        **told_plan.bodies(site),
        **{f"{name}_upsert": {"external": []} for name in ("prices", "feature-marks", "positions")},
        "datasets_combine": {"tables": tables, "name": "Both", "dataset": None},
        "datasets_derive": {
            "steps": [{"kind": "formula", "name": "gross", "formula": "price * 1.19"}],
            "rates_dataset": None, "rates": {}, "into": "version",
        },
    }  # fmt: skip
