"""Characters that no database stores, and lines without end: named or replaced, never an error."""

import pytest

from apps.datasets.models import DatasetVersion, Upload
from apps.datasets.tabular import layouts, sources
from apps.datasets.tabular.plan import ColumnPlan, Plan
from apps.jobs.models import Job, State
from tests.datasets.test_flow import confirm

FILES = {
    "nul.csv": b"a,b\n1,x\x00y\n2,z\n",
    "nul in a name.csv": b"a\x00,b\n1,x\n2,z\n",
    "nul.jsonl": b'{"a": 1, "b": "\\u0000x"}\n{"a": 2, "b": "z"}\n',
    "surrogate.jsonl": b'{"a": 1, "b": "\\ud800x"}\n{"a": 2, "b": "z"}\n',
    "surrogate in a name.jsonl": b'{"a\\udfff": 1, "b": "x"}\n{"a\\udfff": 2, "b": "z"}\n',
}


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", FILES)
def test_what_no_database_stores(bring, page, run_jobs, name):
    upload = bring(FILES[name], name)
    assert upload.state == Upload.State.READY, upload.refusal
    assert confirm(page, upload, name="Strange").status_code == 302
    run_jobs()
    upload.refresh_from_db()
    assert upload.state == Upload.State.DONE, upload.refusal
    version = DatasetVersion.objects.get()
    assert version.rows + version.rejected_rows == 2
    assert not Job.objects.exclude(state=State.SUCCEEDED).exists()


def test_json_escapes_that_only_look_strange_stay(write):
    path = write(b'{"a": "\\ud83d\\ude00", "b": "\\\\u0000"}\n')
    plan = layouts.layout_of(path, {}).plan
    (batch,) = sources.batches(path, plan)
    assert [column.to_pylist() for column in batch.columns] == [["\U0001f600"], ["\\u0000"]]


def test_long_json_lines_come_in_small_batches(write, monkeypatch):
    monkeypatch.setattr(sources, "BATCH_CHARACTERS", 1000)
    path = write(b"".join(b'{"a": "%s"}\n' % (b"x" * 400) for _ in range(20)))
    plan = Plan(format="jsonl", header=False)
    plan.columns = [ColumnPlan(position=0, source="a", name="a")]
    sizes = [len(batch.rows) for batch in sources.batches(path, plan)]
    assert sum(sizes) == 20
    assert max(sizes) == 3


def test_field_names_are_looked_for_in_the_start_of_a_file_only(write, monkeypatch):
    monkeypatch.setattr(layouts, "FIELD_BYTES", 100)
    path = write(b'{"a": 1}\n{"b": "' + b"x" * 500 + b'"}\n{"c": 1}\n')
    plan = layouts.layout_of(path, {}).plan
    assert [column.name for column in plan.columns] == ["a"]
