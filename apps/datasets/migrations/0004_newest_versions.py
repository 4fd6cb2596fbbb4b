from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("datasets", "0003_lists_at_scale")]

    operations = [
        migrations.AddIndex(
            model_name="datasetversion",
            index=models.Index(fields=["project", "-created_at"], name="datasets_version_newest"),
        ),
    ]
