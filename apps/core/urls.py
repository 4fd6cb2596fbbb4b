"""Pages of this room."""

from django.urls import path

from apps.core import health, metrics, views

app_name = "core"
urlpatterns = [
    path("language/", views.choose_language, name="set_language"),
    path("appearance/", views.choose_theme, name="set_theme"),
    path("health/live", health.live, name="health_live"),
    path("metrics", metrics.metrics, name="metrics"),
    path("health/ready", health.ready, name="health_ready"),
]
