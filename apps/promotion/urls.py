"""Pages of this room."""

from django.urls import URLPattern

app_name = "promotion"

urlpatterns: list[URLPattern] = []
