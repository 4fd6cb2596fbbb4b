"""Pages of this room."""

from django.urls import path

from apps.promotion import editing, views
from apps.promotion.offers import comparing
from apps.promotion.offers import views as offers

app_name = "promotion"
CREATIVE = "creatives/<uuid:creative_id>/"
ROW = "rows/<slug:section>/"
urlpatterns = [
    path("", views.campaigns, name="campaigns"),
    path("calendar/", views.calendar_page, name="calendar"),
    path("channels/", views.channels, name="channels"),
    path("campaigns/<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("strategies/", offers.strategies, name="strategies"),
    path("strategies/<uuid:strategy_id>/", offers.strategy, name="strategy"),
    path("prices/", offers.prices, name="prices"),
    path("prices/compare/", comparing.compare, name="compare"),
    path("prices/<uuid:price_id>/", offers.price, name="price"),
    path(CREATIVE, views.creative, name="creative"),
    path(f"{CREATIVE}submit/", views.submit, name="creative_submit"),
    path(f"{CREATIVE}decide/", views.decide, name="creative_decide"),
    path(f"{ROW}new/", editing.new, name="new"),
    path(f"{ROW}<uuid:row_id>/", editing.edit, name="edit"),
    path(f"{ROW}<uuid:row_id>/delete/", editing.delete, name="delete"),
]
