"""Pages of this room."""

from __future__ import annotations

from django.urls import path

from apps.feedback.mailin.urls import urlpatterns as mailboxes
from apps.feedback.records import views as records
from apps.feedback.records.intakes import views as intakes
from apps.feedback.surveys.urls import urlpatterns as surveys
from apps.feedback.themes.urls import urlpatterns as themes

app_name = "feedback"
RECORD = "<uuid:record_id>/"
TABLE = "from-table/"
INTAKE = f"{TABLE}<uuid:import_id>/"

urlpatterns = [
    *surveys,
    *mailboxes,
    path("", records.index, name="records"),
    path("new/", records.new, name="record_new"),
    path("as-dataset/", records.as_dataset, name="as_dataset"),
    path(RECORD, records.detail, name="record"),
    path(f"{RECORD}edit/", records.edit, name="record_edit"),
    path(f"{RECORD}delete/", records.delete, name="record_delete"),
    path(TABLE, intakes.from_table, name="from_table"),
    path(INTAKE, intakes.intake, name="intake"),
    path(f"{INTAKE}live/", intakes.live, name="intake_live"),
    path(f"{INTAKE}undo/", intakes.undo, name="intake_undo"),
    path(f"{INTAKE}problems.csv", intakes.problems, name="intake_problems"),
    *themes,
]
