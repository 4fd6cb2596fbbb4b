"""Parts of a run on executors: in this process and on Dask's schedulers, with one answer."""

import builtins
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from apps.engines import executors, registry
from apps.engines.builtin.linear import data as reading
from apps.engines.contract import Refusal
from apps.engines.folders import FolderContext, run_engine
from apps.engines.tables import ParquetTable
from apps.engines.testing import MemoryTable
from apps.engines.testing.suite import assert_close
from tests.jobs import divided

KEY = "regression.least_squares"
HERE = [executors.InProcess(), executors.DaskExecutor("synchronous")]


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    rng = np.random.default_rng(11)
    x = rng.normal(size=(6_400, 2)) * [1, 1e6] + [3, 1e7]
    y = x @ [2.0, -1e-6] + rng.normal(size=6_400)
    path = tmp_path_factory.mktemp("executors") / "stored.parquet"
    pq.write_table(pa.table({"a": x[:, 0], "b": x[:, 1], "y": y}), path, row_group_size=400)
    return path


def run(root, path, parts, executor, **params):
    table = ParquetTable(path, roles={"target": ["y"], "predictors": ["a", "b"]})
    assert table.rows  # the file is open when the table is sent
    given = {"parts": parts, **params}
    return run_engine(registry.get(KEY), given, {"data": table}, root, executor=executor)


@pytest.mark.parametrize("parts", [1, 2, 16])
@pytest.mark.parametrize("scheduler", ["synchronous", "threads"])
def test_any_number_of_parts_anywhere_gives_one_answer(
    tmp_path, monkeypatch, stored, parts, scheduler
):
    monkeypatch.setattr(reading, "KEEP_BYTES", 0)
    whole = run(tmp_path / "whole", stored, 1, None)
    found = run(tmp_path / "parts", stored, parts, executors.DaskExecutor(scheduler))
    assert_close(found.summary, whole.summary, 1e-11)
    assert (tmp_path / "parts/kept/model/model.json").is_file()


@pytest.mark.thorough
def test_parts_in_other_processes(tmp_path, stored):
    whole = run(tmp_path / "whole", stored, 1, None)
    executor = executors.DaskExecutor("processes", workers=2)
    for parts in (2, 16):
        found = run(tmp_path / f"{parts}", stored, parts, executor)
        assert_close(found.summary, whole.summary, 1e-11)


class Client:
    """Stands for ``distributed.Client``, which Dask knows by its name and its ``get``."""

    asynchronous = False

    def __init__(self):
        self.calls = 0

    def get(self, graph, keys, **_more):
        import dask

        self.calls += 1
        return dask.get(graph, keys)


def test_a_client_is_handed_the_parts(tmp_path, stored):
    client = Client()
    found = run(tmp_path / "a", stored, 4, executors.DaskExecutor(client))
    assert client.calls == 1
    assert found.summary["rows_used"] == 6_400


@pytest.mark.parametrize("executor", HERE, ids=["here", "dask"])
@pytest.mark.parametrize("files", ["", "npz"])
def test_states_may_be_files(tmp_path, executor, files):
    values = [0.1 * n for n in range(40)]
    inputs = {"data": MemoryTable({"y": values}, {"target": ["y"]})}
    engine = divided.MomentsEngine()
    params = {"parts": 4, **({"files": files} if files else {})}
    found = run_engine(engine, params, inputs, tmp_path / "a", executor=executor)
    whole = run_engine(engine, params, inputs, tmp_path / "b")
    assert_close(found.summary, whole.summary, 1e-12)


@pytest.mark.parametrize("executor", HERE, ids=["here", "dask"])
def test_a_refusal_of_a_part_arrives_in_words(tmp_path, executor):
    values = [1.0, 2.0, 3.0, float("inf"), 5.0, 1.0, 0.5, 9.0]
    roles = {"target": ["y"], "predictors": ["x"]}
    table = MemoryTable({"x": values, "y": list(range(8))}, roles)
    with pytest.raises(Refusal, match="Row 4 of column 'x' is infinite") as refused:
        run_engine(registry.get(KEY), {"parts": 2}, {"data": table}, tmp_path, executor=executor)
    assert refused.value.issue.fix is not None


def test_without_dask_it_is_said_what_to_install(tmp_path, monkeypatch, stored):
    real = builtins.__import__

    def absent(name, *rest, **more):
        if name == "dask":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(Refusal, match="Dask is not installed") as refused:
        run(tmp_path, stored, 2, executors.DaskExecutor("threads"))
    assert "dask" in str(refused.value.issue.fix)


def test_an_unknown_scheduler_is_named():
    with pytest.raises(ValueError, match="'thread' is none of synchronous, threads, processes"):
        executors.DaskExecutor("thread")


def test_a_search_needs_jobs(tmp_path):
    with pytest.raises(Refusal, match="needs jobs"):
        run_engine(divided.SquareEngine(), {}, {}, tmp_path)


def test_files_stay_below_the_folder(tmp_path):
    ctx = FolderContext(tmp_path)
    made = ctx.output_dir / "a.txt"
    made.write_text("a", encoding="utf-8")
    for name in ("../a.txt", "/a.txt", ""):
        with pytest.raises(ValueError, match="not allowed"):
            ctx.save_artifact(name, made)
    ctx.save_artifact("deep/a.txt", made)
    assert ctx.artifacts["deep/a.txt"].read_text(encoding="utf-8") == "a"


# --- manage.py run_engine ----------------------------------------------------------------------


def command(stored, out, *more, key=KEY, roles=("data.target=y", "data.predictors=a,b")):
    each = [part for role in roles for part in ("--role", role)]
    call_command("run_engine", key, "--input", f"data={stored}", *each, "--out", str(out), *more)


def test_the_command_runs_parts_on_dask(tmp_path, stored, capsys):
    command(stored, tmp_path / "a")
    command(stored, tmp_path / "b", "--param", "parts=4", "--dask", "synchronous")
    ours, theirs = (
        json.loads((tmp_path / name / "result.json").read_text(encoding="utf-8"))["summary"]
        for name in "ab"
    )
    assert_close(ours, theirs, 1e-11)
    assert "together explain" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "match"),
    [
        ({"key": "regression.least"}, "There is no engine 'regression.least'"),
        ({"roles": ("data.target=nothing",)}, "no column named nothing"),
        ({"roles": ("data.target",)}, "--role data.target: write NAME=VALUE"),
        ({"more": ("--param", "parts=0")}, "parts"),
        ({"more": ("--dask", "tcp://127.0.0.1:1")}, "'distributed'"),
    ],
)
def test_what_the_command_cannot_do_is_said(tmp_path, stored, more, match):
    extra = more.pop("more", ())
    with pytest.raises(CommandError, match=match):
        command(stored, tmp_path, *extra, **more)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        command(tmp_path / "none.parquet", tmp_path)
