"""Pages of this room."""

from django.urls import path

from apps.research import views
from apps.research.competitors import editing, exchanging
from apps.research.competitors import views as register
from apps.research.predictions import views as predictions

app_name = "research"
HOME = "competitors/"
ROW = f"{HOME}register/<slug:section>/"
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
    path(HOME, register.competitors, name="competitors"),
    path(f"{HOME}own/", register.competitor, name="own_product"),
    path(f"{HOME}prices/", register.prices, name="prices"),
    path(f"{HOME}prices/import/", exchanging.take_in, name="prices_import"),
    path(f"{HOME}prices/export/", exchanging.hand_out, name="prices_export"),
    path(f"{HOME}features/", register.features, name="features"),
    path(f"{HOME}positions/", register.positions, name="positions"),
    path(f"{HOME}<uuid:competitor_id>/", register.competitor, name="competitor"),
    path(f"{ROW}new/", editing.new, name="register_new"),
    path(f"{ROW}<uuid:row_id>/", editing.edit, name="register_edit"),
    path(f"{ROW}<uuid:row_id>/delete/", editing.delete, name="register_delete"),
]
