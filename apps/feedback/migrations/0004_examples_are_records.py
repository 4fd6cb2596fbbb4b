from typing import Any

from django.db import migrations


def forget_texts(apps: Any, editor: Any) -> None:
    """Examples were texts, which outlived their records. The next run names records."""
    themes = apps.get_model("feedback", "Theme").objects
    themes.exclude(examples=[]).update(examples=[])


class Migration(migrations.Migration):
    dependencies = [("feedback", "0003_themes")]

    operations = [migrations.RunPython(forget_texts, migrations.RunPython.noop)]
