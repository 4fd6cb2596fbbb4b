"""Themes and invitations went on from the same state, each by a step of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("feedback", "0004_examples_are_records"), ("feedback", "0004_survey_mail")]
    operations = []
