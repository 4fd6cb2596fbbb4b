"""Statistics by SDMX web services: data queries of SDMX 2.1 and 3.0, as CSV or JSON.

SDMX-CSV is asked for first (a table with a column for each dimension); services that have it not
answer with SDMX-JSON by content negotiation. Codes stay as they are: 'NA' is an area, not a gap.
Sources: SDMX 2.1 section 7 and SDMX 3.0 section 7 (web services), SDMX-CSV 1.0 and 2.0, SDMX-JSON
1.0 and 2.0 field guides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import quote

from pydantic import Field

from apps.core.messages import clipped, mark, msg
from apps.datasets.sources import records, sdmx_reading
from apps.datasets.sources.connectors.access import (
    Access,
    check_access,
    check_address,
    private_headers,
    with_parameter,
)
from apps.datasets.sources.contract import Connector, FetchContext, Fetched
from apps.datasets.sources.http import origin_of
from apps.engines.contract import Issue, Refusal

FORMATS = {
    "2.1": (
        "application/vnd.sdmx.data+csv;version=1.0.0, "
        "application/vnd.sdmx.data+json;version=1.0.0;q=0.8, text/csv;q=0.5"
    ),
    "3.0": (
        "application/vnd.sdmx.data+csv;version=2.0.0, "
        "application/vnd.sdmx.data+json;version=2.0.0;q=0.8, "
        "application/vnd.sdmx.data+csv;version=1.0.0;q=0.6, text/csv;q=0.5"
    ),
}
LATEST = "~"  # of SDMX 3.0: the latest version, stable or not
_FLOW = re.compile(r"^[A-Za-z0-9_@$.\-]+(,[A-Za-z0-9_@$.\-]+){0,2}$")
_KEY = re.compile(r"^[A-Za-z0-9_@$.+*\-,]*$")
_PERIOD = re.compile(r"^\d{4}([-A-Za-z0-9:.]{0,16})$")


class SdmxSettings(Access):
    """Which series of which dataflow."""

    base: str = Field(
        min_length=8,
        max_length=300,
        title=mark("Address of the service"),
        description=mark("Up to what stands before /data, such as https://example.org/rest"),
    )
    standard: Literal["2.1", "3.0"] = Field(
        default="2.1",
        title=mark("Version of SDMX"),
        json_schema_extra={"choices": {"2.1": "SDMX 2.1", "3.0": "SDMX 3.0"}},
    )
    flow: str = Field(
        min_length=1,
        max_length=200,
        title=mark("Dataflow"),
        description=mark("Its id, or agency,id or agency,id,version: ECB,EXR,1.0"),
    )
    series: str = Field(
        default="",
        max_length=1000,
        title=mark("Key"),
        description=mark(
            "Codes of the dimensions in their order, with dots; + for several, nothing for all:"
            " M.USD+GBP.EUR.SP00.A. Empty: everything."
        ),
    )
    start: str = Field(
        default="", max_length=20, title=mark("From"), description=mark("2015, 2015-Q1, 2015-01")
    )
    end: str = Field(default="", max_length=20, title=mark("Until"))


class SdmxConnector(Connector):
    key = "sdmx"
    version = "1"
    label = mark("SDMX service")
    description = mark("Official statistics from services that speak SDMX 2.1 or 3.0.")
    icon = "chart-line"
    Settings = SdmxSettings

    def address(self, settings: Any) -> str:
        return _address(settings)

    def origin(self, settings: Any) -> str:
        return origin_of(settings.base)

    def check(self, settings: Any) -> Sequence[Issue]:
        found = [*check_address(settings.base, "base"), *check_access(settings)]
        if not _FLOW.match(settings.flow):
            text = msg("'{text}' is no dataflow. Write id, or agency,id,version.",
                       text=clipped(settings.flow))  # fmt: skip
            found.append(Issue(message=text, field="flow"))
        if settings.standard == "3.0" and "," not in settings.flow:
            text = msg("SDMX 3.0 wants the agency too: agency,id or agency,id,version.")
            found.append(Issue(message=text, field="flow"))
        if not _KEY.match(settings.series):
            text = msg("A key holds codes, dots, plus signs and asterisks alone.")
            found.append(Issue(message=text, field="series"))
        for name in ("start", "end"):
            if getattr(settings, name) and not _PERIOD.match(getattr(settings, name)):
                text = msg("Write the period like 2015, 2015-Q1 or 2015-01.")
                found.append(Issue(message=text, field=name))
        return found

    def fetch(self, ctx: FetchContext, settings: Any) -> Fetched:
        address = _address(settings)
        asked = f"{address}{'&' if '?' in address else '?'}firstNObservations=5"
        got = ctx.http.get(
            with_parameter(settings, asked if ctx.preview else address),
            headers={"accept": FORMATS[settings.standard]},
            private=private_headers(settings),
            accept=(200, 404),
        )
        if got.status == 404:  # 'no results found' in SDMX
            raise Refusal(
                msg("The service has no data for this dataflow, key and period (status 404)."),
                fix=msg("Check each of them; an empty key asks for everything."),
                field="series",
            )
        path = ctx.folder / "observations.jsonl"
        if got.media_type.endswith("json") or records.beginning(got.path).startswith("{"):
            document = records.read_document(got.path, origin_of(address))
            table = sdmx_reading.from_json(document)
        else:
            table = sdmx_reading.from_csv(got.path)
        plan = records.write_rows(
            path, table.columns, table.rows, told=lambda count: ctx.check_cancelled()
        )
        table.settle(plan)
        details = {"format": got.headers.get("content-type", "")[:100], "dataflow": table.flow}
        return Fetched(
            path, address, plan, details={name: text for name, text in details.items() if text}
        )


def _address(settings: Any) -> str:
    base = settings.base.rstrip("/")
    key = quote(settings.series, safe=".+*,@$")
    if settings.standard == "2.1":
        period = [("startPeriod", settings.start), ("endPeriod", settings.end)]
        query = "&".join(f"{name}={quote(text)}" for name, text in period if text)
        address = f"{base}/data/{settings.flow}/{key or 'all'}"
        return f"{address}?{query}" if query else address
    agency, flow, *version = settings.flow.split(",")
    address = f"{base}/data/dataflow/{agency}/{flow}/{version[0] if version else LATEST}"
    bounds = [f"{sign}:{text}" for sign, text in (("ge", settings.start), ("le", settings.end))
              if text]  # fmt: skip
    query = f"?c[TIME_PERIOD]={quote('+'.join(bounds), safe=':+')}" if bounds else ""
    return f"{address}/{key or '*'}{query}"
