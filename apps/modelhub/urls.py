"""Pages of this room."""

from django.urls import path

from apps.modelhub import views, views_aliases, views_bases, views_registry
from apps.modelhub.watching import views as watching

app_name = "modelhub"
urlpatterns = [
    path("", views.model_list, name="list"),
    path("base/", views_bases.base_list, name="bases"),
    path("import/", views_registry.import_page, name="import"),
    path("<uuid:model_id>/bundle/", views_registry.bundle, name="bundle"),
    path("<uuid:model_id>/export/<slug:target>/", views_registry.export, name="export"),
    path(
        "<uuid:model_id>/export/<slug:target>/delete/",
        views_registry.export_delete,
        name="export_delete",
    ),
    path("<uuid:model_id>/approve/", views_registry.approve, name="approve"),
    path("<uuid:model_id>/policy/", views_registry.policy, name="policy"),
    path("<uuid:model_id>/delete/", views_registry.delete, name="delete"),
    path("<uuid:model_id>/", views.detail, name="detail"),
    path("<uuid:model_id>/alias/", views_aliases.point, name="alias"),
    path("aliases/<uuid:alias_id>/back/", views_aliases.roll_back, name="alias_back"),
    path("aliases/<uuid:alias_id>/remove/", views_aliases.remove, name="alias_remove"),
    path("aliases/<uuid:alias_id>/watch/", watching.watch, name="watch"),
    path("aliases/<uuid:alias_id>/watch/log/", watching.settings, name="watch_log"),
    path("aliases/<uuid:alias_id>/watch/plan/", watching.plan, name="watch_plan"),
    path("alerts/<uuid:alert_id>/", watching.alert, name="drift_alert"),
    path("<uuid:model_id>/predict/", views.predict, name="predict"),
    path("<uuid:model_id>/predict/live/<uuid:job_id>/", views.live, name="live"),
]
