"""Archives of projects: made, and made again by somebody who changed what is in them."""

from __future__ import annotations

import hashlib
import json
import zipfile

from apps.core.backup import rows
from apps.projects.models import Project
from apps.projects.transfer.exporting import gather


def archived(site, folder):
    """The project of ``site`` as it is now."""
    path = folder / "project.zip"
    project = Project.objects.get(pk=site.project.pk)
    path.write_bytes(b"".join(gather(project).stream()))
    return path


def rewritten(archive, change):
    """The archive with its rows changed by ``change(name, rows)`` and its sums made to match."""
    target = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(archive) as source:
        members = {name: source.read(name) for name in source.namelist()}
    head = json.loads(members["manifest.json"])
    for name, data in members.items():
        if name.startswith("rows/"):
            found = [json.loads(line) for line in data.splitlines()]
            change(name.removeprefix("rows/").removesuffix(".jsonl"), found)
            members[name] = b"".join(rows.line(row) for row in found)
            head["rows"][name.removeprefix("rows/").removesuffix(".jsonl")] = len(found)
            head["members"][name] = {
                "size": len(members[name]),
                "sha256": hashlib.sha256(members[name]).hexdigest(),
            }
    members["manifest.json"] = json.dumps(head).encode()
    with zipfile.ZipFile(target, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target
