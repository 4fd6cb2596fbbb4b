"""Rows that are countries, on a map."""

from __future__ import annotations

from collections import Counter

from apps.core.messages import msg
from apps.engines.builtin.segments.charts import called
from apps.engines.builtin.segments.findings import Findings
from apps.engines.result import MapGroup, MapPlace, WorldMap
from apps.reference import countries

MOST = 400  # rows: there are about 250 countries and territories
SHARE = 0.5  # of the rows that must be countries


def atlas(found: Findings) -> WorldMap | None:
    """Each country in the colour of its segment; None where rows are no countries, or a country
    stands in several rows.
    """
    sheet, members = found.sheet, found.members
    if found.k == 1 or sheet.names is None or len(sheet.rows) > MOST:
        return None
    named = [sheet.names[place] for place in sheet.rows.places.tolist()]
    matches = [countries.match(name) for name in named]
    codes = [match.iso3 if match.certain else None for match in matches]
    known = [code for code in codes if code]
    if len(known) < max(3, SHARE * len(codes)) or max(Counter(known).values()) > 1:
        return None
    groups: list[list[MapPlace]] = [[] for _ in range(found.k)]
    for row, (code, name) in enumerate(zip(codes, named, strict=True)):
        country = countries.get(code or "")
        if country is not None:
            groups[int(members.segment[row])].append(
                MapPlace(
                    code=country.iso3,
                    name=name,
                    longitude=country.longitude,
                    latitude=country.latitude,
                    value=float(members.probability[row]),
                )
            )
    strange = [name for name, code in zip(named, codes, strict=True) if code is None]
    return WorldMap(
        key="map",
        title=msg("The segments on the map"),
        group=msg("Segment"),
        groups=[
            MapGroup(name=called(k), places=sorted(places, key=lambda one: one.name))
            for k, places in enumerate(groups)
            if places
        ],
        value=msg("Probability"),
        value_kind="percent",
        note=msg("Not known as countries: {names}.", names=strange[:8]) if strange else None,
    )
