"""The cells of the notebook: how to compute the result again, and how to ask Lepton for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from apps.core import extensions
from apps.core.rendering import render
from apps.engines import registry
from apps.engines.notebooks import Asked, Step, steps_of
from apps.jobs.models import Job
from apps.jobs.reports.document import Cell

ASK = '''\
import json
import os
import urllib.request

LEPTON = {site!r}
PROJECT, JOB = {project!r}, {job!r}


def ask(path, method="GET"):
    """One call of the REST API, with the token of the environment variable LEPTON_TOKEN."""
    request = urllib.request.Request(
        f"{{LEPTON}}/api/v1/projects/{{PROJECT}}/{{path}}",
        method=method,
        headers={{"Authorization": f"Bearer {{os.environ['LEPTON_TOKEN']}}"}},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


if "LEPTON_TOKEN" in os.environ:
    print(ask(f"jobs/{{JOB}}/result/")["headline"])
    # The same engine, parameters, data and seed, as a new run:
    # ask(f"jobs/{{JOB}}/rerun/", "POST")
'''


# Of a project that came as an archive the record is what somebody else wrote.
_NO_NAME = re.compile(r"[^\w .,+-]")


def cells_of(job: Job, site: str, left_out: list[str]) -> list[Cell]:
    """``site`` is the address of this installation, ``left_out`` the files that are not in the
    zip because they are too large.
    """
    return [*_again(job, left_out), *_ask(job, site)]


def _again(job: Job, left_out: list[str]) -> Iterator[Cell]:
    steps = _steps(job)
    if steps:
        yield _text("## " + _("Computed again, outside Lepton"))
        wanted = "pandas pyarrow statsmodels"
        yield _text(
            _("Needs Python with: {packages}. The run used: {libraries}.").format(
                packages=wanted, libraries=_libraries(job)
            )
        )
    if left_out:
        names = ", ".join(left_out)
        yield _text(
            _("Too large to come along: {names}. Download it from the page 'Data' as Parquet.")
            .format(names=names)
        )  # fmt: skip
    for step in steps:
        if step.text is not None:
            yield _text(render(step.text))
        if step.code:
            yield Cell(kind="code", source=step.code.rstrip())


def _steps(job: Job) -> list[Step]:
    entry = registry.entry(job.engine_key)
    if entry is None or entry.engine is None:
        return []
    roles = {slot: chosen.get("roles") or {} for slot, chosen in job.inputs.items()}
    asked = Asked(job.params, roles, job.summary or {}, job.seed)
    none: Sequence[Step] = ()
    found = extensions.call(
        entry.owner, "page", "notebook", steps_of, entry.engine, asked, otherwise=none
    )
    return list(found)


def _ask(job: Job, site: str) -> Iterator[Cell]:
    yield _text("## " + _("Asked of Lepton again"))
    yield _text(
        _("The stored result over REST, or the same run once more. Put a token with the scopes"
          " 'read' and 'jobs' into the environment variable LEPTON_TOKEN.")
    )  # fmt: skip
    yield Cell(
        kind="code",
        source=ASK.format(site=site, project=str(job.project_id), job=str(job.pk)).rstrip(),
    )


def _text(text: str) -> Cell:
    return Cell(kind="text", source=text)


def _libraries(job: Job) -> str:
    known = job.provenance.get("libraries", {})
    text = ", ".join(f"{name} {version}" for name, version in known.items())
    return _NO_NAME.sub("", text) or "–"
