"""The pages of a fit and of a prediction show statsmodels' figures, on ten generated tables.

The engine runs in this process and its answers are stored as a worker stores them: what is held
here is everything from the stored answer to the page. Runs in children of their own are tested
beside it (``test_sample.py``, ``test_demand.py``).
"""

from __future__ import annotations

import csv
import html
import io
import json
import re

import numpy as np
import pytest
import statsmodels.api as sm
from django.urls import reverse
from statsmodels.graphics.gofplots import ProbPlot
from statsmodels.stats.outliers_influence import OLSInfluence

from apps.modelhub.domain.predict import PURPOSE
from tests.engines.linear_cases import fit
from tests.engines.test_against_statsmodels import CASES, generated
from tests.factories.jobs import JobFactory
from tests.factories.modelhub import RegisteredModelFactory

LEAST = "regression.least_squares"
SIX = 5.1e-6  # figures are shown with six significant digits: half a unit of the last one
HEADS = {"Estimate": "params", "Standard error": "bse", "t": "tvalues"}
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def figure(text):
    """A number as the page writes it: '−1,234.5', '1.2 × 10⁻⁸'."""
    plain, _, power = text.replace("−", "-").replace(",", "").partition(" × 10")
    return float(plain) * 10.0 ** int(power.translate(SUPERSCRIPTS) or "0")


def table(page, title):
    """The rows of the page's table of that title, each as head → cell."""
    inside = page.split(f'role="region" aria-label="{title}"')[1].split("</table>")[0]
    head, *rows = [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]
        for row in inside.split("</tr>")
        if (cells := re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL))
    ]
    return [dict(zip(head, row, strict=True)) for row in rows]


def tile(page, label):
    found = re.search(rf'tile-label">{label}</div>\s*<div class="tile-value">([^<]*)<', page)
    return figure(found[1])


def points(page, key):
    """What the page gives the script to draw: the data of a plot as columns."""
    found = re.search(rf'<script id="{key}" type="application/json">(.*?)</script>', page)
    return np.array(json.loads(found[1])["series"][-1]["points"], dtype=float).T


def stored(answer):
    """As the child writes it and the row keeps it."""
    return json.loads(answer.model_dump_json())


class Case:
    """One generated table: what statsmodels says, and our pages about the same rows."""

    def __init__(self, root, project, rows, k, intercept, weighted, *shape) -> None:
        x, y, w = generated(rows, k, *shape)
        self.names, self.intercept = [f"x{j}" for j in range(k)], intercept
        data = {**dict(zip(self.names, x.T.tolist(), strict=True)), "y": y.tolist(), "w": w}
        ours, self.predictor = fit(
            root, data, ["y"], self.names, weights="w" if weighted else None, intercept=intercept
        )
        design, weights = self.design(x), w if weighted else np.ones(rows)
        self.oracle = sm.WLS(y, design, weights=weights).fit()
        root_w = np.sqrt(weights)
        self.white = OLSInfluence(sm.OLS(y * root_w, design * root_w[:, None]).fit())
        self.fresh = x[:5] * 1.1
        self.job = JobFactory(
            project=project, state="succeeded", engine_key=LEAST, result=stored(ours)
        )
        self.model = RegisteredModelFactory(
            job=self.job, predict_fields=self.job.result["predict_fields"], summary=self.job.summary
        )

    def design(self, x):
        return sm.add_constant(x, has_constant="add") if self.intercept else x

    def asked(self):
        """A stored prediction of five rows, and what statsmodels answers to them."""
        rows = [dict(zip(self.names, row, strict=True)) for row in self.fresh.tolist()]
        job = JobFactory(
            project=self.job.project, state="succeeded", engine_key=LEAST, task="predict",
            purpose=PURPOSE, params={"rows": rows}, result=stored(self.predictor.predict(rows)),
            inputs={"model": {"kind": "model", "id": str(self.model.pk)}},
        )  # fmt: skip
        expected = self.oracle.get_prediction(self.design(self.fresh))
        return job, expected.summary_frame(0.05)


@pytest.fixture
def case(request, tmp_path, project, client, viewer):
    client.force_login(viewer)
    return Case(tmp_path, project, *request.param)


