"""Pages of this room."""

from django.urls import URLPattern, URLResolver

from apps.feedback.surveys.urls import urlpatterns as surveys

app_name = "feedback"

urlpatterns: list[URLPattern | URLResolver] = [*surveys]
