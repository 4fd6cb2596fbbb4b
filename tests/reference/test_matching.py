"""From what tables say to ISO codes."""

import subprocess
import sys

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reference import countries
from apps.reference.matching import MAIN_LANGUAGES, OTHER_LANGUAGES, Match, match
from apps.reference.store import load

AMBIGUOUS = load("names")["ambiguous"]
ALL = [country.alpha_3 for country in pycountry.countries]


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("CHN", "CHN"),
        ("cn", "CHN"),
        ("156", "CHN"),
        (" 中国 ", "CHN"),
        ("中华人民共和国", "CHN"),
        ("China, mainland", "CHN"),
        ("NA", "NAM"),
        ("UK", "GBR"),
        ("U.S.A.", "USA"),
        ("the United States", "USA"),
        ("Korea, Rep.", "KOR"),
        ("Republic of Korea", "KOR"),
        ("韩国", "KOR"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Congo, Rep.", "COG"),
        ("Congo, Dem. Rep.", "COD"),
        ("刚果（金）", "COD"),
        ("刚果(布)", "COG"),
        ("Hong Kong SAR, China", "HKG"),
        ("中国香港特别行政区", "HKG"),
        ("Macao SAR, China", "MAC"),
        ("Taiwan, China", "TWN"),
        ("臺灣", "TWN"),
        ("Egypt, Arab Rep.", "EGY"),
        ("Gambia, The", "GMB"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Turkiye", "TUR"),
        ("Lao PDR", "LAO"),
        ("Micronesia, Fed. Sts.", "FSM"),
        ("Venezuela, RB", "VEN"),
        ("West Bank and Gaza", "PSE"),
        ("St. Vincent & the Grenadines", "VCT"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("South Africa", "ZAF"),
        ("Dominica", "DMA"),
        ("France*", "FRA"),
        ("France [1]", "FRA"),
    ],
)
def test_codes_and_known_spellings_are_certain(text, iso3):
    found = match(text)
    assert (found.iso3, found.certain) == (iso3, True)


@pytest.mark.parametrize("iso3", ALL)
def test_every_country_is_found_by_its_codes_and_its_names(iso3):
    country = pycountry.countries.get(alpha_3=iso3)
    for code in (iso3, country.alpha_2, country.numeric):
        assert match(code) == Match(iso3, 1, (iso3,))
    for name in (country.name, *(countries.name(iso3, lang) for lang in MAIN_LANGUAGES)):
        if name not in AMBIGUOUS:
            assert match(name) == Match(iso3, 1, (iso3,))


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Deutschland", "DEU"),
        ("ドイツ", "DEU"),
        ("España", "ESP"),
        ("Россия", "RUS"),
        ("भारत", "IND"),
    ],
)
def test_names_in_other_languages_are_found_and_asked_about(text, iso3):
    found = match(text)
    assert found.iso3 == iso3
    assert not found.certain


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Congo", {"COD", "COG"}),
        ("刚果", {"COD", "COG"}),
        ("Korea", {"KOR", "PRK"}),
        ("Republic of China", {"CHN", "TWN"}),
        ("Virgin Islands", {"VGB", "VIR"}),
    ],
)
def test_what_means_two_countries_is_never_guessed(text, candidates):
    found = match(text)
    assert found.iso3 is None
    assert set(found.candidates) == candidates


def test_a_misspelling_is_suggested_but_not_certain():
    found = match("Austrailia")
    assert found.iso3 == "AUS"
    assert 0.8 < found.confidence < 1


def test_a_spelling_between_two_countries_lists_both():
    found = match("Nigeri")
    assert found.iso3 is None
    assert set(found.candidates) == {"NGA", "NER"}


@pytest.mark.parametrize(
    "text", ["", "   ", "N/A", "n.a.", "-", "–", "hello", "4", "12.5", "x" * 500]
)
def test_what_is_no_country_gives_none(text):
    assert match(text).iso3 is None
    assert not match(text).aggregate


@pytest.mark.parametrize(
    "text",
    [
        "World",
        "European Union",
        "Euro area",
        "Sub-Saharan Africa",
        "Sub-Saharan Africa (IDA & IBRD countries)",
        "Low & middle income",
        "High income: OECD",
        "Africa",
        "Total",
        "ASEAN",
        "WLD",
        "欧盟",
        "世界",
        "撒哈拉以南非洲",
        "合计",
    ],
)
def test_groups_of_countries_are_flagged(text):
    assert countries.is_aggregate(text)
    assert match(text).iso3 is None


@pytest.mark.parametrize("iso3", ALL)
def test_no_country_is_taken_for_a_group(iso3):
    country = pycountry.countries.get(alpha_3=iso3)
    assert not countries.is_aggregate(country.name)
    assert not countries.is_aggregate(iso3)


def test_listed_groups_are_no_country_and_the_other_way_round():
    wrong = [name for name in load("names")["aggregates"] if not countries.is_aggregate(name)]
    assert wrong == []
    for iso3, spellings in load("names")["spellings"].items():
        assert [match(spelling).iso3 for spelling in spellings] == [iso3] * len(spellings)


@given(st.text(max_size=120))
def test_any_text_gives_an_answer_within_its_bounds(text):
    found = match(text)
    assert 0 <= found.confidence <= 1
    assert found.iso3 is None or found.iso3 in ALL
    assert set(found.candidates) <= set(ALL)
    assert not (found.aggregate and found.iso3)


@given(
    st.sampled_from(ALL),
    st.sampled_from(MAIN_LANGUAGES),
    st.sampled_from([str.upper, str.lower, str.title, lambda name: f"  {name}\t", str]),
)
def test_case_and_space_around_a_name_do_not_matter(iso3, language, change):
    found = match(change(countries.name(iso3, language)))
    assert found.iso3 == iso3 or (found.iso3 is None and iso3 in found.candidates)


@given(st.sampled_from(ALL), st.sampled_from(OTHER_LANGUAGES))
def test_a_name_in_any_listed_language_is_never_taken_for_another_country(iso3, language):
    found = match(countries.name(iso3, language))
    assert found.iso3 == iso3 or (found.iso3 is None and iso3 in found.candidates)


def test_matching_needs_no_django():
    script = (
        "import sys; from apps.reference import countries;"
        "assert countries.match('Allemagne').iso3 == 'DEU';"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
