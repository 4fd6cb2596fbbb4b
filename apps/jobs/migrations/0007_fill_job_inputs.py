from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    """What stored jobs took, as ``jobs.domain.lineage`` keeps it of new ones."""
    Job, JobInput = apps.get_model("jobs", "Job"), apps.get_model("jobs", "JobInput")
    jobs = Job.objects.only("inputs", "provenance", "created_at").order_by("pk")
    rows = []
    for job in jobs.iterator(BATCH):
        described = (job.provenance or {}).get("inputs") or {}
        for slot, chosen in (job.inputs or {}).items():
            kind, whole = str(chosen.get("kind") or ""), str(chosen.get("id") or "")
            if not kind or not whole:
                continue
            ref, _, name = whole.partition("/") if kind == "output" else (whole, "", "")
            content_hash = (described.get(slot) or {}).get("content_hash") or ""
            rows.append(JobInput(job_id=job.pk, slot=slot, kind=kind, ref=ref, name=name,
                                 content_hash=content_hash, at=job.created_at))  # fmt: skip
        if len(rows) >= BATCH:
            JobInput.objects.bulk_create(rows)
            rows = []
    JobInput.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0006_job_inputs")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
