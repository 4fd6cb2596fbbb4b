"""Pages of this room."""

from django.urls import path

from apps.jobs import views, views_exports, views_new, views_reports, views_schedules

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("new/", views_new.new, name="new"),
    path("compare/", views.compare, name="compare"),
    path("<uuid:job_id>/", views.detail, name="detail"),
    path("<uuid:job_id>/live/", views.live, name="live"),
    path("<uuid:job_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:job_id>/keep/", views.keep, name="keep"),
    path("<uuid:job_id>/rerun/", views.rerun, name="rerun"),
    path("<uuid:job_id>/files/<uuid:artifact_id>/", views.artifact, name="artifact"),
    path("<uuid:job_id>/exports/<slug:kind>/", views_exports.export, name="export"),
    path("<uuid:job_id>/report/<slug:report>/", views_reports.download, name="report"),
    path("schedules/", views_schedules.index, name="schedules"),
    path("schedules/new/", views_schedules.new, name="schedule_new"),
    path("schedules/times/", views_schedules.times, name="schedule_times"),
    path("schedules/<uuid:schedule_id>/", views_schedules.detail, name="schedule"),
    path("schedules/<uuid:schedule_id>/edit/", views_schedules.edit, name="schedule_edit"),
    path("schedules/<uuid:schedule_id>/switch/", views_schedules.switch, name="schedule_switch"),
    path("schedules/<uuid:schedule_id>/run/", views_schedules.run, name="schedule_run"),
    path("schedules/<uuid:schedule_id>/delete/", views_schedules.delete, name="schedule_delete"),
]
