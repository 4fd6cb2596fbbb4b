"""Runs with a real result, computed in this process, for the tests of reports."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

import nbformat
from django.utils import translation

from apps.engines import dividing
from apps.engines.testing import MemoryContext
from apps.engines.testing.trials import runner_of
from apps.jobs.models import State
from apps.jobs.reports import formats
from apps.jobs.reports.compose import compose
from apps.jobs.reports.writers import notebook, pdf, word
from tests.factories.datasets import VersionFactory
from tests.factories.jobs import JobFactory
from tests.jobs.pdf_text import Pdf

WRITERS = {"pdf": pdf.write, "docx": word.write, "notebook": notebook.write}


def answered(engine, params, inputs):
    """What the engine answers to these tables in memory."""
    checked = engine.Params.model_validate(dict(params))
    with tempfile.TemporaryDirectory() as folder:
        return dividing.run_or_whole(
            runner_of(engine), MemoryContext(Path(folder)), checked, inputs
        )


def job_of(engine, params, inputs, result=None, **fields):
    """A finished job of this engine, whose data stands in the project as a version. ``result`` is
    its answer where it was computed before.
    """
    result = copy.deepcopy(result or answered(engine, params, inputs).model_dump(mode="json"))
    job = JobFactory(
        engine_key=engine.key,
        engine_version=engine.version,
        params=engine.Params.model_validate(dict(params)).model_dump(mode="json"),
        state=State.SUCCEEDED,
        result=result,
        **{"title": "Demand", **fields},
    )
    for slot, table in inputs.items():
        names = list(table.data)
        version = VersionFactory(
            project=job.project, columns=names, rows=list(zip(*table.data.values(), strict=True))
        )
        job.inputs[slot] = {"kind": "dataset", "id": str(version.pk), "roles": table.roles}
        known = table.profile(slot).model_dump(mode="json")
        job.provenance.setdefault("inputs", {})[slot] = {**known, "content_hash": "9f" * 32}
    job.save()
    return job


def write_here(monkeypatch):
    """Writers run in this process: what starting another takes is tested once of each kind."""
    monkeypatch.setattr(
        formats, "_run", lambda document, _module, kinds: WRITERS[kinds[0]](document)
    )


def renders(case, folder):
    """What the contract example of an engine answers as every file, as PDF in both languages."""
    result = case.run(MemoryContext(folder)).model_dump(mode="json")
    job = JobFactory(engine_key=case.engine.key, state=State.SUCCEEDED, result=result)
    for language in ("en", "zh-hans"):
        with translation.override(language):
            document = compose(job)
        first = "".join(document.headline.split())[:40]
        text = Pdf(pdf.write(document)).text.replace("\u200b", "")
        assert first in text, (language, document.headline)
        if language == "en":
            assert word.write(document).startswith(b"PK")
        else:
            nbformat.validate(nbformat.reads(notebook.write(document).decode(), as_version=4))
