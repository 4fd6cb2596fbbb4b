"""Prices from a table, and the register's prices as a file."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.datasets.domain.create import create_from_rows
from apps.research.competitors.table_import import guess
from apps.research.models import Competitor, Price
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.research import CompetitorFactory, PriceFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 1)
COLUMNS = ["Brand", "Country", "Plan", "Price", "Currency", "Date", "Source"]
SOUND = [
    ["Nord", "Germany", "Basic", 99.9, "EUR", DAY, "https://nord.example/prices"],
    ["nord", "德国", "Pro", 199.0, "eur", DAY, "Price list"],
    ["Sud", "FRA", "Basic", 0.1, "EUR", DAY, "Shop"],
]


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def member(client, project):
    user = MembershipFactory(project=project, role="analyst").user
    client.force_login(user)
    return user


def send(client, project, version, **values):
    address = reverse("research:prices_import", args=[project.pk]) + f"?data={version.pk}"
    form = client.get(address).context["form"]
    return client.post(address, {**form.initial, **values})


def test_columns_are_guessed():
    assert guess(COLUMNS) == {
        "competitor": "Brand", "market": "Country", "product": "Plan", "price": "Price",
        "currency": "Currency", "date": "Date", "source": "Source",
    }  # fmt: skip
    assert guess(["竞品名称", "国家", "产品", "价格（元）"])["price"] == "价格（元）"
    assert guess(["unit price", "per"]) == {"price": "unit price", "per": "per"}


def test_a_table_is_taken_in_once(client, project, member):
    CompetitorFactory(project=project, name="Nord")
    version = create_from_rows(project, member, "Prices", COLUMNS, SOUND)
    assert send(client, project, version).status_code == 302
    with CaptureQueriesContext(connection) as asked:
        assert send(client, project, version).status_code == 302  # the same again adds nothing
    said = [query["sql"] for query in asked]
    turn = next(place for place, sql in enumerate(said) if 'UPDATE "projects_clock"' in sql)
    looked = [place for place, sql in enumerate(said) if 'FROM "research_price"' in sql]
    assert turn < min(looked)  # of two at once the second sees what the first added
    rows = Price.objects.order_by("amount").values_list(
        "competitor__name", "market", "amount", "seen_on"
    )
    assert [(name, land, float(amount), day) for name, land, amount, day in rows] == [
        ("Sud", "FRA", 0.1, DAY), ("Nord", "DEU", 99.9, DAY), ("Nord", "DEU", 199.0, DAY),
    ]  # fmt: skip
    assert Competitor.objects.count() == 2


def test_mistakes_are_named_by_row_and_nothing_is_added(client, project, member):
    own = project.product.name
    wrong = [
        ["", "DEU", "A", 1.0, "EUR", DAY, "x"],
        [own, "Atlantis", "A", 1.0, "EUR", DAY, "x"],
        [own, "DEU", "A", None, "EUR", DAY, "x"],
        [own, "DEU", "A", 1.0, "Euros", DAY, "x"],
        [own, "DEU", "A", 1.0, "EUR", None, "x"],
        [own, "DEU", "A", 1.0, "EUR", DAY, None],
        [own, "DEU", "=1+1", 1.0, "EUR", DAY, "x"],
    ]
    version = create_from_rows(project, member, "Prices", COLUMNS, wrong)
    told = send(client, project, version)
    assert told.status_code == 422
    assert not Price.objects.exists()
    assert [place for place, _message in told.context["mistakes"]] == [1, 2, 3, 4, 5, 6]
    for text in ("Row 1:", "names no competitor", "Atlantis", "not a price in figures",
                 "is not a currency", "is not a day", "Give the source"):  # fmt: skip
        assert text in told.content.decode()
    assert send(client, project, version, skip="1").status_code == 302
    assert [(row.competitor, row.product) for row in Price.objects.all()] == [(None, "=1+1")]


def test_what_cannot_be_read_is_said(client, project, member):
    version = create_from_rows(project, member, "Prices", COLUMNS, SOUND)
    assert "chosen twice" in send(client, project, version, product="Brand").content.decode()
    assert "This field is required" in send(client, project, version, date="").content.decode()
    long = create_from_rows(project, member, "Long", COLUMNS, SOUND[:1] * 2001)
    assert "Upload it in parts" in send(client, project, long).content.decode()
    other = create_from_rows(ProjectFactory(), None, "Prices", COLUMNS, SOUND)
    address = reverse("research:prices_import", args=[project.pk])
    assert client.get(f"{address}?data={other.pk}").status_code == 404
    assert client.get(f"{address}?data=x").status_code == 404


def test_the_files_hold_what_the_import_takes(client, project, member):
    row = CompetitorFactory(project=project, name="=HYPERLINK()")
    PriceFactory(competitor=row, amount="1200.5", seen_on=DAY)
    PriceFactory(competitor=None, project=project, product="Ours", amount=100, seen_on=DAY)
    PriceFactory()  # another project's
    address = reverse("research:prices_export", args=[project.pk])
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    first, second = csv.DictReader(io.StringIO(text))
    assert first["competitor"] == "'=HYPERLINK()"
    assert [first[name] for name in ("market", "price", "currency", "date", "own")] == [
        "DEU", "1200.5", "EUR", "2026-03-01", "0",
    ]  # fmt: skip
    assert (second["offer"], second["price"]) == (f"{project.product.name} · Ours", "100")
    taken = guess(list(first))
    assert len(taken) == 8
    assert all(part == name for part, name in taken.items())
    file = io.BytesIO(client.get(f"{address}?format=xlsx").content)
    sheet = python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
    cells = sheet.to_python()
    assert [cells[1][place] for place in (1, 5, 8)] == ["=HYPERLINK()", 1200.5, DAY]
    assert b"".join(client.get(f"{address}?market=JPN").streaming_content).count(b"\n") == 1
    assert b"".join(client.get(f"{address}?market=deu").streaming_content).count(b"\n") == 3
    for asked in ("market=%00", "market=DE", "currency=XX%00"):
        assert client.get(f"{address}?{asked}").status_code == 404
