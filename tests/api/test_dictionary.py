"""The data dictionary over REST."""

import csv
import io

import pytest

from apps.datasets.models import ColumnEntry
from tests.factories.datasets import VersionFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path, project):
    settings.MEDIA_ROOT, settings.WORK_DIR = tmp_path / "media", tmp_path / "work"
    columns = ["market", ("price/kg", "EUR")]
    version = VersionFactory(project=project, columns=columns, rows=[("DE", 2.5), ("FR", 3.0)])
    return f"projects/{project.pk}/datasets/{version.dataset_id}/dictionary"


def put(caller, path, body, **options):
    return caller("put", path, body, **options)


def test_a_column_is_described_read_changed_and_forgotten(caller, home):
    one = f"{home}/price%2Fkg/"
    assert caller.get(one).status_code == 404
    said = {"label": "Price", "unit": "USD", "measure": "price", "minimum": 0, "price_year": 2015}
    made = put(caller, one, said)
    assert made.status_code == 201
    assert made.json()["column"] == "price/kg"
    assert {name: made.json()[name] for name in said} == said
    tag = caller.get(one)["ETag"]
    again = put(caller, one, {"label": "Net price"}, headers={"If-Match": tag})
    assert again.status_code == 200
    assert (again.json()["label"], again.json()["unit"]) == ("Net price", "")  # put as a whole
    assert put(caller, one, said, headers={"If-Match": tag}).status_code == 412
    assert put(caller, one, said, headers={"If-None-Match": "*"}).status_code == 412
    assert [row["column"] for row in caller.get(f"{home}/").json()["results"]] == ["price/kg"]
    assert caller.delete(one, headers={"If-Match": tag}).status_code == 412
    assert caller.delete(one).status_code == 204
    assert not ColumnEntry.objects.exists()


@pytest.mark.parametrize(
    ("column", "body", "pointer", "words"),
    [
        ("market", {"lable": "x"}, "/lable", "no field of this name"),
        ("market", {"measure": "money"}, "/measure", "none of: flow"),
        ("market", {"minimum": 1}, "/minimum", "Only columns of numbers"),
        ("price%2Fkg", {"minimum": 2, "maximum": 1}, "/maximum", "smaller"),
        ("price%2Fkg", {"permitted": ["1"]}, "/permitted", "Only texts"),
        ("market", {"permitted": ["a\nb"]}, "/permitted", "one line"),
        ("market", {"source_year": 9999}, "/source_year", "1000 to 2200"),
        ("market", '{"minimum": NaN}', "", ""),
    ],
)
def test_what_cannot_be_is_a_problem_at_its_field(caller, home, column, body, pointer, words):
    answer = put(caller, f"{home}/{column}/", body)
    assert answer.status_code in (400, 422)
    text = answer.content.decode()
    assert pointer in text
    assert words in text
    assert not ColumnEntry.objects.exists()


def test_a_column_that_there_is_not_and_somebody_elses_are_not_found(caller, home, project):
    answer = put(caller, f"{home}/volume/", {"label": "x"})
    assert answer.status_code == 404
    assert "no column 'volume'" in answer.json()["detail"]
    other = VersionFactory(project=ProjectFactory(), columns=["a"], rows=[(1,)])
    foreign = f"projects/{project.pk}/datasets/{other.dataset_id}/dictionary"
    assert put(caller, f"{foreign}/a/", {"label": "x"}).status_code == 404
    assert caller.get(f"{foreign}-table/").status_code == 404


def test_the_table_has_every_column(caller, home):
    put(caller, f"{home}/market/", {"label": "+Market"})
    answer = caller.get(f"{home}-table/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Column", "market", "price/kg"]
    assert rows[1][4] == "'+Market"
    assert rows[2][6] == "EUR"
