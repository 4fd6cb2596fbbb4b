"""Pages of this room."""

from django.urls import path

from apps.modelhub import views

app_name = "modelhub"
urlpatterns = [
    path("", views.model_list, name="list"),
    path("<uuid:model_id>/", views.detail, name="detail"),
    path("<uuid:model_id>/predict/", views.predict, name="predict"),
    path("<uuid:model_id>/predict/live/<uuid:job_id>/", views.live, name="live"),
]
