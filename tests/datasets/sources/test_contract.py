"""The contract suite on the site's own connectors."""

import json
import re
from types import SimpleNamespace

from django.conf import settings as site

from apps.datasets.sources.connectors.crm import CrmConnector
from apps.datasets.sources.connectors.sdmx import SdmxConnector
from apps.datasets.sources.connectors.url import UrlConnector
from apps.datasets.sources.connectors.worldbank import WorldBankConnector
from apps.datasets.sources.testing import Canned, ConnectorContractTests
from tests.datasets.sources.services import GDP, SDMX_CSV, WorldBank
from tests.receiver import Say


def canned(said: Say) -> Canned:
    return Canned(said.body, said.status, said.headers)


class TestUrl(ConnectorContractTests):
    connector = UrlConnector()
    settings = {"url": "https://example.com/prices.csv"}
    secrets = {"access": "query", "access_name": "key", "secret": "s3cret"}
    bad_settings = [{"url": ""}, {"format": "doc"}]

    def answer(self, url, headers):
        if headers.get("if-none-match"):
            return Canned(status=304)
        return Canned(b"country,price\nGermany,1.5\nFrance,2.5\n", headers={"ETag": '"1"'})


class TestWorldBank(ConnectorContractTests):
    connector = WorldBankConnector()
    settings = {"indicators": [GDP]}
    bad_settings = [{"indicators": []}, {"layout": "tall"}]
    bank = WorldBank(figures={GDP: {("DEU", 2023): 1.0, ("NAM", 2023): 2.0}}, page=100)

    def answer(self, url, headers):
        path = url.removeprefix("https://api.worldbank.org")
        return canned(self.bank(SimpleNamespace(path=path, headers=headers)))


class TestSdmx(ConnectorContractTests):
    connector = SdmxConnector()
    settings = {"base": "https://example.org/rest", "flow": "RATES"}
    secrets = {"access": "header", "access_name": "X-Key", "secret": "s3cret"}
    bad_settings = [{"flow": ""}, {"standard": "1.0"}]

    def answer(self, url, headers):
        return Canned(SDMX_CSV.encode(), headers={"content-type": "text/csv"})


class TestCrm(ConnectorContractTests):
    connector = CrmConnector()
    settings = {"url": "https://crm.example.com/api/companies", "records": "results"}
    secrets = {"access": "bearer", "secret": "s3cret"}
    bad_settings = [{"paging": "sideways"}, {"first": 2}]

    def answer(self, url, headers):
        page = {"results": [{"id": 1, "name": "Lux"}, {"id": 2, "name": "Nox"}], "next": None}
        return Canned(json.dumps(page).encode())


def test_the_connector_of_the_guide_works(tmp_path):
    guide = (site.BASE_DIR / "docs" / "sources.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    names: dict = {"__name__": "guide"}
    exec(code, names)

    class TestTides(ConnectorContractTests):
        connector = names["Tides"]()
        settings = {"station": "cuxhaven"}

        def answer(self, url, headers):
            return Canned(b"0 1.5\n1 1.75\n")

    suite = TestTides()
    suite.test_a_fetch_gives_a_table(tmp_path)
    suite.test_every_setting_has_a_title()
    suite.test_bad_settings_are_refused()
