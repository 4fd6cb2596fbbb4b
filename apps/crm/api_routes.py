"""Addresses of this room's REST collections, beside companies, contacts and leads."""

from __future__ import annotations

from typing import Any

from apps.crm.consent.api import ConsentsViewSet, SuppressionsViewSet
from apps.crm.deals.api import ActivitiesViewSet, DealsViewSet
from apps.crm.merging.api import (
    DuplicatePairsViewSet,
    DuplicateSearchesViewSet,
    MergesViewSet,
)
from apps.crm.segments.api import SegmentsViewSet

PAIR = "duplicate-pairs/<uuid:pair_id>/"
SEARCH = "duplicate-searches/<uuid:duplicate_search_id>/"
SUPPRESSION = "suppressions/<uuid:suppression_id>/"


def routes(route: Any, records: Any) -> list[Any]:
    """``route`` and ``records`` are those of the site's list of addresses."""
    listed, searches = SuppressionsViewSet, DuplicateSearchesViewSet
    pairs, merges = DuplicatePairsViewSet, MergesViewSet
    return [
        *records("deals", DealsViewSet, "deal"),
        *records("segments", SegmentsViewSet, "segment"),
        *records("activities", ActivitiesViewSet, "activity"),
        route("consents/", ConsentsViewSet, "consents", get="list", post="create"),
        route("consents/<uuid:consent_id>/", ConsentsViewSet, "consent", get="retrieve"),
        route("suppressions/", listed, "suppressions", get="list", post="create"),
        route("suppressions/check/", listed, "suppression-check", post="check"),
        route(SUPPRESSION, listed, "suppression", get="retrieve"),
        route(f"{SUPPRESSION}lift/", listed, "suppression-lift", post="lift"),
        route("duplicate-searches/", searches, "duplicate-searches", get="list", post="create"),
        route(SEARCH, searches, "duplicate-search", get="retrieve"),
        route("duplicate-pairs/", pairs, "duplicate-pairs", get="list"),
        route(PAIR, pairs, "duplicate-pair", get="retrieve"),
        route(f"{PAIR}set-apart/", pairs, "duplicate-pair-set-apart", post="set_apart"),
        route("merges/", merges, "merges", get="list", post="create"),
        route("merges/<uuid:merge_id>/", merges, "merge", get="retrieve"),
        route("merges/<uuid:merge_id>/undo/", merges, "merge-undo", post="undo"),
    ]
