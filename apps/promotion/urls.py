"""Pages of this room."""

from django.urls import path

from apps.promotion import editing, views
from apps.promotion.feeds import views as feeds
from apps.promotion.intakes import views as intakes
from apps.promotion.offers import comparing
from apps.promotion.offers import views as offers
from apps.promotion.partners import views as partners

app_name = "promotion"
CREATIVE = "creatives/<uuid:creative_id>/"
INTAKE = "from-table/<uuid:figures_id>/"
ROW = "rows/<slug:section>/"
urlpatterns = [
    path("", views.campaigns, name="campaigns"),
    path("calendar/", views.calendar_page, name="calendar"),
    path("calendar/subscribe/", feeds.feed, name="feed"),
    path("calendar/subscribe/revoke/", feeds.revoke, name="feed_revoke"),
    path("channels/", views.channels, name="channels"),
    path("campaigns/<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("from-table/", intakes.from_table, name="from_table"),
    path(INTAKE, intakes.intake, name="intake"),
    path(f"{INTAKE}live/", intakes.live, name="intake_live"),
    path(f"{INTAKE}undo/", intakes.undo, name="intake_undo"),
    path(f"{INTAKE}problems.csv", intakes.problems, name="intake_problems"),
    path("partners/", partners.partners, name="partners"),
    path("partners/<uuid:partner_id>/", partners.partner, name="partner"),
    path("strategies/", offers.strategies, name="strategies"),
    path("strategies/<uuid:strategy_id>/", offers.strategy, name="strategy"),
    path("prices/", offers.prices, name="prices"),
    path("prices/compare/", comparing.compare, name="compare"),
    path("prices/<uuid:price_rule_id>/", offers.price, name="price"),
    path(CREATIVE, views.creative, name="creative"),
    path(f"{CREATIVE}submit/", views.submit, name="creative_submit"),
    path(f"{CREATIVE}decide/", views.decide, name="creative_decide"),
    path(f"{ROW}new/", editing.new, name="new"),
    path(f"{ROW}<uuid:row_id>/", editing.edit, name="edit"),
    path(f"{ROW}<uuid:row_id>/delete/", editing.delete, name="delete"),
]
