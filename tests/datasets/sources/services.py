"""Services that tests fetch from: a file server, the World Bank's API, SDMX, a CRM."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.receiver import Got, Receiver, Say

# iso2, iso3, name, region: Namibia's code is what spreadsheets take for 'not available', and 'NA'
# is also what the service calls the region of its aggregates.
COUNTRIES = (
    ("DE", "DEU", "Germany", "ECS"),
    ("NA", "NAM", "Namibia", "SSF"),
    ("1W", "WLD", "World", "NA"),
    ("XC", "EMU", "Euro area", "NA"),
)
GDP = "NY.GDP.PCAP.CD"
POP = "SP.POP.TOTL"


def say(body: str | bytes, kind: str = "text/csv", **headers: str) -> Say:
    content = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Say(200, content, {"content-type": kind, **named})


def as_json(value: Any, kind: str = "application/json") -> Say:
    return say(json.dumps(value), kind)


@dataclass
class WorldBank:
    """Version 2 of the API: pages, its list of countries, and errors with the status 200."""

    figures: dict[str, dict[tuple[str, int], float | None]] = field(default_factory=dict)
    updated: str = "2026-10-01"
    page: int = 3  # entries of a page, whatever per_page asks for beyond it
    change_on_page: int = 0

    def __call__(self, got: Got) -> Say:
        parts = urlsplit(got.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if query.get("format") != "json":
            return say("<wb:error/>", "text/xml")
        steps = parts.path.strip("/").split("/")[1:]
        if steps == ["country"]:
            entries: list[Any] = [
                {"id": three, "iso2Code": two, "name": name,
                 "region": {"id": region, "value": "Aggregates" if region == "NA" else region}}
                for two, three, name, region in COUNTRIES
            ]  # fmt: skip
            return self._paged(entries, query, stamped=False)
        _country, codes, _indicator, indicator = steps
        if indicator not in self.figures:
            text = "The provided parameter value is not valid"
            return as_json([{"message": [{"id": "120", "key": "Invalid value", "value": text}]}])
        wanted = set(codes.upper().split(";"))
        entries = [
            {"indicator": {"id": indicator, "value": f"Title of {indicator}"},
             "country": {"id": two, "value": name},
             "countryiso3code": three if three != "EMU" else "",
             "date": str(year), "value": value, "unit": "", "obs_status": "", "decimal": 1}
            for two, three, name, _region in COUNTRIES
            if "ALL" in wanted or wanted & {two, three}
            for (place, year), value in self.figures[indicator].items()
            if place == three
        ]  # fmt: skip
        return self._paged(entries, query)

    def _paged(self, entries: list[Any], query: dict[str, str], *, stamped: bool = True) -> Say:
        size, page = min(int(query["per_page"]), self.page), int(query.get("page", 1))
        pages = math.ceil(len(entries) / size)
        if not entries:
            return as_json([{"page": 0, "pages": 0, "per_page": size, "total": 0}, None])
        moved = stamped and self.change_on_page and page >= self.change_on_page
        head = {"page": page, "pages": pages, "per_page": size, "total": len(entries)}
        if stamped:
            head |= {"sourceid": "2", "lastupdated": "2026-11-11" if moved else self.updated}
        return as_json([head, entries[(page - 1) * size : page * size]])


SDMX_CSV = (
    "DATAFLOW,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\r\n"
    "ACME:RATES(1.0),A,NA,2023,1.25,A\r\n"
    "ACME:RATES(1.0),A,DE,2023,NaN,M\r\n"
    "ACME:RATES(1.0),A,DE,2024,3.5,A\r\n"
)
SDMX_CSV2 = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
    "dataflow,ACME:RATES(1.0),R,A,NA,2023,1.25,A\n"
    "dataflow,ACME:RATES(1.0),D,A,FR,2023,9,A\n"
    "dataflow,ACME:RATES(1.0),R,A,DE,2023,,M\n"
    "dataflow,ACME:RATES(1.0),R,A,DE,2024,3.5,A\n"
)


def sdmx_json(version: str) -> dict[str, Any]:
    """The same observations as a data message of SDMX-JSON 1.0 or 2.0."""
    structure = {
        "dimensions": {
            "dataSet": [{"id": "FREQ", "values": [{"id": "A"}]}],
            "series": [{"id": "REF_AREA", "values": [{"id": "NA"}, {"id": "DE"}]}],
            "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2023"}, {"id": "2024"}]}],
        },
        "attributes": {
            "dataSet": [], "series": [],
            "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "M"}]}],
        },
    }  # fmt: skip
    series = {
        "0": {"observations": {"0": [1.25, 0]}},
        "1": {"observations": {"0": [None, 1], "1": [3.5, 0]}},
    }
    data: dict[str, Any] = {"dataSets": [{"action": "Replace", "series": series}]}
    if version == "1.0":
        return {"meta": {"schema": "1.0"}, "data": {**data, "structure": structure}}
    return {"meta": {"schema": "2.0"}, "data": {**data, "structures": [structure]}}


def sdmx(*, speaks_csv: bool = True) -> Callable[[Got], Say]:
    """A service that looks at ``Accept``."""

    def answer(got: Got) -> Say:
        accept = got.headers.get("accept", "")
        if "/data/" not in got.path or "NOTHING" in got.path:
            return Say(404, b"No results found", {"content-type": "text/plain"})
        second = "/data/dataflow/" in got.path
        if speaks_csv and "data+csv;version=2.0.0" in accept and second:
            return say(SDMX_CSV2, "application/vnd.sdmx.data+csv;version=2.0.0")
        if speaks_csv and "data+csv;version=1.0.0" in accept:
            return say(SDMX_CSV, "application/vnd.sdmx.data+csv; version=1.0.0")
        if "data+json" in accept:
            version = "2.0" if second else "1.0"
            return as_json(
                sdmx_json(version), f"application/vnd.sdmx.data+json;version={version}.0"
            )
        return Say(406, b"")

    return answer


def serving(answer: Callable[[Got], Say]) -> Receiver:
    made = Receiver()
    made.answer = answer
    return made
