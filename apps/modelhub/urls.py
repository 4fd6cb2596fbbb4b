"""Pages of this room."""

from django.urls import URLPattern

app_name = "modelhub"
urlpatterns: list[URLPattern] = []
