"""Addresses of this room's REST collections, beside companies, contacts and leads."""

from __future__ import annotations

from typing import Any

from apps.crm.consent.api import ConsentsViewSet, SuppressionsViewSet
from apps.crm.deals.api import ActivitiesViewSet, DealsViewSet
from apps.crm.segments.api import SegmentsViewSet

SUPPRESSION = "suppressions/<uuid:suppression_id>/"


def routes(route: Any, records: Any) -> list[Any]:
    """``route`` and ``records`` are those of the site's list of addresses."""
    listed = SuppressionsViewSet
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
    ]
