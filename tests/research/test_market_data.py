"""The research gate asks whether the project's data names the market."""

import pytest
from django.core.cache import cache

from apps.datasets.domain.create import create_from_rows
from apps.datasets.tabular.schema import StoredColumn
from apps.projects.gates import GateState, open_gate
from apps.research.domain import market_data
from tests.factories.projects import MarketEntryFactory, ProjectFactory

pytestmark = pytest.mark.django_db
COUNTRY = StoredColumn(name="country", kind="country")


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def entry():
    return MarketEntryFactory(project=ProjectFactory(), country="NAM")


def table(entry, name, codes, columns=(COUNTRY, "sales")):
    rows = [(code, number) for number, code in enumerate(codes)]
    return create_from_rows(entry.project, None, name, list(columns), rows)


def test_it_is_asked_at_the_research_stage(entry):
    answers = {answered.check.key: answered for answered in open_gate(entry)}
    assert answers["research.market_data"].state is GateState.UNMET
    assert str(answers["research.market_data"].answer.sentence) == "The project has no data yet."


def test_data_on_other_markets_does_not_meet_it(entry):
    table(entry, "Sales", ["DEU", "FRA"])
    answer = market_data.gate(entry)
    assert answer.state is GateState.UNMET
    assert str(answer.sentence) == "No dataset of the project names this market."


def test_every_dataset_that_names_it_is_named(entry):
    table(entry, "Sales", ["DEU", "NAM"])
    table(entry, "Prices", [None, "NAM", "not a code"])
    table(entry, "Other", ["DEU"])
    answer = market_data.gate(entry)
    assert answer.state is GateState.MET
    assert str(answer.sentence) == "Named in Prices, Sales."


def test_a_column_that_only_looks_like_countries_does_not_count(entry):
    table(entry, "Initials", ["NAM"], columns=("who", "sales"))
    assert market_data.gate(entry).state is GateState.UNMET


def test_data_of_another_project_does_not_count(entry):
    other = MarketEntryFactory(project=ProjectFactory(), country="NAM")
    table(other, "Sales", ["NAM"])
    assert market_data.gate(entry).state is GateState.UNMET


def test_the_answer_of_a_version_is_read_once(entry, monkeypatch):
    version = table(entry, "Sales", ["NAM"])
    assert str(market_data.gate(entry).sentence) == "Named in Sales."
    monkeypatch.setattr(market_data, "markets_of", None)
    version.dataset.name = "Turnover"
    version.dataset.save()
    assert str(market_data.gate(entry).sentence) == "Named in Turnover."


def test_the_datasets_of_a_project_are_gone_through_once(entry, django_assert_max_num_queries):
    for number in range(4):
        table(entry, f"Sales {number}", ["NAM"])
    market_data.gate(entry)
    with django_assert_max_num_queries(1):
        assert market_data.gate(entry).state is GateState.MET
    table(entry, "Prices", ["NAM"])
    with django_assert_max_num_queries(6):
        answer = market_data.gate(entry)
    assert str(answer.sentence) == "Named in Prices, Sales 0, Sales 1, Sales 2, Sales 3."


def test_of_many_datasets_the_first_are_named(entry, monkeypatch):
    monkeypatch.setattr(market_data, "MOST_NAMES", 1)
    table(entry, "Sales", ["NAM"])
    table(entry, "Prices", ["NAM"])
    assert str(market_data.gate(entry).sentence) == "Named in Prices, …."


def test_a_very_large_version_answers_by_its_top_values(entry, monkeypatch):
    monkeypatch.setattr(market_data, "MOST_ROWS", 1)
    version = table(entry, "Sales", ["NAM", "NAM", "DEU"])
    monkeypatch.setattr(market_data, "_values", None)
    assert market_data.markets_of(version) == {"NAM", "DEU"}
