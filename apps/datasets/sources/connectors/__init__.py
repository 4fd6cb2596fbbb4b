"""The connectors that come with the site. Nothing heavy is imported here."""

from __future__ import annotations

from apps.datasets.sources.connectors.crm import CrmConnector
from apps.datasets.sources.connectors.sdmx import SdmxConnector
from apps.datasets.sources.connectors.sql import SqlConnector
from apps.datasets.sources.connectors.url import UrlConnector
from apps.datasets.sources.connectors.worldbank import WorldBankConnector
from apps.datasets.sources.contract import Connector

BUILTIN: tuple[Connector, ...] = (
    UrlConnector(), WorldBankConnector(), SdmxConnector(), SqlConnector(), CrmConnector(),
)  # fmt: skip