ten = pytest.mark.parametrize("case", CASES[:10], indirect=True, ids=lambda one: str(one[-1]))


@ten
def test_the_page_of_a_fit(client, case):
    address = reverse("jobs:detail", args=[case.job.project_id, case.job.pk])
    page = client.get(address).content.decode()
    oracle, k, first = case.oracle, len(case.names), int(case.intercept)
    order = [*range(first, first + k), *([0] if first else [])]  # the page has the intercept last

    rows = table(page, "Coefficients of y")
    assert [row["Term"] for row in rows] == [*case.names, *(["Intercept"] if first else [])]
    sizes = np.abs(oracle.params)
    places = 5.1e-7 if ((sizes >= 1e-3) & (sizes < 1e6)).all() else 0  # six places, or digits
    for head, name in HEADS.items():
        shown = [figure(row[head]) for row in rows]
        wanted = np.asarray(getattr(oracle, name))[order]
        np.testing.assert_allclose(shown, wanted, rtol=SIX, atol=places * (head == "Estimate"))
    for place, head in enumerate(("95% from", "95% to")):
        shown = [figure(row[head]) for row in rows]
        np.testing.assert_allclose(shown, oracle.conf_int(0.05)[order, place], rtol=SIX)
    shown = [figure(row["p"]) for row in rows]
    np.testing.assert_allclose(shown, oracle.pvalues[order], rtol=5.1e-3, atol=1e-300)

    assert tile(page, "R²") == pytest.approx(oracle.rsquared, rel=SIX)
    assert tile(page, "Adjusted R²") == pytest.approx(oracle.rsquared_adj, rel=SIX)
    assert tile(page, "Residual SD") == pytest.approx(np.sqrt(oracle.scale), rel=5.1e-4)
    # statsmodels has no predictive R²: its own residuals of rows left out, by the definition.
    total = oracle.centered_tss if case.intercept else oracle.uncentered_tss
    predictive = 1 - (case.white.resid_press**2).sum() / total
    assert tile(page, "Predictive R²") == pytest.approx(predictive, rel=SIX)

    fitted, residual = points(page, "chart-residuals-y")
    np.testing.assert_allclose(fitted, oracle.fittedvalues, rtol=1e-8)
    np.testing.assert_allclose(residual, oracle.resid, rtol=1e-7, atol=1e-9 * oracle.scale**0.5)
    normal, values = points(page, "chart-qq-y")
    theirs = ProbPlot(case.white.resid_studentized_internal, a=3 / 8)
    np.testing.assert_allclose(normal, theirs.theoretical_quantiles, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(values, theirs.sample_quantiles, rtol=1e-7, atol=1e-9)


@ten
def test_the_page_of_a_prediction_and_its_file(client, case):
    job, expected = case.asked()
    address = reverse("modelhub:predict", args=[job.project_id, case.model.pk])
    page = client.get(address, {"job": job.pk}).content.decode()
    rows = table(page, "Answer")
    half = ((expected["obs_ci_upper"] - expected["obs_ci_lower"]) / 2).to_numpy()
    wanted = {
        "y": ["mean"],
        "Mean, 95% interval": ["mean_ci_lower", "mean_ci_upper"],
        "New observation, 95% interval": ["obs_ci_lower", "obs_ci_upper"],
    }
    for head, columns in wanted.items():
        cells = [[figure(part) for part in row[head].split(" to ")] for row in rows]
        # Four figures of the interval's half width, so half a thousandth of it at most.
        away = np.abs(np.array(cells) - expected[columns].to_numpy())
        assert (away <= 0.51e-3 * half[:, None]).all(), head

    sent = client.get(address, {"job": job.pk, "format": "csv"}).content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(sent)))
    roles = dict(zip(("point", "mean_low", "mean_high", "new_low", "new_high"), (
        "mean", "mean_ci_lower", "mean_ci_upper", "obs_ci_lower", "obs_ci_upper"), strict=True)
    )  # fmt: skip
    for role, name in roles.items():
        told = [float(line[f"y:{role}"]) for line in lines]
        np.testing.assert_allclose(told, expected[name], rtol=1e-8)
