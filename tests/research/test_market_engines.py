"""Ranking and sizing from the general form to the page, as a person meets them."""

import re

import pytest
from django.urls import reverse

from apps.engines import registry
from apps.jobs.models import Job, State
from tests.factories.datasets import VersionFactory


def new_url(project, engine, version):
    query = {"engine": engine, "data": f"dataset:{version.pk}"}
    return reverse("jobs:new", args=[project.pk], query=query)


@pytest.fixture
def markets(project):
    columns = ["market", ("income", "USD"), ("LPI score", "")]
    rows = [("Chile", 17000.0, 3.0), ("Kenya", 2000.0, 2.8), ("Japan", 40000.0, None)]
    return VersionFactory(project=project, columns=columns, rows=rows)


def test_a_ranking_asks_for_bounds_and_then_answers(client, analyst, project, markets, run_jobs):
    client.force_login(analyst)
    url = new_url(project, "markets.ranking", markets)
    answers = {
        "data.market": "market", "data.attractiveness": ["income"],
        "data.difficulty": ["LPI score"], "attractiveness_share": "0.5", "k": "2",
        "confidence": "0.9", "draws": "500", "scales": "income; 1000; 100000; +; 1; log",
    }  # fmt: skip
    refused = client.post(url, answers)
    assert refused.status_code == 422
    page = refused.content.decode()
    line = "LPI score; 1; 5; +; 1; linear; World Bank, Logistics Performance Index"
    assert line in page
    assert "income; 1000; 100000; +; 1; log" in page  # what was typed is still there
    scales = f"{answers['scales']}\r\n{line.replace('+', '−')}\r\n"  # good logistics make it easier
    assert client.post(url, {**answers, "scales": scales}).status_code == 302
    job = run_jobs(Job.objects.get())
    assert job.state == State.SUCCEEDED, job.error or job.refusal
    page = client.get(reverse("jobs:detail", args=[project.pk, job.pk])).content.decode()
    assert "Of 3 markets Japan is the most attractive (80 of 100)" in page
    assert "1 of 6 cells is empty, most often for Japan." in page
    assert "Best is top left" in page


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("markets.ranking", ("Scales of the indicators", "Entry difficulty", "Language distance")),
        ("markets.sizing", ("Bottom-up begins at", "Year of the study", "Most likely")),
        ("markets.segments", ("Measures taken as logarithms", "Number of segments")),
        ("markets.forecast", ("Periods ahead", "Periods in a season", "Several rows of one")),
        ("markets.adoption", ("Market potential, if known", "What the values count")),
    ],
)
def test_each_form_is_drawn(client, analyst, project, markets, key, labels):
    client.force_login(analyst)
    page = client.get(new_url(project, key, markets)).content.decode()
    for label in (*labels, registry.get(key).label):
        assert label in page, label


def test_segments_of_countries_are_told_and_drawn(client, analyst, project, run_jobs):
    names = ("Chile", "Peru", "Brazil", "Kenya", "Ghana", "Namibia", "Japan", "France", "Spain",
             "Italy", "Norway", "Austria")  # fmt: skip
    rows = [
        (name, 2.0 + (row > 5) * 30 + row % 3, 10.0 + row % 4) for row, name in enumerate(names)
    ]
    columns = ["country", ("income", "USD"), ("internet", "%")]
    version = VersionFactory(project=project, columns=columns, rows=rows)
    client.force_login(analyst)
    answers = {
        "data.name": "country", "data.measures": ["income", "internet"], "segments": "2",
        "most": "2", "scaling": "z", "missing": "drop", "sure": "0.8",
    }  # fmt: skip
    assert client.post(new_url(project, "markets.segments", version), answers).status_code == 302
    job = run_jobs(Job.objects.get())
    assert job.state == State.SUCCEEDED, job.error or job.refusal
    page = client.get(reverse("jobs:detail", args=[project.pk, job.pk])).content.decode()
    assert "The 12 rows, parted into the 2 segments that you asked for (6 and 6)." in page
    assert "income above average (+1.0 sd)" in page
    assert "data-map-area" in page
    assert "<td>Namibia</td><td>NAM</td>" in page


def test_columns_named_as_their_part_are_chosen_and_what_must_be_said_is_marked(
    client, analyst, project
):
    columns = ["Market", ("level", ""), ("likely", ""), ("high", ""), "note"]
    version = VersionFactory(project=project, columns=columns, rows=[("Chile", 1.0, 2.0, 3.0, "x")])
    client.force_login(analyst)
    page = client.get(new_url(project, "markets.sizing", version))
    form = page.context["roles_form"]
    chosen = {name: form[name].initial for name in form.fields}
    assert chosen["data.market"] == "Market"
    assert (chosen["data.likely"], chosen["data.high"]) == ("likely", "high")
    assert chosen["data.source"] is None
    marked = re.findall(r'class="form-label required"[^>]*>([^<]+)<', page.content.decode())
    wanted = [form.fields[name].label for name in form.fields if name in form.wanted]
    assert wanted
    assert set(wanted) <= set(marked)
    assert "Market" not in marked  # not asked for
