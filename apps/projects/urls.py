"""Pages of this room."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from apps.projects.plan import editing, views_evidence
from apps.projects.plan import views as plan
from apps.projects.retention import views as retention
from apps.projects.views import (
    lists,
    markets,
    members,
    overview,
    plugins,
    service_accounts,
    settings,
)

app_name = "projects"
service: list[URLPattern] = [
    path("", service_accounts.service_account, name="service_account"),
    path("close/", service_accounts.close, name="service_close"),
    path("tokens/", service_accounts.make_token, name="service_tokens"),
    path("tokens/<uuid:token_id>/rotate/", service_accounts.rotate, name="service_rotate"),
    path("tokens/<uuid:token_id>/revoke/", service_accounts.revoke_token, name="service_revoke"),
    path("clients/", service_accounts.make_client, name="service_clients"),
    path(
        "clients/<uuid:client_id>/revoke/",
        service_accounts.revoke_client,
        name="service_revoke_client",
    ),
]
PLAN_ROW = "plan/rows/<slug:part>/"
planned: list[URLPattern] = [
    path("plan/", plan.board, name="plan"),
    path("plan/roadmap/", plan.roadmap, name="plan_roadmap"),
    path("plan/items/", plan.items, name="plan_items"),
    path("plan/items/<uuid:item_id>/", plan.item, name="plan_item"),
    path("plan/items/<uuid:item_id>/move/", plan.move, name="plan_move"),
    path("plan/items/<uuid:item_id>/evidence/", views_evidence.add_to_item, name="plan_evidence"),
    path("plan/needs/", plan.needs, name="plan_needs"),
    path("plan/needs/<uuid:need_id>/", plan.need, name="plan_need"),
    path(
        "plan/needs/<uuid:need_id>/evidence/",
        views_evidence.add_to_need,
        name="plan_evidence_need",
    ),
    path("plan/evidence/<uuid:link_id>/remove/", views_evidence.remove, name="plan_unlink"),
    path(f"{PLAN_ROW}new/", editing.new, name="plan_new"),
    path(f"{PLAN_ROW}<uuid:plan_row_id>/", editing.edit, name="plan_edit"),
    path(f"{PLAN_ROW}<uuid:plan_row_id>/delete/", editing.delete, name="plan_delete"),
]
inside: list[URLPattern | URLResolver] = [
    *planned,
    path("", overview.overview, name="overview"),
    path("markets/", markets.markets, name="markets"),
    path("markets/add/", markets.add, name="markets_add"),
    path("markets/<uuid:entry_id>/", markets.market, name="market"),
    path("markets/<uuid:entry_id>/plan/", markets.plan, name="market_plan"),
    path("markets/<uuid:entry_id>/move/", markets.move, name="market_move"),
    path("markets/<uuid:entry_id>/remove/", markets.remove, name="market_remove"),
    path("members/", members.members, name="members"),
    path("members/<uuid:membership_id>/role/", members.change_role, name="member_role"),
    path("members/<uuid:membership_id>/remove/", members.remove, name="member_remove"),
    path("invitations/<uuid:invitation_id>/withdraw/", members.withdraw, name="withdraw"),
    path("settings/", settings.settings, name="settings"),
    path("settings/product/", settings.product, name="product"),
    path("settings/plugins/", plugins.plugins, name="plugins"),
    path("settings/plugins/<str:key>/", plugins.plugin_settings, name="plugin_settings"),
    path("settings/plugins/<str:key>/switch/", plugins.switch, name="plugin_switch"),
    path("settings/retention/", retention.retention, name="retention"),
    path("settings/archive/", settings.archive, name="archive"),
    path("settings/restore/", settings.restore, name="restore"),
    path("settings/export/", settings.export, name="export"),
    path("settings/delete/", settings.delete, name="delete"),
    path("settings/service-accounts/", service_accounts.service_accounts, name="service_accounts"),
    path("settings/service-accounts/add/", service_accounts.add, name="service_add"),
    path("settings/service-accounts/<uuid:service_id>/", include(service)),
    # The audit trail belongs to the room above; this room only keeps a steady name for it.
    path("audit/", RedirectView.as_view(pattern_name="events:audit"), name="audit"),
]
urlpatterns = [
    path("", lists.project_list, name="list"),
    path("welcome/", lists.welcome, name="welcome"),
    path("projects/new/", lists.create, name="create"),
    path("projects/<uuid:project_id>/", include(inside)),
]
