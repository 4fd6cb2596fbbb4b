"""Countries, currencies and territory facts."""

import pycountry
import pytest

from apps.reference import countries, currencies, languages, territories


def test_a_country_by_its_code():
    china = countries.get("CHN")
    assert (china.iso2, china.numeric) == ("CN", "156")
    assert countries.get("XXX") is None


@pytest.mark.parametrize(
    ("iso3", "lang", "name"),
    [
        ("CHN", "en", "China"),
        ("CHN", "zh-hans", "中国"),
        ("DEU", "de", "Deutschland"),
        ("DEU", "xx-unknown", "Germany"),
        ("HKG", "zh-hans", "中国香港特别行政区"),
        ("MAC", "en", "Macao SAR China"),
        ("ZZZ", "en", "ZZZ"),
    ],
)
def test_names_in_the_readers_language(iso3, lang, name):
    assert countries.name(iso3, lang) == name


def test_every_country_has_a_point_on_the_map():
    listed = countries.all_countries()
    assert {country.iso3 for country in listed} == {c.alpha_3 for c in pycountry.countries}
    assert all(-180 <= c.longitude <= 180 and -90 <= c.latitude <= 90 for c in listed)
    assert len({(c.longitude, c.latitude) for c in listed}) == len(listed)


@pytest.mark.parametrize(
    ("iso3", "longitude", "latitude"),
    [
        ("SGP", 103.8, 1.35),
        ("HKG", 114.1, 22.35),
        ("MAC", 113.55, 22.16),
        ("TWN", 121, 23.7),
        ("MLT", 14.4, 35.9),
        ("RUS", 95, 61),
        ("FJI", 178, -17.8),
        ("BRA", -53, -10.8),
    ],
)
def test_points_are_where_the_territory_is(iso3, longitude, latitude):
    country = countries.get(iso3)
    assert country.longitude == pytest.approx(longitude, abs=1)
    assert country.latitude == pytest.approx(latitude, abs=1)


def test_choices_are_in_the_order_of_the_language():
    english = [name for _, name in countries.choices("en")]
    assert english.index("Åland Islands") < english.index("Albania") < english.index("Zimbabwe")
    chinese = [name for _, name in countries.choices("zh-hans")]
    assert chinese.index("德国") < chinese.index("法国") < chinese.index("中国")
    assert len(chinese) == len(pycountry.countries)


def test_currencies_are_those_that_prices_are_written_in():
    codes = [code for code, _ in currencies.choices("en")]
    assert {"CNY", "USD", "EUR", "JPY", "HKD"} <= set(codes)
    assert not {"XAU", "XTS", "XXX"} & set(codes)
    assert currencies.get("JPY").decimals == 0
    assert currencies.get("CNY").name("zh-hans") == "人民币"
    assert currencies.get("EUR").symbol("en") == "€"
    assert currencies.name("XXX") == "XXX"
    assert currencies.name("USD") == "US Dollar"


def test_territory_facts_carry_their_source():
    china = territories.get("CHN")
    assert china.population == 1_416_040_000
    assert china.gdp_per_person == pytest.approx(22054.46, abs=0.01)
    assert china.literacy == pytest.approx(0.951)
    assert territories.source() == "Unicode CLDR 48.2.0"
    singapore = territories.get("SGP")
    assert [spoken.code for spoken in singapore.languages if spoken.official] == [
        "en",
        "zh",
        "ms",
        "ta",
    ]
    assert singapore.languages[0].share == pytest.approx(0.93)
    assert territories.get("XXX") is None


def test_a_figure_that_the_source_lacks_is_none_and_not_zero():
    for territory in territories.all_territories():
        assert territory.population is None or territory.population > 0
        assert territory.literacy is None or 0 < territory.literacy <= 1
        assert territory.gdp_per_person is None or territory.gdp_per_person > 0
    assert len(territories.all_territories()) == len(pycountry.countries)


def test_language_names():
    assert languages.language_name("pt", "en") == "Portuguese"
    assert languages.language_name("pt", "zh-hans") == "葡萄牙语"
    assert languages.language_name("uz_Arab", "en") == "Uzbek (Arabic)"
    assert languages.language_name("xyzzy", "en") == "xyzzy"
    assert languages.language_name("bar", "zh-hans") == "Bavarian"
