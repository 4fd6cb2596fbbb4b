"""What somebody wrote into a project's archive by hand is not believed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from apps.core.backup.container import ArchiveError
from apps.jobs.models import Job, JobAttempt
from apps.plugins.models import PluginSettings
from apps.projects.models import Project
from apps.projects.transfer import rules
from apps.projects.transfer.importing import import_project
from tests.backup.archives import archived, rewritten
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def outside(site):
    """A row that points into a project that the archive is not of."""
    other = Project.objects.exclude(pk=site.project.pk).get()

    def change(label, found):
        if label == "projects.MarketEntry":
            found[0]["project_id"] = str(other.pk)

    return change


def stolen_role(site):
    def change(label, found):
        if label == "projects.Membership":
            found.append({**found[0], "id": str(uuid4()), "project_id": str(uuid4())})

    return change


def account(site):
    """Rows of a table that is not a project's."""

    def change(label, found):
        if label == "projects.Product":
            found[0]["is_superuser"] = True

    return change


def first(label, **values):
    """The first row of ``label`` says something else."""

    def attack(_site):
        def change(name, found):
            if name == label:
                found[0].update(values)

        return change

    return attack


def more(label, **values):
    """One more row of ``label``, like the first of them."""

    def attack(_site):
        def change(name, found):
            if name == label:
                found.append({**found[0], "id": str(uuid4()), **values})

        return change

    return attack


def instead(label, line):
    """A line of ``label`` that is no row at all."""

    def attack(_site):
        def change(name, found):
            if name == label:
                found.append(line)

        return change

    return attack


def no_project(_site):
    return lambda name, found: found.clear() if name == "projects.Project" else None


NOT_OF_ONE = "not that of one project"
UNREADABLE = "cannot read"
ATTACKS = {
    "a row of another project": (outside, NOT_OF_ONE),
    "a role in another project": (stolen_role, NOT_OF_ONE),
    "a column that there is not": (account, UNREADABLE),
    "settings of the site": (more("plugins.PluginSettings", project_id=None), NOT_OF_ONE),
    "settings that are none": (first("plugins.PluginSettings", values=["city"]), UNREADABLE),
    "an entry of the site's trail": (more("events.AuditEntry", project_id=None), NOT_OF_ONE),
    "a line of no job": (first("jobs.JobAttempt", job_id=None), NOT_OF_ONE),
    "a job of another project": (first("jobs.JobAttempt", job_id=str(uuid4())), "points outside"),
    "two projects": (more("projects.Project"), NOT_OF_ONE),
    "no project": (no_project, NOT_OF_ONE),
    "switches in a list": (first("projects.Project", plugin_switches=["a"]), UNREADABLE),
    "switches that say words": (first("projects.Project", plugin_switches={"a": "y"}), UNREADABLE),
    "a number beyond its column": (first("jobs.JobAttempt", number=10**30), UNREADABLE),
    "a list for a row": (instead("projects.Membership", ["id"]), UNREADABLE),
    "a number for a row": (instead("people", 7), UNREADABLE),
    "a list for an id": (first("projects.MarketEntry", id=["x"]), UNREADABLE),
    "a key that is none": (first("projects.Membership", id="one"), UNREADABLE),
}


@pytest.mark.parametrize(("attack", "said"), ATTACKS.values(), ids=ATTACKS)
def test_a_forged_archive_leaves_no_trace(site, tmp_path, attack, said):
    PluginSettings.objects.create(plugin="weather", project=site.project, values={"city": "Oslo"})
    JobAttempt.objects.create(job=Job.objects.filter(project=site.project).first(), number=9)
    forged = rewritten(archived(site, tmp_path), attack(site))
    before = {model: model._base_manager.count() for model, _path in rules.travelling()}
    stored = _stored_files()
    with pytest.raises(ArchiveError, match=said):
        import_project(forged, site.owner, as_copy=True)
    assert {model: model._base_manager.count() for model, _path in rules.travelling()} == before
    assert _stored_files() == stored


def _stored_files():
    return sorted(path for path in Path(default_storage.location).rglob("*") if path.is_file())


def test_an_unknown_table_is_refused(site, archive):
    forged = rewritten(archive, lambda _label, _rows: None)
    with zipfile.ZipFile(forged) as source:
        members = {name: source.read(name) for name in source.namelist()}
    head = json.loads(members.pop("manifest.json"))
    head["rows"]["accounts.User"] = 1
    with zipfile.ZipFile(forged, "w") as made:
        for name, data in {**members, "manifest.json": json.dumps(head).encode()}.items():
            made.writestr(name, data)
    with pytest.raises(ArchiveError, match="does not know"):
        import_project(forged, UserFactory(), as_copy=True)
