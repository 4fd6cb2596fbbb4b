"""Rebuilds ``apps/reference/data`` from two npm packages. Run by hand when they are renewed.

    npm pack cldr-core world-atlas      # and unpack both
    python deploy/build_reference_data.py --cldr <folder> --atlas <folder>

``territories.json``: population, GDP, literacy and languages of each ISO 3166-1 territory, from
CLDR's ``supplemental/territoryInfo.json``. ``centroids.json``: one point for each territory, the
centroid of its largest polygon in world-atlas (Natural Earth, public domain); territories that
have no shape of their own there are placed by hand below.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry

DATA = Path(__file__).resolve().parent.parent / "apps" / "reference" / "data"
Point = tuple[float, float]
Ring = list[Point]

# No shape of their own in world-atlas, or one that the date line or far islands pull away from
# where a reader looks for the name.
BY_HAND: dict[str, Point] = {
    "BES": (-68.29, 12.17),
    "BVT": (3.41, -54.42),
    "CCK": (96.84, -12.17),
    "CXR": (105.69, -10.45),
    "GLP": (-61.47, 16.21),
    "GUF": (-53.13, 3.92),
    "MTQ": (-61.02, 14.64),
    "MYT": (45.16, -12.83),
    "REU": (55.54, -21.13),
    "SJM": (16.67, 78.58),
    "TKL": (-171.85, -9.2),
    "FJI": (178.0, -17.83),
    "KIR": (173.02, 1.42),
    "UMI": (166.63, 19.28),
    "MYS": (102.2, 3.9),
    "NZL": (172.6, -41.5),
    "USA": (-98.6, 39.6),
    "NOR": (9.0, 61.2),
    "CAN": (-101.0, 56.5),
    "RUS": (95.0, 61.0),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cldr", type=Path, required=True)
    parser.add_argument("--atlas", type=Path, required=True)
    options = parser.parse_args()
    _write("territories.json", _territories(options.cldr))
    _write("centroids.json", _centroids(options.atlas))
    shutil.copyfile(options.cldr / "LICENSE", DATA / "LICENSE.cldr-core")
    shutil.copyfile(options.atlas / "LICENSE", DATA / "LICENSE.world-atlas")


def _write(name: str, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (DATA / name).write_text(text.replace("},", "},\n") + "\n", encoding="utf-8")


def _version(package: Path) -> str:
    version: str = json.loads((package / "package.json").read_text())["version"]
    return version


def _territories(package: Path) -> dict[str, Any]:
    """``languages`` are [code, percent of the population, 'official' or '']; 1 % and up."""
    info = json.loads((package / "supplemental" / "territoryInfo.json").read_text())
    supplemental = info["supplemental"]
    facts = {
        country.alpha_3: _facts(supplemental["territoryInfo"][country.alpha_2])
        for country in pycountry.countries
    }
    version = {"package": "cldr-core", "version": _version(package), "licence": "Unicode-3.0"}
    return {"source": version, "territories": facts}


def _facts(info: dict[str, Any]) -> dict[str, Any]:
    languages = [
        [
            code,
            float(spoken["_populationPercent"]),
            "official" if "official" in spoken.get("_officialStatus", "") else "",
        ]
        for code, spoken in info.get("languagePopulation", {}).items()
        if float(spoken["_populationPercent"]) >= 1
    ]
    return {
        "population": int(info["_population"]),
        "gdp": int(info["_gdp"]),
        "literacy": float(info["_literacyPercent"]),
        "languages": sorted(languages, key=lambda row: (-row[1], row[0])),
    }


def _centroids(package: Path) -> dict[str, Any]:
    topology = json.loads((package / "countries-10m.json").read_text())
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        shapes.setdefault(geometry.get("id", ""), []).extend(_rings(geometry, arcs))
    points = {}
    for country in pycountry.countries:
        placed = BY_HAND.get(country.alpha_3)
        lon, lat = placed or _largest(shapes[country.numeric])
        points[country.alpha_3] = [round(lon, 2), round(lat, 2)]
    source = {"package": "world-atlas", "version": _version(package), "licence": "ISC"}
    return {"source": source, "points": points}


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """A quantised, delta-encoded TopoJSON arc as longitude and latitude in degrees."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def _rings(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """The outer ring of each polygon."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        ring: Ring = []
        for index in polygon[0]:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring.extend(part[1:] if ring else part)
        yield ring


def _largest(rings: list[Ring]) -> Point:
    _area, centre = max((_area_and_centre(ring) for ring in rings), key=lambda pair: pair[0])
    return centre


def _area_and_centre(ring: Ring) -> tuple[float, Point]:
    """Shoelace area and centroid on the plane of degrees: enough to place a symbol."""
    doubled = lon = lat = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(ring):
        cross = x0 * y1 - x1 * y0
        doubled += cross
        lon += (x0 + x1) * cross
        lat += (y0 + y1) * cross
    if not doubled:
        return 0.0, ring[0]
    return abs(doubled) / 2, (lon / (3 * doubled), lat / (3 * doubled))


if __name__ == "__main__":
    main()
