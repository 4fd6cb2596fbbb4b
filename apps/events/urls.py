"""Pages of this room."""

from django.urls import path

from apps.events import views

app_name = "events"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<uuid:notice_id>/", views.open_notice, name="notice"),
    path("projects/<uuid:project_id>/audit-trail/", views.audit, name="audit"),
]
