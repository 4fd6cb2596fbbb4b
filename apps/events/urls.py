"""Pages of this room."""

from django.urls import include, path

from apps.events import views, webhook_views

app_name = "events"
webhooks = [
    path("", webhook_views.webhooks, name="webhooks"),
    path("new/", webhook_views.create, name="webhook_new"),
    path("<uuid:webhook_id>/", webhook_views.detail, name="webhook"),
    path("<uuid:webhook_id>/change/", webhook_views.change, name="webhook_change"),
    path("<uuid:webhook_id>/delete/", webhook_views.delete, name="webhook_delete"),
    path("<uuid:webhook_id>/secret/", webhook_views.rotate, name="webhook_rotate"),
    path("<uuid:webhook_id>/switch/", webhook_views.switch, name="webhook_switch"),
    path("<uuid:webhook_id>/test/", webhook_views.test, name="webhook_test"),
    path("<uuid:webhook_id>/replay/", webhook_views.replay_failed, name="webhook_replay"),
    path("<uuid:webhook_id>/<uuid:delivery_id>/", webhook_views.delivery, name="delivery"),
    path(
        "<uuid:webhook_id>/<uuid:delivery_id>/replay/",
        webhook_views.replay,
        name="delivery_replay",
    ),
]
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<uuid:notice_id>/", views.open_notice, name="notice"),
    path("projects/<uuid:project_id>/audit-trail/", views.audit, name="audit"),
    path("projects/<uuid:project_id>/audit-trail/export/", views.audit_export, name="audit_export"),
    path("projects/<uuid:project_id>/webhooks/", include(webhooks)),
]
