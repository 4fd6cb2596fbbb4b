"""Answers that were kept in clear are sealed: an upgrade forgets no request."""

from django.db import migrations

from apps.core.api.answers import seal


def seal_answers(apps, schema_editor):
    kept = apps.get_model("core", "IdempotencyKey").objects
    for row in kept.exclude(body="").only("body").iterator():
        kept.filter(pk=row.pk).update(body=seal(row.body))


class Migration(migrations.Migration):
    dependencies = [("core", "0001_idempotency_keys")]
    operations = [migrations.RunPython(seal_answers, migrations.RunPython.noop)]
