"""The addresses that calendar programs ask."""

from django.urls import path

from apps.promotion.feeds import views

app_name = "feeds"
urlpatterns = [path("<str:token>/campaigns.ics", views.campaigns, name="campaigns")]
