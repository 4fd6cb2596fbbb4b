"""Pages of themes."""

from __future__ import annotations

from django.urls import path

from apps.feedback.themes import views, views_split

THEME = "themes/<uuid:theme_id>/"

urlpatterns = [
    path("themes/", views.index, name="themes"),
    path("themes/look/", views.look, name="themes_look"),
    path("themes/move/<uuid:record_id>/", views.move, name="theme_move"),
    path(THEME, views.detail, name="theme"),
    path(f"{THEME}edit/", views.edit, name="theme_edit"),
    path(f"{THEME}plan/", views.plan, name="theme_plan"),
    path(f"{THEME}merge/", views.merge, name="theme_merge"),
    path(f"{THEME}split/", views_split.split, name="theme_split"),
    path(f"{THEME}split/look/", views_split.look_inside, name="theme_look_inside"),
]
