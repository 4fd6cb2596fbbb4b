import django.db.models.deletion
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("jobs", "0005_lists_at_scale")]

    operations = [
        migrations.CreateModel(
            name="JobInput",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.CharField(max_length=100)),
                ("kind", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=100)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("job", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="taken", to="jobs.job")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["kind", "ref", "-at"], name="jobs_input_used")],
                "constraints": [models.UniqueConstraint(fields=("job", "slot"), name="one_input_per_slot")],
            },
        ),
    ]
