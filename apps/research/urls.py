"""Pages of this room."""

from django.urls import path

from apps.research import views
from apps.research.predictions import views as predictions

app_name = "research"
urlpatterns = [
    path("demand/", views.demand_list, name="demand"),
    path("demand/new/", views.demand_new, name="demand_new"),
    path("predictions/", predictions.overview, name="predictions"),
    path("predictions/list/", predictions.index, name="predictions_list"),
    path("predictions/csv/", predictions.export, name="predictions_csv"),
    path("predictions/switch/", predictions.switch, name="predictions_switch"),
    path("predictions/look/", predictions.look, name="predictions_look"),
    path("predictions/keep/<uuid:job_id>/", predictions.keep, name="predictions_keep"),
    path("predictions/runs/<uuid:set_id>/", predictions.kept_run, name="predictions_set"),
    path("predictions/<uuid:prediction_id>/", predictions.detail, name="prediction"),
]
