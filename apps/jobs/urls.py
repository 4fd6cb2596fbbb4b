"""Pages of this room."""

from django.urls import path

from apps.jobs import views, views_new

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("new/", views_new.new, name="new"),
    path("compare/", views.compare, name="compare"),
    path("<uuid:job_id>/", views.detail, name="detail"),
    path("<uuid:job_id>/live/", views.live, name="live"),
    path("<uuid:job_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:job_id>/rerun/", views.rerun, name="rerun"),
    path("<uuid:job_id>/files/<uuid:artifact_id>/", views.artifact, name="artifact"),
]
