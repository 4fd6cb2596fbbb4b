"""What a person sees of an answer: the figure first, names told apart, a chart with intervals."""

from __future__ import annotations

import csv
import io
import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.core.messages import msg
from apps.engines.contract import PredictedRow, Prediction, PredictionColumn
from apps.modelhub import presentation
from apps.modelhub.domain import rows as reading
from apps.modelhub.domain.predict import predictions_of
from tests.factories.datasets import VersionFactory
from tests.modelhub.test_predict import ask, fit, model, quick, url

__all__ = ["model", "quick"]

ROWS = [(float(i), float(i % 5), 2.0 * i + i % 2, 5.0 - i % 4) for i in range(12)]


@pytest.fixture
def wide(project, analyst, run_jobs):
    """A model of two predictors."""
    version = VersionFactory(project=project, columns=["a", "b", "y", "z"], rows=ROWS)
    return fit(project, analyst, version, run_jobs, ("a", "b"), ("y",))


def heads(page):
    table = page.split('<table class="table card-table predicted">')[1].split("</thead>")[0]
    return [head.strip() for head in re.findall(r"<th[^>]*>([^<]*)</th>", table)]


def test_a_lone_row_is_answered_in_a_sentence_before_the_table(client, analyst, model, quick):
    client.force_login(analyst)
    _, page = ask(client, model, **{"cell-0-0": "220"})
    before = page.split('<table class="table card-table predicted">')[0]
    assert "At d = 220 index the estimate of D is 245.97 units." in before
    assert (
        "A new observation is likely between 191.61 and 300.33, the mean between 200.97 and"
        " 290.97 (95% intervals)." in before
    )
    assert "Extrapolation: d = 220 is outside" in before
    assert "One row needs care" not in page  # the sentence itself stands there


def test_the_predicted_columns_come_right_after_the_row(client, analyst, wide, quick):
    client.force_login(analyst)
    _, page = ask(client, wide, pasted="city\ta\tb\nOslo\t1\t2\nBergen\t3\t1")
    assert heads(page) == [
        "Row", "y", "Mean, 95% interval", "New observation, 95% interval", "To know",
        "city", "a", "b",
    ]  # fmt: skip
    assert "said-estimate" not in page


def test_several_targets_have_a_sentence_each(client, analyst, project, run_jobs, quick):
    version = VersionFactory(project=project, columns=["a", "b", "y", "z"], rows=ROWS)
    both = fit(project, analyst, version, run_jobs, ("a", "b"), ("y", "z"))
    client.force_login(analyst)
    _, page = ask(client, both, pasted="1\t2")
    said = re.findall(r'"said-estimate">([^<]*)<', page)
    assert [re.sub(r"[\d.]+\.$", "…", one) for one in said] == [
        "At a = 1 and b = 2 the estimate of y is …",
        "At a = 1 and b = 2 the estimate of z is …",
    ]


def test_a_row_that_cannot_be_predicted_says_only_why(client, analyst, model, quick):
    client.force_login(analyst)
    _, page = ask(client, model, **{"cell-0-0": "abc"})
    before = page.split('<table class="table card-table predicted">')[0]
    assert "d: &#x27;abc&#x27; is not a number." in before
    assert "said-estimate" not in page


def test_the_predicted_column_is_told_from_the_persons_own(client, analyst, model, quick):
    client.force_login(analyst)
    _, page = ask(client, model, file=SimpleUploadedFile("rows.csv", b"D,d\n150,140\n250,220\n"))
    assert [head for head in heads(page) if head.startswith("D")] == ["D (predicted) (units)", "D"]
    job = predictions_of(model).get()
    answer = client.get(url(model, {"job": job.pk, "format": "csv"})).content.decode("utf-8-sig")
    head = next(csv.reader(io.StringIO(answer)))
    assert head[:3] == ["D", "d", "D (predicted):point"]
    assert "D:point" in job.result["rows"][0]["values"]  # what programs read keeps its name


def test_a_name_that_is_taken_twice_is_still_told_apart():
    assert presentation.told_apart("D", ["d"]) == "D"
    assert presentation.told_apart("D", ["D", "D (predicted)"]) == "D (predicted) (predicted)"


def drawn(model):
    job = predictions_of(model).get()
    prediction = Prediction.model_validate(job.result)
    return presentation.shown(model, job.params["rows"], prediction)


def test_one_prediction_has_its_intervals_in_the_chart(client, analyst, model, quick):
    client.force_login(analyst)
    ask(client, model, **{"cell-0-0": "220"})
    (chart,) = drawn(model).charts
    kinds = [(str(one.name), one.kind, len(one.points)) for one in chart.series]
    assert kinds == [
        ("New observation", "band", 1), ("Mean", "band", 1), ("Prediction", "scatter", 1)
    ]  # fmt: skip
    assert chart.series[0].points[0] == pytest.approx([220, 191.61, 300.33], abs=0.01)
    assert (chart.x.label, chart.x.scale) == ("d", "linear")


def test_rows_are_whole_numbers_along_the_chart(client, analyst, wide, quick):
    client.force_login(analyst)
    ask(client, wide, pasted="1\t2\nabc\t1\n3\t1")
    (chart,) = drawn(wide).charts
    assert chart.x.scale == "category"
    assert [point[0] for point in chart.series[-1].points] == ["1", "3"]


def test_figures_without_intervals_have_none_in_words_or_chart(model):
    column = PredictionColumn(key="D:point", label=msg("D"), role="point", target="D")
    row = PredictedRow(values={"D:point": 7.5})
    said = presentation._sentences(row, presentation.Target("D", "", "D"), None, "95%")
    assert said == presentation.Said("The estimate of D is 7.500000.")
    prediction = Prediction(columns=[column], rows=[row])
    chart = presentation._chart("D", "", presentation.fields_of(model), [{"d": "1"}], prediction)
    assert [one.kind for one in chart.series] == ["scatter"]


def test_a_huge_paste_is_refused_at_once_and_stays_in_its_box(client, analyst, wide):
    client.force_login(analyst)
    pasted = "1\t2\n" * 400_000
    started = time.monotonic()
    with pytest.raises(reading.RowsRefused, match="400000 rows are more"):
        reading.from_text(pasted, ["a", "b"])
    assert time.monotonic() - started < 2
    response = client.post(url(wide), {"pasted": "1\t2\n" * 6000, "cell-1-0": "7"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "6000 rows are more than one prediction takes (5000)" in page
    assert page.count("1\t2\n") >= 5999
    assert page.count('name="cell-') == 6  # three rows of two, none of them from the paste
    assert 'value="7"' in page


def test_lines_in_quotation_marks_are_one_row():
    text = "review,a\n" + '"one\ntwo\nthree",1\n' * 2000
    assert len(reading.from_text(text, ["review", "a"], ["review"])) == 2000
    with pytest.raises(reading.RowsRefused, match="5001 rows"):
        reading.from_text("review,a\n" + '"one\ntwo",1\n' * 5001, ["review", "a"], ["review"])


def test_a_header_is_no_row():
    assert len(reading.from_text("d\n" + "1\n" * 5000, ["d"])) == 5000
