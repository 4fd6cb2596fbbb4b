"""Pages of this room."""

from django.urls import URLPattern, include, path
from django.views.generic import RedirectView

from apps.projects.views import lists, markets, members, overview, settings

app_name = "projects"
inside: list[URLPattern] = [
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
    path("settings/archive/", settings.archive, name="archive"),
    path("settings/restore/", settings.restore, name="restore"),
    path("settings/delete/", settings.delete, name="delete"),
    # The audit trail belongs to the room above; this room only keeps a steady name for it.
    path("audit/", RedirectView.as_view(pattern_name="events:audit"), name="audit"),
]
urlpatterns = [
    path("", lists.project_list, name="list"),
    path("welcome/", lists.welcome, name="welcome"),
    path("projects/new/", lists.create, name="create"),
    path("projects/<uuid:project_id>/", include(inside)),
]
