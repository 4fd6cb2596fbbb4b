"""The notebook of a report computes the result again, outside Lepton and without it."""

from __future__ import annotations

import io
import json
import zipfile

import nbformat
import numpy as np
import pytest
from django.utils import translation

from apps.engines.builtin.least_squares.manifest import ENGINE
from apps.engines.builtin.ranking.manifest import ENGINE as RANKING
from apps.engines.testing import MemoryTable
from apps.jobs.reports import formats
from apps.jobs.reports.cells import cells_of
from apps.jobs.reports.compose import compose
from apps.jobs.reports.writers import notebook
from tests.engines import test_ranking_contract
from tests.jobs.reported import job_of, write_here

ROLES = {"target": ["demand '25", "units"], "predictors": ["price", "income"]}
CASES = {
    "plain": {},
    "hc1": {"errors": "hc1"},
    "hc3": {"errors": "hc3", "confidence": 0.9},
    "by group": {"errors": "cluster", "cluster": ["land"]},
    "precision": {"weights": ["w"]},
    "repeats": {"weights": ["w"], "weights_mean": "frequency"},
    "through the origin": {"intercept": False},
    "curved": {"powers": "price^3"},
    "formula": {"formula": "log(price)*C(land, 'land 2') + poly(income, 2) + standardize(w)"},
    "formula, repeats": {
        "formula": "0 + land + price:income",
        "weights": ["w"],
        "weights_mean": "frequency",
    },
}


@pytest.fixture(autouse=True)
def _dirs(db, job_dirs):
    pass


def table(**roles):
    """60 rows with gaps, weights of zero and columns whose names a program must not read."""
    rng = np.random.default_rng(7)
    price, income = rng.uniform(1, 9, 60), rng.normal(5e4, 1e4, 60)
    noise = rng.normal(size=(2, 60))
    data = {
        "price": price.tolist(),
        "income": income.tolist(),
        "demand '25": (40 - 3 * price + 4e-4 * income + noise[0]).tolist(),
        "units": (7 + 2 * price**2 - price**3 / 9 + noise[1]).tolist(),
        "w": rng.integers(0, 4, 60).astype(float).tolist(),
        "land": [f"land {place % 8}" for place in range(60)],
    }
    data["price"][3], data["units"][11], data["land"][20] = None, None, None
    return MemoryTable(data, {**ROLES, **roles})


def fitted(case):
    chosen = dict(CASES[case])
    roles = {name: chosen.pop(name) for name in ("weights", "cluster") if name in chosen}
    return job_of(ENGINE, chosen, {"data": table(**roles)})


def unpacked(job, folder):
    """What a person downloads, in a folder of its own."""
    form = formats.find(job, "notebook")
    content = b"".join(formats.written(job, form, "https://lepton.example"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
        return archive.namelist()


def carried_out(book):
    """The code cells in order, in a namespace of their own, as Jupyter would."""
    space = {}
    for cell in book.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, "cell", "exec"), space)
    return space


def test_the_download_computes_the_coefficients_again(tmp_path, monkeypatch, capsys):
    job = fitted("plain")
    names = unpacked(job, tmp_path)
    assert names == ["report.ipynb", "result.json", "data/data.parquet"]
    book = nbformat.read(tmp_path / "report.ipynb", as_version=4)
    nbformat.validate(book)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEPTON_TOKEN", raising=False)
    space = carried_out(book)
    assert "agrees with the stored result" in capsys.readouterr().out
    for one in job.summary["targets"]:
        for term in one["coefficients"]:
            found = space["fitted"][one["target"]].loc[term["term"] or ""]
            assert found["estimate"] == pytest.approx(term["estimate"], rel=1e-9)
            assert found["se"] == pytest.approx(term["se"], rel=1e-7)
    kept = json.loads((tmp_path / "result.json").read_text())
    assert kept["summary"] == job.summary
    assert kept["provenance"]["inputs"]["data"]["content_hash"] == "9f" * 32


@pytest.mark.parametrize("case", [name for name in CASES if name != "plain"])
def test_so_does_every_choice_of_the_fit(case, tmp_path, monkeypatch, capsys):
    job = fitted(case)
    provided = formats._tables(job)[0]["data/data.parquet"]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "data.parquet").symlink_to(provided)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LEPTON_TOKEN", raising=False)
    space = {}
    for cell in cells_of(job, "https://lepton.example", []):
        if cell.kind == "code":
            exec(compile(cell.source, "cell", "exec"), space)
    assert "agrees with the stored result" in capsys.readouterr().out
    assert space["ROWS_USED"] < 60


def test_what_it_does_not_compute_again_it_says_and_shows(capsys):
    job = job_of(ENGINE, {"formula": "bs(price, df=4) + income"}, {"data": table()})
    cells = cells_of(job, "https://lepton.example", [])
    assert any("not computed again here" in cell.source for cell in cells)
    exec(compile(next(one for one in cells if one.kind == "code").source, "cell", "exec"), {})
    assert "bs(price)[4]" in capsys.readouterr().out


def test_what_an_archive_brought_is_no_markup_and_no_stop():
    """Lone surrogates and names of libraries: what an import of a project takes as it is."""
    job = fitted("plain")
    job.provenance["libraries"] = {"<img src=x>": "1](http://evil)"}
    job.summary["note"] = "\udce4"
    texts = [cell.source for cell in cells_of(job, "https://lepton.example", [])]
    assert not any(sign in text for text in texts if "The run used" in text for sign in "<>[](")
    assert b"udce4" not in formats._stored(job)
    assert notebook.plain("a\r# b\u2028* c") == r"a \# b \* c"


def test_it_fails_where_the_stored_result_is_another(tmp_path, monkeypatch):
    write_here(monkeypatch)
    job = fitted("plain")
    job.summary["targets"][0]["coefficients"][1]["estimate"] *= 1 + 1e-3
    unpacked(job, tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError, match="price"):
        carried_out(nbformat.read(tmp_path / "report.ipynb", as_version=4))


def test_an_engine_without_code_shows_its_result_and_how_to_ask():
    case = test_ranking_contract.TestRanking()
    job = job_of(RANKING, case.params, case.inputs())
    with translation.override("zh-hans"):
        document = compose(job, cells_of(job, "https://lepton.example", []))
    book = nbformat.reads(notebook.write(document).decode(), as_version=4)
    nbformat.validate(book)
    (code,) = [cell.source for cell in book.cells if cell.cell_type == "code"]
    assert f"PROJECT, JOB = '{job.project_id}', '{job.pk}'" in code
    compile(code, "cell", "exec")
    texts = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert "两个维度上的市场" in texts
    assert texts.count("attachment:chart.png") == len(
        [block for block in job.result["blocks"] if block["kind"] == "chart"]
    )


def test_a_table_that_is_too_large_stays_and_is_named(monkeypatch, tmp_path):
    write_here(monkeypatch)
    monkeypatch.setattr(formats, "LARGEST_DATA", 10)
    names = unpacked(fitted("plain"), tmp_path)
    assert names == ["report.ipynb", "result.json"]
    assert "data/data.parquet" in (tmp_path / "report.ipynb").read_text()


def test_a_function_that_fails_leaves_the_rest(monkeypatch):
    monkeypatch.setattr(type(ENGINE), "notebook", "apps.engines.nowhere:steps")
    cells = cells_of(fitted("plain"), "https://lepton.example", [])
    assert [cell.kind for cell in cells if cell.kind == "code"] == ["code"]
