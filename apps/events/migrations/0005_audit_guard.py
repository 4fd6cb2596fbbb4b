"""Labels for the rows that are there, and the triggers that leave none of them to be changed."""

from uuid import UUID

from django.db import migrations
from django.db.models import OuterRef, Subquery

from apps.events import guard


def label(apps, schema_editor):
    """Rows of a deleted project lost its id; those that are about the project itself tell it."""
    entries = apps.get_model("events", "AuditEntry").objects
    projects = apps.get_model("projects", "Project").objects
    name = projects.filter(pk=OuterRef("project_id")).values("name")[:1]
    entries.filter(project__in=projects.all()).update(project_label=Subquery(name))
    deleted = entries.filter(kind="projects.project.deleted", project=None)
    for subject_id, data in list(deleted.values_list("subject_id", "data")):
        about = entries.filter(
            subject_type="projects.project", subject_id=subject_id, project=None
        )
        about.update(project_id=UUID(subject_id), project_label=str(data.get("name", ""))[:254])


def install(apps, schema_editor):
    guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("events", "0004_audit_means")]

    operations = [
        migrations.RunPython(label, migrations.RunPython.noop),
        migrations.RunPython(install, remove),
    ]
