"""Invitations say what came of their mail, and a merged contact may have two of a survey."""

import django.utils.timezone
from django.db import migrations, models


def tell_sent(apps, schema_editor):
    """What was marked as sent before it was handed over counts as sent."""
    rows = apps.get_model("feedback", "SurveyInvitation").objects
    rows.using(schema_editor.connection.alias).exclude(sent_at=None).update(state="sent")


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0003_themes"),
    ]

    operations = [
        migrations.RemoveConstraint("surveyinvitation", "feedback_surveyinvitation_once"),
        migrations.RemoveIndex("surveyinvitation", "feedback_invitation_unsent"),
        migrations.AddField(
            "surveyinvitation", "due_at", models.DateTimeField(default=django.utils.timezone.now)
        ),
        migrations.AddField(
            "surveyinvitation", "problem", models.JSONField(blank=True, null=True)
        ),
        migrations.AddField("surveyinvitation", "replaced", models.BooleanField(default=False)),
        migrations.AddField(
            "surveyinvitation",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("sending", "Being sent"),
                    ("sent", "Sent"),
                    ("left_out", "Not to be written to any more"),
                    ("failed", "Could not be sent"),
                    ("unclear", "Perhaps sent"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AddField("surveyinvitation", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddIndex(
            "surveyinvitation",
            models.Index(
                condition=models.Q(("state__in", ["waiting", "sending"])),
                fields=["due_at"],
                name="feedback_invitation_due",
            ),
        ),
        migrations.AddConstraint(
            "surveyinvitation",
            models.UniqueConstraint(
                condition=models.Q(("replaced", False)),
                fields=("survey", "contact"),
                name="feedback_invitation_once",
            ),
        ),
        migrations.RunPython(tell_sent, migrations.RunPython.noop),
    ]
